"""What stands above the table on the first page: who quotes, whom, and the facts of the quote."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.builtin.reportlab_pdf.content import QuoteContent
from qd_core.builtin.reportlab_pdf.fonts import Face, Typeface
from qd_core.builtin.reportlab_pdf.logo import logo_of
from qd_core.builtin.reportlab_pdf.page import GREY, INK, PageSize
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.wrapping import wrap

__all__ = ["Letterhead", "Opening", "letterhead", "opening"]

LOGO_BOX = (190.0, 46.0)
SMALL, SMALL_LEADING = 8.0, 11.5
NAME, NAME_LEADING = 15.0, 19.0
TEXT, LEADING = 9.25, 13.5
_LABEL_GAP = 12.0


@dataclass(slots=True)
class Letterhead:
    """The logo, or the name where there is none, at the left; the address in the second column, with the ways to
    reach the company beside it where both fit, else below."""

    content: QuoteContent
    fonts: Typeface
    size: PageSize
    name: tuple[str, ...]
    columns: tuple[tuple[float, tuple[str, ...]], ...]
    height: float
    keep: bool = True
    in_table: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        """The letterhead."""
        content, strong, y = self.content, self.fonts.strong, top + SMALL_LEADING * 0.76
        if content.logo:
            logo = logo_of(content.logo)
            pen.image(logo.picture, self.size.left, top, *logo.fitted(*LOGO_BOX))
            for line in self.name:
                pen.text(self.size.middle, y, line, strong, SMALL, INK)
                y += SMALL_LEADING
        else:
            for number, line in enumerate(self.name):
                base = top + 12 + number * NAME_LEADING
                pen.text(self.size.left, base, line, strong, NAME, content.accent_text)
        for x, lines in self.columns:
            for number, line in enumerate(lines):
                pen.text(x, y + number * SMALL_LEADING, line, self.fonts.regular, SMALL, GREY)


def letterhead(content: QuoteContent, fonts: Typeface, size: PageSize) -> Letterhead:
    """The letterhead, as high as the higher of its sides."""
    column, beside = size.right - size.middle, size.middle - size.left - 24
    if content.logo:
        name = wrap(content.company_name, column, fonts.strong, SMALL) if content.company_name else ()
        left = logo_of(content.logo).fitted(*LOGO_BOX)[1]
    else:
        name = wrap(content.company_name, beside, fonts.strong, NAME) if content.company_name else ()
        left = len(name) * NAME_LEADING
    columns = _address_columns(content, fonts.regular, size.middle, column)
    lines = max((len(part) for _, part in columns), default=0) + (len(name) if content.logo else 0)
    return Letterhead(content, fonts, size, name, columns, max(left, lines * SMALL_LEADING))


def _address_columns(
    content: QuoteContent, face: Face, left: float, room: float
) -> tuple[tuple[float, tuple[str, ...]], ...]:
    address, contact = (
        tuple(part for line in lines for part in wrap(line, room, face, SMALL))
        for lines in (content.address, content.contact)
    )
    widths = [max((face.width(line, SMALL) for line in lines), default=0.0) for lines in (address, contact)]
    if address and contact and sum(widths) + SMALL * 2 <= room:
        return (left, address), (left + room - widths[1], contact)
    return ((left, address + contact),)


@dataclass(slots=True)
class Opening:
    """The word for quotation with its reference, the buyer under it, the facts in the second column."""

    content: QuoteContent
    fonts: Typeface
    size: PageSize
    buyer: tuple[tuple[str, bool], ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    label_width: float
    height: float
    keep: bool = True
    in_table: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        """The opening."""
        content, size, regular, strong = self.content, self.size, self.fonts.regular, self.fonts.strong
        pen.text(size.left, top + 21, content.labels.quotation, strong, 25, INK)
        pen.text(size.left, top + 39, content.reference, strong, 10.5, content.accent_text)
        y = top + 72
        if self.buyer:
            pen.text(size.left, y, content.labels.buyer, regular, 7.5, GREY)
            y += LEADING
        for line, is_strong in self.buyer:
            pen.text(size.left, y, line, strong if is_strong else regular, TEXT, INK)
            y += LEADING
        y = top + 39 if self.facts else y
        for label, lines in self.facts:
            pen.text(size.middle, y, label, regular, SMALL, GREY)
            for line in lines:
                pen.text(size.middle + self.label_width, y, line, regular, TEXT, INK)
                y += LEADING
            y += 2.5


def opening(content: QuoteContent, fonts: Typeface, size: PageSize) -> Opening:
    """The opening, as high as the higher of its columns."""
    regular, strong = fonts.regular, fonts.strong
    label_width = max((regular.width(fact.label, SMALL) for fact in content.facts), default=0.0) + _LABEL_GAP
    column, beside = size.right - size.middle - label_width, size.middle - size.left - 24
    facts = tuple(
        (fact.label, tuple(part for line in fact.lines for part in wrap(line, column, regular, TEXT)))
        for fact in content.facts
    )
    buyer = tuple(
        (part, number == 0)
        for number, line in enumerate(content.buyer)
        for part in wrap(line, beside, strong if number == 0 else regular, TEXT)
    )
    left = 60 + (len(buyer) + 1) * LEADING if buyer else 44
    right = 39 + sum(len(lines) * LEADING + 2.5 for _, lines in facts) - 10
    return Opening(content, fonts, size, buyer, facts, label_width, max(left, right))
