"""A page's blocks from top to bottom: tables found by position, and the text between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.reading.files.key_values import as_text_lines
from qd_core.reading.files.page_columns import Columns, columns_of
from qd_core.reading.files.page_regions import Region, is_labelled, regions_of
from qd_core.reading.files.page_rows import Grid, row_groups
from qd_core.reading.files.page_text import block_texts, join_lines, line_texts, pair_texts
from qd_core.reading.files.page_words import Line, Page, Word
from qd_core.reading.files.ruled_areas import RuledArea, ruled_areas
from qd_core.reading.files.table_kinds import BlockKind, kind_of_block

__all__ = ["Block", "Cell", "FoundTable", "blocks_of", "rows_of"]


_ROW_LINES = 3
"""Lines that a drawn row alone may have, to be the rest of a table and not boxes with addresses."""


@dataclass(slots=True)
class Cell:
    """A cell's text and the words it stands for."""

    text: str
    words: list[Word]


@dataclass(slots=True)
class FoundTable:
    """A table on one page: rows of cells, all of one length; ``lines`` are those it was read from."""

    page: Page
    rows: list[list[Cell]]
    columns: Columns
    lines: Sequence[Line] = ()
    separators: Sequence[float] = ()

    def texts(self, row: int) -> list[str]:
        """The texts of a row."""
        return [cell.text for cell in self.rows[row]]


Block = FoundTable | Line | str


def blocks_of(page: Page, lines: Sequence[Line]) -> list[Block]:
    """Tables, single lines, and lines of text of other blocks, in reading order."""
    areas, loose = ruled_areas(page, lines)
    placed: list[tuple[float, Sequence[Block]]] = [(area.top, _ruled(area, page)) for area in areas]
    for block in regions_of(loose):
        if isinstance(block, Line):
            placed.append((block.top, [block]))
        else:
            placed.append((block.lines[0].top, _region(block, page)))
    placed.sort(key=lambda pair: pair[0])
    return [block for _, blocks in placed for block in blocks]


def _ruled(area: RuledArea, page: Page) -> Sequence[Block]:
    columns = _drawn_columns(area)
    rows = rows_of(area.lines, columns, area.separators)
    texts = [[cell.text for cell in row] for row in rows]
    if len(rows) == 1:
        is_row = len(area.lines) <= _ROW_LINES and sum(1 for text in texts[0] if text) > 2
        return [FoundTable(page, rows, columns)] if is_row else block_texts(area.lines, columns)
    inner = [at for at in area.separators if area.lines[0].top < at < area.lines[-1].bottom]
    if not inner and kind_of_block(texts) is BlockKind.SIDE_BY_SIDE:
        return block_texts(area.lines, columns)
    return as_text_lines(texts) or _tables(FoundTable(page, rows, columns, area.lines, area.separators))


def _drawn_columns(area: RuledArea) -> Columns:
    """The drawn columns; where no box is drawn, more of them may be told by white space alone."""
    drawn = Columns(area.boundaries, drawn=area.spans)
    several = [line for line in area.lines if len(line.chunks) > 1]
    if area.boxed or not several:
        return drawn
    found = columns_of(several)
    return found if len(found.boundaries) > len(area.boundaries) else drawn


def _region(region: Region, page: Page) -> Sequence[Block]:
    if is_labelled(region.rows[0]):
        return [text for line in region.lines for text in line_texts(line)]
    columns = columns_of(region.rows)
    boundaries = columns.boundaries
    if not boundaries:
        return [text for line in region.lines for text in line_texts(line)]
    separators = [
        rule.top
        for rule in page.rules
        if rule.top == rule.bottom and rule.left <= boundaries[0] and rule.right >= boundaries[-1]
    ]
    rows = rows_of(region.lines, columns, separators, frozenset(region.across))
    texts = [[cell.text for cell in row] for row in rows]
    kind = kind_of_block(texts) if len(rows) > 1 else BlockKind.SIDE_BY_SIDE
    if kind is BlockKind.SIDE_BY_SIDE:
        return block_texts(region.lines, columns)
    if kind is BlockKind.PAIRS:
        return pair_texts(texts)
    return as_text_lines(texts) or _tables(FoundTable(page, rows, columns, region.lines, separators))


def rows_of(
    lines: Sequence[Line], columns: Columns, separators: Sequence[float], across: frozenset[int] = frozenset()
) -> list[list[Cell]]:
    """The rows of a table. A line that runs across the columns is a heading: all of it stands in the first cell."""
    empty: list[list[Word]] = [[] for _ in columns.boundaries]
    cells = [[list(line.words), *empty] if id(line) in across else columns.cells(line) for line in lines]
    alone = frozenset(at for at, line in enumerate(lines) if id(line) in across)
    groups = row_groups(Grid(lines, cells, _bands(lines, separators), alone))
    return [_row([cells[at] for at in group]) for group in groups]


def _bands(lines: Sequence[Line], separators: Sequence[float]) -> list[int]:
    """For each line the number of separators above its middle."""
    ordered = sorted(separators)
    bands: list[int] = []
    at = 0
    for line in lines:
        middle = (line.top + line.bottom) / 2
        while at < len(ordered) and ordered[at] < middle:
            at += 1
        bands.append(at)
    return bands


def _row(lines: list[list[list[Word]]]) -> list[Cell]:
    if len(lines) == 1:
        return [Cell(" ".join([word.text for word in words]), words) for words in lines[0]]
    row: list[Cell] = []
    for parts in zip(*lines, strict=True):
        text = join_lines([" ".join(word.text for word in part) for part in parts if part])
        row.append(Cell(text, [word for part in parts for word in part]))
    return row


def _full(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [row for row in rows if any(cell.text for cell in row)]


def _tables(table: FoundTable) -> list[Block]:
    """A head that comes again starts another table, beside or below; a heading right above it is text."""
    head = table.texts(0)
    half = len(head) // 2
    if len(head) > 3 and head[:half] == head[half:] and all(head):
        parts = [[row[:half] for row in table.rows], [row[half:] for row in table.rows]]
        return [
            FoundTable(table.page, _full(rows), Columns(table.columns.boundaries[: half - 1]))
            for rows in parts
        ]
    if sum(1 for text in head if text) < 2:
        return [table]
    blocks: list[Block] = []
    rows = [table.rows[0]]
    for at in range(1, len(table.rows)):
        if table.texts(at) == head:
            titles: list[str] = []
            while len(rows) > 1 and sum(1 for cell in rows[-1] if cell.text) == 1:
                titles.insert(0, next(cell.text for cell in rows.pop() if cell.text))
            blocks += [FoundTable(table.page, rows, table.columns), *titles]
            rows = []
        rows.append(table.rows[at])
    if not blocks:
        return [table]
    return [*blocks, FoundTable(table.page, rows, table.columns)]
