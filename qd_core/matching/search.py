"""Fuzzy search: from a buyer's words to scored items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from qd_core.matching.grams import grams_of, likeness
from qd_core.matching.index import CatalogIndex
from qd_core.matching.names import names_of
from qd_core.matching.query import Asked, asked_of
from qd_core.matching.scores import Match, match

__all__ = ["search"]

_LOOKED_AT = 40
"""Rows that are scored in full: those that answer most of the query, counted without looking at contradictions."""
_HOPELESS = 0.3
"""Rows that answer less than this share of what the best one answers are not scored."""
_SPARE = 8
_TIE = 0.04
"""Among equal scores the name that looks more alike comes first."""
_BY_HAND = 20_000
"""Up to this many rows plain Python is faster than to load numpy for it."""


def search(index: CatalogIndex, text: str, limit: int = 10) -> list[Match]:
    """The best ``limit`` items for ``text``, best first."""
    asked = asked_of(index, text)
    totals = _by_hand(index, asked) if index.size <= _BY_HAND else _by_array(index, asked)
    least = max(totals.values(), default=0.0) * _HOPELESS
    found = nlargest(
        limit + _SPARE,
        (match(index, asked, row) for row, total in totals.items() if total >= least),
        key=lambda one: (one.score, -one.row),
    )
    grams = grams_of(text)

    def order(one: Match) -> tuple[float, int]:
        alike = max(likeness(grams, grams_of(name)) for name in names_of(index.item(one.row)))
        return -one.score - _TIE * alike, one.row

    return sorted(found, key=order)[:limit]


def _every(asked: Sequence[Asked]) -> list[Asked]:
    return [one for ask in asked for one in (ask, *ask.parts)]


def _by_hand(index: CatalogIndex, asked: Sequence[Asked]) -> dict[int, float]:
    totals: dict[int, float] = defaultdict(float)
    for ask in _every(asked):
        if len(ask.forms) == 1:
            ((key, worth),) = ask.forms.items()
            gain = ask.weight * worth
            for row in index.rows(key):
                totals[row] += gain
        else:
            gains: dict[int, float] = {}
            for key, worth in sorted(ask.forms.items(), key=lambda pair: pair[1]):
                gains.update(dict.fromkeys(index.rows(key), ask.weight * worth))
            for row, gain in gains.items():
                totals[row] += gain
    best_rows = nlargest(_LOOKED_AT, totals, key=lambda row: (totals[row], -row))
    return {row: totals[row] for row in best_rows}


def _by_array(index: CatalogIndex, asked: Sequence[Asked]) -> dict[int, float]:
    import numpy as np

    totals = np.zeros(index.size, dtype=np.float32)
    for ask in _every(asked):
        if len(ask.forms) == 1:
            ((key, worth),) = ask.forms.items()
            totals[np.asarray(index.rows(key), dtype=np.intp)] += ask.weight * worth
        elif ask.forms:
            best = np.zeros(index.size, dtype=np.float32)
            for key, worth in sorted(ask.forms.items(), key=lambda pair: pair[1]):
                best[np.asarray(index.rows(key), dtype=np.intp)] = ask.weight * worth
            totals += best
    top = np.argpartition(totals, -_LOOKED_AT)[-_LOOKED_AT:]
    return {int(row): float(totals[row]) for row in top if totals[row] > 0}
