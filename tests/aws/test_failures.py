"""What AWS refuses, in words that say what to do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import Stubber

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.mailer import CONFIGURATION_SET, SesMailer
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.work import batch_get
from qd_core.backends.memory import MemoryBackend
from qd_core.errors import ConfigError, QdError, RejectedError, TransientError
from qd_core.ports import Bucket, OutgoingMail, QueueName, TableName
from tests.aws.emulator import EmulatorClock

HOUR = timedelta(hours=1)
MAIL = OutgoingMail(
    "quotes@small.example", ("ada@buyer.example",), b"Subject: Quote\r\n\r\nHello\r\n", key="quote/r1/r2"
)


class TestFailures:
    def test_a_resource_that_is_not_deployed_is_named(
        self, session: AwsSession, clock: EmulatorClock
    ) -> None:
        backend = AwsBackend(session=session, clock=clock)
        calls = {
            "table qd-rfqs": lambda: backend.records.get(TableName.RFQS, "k"),
            "bucket qd-raw-mime": lambda: backend.objects.put(Bucket.RAW, "k", b""),
            "queue intake-queue.fifo": lambda: backend.queue.send(QueueName.INTAKE, "b"),
            "table qd-work": lambda: backend.claims.claim("n", "o", lease=HOUR),
            "table qd-audit": lambda: backend.audit.trail("r"),
            "schedule group qd-escalations": lambda: backend.scheduler.at(clock.now() + HOUR, "n", "b"),
        }
        for resource, call in calls.items():
            with pytest.raises(ConfigError, match=resource):
                call()

    def test_a_role_that_may_not_is_told_what_it_may_not(
        self, backend: AwsBackend, surroundings: dict[str, str]
    ) -> None:
        iam: Any = backend.aws.client("iam")
        iam.create_user(UserName="nobody")
        key = iam.create_access_key(UserName="nobody")["AccessKey"]
        weak = AwsBackend(
            session=AwsSession(
                surroundings,
                aws_access_key_id=key["AccessKeyId"],
                aws_secret_access_key=key["SecretAccessKey"],
            )
        )
        calls = {
            "table qd-rfqs: this role may not GetItem": lambda: weak.records.get(TableName.RFQS, "k"),
            "table qd-work: this role may not UpdateItem": lambda: weak.claims.claim("n", "o", lease=HOUR),
            "queue draft-pricer-queue: this role may not": lambda: weak.queue.send(QueueName.PRICER, "b"),
            "may not GetSecretValue": lambda: weak.secrets.get("token"),
            "bucket .* this role may not GetObject": lambda: weak.objects.get(f"{Bucket.RAW}/k"),
            "bucket .* this role may not": lambda: weak.objects.exists(f"{Bucket.RAW}/k"),
            "bus qd-events: this role may not PutEvents": lambda: weak.events.publish("draft.ready", "{}"),
            "parameters /qd/config/: this role may not": lambda: weak.parameters.tree(),
        }
        for message, call in calls.items():
            with pytest.raises(ConfigError, match=message):
                call()

    def test_wrong_credentials_are_told(self, backend: AwsBackend, surroundings: dict[str, str]) -> None:
        stranger = AwsSession(
            surroundings, aws_access_key_id="AKIANOBODY0000000000", aws_secret_access_key="x"
        )
        with pytest.raises(ConfigError, match="credentials are not valid"):
            AwsBackend(session=stranger).records.get(TableName.RFQS, "k")

    def test_nobody_there_is_worth_another_try(self, surroundings: dict[str, str], account: str) -> None:
        surroundings["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        lost = AwsBackend(
            session=AwsSession(surroundings, aws_access_key_id=account, aws_secret_access_key="test")
        )
        with pytest.raises(TransientError, match="table qd-rfqs: AWS cannot be reached"):
            lost.records.get(TableName.RFQS, "k")
        with pytest.raises(TransientError):
            lost.mailer.send(MAIL)

    def test_no_credentials_say_how_to_get_some(
        self, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
        monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
        with pytest.raises(ConfigError, match="AWS_PROFILE"):
            AwsBackend(session=AwsSession(surroundings)).records.get(TableName.RFQS, "k")


class TestAnswers:
    """What the emulator never answers, given to the real client."""

    @pytest.fixture
    def stubbed(self, surroundings: dict[str, str]) -> Iterator[tuple[AwsBackend, Callable[[str], Stubber]]]:
        session = AwsSession(surroundings, aws_access_key_id="x", aws_secret_access_key="y")
        stubs: list[Stubber] = []

        def stub(service: str) -> Stubber:
            made = Stubber(session.client(service))
            made.activate()
            stubs.append(made)
            return made

        yield AwsBackend(session=session), stub
        for one in stubs:
            one.assert_no_pending_responses()

    @pytest.mark.parametrize(
        ("code", "status", "error", "says"),
        [
            ("MessageRejected", 400, RejectedError, "SES refuses the mail: Email address is not verified"),
            ("MailFromDomainNotVerifiedException", 400, ConfigError, "verify the sender's domain"),
            ("ConfigurationSetDoesNotExist", 400, ConfigError, CONFIGURATION_SET),
            ("Throttling", 400, TransientError, "busy"),
            ("ServiceUnavailable", 503, TransientError, "busy"),
            ("AccessDenied", 403, ConfigError, "may not SendRawEmail"),
        ],
    )
    def test_mail(self, stubbed: Any, code: str, status: int, error: type[QdError], says: str) -> None:
        backend, stub = stubbed
        stub("ses").add_client_error("send_raw_email", code, "Email address is not verified", status)
        with pytest.raises(error, match=says):
            SesMailer(backend.aws, MemoryBackend().secrets).send(MAIL)

    def test_a_mail_is_tagged_with_what_it_is_sent_for(
        self, stubbed: Any, surroundings: dict[str, str]
    ) -> None:
        backend, stub = stubbed
        surroundings[CONFIGURATION_SET] = "qd-outbound"
        expected = {
            "Source": MAIL.sender,
            "Destinations": list(MAIL.recipients),
            "RawMessage": {"Data": MAIL.content},
            "ConfigurationSetName": "qd-outbound",
            "Tags": [{"Name": "qd-key", "Value": "quote_r1_r2"}],
        }
        stub("ses").add_response("send_raw_email", {"MessageId": "m1"}, expected)
        assert SesMailer(backend.aws, MemoryBackend().secrets).send(MAIL).message_id == "m1"

    def test_an_event_that_the_bus_did_not_take_is_no_success(self, stubbed: Any) -> None:
        backend, stub = stubbed
        bus = stub("events")
        for code, error in (("InternalFailure", TransientError), ("MalformedDetail", ConfigError)):
            failed = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": code, "ErrorMessage": "no"}]}
            bus.add_response("put_events", failed)
            with pytest.raises(error, match=code):
                backend.events.publish("draft.ready", "{}")

    @pytest.mark.parametrize(
        "code", ["ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"]
    )
    def test_a_busy_table_is_worth_another_try(self, stubbed: Any, code: str) -> None:
        backend, stub = stubbed
        stub("dynamodb").add_client_error("get_item", code, "slow down")
        with pytest.raises(TransientError) as caught:
            backend.claims.result("n")
        assert caught.value.retry_after

    def test_what_lies_in_the_archive_says_so(self, stubbed: Any) -> None:
        backend, stub = stubbed
        stub("s3").add_client_error("get_object", "InvalidObjectState", "archived", 403)
        with pytest.raises(RejectedError, match="archive"):
            backend.objects.get(f"{Bucket.PDFS}/old.pdf")

    def test_an_object_that_may_not_be_looked_for_is_no_missing_object(self, stubbed: Any) -> None:
        backend, stub = stubbed
        stub("s3").add_client_error("head_object", "403", "Forbidden", 403)
        with pytest.raises(ConfigError, match="may not HeadObject"):
            backend.objects.exists(f"{Bucket.RAW}/k")

    def test_keys_that_dynamodb_leaves_out_are_asked_for_again(self, stubbed: Any) -> None:
        backend, stub = stubbed
        table = stub("dynamodb")
        left = {"qd-audit": {"Keys": [{"rfq_id": {"S": "r"}}]}}
        table.add_response("batch_get_item", {"Responses": {}, "UnprocessedKeys": left})
        one = {"rfq_id": {"S": "r"}}
        table.add_response("batch_get_item", {"Responses": {"qd-audit": [one]}, "UnprocessedKeys": {}})
        assert batch_get(backend.aws, "qd-audit", [one]) == [one]
        for _ in range(8):
            table.add_response("batch_get_item", {"Responses": {}, "UnprocessedKeys": left})
        with pytest.raises(TransientError, match="busy"):
            batch_get(backend.aws, "qd-audit", [one])


def test_a_mail_whose_answer_was_lost_is_not_tried_again(surroundings: dict[str, str]) -> None:
    """The server takes the mail and never answers: nobody knows, so a person decides."""
    taken: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(2)
                    taken.append(connection.recv(65536))

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        surroundings["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{server.getsockname()[1]}"
        session = AwsSession(surroundings, aws_access_key_id="x", aws_secret_access_key="y")
        with pytest.raises(QdError, match="may have gone out") as caught:
            SesMailer(session, MemoryBackend().secrets).send(MAIL)
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    assert not isinstance(caught.value, TransientError)
    assert len(taken) == 1


class LosesAnswers:
    """Lets a call through, then breaks the connection before its answer is read: boto3 sends it again."""

    def __init__(self, session: AwsSession, service: str, operation: str) -> None:
        self.sent = 0
        session.client(service).meta.events.register(f"before-send.*.{operation}", self._before)  # type: ignore[attr-defined]

    def _before(self, request: Any, **_: Any) -> Any:
        from botocore.httpsession import URLLib3Session

        self.sent += 1
        if self.sent > 1:
            return None
        URLLib3Session().send(request)
        raise ReadTimeoutError(endpoint_url=request.url)


def test_one_service_may_answer_elsewhere(surroundings: dict[str, str]) -> None:
    surroundings["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = "http://127.0.0.1:2"
    session = AwsSession(surroundings, aws_access_key_id="x", aws_secret_access_key="y")
    model, table = session.client("bedrock-runtime"), session.client("dynamodb")
    assert model.meta.endpoint_url == "http://127.0.0.1:2"  # type: ignore[attr-defined]
    assert table.meta.endpoint_url == surroundings["AWS_ENDPOINT_URL"]  # type: ignore[attr-defined]
    assert session.client("dynamodb") is table


class TestLostAnswers:
    """What was written and not confirmed is not taken for somebody else's."""

    def test_a_record(self, backend: AwsBackend) -> None:
        lost = LosesAnswers(backend.aws, "dynamodb", "PutItem")
        assert backend.records.put(TableName.RFQS, "k", "mine", expected=0).version == 1
        assert lost.sent == 2
        found = backend.records.get(TableName.RFQS, "k")
        assert found is not None
        assert (found.version, found.body) == (1, "mine")

    def test_a_claim(self, backend: AwsBackend) -> None:
        lost = LosesAnswers(backend.aws, "dynamodb", "UpdateItem")
        assert backend.claims.claim("n", "me", lease=HOUR)
        assert lost.sent == 2

    def test_an_event_of_the_trail(self, backend: AwsBackend) -> None:
        lost = LosesAnswers(backend.aws, "dynamodb", "TransactWriteItems")
        backend.audit.append("r1", "happened")
        assert lost.sent == 2
        assert [row.body for row in backend.audit.rows()] == ["happened"]

    def test_a_rotated_secret(self, backend: AwsBackend) -> None:
        old = backend.secrets.put("t", "one", expected_version="")
        lost = LosesAnswers(backend.aws, "secretsmanager", "UpdateSecretVersionStage")
        new = backend.secrets.put("t", "two", expected_version=old.version)
        assert lost.sent == 2
        assert backend.secrets.get("t") == new

    def test_a_message_with_a_deduplication_id(self, backend: AwsBackend) -> None:
        lost = LosesAnswers(backend.aws, "sqs", "SendMessage")
        backend.queue.send(QueueName.INTAKE, "r1", dedupe="r1/arrived")
        assert lost.sent == 2
        assert backend.queue.depth(QueueName.INTAKE) == 1

    def test_a_schedule(self, backend: AwsBackend, clock: EmulatorClock) -> None:
        lost = LosesAnswers(backend.aws, "scheduler", "CreateSchedule")
        backend.scheduler.at(clock.now() + HOUR, "n", "b")
        assert lost.sent >= 2
