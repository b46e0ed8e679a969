"""What is suspicious within the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from qd_core.documents.finding import LintFinding, Severity, finding
from qd_core.documents.problem_list import quoted
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.folding import fold_sku, fold_words

__all__ = ["lint_catalog"]

_MANGLED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTICE: Final = Severity.NOTICE


def lint_catalog(catalog: Catalog) -> Iterator[LintFinding]:
    """Every finding within the catalog, in the order of its rows for each kind."""
    yield from _collisions(catalog)
    yield from _aliases(catalog)
    for item in catalog:
        if _MANGLED.fullmatch(item.sku):
            text = (
                f"SKU {item.sku} looks like a number or date made by a spreadsheet: format the column as text"
            )
            yield finding(item.row, "sku_mangled", text)
        yield from _price(item, catalog)
        yield from _succession(item, catalog)
        yield from thousandths(item.row, "pack", item.pack)
        yield from thousandths(item.row, "MOQ", item.moq)
    if len(catalog) and all(item.price is None for item in catalog):
        text = "no SKU has a price: is the price column called Price?"
        yield LintFinding("catalog", 0, Severity.WARNING, "no_prices", text)
    for row in catalog.ignored:
        text = f"the table {quoted(row.text)} has no SKU and Description columns and was not read"
        yield finding(row, "table_ignored", text)


def _collisions(catalog: Catalog) -> Iterator[LintFinding]:
    first: dict[str, str] = {}
    for item in catalog:
        other = first.setdefault(fold_sku(item.sku), item.sku)
        if other != item.sku:
            text = f"SKUs {item.sku} and {other} differ only in dashes, dots or spaces: who mistypes one is asked back"
            yield finding(item.row, "sku_collision", text)


def _aliases(catalog: Catalog) -> Iterator[LintFinding]:
    """An alias is compared by its words, in any order: two SKUs that share one are never matched by it."""
    owner: dict[tuple[str, ...], str] = {}
    for item in catalog:
        for alias in dict.fromkeys(item.aliases):
            words = tuple(sorted(fold_words(alias)))
            if not words:
                yield finding(
                    item.row,
                    "alias_empty",
                    f"alias {quoted(alias)} has no word or number: delete it",
                    _NOTICE,
                )
                continue
            other = owner.setdefault(words, item.sku)
            if other != item.sku:
                text = f"alias {quoted(alias)} stands at {item.sku} and at {other}: who uses it is asked back"
                yield finding(item.row, "alias_twice", text)
            yield from _alias_of_a_sku(item, alias, catalog)


def _alias_of_a_sku(item: CatalogItem, alias: str, catalog: Catalog) -> Iterator[LintFinding]:
    if not fold_sku(alias):
        return
    for other in catalog.folded(alias):
        if other.sku != item.sku:
            text = f"alias {quoted(alias)} of {item.sku} is another SKU, {other.sku}, which wins: delete the alias"
            yield finding(item.row, "alias_is_sku", text)


def _price(item: CatalogItem, catalog: Catalog) -> Iterator[LintFinding]:
    if item.price is None:
        return
    if item.price == 0:
        text = f"{item.sku} costs nothing: leave the price empty if it is to be asked for"
        yield finding(item.row, "zero_price", text)
    elif item.cost is not None and item.price < item.cost:
        yield finding(
            item.row, "price_under_cost", f"{item.sku} is priced {item.price}, under its cost {item.cost}"
        )
    exponent = item.price.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > catalog.price_decimals:
        text = f"price {item.price} has more decimals than quotes show ({catalog.price_decimals}): see `Price decimals`"
        yield finding(item.row, "price_decimals", text, _NOTICE)


def thousandths(row: Citation, name: str, value: Decimal | None) -> Iterator[LintFinding]:
    """``1.000`` is one where the decimal sign is a point, and a thousand elsewhere."""
    if value is not None and value.as_tuple().exponent == -3:
        text = f"{name} {value} is read as {value.normalize():f}: if thousands are meant, state the `Number format`"
        yield finding(row, "thousandths", text)


def _succession(item: CatalogItem, catalog: Catalog) -> Iterator[LintFinding]:
    successor = catalog.get(item.replaced_by) if item.replaced_by else None
    if item.discontinued and not item.replaced_by:
        text = f"{item.sku} is discontinued without a successor: name it under Replaced by if there is one"
        yield finding(item.row, "no_successor", text, _NOTICE)
    elif item.replaced_by and successor is None:
        text = f"successor {item.replaced_by} of {item.sku} is not in the catalog{_meant(item.replaced_by, catalog)}"
        yield finding(item.row, "unknown_successor", text)
    elif successor is not None and successor.sku == item.sku:
        yield finding(item.row, "own_successor", f"{item.sku} is its own successor")
    elif successor is not None and successor.discontinued:
        text = f"successor {successor.sku} of {item.sku} is discontinued itself"
        yield finding(item.row, "discontinued_successor", text)
    elif successor is not None and not item.discontinued:
        text = f"{item.sku} has a successor but is active: write discontinued under Status if it is"
        yield finding(item.row, "active_with_successor", text, _NOTICE)


def _meant(sku: str, catalog: Catalog) -> str:
    return meant(item.sku for item in catalog.folded(sku)) if fold_sku(sku) else ""


def meant(candidates: Iterable[str]) -> str:
    """``; did you mean A-12?`` or nothing."""
    found = next(iter(candidates), "")
    return f"; did you mean {found}?" if found else ""
