"""One tab: cells as people see them, A1 ranges, and what appending and writing do to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qd_crm_sheet.fake.errors import GoogleError

__all__ = ["Formula", "Grid", "Range", "column", "name_of"]

_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|(\w+))!([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?")
_COLUMNS = 26
_LONGEST_CELL = 50_000


class Formula(str):
    """What ``USER_ENTERED`` would have made of a text (D): no test may ever find one."""

    __slots__ = ()


class Range:
    """Rows and columns from 0, ends exclusive; None is open."""

    def __init__(self, text: str) -> None:
        found = _RANGE.fullmatch(text)
        if found is None:
            raise GoogleError(400, f"Unable to parse range: {text}")
        quoted, bare, left, top, right, bottom = found.groups()
        self.title = quoted.replace("''", "'") if quoted else bare
        self.text = text
        alone = right is None and bottom is None
        self.top = int(top) - 1 if top else 0
        self.left = column(left) if left else 0
        self.bottom = self.top + 1 if alone else int(bottom) if bottom else None
        self.right = self.left + 1 if alone else column(right) + 1 if right else None


class Grid:
    """``cells`` by row; an empty cell is ``""``."""

    def __init__(self, title: str, rows: Sequence[Sequence[object]] = (), *, frozen: int = 0) -> None:
        self.title = title
        self.cells: list[list[Any]] = [list(row) for row in rows]
        self.frozen = frozen

    def read(self, at: Range) -> list[list[Any]]:
        """D, ValueRange: empty trailing rows and columns are not included."""
        rows = [
            _trimmed(row[at.left : at.right if at.right is not None else len(row)])
            for row in self.cells[at.top : at.bottom if at.bottom is not None else len(self.cells)]
        ]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def write(self, at: Range, rows: Sequence[Sequence[object]], *, raw: bool) -> int:
        """D, ValueRange: null is skipped, an empty string empties. The number of cells written."""
        if (at.bottom is not None and len(rows) > at.bottom - at.top) or (
            at.right is not None and any(len(row) > at.right - at.left for row in rows)
        ):
            raise GoogleError(400, f"Requested writing within range [{at.text}], but tried writing beyond it")
        written = 0
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if value is not None:
                    self._put(at.top + down, at.left + across, value, raw=raw)
                    written += 1
        return written

    def append(
        self, at: Range, rows: Sequence[Sequence[object]], *, raw: bool, insert: bool
    ) -> tuple[int, int]:
        """A: finds the table in the range, and writes below it from its first column on. Where it begins."""
        left, bottom = self._table(at)
        if insert:
            self.cells[bottom:bottom] = [[] for _ in rows]
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if value is not None:
                    self._put(bottom + down, left + across, value, raw=raw)
        return bottom, left

    def sort(self, by: str, *, descending: bool = False) -> None:
        """What a person does: sorts all rows but the frozen ones by the column of that name."""
        place = self.cells[0].index(by)
        head, body = self.cells[: max(1, self.frozen)], self.cells[max(1, self.frozen) :]
        body.sort(key=lambda row: str(row[place]) if place < len(row) else "", reverse=descending)
        self.cells = head + body

    def records(self) -> list[dict[str, Any]]:
        """The rows under the names of the first one; empty rows left out."""
        head = self.cells[0] if self.cells else []
        padded = ([*row, *[""] * (len(head) - len(row))] for row in self.cells[1:] if any(map(_full, row)))
        return [dict(zip(head, row, strict=False)) for row in padded]

    def _table(self, at: Range) -> tuple[int, int]:
        """The first column, and the row below, of the block of filled cells around the range's first filled cell."""
        rows = range(at.top, at.bottom if at.bottom is not None else len(self.cells))
        columns = range(at.left, at.right if at.right is not None else _COLUMNS)
        start = next(((down, right) for down in rows for right in columns if self._full(down, right)), None)
        if start is None:
            return at.left, at.top
        (down, right) = start
        top, bottom, left, end = down, down + 1, right, right + 1
        grown = True
        while grown:
            grown = False
            if any(self._full(bottom, each) for each in range(left, end)):
                bottom, grown = bottom + 1, True
            if any(self._full(each, end) for each in range(top, bottom)):
                end, grown = end + 1, True
            if left and any(self._full(each, left - 1) for each in range(top, bottom)):
                left, grown = left - 1, True
        return left, bottom

    def _full(self, row: int, place: int) -> bool:
        return row < len(self.cells) and place < len(self.cells[row]) and _full(self.cells[row][place])

    def _put(self, row: int, place: int, value: object, *, raw: bool) -> None:
        if not isinstance(value, str | int | float | bool):  # D: bool, string and double
            raise GoogleError(400, f"Invalid values[{row}][{place}]: {type(value).__name__}")
        if isinstance(value, str) and len(value) > _LONGEST_CELL:
            raise GoogleError(
                400, "Your input contains more than the maximum of 50000 characters in a single cell."
            )
        if place >= _COLUMNS:
            raise GoogleError(400, f"Range exceeds grid limits. Max columns: {_COLUMNS}")
        while len(self.cells) <= row:
            self.cells.append([])
        cells = self.cells[row]
        cells.extend([""] * (place + 1 - len(cells)))
        cells[place] = value if raw or not isinstance(value, str) else _typed(value)


def _typed(text: str) -> object:
    """What a person's typing makes of a text (D, ``USER_ENTERED``): a formula, a number, or the text after an
    apostrophe."""
    if text.startswith("'"):
        return text[1:]
    if text[:1] in {"=", "+"}:
        return Formula(text)
    try:
        return float(text)
    except ValueError:
        return text


def column(letters: str) -> int:
    """A is 0."""
    place = 0
    for each in letters:
        place = place * 26 + ord(each) - ord("A") + 1
    return place - 1


def name_of(place: int) -> str:
    """0 is A."""
    return (name_of(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _full(value: object) -> bool:
    return value not in ("", None)


def _trimmed(row: list[Any]) -> list[Any]:
    while row and not _full(row[-1]):
        row = row[:-1]
    return row
