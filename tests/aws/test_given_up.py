"""What cannot be done ends among the dead letters with its reason, seen by `qd dead-letters`; and a process that cannot
start starts the next time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import FAILURES
from qd_core.entry.aws import wire
from qd_core.entry.cli.main import app as commands
from qd_core.entry.lambdas import intake_ses_parser
from qd_core.entry.lambdas.environment import use_application
from qd_core.errors import PluginError, TransientError
from qd_core.pipeline import app as steps
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import QueueName, TableName
from tests.aws.cloud import TOLD, Cloud
from tests.aws.emulator import EmulatorClock
from tests.aws.poller import stored_mail, stored_now
from tests.aws.trouble import Died, Fault, Trouble, Way
from tests.lambdas.calls import CONTEXT

REP = Actor("rep@small.example", frozenset({Role.REP}))
WHY = "the model answers nonsense"


@pytest.fixture
def cloud(cold: Callable[[], AwsBackend], deployed: AwsBackend, clock: EmulatorClock) -> Iterator[Cloud]:
    aws = deployed.aws
    aws.sqs.create_queue(QueueName=TOLD)
    target: Any = {"Id": "1", "Arn": aws.place.arn("sqs", TOLD)}
    aws.events.put_targets(Rule="qd-dispatch", EventBusName="qd-events", Targets=[target])
    app = wire(cold())
    use_application(app)
    made = Cloud(app, deployed, clock)
    yield made
    made.trouble.close()
    use_application(None)


@pytest.fixture
def dead_letters(
    surroundings: dict[str, str], account: str, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], str]:
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", account)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")

    def run() -> str:
        result = CliRunner().invoke(commands, ["dead-letters"])
        assert result.exit_code == 0, result.output
        return result.output

    return run


def arrived(cloud: Cloud) -> str:
    stored_mail(cloud.app, "40 x BR-10 to Chicago, IL 60601")
    intake_ses_parser.handler(stored_now(cloud.app), CONTEXT)
    return str(json.loads(cloud.aws.audit.rows()[-1].body)["rfq_id"])


def broken(monkeypatch: pytest.MonkeyPatch, queue: QueueName) -> None:
    def step(app: App, body: str) -> None:
        raise PluginError(WHY, plugin="mind")

    monkeypatch.setitem(steps._STEPS, queue, step)


@pytest.mark.parametrize("queue", [QueueName.INTAKE, QueueName.PRICER, QueueName.COMPOSER])
def test_a_step_that_cannot_be_done(
    cloud: Cloud, dead_letters: Callable[[], str], monkeypatch: pytest.MonkeyPatch, queue: QueueName
) -> None:
    rfq_id = arrived(cloud)
    step = steps._STEPS[queue]
    broken(monkeypatch, queue)
    cloud.settle()
    assert dead_letters() == f"{queue:<14} {rfq_id}  PluginError: {WHY}\n"
    assert cloud.aws.records.get(TableName.RFQS, rfq_id) is not None
    monkeypatch.setitem(steps._STEPS, queue, step)
    assert CliRunner().invoke(commands, ["dead-letters", "--retry"]).exit_code == 0
    cloud.settle()
    assert dead_letters() == "nothing failed\n"
    assert cloud.app.draft(rfq_id) is not None
    assert cloud.notices.about(rfq_id) == ["draft.ready"]


def test_what_a_function_gives_up_that_no_queue_feeds(
    cloud: Cloud, dead_letters: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lambda and the bus put it into the dead-letter queues themselves, in their own envelopes."""
    rfq_id = arrived(cloud)
    cloud.notices.notify = _down  # type: ignore[method-assign]
    cloud.settle()
    [(function, event, why)] = cloud.given_up
    assert (function, event["detail"]["rfq_id"]) == ("dispatch", rfq_id)
    _buried(cloud, QueueName.EVENTS, json.dumps(event), ERROR_MESSAGE=why)
    cloud.given_up.clear()
    found = cloud.app.draft(rfq_id)
    assert found is not None
    approve(cloud.app, rfq_id, REP, digest=found[0].digest)
    monkeypatch.setattr("qd_core.pipeline.deliver.render_quote", _down)
    send_later(cloud.app, rfq_id)
    cloud.settle()
    [(function, event, why)] = cloud.given_up
    assert (function, event) == ("render-pdf", {"rfq_id": rfq_id})
    context = {"condition": "RetriesExhausted", "approximateInvokeCount": 3}
    failure = {"requestContext": context, "requestPayload": event, "responsePayload": {"errorMessage": why}}
    _buried(cloud, QueueName.DELIVERY, json.dumps(failure))
    said = dead_letters().splitlines()
    assert [line.split()[:2] for line in said] == [["events", rfq_id], ["delivery", rfq_id]]
    assert all("down for repairs" in line for line in said)


def _down(*_: object, **__: object) -> bytes:
    raise TransientError("it is down for repairs")


def _buried(cloud: Cloud, queue: QueueName, body: str, **attributes: str) -> None:
    aws = cloud.aws.aws
    said: Any = {name: {"DataType": "String", "StringValue": text} for name, text in attributes.items()}
    url = aws.place.queue_url(aws.sqs.meta.endpoint_url, FAILURES[queue].name)
    aws.sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=said)


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.ANSWER_LOST_ONCE])
def test_a_cold_start_that_fails_is_done_again(
    cold: Callable[[], AwsBackend], way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Configuration and documents are read by the first event, which comes again where that fails."""
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None, time=time.time))

    def started(number: int | None) -> list[str]:
        backend = cold()
        trouble = Trouble(backend.aws, lambda *_: None)
        trouble.arm(Fault("start", number, way) if number is not None else None)
        try:
            with trouble.inside("start"):
                app = wire(backend)
                app.documents()
        finally:
            trouble.close()
        return trouble.calls

    calls = started(None)
    assert {"start ssm.GetParametersByPath", "start s3.ListObjectsV2", "start s3.GetObject"} <= set(calls)
    for number in range(len(calls)):
        with pytest.raises((TransientError, Died)):
            started(number)
    assert started(None) == calls
