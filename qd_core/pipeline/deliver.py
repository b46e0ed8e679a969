"""Deliver: PDF, mail, CRM, each at most once, resumable after a crash at any point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.model.event import EventKind
from qd_core.model.localised import language_of, locale_for
from qd_core.model.quote import Draft
from qd_core.model.review import DeliveryState, DraftRecord, ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.clocks import DELIVERY, stop_clock, stop_expecting
from qd_core.pipeline.crm import update_crm
from qd_core.pipeline.quote_mail import quote_mail
from qd_core.pipeline.tell_once import told
from qd_core.plugin.protocols import RenderRequest
from qd_core.ports import Bucket
from qd_core.reading.language import guess_language

if TYPE_CHECKING:
    from datetime import datetime

    from qd_core.pipeline.app import App

__all__ = ["deliver_step", "render_quote"]

UNCERTAIN = "it is not known whether the mail went out: the program stopped while sending. Ask the buyer, then decide."


def render_quote(app: App, draft: Draft, *, approved_at: datetime | None = None) -> bytes:
    """The quote as PDF; without an approval it says DRAFT across the page."""
    settings = app.deployment.app
    request = RenderRequest(
        draft=draft,
        company=app.company,
        locale=_locale(draft, settings.locale),
        time_zone=settings.time_zone,
        issued_at=approved_at or draft.received_at,
        watermark="" if approved_at else "DRAFT",
    )
    return app.providers.pdf_renderer[1].render(request)


def _locale(draft: Draft, preferred: str) -> str:
    """The paper speaks the language of its cover: a German letter does not come with English headings."""
    if draft.cover is None:
        return preferred
    language = guess_language(draft.cover.text, default=language_of(preferred))
    return locale_for(language, preferred)


def deliver_step(app: App, rfq_id: str) -> None:
    """Brings an approved draft to the buyer and the CRM, from wherever an earlier attempt stopped.

    Raises TransientError where the mail transport or the CRM may answer later; a refusal is recorded for the rep.
    """
    record, version = drafts.load(app, rfq_id)
    if record.state is ReviewState.APPROVED and record.approval is not None:
        _go_on(app, record, version)
        stop_expecting(app, DELIVERY, rfq_id)


def _go_on(app: App, record: DraftRecord, version: int) -> None:
    if record.delivery.state is DeliveryState.SENDING and not app.backend.mailer.idempotent:
        _fail(app, record, version, UNCERTAIN)
        return
    if record.delivery.state in (DeliveryState.PENDING, DeliveryState.SENDING):
        record, version = _send(app, record, version)
    elif record.delivery.state is DeliveryState.SENT and record.delivery.crm != "done":
        _tell_sent(app, record)  # the attempt before may have stopped right after the mail
    if record.delivery.state is DeliveryState.SENT and record.delivery.crm != "done":
        _tell_crm(app, record, version)


def _send(app: App, record: DraftRecord, version: int) -> tuple[DraftRecord, int]:
    assert record.approval is not None  # noqa: S101 - the caller checked; this is for the type checker
    pdf = render_quote(app, record.draft, approved_at=record.approval.at)
    key = app.backend.objects.put(Bucket.PDFS, f"{record.rfq_id}.pdf", pdf, media_type="application/pdf")
    mail = quote_mail(app, record, pdf)
    if (
        record.delivery.state is DeliveryState.PENDING
    ):  # the intent is on disk before anything leaves the house
        record, version = _set(app, record, version, state=DeliveryState.SENDING, pdf_key=key)
        app.tell(EventKind.RENDERED, record.rfq_id, key=key)
    try:
        receipt = app.backend.mailer.send(mail)
    except TransientError:
        _set(app, record, version, state=DeliveryState.PENDING)  # nothing was taken: safe to try again
        raise
    except (RejectedError, QdError) as error:
        return _fail(app, record, version, str(error))
    now = app.backend.clock.now()
    record, version = _set(
        app, record, version, state=DeliveryState.SENT, message_id=receipt.message_id, sent_at=now, problem=""
    )
    app.tell(EventKind.SENT, record.rfq_id, to=", ".join(mail.recipients), message_id=receipt.message_id)
    stop_clock(app, record.rfq_id)
    return record, version


def _tell_sent(app: App, record: DraftRecord) -> None:
    message_id = record.delivery.message_id
    if told(app, EventKind.SENT, record.rfq_id, message_id=message_id) is None:
        app.tell(EventKind.SENT, record.rfq_id, to=record.draft.buyer.email, message_id=message_id)
        stop_clock(app, record.rfq_id)


def _tell_crm(app: App, record: DraftRecord, version: int) -> None:
    try:
        deal = update_crm(app, record)
    except TransientError:
        raise
    except QdError as error:
        _set(app, record, version, crm=str(error))
        app.tell(EventKind.CRM_FAILED, record.rfq_id, reason=str(error))
        return
    _set(app, record, version, crm="done")
    app.tell(EventKind.CRM_UPDATED, record.rfq_id, deal=deal)


def _fail(app: App, record: DraftRecord, version: int, why: str) -> tuple[DraftRecord, int]:
    changed = _set(app, record, version, state=DeliveryState.FAILED, problem=why)
    app.tell(EventKind.FAILED, record.rfq_id, step="delivery", reason=why)
    return changed


def _set(app: App, record: DraftRecord, version: int, **update: object) -> tuple[DraftRecord, int]:
    changed = record.model_copy(update={"delivery": record.delivery.model_copy(update=update)})
    return changed, drafts.save(app, changed, expected=version).version
