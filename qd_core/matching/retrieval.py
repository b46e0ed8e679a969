"""Which rows answer most of a query, counted without looking at contradictions: the short list for the scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qd_core.matching.index import CatalogIndex
from qd_core.matching.query import Asked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Lists = list[tuple[NDArray[np.intp], NDArray[np.float32], float]]

__all__ = ["short_list"]

_KEPT = 40
_KEPT_OF_MANY = 24
"""Of a large catalog, where each row has to be read anew before it is scored."""
_BY_HAND = 3000
"""Up to this many rows plain Python is faster than to load numpy for it."""
_SEEDS = 60_000
"""As many rows as the rarest keys may name before the others are only looked up for those."""
_DENSE = 20
"""From one row in so many on, a place for every row of the catalog is quicker than to sort those that are named."""
_OUTSIDE = 0.8
"""A row without any of the rarest keys may be left out where it cannot reach this share of the best row's total."""


def short_list(index: CatalogIndex, asked: Sequence[Asked]) -> dict[int, float]:
    """The 40 best rows by the weight of what they answer, best first."""
    every = [one for ask in asked for one in (ask, *ask.parts) if one.forms]
    if not every:
        return {}
    if index.size <= _BY_HAND:
        return _by_hand(index, every)
    lists = sorted((_rows_of(index, ask) for ask in every), key=lambda entry: len(entry[0]))
    return _by_seeds(index.size, lists) or _by_all(index.size, lists)


def _by_hand(index: CatalogIndex, every: Sequence[Asked]) -> dict[int, float]:
    totals: dict[int, float] = defaultdict(float)
    for ask in every:
        if len(ask.forms) == 1:
            ((key, worth),) = ask.forms.items()
            gain = ask.weight * worth
            for row in index.rows(key):
                totals[row] += gain
            continue
        gains: dict[int, float] = {}
        for key, worth in sorted(ask.forms.items(), key=lambda pair: pair[1]):
            gains.update(dict.fromkeys(index.rows(key), ask.weight * worth))
        for row, gain in gains.items():
            totals[row] += gain
    least = sorted(totals.values(), reverse=True)[:_KEPT][-1] if totals else 0.0
    near = [(-total, row) for row, total in totals.items() if total >= least]
    return {row: -total for total, row in sorted(near)[:_KEPT]}


def _rows_of(index: CatalogIndex, ask: Asked) -> tuple[NDArray[np.intp], NDArray[np.float32], float]:
    """The rows that answer one atom in ascending order, what each gains by it, and the most that one can gain."""
    import numpy as np

    most = ask.weight * max(ask.forms.values())
    pairs = sorted(ask.forms.items(), key=lambda pair: -pair[1])
    arrays = [np.asarray(index.rows(key), dtype=np.intp) for key, _ in pairs]
    if len(arrays) == 1:
        return arrays[0], np.full(len(arrays[0]), most, dtype=np.float32), most
    worths = np.array([ask.weight * worth for _, worth in pairs], dtype=np.float32)
    if sum(map(len, arrays)) * _DENSE > index.size:
        every = np.zeros(index.size, dtype=np.float32)
        for rows, gain in zip(reversed(arrays), reversed(worths), strict=True):
            every[rows] = gain  # the dearest form last
        rows = np.flatnonzero(every > 0)  # of floats themselves it takes ten times as long
        return rows, every[rows], most
    gains = np.repeat(worths, [len(rows) for rows in arrays])
    rows, first = np.unique(np.concatenate(arrays), return_index=True)
    return rows, gains[first], most


def _by_seeds(catalog_size: int, lists: Lists) -> dict[int, float]:
    """The best rows among those that the rarest keys name; empty where others might be as good."""
    import numpy as np

    seeds, size = 0, 0
    while seeds < len(lists) and size + len(lists[seeds][0]) <= _SEEDS:
        size += len(lists[seeds][0])
        seeds += 1
    if not seeds or seeds == len(lists):
        return {}
    named = np.concatenate([rows for rows, _, _ in lists[:seeds]])
    gained = np.concatenate([gains for _, gains, _ in lists[:seeds]])
    if len(named) * _DENSE > catalog_size:
        every = np.bincount(named, weights=gained)
        rows = np.flatnonzero(every > 0)
        totals = every[rows]
    else:
        rows, place = np.unique(named, return_inverse=True)
        totals = np.bincount(place, weights=gained)
    outside = sum(most for _, _, most in lists[seeds:])
    likely = totals >= totals.max() - outside  # no other can come out on top
    rows, totals = rows[likely], totals[likely]
    for others, gains, _ in lists[seeds:]:
        at = np.searchsorted(others, rows)
        at[at == len(others)] = 0
        hit = others[at] == rows
        totals[hit] += gains[at[hit]]
    if float(totals.max()) * _OUTSIDE < outside:
        return {}
    return _best(rows, totals)


def _by_all(size: int, lists: Lists) -> dict[int, float]:
    import numpy as np

    totals = np.zeros(size, dtype=np.float32)
    for rows, gains, _ in lists:
        totals[rows] += gains
    rows = np.flatnonzero(totals >= totals.max() * 0.3)
    return _best(rows, totals[rows])


def _best(rows: NDArray[np.intp], totals: NDArray[np.float32] | NDArray[np.float64]) -> dict[int, float]:
    import numpy as np

    if len(rows) > _KEPT_OF_MANY:
        top = np.argpartition(totals, -_KEPT_OF_MANY)[-_KEPT_OF_MANY:]
        rows, totals = rows[top], totals[top]
    order = np.lexsort((rows, -totals))
    return {int(rows[at]): float(totals[at]) for at in order}
