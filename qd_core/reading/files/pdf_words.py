"""PDF pages as words and ruling lines, by position: the order of drawing says nothing about the order of reading."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qd_core.reading.files.limits import PAGE_CHARACTERS, PAGES, UnreadableError
from qd_core.reading.files.page_words import Page, Word
from qd_core.reading.files.pdf_drawings import drawings_of
from qd_core.reading.files.pdf_places import Upright

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["open_pdf", "pages_of"]

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe]?")
_SOFT_HYPHENS = "\x02\ufffe"
_SAMPLE = 25


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """The opened document. Raises UnreadableError for one that is damaged, protected or too long."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
        count = len(pdf)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise UnreadableError("the file is protected by a password") from problem
        raise UnreadableError("the PDF is damaged and could not be read") from problem
    if count > PAGES:
        raise UnreadableError(f"the PDF has {count} pages; at most {PAGES} are read")
    if not count:
        raise UnreadableError("the PDF has no pages")
    return pdf


def pages_of(pdf: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Every page in turn, its text upright. Raises UnreadableError for a damaged page."""
    import pypdfium2

    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError as problem:
            raise UnreadableError(f"page {index + 1} of the PDF is damaged") from problem
        try:
            yield _page(page, index + 1)
        finally:
            page.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > PAGE_CHARACTERS:
            raise UnreadableError(f"page {number} of the PDF holds {count} characters, more than can be read")
        text = text_page.get_text_range() if count else ""
        angle_at = _angles(text_page)
        turn = _turn(text, angle_at)
        upright = Upright(page, turn)
        words = _words(text, count, text_page, upright)
    finally:
        text_page.close()
    rules, picture = drawings_of(page, upright)
    if _is_gibberish(text):
        words, picture = [], True
    width, height = page.get_size()
    return Page(number, width, height, words, rules, picture, upright.turn)


def _is_gibberish(text: str) -> bool:
    """Whether the fonts of the page do not say which letters they draw: it can only be read by its looks."""
    unknown = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    return unknown * 3 > len(text)


def _angles(text_page: pypdfium2.PdfTextPage) -> Callable[[int], int]:
    from pypdfium2 import raw

    def angle_at(index: int) -> int:
        clockwise = math.degrees(raw.FPDFText_GetCharAngle(text_page.raw, index))
        return -round(clockwise / 90) % 4 * 90

    return angle_at


def _turn(text: str, angle_at: Callable[[int], int]) -> int:
    """The direction of most of the text, counter-clockwise on the page as stored."""
    starts = [match.start() for match in _WORD.finditer(text) if len(match.group()) > 1]
    step = max(1, len(starts) // _SAMPLE)
    angles = Counter(angle_at(start) for start in starts[::step])
    return angles.most_common(1)[0][0] if angles else 0


def _words(text: str, count: int, text_page: pypdfium2.PdfTextPage, upright: Upright) -> list[Word]:
    from pypdfium2 import raw

    handle = text_page.raw
    straight = len(text) == count
    char_index = raw.FPDFText_GetCharIndexFromTextIndex
    rect = raw.FS_RECTF()
    pointer = ctypes.byref(rect)
    loose_box = raw.FPDFText_GetLooseCharBox
    place = upright.place
    words: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        said = match.group()
        if said[-1] in _SOFT_HYPHENS:
            said, end = f"{said[:-1]}-", end - 1
        if not loose_box(handle, start if straight else char_index(handle, start), pointer):
            continue
        left, top, right, bottom = place(rect.left, rect.bottom, rect.right, rect.top)
        if end - start > 1 and loose_box(
            handle, end - 1 if straight else char_index(handle, end - 1), pointer
        ):
            last = place(rect.left, rect.bottom, rect.right, rect.top)
            if last[1] > bottom or last[3] < top or last[2] < left:
                continue  # runs upwards or aslant: a watermark, or text along the margin
            left, top = min(left, last[0]), min(top, last[1])
            right, bottom = max(right, last[2]), max(bottom, last[3])
        if right - left > 0.01:
            words.append(Word(said, left, top, right, bottom))
    return words
