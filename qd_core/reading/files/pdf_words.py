"""PDF pages as words and ruling lines, by position: the order of drawing says nothing about the order of reading."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qd_core.reading.files.limits import PAGE_CHARACTERS, PAGES, UnreadableError
from qd_core.reading.files.page_words import Page, Word
from qd_core.reading.files.pdf_calls import char_boxes, char_indexes
from qd_core.reading.files.pdf_drawings import drawings_of
from qd_core.reading.files.pdf_places import Upright
from qd_core.reading.files.pdf_seen import Ground, ground_of

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["open_pdf", "pages_of"]

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe]?")
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]")
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
    return not text.isascii() and len(_UNKNOWN.findall(text)) * 3 > len(text)


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
    said = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    lasts = [match.end() - (2 if match.group()[-1] in _SOFT_HYPHENS else 1) for match in matches]
    if not straight:
        starts, lasts = char_indexes(text_page, starts), char_indexes(text_page, lasts)
    known, boxes = char_boxes(text_page, starts + lasts)
    placed = upright.placed(boxes)
    count = len(said)
    width, height = 2 * upright.width, 2 * upright.height
    words: list[Word] = []
    hidden = False
    for index, text in enumerate(said):
        if not known[index]:
            continue
        if ground.is_suspicious and not ground.shows(text_page, starts[index], boxes[index]):
            hidden = True
            continue
        left, top, right, bottom = placed[index]
        if known[count + index] and starts[index] != lasts[index]:
            left_, top_, right_, bottom_ = placed[count + index]
            if top_ > bottom or bottom_ < top or right_ < left:
                continue  # runs upwards or aslant: a watermark, or text along the margin
            top, bottom = top_ if top_ < top else top, bottom_ if bottom_ > bottom else bottom
            left, right = left_ if left_ < left else left, right_ if right_ > right else right
        if right - left <= 0.01:
            continue
        if bottom - top >= _SMALLEST and 0 <= left + right <= width and 0 <= top + bottom <= height:
            said_ = f"{text[:-1]}-" if text[-1] in _SOFT_HYPHENS else text
            words.append(Word(said_, left, top, right, bottom))
        else:
            hidden = True
    return words, hidden
