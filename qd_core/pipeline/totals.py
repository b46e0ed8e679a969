"""From the unrounded waterfall to a line's money and the quote's: rounding, discount, margin, flags (spec: pricing)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qd_core.config import AppSettings
from qd_core.model.catalog import CatalogItem
from qd_core.model.quote import Charge, Flag, LineProblem, PriceStep, QuoteLine, ResolvedLine
from qd_core.model.rules import CompanyDocuments
from qd_core.money import percent, plain, round_half_up, round_money
from qd_core.pipeline.stage_chain import Waterfall
from qd_core.plugin.protocols import PricedItem

__all__ = ["Limits", "Totals", "discount_of", "priced_line", "sum_up", "unclear_line"]

_ZERO = Decimal(0)
_ONE = Decimal(1)
_PLACES = 12
"""Decimals of a discount or margin: beyond them is the noise of division."""
_LADDER = Flag(code="ladder", detail="several quantities are asked for as alternatives")
_DISCONTINUED = Flag(code="discontinued", detail="discontinued")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the money of a line is held against. ``flags`` are put on every clear line."""

    cap: Decimal | None
    margin_floor: Decimal | None
    price_decimals: int
    currency: str
    flags: tuple[Flag, ...] = ()

    @classmethod
    def of(cls, documents: CompanyDocuments, app: AppSettings, flags: tuple[Flag, ...]) -> Limits:
        """The cap is the setting's where there is one, else the rules'."""
        return cls(
            cap=app.discount_cap if app.discount_cap is not None else documents.rules.discount_cap,
            margin_floor=documents.rules.margin_floor,
            price_decimals=documents.catalog.price_decimals,
            currency=documents.catalog.currency,
            flags=flags,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """``subtotal`` is None without a priced line; ``total`` while the quote is not complete."""

    subtotal: Decimal | None
    total: Decimal | None


def unclear_line(line: ResolvedLine, item: CatalogItem | None) -> QuoteLine:
    """A line without prices, with what is known of it and what is not."""
    flags = line.flags
    if LineProblem.LADDER in line.problems:
        flags = _with(flags, _LADDER)
    if item is not None and item.discontinued:
        flags = _with(flags, _discontinued(item))
    return QuoteLine(
        position=line.position,
        request=line.request,
        match=line.match,
        sku=item.sku if item else line.sku,
        description=item.description if item else "",
        candidates=line.candidates,
        quantity=line.quantity,
        unit=line.unit,
        flags=flags,
        problems=line.problems,
        problem_detail=line.problem_detail,
        evidence=line.evidence,
        lead_time=item.lead_time if item else "",
    )


def priced_line(line: ResolvedLine, priced: PricedItem, waterfall: Waterfall, limits: Limits) -> QuoteLine:
    """The unit price is rounded here and nowhere before; the line total is of the rounded price."""
    item, quantity = priced.item, priced.quantity
    flags = line.flags + limits.flags + waterfall.flags
    if item.discontinued:
        flags = _with(flags, _discontinued(item))
    if item.moq is not None and quantity < item.moq:
        flags = _with(flags, Flag(code="below_moq", detail=f"minimum order is {plain(item.moq)}"))
    unit_price = line_total = discount = margin = None
    if waterfall.price is not None:
        unit_price = round_half_up(waterfall.price, limits.price_decimals)
        line_total = round_money(unit_price * quantity, limits.currency)
        discount = discount_of(waterfall.steps)
        margin = _margin(unit_price, item.cost)
        if limits.cap is not None and discount > limits.cap:
            flags += (_over_cap(discount, limits.cap),)
        if limits.margin_floor is not None and item.cost is not None:
            flags += _below_margin(unit_price, item.cost, margin, limits.margin_floor)
    return QuoteLine(
        line.position,
        line.request,
        line.match,
        item.sku,
        item.description,
        line.candidates,
        quantity,
        line.unit or item.unit,
        waterfall.base_price,
        unit_price,
        line_total,
        discount,
        waterfall.steps,
        waterfall.considered,
        flags,
        (),
        "",
        line.evidence,
        item.cost,
        margin,
        item.lead_time,
    )


def discount_of(steps: Sequence[PriceStep]) -> Decimal:
    """1 - the product of the factors below 1, rounded to 12 places, without trailing zeros. The first step is the price
    that the others change; a step that raises the price is no discount and hides none."""
    if not steps:
        return _ZERO
    kept = whole = _ONE  # the product of the factors below 1 is kept / whole: one division at the end
    previous, start = steps[0].unit_price, None  # start: the price before a run of falling steps
    for step in steps[1:]:
        price = step.unit_price
        if price < previous:
            start = previous if start is None else start
        elif start is not None and price > previous:
            kept, whole, start = kept * previous, whole * start, None
        previous = price
    if start is not None:
        kept, whole = (previous, start) if whole is _ONE else (kept * previous, whole * start)
    return _ZERO if whole is _ONE else _trimmed(_ONE - kept / whole)


def sum_up(
    lines: Sequence[QuoteLine], charges: Sequence[Charge], *, open_total: bool, currency: str
) -> Totals:
    """The total is the subtotal and the charges, once every line has a price and nothing else is open."""
    amounts = [line.line_total for line in lines if line.line_total is not None]
    if not amounts:
        return Totals(None, None)
    subtotal = round_money(sum(amounts, _ZERO), currency)
    if open_total or len(amounts) < len(lines):
        return Totals(subtotal, None)
    return Totals(subtotal, subtotal + sum((charge.amount for charge in charges), _ZERO))


def _margin(unit_price: Decimal, cost: Decimal | None) -> Decimal | None:
    return _trimmed((unit_price - cost) / unit_price) if cost is not None and unit_price else None


def _trimmed(value: Decimal) -> Decimal:
    """Rounded to twelve places; ``0.145``, not ``0.145000000000`` and never ``1E+1``."""
    rounded = round_half_up(value, _PLACES).normalize()
    return rounded or _ZERO


def _over_cap(discount: Decimal, cap: Decimal) -> Flag:
    detail = f"discount {percent(discount)} is above the cap of {percent(cap)}"
    return Flag(code="over_cap", detail=detail, needs_manager=True)


def _below_margin(
    unit_price: Decimal, cost: Decimal, margin: Decimal | None, floor: Decimal
) -> tuple[Flag, ...]:
    """Compared without dividing, so that a free item is under every floor that its cost is under."""
    if unit_price - cost >= floor * unit_price:
        return ()
    shown = "none" if margin is None else percent(round_half_up(margin, 4))
    detail = f"margin {shown} is under the floor of {percent(floor)}"
    return (Flag(code="below_margin", detail=detail, needs_manager=True),)


def _discontinued(item: CatalogItem) -> Flag:
    if not item.replaced_by:
        return _DISCONTINUED
    return Flag(code="discontinued", detail=f"discontinued, replaced by {item.replaced_by}")


def _with(flags: tuple[Flag, ...], flag: Flag) -> tuple[Flag, ...]:
    return flags if any(known.code == flag.code for known in flags) else (*flags, flag)
