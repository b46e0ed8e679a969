"""What an alias of one size teaches about its siblings: ``spigot 1/2`` for the 1/2 hose bibb names the 3/4 one too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.lexicon import quality_of

__all__ = ["lent_words"]

_SIZES = frozenset("xxs xs s m l xl xxl xxxl".split())


def lent_words(names: Sequence[Sequence[tuple[Atom, ...]]]) -> dict[int, frozenset[str]]:
    """For each row (its description and aliases as atoms) the alias words of siblings that it lacks itself.

    Siblings are called the same but for sizes and qualities. An alias is lent only to a sibling that has none which
    differs from it in one word: ``warm white`` is not lent to what is called ``cool white``.
    """
    families: dict[frozenset[str], list[int]] = defaultdict(list)
    for row, (description, *_) in enumerate(names):
        if words := _template(description):
            families[words].append(row)
    lent: dict[int, frozenset[str]] = {}
    for words, rows in families.items():
        aliases = {row: {_template(alias) for alias in names[row][1:]} for row in rows}
        known = set().union(*aliases.values())
        if len(rows) < 2 or not known:  # noqa: PLR2004 - a family of one has no siblings
            continue
        for row in rows:
            new = {word for alias in known - aliases[row] if _is_free(alias, aliases[row]) for word in alias - words}
            new -= set().union(*aliases[row])
            if new:
                lent[row] = frozenset(new)
    return lent


def _template(atoms: Iterable[Atom]) -> frozenset[str]:
    return frozenset(
        atom.name
        for atom in atoms
        if atom.kind is AtomKind.WORD and atom.name not in _SIZES and quality_of(atom.name) is None
    )


def _is_free(alias: frozenset[str], own: Iterable[frozenset[str]]) -> bool:
    return not any(len(other) == len(alias) and len(other ^ alias) == 2 and other & alias for other in own)  # noqa: PLR2004
