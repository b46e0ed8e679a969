"""What the buyer counts in, brought to the SKU's own Unit (quoting rules, "Units")."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import fold_words
from qd_core.model.quote import MatchKind
from qd_core.model.rfq import LineItem
from qd_core.model.uom import UnitKind, UnitWord, is_outer, same_unit, unit_word

__all__ = ["Converted", "to_units"]


@dataclass(frozen=True, slots=True)
class Converted:
    """``quantity`` in the SKU's Unit, or None with ``problem``; ``note`` says which pack was applied."""

    quantity: Decimal | None
    problem: str = ""
    note: str = ""


def to_units(line: LineItem, item: CatalogItem, match: MatchKind) -> Converted:
    """``line``'s quantity (which must be set) in the Unit of ``item``."""
    assert line.quantity is not None, "a line without a quantity has no unit to convert"  # noqa: S101
    quantity = line.quantity.value
    words = _unit_words(line.unit.value if line.unit else "")
    if (
        len(words) == 2
        and (first := unit_word(words[0]))
        and first.kind is UnitKind.MULTIPLE
        and first.factor
    ):
        quantity *= first.factor  # two dozen pairs
        words = words[1:]
    written = " ".join(words)
    if not written:
        return _counted_by_name(line, item, match, quantity)
    if same_unit(written, item.unit):
        return Converted(quantity)
    word = unit_word(written)
    if word is None:
        return _counted_by_noun(line, item, quantity, written)
    return _by_word(line, item, match, quantity, word, written)


def _by_word(
    line: LineItem, item: CatalogItem, match: MatchKind, quantity: Decimal, word: UnitWord, written: str
) -> Converted:
    own = unit_word(item.unit)
    if word.kind is UnitKind.COUNT:
        if own is not None and own.name in {"hundred", "thousand"}:
            return Converted(None, f"{item.sku} is sold by the {item.unit}, asked for in {written}")
        return Converted(quantity)
    if word.kind is UnitKind.MULTIPLE and word.factor is not None:
        counts_pieces = own is None or own.kind is UnitKind.COUNT
        if word.name == "pair" and not counts_pieces:
            return Converted(None, f"{item.sku} is sold by the {item.unit}, asked for in {written}")
        return _counted_by_name(line, item, match, quantity * word.factor)
    if word.kind is UnitKind.PACKAGE:
        return _by_pack(item, quantity, word, written)
    return Converted(None, f"{item.sku} is sold by the {item.unit}, asked for in {written}")


def _by_pack(item: CatalogItem, quantity: Decimal, word: UnitWord, written: str) -> Converted:
    if item.pack is None:
        return Converted(
            None, f"the catalog does not say how many {item.unit} of {item.sku} are in a {word.name}"
        )
    if not is_outer(word.name, item.unit):
        return Converted(
            None,
            f"{item.sku} is sold by the {item.unit}; a {word.name} may be more or less than that ({written})",
        )
    converted = quantity * item.pack
    return Converted(
        converted,
        note=f"{quantity:f} {written} of {item.pack:f} {item.unit} each are {converted:f} {item.unit}",
    )


def _counted_by_name(line: LineItem, item: CatalogItem, match: MatchKind, quantity: Decimal) -> Converted:
    """No unit: the SKU's Unit, but for a plural noun that names what is inside the Unit (200 gloves)."""
    own = unit_word(item.unit)
    if own is not None and own.name in {"hundred", "thousand"} and own.factor and quantity >= own.factor:
        return Converted(None, f"{item.sku} is sold by the {item.unit}; pieces or {item.unit}s?")
    in_table = line.quantity is not None and line.quantity.source.table is not None
    if match is MatchKind.EXACT or in_table or not _holds_pieces(own):
        return Converted(quantity)
    if _names_pieces(line.name_or_sku.value, item):
        return Converted(
            None,
            f"{item.sku} is sold by the {item.unit}; {quantity:f} single ones or {quantity:f} × {item.unit}?",
        )
    return Converted(quantity)


def _counted_by_noun(line: LineItem, item: CatalogItem, quantity: Decimal, written: str) -> Converted:
    """The buyer counts in the product's own noun (12 valves)."""
    own = unit_word(item.unit)
    known = {word for name in (item.description, *item.aliases) for word in fold_words(name)}
    if set(fold_words(written)) & known and not _holds_pieces(own):
        return Converted(quantity)
    return Converted(None, f"{item.sku} is sold by the {item.unit}, asked for in {written}")


def _holds_pieces(own: UnitWord | None) -> bool:
    return own is not None and own.name in _PIECES_INSIDE


_PIECES_INSIDE = frozenset(
    {"box", "pack", "case", "carton", "bag", "pair", "bundle", "pallet", "tray", "sleeve", "crate"}
)


def _names_pieces(name: str, item: CatalogItem) -> bool:
    """Whether ``name`` has a plural noun of the item."""
    english = set(fold_words(item.description))
    for word in name.replace(",", " ").split():
        folded = fold_words(word)
        if len(folded) != 1 or len(word) < 4 or not word.isalpha():
            continue
        if word.casefold().endswith("s") and folded[0] != word.casefold() and folded[0] in english:
            return True
        if folded[0] not in english and word.casefold().endswith(("s", "e", "en", "er", "x")):
            return True
    return False


def _unit_words(text: str) -> list[str]:
    return [
        word
        for word in text.replace("/", " ").split()
        if word.casefold() not in {"of", "de", "von", "à", "per"}
    ]
