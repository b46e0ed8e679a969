"""From a request to bytes: what is said, where it stands, then ink."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from qd_core.builtin.reportlab_pdf.content import QuoteContent, content_of
from qd_core.builtin.reportlab_pdf.fonts import typeface
from qd_core.builtin.reportlab_pdf.layout import PlacedPage, lay_out
from qd_core.builtin.reportlab_pdf.page import page_size
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.running import draw_furniture

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from qd_core.plugin import NoSettings, ProviderContext, RenderRequest

__all__ = ["ReportlabRenderer"]


class ReportlabRenderer:
    """Prints a draft for the buyer: one layout pass that knows every page before the first is drawn."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        """There is nothing to set."""

    def render(self, request: RenderRequest) -> bytes:
        """The PDF; the same request gives the same bytes. Raises ConfigError for an unknown locale or time zone, and
        for a logo that is no picture."""
        content = content_of(request, typeface().regular)
        return print_quote(content)


def print_quote(content: QuoteContent) -> bytes:
    """Lays the content out and draws it."""
    size = page_size(content.territory)
    pages = lay_out(content, size)
    sheet = BytesIO()
    canvas = _canvas(sheet, content, (size.width, size.height))
    for number, page in enumerate(pages, 1):
        draw_page(Pen(canvas, size.height), content, page, number, len(pages))
    canvas.save()
    return sheet.getvalue()


def draw_page(pen: Pen, content: QuoteContent, page: PlacedPage, number: int, count: int) -> None:
    """One page: what every page carries, then the blocks placed on it."""
    draw_furniture(pen, content, page.size, number, count)
    for block, top in page.blocks:
        block.draw(pen, top)
    pen.end_page()


def _canvas(sheet: BytesIO, content: QuoteContent, size: tuple[float, float]) -> Canvas:
    from reportlab.pdfgen.canvas import Canvas

    # invariant: no clock and no random id in the file.
    canvas = Canvas(sheet, pagesize=size, invariant=1, pageCompression=1, lang=content.language)
    canvas.setTitle(content.document_title)
    canvas.setAuthor(content.company_name)
    canvas.setSubject(content.document_subject)
    canvas.setCreator("Quote Drafter")
    canvas.setProducer("Quote Drafter")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: content.written_at)
    return canvas
