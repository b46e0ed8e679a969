"""Which lines of a table are one row: wrapped cells join the row that they continue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qd_core.reading.files.page_words import Line, Word

__all__ = ["Grid", "row_groups"]

_NUMERIC = re.compile(r"^[#+~]?\s?\d[\d.,/]*(?:\s?[^\W\d_][^\W\d_.²³]{0,9}\.?)?$")
_NEAR_LINES = 0.45
"""The gap between wrapped lines of a cell, at most, as a share of the line height."""
_CLEAR = 0.02
"""How much nearer than half a row gap wrapped lines stand where the gaps tell, as a share of the line height."""


@dataclass(slots=True)
class Grid:
    """The lines of a table, each as the words of its columns; ``bands`` counts the row rules above each, ``across`` are
    the lines (by index) that run over the columns."""

    lines: Sequence[Line]
    cells: list[list[list[Word]]]
    bands: list[int]
    across: frozenset[int] = frozenset()


def row_groups(grid: Grid) -> list[list[int]]:
    """The lines of each row, as indexes."""
    anchors = _numeric_columns(grid.cells)
    return _by_rules(grid, anchors) or _Joining(grid, anchors).groups()


def _by_rules(grid: Grid, anchors: Sequence[int]) -> list[list[int]]:
    """The lines of each band, where the rules separate rows and not just the head from the body; else nothing."""
    groups: dict[int, list[int]] = {}
    for index, band in enumerate(grid.bands):
        groups.setdefault(band, []).append(index)
    if len(groups) < 3 and not (len(groups) == 2 and len(grid.lines) <= 3):
        return []
    for group in groups.values():
        for column in anchors:
            if sum(1 for at in group if _is_numeric(grid.cells[at][column])) > 1:
                return []
    return list(groups.values())


def _numeric_columns(cells: list[list[list[Word]]]) -> list[int]:
    """Columns whose cells below the first line are mostly numbers."""
    found: list[int] = []
    several = [row for row in cells[1:] if sum(map(bool, row)) > 1]
    for column in range(len(cells[0])):
        filled = [row[column] for row in several if row[column]]
        if filled and sum(1 for cell in filled if _is_numeric(cell)) * 10 >= 6 * len(filled):
            found.append(column)
    return found


def _is_numeric(cell: Sequence[Word]) -> bool:
    if len(cell) == 1:
        return _NUMERIC.match(cell[0].text) is not None
    return 1 < len(cell) <= 3 and _NUMERIC.match(" ".join([word.text for word in cell])) is not None


class _Joining:
    """A row starts on the line that fills a column of numbers; where a line stands nearer to its neighbour than rows
    stand to each other, it is part of the neighbour's row, above or below."""

    def __init__(self, grid: Grid, anchors: Sequence[int]) -> None:
        self.grid = grid
        lines, cells = grid.lines, grid.cells
        self.numbered = [any(_is_numeric(row[column]) for column in anchors) for row in cells]
        self.first = self.numbered.index(True) if True in self.numbered else 0
        """The first line that can be a row of the body: above it stands the head."""
        self.full = [_fills_most(row) for row in cells]
        self.gaps = [below.top - above.bottom for above, below in pairwise(lines)]
        self.height = median(line.height for line in lines)
        body = range(self.first, len(self.gaps))
        rows = [self.gaps[at] for at in body if self.numbered[at] and self.numbered[at + 1]]
        self.row_gap = median(rows) if rows else max(self.gaps, default=0.0)
        self.near = (max(min(self.gaps, default=0.0), 0.0) + self.row_gap) / 2
        self.clear = self.row_gap - self.near > _CLEAR * self.height
        """Whether the gaps tell wrapped lines from rows."""

    def groups(self) -> list[list[int]]:
        """The rows; lines that belong to the row below wait for it, a line across is a row alone."""
        head = self._head()
        groups: list[list[int]] = [list(range(head))] if head else []
        waiting: list[int] = []
        for at in range(head, len(self.grid.lines)):
            side = self._side(at, is_first=at == head or at - 1 in self.grid.across)
            if side > 0 or (side < 0 and waiting):
                waiting.append(at)
            elif side < 0:
                groups[-1].append(at)
            elif waiting and at in self.grid.across:
                groups += [waiting, [at]]
                waiting = []
            else:
                groups.append([*waiting, at])
                waiting = []
        return [*groups, waiting] if waiting else groups

    def _head(self) -> int:
        """How many lines above the body are the first of the head and those wrapped lines that belong to it."""
        if not self.first:
            return 0
        count = 1
        while count < self.first:
            gap = self._gap(count - 1, count)
            if gap is None or gap > (self.near if self.clear else _NEAR_LINES * self.height):
                break
            if not self.clear and self._has_digits(count):
                break
            count += 1
        return count

    def _gap(self, above: int, below: int) -> float | None:
        """The gap between two neighbouring lines of one band, else None."""
        bands = self.grid.bands
        if above < 0 or below >= len(bands) or bands[above] != bands[below]:
            return None
        return self.gaps[above]

    def _side(self, at: int, *, is_first: bool) -> int:
        """-1 continues the row above, 1 belongs to the row below, 0 is a row of its own."""
        if self.numbered[at] or at in self.grid.across:
            return 0
        above = None if is_first else self._gap(at - 1, at)
        below = self._gap(at, at + 1)
        if self.clear:
            if (
                above is not None
                and above < self.near
                and (below is None or above <= below + 0.05 * self.height)
            ):
                return -1
            return 1 if below is not None and below < self.near else 0
        if above is None or at < self.first:
            return 0
        row = self.grid.cells[at]
        alone = sum(1 for cell in row if cell) == 1
        if self.full[at] or (alone and row[0]):
            return 0
        return -1 if above <= self.row_gap + 0.2 * self.height else 0

    def _has_digits(self, at: int) -> bool:
        return any(char.isdigit() for char in self.grid.lines[at].text)


def _fills_most(row: list[list[Word]]) -> bool:
    filled = sum(map(bool, row))
    return filled >= 2 and filled * 10 >= 6 * len(row)
