"""Pages of a PDF as pictures, and where words stand on them. PDFs come from strangers: sizes are bounded, and pdfium,
which is not made for threads, works for one at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qd_core.errors import RejectedError
from qd_core.model.message import Box
from qd_core.reading.files.pdfium_lock import PDFIUM

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["MOST_PAGES", "page_picture", "page_sizes", "places_of"]

MOST_PAGES = 30
_PIXELS = 1600
_SCALE = 2.0
_PATIENCE = 5.0
_LONGEST_QUOTE = 200


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height in points of the first thirty pages. Raises RejectedError for what is no readable PDF."""
    with _opened(content) as pdf:
        return [pdf.get_page_size(number) for number in range(min(len(pdf), MOST_PAGES))]


def page_picture(content: bytes, number: int) -> bytes:
    """Page ``number`` (from 1) as PNG. Raises RejectedError when there is no such page."""
    with _opened(content) as pdf:
        if not 1 <= number <= min(len(pdf), MOST_PAGES):
            raise RejectedError(f"there is no page {number}")
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(_SCALE, _PIXELS / max(width, height, 1))
        picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    target = io.BytesIO()
    picture.convert("RGB").save(target, "PNG", compress_level=1)
    return target.getvalue()


def places_of(content: bytes, quotes: list[str]) -> dict[str, list[Box]]:
    """Where each quote stands on its first page, as boxes with the origin at the top left."""
    found = dict[str, list[Box]]()
    with _opened(content) as pdf:
        for index in range(min(len(pdf), MOST_PAGES)):
            missing = [quote for quote in quotes if quote not in found and quote.strip()]
            if not missing:
                break
            page = pdf[index]
            text = page.get_textpage()
            height = page.get_height()
            for quote in missing:
                if boxes := _boxes(text, quote[:_LONGEST_QUOTE], index + 1, height):
                    found[quote] = boxes
    return found


def _boxes(text: pypdfium2.PdfTextPage, quote: str, page: int, height: float) -> list[Box]:
    hit = text.search(" ".join(quote.split()), match_case=True).get_next()
    if hit is None:
        return []
    start, count = hit
    boxes = []
    for number in range(min(8, text.count_rects(start, count))):
        left, bottom, right, top = text.get_rect(number)
        boxes.append(Box(page=page, left=left, top=height - top, right=right, bottom=height - bottom))
    return boxes


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    import pypdfium2

    if not PDFIUM.acquire(timeout=_PATIENCE):
        raise RejectedError("pages cannot be drawn right now: another PDF is being read")
    try:
        pdf = pypdfium2.PdfDocument(content)
        try:
            yield pdf
        finally:
            pdf.close()
    except pypdfium2.PdfiumError as error:
        raise RejectedError(f"this PDF cannot be drawn: {error}") from error
    finally:
        PDFIUM.release()
