"""What a provider of each kind does: one frozen request in, one result out. Behaviour lives here, not in hooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol, runtime_checkable

from qd_core.model.catalog import CatalogItem
from qd_core.model.customer import Customer, Tier
from qd_core.model.documents import Citation
from qd_core.model.message import Document, ExtractedText, InboundMessage, Pending
from qd_core.model.place import Place
from qd_core.model.quote import Candidate, Charge, ConsideredRule, Cover, Draft, Flag, GateResult, PriceStep
from qd_core.model.rfq import Fields, LineItem, Rfq, Topic
from qd_core.model.rules import CompanyDocuments
from qd_core.model.strict import record
from qd_core.plugin.accounts import Check, Checkable, Installable, TokenRefresher

__all__ = [
    "CaptchaRequest",
    "CaptchaVerdict",
    "CaptchaVerifier",
    "Check",
    "Checkable",
    "Company",
    "CoverComposer",
    "CoverRequest",
    "CrmAdapter",
    "CrmLine",
    "FieldExtractor",
    "FieldRequest",
    "GateRequest",
    "GuardrailGate",
    "Installable",
    "IntakeParser",
    "Money",
    "Notice",
    "Notifier",
    "PdfRenderer",
    "PricedItem",
    "PricingRequest",
    "PricingStage",
    "QuoteView",
    "RenderRequest",
    "ResumableExtractor",
    "SkuRequest",
    "SkuResolver",
    "StageResult",
    "TextExtractor",
    "TierLookup",
    "TokenRefresher",
]


# --- intake ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaptchaRequest:
    """A form's captcha token and what it must have been issued for."""

    token: str
    remote_ip: str
    hostname: str
    action: str
    form_id: str


@dataclass(frozen=True, slots=True)
class CaptchaVerdict:
    """``passed`` is None when the vendor could not be asked; ``reason`` is for the audit trail."""

    passed: bool | None
    reason: str = ""


class CaptchaVerifier(Protocol):
    """Tells people from programs on the web form."""

    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        """Raises TransientError when the vendor cannot be asked."""
        ...


class IntakeParser(Protocol):
    """Turns one lane's raw message into the one shape."""

    def parse(self, message: InboundMessage) -> Rfq | None:
        """None declines. Attachments carry their ``content``; the core stores and reads them.
        Raises RejectedError when the message is of this lane and cannot be read."""
        ...


class TextExtractor(Protocol):
    """Reads the text and the tables of a file."""

    def extract(self, document: Document) -> ExtractedText | Pending | None:
        """None declines. A file of its kind that cannot be read is an ``ExtractedText`` with ``unread`` set. Whoever
        answers ``Pending`` is a ``ResumableExtractor``: it is asked again when the job is done."""
        ...


@runtime_checkable
class ResumableExtractor(Protocol):
    """A text extractor that may answer ``Pending``: it is asked again when its job is said to be done."""

    def finish(self, job: str, document: Document) -> ExtractedText | Pending:
        """What ``job`` has found. A job that failed for good is an ``ExtractedText`` with ``unread`` set; ``Pending``
        names the job that is still to be waited for. Raises TransientError when it cannot be asked now."""
        ...


@dataclass(frozen=True, slots=True)
class FieldRequest:
    """One topic to read from one RFQ, whose attachments already carry their text and tables."""

    topic: Topic
    rfq: Rfq
    documents: CompanyDocuments


class FieldExtractor(Protocol):
    """Reads line items, constraints and context from a message."""

    def extract(self, request: FieldRequest) -> Fields | None:
        """None declines. Raises TransientError to hand all three topics to the next extractor."""
        ...


# --- resolution -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SkuRequest:
    """One line to be matched. ``name`` is the buyer's name or SKU, ``description`` a second name if there is one."""

    name: str
    item: LineItem
    documents: CompanyDocuments
    description: str = ""


class SkuResolver(Protocol):
    """Proposes SKUs for a line; the core merges the proposals and decides."""

    def candidates(self, request: SkuRequest) -> Sequence[Candidate]:
        """Best first; only SKUs of the catalog; empty when there is nothing to propose."""
        ...


class TierLookup(Protocol):
    """Knows which tier a customer has."""

    def tier_of(self, customer: Customer) -> Tier | None:
        """None when this source does not know the customer."""
        ...


# --- pricing --------------------------------------------------------------------------------------------------


