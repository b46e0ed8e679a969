"""Tables in a text: ruled by pipes, parted by tabs, semicolons or commas, aligned by spaces, or one field a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from qd_core.reading.line_items.blocks import BULLET, GridCell, GridRow, RawLine
from qd_core.reading.line_items.columns import is_header, read_heading
from qd_core.reading.line_items.labelled_cells import shared_label
from qd_core.reading.line_items.spaced_grids import spaced_table

__all__ = ["Grids"]

_RULE = re.compile(r"[\s|+:=_*~-]*")
_ALIGNED = re.compile(r"\S(?: ?\S)*")
_NUMBERED: Final = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+(?=\S)")
_LEADER = re.compile(r"\.{4,}|(?: \.){4,}")
_MOST_LABELS: Final = 12

_Split = Callable[[str, RawLine], list[GridCell]]


@dataclass(slots=True)
class Grids:
    """Finds the tables among the lines. What was tried in vain is not tried again, so that the time stays linear."""

    text: str
    lines: list[RawLine]
    tried: dict[_Split, int] = field(default_factory=dict)
    no_records: int = 0

    def at(self, at: int) -> tuple[int, list[GridRow]]:
        """The table that starts at line ``at``: where it ends and its rows; ``(at, [])`` when none does."""
        if at >= self.no_records:
            end, rows = _records(self.text, self.lines, at)
            if rows:
                return end, rows
            self.no_records = end
        end, rows = spaced_table(self.text, self.lines, at)
        if rows:
            return end, rows
        for split in _SPLITS:
            if at < self.tried.get(split, 0):
                continue
            end, rows = self._rows(split, at)
            if rows and _is_table(rows, split):
                return end, rows
            self.tried[split] = end
        return at, []

    def _rows(self, split: _Split, at: int) -> tuple[int, list[GridRow]]:
        """The lines from ``at`` on that ``split`` cuts alike."""
        rows: list[GridRow] = []
        end = at
        while end < len(self.lines):
            line = self.lines[end]
            if line.blank_before and end > at and split not in {_by_pipe, _by_tab}:
                break
            if rows and _RULE.fullmatch(self.text, line.start, line.end):
                end += 1
                continue
            cells = split(self.text, line)
            loose = split in {_by_pipe, _by_tab}
            if len(cells) < 2 or (rows and not loose and abs(len(cells) - len(rows[0].cells)) > 1):
                break
            rows.append(GridRow(tuple(cells)))
            end += 1
        return end, _without_frame(rows) if rows and split is _by_pipe else rows


def _records(text: str, lines: Sequence[RawLine], at: int) -> tuple[int, list[GridRow]]:
    """A form's lines `Part: …`, `Quantity: …`, one record after the other, as a table with the labels as its head."""
    labels: list[GridCell] = []
    records: list[dict[str, GridCell]] = []
    seen: set[str] = set()
    end = at
    while end < len(lines):
        pair = _labelled(text, lines[end])
        if pair is None:
            break
        label, value = pair
        key = label.text.casefold()
        if not records or key in records[-1]:
            records.append({})
        records[-1][key] = value
        if key not in seen:
            seen.add(key)
            labels.append(label)
            if len(labels) > _MOST_LABELS:
                return end + 1, []
        end += 1
    if len(labels) < 2 or not is_header([label.text for label in labels]):
        return end, []
    head = GridRow(tuple(labels))
    rows = [
        GridRow(
            tuple(
                record.get(label.text.casefold(), GridCell("", label.start, label.start)) for label in labels
            )
        )
        for record in records
    ]
    return end, [head, *rows]


def _labelled(text: str, line: RawLine) -> tuple[GridCell, GridCell] | None:
    bullet = BULLET.match(text, line.start, line.end)
    start = bullet.end() if bullet else line.start
    colon = text.find(":", start, min(line.end, start + 40))
    if colon < 0 or ";" in text[start:colon] or read_heading(text[start:colon]) is None:
        return None
    return _cell(text, start, colon), _cell(text, colon + 1, line.end)


