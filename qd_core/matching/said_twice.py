"""Names that a buyer says twice or says more of: `vapour barrier (Dampfbremse 0,2 mm)`, `slippers, closed toe`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qd_core.matching.index import CatalogIndex
from qd_core.matching.query import asked_of
from qd_core.matching.scores import Match
from qd_core.matching.search import search

__all__ = ["called_first", "in_brackets"]

_BRACKETED = re.compile(r"\s*([^()\[\]]{2,120}?)\s*[(\[]([^()\[\]]{3,120})[)\]]\s*")
_FIRST = re.compile(r"\s*([^,;()\[\]]{3,80}?)\s*[,;(\[]")
_SURE = 0.85
_SEVERAL = 2
"""Words that say what a thing is; one in brackets may be its colour."""


def in_brackets(index: CatalogIndex, text: str) -> Iterator[Match]:
    """The items that the words in brackets name by themselves, behind words that the catalog does not know, the buyer's
    own, or that fit the item too."""
    found = _BRACKETED.fullmatch(text)
    own = asked_of(index, found[1]) if found is not None else []
    if found is None or any(ask.is_number for ask in own):
        return
    for one in search(index, found[2]):
        keys = index.features(one.row).stored
        fits = all(not ask.forms or not keys.isdisjoint(ask.forms) for ask in own)
        if fits and one.score >= _SURE and one.words >= _SEVERAL:
            yield one


def called_first(index: CatalogIndex, text: str) -> tuple[str, tuple[int, ...]]:
    """The words before the first comma or bracket, and the items that are called just so. What follows may be said of
    them or of another thing: that is a question."""
    found = _FIRST.match(text)
    if found is None or any(char.isdigit() for char in text[found.end() :]):
        return "", ()
    return found[1], index.named(found[1])
