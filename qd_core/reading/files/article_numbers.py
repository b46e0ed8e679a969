"""Article numbers that stand in running text behind a word that says so (``Artikel NL-4711``, ``Part no. 88-20``)."""

from __future__ import annotations

import re

__all__ = ["labelled_article_number"]

_KIND = (
    r"(?:artikel|art|bestell|best|material|mat|teile|sach|produkt|ident|part|item|article|order|product|catalog|"
    r"catalogue|référence|réf|reference|ref|sku)"
)
_NUMBER_WORD = r"(?:nummer|number|nr|no|n°|code|#)"
_LABEL = re.compile(
    rf"\b{_KIND}(?P<number>\.?[- ]?{_NUMBER_WORD})?\.?\s{{0,2}}[:#]?\s{{0,3}}(?=\S)", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Z0-9][A-Z0-9./_+-]{2,39}")


def labelled_article_number(text: str) -> str:
    """The one number so labelled in ``text``; empty where there is none, or more than one.

    Behind a bare label (``Artikel``, ``Item``) mere digits may count positions: they must come with letters.
    """
    found: set[str] = set()
    for label in _LABEL.finditer(text):
        token = _TOKEN.match(text, label.end())
        if token is None:
            continue
        word = token.group().rstrip("./_-")
        after = text[label.end() + len(word) : label.end() + len(word) + 1]
        digits, letters = any(map(str.isdigit, word)), any(map(str.isalpha, word))
        coded = letters and (digits or "-" in word)
        if len(word) > 2 and not after.isalpha() and (coded or (digits and label.group("number"))):
            found.add(word)
    return found.pop() if len(found) == 1 else ""
