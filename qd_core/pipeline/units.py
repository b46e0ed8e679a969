"""What the buyer counts in, brought to the SKU's own Unit (quoting rules, "Units")."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import fold_words
from qd_core.model.quote import MatchKind
from qd_core.model.rfq import LineItem
from qd_core.model.uom import UnitKind, UnitWord, is_outer, same_unit, unit_word
from qd_core.pipeline.contents import (
    StatedPack,
    content_of,
    counts_contents,
    holds_pieces,
    pieces_per_unit,
    stated_pack,
)
from qd_core.pipeline.package_goods import PackageMeans, package_means

__all__ = ["Converted", "to_units"]

_MANY = 10
_PIECE_SIGNS = frozenset({"x", "no", "nos", "nr", "qty", "off"})
"""Count words that say nothing of single pieces."""


@dataclass(frozen=True, slots=True)
class Converted:
    """``quantity`` in the SKU's Unit, or None with ``problem``; ``note`` says which pack was applied."""

    quantity: Decimal | None
    problem: str = ""
    note: str = ""


def to_units(line: LineItem, item: CatalogItem, match: MatchKind) -> Converted:
    """The quantity of ``line`` (which must be set) in the Unit of ``item``. Never divides, never guesses."""
    if line.quantity is None:
        raise ValueError("a line without a quantity has nothing to convert")
    quantity, words = _without_multiple(line.quantity.value, line.unit.value if line.unit else "")
    written = " ".join(words)
    stated = stated_pack(line, item.unit)
    if stated is not None:
        return _by_stated_pack(item, stated)
    if not written:
        return _without_unit(line, item, match, quantity)
    if same_unit(written, item.unit):
        return _plain(quantity)
    word = unit_word(written)
    if word is None:
        return _by_noun(item, quantity, written)
    return _by_word(line, item, match, quantity, word, written)


def _without_multiple(quantity: Decimal, unit: str) -> tuple[Decimal, list[str]]:
    """``two dozen pairs`` are 24 pairs."""
    words = [
        word
        for word in unit.replace("/", " ").split()
        if word.casefold() not in {"of", "de", "von", "à", "per"}
    ]
    first = unit_word(words[0]) if len(words) > 1 else None
    if first is not None and first.kind is UnitKind.MULTIPLE and first.factor is not None:
        return quantity * first.factor, words[1:]
    return quantity, words


def _plain(quantity: Decimal, note: str = "") -> Converted:
    """Whole numbers without a decimal point: half a dozen is 6, not 6.0."""
    whole = quantity.to_integral_value()
    return Converted(whole if whole == quantity else quantity, note=note)


def _unclear(item: CatalogItem, written: str) -> Converted:
    return Converted(None, f"{item.sku} is sold by the {item.unit}, asked for in {written}")


def _by_word(
    line: LineItem, item: CatalogItem, match: MatchKind, quantity: Decimal, word: UnitWord, written: str
) -> Converted:
    own = unit_word(item.unit)
    if word.kind is UnitKind.COUNT:
        content = content_of(item) if written.casefold() == "x" else None
        if content is not None and quantity >= content >= _MANY:  # gloves 200x, sold by the box of 100
            return _unclear(item, written)
        pieces = written.casefold().rstrip(".") not in _PIECE_SIGNS
        return _unclear(item, written) if pieces and pieces_per_unit(item.unit) else _plain(quantity)
    if word.kind is UnitKind.MULTIPLE and word.factor is not None:
        if word.name == "pair" and own is not None and own.kind is not UnitKind.COUNT:
            return _unclear(item, written)
        return _without_unit(line, item, match, quantity * word.factor)
    if word.kind is UnitKind.PACKAGE:
        return _by_package(line, item, match, quantity, word, written)
    return _unclear(item, written)


def _by_package(
    line: LineItem, item: CatalogItem, match: MatchKind, quantity: Decimal, word: UnitWord, written: str
) -> Converted:
    """Packs of the goods; or the goods themselves where they are called so (a carton, sold by the piece). Where these
    come in packs, too, and have a name besides (`500 boxes CB-400`), a factor of 25 is asked about, not guessed."""
    means = package_means(line, item, written)
    named_besides = match in (MatchKind.EXACT, MatchKind.ALIAS)
    if means is PackageMeans.GOODS and not (named_besides and item.pack is not None):
        return _plain(quantity)
    if means is not PackageMeans.PACKS and item.pack is not None:
        packed = f"{quantity:f} packs of {item.pack:f}"
        return Converted(
            None,
            f"{item.sku} is sold by the {item.unit} and itself a {word.name}: {quantity:f}, or {packed}?",
        )
    return _by_pack(item, quantity, word, written)


def _by_pack(item: CatalogItem, quantity: Decimal, word: UnitWord, written: str) -> Converted:
    if item.pack is None:
        return Converted(
            None, f"the catalog does not say how many {item.unit} of {item.sku} are in a {word.name}"
        )
    if not is_outer(word.name, item.unit):
        return Converted(
            None,
            f"{item.sku} is sold by the {item.unit}; a {word.name} ({written}) may be more or less than that",
        )
    total = _plain(quantity * item.pack).quantity
    return Converted(
        total, note=f"{quantity:f} {written} of {item.pack:f} {item.unit} are {total:f} {item.unit}"
    )


def _by_stated_pack(item: CatalogItem, stated: StatedPack) -> Converted:
    """``4 boxes of 50``: the buyer's own size must not contradict the catalog's Pack."""
    if same_unit(stated.written, item.unit):
        return _plain(stated.count)
    own = unit_word(item.unit)
    if stated.packages and (own is None or own.kind is UnitKind.COUNT):
        return _unclear(item, f"{stated.written} of {stated.size:f} packages")
    if item.pack is not None and is_outer(stated.word.name, item.unit):
        if stated.size not in (item.pack, item.pack * stated.count):  # 2 cases (24 bags): the bags of both
            return Converted(
                None,
                f"a {stated.word.name} of {item.sku} holds {item.pack:f} {item.unit}, the line says {stated.size:f}",
            )
        return _by_pack(item, stated.count, stated.word, stated.written)
    if own is None or own.kind is UnitKind.COUNT:
        total = stated.count * stated.size
        return Converted(
            total,
            note=f"{stated.count:f} {stated.written} of {stated.size:f} are {total:f} {item.unit}, as the line says",
        )
    return _unclear(item, f"{stated.written} of {stated.size:f}")


def _without_unit(line: LineItem, item: CatalogItem, match: MatchKind, quantity: Decimal) -> Converted:
    """The SKU's Unit, unless what is inside it may be meant."""
    inside = pieces_per_unit(item.unit)
    if inside is not None and quantity >= inside:
        return Converted(
            None,
            f"{item.sku} is sold by the {item.unit}; {quantity:f} single ones, or {quantity:f} times that?",
        )
    if counts_contents(line, item, quantity, named=match is MatchKind.EXACT):
        return Converted(
            None,
            f"{item.sku} is sold by the {item.unit}; {quantity:f} single ones, or {quantity:f} × {item.unit}?",
        )
    return _plain(quantity)


def _by_noun(item: CatalogItem, quantity: Decimal, written: str) -> Converted:
    """The buyer counts in the product's own noun (12 valves)."""
    known = {word for name in (item.description, *item.aliases) for word in fold_words(name)}
    if set(fold_words(written)) & known and not holds_pieces(item.unit) and not pieces_per_unit(item.unit):
        return _plain(quantity)
    return _unclear(item, written)
