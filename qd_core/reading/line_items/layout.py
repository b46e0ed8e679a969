"""The lines of a text as a person sees them: paragraphs, list lines, tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from qd_core.reading.line_items.bare_positions import bare_positions
from qd_core.reading.line_items.columns import is_header, read_heading
from qd_core.reading.line_items.numbered_pieces import pieces_of

__all__ = ["Block", "GridBlock", "GridCell", "GridRow", "Line", "blocks_of"]

_BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪·●○■□–—>+o]|\[[ xX]?\])[ \t]+(?=\S)")
_NUMBERED = re.compile(
    r"[ \t]*(?:(?:(?:pos|position|item|line|artikel|ligne|línea|linea|lot|no|nr)\.?[ \t]*#?)?"
    r"(?P<index>\d{1,3})(?:[.):](?=[ \t]|[^\W\d])|[ \t]+-(?=[ \t]))[ \t]*"
    r"|\((?P<paren>\d{1,3})\)[ \t]*|(?P<letter>[a-z])[.)][ \t]+"
    r"|(?:pos|position|item|line|ligne|línea)\.?[ \t]*#?(?P<labelled>\d{1,3})[ \t]*[:.)-]?[ \t]+)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|+:=_*~-]*")
_ALIGNED = re.compile(r"\S(?: ?\S)*")
_MOST_LABELS: Final = 12
_LONGEST_ROW: Final = 400
_WRAP: Final = 55
"""Shorter texts are not wrapped by a mail program: every line end is meant."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line ``[start, end)`` of the normal text: wrapped lines joined, without its bullet.

    ``index`` is the number that a numbered list gave it; ``blank_before`` tells that a new paragraph starts.
    """

    start: int
    end: int
    bullet: bool = False
    index: int | None = None
    blank_before: bool = False
    outset: int = 0
    """Where it starts with its number."""
    labelled: bool = False
    """Whether a word says that the number is an index: `Pos. 3`."""
    enumerated: bool = False
    """Whether the number is written as people number lists and not as they count: `3)`, `3.`."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table in the text: its words and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table in the text."""

    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridBlock:
    """A table in the text."""

    rows: tuple[GridRow, ...]


Block = Line | GridBlock


@dataclass(slots=True)
class _Raw:
    start: int
    end: int
    blank_before: bool
    cells: dict[str, tuple[GridCell, ...]] = field(default_factory=dict)


def blocks_of(text: str) -> list[Block]:
    """The blocks of ``text`` in order. Linear in the length."""
    lines = list(_raw_lines(text))
    widest = max((line.end - line.start for line in lines), default=0)
    grids = _Grids(text, lines)
    positions = bare_positions([text[line.start : line.end][:_LONGEST_ROW] for line in lines])
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        grid_end, rows = grids.at(at)
        if grid_end > at:
            blocks.append(GridBlock(tuple(rows)))
            at = grid_end
            continue
        end = at + 1
        head = _line(text, lines[at])
        if at in positions and head.index is None:
            number, width = positions[at]
            head = replace(head, index=number, start=head.start + width, labelled=True)
        while end < len(lines) and _continues(
            text, lines, end, widest, bullet=head.bullet or head.index is not None
        ):
            end += 1
        blocks.append(replace(head, end=lines[end - 1].end))
        at = end
    return _settle_numbers(blocks)


def _raw_lines(text: str) -> Iterator[_Raw]:
    at = 0
    blank = True
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        stripped = text[at:end].strip()
        if not stripped:
            blank = True
        else:
            start = at + (len(text[at:end]) - len(text[at:end].lstrip(" ")))
            stop = at + len(text[at:end].rstrip())
            for piece_start, piece_end in pieces_of(text, start, stop):
                yield _Raw(piece_start, piece_end, blank)
                blank = False
        at = end + 1


def _line(text: str, raw: _Raw) -> Line:
    """A line without its bullet or list number."""
    start, bullet, index = raw.start, False, None
    match = _BULLET.match(text, start, raw.end)
    if match is not None:
        start, bullet = match.end(), True
    outset, labelled, enumerated = start, False, False
    numbered = _NUMBERED.match(text, start, raw.end)
    if numbered is not None and numbered.end() < raw.end:
        number = numbered["index"] or numbered["paren"] or numbered["labelled"]
        index = int(number) if number else None
        labelled = numbered["labelled"] is not None or text[start].isalpha()
        enumerated = numbered["index"] is not None and text[numbered.end("index")] in ".)"
        if (index is not None and index > 0) or numbered["letter"]:
            start = numbered.end()
    return Line(start, raw.end, bullet, index, raw.blank_before, outset, labelled, enumerated)


