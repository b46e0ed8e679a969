"""PDF files: the text and tables of every page, tables that go on over pages made whole."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.page_words import Page
from qd_core.reading.files.paged_text import extracted_pages
from qd_core.reading.files.pdf_words import open_pdf, pages_of

__all__ = ["is_picture", "read_pdf"]

_FEW_WORDS = 5


def is_picture(page: Page) -> bool:
    """Whether the page is a scan: a picture and hardly a word."""
    return page.picture and len(page.words) < _FEW_WORDS


def read_pdf(document: Document) -> ExtractedText:
    """The text and tables of a PDF. Raises UnreadableError, also where every page is a picture."""
    pdf = open_pdf(document.content)
    try:
        pages = list(pages_of(pdf))
    finally:
        pdf.close()
    pictures = [page.number for page in pages if is_picture(page)]
    if not any(page.words for page in pages):
        raise UnreadableError(_picture_reason(pictures) if pictures else "the PDF holds no text")
    found = extracted_pages(pages)
    return found.model_copy(update={"unread": _picture_reason(pictures)}) if pictures else found


def _picture_reason(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]} is an image without text (a scan)"
    listed = ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")
    return f"pages {listed} are images without text (scans)"
