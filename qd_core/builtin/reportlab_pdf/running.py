"""What every page carries: the foot, the running head of the pages after the first, the watermark."""

from __future__ import annotations

from math import atan2, degrees, hypot

from qd_core.builtin.reportlab_pdf.content import QuoteContent
from qd_core.builtin.reportlab_pdf.fonts import typeface
from qd_core.builtin.reportlab_pdf.page import GREY, HAIRLINE, INK, WHITE_GREY, PageSize
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.wrapping import wrap

__all__ = ["draw_furniture"]

SMALL = 7.5


def draw_furniture(pen: Pen, content: QuoteContent, size: PageSize, number: int, count: int) -> None:
    """Everything that is not the flow of the text; the watermark lies undermost."""
    if content.watermark:
        _watermark(pen, content.watermark, size)
    if number > 1:
        _running_head(pen, content, size)
    _foot(pen, content, size, number, count)


def _watermark(pen: Pen, text: str, size: PageSize) -> None:
    face = typeface().strong
    room = hypot(size.width, size.height) * 0.62
    letters = min(150.0, 100 * room / max(face.width(text, 100), 1))
    angle = degrees(atan2(size.height, size.width))
    pen.watermark(text, face, letters, angle, (size.width / 2, size.height / 2), WHITE_GREY)


def _running_head(pen: Pen, content: QuoteContent, size: PageSize) -> None:
    fonts, y = typeface(), size.top + 8
    pen.text(size.left, y, content.document_title, fonts.strong, 8.5, INK)
    room = size.right - size.left - fonts.strong.width(content.document_title, 8.5) - 24
    name = wrap(content.company_name, room, fonts.regular, 8.5)
    pen.right(size.right, y, name[0], fonts.regular, 8.5, GREY)


def _foot(pen: Pen, content: QuoteContent, size: PageSize, number: int, count: int) -> None:
    face, y = typeface().regular, size.height - 34
    page = f"{content.reference}  ·  {content.labels.page.format(number=number, count=count)}"
    pen.rule(size.left, size.right, y - 13, 0.5, HAIRLINE)
    pen.right(size.right, y, page, face, SMALL, GREY)
    room = size.measure - face.width(page, SMALL) - 24
    for line_number, line in enumerate(wrap(content.foot, room, face, SMALL)[:2]):
        pen.text(size.left, y + line_number * 9.5, line, face, SMALL, GREY)
