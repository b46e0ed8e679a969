"""Where everything stands: the flow of blocks, divided into pages before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qd_core.builtin.reportlab_pdf.blocks import Block, Gap, TextLine, text_lines
from qd_core.builtin.reportlab_pdf.content import QuoteContent
from qd_core.builtin.reportlab_pdf.fonts import Typeface, typeface
from qd_core.builtin.reportlab_pdf.letterhead import letterhead, opening
from qd_core.builtin.reportlab_pdf.page import GREY, INK, PageSize
from qd_core.builtin.reportlab_pdf.table import HEAD_HEIGHT, TableHead, columns_of, row_blocks
from qd_core.builtin.reportlab_pdf.totals import totals
from qd_core.builtin.reportlab_pdf.wrapping import wrap_paragraphs

__all__ = ["PlacedPage", "lay_out", "paginate"]

ROWS_WITH_TOTALS = 3
"""So many of the last rows stay with the sums, and as many of the first with the headings (less one)."""
COVER, COVER_LEADING = 9.5, 14.5
TERMS, TERMS_LEADING = 8.0, 11.75
_ROOMY = 1.0
_TIGHTER = (0.75, 0.5)
"""How much of the white space is kept: around a row's text, and between the parts of the page."""
_ROW_PADDING = 4.0
_WORTH_A_PAGE = 0.5


@dataclass(slots=True)
class PlacedPage:
    """A page's blocks, each with the height of its upper edge."""

    size: PageSize
    blocks: list[tuple[Block, float]] = field(default_factory=list)


def lay_out(content: QuoteContent, size: PageSize) -> list[PlacedPage]:
    """The pages. Rows move closer together where that saves a page which would be half empty."""
    pages = _set(content, size, _ROOMY)
    if len(pages) > 1 and _filled(pages[-1]) < _WORTH_A_PAGE:
        for ease in _TIGHTER:
            tight = _set(content, size, ease)
            if len(tight) < len(pages):
                return tight
    return pages


def _set(content: QuoteContent, size: PageSize, ease: float) -> list[PlacedPage]:
    fonts = typeface()
    head = TableHead(content, columns_of(content, size, fonts.regular), fonts.regular, size)
    return paginate(_flow(content, fonts, size, head, ease), head, size)


def _filled(page: PlacedPage) -> float:
    block, top = page.blocks[-1]
    return (top + block.height - page.size.continued_top) / (
        page.size.height - page.size.bottom - page.size.continued_top
    )


def _flow(
    content: QuoteContent, fonts: Typeface, size: PageSize, head: TableHead, ease: float
) -> list[Block]:
    blocks: list[Block] = [
        letterhead(content, fonts, size),
        Gap(40 * ease),
        opening(content, fonts, size),
        Gap(24 * ease),
    ]
    cover = wrap_paragraphs(content.cover, min(size.measure, 440), fonts.regular, COVER)
    if cover:
        blocks += [*text_lines(cover, size.left, fonts.regular, COVER, INK, COVER_LEADING), Gap(20 * ease)]
    if content.rows:
        blocks += _table(content, fonts, size, head, _ROW_PADDING * ease)
    terms = wrap_paragraphs(content.terms, min(size.measure, 440), fonts.regular, TERMS)
    if terms:
        heading = TextLine(
            content.labels.terms, size.left, fonts.strong, TERMS, INK, TERMS_LEADING + 2, keep=True
        )
        lines = text_lines(terms, size.left, fonts.regular, TERMS, GREY, TERMS_LEADING)
        blocks += [Gap(26 * ease), heading, *lines]
    return blocks


def _table(
    content: QuoteContent, fonts: Typeface, size: PageSize, head: TableHead, padding: float
) -> list[Block]:
    tallest = size.height - size.bottom - size.continued_top - HEAD_HEIGHT
    rows = row_blocks(content, head.columns, fonts, size, padding, tallest)
    for row in (*rows[: ROWS_WITH_TOTALS - 2], *rows[-ROWS_WITH_TOTALS:]):
        row.keep = True  # type: ignore[misc]
    return [head, *rows, totals(content, fonts, size)]


def paginate(blocks: Sequence[Block], head: TableHead, size: PageSize) -> list[PlacedPage]:
    """Fills pages in order. Blocks that keep together move together, unless they are higher than a page."""
    pages = [PlacedPage(size)]
    y, floor = size.top, size.height - size.bottom
    for chain in _chains(blocks, floor - size.continued_top - HEAD_HEIGHT):
        if y + sum(block.height for block in chain) > floor and pages[-1].blocks:
            pages.append(PlacedPage(size))
            y = size.continued_top
            if chain[0].in_table:
                pages[-1].blocks.append((head, y))
                y += HEAD_HEIGHT
        for block in chain:
            if isinstance(block, Gap) and not pages[-1].blocks:
                continue
            pages[-1].blocks.append((block, y))
            y += block.height
    return pages


def _chains(blocks: Sequence[Block], tallest: float) -> list[list[Block]]:
    chains: list[list[Block]] = [[]]
    for block in blocks:
        chains[-1].append(block)
        if not block.keep:
            chains.append([])
    result: list[list[Block]] = []
    for chain in filter(None, chains):
        fits = sum(block.height for block in chain) <= tallest
        result.extend([chain] if fits else [[block] for block in chain])
    return result
