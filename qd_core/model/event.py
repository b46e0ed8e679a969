"""What happened: the audit trail's rows and the bus's messages."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from qd_core.model.strict import Frozen

__all__ = ["Event", "EventKind"]


class EventKind(StrEnum):
    """Every kind of event of an RFQ's life."""

    ARRIVED = "rfq.arrived"
    """A lane holds the raw bytes; nothing has read them yet."""
    RECEIVED = "rfq.received"
    DUPLICATE = "rfq.duplicate"
    SCREENED = "rfq.screened"
    READ = "rfq.read"
    RESOLVED = "rfq.resolved"
    CLARIFY = "rfq.clarify"
    OUT_OF_SCOPE = "rfq.oos"
    REJECT = "rfq.reject"
    PRICED = "draft.priced"
    COMPOSED = "draft.composed"
    READY = "draft.ready"
    VIEWED = "draft.viewed"
    EDITED = "draft.edited"
    ASSIGNED = "draft.assigned"
    ASKED = "rfq.asked"
    BUYER_NAMED = "rfq.buyer_named"
    REPLIED = "rfq.replied"
    REPROCESSED = "rfq.reprocessed"
    REMINDED = "draft.reminded"
    ESCALATED = "draft.escalated"
    NOTIFIED = "rfq.notified"
    ERASED = "rfq.erased"
    APPROVED = "draft.approved"
    REJECTED = "draft.rejected"
    EXPIRED = "draft.expired"
    RENDERED = "quote.rendered"
    SENT = "quote.sent"
    SEND_AGAIN = "quote.send_again"
    CRM_UPDATED = "crm.updated"
    CRM_FAILED = "crm.failed"
    CRM_AGAIN = "crm.again"
    FAILED = "rfq.failed"


class Event(Frozen):
    """``data`` holds plain facts for the audit; ``actor`` is ``system`` or a person's mail address."""

    event_id: str
    kind: EventKind
    rfq_id: str
    at: datetime
    actor: str = "system"
    data: dict[str, str] = Field(default_factory=dict)
