"""PDF files: the text and tables of every page, tables that go on over pages made whole."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.limits import OCR_PAGES
from qd_core.reading.files.ocr import NOT_INSTALLED, NOTE, OcrOptions, is_installed, page_by_ocr
from qd_core.reading.files.page_words import Page
from qd_core.reading.files.paged_text import extracted_pages
from qd_core.reading.files.pdf_probe import check_unpacking
from qd_core.reading.files.pdf_words import open_pdf, pages_of
from qd_core.reading.files.pdfium_lock import PDFIUM

__all__ = ["read_pdf"]

_FEW_WORDS = 5


def read_pdf(document: Document, options: OcrOptions | None = None) -> ExtractedText | None:
    """The text and tables of a PDF; None where no page has text (a scan). Single scanned pages among others are read by
    OCR where that is installed. Raises UnreadableError."""
    options = options or OcrOptions()
    check_unpacking(document.content)
    with PDFIUM:
        pdf = open_pdf(document.content)
    try:
        with PDFIUM:
            pages = list(pages_of(pdf))
        scans = [page for page in pages if page.picture and len(page.words) < _FEW_WORDS]
        if len(scans) == len(pages) or not any(page.words for page in pages):
            return None
        read = len(scans) <= OCR_PAGES and is_installed(options)
        for page in scans if read else ():
            pages[page.number - 1] = page_by_ocr(pdf, page.number, options)
    finally:
        with PDFIUM:
            pdf.close()
    found = extracted_pages(pages)
    if unseen := [page for page in pages if page.hidden]:
        found = found.model_copy(
            update={"notes": (*found.notes, f"{_listed(unseen)}: text that nobody sees was not read")}
        )
    if not scans:
        return found
    if read:
        return found.model_copy(update={"notes": (*found.notes, f"{_listed(scans)}: {NOTE}")})
    return found.model_copy(
        update={"unread": f"{_listed(scans)}: an image without text (a scan) {NOT_INSTALLED}"}
    )


def _listed(pages: Sequence[Page]) -> str:
    numbers = [str(page.number) for page in pages]
    more = " …" if len(numbers) > 10 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(numbers[:10])}{more}"