def _is_table(rows: Sequence[GridRow], split: _Split) -> bool:
    header = is_header([cell.text for cell in rows[0].cells])
    if split is _by_pipe or split is _by_tab or split is _by_leader:
        counted = split is not _by_leader or all(row.cells[1].text[:1].isdigit() for row in rows)
        return len(rows) > 1 and counted
    if split is _by_comma or split is _by_semicolon:
        width = len(rows[0].cells)
        if header and len(rows) > 1:
            return True
        regular = len(rows) > 1 and all(len(row.cells) == width for row in rows)
        if (
            regular
            and sum(bool(shared_label([row.cells[at].text for row in rows])) for at in range(width)) > 1
        ):
            return True  # Qty: 4; Part no: A-12
        numbers = all(any(_is_bare_number(cell.text) for cell in row.cells) for row in rows)
        return regular and numbers and (split is _by_semicolon or all(_is_csv(row) for row in rows))
    width = len(rows[0].cells)
    if len(rows) < 2:
        return False
    return header or (len(rows) > 2 and all(len(row.cells) == width for row in rows) and width > 2)


def _is_csv(row: GridRow) -> bool:
    """Whether a comma row is data, not prose: no space after a comma, and no number that a comma groups."""
    cells = row.cells
    for before, after in pairwise(cells):
        if before.text[-1:].isdigit() and after.text[:1].isdigit() and after.start - before.end == 1:
            whole = before.text.isdigit() and len(before.text) > 3
            if not whole:
                return False  # NYM-J 3x1,5
    tight = all(after.start - before.end in {1, 3, 4} or not before.text for before, after in pairwise(cells))
    return tight and (len(cells) > 2 or not cells[0].text.isdigit() or len(cells[0].text) > 3)


def _is_bare_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").strip().isdigit()


def _by_pipe(text: str, line: RawLine) -> list[GridCell]:
    return _split(text, line, "|") if text.count("|", line.start, line.end) else []


def _by_tab(text: str, line: RawLine) -> list[GridCell]:
    return _split(text, line, "\t") if text.count("\t", line.start, line.end) else []


def _by_leader(text: str, line: RawLine) -> list[GridCell]:
    """`Bath tissue, 500 sheets ......... 4 cases`: what stands behind the dots counts."""
    bullet = BULLET.match(text, line.start, line.end) or _NUMBERED.match(text, line.start, line.end)
    start = bullet.end() if bullet else line.start
    dots = _LEADER.search(text, start, line.end)
    if dots is None or dots.start() == start or dots.end() == line.end:
        return []
    return [_cell(text, start, dots.start()), _cell(text, dots.end(), line.end)]


def _by_semicolon(text: str, line: RawLine) -> list[GridCell]:
    return _split(text, line, ";") if text.count(";", line.start, line.end) else []


def _split(text: str, line: RawLine, delimiter: str) -> list[GridCell]:
    cells: list[GridCell] = []
    at = line.start
    while at <= line.end:
        end = text.find(delimiter, at, line.end)
        end = line.end if end < 0 else end
        cells.append(_cell(text, at, end))
        at = end + 1
    return cells


def _without_frame(rows: list[GridRow]) -> list[GridRow]:
    """Rows without the empty cells that a pipe at both ends of every line makes."""
    if all(not row.cells[0].text for row in rows):
        rows = [GridRow(row.cells[1:]) for row in rows]
    if all(len(row.cells) > 1 and not row.cells[-1].text for row in rows):
        rows = [GridRow(row.cells[:-1]) for row in rows]
    return rows


def _by_comma(text: str, line: RawLine) -> list[GridCell]:
    run = text[line.start : line.end]
    if run.count(",") < 1 or len(run) > 2000:
        return []
    try:
        values = next(csv.reader(io.StringIO(run), skipinitialspace=True))
    except (csv.Error, StopIteration):
        return []
    cells: list[GridCell] = []
    at = line.start
    for value in values:
        found = text.find(value, at, line.end) if value else at
        start = found if found >= 0 else at
        cells.append(_cell(text, start, start + len(value)))
        at = start + len(value)
    return cells


def _by_space(text: str, line: RawLine) -> list[GridCell]:
    run = text[line.start : line.end]
    if "  " not in run:
        return []
    return [
        GridCell(match[0], line.start + match.start(), line.start + match.end())
        for match in _ALIGNED.finditer(run)
    ]


_SPLITS: Final[tuple[_Split, ...]] = (_by_pipe, _by_tab, _by_leader, _by_semicolon, _by_comma, _by_space)


def _cell(text: str, start: int, end: int) -> GridCell:
    run = text[start:end]
    lead = len(run) - len(run.lstrip())
    stripped = run.strip()
    return GridCell(
        stripped.strip('"') if stripped[:1] == '"' else stripped, start + lead, start + lead + len(stripped)
    )
