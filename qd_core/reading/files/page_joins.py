"""What pages have in common: running heads, feet and page numbers are no content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qd_core.reading.files.page_words import Line, Page

__all__ = ["without_margins"]

_MARGIN = 0.12
_COUNTED = r"\d{1,4}(?:\s?(?:of|von|de|sur|van|di|/)\s?\d{1,4})?"
_WORD = r"(?:page|pages|seite|p[áa]gina|pagina|blatt|sheet|s\.|p\.)"
_PAGE_NUMBER = re.compile(rf"^(?:[-–]\s?)?(?:{_WORD}\s?)?{_COUNTED}(?:\s?[-–])?$", re.IGNORECASE)
_PAGE_IN_TEXT = re.compile(rf"{_WORD}\s?{_COUNTED}|\b\d{{1,4}}$", re.IGNORECASE)


def without_margins(pages: Sequence[Page], lines: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads and feet and without page numbers.

    Only text that stands at the same height on most pages goes, and a head stays once; a page number goes at the foot.
    """
    margins = [_margin_lines(page, found) for page, found in zip(pages, lines, strict=True)]
    seen = Counter(key for found in margins for key in {_key(line) for line, _ in found})
    kept: list[list[Line]] = []
    for page, found, marginal in zip(pages, lines, margins, strict=True):
        gone: set[int] = set()
        for line, is_foot in marginal:
            repeated = (
                len(pages) > 1 and seen[_key(line)] * 2 > len(pages) and (is_foot or page is not pages[0])
            )
            if repeated or (is_foot and _PAGE_NUMBER.match(line.text)):
                gone.add(id(line))
        kept.append([line for line in found if id(line) not in gone])
    return kept


def _key(line: Line) -> tuple[int, str]:
    return round(line.base / 4), _PAGE_IN_TEXT.sub("", line.text)


def _margin_lines(page: Page, lines: Sequence[Line]) -> list[tuple[Line, bool]]:
    """The lines in the top and bottom margin, each with whether it is at the foot."""
    high, low = _MARGIN * page.upright_height, (1 - _MARGIN) * page.upright_height
    return [(line, line.top > low) for line in lines if line.bottom < high or line.top > low]
