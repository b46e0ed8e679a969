"""The header row of a table: which column means what, by its name or a synonym."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qd_core.documents.cells import fold, one_line
from qd_core.documents.limits import LIMITS
from qd_core.money import is_currency

__all__ = [
    "ITEM_COLUMNS",
    "Column",
    "Header",
    "columns",
    "is_item_header",
    "names_item_column",
    "read_header",
]

_LONGEST_NAME: Final = 80
_UNIT_OF_HEADER: Final = re.compile(r"(.*?)[\s(\[]+(?:in )?(%|[$€£¥₹]|[A-Za-z]{3})[)\]]?\s*")
_REMARK: Final = re.compile(r"\([^()]{0,60}\)")


@dataclass(frozen=True, slots=True)
class Column:
    """``names`` are folded, the most telling first: where two columns of a table could be it, the earlier name wins.
    ``money`` columns admit no second candidate: which of two prices counts is not for a program to choose."""

    name: str
    names: tuple[str, ...]
    required: bool = False
    money: bool = False


def columns(*entries: str) -> tuple[Column, ...]:
    """Columns from ``name! $ = synonym, synonym``: ``!`` is required, ``$`` money."""
    return tuple(_column(entry) for entry in entries)


def _column(entry: str) -> Column:
    left, _, right = entry.partition("=")
    name = left.strip(" !$")
    synonyms = [fold(word) for word in right.split(",") if word.strip()]
    return Column(name, (fold(name), *synonyms), "!" in left, "$" in left)


ITEM_COLUMNS: Final = columns(
    "sku! = part number, part no, sku no, item number, item no, article number, article no, article, code, part, item",
    "description! = name, product, title",
    "unit = uom, unit of measure",
    "price $ = unit price, list price, base price",
    "aliases = also known as, aka, keywords, alias",
    "pack = pack size, per pack",
    "moq = min qty, minimum order, minimum order quantity, min order, minimum quantity",
    "lead time = lead",
    "cost $ = unit cost",
    "status = availability",
    "replaced by = successor, superseded by, replacement",
)
"""The catalog's table."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header row that was understood. ``at`` maps a column's name to its index; ``extra`` are the columns that the
    grammar does not know; ``percent`` are those whose header carries the ``%`` that their cells leave out."""

    cells: tuple[str, ...]
    at: dict[str, int]
    extra: tuple[tuple[int, str], ...]
    percent: frozenset[str] = frozenset()
    currencies: dict[str, str] = field(default_factory=dict)
    doubled: tuple[tuple[str, str, str], ...] = ()
    """Money columns that stand twice: (name, first header, second header)."""

    def missing(self, known: Sequence[Column]) -> list[str]:
        """The required columns that the header lacks."""
        return [column.name for column in known if column.required and column.name not in self.at]


def read_header(cells: Sequence[str], known: Sequence[Column]) -> Header:
    """The header that ``cells`` make; one with an empty ``at`` is none of this table's."""
    if len(cells) > LIMITS.columns:  # no header, however much of it reads like one
        return Header((), {}, ())
    plain = [_split_unit(one_line(cell)) for cell in cells]
    places: dict[str, list[int]] = {}
    remarked: dict[str, list[int]] = {}
    for index, (name, _) in enumerate(plain):
        places.setdefault(name, []).append(index)
        remarked.setdefault(fold(_REMARK.sub("", name)), []).append(index)
    at: dict[str, int] = {}
    doubled: list[tuple[str, str, str]] = []
    for column in known:
        found = places if column.money else {**remarked, **places}  # a price (per 100) is not the price
        hits = [index for name in column.names for index in found.get(name, ())]
        if not hits:
            continue
        at[column.name] = hits[0]
        if column.money and len(hits) > 1:
            doubled.append((column.name, cells[hits[0]], cells[hits[1]]))
    units = {name: plain[index][1] for name, index in at.items()}
    taken = set(at.values())
    return Header(
        cells=tuple(cells),
        at=at,
        extra=tuple(
            (index, one_line(cell)) for index, cell in enumerate(cells) if cell and index not in taken
        ),
        percent=frozenset(name for name, unit in units.items() if unit == "%"),
        currencies={name: unit for name, unit in units.items() if unit and unit != "%"},
        doubled=tuple(doubled),
    )


def _split_unit(cell: str) -> tuple[str, str]:
    """``Price (USD)`` is the name ``price`` and the unit ``USD``."""
    found = _UNIT_OF_HEADER.fullmatch(cell) if len(cell) <= _LONGEST_NAME else None
    if found is None or (found[2].isalpha() and not is_currency(found[2].upper())):
        return fold(cell), ""
    return fold(found[1]), found[2].upper()


_ITEM_NAMES: Final = frozenset(name for column in ITEM_COLUMNS for name in column.names)


def names_item_column(cell: str) -> bool:
    """Whether ``cell`` is the name of a column of a catalog."""
    return len(cell) <= _LONGEST_NAME and _split_unit(cell)[0] in _ITEM_NAMES


def is_item_header(cells: Sequence[str]) -> bool:
    """Whether ``cells`` are a catalog's header: at least two of its columns."""
    if len(cells) > LIMITS.columns or not any(map(names_item_column, cells)):
        return False
    return len(read_header(cells, ITEM_COLUMNS).at) > 1
