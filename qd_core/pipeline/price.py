"""Price: every clear line through the stages, each step diffed and cited by the core (spec: pricing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from qd_core.config import AppSettings
from qd_core.model.catalog import CatalogItem
from qd_core.model.customer import Tier
from qd_core.model.documents import Citation
from qd_core.model.place import Place
from qd_core.model.quote import Charge, Flag, LineProblem, QuoteLine, ResolvedLine
from qd_core.model.rules import CompanyDocuments
from qd_core.money import exact
from qd_core.pipeline.stage_chain import ManualDiscount, ManualPrice, StageChain
from qd_core.pipeline.totals import Limits, priced_line, sum_up, unclear_line
from qd_core.pipeline.validity import valid_until, validity_citation
from qd_core.plugin.protocols import PricedItem, PricingStage, QuoteView

__all__ = ["ManualPrice", "PricedQuote", "price_quote"]

_ZERO = Decimal(0)
_MOST = Decimal("1E+12")
"""Larger quantities are slips, or mischief: their money would not fit into the digits that are kept."""
_UNVERIFIED = Flag(
    code="unverified_sender",
    detail="the sender's domain failed DMARC: priced as a new prospect, check who asks",
)


@dataclass(frozen=True, slots=True)
class PricedQuote:
    """The money of a quote. ``subtotal`` sums the priced lines, None without any; ``total`` is None in a partial draft
    and while a line has no price. ``manager_approval`` is set by a line over the cap or below the margin floor."""

    lines: tuple[QuoteLine, ...]
    subtotal: Decimal | None
    charges: tuple[Charge, ...]
    total: Decimal | None
    currency: str
    manager_approval: bool
    valid_until: date
    validity_citation: Citation | None


def price_quote(
    lines: Sequence[ResolvedLine],
    *,
    tier: Tier,
    destination: Place | None,
    documents: CompanyDocuments,
    stages: Sequence[tuple[str, PricingStage]],
    app: AppSettings,
    received_at: datetime,
    partial: bool = False,
    unverified_sender: bool = False,
    manual_prices: Mapping[int, ManualPrice] | None = None,
    manual_discounts: Mapping[int, ManualDiscount] | None = None,
) -> PricedQuote:
    """Prices the clear lines; the others are carried along with their problems.

    ``destination`` is None where none counts (none named, or one that is not served). ``partial`` is the move's: it
    leaves the total open even where every line is clear. ``manual_prices`` are what a rep typed, by line position;
    ``manual_discounts`` are taken off after the stages.
    Raises PluginError where a stage fails, changes a price without a citation, or makes it negative.
    """
    known = [_carried(line, documents) for line in lines]
    view = QuoteView(
        tier=tier,
        destination=destination,
        lines=tuple(clear for _, _, clear in known if clear is not None),
        documents=documents,
        received_at=received_at,
    )
    chain = StageChain(stages, view, manual_prices or {}, manual_discounts)
    limits = Limits.of(documents, app, (_UNVERIFIED,) if unverified_sender else ())
    with exact():
        priced = tuple(
            unclear_line(line, item)
            if clear is None
            else priced_line(line, clear, chain.price(clear), limits)
            for line, item, clear in known
        )
        totals = sum_up(priced, chain.charges, open_total=partial, currency=limits.currency)
    return PricedQuote(
        lines=priced,
        subtotal=totals.subtotal,
        charges=chain.charges,
        total=totals.total,
        currency=limits.currency,
        manager_approval=any(flag.needs_manager for line in priced for flag in line.flags),
        valid_until=valid_until(received_at, documents.rules, app.time_zone),
        validity_citation=validity_citation(documents.rules),
    )


def _carried(
    line: ResolvedLine, documents: CompanyDocuments
) -> tuple[ResolvedLine, CatalogItem | None, PricedItem | None]:
    """The line, its catalog item, and what is to be priced where the line is clear. A SKU that has left the catalog
    since it was resolved, or a quantity that is not above zero or beyond all measure, makes the line unclear again: it
    is never priced on a guess."""
    sku = line.sku
    item = documents.catalog.get(sku) if sku else None
    if line.problems:
        return line, item, None
    if item is None:
        detail = f"line {line.position}: {sku} is not in the catalog (any more)"
        return _unclear(line, LineProblem.NOT_CARRIED, detail), None, None
    quantity = line.quantity
    if quantity is None or not quantity > _ZERO:
        detail = f"line {line.position}: no quantity above zero"
        return _unclear(line, LineProblem.QUANTITY_MISSING, detail), item, None
    if quantity > _MOST:
        detail = f"line {line.position}: a quantity of {quantity:.3E} is beyond what anybody sells"
        return _unclear(line, LineProblem.QUANTITY_VAGUE, detail), item, None
    return line, item, PricedItem(line.position, item, quantity)


def _unclear(line: ResolvedLine, problem: LineProblem, detail: str) -> ResolvedLine:
    return replace(line, problems=(problem,), problem_detail=detail)
