"""A request for a quote: the message as one shape, and what was read from it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import Field

from qd_core.model.message import Attachment, Lane, MailSignals, Source, Table
from qd_core.model.place import Place
from qd_core.model.strict import Frozen

__all__ = [
    "Buyer",
    "Constraints",
    "Context",
    "Extracted",
    "Fields",
    "FormFields",
    "LineItem",
    "QuantityProblem",
    "QuantityRange",
    "Rfq",
    "Topic",
]

T = TypeVar("T")


class Buyer(Frozen):
    """Who asks. ``domain`` is the part of ``email`` after the ``@``, lower case; all may be empty."""

    email: str = ""
    name: str = ""
    company: str = ""
    domain: str = ""
    phone: str = ""


class FormFields(Frozen):
    """What a web form's own fields said, verbatim; ``extra`` keeps every unknown key."""

    form_id: str = ""
    deadline: str = ""
    delivery_address: str = ""
    payment_terms: str = ""
    extra: dict[str, str] = Field(default_factory=dict)


class Rfq(Frozen):
    """One request, whatever its lane (spec: intake).

    ``text`` is the latest reply only, without quoted thread and signature; ``tables`` are the form's line items.
    ``received_at`` is UTC. ``dedupe_hash`` is equal for the same buyer asking the same thing.
    """

    rfq_id: str
    lane: Lane
    received_at: datetime
    buyer: Buyer
    subject: str = ""
    text: str = ""
    tables: tuple[Table, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    form: FormFields = FormFields()
    dedupe_hash: str = ""
    raw_key: str = ""
    forwarded_by: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    signals: MailSignals = MailSignals()
    removed: str = ""
    """Signature and quoted thread that were cut off ``text``, for the rep to look at."""
    notes: tuple[str, ...] = ()
    """Facts about the message for the rep ("hidden text was removed")."""


class Extracted(Frozen, Generic[T]):
    """A value read from the message, how sure the reading is (0..1), and where it stands."""

    value: T
    confidence: float
    source: Source


class QuantityRange(Frozen):
    """A quantity asked for as a range; ``low`` < ``high``."""

    low: Decimal
    high: Decimal


class QuantityProblem(StrEnum):
    """Why a line has no single quantity."""

    MISSING = "missing"
    VAGUE = "vague"
    RANGE = "range"
    LADDER = "ladder"


class LineItem(Frozen):
    """One line of the request as the buyer wrote it.

    ``text`` is the whole line or clause, verbatim. ``quantity`` is None exactly when ``problem`` is set.
    ``ladder`` keeps every quantity of a ladder, in the order written.
    """

    position: int
    text: str
    name_or_sku: Extracted[str]
    quantity: Extracted[Decimal] | None = None
    quantity_range: QuantityRange | None = None
    ladder: tuple[Decimal, ...] = ()
    problem: QuantityProblem | None = None
    unit: Extracted[str] | None = None
    notes: str = ""
    description: str = ""
    """A second name of the same thing where a table gives both a part number and a description."""
    confidence: float = 0.0


class Constraints(Frozen):
    """Everything optional. ``deadline`` is the date that the buyer names, for the goods first, else the quote."""

    deadline: Extracted[date] | None = None
    destination: Extracted[Place] | None = None
    payment_terms: Extracted[str] | None = None
    rush: Extracted[bool] | None = None
    other_destinations: tuple[Extracted[Place], ...] = ()
    """Every delivery address where the message names several that the regional rules tell apart; ``destination`` is
    then None and the buyer has to be asked."""


class Context(Frozen):
    """Cues for the rep; no price depends on them."""

    industry: Extracted[str] | None = None
    company_size_cue: Extracted[str] | None = None
    returning_customer_cue: Extracted[str] | None = None
    mood: Extracted[str] | None = None


class Topic(StrEnum):
    """The three questions put to a field extractor, answered independently of each other."""

    LINE_ITEMS = "line_items"
    CONSTRAINTS = "constraints"
    CONTEXT = "context"


class Fields(Frozen):
    """An extractor's answer to one topic, or the three answers gathered: what was not asked is left alone.

    ``asks_for_quote`` is None when the extractor cannot tell.
    """

    line_items: tuple[LineItem, ...] = ()
    constraints: Constraints = Constraints()
    context: Context = Context()
    asks_for_quote: bool | None = None
