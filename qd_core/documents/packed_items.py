"""The items of a catalog as they are collected: as they are while few, packed into one buffer when they are many.

An item with its citation takes about a kilobyte; its cells take a hundred bytes, and microseconds to read again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

from qd_core.documents.catalog_rows import ItemRow
from qd_core.documents.cells import NumberCell
from qd_core.model.catalog import CatalogItem

__all__ = ["PACKED_FROM", "ItemList", "PackedItems"]

PACKED_FROM: Final = 20_000
"""From this many items on they are packed."""

# Neither occurs in a cell: tidy() takes both for white space.
_BETWEEN: Final = "\x1f"
_NUMBER: Final = "\x1e"


class _Run(NamedTuple):
    """What consecutive items have in common."""

    row: ItemRow
    family: str
    sheet: str


class ItemList:
    """Takes the items in the order of the document."""

    def __init__(self, packed_from: int = PACKED_FROM) -> None:
        self._packed_from = packed_from
        self._items: list[CatalogItem] = []
        self._packed = PackedItems()

    def __len__(self) -> int:
        return len(self._packed)

    def add(self, item: CatalogItem, cells: Sequence[str], row: ItemRow) -> None:
        """``item`` is what ``row`` made of ``cells``."""
        self._packed.add(item, cells, row)
        if len(self._packed) <= self._packed_from:
            self._items.append(item)
        elif self._items:
            self._items = []

    def line(self, position: int) -> int:
        """The line of the item at ``position``."""
        return self._packed.line(position)

    def finish(self) -> Sequence[CatalogItem]:
        """Everything that was added."""
        return self._packed if len(self._packed) > self._packed_from else tuple(self._items)


class PackedItems(Sequence[CatalogItem]):
    """Makes an item anew each time that it is asked for."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._ends = array("Q", [0])
        self._lines = array("L")
        self._runs: list[_Run] = []
        self._first: list[int] = []

    def add(self, item: CatalogItem, cells: Sequence[str], row: ItemRow) -> None:
        """Appends one item."""
        run = _Run(row, item.family, item.row.sheet)
        if not self._runs or self._runs[-1] != run:
            self._runs.append(run)
            self._first.append(len(self._lines))
        text = _BETWEEN.join([_NUMBER + cell if type(cell) is NumberCell else cell for cell in cells])
        self._buffer += text.encode()
        self._ends.append(len(self._buffer))
        self._lines.append(item.row.line)

    def line(self, position: int) -> int:
        """The line of the item at ``position``."""
        return self._lines[position]

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[CatalogItem]:
        for run, first, last in zip(self._runs, self._first, [*self._first[1:], len(self)], strict=True):
            for position in range(first, last):
                yield self._item(run, position)

    @overload
    def __getitem__(self, index: int) -> CatalogItem: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CatalogItem]: ...
    def __getitem__(self, index: int | slice) -> CatalogItem | Sequence[CatalogItem]:
        if isinstance(index, slice):
            return tuple(self[position] for position in range(*index.indices(len(self))))
        position = range(len(self))[index]
        return self._item(self._runs[bisect_right(self._first, position) - 1], position)

    def _item(self, run: _Run, position: int) -> CatalogItem:
        text = self._buffer[self._ends[position] : self._ends[position + 1]].decode()
        cells = [NumberCell(cell[1:]) if cell[:1] == _NUMBER else cell for cell in text.split(_BETWEEN)]
        item = run.row.read(cells, self._lines[position], [], family=run.family, sheet=run.sheet)
        if item is None:  # it was one when it was added
            raise LookupError(f"item {position} cannot be read again")
        return item
