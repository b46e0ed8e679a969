"""The functions on the emulator's services: what one leaves there is what the next is called with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.request import urlopen

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import QUEUES
from qd_core.entry.aws import wire
from qd_core.entry.lambdas import (
    composer,
    dispatch,
    drafter,
    escalator,
    intake_ses_parser,
    pricer,
    render_pdf,
)
from qd_core.entry.lambdas.environment import use_application
from qd_core.errors import QdError
from qd_core.model.event import EventKind
from qd_core.model.review import DeliveryState
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import Bucket, QueueName
from tests.aws.emulator import Emulator, EmulatorClock
from tests.aws.looking import function, printed
from tests.aws.poller import aws_of, batch, delete, poll, stored_mail, stored_now
from tests.lambdas.calls import CONTEXT, told

REP = Actor("rep@small.example", frozenset({Role.REP}))
WORKERS = {QueueName.INTAKE: drafter, QueueName.PRICER: pricer, QueueName.COMPOSER: composer}


@pytest.fixture
def app(cold: Callable[[], AwsBackend], deployed: AwsBackend) -> Iterator[App]:
    """The application, with queues where the bus and the schedules would call functions."""
    aws = deployed.aws
    for name in ("told", "escalated"):
        aws.sqs.create_queue(QueueName=name)
    target = {"Id": "1", "Arn": aws.place.arn("sqs", "told")}
    aws.events.put_targets(Rule="qd-dispatch", EventBusName="qd-events", Targets=[target])  # type: ignore[list-item]
    aws.mail.verify_email_identity(EmailAddress="quotes@small.example")
    aws.parameters.put_parameter(Name="/qd/config/company/email", Value="quotes@small.example", Type="String")
    app = wire(cold())
    use_application(app)
    yield app
    use_application(None)


def work(app: App) -> None:
    """Calls the three workers until their queues are empty, and deletes what each did not report."""
    busy = True
    while busy:
        busy = False
        for queue, worker in WORKERS.items():
            name = QUEUES[queue].name
            while raw := poll(app, name):
                busy = True
                failed = worker.handler(batch(raw, name), CONTEXT)["batchItemFailures"]
                assert failed == []
                delete(app, name, raw)


def schedules(app: App) -> list[str]:
    found = aws_of(app).scheduler.list_schedules(GroupName="qd-escalations")["Schedules"]
    return sorted(one["Name"].partition(".")[0] for one in found)


def mailed(app: App) -> str:
    """An RFQ that came by mail, drafted and told of."""
    stored_mail(app, "40 x BR-10 to Chicago, IL 60601")
    intake_ses_parser.handler(stored_now(app), CONTEXT)
    work(app)
    events = [json.loads(one["Body"]) for one in poll(app, "told", wait=2)]
    assert [one["detail-type"] for one in events] == ["draft.ready"]
    dispatch.handler(events[0], CONTEXT)
    return str(events[0]["detail"]["rfq_id"])


def test_a_mail_becomes_a_quote_at_the_buyer(
    app: App, deployed: AwsBackend, emulator: Emulator, account: str
) -> None:
    function(deployed, "render-pdf", "def handler(event, context):\n    print('DELIVER', event['rfq_id'])\n")
    rfq_id = mailed(app)
    assert schedules(app) == ["escalate", "remind"]
    found = app.draft(rfq_id)
    assert found is not None
    approve(app, rfq_id, REP, digest=found[0].digest)
    send_later(app, rfq_id)
    assert printed(deployed, "render-pdf", f"DELIVER {rfq_id}") == 1
    for _ in range(2):  # called twice, it sends once
        render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    assert app.backend.objects.get(f"{Bucket.PDFS}/{rfq_id}.pdf").startswith(b"%PDF")
    with urlopen(f"{emulator.endpoint}/_ministack/ses/messages?account={account}", timeout=5) as answer:
        assert json.dumps(json.load(answer)).count('"MessageId"') == 1
    assert schedules(app) == []
    after = app.draft(rfq_id)
    assert after is not None
    assert after[0].delivery.state is DeliveryState.SENT
    assert told(app, rfq_id).count(EventKind.SENT) == 1


def test_a_draft_that_nobody_touches_reminds_then_pages(app: App, clock: EmulatorClock) -> None:
    rfq_id = mailed(app)
    for kind in (EventKind.REMINDED, EventKind.ESCALATED):
        clock.forward(timedelta(hours=24, minutes=1))
        [call] = poll(app, "escalated", wait=5) or poll(app, "escalated", wait=5)
        delete(app, "escalated", [call])
        escalator.handler(json.loads(call["Body"]), CONTEXT)
        assert told(app, rfq_id)[-1] == kind


def test_a_step_that_fails_three_times_is_in_the_dead_letters_with_its_reason(
    app: App, deployed: AwsBackend
) -> None:
    stored_mail(app, "40 x BR-10")
    intake_ses_parser.handler(stored_now(app), CONTEXT)
    for bucket_object in ("catalog.txt", "rules.txt"):
        deployed.objects.delete(f"{Bucket.DOCUMENTS}/{bucket_object}")
    fresh = wire(app.backend)  # type: ignore[arg-type]
    use_application(fresh)
    name = QUEUES[QueueName.INTAKE].name
    for attempt in (1, 2, 3):
        raw = poll(app, name)
        assert [one["Attributes"]["ApproximateReceiveCount"] for one in raw] == [str(attempt)]
        with pytest.raises(QdError, match=r"\bdone\b"):
            drafter.handler(batch(raw, name), CONTEXT)
    assert poll(app, name) == []
    [(_, reason)] = app.backend.queue.dead_letters(QueueName.INTAKE)
    assert "has no catalog and no rules document" in reason
