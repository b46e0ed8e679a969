"""The review of a draft: its states, what a person changed, who approved which revision, and what was sent."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from qd_core.model.quote import Draft, ResolvedLine
from qd_core.model.strict import Frozen

__all__ = [
    "OPEN_STATES",
    "Approval",
    "Delivery",
    "DeliveryState",
    "DraftEdit",
    "DraftRecord",
    "LineEdit",
    "Rejection",
    "ReviewState",
    "Revision",
    "TypedDiscount",
    "TypedPrice",
    "digest_of",
]


class ReviewState(StrEnum):
    """`queued` → `approved` | `edited` → `approved` | `rejected` | `expired`; a rejected RFQ needs no review."""

    QUEUED = "queued"
    EDITED = "edited"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    SCREENED = "screened"
    """The move was reject: nothing waits for a person, the record shows why."""


OPEN_STATES = (ReviewState.QUEUED, ReviewState.EDITED)
"""States in which a person may still act."""


class LineEdit(Frozen):
    """What a rep changes on one line; None leaves it. A ``position`` beyond the last line adds one (``sku`` and
    ``quantity`` needed). ``unit_price`` and ``discount`` (a fraction off the price) need a ``reason``."""

    position: int
    quantity: Decimal | None = None
    sku: str | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    reason: str = ""
    remove: bool = False
    automatic: bool = False
    """Takes back the price and the discount that a person typed: the stages' price counts again."""


class DraftEdit(Frozen):
    """One saving of the edit form; every part is optional, at least one is given. An empty ``cover`` takes back what a
    person wrote: it is composed anew."""

    lines: tuple[LineEdit, ...] = ()
    cover: str | None = None
    terms: str | None = None
    payment_terms: str | None = None
    valid_until: date | None = None
    why: str = ""


class TypedPrice(Frozen):
    """A unit price that a person typed for a line."""

    unit_price: Decimal
    reason: str
    by: str
    at: datetime


class TypedDiscount(Frozen):
    """A discount that a person gave on a line, as a fraction of the price after the stages."""

    discount: Decimal
    reason: str
    by: str
    at: datetime


class Approval(Frozen):
    """Who approved exactly which content."""

    by: str
    at: datetime
    revision: int
    digest: str


class Rejection(Frozen):
    """Who said no, and why."""

    by: str
    at: datetime
    reason: str


class DeliveryState(StrEnum):
    """How far the sending of an approved quote has come; each step happens at most once."""

    NOT_STARTED = "not_started"
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Delivery(Frozen):
    """What the buyer got. ``crm`` is ``done``, or why it could not be updated."""

    state: DeliveryState = DeliveryState.NOT_STARTED
    pdf_key: str = ""
    message_id: str = ""
    sent_at: datetime | None = None
    crm: str = ""
    problem: str = ""


class DraftRecord(Frozen):
    """The head of a draft's history: the revision that counts, and the state of its review.

    ``lines`` are the resolved lines behind ``draft`` after every edit: what is priced again on the next one.
    """

    rfq_id: str
    state: ReviewState
    draft: Draft
    lines: tuple[ResolvedLine, ...] = ()
    typed_prices: dict[int, TypedPrice] = Field(default_factory=dict)
    typed_discounts: dict[int, TypedDiscount] = Field(default_factory=dict)
    typed_texts: dict[str, str] = Field(default_factory=dict)
    """What a person typed, by field (``cover``, ``terms``): checked by the gates like the cover."""
    assignee: str = ""
    approval: Approval | None = None
    rejection: Rejection | None = None
    delivery: Delivery = Delivery()
    asked_at: datetime | None = None
    """When the buyer was asked the questions."""
    replied_at: datetime | None = None
    """When the buyer last answered in the thread; a question is then no longer open."""
    generation: int = 0
    """Which reading of the raw copy the draft comes from; see the RFQ's own."""

    @property
    def digest(self) -> str:
        """The content hash that an approval is bound to."""
        return digest_of(self.draft)


class Revision(Frozen):
    """One earlier state of the draft, kept for the difference and the audit."""

    number: int
    at: datetime
    by: str
    why: str
    draft: Draft
    edit: DraftEdit | None = None


def digest_of(draft: Draft) -> str:
    """A hash of everything that the buyer would see, the gates said and the prices came from."""
    return hashlib.sha256(draft.model_dump_json(exclude={"revision"}).encode()).hexdigest()[:16]
