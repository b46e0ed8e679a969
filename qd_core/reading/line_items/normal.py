"""Text in one spelling of dashes, quotes and spaces, with the way back to the characters as written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

__all__ = ["NormalText", "normalize"]

_SINGLE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e", '"'),
    **dict.fromkeys("\u00d7\u2715\u2a2f\u2a09", "x"),
    "\u2044": "/",
    "\u2028": "\n",
    "\u2029": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
}
_VULGAR = frozenset("½¼¾⅓⅔⅛⅜⅝⅞")
_COUNTED_SIZE: Final = re.compile(r"\d (?:small|medium|large)\b", re.IGNORECASE)
_EXTRA_SIZE: Final = re.compile(r"(?<=\d )(x) (?=(?:large|small)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NormalText:
    """``text`` is what is read; ``original`` what was written. Offsets of one are turned into the other's."""

    text: str
    original: str
    offsets: tuple[int, ...] | None
    """Original index of every character of ``text``; None where both are alike."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in ``original``."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(text: str) -> NormalText:
    """``text`` with plain dashes, quotes and spaces and without invisible characters; line ends are ``\\n``. Where
    counts stand right before sizes (`50 large`), `25 x large` is 25 of x-large, not 25 times large."""
    normal = _plainly(text)
    if _COUNTED_SIZE.search(normal.text) is None:
        return normal
    return replace(normal, text=_EXTRA_SIZE.sub(r"\1-", normal.text))


def _plainly(text: str) -> NormalText:
    if text.isascii() and "\r" not in text:
        return NormalText(text, text, None)
    chars: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        if char == "\r" and text[index + 1 : index + 2] == "\n":
            continue
        for plain in char if char.isascii() and char != "\r" else _plain(char):
            chars.append(plain)
            offsets.append(index)
    return NormalText("".join(chars), text, tuple(offsets))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _SINGLE:
        return _SINGLE[char]
    if char in _VULGAR or char in "°º¹²³⁰⁴⁵⁶⁷⁸⁹":
        return char
    category = unicodedata.category(char)
    if category in {"Cf", "Cc"} or char == "\u034f":
        return ""
    if category == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) <= 3 else char
