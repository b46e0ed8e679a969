"""Lines that are an item each by their form: a long one is not wrapped, however near the margin it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

__all__ = ["item_lines"]

_LONGEST: Final = 400
_FEWEST: Final = 3
"""So many in a row are a list, whatever follows; two only where nothing does."""
_NUMBER: Final = r"\d{1,5}(?:[.,']\d{3})?"
_UNIT: Final = r"[^\W\d]{1,12}\.?"
_CODE_FIRST: Final = re.compile(r"(?=[^\s:]*\d)(?=[^\s:]*[A-Z./-])[A-Z0-9][A-Z0-9./_-]{3,}:?\s.*")
"""`BW-131 Duvetbezug …`"""
_COUNT_FIRST: Final = re.compile(
    rf"{_NUMBER}(?:[ ]?[x×*])?[ ](?!(?:mm|cm|dm|m|kg|g|l|ml|cl)\b)(?:{_UNIT}[ ]+)?[^\W\d].{{2,}}"
)
"""`24 Duvetbezug …`, `24 Stk. Duvetbezug …`"""
_COUNT_LAST: Final = re.compile(
    rf"[^\W_].*[^\W\d_]{{3}}.*(?:\s|[:=–-]|\s[x×]){_NUMBER}(?:[ ]?{_UNIT})?(?:\s*\([^()]*\))?"
)
"""`Duvetbezug … (mit Reissverschluss) 24 Stück`"""
_COUNT_NAMED: Final = re.compile(rf"[^:]*[^\W\d_]{{3}}[^:]*:\s?{_NUMBER}(?:[ ]?[x×])?(?:\s{_UNIT}(?!\w).*)?")
"""`Duvetbezug …: 24 Kartons à 10 Stück`"""
_FORMS: Final = (_CODE_FIRST, _COUNT_FIRST, _COUNT_LAST, _COUNT_NAMED)
_OPEN: Final = re.compile(
    r"(?:[,&+(/-]|\b(?:und|and|et|y|e|en|oder|or|ou|o|sowie|plus|de|di|von|of|à|zu|je|the|der|die|das|den))$",
    re.IGNORECASE,
)
"""It goes on in the next line."""


def item_lines(lines: Sequence[tuple[str, bool]]) -> frozenset[int]:
    """The places of the lines that begin an item. A line comes with whether a blank line stands before it.

    They are those of a run of one form, from the start of a paragraph (or from behind a colon) on: to its end, or
    for three lines at least. In a paragraph of three each may have a form of its own.
    """
    texts = [text[:_LONGEST].rstrip(" \t.;") for text, _ in lines]
    items: set[int] = set()
    for start, end in _paragraphs(lines):
        for forms in (*((form,) for form in _FORMS), _FORMS):
            last = start
            while last < end and _has(forms, texts[last]) and not _is_open(texts[last]):
                last += 1
            last += last < end and _has(forms, texts[last])  # an open one may be the last
            whole = last == end and last - start > 1
            if (last - start >= _FEWEST and (whole or len(forms) == 1)) or (whole and len(forms) == 1):
                items.update(range(start, last))
    return frozenset(items)


def _paragraphs(lines: Sequence[tuple[str, bool]]) -> Iterator[tuple[int, int]]:
    """From where to where (excluded) lines stand together, without those up to one that ends in a colon."""
    starts = [at for at, (_, blank) in enumerate(lines) if blank or at == 0 or lines[at - 1][0].endswith(":")]
    yield from pairwise([*starts, len(lines)])


def _has(forms: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(form.fullmatch(text) for form in forms)


def _is_open(text: str) -> bool:
    return _OPEN.search(text) is not None or text.count("(") > text.count(")")
