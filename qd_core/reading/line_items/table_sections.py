"""A table cut at its header rows, and the rows that one row of a form stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from qd_core.reading.line_items.cells import Cell, ColumnEvidence, Row
from qd_core.reading.line_items.columns import Column, Role, exact_heading, is_header, read_heading
from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["parted", "sections"]

_MOST: Final = 50
_ITEMS: Final = (Role.SKU, Role.NAME)

Section = tuple[Row | None, list[Row]]


def sections(rows: Sequence[Row], lexicon: Lexicon) -> list[Section]:
    """The table cut at its header rows; a table without one is one section. Title rows above a header fall away."""
    heads = _headers(rows)[:_MOST]
    filled = [(at, row) for at, row in enumerate(rows) if any(cell.text.strip() for cell in row)]
    if not heads and filled and _heads(filled[0][1], [row for _, row in filled[1:]], lexicon):
        heads = [filled[0][0]]
    if not heads:
        return [(None, [row for _, row in filled])] if filled else []
    found: list[Section] = []
    for head, end in zip(heads, [*heads[1:], len(rows)], strict=True):
        body = [row for at, row in filled if head < at < end]
        if body:
            found.append((_under(rows[head - 1], rows[head]) if head else rows[head], body))
    return found


def _headers(rows: Sequence[Row]) -> list[int]:
    """Where the header rows stand. Below one of several cells a single word of headings (`as per spec`) is none."""
    heads: list[int] = []
    wide = False
    for at, row in enumerate(rows):
        size = sum(bool(cell.text.strip()) for cell in row)
        if size > wide and is_header([cell.text for cell in row]):
            heads.append(at)
            wide = wide or size > 1
    return heads


def _heads(row: Row, body: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether a first row with but one known heading is a header: words over numbers (`Item | Lyon`, `Pump | Qty`)."""
    texts = [cell.text.strip() for cell in row]
    if not body or not any(exact_heading(text) in {*_ITEMS, Role.QUANTITY} for text in texts if text):
        return False
    if any(text and not any(map(str.isalpha, text)) for text in texts) or any(map(lexicon.is_sku, texts)):
        return False
    below = [
        ColumnEvidence.of(lexicon, [line[at] for line in body if at < len(line)])
        for at, text in enumerate(texts)
        if text and (read_heading(text) is None or exact_heading(text) is Role.QUANTITY)
    ]
    return any(evidence.countable == 1 for evidence in below)


def _under(upper: Row, head: Row) -> Row:
    """The header row, with the heading of quantities that stands over several of its columns."""
    joined = list(head)
    over = ""
    for at, cell in enumerate(head):
        if at < len(upper) and upper[at].text.strip():
            over = upper[at].words
        heading = read_heading(over)
        counts = heading is not None and heading.role is Role.QUANTITY
        if counts and cell.words and read_heading(cell.text) is None:
            joined[at] = Cell(f"{over} {cell.words}", cell.source)
    return joined


def parted(row: Row, columns: Sequence[Column]) -> Iterator[Row]:
    """The rows that parallel lines in the cells of one are (two items, two quantities); else the row itself."""
    lines = [_lines(cell) for cell in row]
    places = {
        role: [at for at, column in enumerate(columns) if column.role is role and at < len(row)]
        for role in Role
    }
    counts = [lines[at] for at in places[Role.QUANTITY] if not row[at].blank]
    main = next((lines[at] for role in _ITEMS for at in places[role] if not row[at].blank), [])
    size = len(main)
    if size < 2 or not counts or any(len(cell) != size for cell in counts):
        yield row
        return
    if not all(text[:1].isdigit() for cell in counts for text in cell):
        yield row
        return
    several = [
        cell if len(cell) == size else cell * size if len(cell) == 1 else [""] * size for cell in lines
    ]
    for texts in zip_longest(*several, fillvalue=""):
        yield [Cell(text, cell.source) for text, cell in zip(texts, row, strict=True)]


def _lines(cell: Cell) -> list[str]:
    return [line.strip() for line in cell.text.splitlines() if line.strip()] or [""]
