"""Rows by key in tabs that people sort, edit and extend: places are looked up for every write, and checked after it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qd_core.errors import RejectedError, TransientError, UncertainError
from qd_crm_sheet.google import Cell, SheetsApi
from qd_crm_sheet.tabs import Tab

__all__ = ["Found", "Key", "Row", "Spreadsheet", "letter", "text_of"]

Row = dict[str, Cell]
Key = tuple[str, ...]
_LOOKS = 3
_LARGEST_WRITE = 1_000_000
"""Bytes of one request; Google advises two megabytes at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A tab as it is now. ``places`` are the columns by name, from 0; ``rows`` the row numbers (from 1) of each key,
    in the order of the tab; ``values`` what stands in the columns asked for, by row number."""

    tab: Tab
    places: Mapping[str, int]
    width: int
    rows: Mapping[Key, Sequence[int]]
    values: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def at(self, *key: str) -> int | None:
        """The first row of ``key``."""
        return next(iter(self.rows.get(_key(key), ())), None)


class Spreadsheet:
    """Reads keys and writes rows."""

    def __init__(self, api: SheetsApi) -> None:
        self._api = api
        self._hints: dict[str, dict[str, int]] = {}

    def look(self, tab: Tab, *also: str) -> Found:
        """The rows of the tab with their keys and the columns ``also``. Raises RejectedError that names the columns
        which are missing."""
        wanted = tuple(dict.fromkeys((*tab.key, *also)))
        guess = self._hints.get(tab.title) or {name: number for number, name in enumerate(tab.columns)}
        for _ in range(_LOOKS):  # once, unless somebody has moved a column since
            letters = [letter(guess[name]) for name in wanted]
            first, *columns = self._api.get(
                [f"{tab.quoted}!1:1", *(f"{tab.quoted}!{at}:{at}" for at in letters)]
            )
            header = first[0] if first else []
            places = _places(tab, header)
            if all(places[name] == guess[name] for name in wanted):
                self._hints[tab.title] = places
                return _found(tab, places, len(header), dict(zip(wanted, columns, strict=True)))
            guess = places
        raise TransientError(f"the columns of tab {tab.title!r} are being moved about", retry_after=30)

    def append(self, found: Found, rows: Sequence[Row]) -> None:
        """Adds rows at the end. Raises UncertainError when it may have been done."""
        last = letter(found.width - 1)
        for batch in _batches([_cells(found, row) for row in rows]):
            where = self._api.append(f"{found.tab.quoted}!A1:{last}1", batch)
            if where and not re.match(r"A\d", where.rpartition("!")[2]):
                raise RejectedError(
                    f"tab {found.tab.title!r}: Google put the new rows at {where}, not under the heading. Move them "
                    "there by hand; is the first row still the heading?"
                )

    def update(self, found: Found, rows: Mapping[int, Row]) -> None:
        """Writes rows by number; each tells its key, which is not written but compared afterwards: somebody may have
        sorted the tab since it was looked at. Raises RejectedError when it was."""
        keys = {number: _key(row[name] for name in found.tab.key) for number, row in rows.items()}
        unlocked = {
            number: {name: value for name, value in row.items() if name not in found.tab.key}
            for number, row in rows.items()
        }
        last = letter(found.width - 1)
        for numbers in _batches_of(list(rows), lambda number: _cells(found, unlocked[number])):
            written = {
                f"{found.tab.quoted}!A{number}:{last}{number}": _cells(found, unlocked[number])
                for number in numbers
            }
            after = self._api.update(written)
            if len(after) != len(numbers):
                raise UncertainError("Google Sheets does not say what it has written")
            for number, cells in zip(numbers, after, strict=True):
                self._compare(found, number, keys[number], cells[0] if cells else [])

    def _compare(self, found: Found, number: int, key: Key, cells: Sequence[Cell]) -> None:
        now = _key(_cell(cells, found.places[name]) for name in found.tab.key)
        if now != key:
            raise RejectedError(
                f"tab {found.tab.title!r} was sorted or edited while row {number} of {' '.join(key)} was written: the "
                f"row belongs to {' '.join(now) or 'nobody'}. Look at it (File, Version history) and try again"
            )


def letter(place: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def text_of(value: Cell) -> str:
    """A cell as it is compared: a number that was typed is the text that we wrote."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _key(values: Iterable[Cell]) -> Key:
    return tuple(text_of(value).casefold() for value in values)


def _places(tab: Tab, header: Sequence[Cell]) -> dict[str, int]:
    names = [text_of(cell).casefold() for cell in header]
    missing = [name for name in tab.columns if name not in names]
    if missing:
        there = ", ".join(text_of(cell) for cell in header) or "nothing"
        raise RejectedError(
            f"tab {tab.title!r} of the spreadsheet has no column {', '.join(missing)}; its first row has {there}. "
            "Name the columns again as they were; further columns and any order are welcome"
        )
    if "" in names:
        raise RejectedError(
            f"column {letter(names.index(''))} of tab {tab.title!r} has no name in the first row: name it or delete "
            "it, new rows would end up beside the table"
        )
    return {name: names.index(name) for name in tab.columns}


def _found(
    tab: Tab, places: Mapping[str, int], width: int, columns: Mapping[str, Sequence[Sequence[Cell]]]
) -> Found:
    rows: dict[Key, list[int]] = {}
    values: dict[int, dict[str, str]] = {}
    for number in range(2, max(map(len, columns.values())) + 1):
        told = {
            name: text_of(cells[number - 1][0]) if number <= len(cells) and cells[number - 1] else ""
            for name, cells in columns.items()
        }
        if any(told.values()):
            values[number] = told
            rows.setdefault(_key(told[name] for name in tab.key), []).append(number)
    return Found(tab, places, width, rows, values)


def _cells(found: Found, row: Row) -> list[Cell]:
    """The row in the order of the columns; those of other people are left as they are."""
    cells: list[Cell] = [None] * found.width
    for name, value in row.items():
        cells[found.places[name]] = value
    return cells


def _cell(cells: Sequence[Cell], place: int) -> str:
    return text_of(cells[place]) if place < len(cells) else ""


def _batches(rows: Sequence[list[Cell]]) -> Iterator[list[list[Cell]]]:
    """The rows in lots that one request may carry."""
    for numbers in _batches_of(list(range(len(rows))), lambda number: rows[number]):
        yield [rows[number] for number in numbers]


def _batches_of(numbers: Sequence[int], cells_of: Callable[[int], list[Cell]]) -> Iterator[list[int]]:
    lot: list[int] = []
    size = 0
    for number in numbers:
        weight = len(json.dumps(cells_of(number))) + 64
        if lot and size + weight > _LARGEST_WRITE:
            yield lot
            lot, size = [], 0
        lot.append(number)
        size += weight
    if lot:
        yield lot
