"""`drafter`, `pricer`, `composer`: batches of SQS, partial failures, duplicates and any order."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import composer, drafter, pricer
from qd_core.entry.lambdas.function import LoggedError
from qd_core.errors import TransientError
from qd_core.model.event import EventKind
from qd_core.model.quote import Move
from qd_core.pipeline import app as steps
from qd_core.pipeline.app import App
from qd_core.pipeline.receive import receive
from qd_core.ports import QueueMessage, QueueName
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import mail
from tests.lambdas.calls import CONTEXT, sqs, taken, told

FUNCTIONS = {QueueName.INTAKE: drafter, QueueName.PRICER: pricer, QueueName.COMPOSER: composer}


def work(app: App, queue: QueueName, messages: list[QueueMessage] | None = None) -> dict[str, Any]:
    """What Lambda does with a batch: calls, and deletes what was not reported."""
    batch = taken(app, queue) if messages is None else messages
    if not batch:
        return {"batchItemFailures": []}
    answer: dict[str, Any] = FUNCTIONS[queue].handler(sqs(*batch), CONTEXT)
    failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
    for number, message in enumerate(batch):
        if f"m{number}" not in failed:
            app.backend.queue.acknowledge(message)
    return answer


def published(backend: MemoryBackend, rfq_id: str) -> list[str]:
    found = [(kind, json.loads(body)) for kind, body in backend.events.published]
    return [kind for kind, body in found if body["rfq_id"] == rfq_id]


def through(app: App) -> None:
    for queue in FUNCTIONS:
        work(app, queue)


def test_a_mail_goes_through_the_three_functions(app: App, backend: MemoryBackend) -> None:
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    assert work(app, QueueName.INTAKE) == {"batchItemFailures": []}
    assert backend.queue.depth(QueueName.PRICER) == 1
    work(app, QueueName.PRICER)
    work(app, QueueName.COMPOSER)
    found = app.draft(rfq_id)
    assert found is not None
    assert (found[0].draft.move, found[0].draft.cover is not None) == (Move.AUTO_DRAFT, True)
    assert published(backend, rfq_id)[-1] == EventKind.READY
    assert all(backend.queue.depth(queue) == 0 for queue in FUNCTIONS)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("please quote some BR-10", EventKind.CLARIFY),
        ("please quote 20 BR-10 and 3 lawn mowers", EventKind.OUT_OF_SCOPE),
        ("The brackets you sent in May have rusted. What can we do?", EventKind.REJECT),
    ],
)
def test_a_move_that_is_no_draft_goes_on_the_bus_and_is_not_ready(
    app: App, backend: MemoryBackend, body: str, kind: EventKind
) -> None:
    rfq_id = receive(app, mail(body))
    through(app)
    assert published(backend, rfq_id).count(kind) == 1
    assert EventKind.READY not in published(backend, rfq_id)
    assert app.draft(rfq_id) is not None


@pytest.mark.parametrize("queue", list(FUNCTIONS))
def test_every_message_delivered_twice_changes_nothing(
    app: App, backend: MemoryBackend, queue: QueueName
) -> None:
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    for one in FUNCTIONS:
        batch = taken(app, one)
        work(app, one, batch)
        if one is queue:
            again = [QueueMessage(one, message.body, message.receipt, 2, message.group) for message in batch]
            assert work(app, one, again) == {"batchItemFailures": []}
    through(app)
    trail = told(app, rfq_id)
    once = (EventKind.READ, EventKind.PRICED, EventKind.COMPOSED, EventKind.READY)
    assert [trail.count(kind) for kind in once] == [1, 1, 1, 1]


def test_an_old_message_after_everything_else_changes_nothing(app: App, backend: MemoryBackend) -> None:
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    early: dict[QueueName, QueueMessage] = {}
    for queue in FUNCTIONS:
        [early[queue]] = batch = taken(app, queue)
        work(app, queue, batch)
    before = app.draft(rfq_id)
    for queue in reversed(early):
        work(app, queue, [early[queue]])
    through(app)
    assert app.draft(rfq_id) == before


def test_one_bad_message_keeps_no_other_waiting(app: App, backend: MemoryBackend) -> None:
    good = receive(app, mail("please quote 20 BR-10"))
    work(app, QueueName.INTAKE)
    backend.queue.send(QueueName.PRICER, "019cadc6-0000-7000-8000-000000000000")
    batch = list(reversed(taken(app, QueueName.PRICER)))
    answer = work(app, QueueName.PRICER, batch)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    assert app.draft(good) is not None


def test_other_buyers_go_on_while_a_group_waits(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    dana = [receive(app, mail(f"please quote {n} BR-10", message_id=f"<{n}@a>")) for n in (1, 2)]
    other = receive(
        app, mail("please quote 3 BR-12", **{"from": "Zoe <zoe@other.example>", "message_id": "<3@b>"})
    )
    groups = {dana[0]: "dana", dana[1]: "dana", other: "zoe"}
    batch = [QueueMessage(QueueName.INTAKE, one, f"{n}.1", 1, groups[one]) for n, one in enumerate(groups, 1)]
    breaking(monkeypatch, QueueName.INTAKE, lambda rfq_id: rfq_id == dana[0])
    answer = drafter.handler(sqs(*batch), CONTEXT)
    assert [one["itemIdentifier"] for one in answer["batchItemFailures"]] == ["m0", "m1"]
    assert [app.record(one)[0].decision is not None for one in (*dana, other)] == [False, False, True]


def test_poison_ends_in_the_dead_letters_with_its_reason(
    app: App, backend: MemoryBackend, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    breaking(monkeypatch, QueueName.INTAKE, lambda _: True)
    for _ in range(3):
        with pytest.raises(LoggedError, match="nothing of this batch"):  # counts as an error of the function
            work(app, QueueName.INTAKE)
    [(letter, why)] = backend.queue.dead_letters(QueueName.INTAKE)
    assert (letter.body, "on fire" in why) == (rfq_id, True)
    failures = [json.loads(body) for body in backend.audit.trail(rfq_id) if EventKind.FAILED in body]
    assert [one["data"]["attempt"] for one in failures] == ["1", "2", "3"]
    assert "on fire" in failures[0]["data"]["reason"]


def test_what_may_succeed_later_comes_again_when_it_was_said(
    app: App, backend: MemoryBackend, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    breaking(monkeypatch, QueueName.INTAKE, lambda _: True, TransientError("throttled", retry_after=40))
    with pytest.raises(LoggedError, match="nothing of this batch"):
        work(app, QueueName.INTAKE)
    monkeypatch.undo()
    clock.forward(timedelta(seconds=39))
    assert taken(app, QueueName.INTAKE) == []
    clock.forward(timedelta(seconds=1))
    work(app, QueueName.INTAKE)
    assert app.record(rfq_id)[0].decision is not None


def breaking(
    monkeypatch: pytest.MonkeyPatch,
    queue: QueueName,
    when: Callable[[str], bool],
    error: Exception | None = None,
) -> None:
    working = steps._STEPS[queue]

    def step(app: App, rfq_id: str) -> None:
        if when(rfq_id):
            raise error or RuntimeError("the drafter is on fire")
        working(app, rfq_id)

    monkeypatch.setitem(steps._STEPS, queue, step)
