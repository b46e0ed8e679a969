"""Who is told of what, when, and how often: also when a step is done again, or fails half-way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.entry.serve import worker
from qd_core.entry.serve.worker import tick
from qd_core.model.event import EventKind
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.ask import ask, question_text
from qd_core.pipeline.receive import receive
from qd_core.pipeline.reprocess import reprocess
from qd_core.pipeline.review import Actor, Role
from qd_core.plugin.protocols import Notice
from qd_core.ports import QueueName
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, mail, small_app, take_in

REP = Actor("rep@small.example", frozenset({Role.REP}))
UNCLEAR = "please quote 20 BR-10 and some RL-50"


class Told:
    """A notifier that remembers, and fails as often as it is told to."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.failures = 0

    def notify(self, notice: Notice) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("the line is dead")
        self.notices.append(notice)

    @property
    def kinds(self) -> list[str]:
        return [notice.kind for notice in self.notices]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def backend(tmp_path: Path, clock: ManualClock) -> Iterator[LocalBackend]:
    backend = LocalBackend(tmp_path / "data", clock=clock)
    yield backend
    backend.close()


@pytest.fixture
def app(tmp_path: Path, backend: LocalBackend) -> App:
    return small_app(tmp_path, backend=backend)


@pytest.fixture
def people(app: App, monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()
    monkeypatch.setattr(type(app.providers), "notifiers", property(lambda _: [("told", told)]))
    return told


def work(app: App) -> None:
    """Works off the queues as `qd serve` does: what is nearest to a person first."""
    while message := next(filter(None, map(app.backend.queue.receive, worker._ORDER)), None):
        app.work(message)


def events(app: App, rfq_id: str, kind: EventKind) -> list[dict[str, str]]:
    found = [json.loads(body) for body in app.backend.audit.trail(rfq_id)]
    return [event["data"] for event in found if event["kind"] == kind]


def kinds(app: App, rfq_id: str) -> list[str]:
    return [json.loads(body)["kind"] for body in app.backend.audit.trail(rfq_id)]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("please quote 20 BR-10", EventKind.READY),
        (UNCLEAR, EventKind.CLARIFY),
        ("please quote 20 left-handed flux capacitors", EventKind.OUT_OF_SCOPE),
    ],
)
def test_the_rep_hears_of_every_move_once(app: App, people: Told, body: str, kind: EventKind) -> None:
    rfq_id = receive(app, mail(body))
    work(app)
    assert people.kinds == [kind]
    assert people.notices[0].recipients == ("rep@small.example",)
    assert len(events(app, rfq_id, EventKind.NOTIFIED)) == 1


@pytest.mark.parametrize("body", ["please quote 20 BR-10", UNCLEAR])
def test_a_message_that_comes_again_tells_nothing_again(
    app: App, people: Told, clock: ManualClock, body: str
) -> None:
    rfq_id = take_in(app, mail(body))
    before = kinds(app, rfq_id)
    for queue in (QueueName.INTAKE, QueueName.PRICER, QueueName.COMPOSER):
        clock.forward(timedelta(minutes=10))  # past the queue's own memory
        app.backend.queue.send(queue, rfq_id)
        work(app)
    assert kinds(app, rfq_id) == before
    assert len(people.notices) == 1


