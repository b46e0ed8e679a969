"""The atoms of a product name: words, codes and measured numbers, each in one normal form with its index keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache

from qd_core.matching.lexicon import concept, says_little, stem
from qd_core.matching.qualities import quality_of
from qd_core.matching.sizes import Measure

__all__ = ["Atom", "AtomKind", "code_atom", "number_atom", "part_keys", "plain_word", "word_atom"]

_SAME_NUMBER = 0.97
"""One side gives the unit, the other does not."""
_GUESSED = 0.93
_REPEATED = 0.75
"""A ``1/2 x 1/2`` elbow may stand in the catalog as ``1/2``."""
_FOUR_DIGITS = 4
_CACHED = 65536


class AtomKind(IntEnum):
    """What an atom is: words name a thing, codes and numbers tell siblings apart."""

    WORD = 0
    CODE = 1
    NUMBER = 2


@dataclass(slots=True, eq=False)  # made five times as fast as a frozen one; nobody writes to it
class Atom:
    """``name`` is the concept of a word, the letters and digits of a code, the value of a number; ``word`` is what was
    written (folded). ``key`` is equal for two atoms that say the same in whatever language, ``plain_key`` where a word
    is the same as written, ``loose_key`` where units do not count either.

    The index keeps an item's atom under its ``stored`` keys, the most telling first; ``asked`` are the keys that answer
    it in a query, each with how well.
    """

    kind: AtomKind
    name: str
    word: str
    key: str
    plain_key: str
    loose_key: str
    stored: tuple[str, ...]
    asked: tuple[tuple[str, float], ...]
    dimension: str = ""
    size: Fraction | None = None
    """A measured number in its dimension's own unit."""
    glued: bool = False
    """Number and one-letter unit touch (``6a``): it may as well be a code."""
    guessed: bool = False
    """The unit was taken over from the next number of a chain (``10 x 2 mm``)."""
    nth: int = 1
    """Counts equal numbers of one name."""
    chain: int = 0
    """Equal for the numbers of one chain, 0 for a number that stands alone."""


@lru_cache(maxsize=_CACHED)
def word_atom(text: str) -> Atom:
    """The atom of a case-folded word."""
    return plain_word(stem(text))


@lru_cache(maxsize=_CACHED)
def plain_word(word: str) -> Atom:
    """The atom of a word that is a stem already."""
    name = concept(word)
    plain = name if quality_of(name) is not None or says_little(name) else word
    return Atom(AtomKind.WORD, name, word, name, plain, plain, (name,), ((name, 1.0),))


@lru_cache(maxsize=_CACHED)
def code_atom(name: str) -> Atom:
    """The atom of case-folded letters and digits that belong together."""
    return Atom(AtomKind.CODE, name, name, name, name, name, (name,), ((name, 1.0),))


def number_atom(
    value: Fraction,
    written: str,
    unit: Measure | None,
    glued: bool = False,
    guessed: bool = False,
    bound: bool = False,
    nth: int = 1,
    chain: int = 0,
) -> Atom:
    """The atom of a number. A ``bound`` one touches the letters before it (``FFP2``) and is no measure; it is the
    ``nth`` equal one of its name (the second of ``200 x 200``)."""
    return _number_atom(value.numerator, value.denominator, written, unit, glued, guessed, bound, nth, chain)


@lru_cache(maxsize=_CACHED)  # by two integers: to hash a Fraction takes longer than the rest
def _number_atom(
    numerator: int,
    denominator: int,
    written: str,
    unit: Measure | None,
    glued: bool,
    guessed: bool,
    bound: bool,
    nth: int,
    chain: int,
) -> Atom:
    value = Fraction(numerator, denominator)
    name = str(value)
    bare, size = f"#{name}", value * unit.factor if unit else value
    key = f"={unit.dimension}:{size}" if unit else bare
    if nth > 1:
        stored: tuple[str, ...] = (f"{key}*{nth}", f"{bare}*{nth}")
        asked: tuple[tuple[str, float], ...] = (
            (stored[0], 1.0),
            (stored[1], _SAME_NUMBER),
            (key, _REPEATED),
            (bare, _REPEATED),
        )
    elif unit is None and bound:
        stored, asked = (f"^{name}",), ((f"^{name}", 1.0), (bare, _SAME_NUMBER))
    elif unit is None:
        stored = (bare,)
        asked = ((bare, 1.0), (f"~{name}", _SAME_NUMBER), (f"^{name}", _SAME_NUMBER))
    elif glued:
        stored, asked = (key, written), ((key, 1.0), (written, 1.0))
    elif guessed:
        stored = (key, bare, f"~{name}")
        asked = ((key, 1.0), (bare, _SAME_NUMBER), (f"~{name}", _GUESSED))
    else:
        stored, asked = (key, f"~{name}"), ((key, 1.0), (bare, _SAME_NUMBER))
    dimension = unit.dimension if unit else ""
    return Atom(
        AtomKind.NUMBER,
        name,
        written,
        key,
        key,
        bare,
        stored,
        asked,
        dimension,
        size,
        glued,
        guessed,
        nth,
        chain,
    )


def part_keys(atom: Atom) -> tuple[str, ...]:
    """The keys of a SKU's own part: a short number in a SKU is a code of the house, not a size to be asked for."""
    if atom.kind is not AtomKind.NUMBER:
        return (atom.name,) if len(atom.name) > 1 else ()
    if atom.glued:
        return (atom.word,)
    return (f"#{atom.name}",) if len(atom.word) >= _FOUR_DIGITS and not atom.dimension else ()
