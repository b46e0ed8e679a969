"""A buyer's answer finds the RFQ it answers."""

from __future__ import annotations

import json

import pytest

from qd_core.errors import QdError
from qd_core.model.event import EventKind
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.ask import ask, question_text
from qd_core.pipeline.record import RfqState
from qd_core.pipeline.replies import references_in
from qd_core.pipeline.review import Actor, Role, reject
from tests.integration.small_company import mail, take_in

REP = Actor("rep@small.example", frozenset({Role.REP}))


def asked(app: App) -> tuple[str, str]:
    """An RFQ whose buyer was asked, and its reference."""
    rfq_id = take_in(app, mail("please quote some BR-10 and 20 BR-12"))
    head, _ = drafts.load(app, rfq_id)
    ask(app, rfq_id, REP, text=question_text(app, head.draft), digest=head.digest)
    return rfq_id, head.draft.reference


def answer(app: App, body: str = "We need 40.", **headers: str) -> str:
    return take_in(app, mail(body, message_id="<two@acme.example>", **headers))


def replies(app: App, rfq_id: str) -> list[dict[str, str]]:
    events = [json.loads(body) for body in app.backend.audit.trail(rfq_id)]
    return [event["data"] for event in events if event["kind"] == EventKind.REPLIED]


@pytest.mark.parametrize("place", ["in_reply_to", "references", "subject", "body"])
def test_a_reference_anywhere_links_the_answer(app: App, place: str) -> None:
    rfq_id, reference = asked(app)
    if place == "body":
        reply = answer(app, f"40 please, for {reference.lower()}.", subject="numbers")
    elif place == "subject":
        reply = answer(app, subject=f"AW: Brackets [{reference}]")
    else:
        reply = answer(app, **{place: f"<{reference.lower()}.1772442000@small.example>"})
    assert app.record(reply)[0].state is RfqState.REPLY
    assert app.record(reply)[0].reply_to == rfq_id
    with pytest.raises(QdError):
        drafts.load(app, reply)
    [told] = replies(app, rfq_id)
    assert (told["arrival"], told["sender"]) == (reply, "dana@acme.example")


def test_an_answer_ends_the_waiting_for_it(app: App) -> None:
    rfq_id, reference = asked(app)
    assert drafts.load(app, rfq_id)[0].asked_at is not None
    answer(app, subject=f"Re: Brackets [{reference}]")
    head, _ = drafts.load(app, rfq_id)
    assert head.asked_at is None
    assert head.replied_at is not None


def test_an_answer_to_a_closed_request_is_a_request(app: App) -> None:
    rfq_id, reference = asked(app)
    reject(app, rfq_id, REP, reason="spoke on the phone")
    reply = answer(app, "please quote 40 BR-10", subject=f"Re: Brackets [{reference}]")
    assert app.record(reply)[0].state is RfqState.DECIDED
    assert replies(app, rfq_id) == []


def test_an_out_of_office_note_is_no_answer(app: App) -> None:
    rfq_id, reference = asked(app)
    answer(app, "I am away.", subject=f"Re: [{reference}]", auto_submitted="auto-replied")
    assert replies(app, rfq_id) == []
    assert drafts.load(app, rfq_id)[0].asked_at is not None


@pytest.mark.parametrize(
    "text", ["Q-1234-5678", "XQ-1234-5678-9ABC", "Q-1234-5678-9ABCD", "Q-1234-5678-9ABG"]
)
def test_what_only_looks_like_a_reference_is_none(app: App, text: str) -> None:
    rfq = app.record(take_in(app, mail(f"quote 5 BR-10, our order {text}")))[0].rfq
    assert references_in(rfq) == []


def test_somebody_elses_reference_links_nothing(app: App) -> None:
    asked(app)
    other = answer(app, "please quote 40 BR-10", subject="Re: [Q-0000-0000-0000]")
    assert app.record(other)[0].state is RfqState.DECIDED
