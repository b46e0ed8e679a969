"""The lines as a table: columns as wide as their content asks, rows of one line wherever the text fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.builtin.reportlab_pdf.blocks import Block
from qd_core.builtin.reportlab_pdf.content import QuoteContent, Row
from qd_core.builtin.reportlab_pdf.fonts import Face, Typeface
from qd_core.builtin.reportlab_pdf.page import GREY, HAIRLINE, INK, PageSize, Rgb
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.wrapping import wrap, wrap_cell

__all__ = ["HEAD_HEIGHT", "Columns", "TableHead", "columns_of", "row_blocks"]

SIZE = 8.75
NOTE_SIZE = 7.5
HEAD_SIZE = 7.5
LEADING = 12.0
HEAD_HEIGHT = 17.0
GUTTER = 14.0
_WIDEST_SKU = 0.24
_WIDEST_UNIT = 0.11
_NARROWEST_DESCRIPTION = 0.25


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges of the words, right edges of the numbers, and how wide words may run."""

    left: float
    sku: float
    sku_width: float
    description: float
    description_width: float
    quantity: float
    unit: float
    unit_width: float
    unit_price: float
    amount: float


def columns_of(content: QuoteContent, size: PageSize, face: Face) -> Columns:
    """Numbers get what they need, then SKU and unit up to their share; the description takes the rest."""
    rows, words = content.rows, content.labels

    def widest(texts: Sequence[str], heading: str) -> float:
        # Of many texts only the longest few can be the widest.
        longest = sorted(set(texts), key=len)[-24:]
        return max([face.width(text, SIZE) for text in longest] + [face.width(heading, HEAD_SIZE)])

    amount = widest([row.amount for row in rows], content.amount_heading)
    price = widest([row.unit_price for row in rows if row.amount], words.unit_price)
    if any(not row.amount for row in rows):
        price = max(price, face.width(words.on_request, SIZE) - amount - GUTTER)
    quantity = widest([row.quantity for row in rows], words.quantity)
    unit = min(widest([row.unit for row in rows], words.unit), size.measure * _WIDEST_UNIT)
    position = widest([row.position for row in rows], "")
    left = size.left + position + GUTTER * 0.75
    right = size.right - amount - price - quantity - unit - GUTTER * 2.4
    sku = min(widest([row.sku for row in rows], words.item), size.measure * _WIDEST_SKU)
    sku = max(min(sku, right - left - GUTTER * 2 - size.measure * _NARROWEST_DESCRIPTION), 24.0)
    description = left + sku + GUTTER
    return Columns(
        left=size.left,
        sku=left,
        sku_width=sku,
        description=description,
        description_width=max(right - GUTTER - description, 24.0),
        quantity=right + quantity,
        unit=right + quantity + GUTTER * 0.4,
        unit_width=unit,
        unit_price=size.right - amount - GUTTER,
        amount=size.right,
    )


@dataclass(slots=True)
class TableHead:
    """The headings, over a rule in the company's colour."""

    content: QuoteContent
    columns: Columns
    face: Face
    size: PageSize
    height: float = HEAD_HEIGHT
    keep: bool = True
    in_table: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        """The headings."""
        words, columns, base = self.content.labels, self.columns, top + 9
        for x, text in (
            (columns.sku, words.item),
            (columns.description, words.description),
            (columns.unit, words.unit),
        ):
            pen.text(x, base, text, self.face, HEAD_SIZE, GREY)
        for x, text in (
            (columns.quantity, words.quantity),
            (columns.unit_price, words.unit_price),
            (columns.amount, self.content.amount_heading),
        ):
            pen.right(x, base, text, self.face, HEAD_SIZE, GREY)
        pen.rule(self.size.left, self.size.right, top + 14.5, 0.9, self.content.accent)


@dataclass(slots=True)
class TableRow:
    """A row, or the part of a very high row that stands on one page; numbers stand on its first line."""

    row: Row
    columns: Columns
    face: Face
    right: float
    sku: tuple[str, ...]
    description: tuple[str, ...]
    unit: tuple[str, ...]
    note: tuple[str, ...]
    height: float
    padding: float
    keep: bool = False
    in_table: bool = True
    opens: bool = True
    closes: bool = True

    def draw(self, pen: Pen, top: float) -> None:
        """The cells, and the hairline under the row."""
        columns, row, face, base = self.columns, self.row, self.face, top + self.padding + 8.6
        if self.opens:
            pen.text(columns.left, base, row.position, face, SIZE, GREY)
        self._words(pen, columns.sku, base, self.sku, INK)
        after = self._words(pen, columns.description, base, self.description, INK)
        if self.opens:
            pen.right(columns.quantity, base, row.quantity, face, SIZE, INK)
        self._words(pen, columns.unit, base, self.unit, INK)
        if self.opens and row.amount:
            pen.right(columns.unit_price, base, row.unit_price, face, SIZE, INK)
            pen.right(columns.amount, base, row.amount, face, SIZE, INK)
        elif self.opens:
            pen.right(columns.amount, base, row.unit_price, face, SIZE, GREY)
        for number, line in enumerate(self.note):
            pen.text(columns.description, after + number * 10, line, face, NOTE_SIZE, GREY)
        if self.closes:
            pen.rule(columns.left, self.right, top + self.height, 0.5, HAIRLINE)

    def _words(self, pen: Pen, x: float, base: float, lines: Sequence[str], color: Rgb) -> float:
        for line in lines:
            pen.text(x, base, line, self.face, SIZE, color)
            base += LEADING
        return base - 1


def row_blocks(
    content: QuoteContent, columns: Columns, fonts: Typeface, size: PageSize, padding: float, tallest: float
) -> list[Block]:
    """A block a row; a row higher than ``tallest`` comes in parts."""
    blocks: list[Block] = []
    face = fonts.regular
    for row in content.rows:
        sku = wrap(row.sku, columns.sku_width, face, SIZE)
        words = wrap_cell(row.description, columns.description_width, face, SIZE)
        unit = wrap(row.unit, columns.unit_width, face, SIZE)
        note = wrap(row.note, columns.description_width, face, NOTE_SIZE) if row.note else ()
        lines = max(len(sku), len(words), len(unit))
        height = padding * 2 + lines * LEADING + len(note) * 10
        block = TableRow(row, columns, face, size.right, sku, words, unit, note, height, padding)
        blocks.extend([block] if height <= tallest else _parts(block, tallest))
    return blocks


def _parts(whole: TableRow, tallest: float) -> list[TableRow]:
    fits = max(int((tallest - 2 * whole.padding) // LEADING) - len(whole.note), 1)
    count = -(-max(len(whole.sku), len(whole.description), len(whole.unit)) // fits)
    parts = []
    for number in range(count):
        start, last = number * fits, number == count - 1
        sku, words, unit = (
            lines[start : start + fits] for lines in (whole.sku, whole.description, whole.unit)
        )
        note = whole.note if last else ()
        height = whole.padding * 2 + max(len(sku), len(words), len(unit)) * LEADING + len(note) * 10
        parts.append(
            TableRow(
                whole.row,
                *(whole.columns, whole.face, whole.right, sku, words, unit, note, height, whole.padding),
                opens=number == 0,
                closes=last,
            )
        )
    return parts
