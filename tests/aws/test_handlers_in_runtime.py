"""The functions as Lambda runs them: `awslambdaric` under the real Runtime Interface Emulator, against the emulator's
services. Who covers what: tests/lambdas has each handler with every shape of event, in memory; test_handlers.py has the
chain through real queues, bus and schedules, called in this process; here the same chain runs in the functions' own
processes, with a cold start each, JSON in and out, and the runtime's own description of a failure."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import QUEUES
from qd_core.backends.aws.resources.functions import function as declared
from qd_core.entry.aws import wire
from qd_core.model.review import DeliveryState
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import Bucket, QueueName
from tests.aws.poller import aws_of, batch, delete, poll, stored_mail, stored_now
from tests.aws.runtime import Runtime, started
from tests.lambdas.calls import url

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the runtime is Linux's")
REP = Actor("rep@small.example", frozenset({Role.REP}))

Start = Callable[..., Runtime]


@pytest.fixture
def app(cold: Callable[[], AwsBackend], deployed: AwsBackend) -> App:
    """The application of this process, which looks at what the functions have done."""
    aws = deployed.aws
    aws.sqs.create_queue(QueueName="told")
    target: Any = {"Id": "1", "Arn": aws.place.arn("sqs", "told")}
    aws.events.put_targets(Rule="qd-dispatch", EventBusName="qd-events", Targets=[target])
    aws.mail.verify_email_identity(EmailAddress="quotes@small.example")
    aws.parameters.put_parameter(Name="/qd/config/company/email", Value="quotes@small.example", Type="String")
    return wire(cold())


@pytest.fixture
def start(tmp_path: Path, surroundings: dict[str, str], account: str) -> Iterator[Start]:
    running: list[Runtime] = []

    def begin(name: str, *, timeout: int = 0) -> Runtime:
        about = declared(name)
        keys = {"AWS_ACCESS_KEY_ID": account, "AWS_SECRET_ACCESS_KEY": "test"}
        one = started(
            about.module,
            tmp_path / "runtimes",
            memory=about.memory,
            timeout=timeout or 6 * about.timeout,  # this machine is slower than Lambda's, and busy
            surroundings={**surroundings, **keys},
        )
        running.append(one)
        return one

    yield begin
    for one in running:
        one.stop()


def worked_off(app: App, queue: QueueName, runtime: Runtime) -> None:
    name = QUEUES[queue].name
    raw = poll(app, name, wait=2)
    assert raw, f"nothing waits in {name}"
    answer = runtime.call(batch(raw, name))
    assert answer == {"batchItemFailures": []}, (answer, runtime.log.read_text()[-3000:])
    delete(app, name, raw)


@pytest.mark.slow
def test_a_mail_becomes_a_quote_through_the_functions_own_processes(app: App, start: Start) -> None:
    stored_mail(app, "40 x BR-10 to Chicago, IL 60601")
    assert start("intake-ses-parser").call(stored_now(app)) is None
    for queue in (QueueName.INTAKE, QueueName.PRICER, QueueName.COMPOSER):
        worked_off(app, queue, start(QUEUES[queue].consumer))
    [happened] = [json.loads(one["Body"]) for one in poll(app, "told", wait=5)]
    assert happened["detail-type"] == "draft.ready"
    dispatch = start("dispatch")
    for _ in range(2):
        assert dispatch.call(happened) is None
    rfq_id = happened["detail"]["rfq_id"]
    assert {line["rfq_id"] for line in dispatch.lines() if "rfq_id" in line} == {rfq_id}
    found = app.draft(rfq_id)
    assert found is not None
    approve(app, rfq_id, REP, digest=found[0].digest)
    renderer = start("render-pdf")
    answers = [renderer.call({"rfq_id": rfq_id}) for _ in range(2)]
    assert [json.loads(one["body"])["delivery"] for one in answers] == ["sent", "sent"]
    assert app.backend.objects.get(f"{Bucket.PDFS}/{rfq_id}.pdf").startswith(b"%PDF")
    after = app.draft(rfq_id)
    assert after is not None
    assert (after[0].delivery.state, after[0].delivery.crm) == (DeliveryState.SENT, "done")


@pytest.mark.slow
def test_a_browser_meets_the_sign_in_page_and_a_website_its_refusal(app: App, start: Start) -> None:
    review = start("review")
    call = url("", path="/queue", method="GET")
    answer = review.call(call)
    assert (answer["statusCode"], answer["headers"]["location"]) == (303, "/login?next=%2Fqueue")
    page = review.call(url("", path="/login", method="GET"))
    assert page["statusCode"] == 200
    assert "Mail me a link" in page["body"]
    answer = start("intake-webhook").call(url({"email": "bea@acme.example", "secret": "guess"}))
    assert answer["statusCode"] == 403


@pytest.mark.slow
def test_a_failure_has_the_runtimes_shape_and_the_environment_goes_on(app: App, start: Start) -> None:
    pricer = start("pricer")
    aws_of(app).sqs.send_message(
        QueueUrl=aws_of(app).sqs.get_queue_url(QueueName="draft-pricer-queue")["QueueUrl"],
        MessageBody="nobody",
    )
    for attempt in (1, 2):
        raw = poll(app, "draft-pricer-queue", wait=2)
        assert [one["Attributes"]["ApproximateReceiveCount"] for one in raw] == [str(attempt)]
        failure = pricer.call(batch(raw, "draft-pricer-queue"))
        assert failure["errorType"] == "LoggedError"
        assert failure["stackTrace"]
    errors = [line for line in pricer.lines() if line["level"] == "ERROR"]
    assert [line["rfq_id"] for line in errors] == ["nobody", "nobody"]
    assert pricer.process.poll() is None
