"""Fuzzy search: from a buyer's words to scored items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest

from qd_core.matching.grams import grams_of, likeness
from qd_core.matching.index import CatalogIndex
from qd_core.matching.names import names_of
from qd_core.matching.query import asked_of
from qd_core.matching.retrieval import short_list
from qd_core.matching.scanning import LONGEST_NAME
from qd_core.matching.scores import Match, match

__all__ = ["search"]

_CLOSE = 0.75
_HOPELESS = 0.3
"""Rows that answer less than this share of what the best one answers are not scored at all …"""
_CERTAIN = 0.85
"""… and those under 0.75 of it only where none of the others scores 0.85: they could not come near."""
_OF_IT = 0.8
"""What is left of the score of a thing of the thing that is asked for, where there is that thing itself."""
_WHOLLY = 0.999
_SPARE = 8
_DOUBT = 0.85
_TIE = 0.04
"""Among equal scores the name that looks more alike comes first …"""
_GUESS = 0.2
"""… and counts for more where no score is certain."""


def search(index: CatalogIndex, text: str, limit: int = 10) -> list[Match]:
    """The best ``limit`` items for ``text``, best first."""
    text = text[:LONGEST_NAME]
    asked = asked_of(index, text)
    totals = short_list(index, asked)
    most = max(totals.values(), default=0.0)
    found = [match(index, asked, row) for row, total in totals.items() if total >= most * _CLOSE]
    if not found or max(one.score for one in found) < _CERTAIN:
        found += [
            match(index, asked, row)
            for row, total in totals.items()
            if most * _HOPELESS <= total < most * _CLOSE
        ]
    ranked = _none_for_sure(_things_themselves(_equally_vague(found)))
    grams = grams_of(text)

    def order(one: Match) -> tuple[float, int]:
        alike = max(likeness(grams, grams_of(name)) for name in names_of(index.item(one.row)))
        return -one.score - (_TIE if one.score >= _CERTAIN else _GUESS) * alike, one.row

    return sorted(nlargest(limit + _SPARE, ranked, key=lambda one: (one.score, -one.row)), key=order)[:limit]


def _equally_vague(found: Sequence[Match]) -> list[Match]:
    """One word that several items hold (`blades`) tells none of them apart: how long their own names are is no reason
    to prefer one."""
    alike = [
        one
        for one in found
        if one.words == 1 and one.explained > _WHOLLY > one.coverage and not one.conflicts
    ]
    if len(alike) < 2:
        return list(found)
    least = min(one.score for one in alike)
    vague = {one.row for one in alike}
    return [replace(one, score=least) if one.row in vague else one for one in found]


def _things_themselves(found: Sequence[Match]) -> list[Match]:
    """Who asks for an `oreiller` means no `taie d'oreiller`, where there are both."""
    if not any(one.score >= _CERTAIN and not one.of_it for one in found):
        return list(found)
    return [replace(one, score=one.score * _OF_IT) if one.of_it else one for one in found]


def _none_for_sure(found: Sequence[Match]) -> Sequence[Match]:
    """Where the best item may be another product, no other one takes its place: it is a question."""
    if not found or not max(found, key=lambda one: one.score).doubted:
        return found
    return [replace(one, score=one.score * _DOUBT) for one in found]
