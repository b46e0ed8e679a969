"""What the CRM is told of an approved and sent quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.errors import RejectedError
from qd_core.model.review import DraftRecord
from qd_core.plugin.protocols import CrmLine, Money

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["update_crm"]


def update_crm(app: App, record: DraftRecord) -> str:
    """Contact, deal, file, note; every operation is idempotent by its key. Returns the deal's id."""
    draft = record.draft
    if draft.total is None:
        raise RejectedError("the total is open: nothing to tell the CRM")
    crm = app.providers.crm_adapter[1]
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
    deal = crm.create_deal(record.rfq_id, contact, lines, Money(draft.total, draft.currency))
    if record.delivery.pdf_key:
        crm.attach_file(deal, record.delivery.pdf_key)
    by = record.approval.by if record.approval else "nobody"
    crm.add_note(
        deal, f"Quote {draft.reference} revision {draft.revision} approved by {by} and sent to {buyer.email}."
    )
    return deal
