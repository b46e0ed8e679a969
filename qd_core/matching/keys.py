"""Under which keys an atom is stored for an item, and looked up for a query."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.matching.atoms import Atom, AtomKind

__all__ = ["ask_keys", "part_keys", "store_keys"]

_SAME_NUMBER = 0.97
"""One side gives the unit, the other does not."""
_GUESSED = 0.93
_REPEATED = 0.75
"""A ``1/2 x 1/2`` elbow may stand in the catalog as ``1/2``."""
_FOUR_DIGITS = 4


def store_keys(atom: Atom) -> tuple[str, ...]:
    """The keys of an item's atom, the most telling first."""
    if atom.kind is not AtomKind.NUMBER:
        return (atom.name,)
    if atom.nth > 1:
        return (f"{atom.key}*{atom.nth}", f"#{atom.name}*{atom.nth}")
    if not atom.dimension:
        return (f"#{atom.name}",)
    if atom.glued:
        return (atom.key, atom.word)
    if atom.guessed:
        return (atom.key, f"#{atom.name}", f"~{atom.name}")
    return (atom.key, f"~{atom.name}")


def ask_keys(atom: Atom) -> tuple[tuple[str, float], ...]:
    """The keys that answer a query's atom, each with how much it says."""
    if atom.kind is not AtomKind.NUMBER:
        return ((atom.name, 1.0),)
    if atom.nth > 1:
        return (
            (f"{atom.key}*{atom.nth}", 1.0),
            (f"#{atom.name}*{atom.nth}", _SAME_NUMBER),
            (atom.key, _REPEATED),
            (f"#{atom.name}", _REPEATED),
        )
    if not atom.dimension:
        return ((f"#{atom.name}", 1.0), (f"~{atom.name}", _SAME_NUMBER))
    if atom.glued:
        return ((atom.key, 1.0), (atom.word, 1.0))
    if atom.guessed:
        return ((atom.key, 1.0), (f"#{atom.name}", _SAME_NUMBER), (f"~{atom.name}", _GUESSED))
    return ((atom.key, 1.0), (f"#{atom.name}", _SAME_NUMBER))


def part_keys(atoms: Iterable[Atom]) -> Iterable[str]:
    """The keys of a SKU's own parts: short numbers in a SKU are codes of the house, not sizes to be asked for."""
    for atom in atoms:
        if atom.kind is not AtomKind.NUMBER:
            if len(atom.name) > 1:
                yield atom.name
        elif len(atom.word) >= _FOUR_DIGITS and not atom.dimension:
            yield f"#{atom.name}"
        elif atom.glued:
            yield atom.word
