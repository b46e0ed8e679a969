"""The sums under the table, with the words on tax beside them: one block that never leaves its lines."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.builtin.reportlab_pdf.content import QuoteContent
from qd_core.builtin.reportlab_pdf.fonts import Typeface
from qd_core.builtin.reportlab_pdf.page import GREY, INK, PageSize
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.wrapping import wrap

__all__ = ["Totals", "totals"]

SIZE, LEADING = 8.75, 16.0
TOTAL_SIZE = 12.5


@dataclass(slots=True)
class Totals:
    """Sums at the right, under the amounts."""

    content: QuoteContent
    fonts: Typeface
    size: PageSize
    labels: tuple[tuple[str, ...], ...]
    height: float
    keep: bool = False
    in_table: bool = True

    def draw(self, pen: Pen, top: float) -> None:
        """The sums."""
        size, regular, strong = self.size, self.fonts.regular, self.fonts.strong
        y = top + 18
        pen.text(size.left, y, self.content.labels.no_tax, regular, 8, GREY)
        for lines, each in zip(self.labels, self.content.sums, strict=True):
            if each.strong:
                if len(self.labels) > 1:
                    pen.rule(size.middle, size.right, y - 8, 0.9, INK)
                    y += 9
                pen.text(size.middle, y, each.label, strong, TOTAL_SIZE, INK)
                pen.right(size.right, y, each.amount, strong, TOTAL_SIZE, INK)
            else:
                pen.right(size.right, y, each.amount, regular, SIZE, INK)
                for line in lines:
                    pen.text(size.middle, y, line, regular, SIZE, INK)
                    y += LEADING


def totals(content: QuoteContent, fonts: Typeface, size: PageSize) -> Totals:
    """The block of sums; a long name of a charge is wrapped."""
    room = size.right - size.middle - 12
    labels = tuple(
        wrap(each.label, room - fonts.regular.width(each.amount, SIZE), fonts.regular, SIZE)
        for each in content.sums
    )
    height = sum(
        24 if each.strong else len(lines) * LEADING for lines, each in zip(labels, content.sums, strict=True)
    )
    return Totals(content, fonts, size, labels, max(height, LEADING) + 12)
