"""Numbers of a query that an item answers only in part: it has others where these stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.features import Features
from qd_core.matching.query import Asked

__all__ = ["measured_otherwise", "named_otherwise", "torn_chains"]


def torn_chains(asked: Sequence[Asked], features: Features) -> Iterator[Asked]:
    """Numbers of a chain without units (``60x40x6``) that answer to measures of different kinds: the 6 m of a bar
    of 60 x 40 x 5 mm are not what was asked for."""
    chains: dict[int, list[Asked]] = defaultdict(list)
    for ask in asked:
        if ask.atom.chain and not ask.atom.dimension:
            chains[ask.atom.chain].append(ask)
    for links in chains.values():
        kinds = [features.chains_of(ask.atom.name) for ask in links]
        if len(links) > 1 and all(kinds) and not frozenset.intersection(*kinds):
            common = Counter(kind for own in kinds for kind in own).most_common(1)[0][0]
            yield from (ask for ask, own in zip(links, kinds, strict=True) if common not in own)


def named_otherwise(asked: Sequence[Asked], features: Features) -> Iterator[Asked]:
    """Numbers that follow a word which the item follows by a number of its own: the 25 m of a ring of ``FXP 32`` are
    not the ``FXP 25`` that was asked for."""
    for at, (word, ask) in enumerate(pairwise(asked)):
        if (
            word.is_number
            or not _is_bare(ask.atom)
            or _counts_the_same(ask, asked[at + 2 : at + 3], features)
        ):
            continue
        own = [
            atom
            for name in features.names
            for (before, keys), (atom, _) in pairwise(name)
            if before.kind is AtomKind.WORD and word.forms.keys() & set(keys)
        ]
        if any(map(_is_bare, own)):
            numbers = {other.atom.name for other in asked if other.is_number}
            if not any(atom.name in numbers for atom in own):
                yield ask


def _counts_the_same(number: Asked, after: Sequence[Asked], features: Features) -> bool:
    """Whether the word ``after`` the number stands behind it in the item, too: the `50 ct` of `strips 5-way, 50 ct`."""
    return any(
        not word.is_number and number.forms.keys() & set(own) and word.forms.keys() & set(following)
        for word in after
        for name in features.names
        for (_, own), (_, following) in pairwise(name)
    )


def measured_otherwise(
    asked: Sequence[Asked], features: Features, hits: Mapping[str, float]
) -> Iterator[Asked]:
    """Measures that a bare number answers where the item has another one in the same unit: a card of class 4 and 16 GB
    is not the one of 4 GB that was asked for."""
    for ask in asked:
        if not _is_measure(ask.atom) or ask.forms.keys() & features.keys != {f"#{ask.atom.name}"}:
            continue
        own = (atom for atom, keys in features.names[0] if _is_measure(atom) and hits.keys().isdisjoint(keys))
        if any(atom.dimension == ask.atom.dimension and _unit(atom) == _unit(ask.atom) for atom in own):
            yield ask


def _is_measure(atom: Atom) -> bool:
    """Whether it is a number with a unit of its own."""
    return bool(atom.dimension) and not atom.guessed


def _unit(atom: Atom) -> Fraction | None:
    """How much one of the unit is in the dimension's own; None for a number without a unit and for 0."""
    return atom.size / value if atom.size and (value := Fraction(atom.name)) else None


def _is_bare(atom: Atom) -> bool:
    """Whether it is a number alone: no measure, no link of a chain."""
    return atom.kind is AtomKind.NUMBER and not atom.dimension and not atom.chain
