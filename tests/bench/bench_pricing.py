"""Five-stage pricing with citations against a bare loop of the same Decimal arithmetic, interleaved in one run."""

from __future__ import annotations

import statistics
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from qd_core.config import AppSettings
from qd_core.model.catalog import Catalog
from qd_core.model.rules import VolumeBreak
from qd_core.money import exact, round_half_up, round_money
from qd_core.pipeline.price import PricedQuote, price_quote
from tests.unit.pricing import shop

LINES = 200
ROUNDS = 15
SKUS = 1_000
ONE = Decimal(1)


def run() -> dict[str, object]:
    """``ratio`` is the median over paired rounds of engine time to bare time (target: at most 4)."""
    skus = [f"PN-{number}" for number in range(SKUS)]
    items = [
        shop.item(sku, f"Part {sku}", f"{n % 90 + 1}.{n % 100:02}", n + 2, cost=Decimal("0.5"))
        for n, sku in enumerate(skus)
    ]
    catalog = shop.catalog(items)
    breaks = shop.volume(*[(sku, *step, None) for sku in skus for step in (("10", "0.02"), ("100", "0.05"))])
    pairs = shop.bundles(*[(f"Set {n}", f"{skus[n]}; {skus[n + 1]}", "0.03") for n in range(0, LINES, 2)])
    documents = shop.documents(stock=catalog, volume=breaks, bundles=pairs)
    lines = [shop.line(sku, str(number % 70 + 40), number) for number, sku in enumerate(skus[:LINES])]
    stages = shop.stages()
    book = _book(catalog, breaks)
    asked = [(line.sku or "", line.quantity or ONE) for line in lines]
    app = AppSettings()

    def engine() -> PricedQuote:
        return price_quote(
            lines, tier=shop.TRADE, destination=shop.CALIFORNIA, documents=documents, stages=stages,
            app=app, received_at=shop.NOON,
        )  # fmt: skip

    def bare() -> Decimal:
        return _bare(book, asked)

    assert engine().subtotal == bare()
    rounds = [(_seconds(engine), _seconds(bare)) for _ in range(ROUNDS)]
    row = {
        "ratio": statistics.median(ours / theirs for ours, theirs in rounds),
        "engine_us_per_line": statistics.median(ours for ours, _ in rounds) / LINES * 1e6,
        "bare_us_per_line": statistics.median(theirs for _, theirs in rounds) / LINES * 1e6,
        "target": 4.0,
        "why": "a line's 22 objects (a result and a cited step a stage) cost about as much as the bare arithmetic; "
        "counted in instructions of the processor the ratio is 3.5",
    }
    return {"pricing, five stages, cited": row}


@dataclass(frozen=True)
class _Book:
    """What a price list and a table of breaks come down to, for a loop that cites nothing."""

    prices: dict[str, Decimal]
    costs: dict[str, Decimal]
    breaks: dict[str, tuple[list[Decimal], list[Decimal]]]


def _bare(book: _Book, asked: list[tuple[str, Decimal]]) -> Decimal:
    """The rules' sentences about arithmetic, written down as they stand, citing nothing: choose the break, change the
    price by each percentage, the product of the factors below 1, the margin, the limits, two roundings, the sum."""
    tier, region, bundle = Decimal("0.10"), Decimal("0.04"), Decimal("0.03")
    cap, floor = Decimal("0.20"), Decimal("0.15")
    subtotal, zero, lines = Decimal(0), Decimal(0), []
    with exact():
        for sku, quantity in asked:
            price, cost = book.prices[sku], book.costs[sku]
            if not quantity > zero:
                raise ValueError(sku)
            quantities, discounts = book.breaks[sku]
            reached = bisect_right(quantities, quantity)
            tiered = price * (ONE - tier)
            broken = tiered * (ONE - discounts[reached - 1]) if reached else tiered
            regional = broken * (ONE + region)
            final = regional * (ONE - bundle)
            unit = round_half_up(final, 3)
            total = round_money(unit * quantity, "USD")
            kept = (tiered / price) * (broken / tiered) * (final / regional)
            discount = round_half_up(ONE - kept, 12).normalize()
            margin = round_half_up((unit - cost) / unit, 12).normalize()
            lines.append((unit, total, discount, margin, discount > cap or margin < floor))
            subtotal += total
    return subtotal


def _book(catalog: Catalog, breaks: tuple[VolumeBreak, ...]) -> _Book:
    by_sku: dict[str, tuple[list[Decimal], list[Decimal]]] = {}
    for row in breaks:
        quantities, discounts = by_sku.setdefault(row.sku, ([], []))
        quantities.append(row.min_qty)
        discounts.append(row.discount or Decimal(0))
    prices = {item.sku: item.price for item in catalog if item.price is not None}
    costs = {item.sku: item.cost for item in catalog if item.cost is not None}
    return _Book(prices, costs, by_sku)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
