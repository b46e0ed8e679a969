"""Article numbers that stand in running text behind a word that says so (``Artikel NL-4711``, ``Part no. 88-20``)."""

from __future__ import annotations

import re

__all__ = ["labelled_article_number"]

_LABEL = re.compile(
    r"\b(?:Art(?:ikel)?\.?|Best(?:ell)?\.?|Mat(?:erial)?\.?|Teile|Sach|Produkt|Part|Item|Article|Order|Product|Catalog(?:ue)?|SKU|Réf|Ref)"
    r"\.?[- ]?(?:Nr|Nummer|No|Number|Code|#)?\.?\s?[:#]?\s{0,3}(?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./_+-]{2,39}")


def labelled_article_number(text: str) -> str:
    """The one number so labelled in ``text``; empty where there is none, or more than one."""
    found: list[str] = []
    for label in _LABEL.finditer(text):
        number = _NUMBER.match(text, label.end())
        if number is None:
            continue
        word = number.group().rstrip("./_-")
        after = text[label.end() + len(word) : label.end() + len(word) + 1]
        if any(char.isdigit() for char in word) and not after.isalpha() and len(word) > 2:
            found.append(word)
    return found[0] if len(set(found)) == 1 else ""
