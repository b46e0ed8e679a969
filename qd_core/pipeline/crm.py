"""What the CRM is told: of a draft that waits for a person, then of the approved and sent quote."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.model.event import EventKind
from qd_core.model.quote import Draft
from qd_core.model.review import DraftRecord
from qd_core.pipeline.tell_once import told
from qd_core.plugin.protocols import CrmLine, Money

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["tell_crm", "update_crm"]

_LONGEST_NOTE = 10_000


def tell_crm(app: App, record: DraftRecord) -> None:
    """Contact, deal and a note with what was asked and what is drafted, when a draft comes before a person. A CRM that
    refuses is on the trail and stops nothing; a buyer without an address is left to the person who names one.

    Raises TransientError where it may answer later.
    """
    draft, rfq_id = record.draft, record.rfq_id
    if not draft.buyer.email:
        return
    again = told(app, EventKind.CRM_UPDATED, rfq_id, about=_note_of(draft)) is not None
    if again:
        return
    try:
        deal = _deal(app, record, draft.total or draft.subtotal or Decimal(0))
        app.providers.crm_adapter[1].add_note(deal, _conversation(app, record))
    except TransientError:
        raise
    except QdError as error:
        app.tell(EventKind.CRM_FAILED, rfq_id, reason=str(error))
        return
    app.tell(EventKind.CRM_UPDATED, rfq_id, deal=deal, about=_note_of(draft))


def _note_of(draft: Draft) -> str:
    return f"draft revision {draft.revision}"


def _conversation(app: App, record: DraftRecord) -> str:
    """What the buyer wrote, and what is drafted; no cost and no margin, which are the rep's alone."""
    draft = record.draft
    lines = [
        f"{line.position}. {line.quantity if line.quantity is not None else '?'} {line.unit or ''} "
        f"{line.sku or line.request.name_or_sku.value}: {line.line_total if line.line_total is not None else 'open'}"
        for line in draft.lines
    ]
    total = f"Total: {draft.total} {draft.currency}" if draft.total is not None else "Total: open"
    asked = [f"{draft.buyer.email} wrote: {draft.subject}".strip(), draft.text.strip()]
    drafted = [f"Draft {draft.reference} ({draft.move})", *lines, total, *draft.questions]
    cover = [draft.cover.text] if draft.cover else []
    text = "\n".join(part for part in (*asked, "", *drafted, "", *cover, app.draft_page(record.rfq_id)))
    return text if len(text) <= _LONGEST_NOTE else text[: _LONGEST_NOTE - 1] + "…"


def update_crm(app: App, record: DraftRecord) -> str:
    """Contact, deal, file, note; every operation is idempotent by its key. Returns the deal's id."""
    draft = record.draft
    if draft.total is None:
        raise RejectedError("the total is open: nothing to tell the CRM")
    crm, buyer = app.providers.crm_adapter[1], draft.buyer
    deal = _deal(app, record, draft.total)
    if record.delivery.pdf_key:
        crm.attach_file(deal, record.delivery.pdf_key)
    by = record.approval.by if record.approval else "nobody"
    crm.add_note(
        deal, f"Quote {draft.reference} revision {draft.revision} approved by {by} and sent to {buyer.email}."
    )
    return deal


def _deal(app: App, record: DraftRecord, total: Decimal) -> str:
    """Contact and deal; the deal's id."""
    draft, crm = record.draft, app.providers.crm_adapter[1]
    buyer = draft.buyer
    contact = crm.upsert_contact(buyer.email, buyer.name, buyer.company, buyer.domain)
    lines = [
        CrmLine(
            sku=line.sku,
            description=line.description,
            quantity=line.quantity,
            unit=line.unit or "",
            unit_price=Money(line.unit_price, draft.currency),
            line_total=Money(line.line_total, draft.currency),
        )
        for line in draft.lines
        if line.sku
        and line.quantity is not None
        and line.unit_price is not None
        and line.line_total is not None
    ]
    return crm.create_deal(record.rfq_id, contact, lines, Money(total, draft.currency))
