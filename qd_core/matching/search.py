"""Fuzzy search: from a buyer's words to scored items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qd_core.matching.index import CatalogIndex
from qd_core.matching.grams import grams_of
from qd_core.matching.query import Asked, asked_of
from qd_core.matching.scores import Match, match

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["search"]

_BY_WORDS = 40
_TIE = 0.04


def search(index: CatalogIndex, text: str, limit: int = 10) -> list[Match]:
    """The best ``limit`` items for ``text``, best first."""
    asked = asked_of(index, text)
    if not asked or not len(index.items):
        return []
    matches = [match(index, asked, row) for row in _top(_by_words(index, asked), _BY_WORDS)]
    grams = set(grams_of(text))
    return sorted(matches, key=lambda found: (-found.score - _TIE * index.likeness(found.row, grams), found.row))[:limit]


def _by_words(index: CatalogIndex, asked: Sequence[Asked]) -> NDArray[np.float32]:
    import numpy as np

    total = np.zeros(len(index.items), dtype=np.float32)
    for ask in asked:
        if len(ask.forms) == 1:
            ((key, worth),) = ask.forms.items()
            total[index.posting(key)] += ask.weight * worth
        elif ask.forms:
            best = np.zeros(len(index.items), dtype=np.float32)
            for key, worth in sorted(ask.forms.items(), key=lambda pair: pair[1]):
                best[index.posting(key)] = ask.weight * worth
            total += best
    return total


def _top(scores: NDArray[np.float32], count: int) -> list[int]:
    import numpy as np

    if len(scores) > count > 0:
        best = np.argpartition(scores, -count)[-count:]
    else:
        best = np.arange(len(scores))
    return [int(row) for row in best if scores[row] > 0]
