"""Services deliver at least once and in any order: however often and however late, one draft, one notice, one mail an RFQ.

What covers what: ten thousand deliveries go to the functions over the in-memory machinery, whose claims, records and
trail keep the same contracts as AWS's (tests/aws/test_ports.py); some hundred go to them over the emulator. Every message
and event that was ever sent stays in the pool from which the next delivery is drawn.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import QUEUES
from qd_core.backends.chain import problems
from qd_core.backends.memory import MemoryBackend
from qd_core.entry.aws import wire
from qd_core.entry.lambdas import composer, dispatch, drafter, intake_ses_parser, pricer, render_pdf
from qd_core.entry.lambdas.environment import use_application
from qd_core.model.event import EventKind
from qd_core.model.review import DeliveryState, DraftRecord, ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.dispatch import DISPATCHED
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import Bucket, QueueName, TableName
from qd_core.testing.clock import ManualClock
from tests.aws.cloud import TOLD, Cloud, Deals, Notices
from tests.aws.emulator import EmulatorClock
from tests.aws.looking import parameters
from tests.aws.poller import batch, delete, poll
from tests.integration.small_company import MAIL, NOW, small_app
from tests.lambdas.calls import CONTEXT, happened, s3_put, sqs, taken

REP = Actor("rep@small.example", frozenset({Role.REP}))
WORKERS: dict[QueueName, Any] = {
    QueueName.INTAKE: drafter,
    QueueName.PRICER: pricer,
    QueueName.COMPOSER: composer,
}
Delivery = tuple[Any, dict[str, Any]]
"""A function and the event that it is called with."""


class Source(Protocol):
    """Where what was sent can be found once; from then on the test delivers it."""

    app: App
    notices: Notices

    def sent(self) -> list[Delivery]:
        """What was sent since the last look."""
        ...

    def mails(self) -> int:
        """How many mails left."""
        ...


@dataclass
class InMemory:
    app: App
    notices: Notices = field(default_factory=Notices)
    _events: int = 0

    def __post_init__(self) -> None:
        self.app.providers.__dict__["notifiers"] = [("slack", self.notices)]
        self.app.providers.__dict__["crm_adapter"] = ("crm", Deals())

    def sent(self) -> list[Delivery]:
        backend: Any = self.app.backend
        found: list[Delivery] = []
        for queue, worker in WORKERS.items():
            for message in taken(self.app, queue):
                backend.queue.acknowledge(message)
                found.append((worker, sqs(message)))
        for message in taken(self.app, QueueName.DELIVERY):
            backend.queue.acknowledge(message)
            found.append((render_pdf, {"rfq_id": message.body}))
        for kind, body in backend.events.published[self._events :]:
            if kind in DISPATCHED:
                found.append((dispatch, happened(kind, body)))
        self._events = len(backend.events.published)
        return found

    def mails(self) -> int:
        backend: Any = self.app.backend
        return len(backend.mailer.outbox)


@dataclass
class OnTheEmulator:
    app: App
    notices: Notices
    cloud: Cloud
    _asked: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cloud.trouble._asked = lambda _, event: self._asked.append(event)

    def sent(self) -> list[Delivery]:
        found: list[Delivery] = []
        for queue, worker in WORKERS.items():
            name = QUEUES[queue].name
            while raw := poll(self.app, name):
                delete(self.app, name, raw)
                found += [(worker, batch([one], name)) for one in raw]
        while raw := poll(self.app, TOLD):
            delete(self.app, TOLD, raw)
            found += [(dispatch, json.loads(one["Body"])) for one in raw]
        found += [(render_pdf, event) for event in self._asked]
        self._asked.clear()
        return found

    def mails(self) -> int:
        return self.cloud.trouble.done["ses.SendRawEmail"]


def arrivals(app: App, count: int) -> list[Delivery]:
    """Mails of as many buyers, each of which its server has sent twice."""
    found: list[Delivery] = []
    for number in range(count):
        text = MAIL.format(body=f"please quote {number % 60 + 1} BR-10")
        text = text.replace("dana@", f"dana{number}@").replace("<one@", f"<{number}@")
        text = text.replace("Mon, 02 Mar 2026 09:00:00 +0000", format_datetime(app.backend.clock.now()))
        for copy in ("", "again"):
            path = f"mail{number}{copy}"
            app.backend.objects.put(Bucket.RAW, path, text.encode())
            event = s3_put(path)
            event["Records"][0]["eventTime"] = f"{app.backend.clock.now():%Y-%m-%dT%H:%M:%S}.000Z"
            found.append((intake_ses_parser, event))
    return found


def delivered(source: Source, rfqs: int, deliveries: int) -> Counter[str]:
    """Draws each delivery from everything that was ever sent; a rep approves some drafts meanwhile. At the end whatever
    was sent is delivered once more. Returns how often each function was called."""
    chance, app = random.Random(11), source.app
    pool, calls = arrivals(app, rfqs), Counter[str]()
    fresh = list(pool)
    while calls.total() < deliveries or fresh:
        late = not fresh or chance.random() < 0.7
        chosen = pool[chance.randrange(len(pool))] if late and calls.total() < deliveries else fresh.pop()
        if chosen in fresh:
            fresh.remove(chosen)
        calls[chosen[0].__name__.rpartition(".")[2]] += 1
        answer = chosen[0].handler(chosen[1], CONTEXT)
        assert answer is None or answer.get("batchItemFailures", []) == []
        if calls.total() % 10 == 0:
            approved(app, chance)
        new = source.sent()
        chance.shuffle(new)
        pool += new
        fresh += new
    return calls


def approved(app: App, chance: random.Random) -> None:
    waiting = app.backend.records.find(TableName.DRAFTS, facets={"state": [ReviewState.QUEUED]}, limit=20)
    if not waiting:
        return
    rfq_id = chance.choice(list(waiting)).key
    found = app.draft(rfq_id)
    if found is not None and found[0].draft.cover is not None:
        approve(app, rfq_id, REP, digest=found[0].digest)
        send_later(app, rfq_id)


def check(source: Source, rfqs: int) -> None:
    app = source.app
    rows = app.backend.records.find(TableName.DRAFTS, limit=10 * rfqs)
    stored = [app.backend.records.get(TableName.DRAFTS, row.key) for row in rows]
    heads = [DraftRecord.model_validate_json(one.body) for one in stored if one is not None]
    assert sorted(head.draft.buyer.email for head in heads) == sorted(
        f"dana{number}@acme.example" for number in range(rfqs)
    ), "one draft a buyer"
    assert {head.draft.revision for head in heads} == {1}
    told = Counter(notice.rfq_id for notice in source.notices.notices)
    assert told == Counter({head.rfq_id: 1 for head in heads})
    sent = [head for head in heads if head.state is ReviewState.APPROVED]
    assert sent
    assert {head.delivery.state for head in sent} == {DeliveryState.SENT}
    assert source.mails() == len(sent)
    trails = {head.rfq_id: Counter(_kinds(app, head.rfq_id)) for head in heads}
    for kind in (EventKind.RECEIVED, EventKind.DUPLICATE, EventKind.PRICED, EventKind.READY):
        assert {trail[kind] for trail in trails.values()} == {1}, kind
    assert problems(app.backend.audit.rows(limit=1_000_000)) == []
    assert [queue for queue in QueueName if app.backend.queue.dead_letters(queue)] == []


def _kinds(app: App, rfq_id: str) -> list[str]:
    return [json.loads(body)["kind"] for body in app.backend.audit.trail(rfq_id)]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ten_thousand_deliveries_in_any_order(tmp_path: Path) -> None:
    app = small_app(tmp_path, backend=MemoryBackend(clock=ManualClock(NOW)))
    use_application(app)
    try:
        source = InMemory(app)
        calls = delivered(source, rfqs=100, deliveries=10_000)
        check(source, 100)
    finally:
        use_application(None)
    assert calls.total() >= 10_000
    assert min(calls[name] for name in ("drafter", "pricer", "composer", "dispatch", "render_pdf")) > 100


@pytest.fixture
def cloud(cold: Callable[[], AwsBackend], deployed: AwsBackend, clock: EmulatorClock) -> Iterator[Cloud]:
    aws = deployed.aws
    aws.sqs.create_queue(QueueName=TOLD)
    target: Any = {"Id": "1", "Arn": aws.place.arn("sqs", TOLD)}
    aws.events.put_targets(Rule="qd-dispatch", EventBusName="qd-events", Targets=[target])
    aws.mail.verify_email_identity(EmailAddress="quotes@small.example")
    parameters(deployed, {"company/email": "quotes@small.example"})
    app = wire(cold())
    use_application(app)
    made = Cloud(app, deployed, clock)
    yield made
    made.trouble.close()
    use_application(None)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_some_hundred_deliveries_over_the_emulator(cloud: Cloud) -> None:
    source = OnTheEmulator(cloud.app, cloud.notices, cloud)
    calls = delivered(source, rfqs=6, deliveries=400)
    check(source, 6)
    assert calls.total() >= 400


def test_a_message_that_fails_holds_up_its_own_buyer_alone(cloud: Cloud) -> None:
    """Ann's second message cannot be done, and its function dies over it: Ben's is done meanwhile, Ann's third waits for
    the second to be given up."""
    app, rfqs = cloud.app, dict[str, str]()
    for buyer, quantity in (("ann", 20), ("bad", 0), ("ann2", 40), ("ben", 30)):
        if not quantity:
            app.backend.queue.send(QueueName.INTAKE, "no-such-rfq", group="ann@acme.example", dedupe="bad")
            continue
        text = MAIL.format(body=f"please quote {quantity} BR-10").replace("dana@", f"{buyer.strip('2')}@")
        app.backend.objects.put(Bucket.RAW, buyer, text.replace("<one@", f"<{buyer}@").encode())
        intake_ses_parser.handler(s3_put(buyer), CONTEXT)
        rfqs[buyer] = json.loads(app.backend.audit.rows()[-1].body)["rfq_id"]
    assert cloud.next_of(QueueName.INTAKE) == rfqs["ann"]
    assert cloud.next_of(QueueName.INTAKE, dies=True) == "no-such-rfq"
    assert cloud.next_of(QueueName.INTAKE) == rfqs["ben"]
    assert cloud.next_of(QueueName.INTAKE) == "", (
        "what follows the bad one is not shown before it is done with"
    )
    assert [name for name in rfqs if app.record(rfqs[name])[0].decision is None] == ["ann2"]
    cloud.settle()
    assert [name for name in rfqs if app.draft(rfqs[name]) is None] == []
    [(message, reason)] = app.backend.queue.dead_letters(QueueName.INTAKE)
    assert (message.body, "there is no RFQ no-such-rfq" in reason) == ("no-such-rfq", True)
