"""Words that make an item another offer than the plain one: nobody means the upgrade or the used one who does not say
so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.lexicon import concept, stem

__all__ = ["is_for_several", "is_mark", "seat_words", "sets_apart"]

_MARKS = """
    upgrade
    academic student
    refurbished refurb reconditioned remanufactured renewed preowned overhauled
    gebraucht generalüberholt überholt aufbereitet
    refabricado refabricada reacondicionado reacondicionada
    reconditionné reconditionnée rénové rénovée ricondizionato ricondizionata
    trial demo renewal crossgrade
    mac linux unix
"""
_EVERYWHERE = "windows pc hybrid"
"""Beside one of these the item is for that system too."""
_SYSTEMS = "mac linux unix"
_SEATS = "user seat licence client cal computer"
_SEVERAL = "multi family volume"


@cache
def _names(words: str) -> frozenset[str]:
    return frozenset(concept(stem(word)) for word in words.split())


def is_mark(name: str) -> bool:
    """Whether a concept marks another offer."""
    return name in _names(_MARKS)


def sets_apart(unsaid: Iterable[str], description: AbstractSet[str]) -> bool:
    """Whether one of ``unsaid``, concepts that an item's description has and a query leaves out, marks another offer:
    a licence for those who have the older version or for schools, goods that are not new, another system's."""
    marks = _names(_MARKS).intersection(unsaid)
    if marks and description & _names(_EVERYWHERE):
        marks -= _names(_SYSTEMS)
    return bool(marks)


def seat_words() -> frozenset[str]:
    """The concepts that licences are counted in."""
    return _names(_SEATS)


def is_for_several(description: Sequence[Atom], unsaid: Sequence[Atom]) -> bool:
    """Whether an item is a licence for several (``5 user``, ``family pack``) and the query leaves that out: nobody
    means more than one who does not say so."""
    seats = seat_words()
    for left, right in pairwise(description):
        counted = left.kind is AtomKind.NUMBER and not left.dimension and left.name != "1"
        if (counted and right.name in seats and left in unsaid) or (
            left.name in _names(_SEVERAL) and right.name in {*seats, "pack"} and left in unsaid
        ):
            return True
    return False
