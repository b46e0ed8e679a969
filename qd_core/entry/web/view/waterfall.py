"""How a line's unit price came about, as rows with bars and the cited row of each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qd_core.entry.web.view.cited_rows import Context
from qd_core.model.documents import Citation
from qd_core.model.quote import ConsideredRule, PriceStep, QuoteLine
from qd_core.pipeline.stage_chain import MANUAL, MANUAL_DISCOUNT

__all__ = ["Fall", "Step", "cite_words", "fall_of"]

WIDTH = 300
"""Of the bars' drawing; the page scales it."""
_STAGES = {
    "base_price": "Base price",
    "tier_discount": "Tier",
    "volume_break": "Volume",
    "regional": "Region",
    "bundle": "Bundle",
    MANUAL: "Typed price",
    MANUAL_DISCOUNT: "Typed discount",
}


@dataclass(frozen=True, slots=True)
class Step:
    """``run`` is the length of what is left, ``cut`` of what was taken off, ``add`` of what was put on top."""

    name: str
    effect: str
    unit_price: Decimal
    cite: str
    context: Context
    run: float
    cut: float
    add: float


@dataclass(frozen=True, slots=True)
class Fall:
    """``shown`` is the number of the step whose citation is shown first."""

    steps: tuple[Step, ...]
    shown: int
    considered: tuple[tuple[str, ConsideredRule], ...]


def fall_of(line: QuoteLine, around: Callable[[Citation], Context]) -> Fall | None:
    """The waterfall of a priced line. The step that takes off most is the one whose row is shown first."""
    if not line.steps:
        return None
    top = max(step.unit_price for step in line.steps)
    steps, before = [], None
    for step in line.steps:
        steps.append(_step(step, before, top, around))
        before = step.unit_price
    cuts = [step.cut for step in steps]
    shown = cuts.index(max(cuts)) if max(cuts) > 0 else 0
    considered = tuple((_STAGES.get(rule.stage, rule.stage), rule) for rule in line.considered)
    return Fall(tuple(steps), shown, considered)


def cite_words(citation: Citation) -> str:
    """``rules 22``; with the sheet where there is one."""
    if citation.document == "review":
        return "review"
    return f"{citation.document} {citation.sheet + ', ' if citation.sheet else ''}{citation.line}"


def _step(
    step: PriceStep, before: Decimal | None, top: Decimal, around: Callable[[Citation], Context]
) -> Step:
    now = _length(step.unit_price, top)
    then = now if before is None else _length(before, top)
    name = _STAGES.get(step.stage) or step.stage.replace("_", " ").capitalize()
    return Step(
        name=f"{name}: {step.detail}" if step.detail else name,
        effect="" if before is None and step.stage == "base_price" else _signed(step.effect),
        unit_price=step.unit_price,
        cite=cite_words(step.citation),
        context=around(step.citation),
        run=min(now, then),
        cut=max(0.0, round(then - now, 1)),
        add=max(0.0, round(now - then, 1)),
    )


def _length(price: Decimal, top: Decimal) -> float:
    """A length on the page, not money."""
    return round(float(price / top) * WIDTH, 1) if top else 0.0


def _signed(effect: str) -> str:
    return effect.replace("-", "−", 1) if effect.startswith("-") else effect


def totals_margin(lines: Sequence[QuoteLine]) -> Decimal | None:
    """The margin of all lines whose cost is known, as a fraction; None where none is."""
    known = [
        (line.unit_price, line.cost, line.quantity)
        for line in lines
        if line.unit_price is not None and line.cost is not None and line.quantity is not None
    ]
    turnover = sum((price * quantity for price, _, quantity in known), Decimal(0))
    if not turnover:
        return None
    return sum(((price - cost) * quantity for price, cost, quantity in known), Decimal(0)) / turnover
