"""What is inside a Unit or a package: whether the buyer counts that, and how many he says there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.catalog import CatalogItem
from qd_core.model.folding import clean, fold_words
from qd_core.model.rfq import LineItem
from qd_core.model.uom import UnitKind, UnitWord, is_outer, same_unit, unit_word

__all__ = ["StatedPack", "content_of", "counts_contents", "holds_pieces", "pieces_per_unit", "stated_pack"]

_HOLDS_PIECES = frozenset("box pack case carton bag pair bundle pallet tray sleeve crate set kit".split())
_PIECES = r"(?:pcs?|pieces?|st(?:ü|ue)?c?k|stk|pi[eè]ces?|piezas?|ct|count|units?|each|ea)\.?"
_CONTENT = re.compile(
    rf"(\d{{1,5}})\s*(?:{_PIECES}\b|(?:/|per|pro|par|por|je)\s*(?:box|pack|pk|case|bag|carton|sleeve|tray|rack|schachtel"
    rf"|packung|karton|beutel|bo[iî]te|paquet|caja|bolsa)\b)|\b(?:box|pack|bag|case|carton|set)\s+of\s+(\d{{1,5}})\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?<![\d.,/])(\d{1,6})\s*x?\s*([^\W\d_]{2,14})\.?\s*(?:of|à|a|á|zu|je|mit|with|de|von|\(|@|/)\s*(?:je|zu|of|à)?\s*"
    rf"(\d{{1,5}})\b(?!\s*[-–/.,x×]?\s*\d)(?:\s*{_PIECES})?(?:\s*(?:each|per|/)|\s*\)|\s|$)",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s*([^\W\d_]{1,12})(?!\w)")
_WEIGHED = re.compile(r"\d\s?(?:kg|l|ltr|lit(?:er|re)s?|gal|gallons?|lbs?)\b", re.IGNORECASE)
"""What fills a Unit by weight or volume is not counted singly."""
_LONGEST = 500
_MANY = 10
_SHORTEST = 3
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class StatedPack:
    """``count`` packages called ``word``, ``size`` in each, as the buyer wrote it (``4 boxes of 50``). ``packages``
    tells that each holds packages again (``2 pallets of 40 cartons``)."""

    count: Decimal
    word: UnitWord
    written: str
    size: Decimal
    packages: bool = False


def stated_pack(line: LineItem, unit: str) -> StatedPack | None:
    """The package size that the line states itself, if it does: in pieces, or in the measure that is the SKU's
    ``unit``. The 25 of `10 buckets of 25 l` is no count."""
    quantity = line.quantity.value if line.quantity else None
    text = clean(line.text[:_LONGEST])
    for match in _STATED.finditer(text):
        word = unit_word(match[2])
        count, size = Decimal(match[1]), Decimal(match[3])
        pieces = word is not None and word.kind is UnitKind.COUNT and quantity == size != count
        if word is None or not (word.kind is UnitKind.PACKAGE or pieces):  # 3 pcs à 10 rolls
            continue
        if _is_measured(text, match.end(3), unit):
            continue
        if quantity in (count, size) and size > 1:
            return StatedPack(count, word, match[2], size, _holds_packages(text, match.end(3)))
    return None


def _is_measured(text: str, at: int, unit: str) -> bool:
    """Whether the number that ends at ``at`` is one of litres, metres and such in which the goods are not sold."""
    behind = _NEXT_WORD.match(text, at)
    word = unit_word(behind[1]) if behind is not None and behind[1] != "in" else None
    return (
        behind is not None
        and word is not None
        and word.kind is UnitKind.MEASURE
        and not same_unit(behind[1], unit)
    )


def _holds_packages(text: str, at: int) -> bool:
    """Whether the number that ends at ``at`` counts cartons, boxes or such; a bottle or a roll may be the piece."""
    behind = _NEXT_WORD.match(text, at)
    word = unit_word(behind[1]) if behind is not None else None
    return word is not None and word.kind is UnitKind.PACKAGE and is_outer(word.name, "roll")


def pieces_per_unit(unit: str) -> Decimal | None:
    """How many pieces the Unit itself stands for (``per 100``, ``C``, ``dozen``); None for any other unit."""
    word = unit_word(unit)
    if word is not None and word.kind is UnitKind.MULTIPLE and word.name != "pair":
        return word.factor
    digits = re.search(r"\d+", unit)
    return Decimal(digits[0]) if digits and int(digits[0]) >= _MANY else None


def holds_pieces(unit: str) -> bool:
    """Whether a Unit is a package of pieces that a buyer may count one by one."""
    word = unit_word(unit)
    return word is not None and word.name in _HOLDS_PIECES


def content_of(item: CatalogItem) -> int | None:
    """How many pieces are in one Unit, where the description says so (``100 per box``)."""
    found = _CONTENT.search(clean(item.description))
    return int(found[1] or found[2]) if found else None


_CELLS = " | "


def counts_contents(line: LineItem, item: CatalogItem, quantity: Decimal, *, named: bool) -> bool:
    """Whether a quantity without a unit may count what is inside the Unit (200 gloves of a SKU sold by the box).

    ``named`` says that the line names the SKU itself. A count in a table's column, or beside a part number, means
    Units unless there are that many in one Unit; in prose a plural noun behind the number is what is counted.
    """
    if not holds_pieces(item.unit):
        return False
    content = content_of(item)
    if content is not None and quantity >= content >= _MANY:
        return not named or _noun_before_sku(line, item)
    pasted = _CELLS in line.text  # the cells of a table within a mail's text
    in_table = pasted or (line.quantity is not None and line.quantity.source.table is not None)
    if named or in_table or _counts_the_unit(line.name_or_sku.value, item.unit):
        return False
    if content is None and _WEIGHED.search(clean(item.description)):
        return False  # a sack of 25 kg of sugar
    word = unit_word(item.unit)
    return (word is not None and word.name == "pair") or _has_plural(line.name_or_sku.value, item)


def _counts_the_unit(name: str, unit: str) -> bool:
    """Whether a word of ``name`` is the Unit or a compound that ends in it (``8 Dichtsätze`` sold by the set)."""
    return any(
        unit_word(tail) is not None and same_unit(tail, unit)
        for word in name.split()[:_MANY]
        for tail in (word[start:] for start in _tails(word))
    )


def _tails(word: str) -> range:
    """Where a last part of at least ``_SHORTEST`` letters may begin: at the word, or behind as many letters."""
    return range(1) if len(word) < 2 * _SHORTEST else range(min(len(word), _LONGEST_WORD) - _SHORTEST + 1)


def _noun_before_sku(line: LineItem, item: CatalogItem) -> bool:
    """``200 gloves (NL-4711)``, not ``200 NL-4711 gloves``."""
    text = line.text.casefold()
    place = text.find(item.sku.casefold())
    return place > 0 and _has_plural(line.text[:place], item)


def _has_plural(name: str, item: CatalogItem) -> bool:
    """Whether ``name`` has a noun of the item that may be a plural."""
    english = set(fold_words(item.description))
    for word in name.replace(",", " ").replace("(", " ").split():
        folded = fold_words(word)
        if len(folded) != 1 or len(word) < 4 or not word.isalpha():
            continue
        if word.casefold().endswith("s") and folded[0] != word.casefold() and folded[0] in english:
            return True
        if folded[0] not in english and word.casefold().endswith(("s", "e", "en", "er", "x")):
            return True
    return False
