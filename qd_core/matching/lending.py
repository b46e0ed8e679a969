"""What an alias of one size teaches about its siblings: ``spigot 1/2`` for the 1/2 hose bibb names the 3/4 one too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.names import names_of
from qd_core.matching.qualities import quality_of
from qd_core.matching.scanning import atoms_of
from qd_core.model.catalog import CatalogItem

__all__ = ["lent_words", "taught_words"]

_SIZES = frozenset("xxs xs s m l xl xxl xxxl".split())


def lent_words(items: Iterable[CatalogItem], decimal_comma: bool) -> Mapping[int, frozenset[str]]:
    """For each row the words of siblings' aliases that it lacks itself; rows that borrow nothing are left out.

    Siblings are called the same but for sizes and qualities. An alias is lent only to a sibling that has none which
    differs from it in one word: ``warm white`` is not lent to what is called ``cool white``.
    """
    families: dict[frozenset[str], list[tuple[int, set[frozenset[str]]]]] = defaultdict(list)
    for row, item in enumerate(items):
        description, *aliases = (_template(atoms_of(name, decimal_comma)) for name in names_of(item))
        families[description].append((row, set(aliases)))
    lent: dict[int, frozenset[str]] = {}
    for words, members in families.items():
        known = set().union(*(aliases for _, aliases in members))
        if len(members) == 1 or not known or not words:
            continue
        for row, own in members:
            free = (alias for alias in known - own if not any(_differ_in_one_word(alias, other) for other in own))
            new = set().union(*free) - words.union(*own)
            if new:
                lent[row] = frozenset(new)
    return lent


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


def _template(atoms: Iterable[Atom]) -> frozenset[str]:
    return frozenset(
        atom.name
        for atom in atoms
        if atom.kind is AtomKind.WORD and atom.name not in _SIZES and quality_of(atom.name) is None
    )


def _differ_in_one_word(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left) == len(right) and len(left - right) == 1 and not left.isdisjoint(right)
