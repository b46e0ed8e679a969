"""What a lane gives is kept before it is parsed, and is one arrival whatever breaks in between."""

from __future__ import annotations

import json

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.model.event import EventKind
from qd_core.model.message import InboundMessage
from qd_core.model.quote import Move
from qd_core.pipeline import arrive
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import take_in, take_in_once
from qd_core.pipeline.record import RfqState
from qd_core.ports import QueueName
from tests.integration.small_company import mail


class Killed(BaseException):
    """The process died here."""


def kinds(app: App, rfq_id: str) -> list[str]:
    return [json.loads(body)["kind"] for body in app.backend.audit.trail(rfq_id)]


def work(app: App) -> None:
    app.run_until_idle()


def test_the_raw_bytes_are_kept_and_queued_before_anything_reads_them(app: App) -> None:
    message = mail("please quote 20 BR-10")
    rfq_id = take_in(app, message)
    assert app.backend.objects.get(f"raw-mime/{rfq_id}") == message.content
    assert app.backend.queue.depth(QueueName.INTAKE) == 1
    assert app.draft(rfq_id) is None
    work(app)
    found = app.draft(rfq_id)
    assert found is not None
    assert found[0].draft.move is Move.AUTO_DRAFT


def test_the_person_who_brought_it_stands_on_the_trail(app: App) -> None:
    rfq_id = take_in(app, mail("please quote 20 BR-10"), actor="rep@small.example")
    work(app)
    first, second = (json.loads(body) for body in app.backend.audit.trail(rfq_id)[:2])
    assert (first["kind"], first["actor"]) == (EventKind.ARRIVED, "rep@small.example")
    assert (second["kind"], second["actor"]) == (EventKind.RECEIVED, "rep@small.example")


@pytest.mark.parametrize("boundary", ["received", "hand_on"])
@pytest.mark.parametrize("after", [False, True])
def test_a_death_between_two_steps_loses_nothing_and_tells_nothing_twice(
    app: App, backend: LocalBackend, monkeypatch: pytest.MonkeyPatch, boundary: str, after: bool
) -> None:
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    step = getattr(arrive, boundary)

    def dies(*args: object, **kwargs: object) -> object:
        if after:
            step(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(arrive, boundary, dies)
        with pytest.raises(Killed):
            work(app)
    backend.queue.release_all()  # what the next process does first
    backend.clock.forward(arrive.timedelta(seconds=1))  # type: ignore[attr-defined]
    work(app)
    found = app.draft(rfq_id)
    assert found is not None
    assert found[0].draft.move is Move.AUTO_DRAFT
    told = kinds(app, rfq_id)
    assert told.count(EventKind.RECEIVED) == 1
    assert told.count(EventKind.READY) == 1
    assert EventKind.DUPLICATE not in told, "a retry is no second arrival"


def test_the_same_request_by_two_lanes_is_one_rfq_with_both_arrivals(app: App) -> None:
    first, second = take_in(app, mail("quote 20 BR-10")), take_in(app, mail("quote 20 BR-10"))
    work(app)
    assert app.record(second)[0].state is RfqState.DUPLICATE
    assert app.draft(second) is None
    assert kinds(app, first).count(EventKind.DUPLICATE) == 1


def test_a_lane_that_meets_the_same_thing_again_gets_the_same_rfq(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = mail("quote 20 BR-10")
    with monkeypatch.context() as patch:
        patch.setattr(app.backend.claims, "complete", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            take_in_once(app, "folder/a.eml", message)
    first = take_in_once(app, "folder/a.eml", message)
    assert take_in_once(app, "folder/a.eml", message) == first
    work(app)
    assert kinds(app, first).count(EventKind.RECEIVED) == 1
    assert app.draft(first) is not None


def test_a_raw_copy_that_is_gone_is_said_on_the_trail(app: App) -> None:
    rfq_id = take_in(app, mail("quote 20 BR-10"))
    app.backend.objects.delete(f"raw-mime/{rfq_id}")
    work(app)
    [(letter, why)] = app.backend.queue.dead_letters(QueueName.INTAKE)
    assert letter.body == rfq_id
    assert "is not there any more" in why


def test_garbage_is_an_rfq_too(app: App) -> None:
    junk = InboundMessage.model_validate({"lane": "form", "content": b"\xff{"})
    rfq_id = take_in(app, junk)
    work(app)
    found = app.draft(rfq_id)
    assert found is not None
    assert found[0].draft.move is Move.REJECT
    assert app.backend.objects.get(f"raw-mime/forms/{rfq_id}") == b"\xff{"