def _continues(text: str, lines: Sequence[_Raw], at: int, widest: int, *, bullet: bool) -> bool:
    """Whether line ``at`` was wrapped off the line before it."""
    line, before = lines[at], lines[at - 1]
    if line.blank_before or _starts_item(text, line) or "\t" in text[line.start : line.end]:
        return False
    previous = text[before.start : before.end]
    if (
        bullet
        and line.start > before.start
        and text[line.start - 1 : line.start] == " "
        and previous[-1:] not in ".!?:"
    ):
        return text[line.start].islower() or len(previous) > _WRAP
    ended = previous[-1:] in ".!?]" and not text[line.start].islower()
    if previous[-1:] in ":|" or ended:
        return False
    if widest < _WRAP:
        return False
    first = text[line.start : line.end].split(maxsplit=1)[0]
    width = max(_WRAP + 5, min(widest, 80))
    return len(previous) + 1 + len(first) > width


def _starts_item(text: str, line: _Raw) -> bool:
    return (
        _BULLET.match(text, line.start, line.end) is not None
        or _NUMBERED.match(text, line.start, line.end) is not None
    )


def _settle_numbers(blocks: list[Block]) -> list[Block]:
    """A number is a list index where the lines run 1, 2, 3 (or 10, 20, 30); `(24) filters` counts filters. Written
    `3)`, `4)` a list may start anywhere: it goes on from an earlier mail."""
    settled: list[Block] = []
    last = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and block.index is not None and not block.labelled:
            following = next(
                (other.index for other in blocks[at + 1 : at + 4] if isinstance(other, Line) and other.index),
                None,
            )
            starts = block.index in {1, 10} and following in {None, block.index + 1, block.index * 2}
            starts = starts or (block.enumerated and following == block.index + 1)
            if starts or (last and block.index in {last + 1, last + 10}):
                last = block.index
            else:
                settled.append(replace(block, start=block.outset, index=None))
                continue
        settled.append(block)
    return settled


# --- tables -----------------------------------------------------------------------------------------------------


_Split = Callable[[str, _Raw], list[GridCell]]


@dataclass(slots=True)
class _Grids:
    """Finds the tables among the lines. What was tried in vain is not tried again, so that the time stays linear."""

    text: str
    lines: list[_Raw]
    tried: dict[_Split, int] = field(default_factory=dict)
    no_records: int = 0

    def at(self, at: int) -> tuple[int, list[GridRow]]:
        """The table that starts at line ``at``: where it ends and its rows; ``(at, [])`` when none does."""
        if at >= self.no_records:
            end, rows = _records(self.text, self.lines, at)
            if rows:
                return end, rows
            self.no_records = end
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


def _records(text: str, lines: Sequence[_Raw], at: int) -> tuple[int, list[GridRow]]:
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


def _labelled(text: str, line: _Raw) -> tuple[GridCell, GridCell] | None:
    bullet = _BULLET.match(text, line.start, line.end)
    start = bullet.end() if bullet else line.start
    colon = text.find(":", start, min(line.end, start + 40))
    if colon < 0 or read_heading(text[start:colon]) is None:
        return None
    return _cell(text, start, colon), _cell(text, colon + 1, line.end)


def _is_table(rows: Sequence[GridRow], split: _Split) -> bool:
    header = is_header([cell.text for cell in rows[0].cells])
    if split is _by_pipe or split is _by_tab:
        return len(rows) > 1
    if split is _by_comma or split is _by_semicolon:
        width = len(rows[0].cells)
        if header and len(rows) > 1:
            return True
        regular = len(rows) > 1 and all(len(row.cells) == width for row in rows)
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


def _by_pipe(text: str, line: _Raw) -> list[GridCell]:
    return _split(text, line, "|") if text.count("|", line.start, line.end) else []


def _by_tab(text: str, line: _Raw) -> list[GridCell]:
    return _split(text, line, "\t") if text.count("\t", line.start, line.end) else []


def _by_semicolon(text: str, line: _Raw) -> list[GridCell]:
    return _split(text, line, ";") if text.count(";", line.start, line.end) else []


def _split(text: str, line: _Raw, delimiter: str) -> list[GridCell]:
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


def _by_comma(text: str, line: _Raw) -> list[GridCell]:
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


def _by_space(text: str, line: _Raw) -> list[GridCell]:
    run = text[line.start : line.end]
    if "  " not in run:
        return []
    return [
        GridCell(match[0], line.start + match.start(), line.start + match.end())
        for match in _ALIGNED.finditer(run)
    ]


_SPLITS: Final[tuple[_Split, ...]] = (_by_pipe, _by_tab, _by_semicolon, _by_comma, _by_space)


def _cell(text: str, start: int, end: int) -> GridCell:
    run = text[start:end]
    lead = len(run) - len(run.lstrip())
    stripped = run.strip()
    return GridCell(
        stripped.strip('"') if stripped[:1] == '"' else stripped, start + lead, start + lead + len(stripped)
    )
