"""The shape of a company's part numbers, learnt from its catalog: what looks like one and is none was made up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from qd_core.model.catalog import Catalog
from qd_core.model.folding import fold_sku
from qd_core.model.uom import unit_word

__all__ = ["SkuShapes"]

_RUN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_|\s")
_SAMPLE = 20_000
"""SKUs that the shape is learnt from; of a longer catalog every n-th."""
_ORDINAL_OR_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)([^\W\d_]+)")
_ORDINALS = frozenset("st nd rd th er re e eme ere ste de te o a am pm h hrs d x".split())

_Lengths = list[tuple[int, int]]


class SkuShapes:
    """Knows, for each order of letters, digits and separators that the SKUs have, how long each run may be, and the
    letters that several SKUs begin with."""

    def __init__(self, catalog: Catalog) -> None:
        self._shapes: dict[str, _Lengths] = {}
        self._digits: set[int] = set()
        prefixes: Counter[str] = Counter()
        step = max(1, len(catalog) // _SAMPLE)
        for item in islice(catalog, 0, None, step):
            self._learn(item.sku)
            self._learn(fold_sku(item.sku))
            first = _RUN.findall(item.sku)[:2]
            if len(first) == 2 and first[0].isalpha() and len(first[0]) > 1:
                prefixes[first[0].casefold() + _kind(first[1])] += 1
        self._prefixes = {prefix for prefix, count in prefixes.items() if count > 1}

    def fits(self, token: str) -> bool:
        """Whether ``token`` looks like a part number of this company; words, numbers, ordinals and sizes do not."""
        runs = _RUN.findall(token)
        letters = any(run.isalpha() for run in runs)
        if not letters:
            return len(runs) == 1 and len(token) > 4 and len(token) in self._digits
        if not any(run.isdigit() for run in runs) or _is_size(token):
            return False
        lengths = self._shapes.get(_shape(runs))
        if lengths is not None and all(
            low <= len(run) <= high for run, (low, high) in zip(runs, lengths, strict=True)
        ):
            return True
        return len(runs) > 2 and runs[0].casefold() + _kind(runs[1]) in self._prefixes

    def _learn(self, sku: str) -> None:
        runs = _RUN.findall(sku)
        if all(run.isdigit() for run in runs):
            self._digits.add(len(sku))
        lengths = self._shapes.setdefault(_shape(runs), [(len(run), len(run)) for run in runs])
        for place, run in enumerate(runs):
            low, high = lengths[place]
            lengths[place] = (min(low, len(run)), max(high, len(run)))


def _shape(runs: Sequence[str]) -> str:
    return "".join(map(_kind, runs))


def _kind(run: str) -> str:
    """Letters, digits, or a separator; all separators are alike."""
    return "a" if run.isalpha() else "9" if run.isdigit() else "-"


def _is_size(token: str) -> bool:
    """``10mm``, ``2nd``, ``24h``: a number with a unit or an ordinal ending."""
    found = _ORDINAL_OR_SIZE.fullmatch(token)
    if not found:
        return False
    ending = found[2].casefold()
    return ending in _ORDINALS or (unit_word(ending) is not None and len(found[1]) < 5)
