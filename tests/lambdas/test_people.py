"""`dispatch`, `escalator`, `render-pdf`: people are told once, clocks run and stop, a quote leaves once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import dispatch, escalator, render_pdf
from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.model.event import EventKind
from qd_core.model.review import DeliveryState
from qd_core.pipeline import drafts, resend
from qd_core.pipeline.app import App
from qd_core.pipeline.resend import mark_sent, send_again
from qd_core.pipeline.review import Actor, Role, approve, reject
from qd_core.plugin.protocols import CrmLine, Money, Notice
from qd_core.ports import MailReceipt, OutgoingMail
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import mail, take_in
from tests.lambdas.calls import CONTEXT, event, happened, told, url

REP = Actor("rep@small.example", frozenset({Role.REP}))


@dataclass
class Told:
    """A notifier that remembers, and fails as often as it is told."""

    notices: list[Notice] = field(default_factory=list)
    failures: int = 0

    def notify(self, notice: Notice) -> None:
        if self.failures:
            self.failures -= 1
            raise TransientError("Slack asks to wait")
        self.notices.append(notice)


@dataclass
class Crm:
    """A CRM that remembers; ``refuses`` is what it answers instead."""

    deals: dict[str, Money] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    refuses: Exception | None = None

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        if self.refuses:
            raise self.refuses
        return email

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        self.deals[rfq_id] = total
        return f"deal of {rfq_id}"

    def attach_file(self, deal_id: str, key: str) -> None:
        self.files.append(key)

    def add_note(self, deal_id: str, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


@pytest.fixture
def slack(app: App) -> Told:
    told = Told()
    app.providers.__dict__["notifiers"] = [("slack", told)]
    return told


@pytest.fixture
def crm(app: App) -> Crm:
    crm = Crm()
    app.providers.__dict__["crm_adapter"] = ("crm", crm)
    return crm


def drafted(app: App, body: str = "please quote 20 BR-10") -> str:
    return take_in(app, mail(body))


def event_of(backend: MemoryBackend, rfq_id: str, kind: EventKind) -> dict[str, Any]:
    bodies = [body for name, body in backend.events.published if name == kind]
    return happened(kind, next(body for body in bodies if json.loads(body)["rfq_id"] == rfq_id))


# --- dispatch -------------------------------------------------------------------------------------------------


def test_the_rep_is_told_the_crm_knows_and_the_clock_runs(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = drafted(app)
    ready = event_of(backend, rfq_id, EventKind.READY)
    dispatch.handler(ready, CONTEXT)
    [notice] = slack.notices
    assert (notice.rfq_id, notice.recipients) == (rfq_id, ("rep@small.example",))
    assert set(crm.deals) == {rfq_id}
    [note] = crm.notes
    assert "please quote 20 BR-10" in note
    assert "BR-10" in note
    clock.forward(timedelta(hours=48))
    assert [call.name for call in backend.scheduler.due()] == [f"remind/{rfq_id}", f"escalate/{rfq_id}"]


def test_an_event_that_comes_twice_is_told_once(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm
) -> None:
    ready = event_of(backend, drafted(app), EventKind.READY)
    for _ in range(3):
        dispatch.handler(ready, CONTEXT)
    assert (len(slack.notices), len(crm.notes)) == (1, 1)


def test_a_notifier_that_fails_is_tried_again_and_on_the_trail(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm
) -> None:
    rfq_id = drafted(app)
    ready = event_of(backend, rfq_id, EventKind.READY)
    slack.failures = 1
    with pytest.raises(TransientError):
        dispatch.handler(ready, CONTEXT)
    assert told(app, rfq_id)[-1] == EventKind.FAILED
    dispatch.handler(ready, CONTEXT)
    assert len(slack.notices) == 1


def test_a_copy_that_comes_while_it_is_told_waits_and_finds_it_told(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = event_of(backend, drafted(app), EventKind.READY)

    class AtTheSameTime(Told):
        def notify(self, notice: Notice) -> None:
            monkeypatch.setitem(app.providers.__dict__, "notifiers", [("slack", slack)])
            with pytest.raises(TransientError, match="another is telling it"):
                dispatch.handler(ready, CONTEXT)
            super().notify(notice)

    first = AtTheSameTime()
    app.providers.__dict__["notifiers"] = [("slack", first)]
    dispatch.handler(ready, CONTEXT)
    dispatch.handler(ready, CONTEXT)
    assert (len(first.notices), len(slack.notices)) == (1, 0)


def test_what_a_process_was_telling_when_it_died_is_told_by_the_next_call(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    """Lambda calls again after a minute."""
    ready = event_of(backend, drafted(app), EventKind.READY)

    class Dies(Told):
        def notify(self, notice: Notice) -> None:
            raise KeyboardInterrupt

    app.providers.__dict__["notifiers"] = [("slack", Dies())]
    with pytest.raises(KeyboardInterrupt):
        dispatch.handler(ready, CONTEXT)
    app.providers.__dict__["notifiers"] = [("slack", slack)]
    clock.forward(timedelta(minutes=1))
    dispatch.handler(ready, CONTEXT)
    assert len(slack.notices) == 1


@pytest.mark.parametrize("refusal", [RejectedError("no such account"), TransientError("busy")])
def test_a_crm_that_refuses_keeps_nobody_from_being_told(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, refusal: Exception
) -> None:
    rfq_id = drafted(app)
    crm.refuses = refusal
    ready = event_of(backend, rfq_id, EventKind.READY)
    if isinstance(refusal, TransientError):
        with pytest.raises(TransientError):
            dispatch.handler(ready, CONTEXT)
    else:
        dispatch.handler(ready, CONTEXT)
        assert EventKind.CRM_FAILED in told(app, rfq_id)
    crm.refuses = None
    dispatch.handler(ready, CONTEXT)
    assert (len(slack.notices), len(crm.notes)) == (1, 1)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("please quote some BR-10", EventKind.CLARIFY),
        ("20 BR-10 and 3 lawn mowers, please quote", EventKind.OUT_OF_SCOPE),
    ],
)
def test_the_other_moves_are_told_too(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, body: str, kind: EventKind
) -> None:
    rfq_id = drafted(app, body)
    dispatch.handler(event_of(backend, rfq_id, kind), CONTEXT)
    assert [notice.kind for notice in slack.notices] == [kind]
    assert set(crm.deals) == {rfq_id}


def test_what_was_screened_out_rings_nobody(app: App, backend: MemoryBackend, slack: Told, crm: Crm) -> None:
    rfq_id = take_in(app, mail("please quote 20 BR-10", x_ses_spam_verdict="FAIL"))
    dispatch.handler(event_of(backend, rfq_id, EventKind.REJECT), CONTEXT)
    assert (slack.notices, crm.deals, backend.scheduler.due()) == ([], {}, [])


def test_an_event_after_the_decision_starts_no_clock(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = drafted(app)
    reject(app, rfq_id, REP, reason="a competitor")
    dispatch.handler(event_of(backend, rfq_id, EventKind.READY), CONTEXT)
    clock.forward(timedelta(hours=100))
    assert backend.scheduler.due() == []


def test_the_cost_alarm_goes_to_slack_once(app: App, slack: Told) -> None:
    for _ in range(2):
        dispatch.handler(event("sns_cost_alarm"), CONTEXT)
    [notice] = slack.notices
    assert (notice.subject, notice.urgency) == ("AWS Budgets: qd has exceeded your alert threshold", "page")
    assert "$20.31" in notice.text


def test_a_message_of_another_topic_is_refused(app: App, slack: Told) -> None:
    with pytest.raises(QdError, match="qd-textract-done"):
        dispatch.handler(event("sns_textract"), CONTEXT)
    with pytest.raises(QdError, match="neither EventBridge nor SNS"):
        dispatch.handler({"rfq_id": "x"}, CONTEXT)


# --- escalator ------------------------------------------------------------------------------------------------


def struck(backend: MemoryBackend) -> list[dict[str, str]]:
    """The payloads of what is due, as the Scheduler of AWS sends them."""
    return [
        {"name": call.name, "body": call.body, "when": call.when.isoformat()}
        for call in backend.scheduler.due()
    ]


def test_the_rep_is_reminded_then_the_lead_is_paged(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = drafted(app)
    dispatch.handler(event_of(backend, rfq_id, EventKind.READY), CONTEXT)
    slack.notices.clear()
    clock.forward(timedelta(hours=48))
    for payload in struck(backend) * 2:  # at least once
        escalator.handler(payload, CONTEXT)
    assert [(notice.urgency, notice.recipients) for notice in slack.notices] == [
        ("reminder", ("rep@small.example",)),
        ("page", ("lead@small.example",)),
    ]
    assert told(app, rfq_id).count(EventKind.REMINDED) == 1


@pytest.mark.parametrize("decide", ["approve", "reject"])
def test_a_decision_stops_the_clock_and_a_late_schedule_says_nothing(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock, decide: str
) -> None:
    rfq_id = drafted(app)
    dispatch.handler(event_of(backend, rfq_id, EventKind.READY), CONTEXT)
    clock.forward(timedelta(hours=24))
    late = struck(backend)
    if decide == "approve":
        approve(app, rfq_id, REP, digest=drafts.load(app, rfq_id)[0].digest)
        render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    else:
        reject(app, rfq_id, REP, reason="a competitor")
    clock.forward(timedelta(hours=24))
    assert backend.scheduler.due() == []
    slack.notices.clear()
    for payload in late:
        escalator.handler(payload, CONTEXT)
    assert slack.notices == []


def test_an_approval_after_which_nobody_called_is_delivered_by_its_clock(
    app: App, backend: MemoryBackend, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = approved(app)  # the process died before it called for the delivery
    clock.forward(timedelta(minutes=9))
    assert struck(backend) == []
    clock.forward(timedelta(minutes=1))
    for payload in struck(backend) * 2:  # at least once
        escalator.handler(payload, CONTEXT)
    app.run_until_idle()
    assert len(backend.mailer.outbox) == 1
    assert drafts.load(app, rfq_id)[0].delivery.state is DeliveryState.SENT
    assert backend.scheduler.due() == []


def test_an_approval_that_was_not_saved_is_not_delivered_by_its_clock(
    app: App, backend: MemoryBackend, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rfq_id, put = drafted(app), backend.records.put
    digest = drafts.load(app, rfq_id)[0].digest

    def down(*_: object, **__: object) -> int:
        raise TransientError("DynamoDB asks to wait")

    monkeypatch.setattr(backend.records, "put", down)
    with pytest.raises(TransientError):
        approve(app, rfq_id, REP, digest=digest)
    monkeypatch.setattr(backend.records, "put", put)
    clock.forward(timedelta(minutes=10))
    [payload] = struck(backend)
    escalator.handler(payload, CONTEXT)
    app.run_until_idle()
    assert backend.mailer.outbox == []


def test_a_clock_that_cannot_be_set_keeps_nobody_from_approving(
    app: App, backend: MemoryBackend, crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise TransientError("Scheduler asks to wait")

    monkeypatch.setattr(backend.scheduler, "at", down)
    render_pdf.handler({"rfq_id": approved(app)}, CONTEXT)
    assert len(backend.mailer.outbox) == 1


@pytest.mark.parametrize("act", [send_again, mark_sent])
def test_what_a_person_has_sent_again_is_watched_over_too(
    app: App,
    backend: MemoryBackend,
    crm: Crm,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[App, str, Actor], object],
) -> None:
    rfq_id, send = approved(app), backend.mailer.send

    def refuses(mail: OutgoingMail) -> MailReceipt:
        raise RejectedError("no such mailbox")

    monkeypatch.setattr(backend.mailer, "send", refuses)
    render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    clock.forward(timedelta(minutes=10))
    assert struck(backend) == [], "it has come to its end"
    monkeypatch.setattr(backend.mailer, "send", send)
    monkeypatch.setattr(resend, "send_anew", lambda *_: None)
    act(app, rfq_id, REP)
    monkeypatch.undo()
    clock.forward(timedelta(minutes=10))
    for payload in struck(backend):
        escalator.handler(payload, CONTEXT)
    app.run_until_idle()
    delivery = drafts.load(app, rfq_id)[0].delivery
    assert (delivery.state, delivery.crm) == (DeliveryState.SENT, "done")


def test_a_schedule_of_an_erased_rfq_is_nobodys_business(app: App, slack: Told) -> None:
    escalator.handler(
        {"name": "remind/x", "body": "x 2026-03-03T09:00:00Z", "when": "2026-03-03T09:00:00+00:00"}, CONTEXT
    )
    with pytest.raises(QdError, match="its name and its body"):
        escalator.handler({"version": "0"}, CONTEXT)


# --- render-pdf -----------------------------------------------------------------------------------------------


def approved(app: App) -> str:
    rfq_id = drafted(app)
    approve(app, rfq_id, REP, digest=drafts.load(app, rfq_id)[0].digest)
    return rfq_id


def test_an_approved_quote_leaves_once_with_its_pdf(app: App, backend: MemoryBackend, crm: Crm) -> None:
    rfq_id = approved(app)
    for _ in range(3):
        answer = render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    assert json.loads(answer["body"]) == {"rfq_id": rfq_id, "delivery": "sent"}
    [sent] = backend.mailer.outbox
    assert sent.recipients == ("dana@acme.example",)
    pdf = backend.objects.get(f"quote-pdfs/{rfq_id}.pdf")
    assert pdf.startswith(b"%PDF")
    assert crm.files == [f"quote-pdfs/{rfq_id}.pdf"]
    assert any("sent to dana@acme.example" in note for note in crm.notes)


def test_nothing_leaves_that_nobody_approved(app: App, backend: MemoryBackend, crm: Crm) -> None:
    rfq_id = drafted(app)
    render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    assert backend.mailer.outbox == []


def test_a_call_that_stopped_is_taken_up_where_it_stopped(
    app: App, backend: MemoryBackend, crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    rfq_id = approved(app)
    send = backend.mailer.send

    def busy(mail: OutgoingMail) -> MailReceipt:
        raise TransientError("SES asks to wait")

    monkeypatch.setattr(backend.mailer, "send", busy)
    with pytest.raises(TransientError):
        render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    assert drafts.load(app, rfq_id)[0].delivery.state is DeliveryState.PENDING
    monkeypatch.setattr(backend.mailer, "send", send)
    crm.refuses = TransientError("the CRM is busy")
    with pytest.raises(TransientError):
        render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    assert drafts.load(app, rfq_id)[0].delivery.state is DeliveryState.SENT
    crm.refuses = None
    render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    assert len(backend.mailer.outbox) == 1
    assert drafts.load(app, rfq_id)[0].delivery.crm == "done"


def test_its_address_takes_signed_requests_alone(app: App, backend: MemoryBackend, crm: Crm) -> None:
    rfq_id = approved(app)
    call = url({"rfq_id": rfq_id}, path="/")
    assert render_pdf.handler(call, CONTEXT)["statusCode"] == 403
    assert backend.mailer.outbox == []
    call["requestContext"]["authorizer"] = {
        "iam": {"userArn": "arn:aws:sts::123456789012:assumed-role/review/review"}
    }
    assert render_pdf.handler(call, CONTEXT)["statusCode"] == 200
    assert render_pdf.handler(call | {"body": "{"}, CONTEXT)["statusCode"] == 400
    assert render_pdf.handler(call | {"body": "{}"}, CONTEXT)["statusCode"] == 400
    assert len(backend.mailer.outbox) == 1


def test_a_delivery_without_a_quote_says_which(app: App) -> None:
    with pytest.raises(QdError, match="rfq_id"):
        render_pdf.handler({}, CONTEXT)
    with pytest.raises(QdError, match="has no draft"):
        render_pdf.handler({"rfq_id": "nobody"}, CONTEXT)
