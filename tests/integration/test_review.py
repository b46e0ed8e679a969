"""What a person does with a draft: edit, approve, reject; and what then goes out, once."""

from __future__ import annotations

import email
from datetime import timedelta
from decimal import Decimal
from email.policy import default
from pathlib import Path

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.errors import ConflictError, RejectedError, TransientError
from qd_core.model.review import DeliveryState, DraftEdit, DraftRecord, LineEdit, ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.drafts import load, revisions
from qd_core.pipeline.edit import edit
from qd_core.pipeline.review import Actor, Role, approve, expire_if_past, obstacles, reject
from qd_core.ports import MailReceipt, OutgoingMail
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, mail, small_app, take_in

REP = Actor("rep@small.example", frozenset({Role.REP}))
MANAGER = Actor("boss@small.example", frozenset({Role.MANAGER}))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def backend(clock: ManualClock) -> MemoryBackend:
    return MemoryBackend(clock=clock)


@pytest.fixture
def app(tmp_path: Path, backend: MemoryBackend) -> App:
    return small_app(tmp_path, backend=backend)


def waiting(app: App, body: str = "please quote 20 BR-10") -> DraftRecord:
    return load(app, take_in(app, mail(body)))[0]


def change(app: App, record: DraftRecord, **how: object) -> DraftRecord:
    return edit(app, record.rfq_id, REP, DraftEdit.model_validate(how), digest=record.digest)


def test_approval_sends_one_mail_with_the_pdf_in_the_buyers_thread(app: App, backend: MemoryBackend) -> None:
    record = waiting(app)
    for _ in range(3):  # two clicks and a retried call
        approve(app, record.rfq_id, REP, digest=record.digest)
        send_later(app, record.rfq_id)
        app.run_until_idle()
    [sent] = backend.mailer.outbox
    message = email.message_from_bytes(sent.content, policy=default)
    assert message["To"] == "Dana Field <dana@acme.example>"
    assert message["In-Reply-To"] == "<one@acme.example>"
    assert record.draft.reference in message["Subject"]
    [attachment] = message.iter_attachments()
    assert attachment.get_content().startswith(b"%PDF-")
    done = load(app, record.rfq_id)[0]
    assert (done.state, done.delivery.state, done.delivery.crm) == (
        ReviewState.APPROVED,
        DeliveryState.SENT,
        "done",
    )


def test_approval_is_bound_to_what_was_seen(app: App) -> None:
    record = waiting(app)
    change(app, record, lines=[LineEdit(position=1, quantity=Decimal(30))])
    with pytest.raises(ConflictError, match="changed since you looked"):
        approve(app, record.rfq_id, REP, digest=record.digest)


def test_a_managers_flag_needs_a_manager(app: App) -> None:
    record = waiting(app, "please quote 120 BR-10")
    with pytest.raises(RejectedError, match="a manager must approve"):
        approve(app, record.rfq_id, REP, digest=record.digest)
    assert approve(app, record.rfq_id, MANAGER, digest=record.digest).state is ReviewState.APPROVED


def test_validity_counts_from_the_approval_also_in_the_cover(app: App, clock: ManualClock) -> None:
    record = waiting(app)
    assert record.draft.cover is not None
    assert "April 1, 2026" in record.draft.cover.text
    clock.forward(timedelta(days=3))
    approved = approve(app, record.rfq_id, REP, digest=record.digest)
    assert str(approved.draft.valid_until) == "2026-04-04"
    assert approved.draft.cover is not None
    assert "April 4, 2026" in approved.draft.cover.text
    assert "April 1, 2026" not in approved.draft.cover.text


def test_an_edit_is_a_new_revision_priced_and_gated_again(app: App) -> None:
    record = waiting(app)
    edited = change(app, record, lines=[LineEdit(position=1, quantity=Decimal(100))], why="they called")
    assert (edited.state, edited.draft.revision) == (ReviewState.EDITED, 2)
    assert edited.draft.lines[0].unit_price == Decimal("3.21")  # 4.20 * 0.9 * 0.85 = 3.213
    assert edited.draft.total == Decimal("321.00")
    assert edited.draft.cover is not None
    assert "321" in edited.draft.cover.text
    [old] = revisions(app, edited)
    assert (old.number, old.by, old.why, old.draft) == (1, REP.email, "they called", record.draft)


def test_typed_prices_and_discounts_are_cited_and_need_a_reason(app: App) -> None:
    record = waiting(app, "please quote 20 BR-10 and 10 BR-12")
    with pytest.raises(RejectedError, match="line 1: a price or discount of your own needs a reason"):
        change(app, record, lines=[LineEdit(position=1, unit_price=Decimal("3.00"))])
    edited = change(
        app,
        record,
        lines=[
            LineEdit(position=1, unit_price=Decimal("3.00"), reason="matched a competitor"),
            LineEdit(position=2, discount=Decimal("0.10"), reason="first order"),
        ],
    )
    first, second = edited.draft.lines
    assert (first.unit_price, first.steps[-1].citation.document) == (Decimal("3.00"), "review")
    assert second.unit_price == Decimal("4.05")  # 5.00 * 0.9 * 0.9
    assert second.steps[-1].citation.text == "10% off by rep@small.example: first order"
    assert all(gate.outcome != "fail" for gate in edited.draft.gates), edited.draft.gates
    again = edit(
        app,
        record.rfq_id,
        REP,
        DraftEdit(lines=(LineEdit(position=2, quantity=Decimal(20)),)),
        digest=edited.digest,
    )
    assert again.draft.lines[0].unit_price == Decimal("3.00"), "what was typed stays on the next edit"


