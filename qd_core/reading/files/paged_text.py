"""Pages of words as text and tables: what runs over pages is made whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from qd_core.model.message import Box, ExtractedText, Table
from qd_core.reading.files.page_joins import without_margins
from qd_core.reading.files.page_tables import Block, Cell, FoundTable, blocks_of, rows_of
from qd_core.reading.files.page_text import line_texts
from qd_core.reading.files.page_words import Line, Page, lines_of
from qd_core.reading.files.pdf_places import as_shown

__all__ = ["extracted_pages"]

_SHIFT = 25.0
"""How far the columns of a table may shift from page to page, in points."""


def extracted_pages(pages: Sequence[Page]) -> ExtractedText:
    """What the words of ``pages`` say."""
    found = [lines_of(page.words) for page in pages]
    texts: list[str] = []
    tables: list[list[FoundTable]] = []
    open_table: FoundTable | None = None
    for page, lines in zip(pages, without_margins(pages, found), strict=True):
        blocks = blocks_of(page, lines)
        if open_table is not None:
            blocks = _with_stray_row(blocks, open_table, page)
        for at, block in enumerate(blocks):
            if isinstance(block, FoundTable):
                part = _in_columns_of(block, open_table) if at == 0 and open_table is not None else block
                if at == 0 and open_table is not None and _goes_on(tables[-1], part):
                    tables[-1].append(part)
                elif len(block.rows) > 1:
                    tables.append([block])
                else:
                    texts.append("  ".join(filter(None, block.texts(0))))
            else:
                texts.extend(line_texts(block) if isinstance(block, Line) else [block])
        open_table = tables[-1][-1] if blocks and isinstance(blocks[-1], FoundTable) and tables else None
    return ExtractedText(text="\n".join(texts), tables=tuple(_table(parts) for parts in tables))


def _with_stray_row(blocks: list[Block], before: FoundTable, page: Page) -> list[Block]:
    """A single row that was carried over to a page is a line in the columns of the table before; what is left of its
    wrapped cells stands right below."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Line) or len(first.chunks) < 2 or len(before.columns.boundaries) < 2:
        return blocks
    cells = before.columns.cells(first)
    if sum(1 for cell in cells if cell) != len(first.chunks) or 2 * len(first.chunks) <= len(cells):
        return blocks
    lines = [first]
    for line in blocks[1:]:
        if not isinstance(line, Line) or len(line.chunks) > 1:
            break
        under_first = bool(cells[0]) and bisect_left(before.columns.boundaries, line.words[0].left) == 0
        if line.top - lines[-1].bottom > (0.12 if under_first else 0.45) * line.height:
            break
        lines.append(line)
    return [FoundTable(page, rows_of(lines, before.columns, ()), before.columns), *blocks[len(lines) :]]


def _in_columns_of(table: FoundTable, before: FoundTable) -> FoundTable:
    """``table`` in the columns of the one before it, where it shows fewer of them for want of a head."""
    here, there = table.columns.boundaries, before.columns.boundaries
    if len(here) >= len(there) or not table.lines:
        return table
    if any(min(abs(at - other) for other in there) > _SHIFT for at in here):
        return table
    words = [word for line in table.lines for word in line.words]
    across = sum(1 for word in words if any(word.left < at < word.right for at in there))
    if across * 20 > len(words):
        return table
    rows = rows_of(table.lines, before.columns, table.separators)
    return FoundTable(table.page, rows, before.columns, table.lines, table.separators)


def _goes_on(parts: list[FoundTable], table: FoundTable) -> bool:
    """Whether ``table``, first on its page, is the rest of the one that ended the page before."""
    before = parts[-1]
    here, there = table.columns.boundaries, before.columns.boundaries
    if table.page.number != before.page.number + 1 or len(here) != len(there):
        return False
    if table.texts(0) == parts[0].texts(0):
        return True
    return all(abs(a - b) < _SHIFT for a, b in zip(here, there, strict=True))


def _table(parts: list[FoundTable]) -> Table:
    head = parts[0].texts(0)
    rows: list[dict[str, object]] = []
    for part in parts:
        for at, row in enumerate(part.rows):
            texts = part.texts(at)
            if part is not parts[0] and at == 0 and texts == head:
                continue
            boxes = [_box(cell, part.page) for cell in row]
            rows.append({"number": len(rows) + 1, "cells": texts, "boxes": boxes})
    first, last = parts[0].page.number, parts[-1].page.number
    label = f"page {first}" if first == last else f"pages {first}-{last}"
    return Table.model_validate({"label": label, "rows": rows})


def _box(cell: Cell, page: Page) -> Box | None:
    words = cell.words
    if not words:
        return None
    left, top, right, bottom = words[0].left, words[0].top, words[0].right, words[0].bottom
    for word in words[1:]:  # written out: this is asked for every cell, of a few words each
        left = word.left if word.left < left else left
        top = word.top if word.top < top else top
        right = word.right if word.right > right else right
        bottom = word.bottom if word.bottom > bottom else bottom
    if page.turn:
        left, top, right, bottom = as_shown(
            left, top, right, bottom, turn=page.turn, width=page.width, height=page.height
        )
    return Box(page.number, left, top, right, bottom)
