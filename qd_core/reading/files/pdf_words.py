"""PDF pages as words and ruling lines, by position: the order of drawing says nothing about the order of reading."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qd_core.reading.files.limits import PAGE_CHARACTERS, PAGES, UnreadableError
from qd_core.reading.files.page_words import Page, Word
from qd_core.reading.files.pdf_drawings import drawings_of
from qd_core.reading.files.pdf_places import Upright
from qd_core.reading.files.pdf_seen import Ground, ground_of

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["open_pdf", "pages_of"]

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe]?")
_SOFT_HYPHENS = "\x02\ufffe"
_SAMPLE = 25
_SMALLEST = 1.5
"""Points of height that nobody reads."""


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
        matches = list(_WORD.finditer(text))
        upright = Upright(page, _turn(matches, text_page))
        ground = ground_of(page)
        words, hidden = _words(matches, len(text) == count, text_page, upright, ground)
    finally:
        text_page.close()
    rules, picture = drawings_of(page, upright, ground.drawn)
    if _is_gibberish(text):
        words, picture = [], True
    width, height = page.get_size()
    return Page(number, width, height, words, rules, picture, upright.turn, hidden)


def _is_gibberish(text: str) -> bool:
    """Whether the fonts of the page do not say which letters they draw: it can only be read by its looks."""
    unknown = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    return unknown * 3 > len(text)


def _turn(matches: Sequence[re.Match[str]], text_page: pypdfium2.PdfTextPage) -> int:
    """The direction of most of the text, counter-clockwise on the page as stored."""
    from pypdfium2 import raw

    angles: Counter[int] = Counter()
    for match in matches[:: max(1, len(matches) // _SAMPLE)]:
        clockwise = math.degrees(raw.FPDFText_GetCharAngle(text_page.raw, match.start()))
        angles[-round(clockwise / 90) % 4 * 90] += len(match.group())
    return angles.most_common(1)[0][0] if angles else 0


def _words(
    matches: Sequence[re.Match[str]],
    straight: bool,
    text_page: pypdfium2.PdfTextPage,
    upright: Upright,
    ground: Ground,
) -> tuple[list[Word], bool]:
    """The words, and whether some were left out that nobody sees. ``straight``: every character of the text has the
    index that it has on the page."""
    from pypdfium2 import raw

    handle = text_page.raw
    char_index = raw.FPDFText_GetCharIndexFromTextIndex
    rect = raw.FS_RECTF()
    pointer = ctypes.byref(rect)
    loose_box = raw.FPDFText_GetLooseCharBox
    place = upright.place
    words: list[Word] = []
    hidden = False
    for match in matches:
        start, end = match.span()
        said = match.group()
        if said[-1] in _SOFT_HYPHENS:
            said, end = f"{said[:-1]}-", end - 1
        if not loose_box(handle, start if straight else char_index(handle, start), pointer):
            continue
        own = rect.left, rect.bottom, rect.right, rect.top
        left, top, right, bottom = place(*own)
        if ground.is_suspicious and not ground.shows(
            text_page, start if straight else char_index(handle, start), own
        ):
            hidden = True
            continue
        if end - start > 1 and loose_box(
            handle, end - 1 if straight else char_index(handle, end - 1), pointer
        ):
            left_, top_, right_, bottom_ = place(rect.left, rect.bottom, rect.right, rect.top)
            if top_ > bottom or bottom_ < top or right_ < left:
                continue  # runs upwards or aslant: a watermark, or text along the margin
            if (top_, bottom_) != (top, bottom):
                top, bottom = min(top, top_), max(bottom, bottom_)
            left, right = left_ if left_ < left else left, right_ if right_ > right else right
        if right - left > 0.01:
            words.append(Word(said, left, top, right, bottom))
    seen = [word for word in words if word.bottom - word.top >= _SMALLEST and upright.holds(word)]
    return seen, hidden or len(seen) < len(words)