def test_a_line_is_added_replaced_and_removed(app: App) -> None:
    record = waiting(app, "please quote 20 BR-10 and some RL-50")
    assert record.draft.partial
    edited = change(
        app,
        record,
        lines=[
            LineEdit(position=1, sku="BR-12"),
            LineEdit(position=2, remove=True),
            LineEdit(position=3, sku="RL-50", quantity=Decimal(2)),
        ],
    )
    assert [(line.position, line.sku, line.quantity) for line in edited.draft.lines] == [
        (1, "BR-12", 20),
        (3, "RL-50", 2),
    ]
    assert not edited.draft.partial
    assert edited.draft.total == Decimal("145.80")  # 20 * 4.50 + 2 * 27.90


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([LineEdit(position=1, quantity=Decimal(0))], "a quantity above zero"),
        ([LineEdit(position=1, sku="NOPE")], "NOPE is not in the catalog"),
        ([LineEdit(position=1, unit_price=Decimal(-1), reason="x")], "is no price"),
        ([LineEdit(position=1, discount=Decimal(2), reason="x")], "between 0 % and 100 %"),
        ([LineEdit(position=9, quantity=Decimal(1))], "choose a SKU"),
    ],
)
def test_a_wrong_edit_is_refused_and_changes_nothing(app: App, lines: list[LineEdit], words: str) -> None:
    record = waiting(app)
    with pytest.raises(RejectedError, match=words):
        change(app, record, lines=lines)
    assert load(app, record.rfq_id)[0] == record


def test_a_cover_with_a_promise_cannot_be_approved(app: App) -> None:
    record = waiting(app)
    edited = change(app, record, cover="Hello Dana, all of it is in stock and ships today.")
    assert any(gate.gate == "block_list" and gate.outcome == "fail" for gate in edited.draft.gates)
    with pytest.raises(RejectedError, match="block_list"):
        approve(app, record.rfq_id, MANAGER, digest=edited.digest)


def test_a_rejection_needs_a_reason_and_closes(app: App) -> None:
    record = waiting(app)
    with pytest.raises(RejectedError, match="needs a reason"):
        reject(app, record.rfq_id, REP, reason="  ")
    reject(app, record.rfq_id, REP, reason="not our trade")
    with pytest.raises(RejectedError, match="the draft is rejected"):
        approve(app, record.rfq_id, REP, digest=record.digest)
    with pytest.raises(ConflictError):
        change(app, record, cover="x")


def test_a_draft_expires_by_the_clock(app: App, clock: ManualClock) -> None:
    record = waiting(app)
    clock.forward(timedelta(days=30))
    assert expire_if_past(app, record.rfq_id).state is ReviewState.QUEUED
    clock.forward(timedelta(days=1))
    assert expire_if_past(app, record.rfq_id).state is ReviewState.EXPIRED


def test_obstacles_name_everything_in_the_way(app: App) -> None:
    record = waiting(app, "please quote some RL-50, delivered to Toronto, Canada")
    words = "; ".join(obstacles(record, REP, NOW, "UTC"))
    assert "line 1 is not clear" in words
    assert "Canada" in words


class Unreliable:
    """A transport that loses the first answer: after the mail was taken, or before."""

    idempotent = False

    def __init__(self, error: Exception) -> None:
        self.error: Exception | None = error
        self.sent: list[OutgoingMail] = []

    def send(self, mail: OutgoingMail) -> MailReceipt:
        error, self.error = self.error, None
        if not isinstance(error, TransientError):
            self.sent.append(mail)
        if error:
            raise error
        return MailReceipt("1")


def test_a_transport_that_was_busy_is_tried_again(app: App, backend: MemoryBackend) -> None:
    backend.mailer = transport = Unreliable(TransientError("greylisted"))
    record = waiting(app)
    approve(app, record.rfq_id, REP, digest=record.digest)
    send_later(app, record.rfq_id)
    app.run_until_idle()
    assert len(transport.sent) == 1
    assert load(app, record.rfq_id)[0].delivery.state is DeliveryState.SENT


def test_when_nobody_knows_whether_it_went_out_a_person_decides(app: App, backend: MemoryBackend) -> None:
    backend.mailer = transport = Unreliable(KeyboardInterrupt())  # the process dies after the mail was taken
    record = waiting(app)
    approve(app, record.rfq_id, REP, digest=record.digest)
    send_later(app, record.rfq_id)
    with pytest.raises(KeyboardInterrupt):
        app.run_until_idle()
    clock = backend.clock
    assert isinstance(clock, ManualClock)
    clock.forward(timedelta(hours=1))
    app.run_until_idle()
    assert len(transport.sent) == 1
    delivery = load(app, record.rfq_id)[0].delivery
    assert delivery.state is DeliveryState.FAILED
    assert "not known whether" in delivery.problem