def test_what_was_saved_but_not_told_before_a_crash_is_told_after_it(
    app: App, people: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, lost = type(app.backend.audit).append, {EventKind.CLARIFY, EventKind.PRICED, EventKind.COMPOSED}

    def cut(self: object, rfq_id: str, body: str) -> None:
        kind = json.loads(body)["kind"]
        if kind in lost:
            lost.discard(kind)
            raise OSError("the machine stopped here")
        append(self, rfq_id, body)  # type: ignore[arg-type]

    monkeypatch.setattr(type(app.backend.audit), "append", cut)
    rfq_id = receive(app, mail(UNCLEAR))
    work(app)
    assert not lost
    told = [kind for kind in kinds(app, rfq_id) if kind != EventKind.FAILED]
    assert sorted(set(told)) == sorted(told)
    assert {EventKind.CLARIFY, EventKind.PRICED, EventKind.COMPOSED} <= set(told)
    assert people.kinds == [EventKind.CLARIFY]


def test_what_was_on_the_trail_but_not_on_the_bus_is_told_to_people(
    app: App, people: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish, cuts = type(app.backend.events).publish, [EventKind.READY]

    def cut(self: object, event: str, body: str) -> None:
        if event in cuts:
            cuts.remove(EventKind.READY)
            raise OSError("the machine stopped here")
        publish(self, event, body)  # type: ignore[arg-type]

    monkeypatch.setattr(type(app.backend.events), "publish", cut)
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    work(app)
    assert kinds(app, rfq_id).count(EventKind.READY) == 1
    assert people.kinds == [EventKind.READY]


def test_a_request_that_is_read_again_is_told_again(app: App, people: Told) -> None:
    rfq_id = take_in(app, mail(UNCLEAR))
    reprocess(app, rfq_id, REP, why="new price list")
    work(app)
    assert people.kinds == [EventKind.CLARIFY, EventKind.CLARIFY]
    assert [data.get("reading", "") for data in events(app, rfq_id, EventKind.CLARIFY)] == ["", "1"]


def test_after_a_day_the_rep_after_two_the_lead_then_nobody(
    app: App, people: Told, clock: ManualClock
) -> None:
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    for hours, then in ((23, []), (1, [EventKind.REMINDED]), (23, []), (1, [EventKind.ESCALATED]), (72, [])):
        people.notices.clear()
        clock.forward(timedelta(hours=hours))
        tick(app)
        tick(app)
        assert people.kinds == then, f"after another {hours} h"
        if then:
            lead = then == [EventKind.ESCALATED]
            assert people.notices[0].recipients == (("lead" if lead else "rep") + "@small.example",)
            assert people.notices[0].urgency == ("page" if lead else "reminder")
    assert len(events(app, rfq_id, EventKind.REMINDED)) == 1
    assert len(events(app, rfq_id, EventKind.ESCALATED)) == 1


def test_the_clock_counts_from_the_event_not_from_when_it_was_worked_off(
    app: App, people: Told, clock: ManualClock
) -> None:
    receive(app, mail("please quote 20 BR-10"))
    for queue in (QueueName.INTAKE, QueueName.PRICER, QueueName.COMPOSER):
        message = app.backend.queue.receive(queue)
        assert message is not None
        app.work(message)
    clock.forward(timedelta(hours=20))  # the process was down
    work(app)
    clock.forward(timedelta(hours=4))
    tick(app)
    assert people.kinds == [EventKind.READY, EventKind.REMINDED]


def test_a_buyers_answer_sets_the_clock_anew_and_it_strikes_anew(
    app: App, people: Told, clock: ManualClock
) -> None:
    rfq_id = take_in(app, mail(UNCLEAR))
    head, _ = drafts.load(app, rfq_id)
    ask(app, rfq_id, REP, text=question_text(app, head.draft), digest=head.digest)
    clock.forward(timedelta(hours=25))
    tick(app)
    take_in(app, mail("We need 40.", message_id="<two@a.example>", subject=f"Re: [{head.draft.reference}]"))
    clock.forward(timedelta(hours=25))
    tick(app)
    assert people.kinds == [EventKind.CLARIFY, EventKind.REMINDED, EventKind.REPLIED, EventKind.REMINDED]


def test_outside_working_hours_nobody_is_called(
    tmp_path: Path, backend: LocalBackend, clock: ManualClock
) -> None:
    settings = {"working_hours": "08:00-16:00"}  # 24 hours are one working day
    app = small_app(tmp_path, backend=backend, app=settings)
    clock.forward(datetime.fromisoformat("2026-03-06T14:00:00+00:00") - NOW)  # a Friday
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    for moment, reminded in (("2026-03-08T14:00", 0), ("2026-03-09T13:59", 0), ("2026-03-09T14:00", 1)):
        clock.forward(datetime.fromisoformat(f"{moment}:00+00:00") - clock.now())
        tick(app)
        assert len(events(app, rfq_id, EventKind.REMINDED)) == reminded


def test_a_reminder_that_fails_keeps_no_other_waiting_and_ends(
    app: App, people: Told, clock: ManualClock
) -> None:
    first = take_in(app, mail("please quote 20 BR-10"))
    clock.forward(timedelta(seconds=1))
    second = take_in(app, mail("please quote 30 BR-10"))
    people.notices.clear()
    clock.forward(timedelta(hours=24))
    people.failures = 1
    tick(app)
    assert [notice.rfq_id for notice in people.notices] == [second]
    tick(app)
    assert len(people.notices) == 1, "it is not tried every second"
    clock.forward(timedelta(minutes=5))
    tick(app)
    assert [notice.rfq_id for notice in people.notices] == [second, first]
    people.failures = 10_000
    for _ in range(30):
        clock.forward(timedelta(hours=1))
        tick(app)
    clock.forward(timedelta(days=3))
    for _ in range(3):
        clock.forward(timedelta(minutes=6))
        tick(app)
    tried = people.failures
    clock.forward(timedelta(days=3))
    tick(app)
    assert people.failures == tried, "every retry ends"
    assert [data["step"] for data in events(app, first, EventKind.FAILED)] == ["escalate"]


def test_a_notice_that_cannot_be_given_stands_on_its_own_requests_trail(app: App, people: Told) -> None:
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    people.failures = 3
    work(app)
    assert [data["step"] for data in events(app, rfq_id, EventKind.FAILED)] == ["events"] * 3
    assert {row.rfq_id for row in app.backend.audit.rows()} == {rfq_id}
    assert len(app.backend.queue.dead_letters(QueueName.EVENTS)) == 1
