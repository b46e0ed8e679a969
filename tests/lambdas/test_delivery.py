"""`render-pdf`, and the clock that watches over it: an approved quote leaves once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import escalator, render_pdf
from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.model.review import DeliveryState
from qd_core.pipeline import drafts, resend
from qd_core.pipeline.app import App
from qd_core.pipeline.resend import mark_sent, send_again
from qd_core.pipeline.review import Actor, approve
from qd_core.ports import MailReceipt, OutgoingMail
from qd_core.testing.clock import ManualClock
from tests.lambdas.calls import CONTEXT, url
from tests.lambdas.people import REP, Crm, approved, drafted, struck


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