@record
class PricedItem:
    """A line as pricing sees it: what is on the RFQ, in the SKU's Unit."""

    position: int
    item: CatalogItem
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What is the same for every line of one quote. ``destination`` is None where none counts (none named, or a
    destination that is not served). ``lines`` are all clear lines, ``manual_price`` ones included."""

    tier: Tier
    destination: Place | None
    lines: tuple[PricedItem, ...]
    documents: CompanyDocuments
    received_at: datetime


@dataclass(slots=True)
class PricingRequest:
    """One line on its way through the stages. ``unit_price`` is the running price, unrounded, None before the base
    price. ``steps`` are those of the stages before."""

    quote: QuoteView
    item: CatalogItem
    position: int
    quantity: Decimal
    unit_price: Decimal | None
    steps: tuple[PriceStep, ...] = ()


@dataclass(slots=True)
class StageResult:
    """What one stage did to one line.

    ``unit_price`` is the new running price, or None to leave it alone. A new price needs a ``citation`` and an
    ``effect`` (``-5%``). ``charges`` are added to the quote once, however many lines return an equal one.
    A stage that applies several rules returns ``steps`` instead, in order, the last with the new running price.
    ``stop`` ends pricing of this line (no price is known).
    """

    unit_price: Decimal | None = None
    effect: str = ""
    citation: Citation | None = None
    detail: str = ""
    steps: tuple[PriceStep, ...] = ()
    charges: tuple[Charge, ...] = ()
    flags: tuple[Flag, ...] = ()
    considered: tuple[ConsideredRule, ...] = ()
    stop: bool = False


@runtime_checkable
class PricingStage(Protocol):
    """One stage of the price waterfall: pure, no I/O but the documents.

    A stage may have ``after`` and ``before``: names of stages that must run earlier or later; start-up asserts it.
    """

    def apply(self, request: PricingRequest) -> StageResult:
        """Runs inside ``money.exact()``: Decimal only, never rounds."""
        ...


# --- cover and gates ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GateRequest:
    """A draft to be checked. ``cover`` is the text under check; ``rep_text`` is what a person typed, by field."""

    draft: Draft
    documents: CompanyDocuments
    cover: str
    rep_text: Mapping[str, str] = field(default_factory=dict)
    company: Company | None = None


class GuardrailGate(Protocol):
    """Plain code that keeps a wrong draft from the buyer; pure."""

    def check(self, request: GateRequest) -> GateResult:
        """A crash counts as fail."""
        ...


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """What a composer writes from; ``failures`` are the gates' words on the attempts before."""

    draft: Draft
    documents: CompanyDocuments
    company: Company
    failures: tuple[GateResult, ...] = ()


class CoverComposer(Protocol):
    """Writes the cover paragraph in the company's voice."""

    def compose(self, request: CoverRequest) -> Cover:
        """Raises TransientError when it cannot write now."""
        ...


@dataclass(frozen=True, slots=True)
class Company:
    """The company as it appears on a quote. ``logo`` is image bytes (PNG or JPEG); colours are ``#rrggbb``."""

    name: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    website: str = ""
    tax_id: str = ""
    logo: bytes | None = None
    color: str = "#1f3a5f"
    terms: str = ""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A draft to be printed for the buyer. ``locale`` is a CLDR name (``en_US``, ``de_DE``); ``issued_at`` UTC."""

    draft: Draft
    company: Company
    locale: str
    time_zone: str
    issued_at: datetime
    watermark: str = ""


class PdfRenderer(Protocol):
    """Prints the quote."""

    def render(self, request: RenderRequest) -> bytes:
        """A PDF; the same request gives the same bytes."""
        ...


# --- the world outside ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person must hear of. ``urgency`` is ``info``, ``reminder`` or ``page``.

    ``link`` opens the draft for whoever holds it, once and without a password: it is a secret of its recipient, never
    to be written where others read. ``page`` is the draft's address for people who sign in; anybody may see it.
    """

    kind: str
    rfq_id: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    link: str = ""
    urgency: str = "info"
    page: str = ""


class Notifier(Protocol):
    """Tells people."""

    def notify(self, notice: Notice) -> None:
        """Raises TransientError to be tried again, RejectedError when it never will work."""
        ...


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class CrmLine:
    """A line item of a deal."""

    sku: str
    description: str
    quantity: Decimal
    unit: str
    unit_price: Money
    line_total: Money


class CrmAdapter(Protocol):
    """The four operations on a CRM; each is idempotent by its key (e-mail, rfq_id, object key)."""

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """The contact's id."""
        ...

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """The deal's id; called again for a later revision it updates the same deal."""
        ...

    def attach_file(self, deal_id: str, key: str) -> None:
        """Attaches the stored object ``key``."""
        ...

    def add_note(self, deal_id: str, text: str) -> None:
        """Adds a note once; the same text again is no second note."""
        ...
