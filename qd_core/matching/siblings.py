"""Words that set one product of a catalog apart from another, learnt where both are carried: ``Card Studio`` and ``Card
Studio Deluxe``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from qd_core.matching.atoms import Atom
from qd_core.matching.qualities import quality_of
from qd_core.matching.scanning import atoms_of
from qd_core.model.catalog import CatalogItem

__all__ = ["adding_words"]

_LEARNT_FROM = 50_000
"""Rows that are compared; what tells siblings apart is seen in fewer."""
_SIZE = (1 << 64) - 1
_OFTEN = 12
"""A word that so many items hold for each one that it sets apart tells nothing: a maker's name beside one item that is
listed with it and without."""


def adding_words(items: Iterable[CatalogItem], decimal_comma: bool) -> frozenset[str]:
    """The words that make another product of one whose description is the same without them. Qualities are left out:
    what they tell is known."""
    described = [
        keys
        for item in islice(items, _LEARNT_FROM)
        if len(keys := _keys(atoms_of(item.description, decimal_comma))) > 1
    ]
    whole = {_sum(keys) for keys in described}
    adds, swaps = Counter[str](), Counter[str]()
    without: dict[int, str] = {}
    for keys in described:
        for rest, word in _shortened(keys):
            adds[word] += rest in whole
            if without.setdefault(rest, word) != word:
                swaps.update((word, without[rest]))
    held = Counter(key for keys in described for key in keys if adds[key])
    return frozenset(
        word
        for word, count in adds.items()
        if count and (count + swaps[word]) * _OFTEN >= held[word] and quality_of(word) is None
    )


def _keys(atoms: Sequence[Atom]) -> frozenset[str]:
    return frozenset(atom.stored[0] for atom in atoms)


def _shortened(keys: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Each word of letters with the sum of the keys beside it."""
    total = _sum(keys)
    return (((total - hash(key)) & _SIZE, key) for key in keys if key.isalpha())


def _sum(keys: frozenset[str]) -> int:
    return sum(map(hash, keys)) & _SIZE
