"""What an alias of one size teaches about its siblings: ``spigot 1/2`` for the 1/2 hose bibb names the 3/4 one too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.names import names_of
from qd_core.matching.qualities import quality_of
from qd_core.matching.scanning import atoms_of
from qd_core.model.catalog import CatalogItem

__all__ = ["Lending", "taught_words"]

_SIZES = frozenset("xxs xs s m l xl xxl xxxl".split())


class Lending:
    """Siblings are called the same but for sizes and qualities. An alias is lent only to a sibling that has none which
    differs from it in one word: ``warm white`` is not lent to what is called ``cool white``.
    """

    def __init__(self, items: Iterable[CatalogItem], decimal_comma: bool) -> None:
        self._decimal_comma = decimal_comma
        self._known: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
        for item in items:
            if item.aliases:
                words, *aliases = self._templates(item)
                self._known[words].update(aliases)

    def words(self, item: CatalogItem) -> frozenset[str]:
        """The words of siblings' aliases that ``item`` lacks itself."""
        if not self._known:
            return frozenset()
        words, *own = self._templates(item)
        known = self._known.get(words, set()).difference(own)
        free = (alias for alias in known if not any(_differ_in_one_word(alias, other) for other in own))
        new = frozenset[str]().union(*free) - words.union(*own)
        return frozenset(word for word in new if quality_of(word) is None)

    def _templates(self, item: CatalogItem) -> list[frozenset[str]]:
        """The words of each name without sizes, and of the description without qualities."""
        description, *aliases = (
            _words(atoms_of(name, self._decimal_comma)) - _SIZES for name in names_of(item)
        )
        return [frozenset(word for word in description if quality_of(word) is None), *map(frozenset, aliases)]


def taught_words(items: Iterable[CatalogItem], decimal_comma: bool) -> Mapping[str, frozenset[str]]:
    """Short forms that aliases teach: ``ply`` beside a description that says ``plywood``, ``sch`` for ``schedule``."""
    taught: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if not item.aliases:
            continue
        words = _words(atoms_of(item.description, decimal_comma))
        for alias in item.aliases:
            for short in _words(atoms_of(alias, decimal_comma)) - words:
                for word in words:
                    if len(word) > len(short) > 1 and word.startswith(short):
                        taught[short].add(word)
    return {short: frozenset(words) for short, words in taught.items()}


def _words(atoms: Iterable[Atom]) -> set[str]:
    return {atom.name for atom in atoms if atom.kind is AtomKind.WORD}


def _differ_in_one_word(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left) == len(right) and len(left - right) == 1 and not left.isdisjoint(right)
