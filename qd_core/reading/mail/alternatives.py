"""Which version of a mail holds its content: the plain or the HTML one."""

from __future__ import annotations

import re

from qd_core.reading.mail.markup import Rendered
from qd_core.reading.mail.thread import MARK

__all__ = ["html_says_more", "without_repeats"]

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+")
_LINK = re.compile(
    r"<?\b(?:https?|mailto|tel|ftp)[:/]\S+|\[cid:[^\]]{1,200}\]|\[image: [^\]]{0,200}\]",
    re.IGNORECASE,
)
_STUB = re.compile(
    r"\bhtml\b|\b(?:in|im|dans|en|nel) (?:your |ihrem |votre |su |un |einem )?(?:web )?(?:browser|navigat)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5
_MOST_COMPARED = 10
_ALIKE = 0.9
_STUB_LENGTH = 400
_LONG_LIST = re.compile(r"\t|\||\S {3,}\S")


def html_says_more(plain: str, rendered: Rendered) -> tuple[bool, bool]:
    """Whether the HTML version is the one to read, and whether the two differ in their figures.

    The HTML wins where the plain version is empty, a stub ("your mail program does not show HTML"), cut short, has
    lost the columns of a table, or holds what the HTML hides: HTML is what people see.
    """
    if rendered.problem or not rendered.text.strip():
        return False, False
    ours, theirs = len(_WORD.findall(plain)), len(_WORD.findall(rendered.text))
    if not ours or theirs > 3 * ours + 10:
        return True, False
    if len(plain) < _STUB_LENGTH and 2 * theirs > 3 * ours and _STUB.search(plain):
        return True, False
    differ = _differ(plain, rendered.text)
    if rendered.notes or differ:
        return True, differ and not rendered.notes
    columns = sum(bool(_LONG_LIST.search(line)) for line in plain.split("\n"))
    return rendered.data_rows >= 2 and columns < rendered.data_rows, False


def without_repeats(pieces: list[str]) -> list[str]:
    """The pieces without those that say once more what an earlier one said: some programs send the plain and the
    HTML version one below the other, and every line would count twice."""
    if len(pieces) < 2:
        return pieces
    kept: list[tuple[str, set[str]]] = []
    for piece in pieces:
        words = set(_WORD.findall(_LINK.sub(" ", piece.casefold())))
        if len(words) < _FEWEST_WORDS or not any(
            _are_alike(words, other) for _, other in kept[:_MOST_COMPARED]
        ):
            kept.append((piece, words))
    return [piece for piece, _ in kept]


def _are_alike(words: set[str], others: set[str]) -> bool:
    return len(words & others) >= _ALIKE * len(words | others)


def _differ(plain: str, html: str) -> bool:
    """Whether the plain version has a figure that the HTML has not."""
    seen = set(_FIGURE.findall(html.replace(MARK, "")))
    return any(figure not in seen for figure in _FIGURE.findall(_LINK.sub(" ", plain)))
