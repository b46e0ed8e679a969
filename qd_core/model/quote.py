"""From resolved lines to the draft: every number with the row that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from qd_core.model.customer import Tier
from qd_core.model.documents import Citation
from qd_core.model.message import Lane
from qd_core.model.rfq import Buyer, Constraints, Context, LineItem
from qd_core.model.strict import Frozen, record

__all__ = [
    "Candidate",
    "Charge",
    "ConsideredRule",
    "Cover",
    "Decision",
    "Draft",
    "Flag",
    "GateFinding",
    "GateResult",
    "LineProblem",
    "MatchKind",
    "Move",
    "Outcome",
    "PriceStep",
    "QuoteLine",
    "Reason",
    "ResolvedLine",
]


class MatchKind(StrEnum):
    """How a line met its SKU; the order here is the order of trust."""

    EXACT = "exact"
    ALIAS = "alias"
    FUZZY = "fuzzy"
    SEMANTIC = "semantic"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class Move(StrEnum):
    """What happens with an RFQ: exactly one."""

    AUTO_DRAFT = "auto_draft"
    CLARIFY = "clarify"
    OUT_OF_SCOPE = "out_of_scope"
    REJECT = "reject"


class LineProblem(StrEnum):
    """Why a line is not clear."""

    QUANTITY_MISSING = "quantity_missing"
    QUANTITY_VAGUE = "quantity_vague"
    QUANTITY_RANGE = "quantity_range"
    LADDER = "ladder"
    AMBIGUOUS = "ambiguous"
    NOT_CARRIED = "not_carried"
    DISCONTINUED = "discontinued"
    UNIT_UNCLEAR = "unit_unclear"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A SKU that a line may mean. ``score`` is 0..1, comparable within one kind; ``evidence`` is for the rep."""

    sku: str
    kind: MatchKind
    score: float
    evidence: str = ""


class Flag(Frozen):
    """Something the rep must see; ``needs_manager`` asks for a manager's approval."""

    code: str
    detail: str = ""
    needs_manager: bool = False


@record
class ResolvedLine:
    """A line after resolution: its SKU, and the quantity in the SKU's own Unit, or the problem that is left.

    A line is clear when ``problems`` is empty: then ``sku`` and ``quantity`` are set.
    """

    position: int
    request: LineItem
    match: MatchKind
    sku: str | None = None
    score: float | None = None
    evidence: str = ""
    candidates: tuple[Candidate, ...] = ()
    quantity: Decimal | None = None
    unit: str | None = None
    problems: tuple[LineProblem, ...] = ()
    problem_detail: str = ""
    flags: tuple[Flag, ...] = ()


class Reason(Frozen):
    """Why the move is what it is; ``line`` is the position of the line it speaks of."""

    code: str
    detail: str
    line: int | None = None


class Decision(Frozen):
    """The move with all its reasons; ``questions`` are fit to be sent to the buyer."""

    move: Move
    reasons: tuple[Reason, ...]
    partial: bool = False
    questions: tuple[str, ...] = ()


@record
class PriceStep:
    """One stage's effect on the running unit price (unrounded)."""

    stage: str
    effect: str
    unit_price: Decimal
    citation: Citation
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ConsideredRule:
    """A rule that a stage looked at and did not apply, and why."""

    stage: str
    reason: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount added once to the quote, in the currency's minor units (``code``: ``freight``, …)."""

    code: str
    label: str
    amount: Decimal
    citation: Citation


@record
class QuoteLine:
    """A line of the draft. Unclear and ``manual_price`` lines have no prices. Cost and margin are the rep's only."""

    position: int
    request: LineItem
    match: MatchKind
    sku: str | None
    description: str
    candidates: tuple[Candidate, ...]
    quantity: Decimal | None
    unit: str | None
    base_price: Decimal | None = None
    unit_price: Decimal | None = None
    line_total: Decimal | None = None
    discount_pct: Decimal | None = None
    steps: tuple[PriceStep, ...] = ()
    considered: tuple[ConsideredRule, ...] = ()
    flags: tuple[Flag, ...] = ()
    problems: tuple[LineProblem, ...] = ()
    problem_detail: str = ""
    evidence: str = ""
    cost: Decimal | None = None
    margin: Decimal | None = None
    lead_time: str = ""


class Outcome(StrEnum):
    """What a gate says."""

    PASS = "pass"
    FLAG = "flag"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class GateFinding:
    """The offending words: ``start`` and ``end`` are offsets in ``where`` (``cover`` or ``line 3``)."""

    where: str
    text: str
    detail: str
    start: int | None = None
    end: int | None = None


class GateResult(Frozen):
    """One gate's answer; ``needs_manager`` sets the manager-approval flag of the draft."""

    gate: str
    outcome: Outcome
    detail: str = ""
    findings: tuple[GateFinding, ...] = ()
    needs_manager: bool = False


class Cover(Frozen):
    """The cover paragraph; ``origin`` is the composer's name, ``voice`` fallback or ``built-in`` fallback."""

    text: str
    origin: str
    attempts: int = 1


class Draft(Frozen):
    """The whole quote as a rep sees it. ``total`` is None in a partial draft and where a price is still missing."""

    rfq_id: str
    revision: int = 1
    lane: Lane
    received_at: datetime
    move: Move
    partial: bool
    reasons: tuple[Reason, ...]
    questions: tuple[str, ...] = ()
    buyer: Buyer
    tier: Tier
    subject: str = ""
    text: str = ""
    lines: tuple[QuoteLine, ...] = ()
    constraints: Constraints = Constraints()
    context: Context = Context()
    currency: str
    subtotal: Decimal | None = None
    charges: tuple[Charge, ...] = ()
    total: Decimal | None = None
    valid_until: date | None = None
    validity_citation: Citation | None = None
    payment_terms: str = ""
    terms: str = ""
    cover: Cover | None = None
    gates: tuple[GateResult, ...] = ()
    manager_approval: bool = False
    needs_attention: tuple[str, ...] = ()
    """What the rep must look at first ("line 2 failed the citation gate twice")."""
    notes: tuple[str, ...] = ()
    document_versions: dict[str, str] = Field(default_factory=dict)
    code_version: str = ""

    @property
    def freight(self) -> Decimal | None:
        """The freight charge, where a region names one."""
        return next((charge.amount for charge in self.charges if charge.code == "freight"), None)

    @property
    def reference(self) -> str:
        """The number printed on the quote, tied to ``rfq_id``."""
        return reference_of(self.rfq_id)


def reference_of(rfq_id: str) -> str:
    """``Q-`` and the twelve last hex digits of the id: random bits, short enough to read out on the phone."""
    tail = rfq_id.replace("-", "")[-12:].upper()
    return f"Q-{tail[:4]}-{tail[4:8]}-{tail[8:]}"
