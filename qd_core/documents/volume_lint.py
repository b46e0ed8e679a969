"""What is suspicious in the volume breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from qd_core.documents.catalog_lint import meant, thousandths
from qd_core.documents.finding import LintFinding, Severity, finding
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.folding import fold_sku
from qd_core.model.rules import Rules, VolumeBreak
from qd_core.money import plain

__all__ = ["lint_volume", "unknown_sku"]

_EVERY: Final = "*"


def lint_volume(rules: Rules, catalog: Catalog) -> Iterator[LintFinding]:
    """Findings of every SKU's breaks, shallowest first."""
    breaks: dict[str, list[VolumeBreak]] = defaultdict(list)
    for rule in rules.volume:
        breaks[rule.sku.casefold()].append(rule)
    for rule in rules.volume:
        yield from thousandths(rule.row, "min qty", rule.min_qty)
    everyone = sorted(breaks.get(_EVERY, ()), key=lambda rule: rule.min_qty)
    for rows in breaks.values():
        ladder = sorted(rows, key=lambda rule: rule.min_qty)
        item = None if ladder[0].sku == _EVERY else catalog.get(ladder[0].sku)
        yield from _steps(ladder, item)
        if ladder[0].sku != _EVERY:
            yield from _one_sku(ladder, item, catalog)
            yield from _against_everyone(ladder, everyone)


def unknown_sku(sku: str, catalog: Catalog) -> str:
    """What to say of a SKU that is not in the catalog."""
    if ";" not in sku and "," in sku:
        return f"SKU {sku} is not in the catalog: put ; between two SKUs"
    found = catalog.folded(sku) if fold_sku(sku) else ()
    return f"SKU {sku} is not in the catalog{meant(item.sku for item in found)}"


def _steps(ladder: Sequence[VolumeBreak], item: CatalogItem | None) -> Iterator[LintFinding]:
    """Each break against the one before: more should never cost more."""
    price = item.price if item else None
    for before, after in pairwise(ladder):
        lines = f"line {before.row.line}"
        if after.min_qty == before.min_qty:
            text = f"{after.sku} has another break from {plain(after.min_qty)} on {lines}: delete one"
            yield finding(after.row, "break_twice", text)
        elif _less(after.discount, before.discount):
            text = f"{after.sku} gets less off from {plain(after.min_qty)} than from {plain(before.min_qty)} ({lines})"
            yield finding(after.row, "break_smaller", text)
        elif _less(_price(before, price), _price(after, price)):
            text = f"{after.sku} costs more from {plain(after.min_qty)} than from {plain(before.min_qty)} ({lines})"
            yield finding(after.row, "break_dearer", text)


def _price(rule: VolumeBreak, listed: Decimal | None) -> Decimal | None:
    """What one costs under ``rule``; None where that takes a price that nobody knows."""
    if rule.unit_price is not None:
        return rule.unit_price if listed is None else min(listed, rule.unit_price)
    return None if listed is None or rule.discount is None else listed * (1 - rule.discount)


def _less(left: Decimal | None, right: Decimal | None) -> bool:
    return left is not None and right is not None and left < right


def _one_sku(
    ladder: Sequence[VolumeBreak], item: CatalogItem | None, catalog: Catalog
) -> Iterator[LintFinding]:
    if item is None:
        yield finding(ladder[0].row, "unknown_sku", unknown_sku(ladder[0].sku, catalog))
        return
    for rule in ladder:
        if item.price is None:
            text = f"{item.sku} has no price: the break has nothing to take off"
            yield finding(rule.row, "break_without_price", text, Severity.NOTICE)
        elif rule.unit_price is not None and rule.unit_price >= item.price:
            text = f"break price {rule.unit_price} of {item.sku} is not below its price {item.price}: it has no effect"
            yield finding(rule.row, "break_dearer", text)
        elif rule.unit_price is not None and item.cost is not None and rule.unit_price < item.cost:
            text = f"break price {rule.unit_price} of {item.sku} is under its cost {item.cost}"
            yield finding(rule.row, "break_under_cost", text)


def _against_everyone(
    ladder: Sequence[VolumeBreak], everyone: Sequence[VolumeBreak]
) -> Iterator[LintFinding]:
    """A SKU's own rows shut out the ``*`` rows, also where those give more."""
    for general in everyone:
        own = [rule for rule in ladder if rule.min_qty <= general.min_qty]
        best = own[-1].discount if own else Decimal(0)
        if _less(best, general.discount):
            text = f"{ladder[0].sku} gets less off from {plain(general.min_qty)} than * on line {general.row.line}"
            row = own[-1].row if own else ladder[0].row
            yield finding(row, "break_below_general", f"{text}, which its own rows shut out", Severity.NOTICE)
            return
