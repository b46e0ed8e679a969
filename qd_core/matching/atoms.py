"""A product name cut into atoms: words, codes and measured numbers, each in one normal form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache

from qd_core.matching.lexicon import concept, quality_of, says_little, says_nothing, stem
from qd_core.matching.sizes import Measure, measure_unit, number, word_number
from qd_core.model.folding import clean

__all__ = ["Atom", "AtomKind", "atoms_of"]


class AtomKind(IntEnum):
    """What an atom is; numbers and codes tell siblings apart, words name the thing."""

    WORD = 0
    CODE = 1
    NUMBER = 2


@dataclass(frozen=True, slots=True)
class Atom:
    """``name`` is the concept of a word, the letters and digits of a code, the value of a number.

    ``word`` is the folded word as written. ``size`` is a measured number in its dimension's own unit; ``glued``
    means that number and a one-letter unit touch (``6a``), which may as well be a code. ``word`` of a number holds
    its digits as written.
    """

    kind: AtomKind
    name: str
    word: str = ""
    dimension: str = ""
    size: Fraction | None = None
    glued: bool = False
    guessed: bool = False
    """The unit was taken over from the next number of a chain (``10 x 2 mm``)."""
    nth: int = 1
    """Counts equal numbers of one name: the second of ``200 x 200``."""

    @property
    def key(self) -> str:
        """Equal for two atoms that say the same, in whatever language."""
        if self.kind is AtomKind.NUMBER:
            return f"={self.dimension}:{self.size}" if self.dimension else f"#{self.name}"
        return self.name

    @property
    def plain_key(self) -> str:
        """As ``key``, but a word is the same only as written; colours, materials and the like in any language."""
        if self.kind is AtomKind.WORD and quality_of(self.name) is None and not says_little(self.name):
            return self.word
        return self.key

    @property
    def loose_key(self) -> str:
        """A number without its unit; every other atom as it is."""
        return f"#{self.name}" if self.kind is AtomKind.NUMBER else self.plain_key


@dataclass(slots=True)
class _Piece:
    text: str
    start: int
    end: int
    digits: bool


_PIECE = re.compile(r"\d+(?:[.,/]\d+)*|(?<!\w)\.\d+|[^\W\d_]+|''|[\"'°%#²³/]|[^\s\w]")
_GLUABLE = frozenset("ackfhtn")
_ANGLES = frozenset({45, 60, 90, 180})
_TREATED_STEEL = frozenset({"stainless", "galvanized"})
_WITHOUT = frozenset({"without", "ohne", "sans", "sin", "non", "no", "senza", "zonder"})
_FREE = ("free", "frei")
_STEM = 3
_ELIDED = frozenset("ldcnmstjq")
MAX_LENGTH = 2000
"""Longer names are cut: nobody writes one."""


@lru_cache(maxsize=16384)
def atoms_of(text: str, decimal_comma: bool = False) -> tuple[Atom, ...]:
    """The atoms of ``text`` in order, without words that only join others."""
    pieces = [
        _Piece(match[0], match.start(), match.end(), match[0][-1].isdigit())
        for match in _PIECE.finditer(clean(text[:MAX_LENGTH]))
    ]
    return tuple(_count(_without_base_metal(_spread_units(list(_scan(pieces, decimal_comma))))))


def _without_base_metal(atoms: Iterable[Atom]) -> Iterator[Atom]:
    """``stainless steel`` is ``stainless``."""
    atoms = list(atoms)
    for index, atom in enumerate(atoms):
        neighbours = (*atoms[max(0, index - 1) : index], *atoms[index + 1 : index + 2])
        if atom.name != "steel" or not any(other.name in _TREATED_STEEL for other in neighbours):
            yield atom


def _count(atoms: Iterable[Atom]) -> Iterator[Atom]:
    seen: Counter[str] = Counter()
    for atom in atoms:
        if atom.kind is AtomKind.NUMBER:
            seen[atom.key] += 1
            atom = replace(atom, nth=seen[atom.key])
        yield atom


def _scan(pieces: Sequence[_Piece], decimal_comma: bool) -> Iterator[Atom | None]:
    """Atoms; None marks the ``x`` of a chain of sizes."""
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.digits:
            atoms, index = _number(pieces, index, decimal_comma)
            yield from atoms
        elif piece.text[0].isalpha():
            atom, index = _letters(pieces, index)
            yield from atom
        else:
            if piece.text == "×":
                yield None
            index += 1


def _touches(pieces: Sequence[_Piece], index: int) -> bool:
    """Whether piece ``index`` and the one before stand without a space between them."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def _letters(pieces: Sequence[_Piece], index: int) -> tuple[list[Atom | None], int]:
    text = pieces[index].text
    folded = text.casefold()
    after = index + 1
    follower = pieces[after] if after < len(pieces) else None
    if folded == "x" and index > 0 and follower is not None and (follower.digits or follower.text in "#.Mm"):
        return [None], after
    if follower is not None and follower.text == "'" and folded in _ELIDED and _touches(pieces, after):
        return [], after + 1
    if len(text) == 1 and follower is not None and follower.digits:
        if _touches(pieces, after):
            return _code(pieces, index)
        if text == "M" and len(follower.text) <= 2:  # a metric thread, spaced
            return [Atom(AtomKind.CODE, "m" + follower.text, "m" + follower.text)], after + 1
    digits = word_number(folded)
    if digits is not None and follower is not None:
        skip = after + 1 if follower.text == "-" else after
        unit = measure_unit(_unit_text(pieces[skip].text)) if skip < len(pieces) else None
        if unit is not None:
            return [_measured(number(digits)[0], unit)], skip + 1
    if len(text) == 1 and folded in {"a", "e", "y", "o", "u"} and text == folded and not _touches(pieces, index):
        return [], after
    if folded in _WITHOUT and follower is not None and follower.text != ",":
        return _negated(pieces, index)
    word = stem(text)
    if follower is not None and follower.text in "-" and after + 1 < len(pieces):
        if pieces[after + 1].text.casefold() in _FREE and _touches(pieces, after + 1):
            return [Atom(AtomKind.WORD, "non" + word, "non" + word)], after + 2
    elif follower is not None and follower.text.casefold() in _FREE:
        return [Atom(AtomKind.WORD, "non" + word, "non" + word)], after + 1
    for ending in _FREE:
        if folded.endswith(ending) and len(folded) - len(ending) >= _STEM:
            word = "non" + stem(folded.removesuffix(ending))
    return ([] if says_nothing(word) or says_nothing(folded) else [Atom(AtomKind.WORD, concept(word), word)]), after


def _negated(pieces: Sequence[_Piece], index: int) -> tuple[list[Atom | None], int]:
    """``without locknut`` and ``non-sterile`` are one atom, which is not ``locknut`` and not ``sterile``."""
    after = index + 1
    if pieces[after].text == "/" and after + 1 < len(pieces) and pieces[after + 1].text.casefold() == "o":
        after += 2  # w/o
    if after < len(pieces) and pieces[after].text == "-":
        after += 1
    if after < len(pieces) and pieces[after].text[0].isalpha() and len(pieces[after].text) > 1:
        word = "non" + stem(pieces[after].text)
        return [Atom(AtomKind.WORD, word, word)], after + 1
    return [], index + 1


def _code(pieces: Sequence[_Piece], index: int) -> tuple[list[Atom | None], int]:
    """One code from all the letters and digits that touch, up to an ``x`` between digits."""
    text = pieces[index].text
    end = index + 1
    while end < len(pieces) and _touches(pieces, end) and pieces[end].text[0].isalnum():
        if pieces[end].text.casefold() == "x" and end + 1 < len(pieces) and pieces[end + 1].digits:
            break
        text += pieces[end].text
        end += 1
    if text[0].isdigit() and text[-1].isdigit():  # 3G1.5 mm²: the unit belongs to the code
        _, _, end = _unit_after(pieces, end)
    name = text.casefold().replace(",", ".")
    return [Atom(AtomKind.CODE, name, name)], end


def _number(pieces: Sequence[_Piece], index: int, decimal_comma: bool) -> tuple[list[Atom | None], int]:
    values, after = list(number(pieces[index].text, decimal_comma)), index + 1
    bound = _touches(pieces, index) and pieces[index - 1].text[-1].isalpha() and pieces[index - 1].text not in "xX"
    if len(values) == 1 and values[0].denominator == 1 and not bound:
        values, after = _mixed(pieces, index, values, decimal_comma)
    written = pieces[index].text if after == index + 1 else str(values[0])
    unit, glued, end = _unit_after(pieces, after)
    if unit is not None and not (bound and glued):
        *head, last = values
        text = written + (pieces[after].text.casefold() if glued else "")
        return [*map(_bare, head), replace(_measured(last, unit), glued=glued, word=text)], end
    follower = pieces[after] if after < len(pieces) else None
    if follower is not None and follower.text[0].isalpha() and _touches(pieces, after) and follower.text not in "xX":
        if follower.text != "s":  # "copper 90s" are elbows of 90 degrees
            return _code(pieces, index)
        after += 1
    if len(values) == 1:
        return [replace(_bare(values[0]), word=written)], after
    return [*map(_bare, values)], after


def _mixed(
    pieces: Sequence[_Piece], index: int, whole: list[Fraction], decimal_comma: bool
) -> tuple[list[Fraction], int]:
    """``1-1/2`` and ``1 1/2`` are one number."""
    after = index + 1
    if after < len(pieces) and pieces[after].text == "-" and _touches(pieces, after):
        after += 1
    elif whole[0] in _ANGLES:  # "90 3/4" is an elbow and its size
        return whole, after
    if after < len(pieces) and "/" in pieces[after].text:
        part = number(pieces[after].text, decimal_comma)
        if len(part) == 1 and part[0] < 1:
            return [whole[0] + part[0]], after + 1
    return whole, index + 1


def _unit_text(text: str) -> str:
    folded = text.casefold()
    if measure_unit(folded) is None and len(folded) > 3:
        return folded.rstrip("s")
    return folded


def _unit_after(pieces: Sequence[_Piece], index: int) -> tuple[Measure | None, bool, int]:
    """The unit that follows a number, whether it is one letter that touches it, and the index behind it."""
    if index >= len(pieces):
        return None, False, index
    touching = _touches(pieces, index)
    if pieces[index].text == "-" and touching and index + 1 < len(pieces) and _touches(pieces, index + 1):
        index += 1
    text = pieces[index].text
    if index + 1 < len(pieces) and pieces[index + 1].text in "23²³" and _touches(pieces, index + 1):
        squared = measure_unit(text.casefold() + pieces[index + 1].text.translate({0xB2: "2", 0xB3: "3"}))
        if squared is not None:
            return squared, False, index + 2
    if index + 1 < len(pieces) and pieces[index + 1].digits and _touches(pieces, index + 1) and text[0].isalpha():
        return None, False, index
    if text == "''":
        text = '"'
    if len(text) == 1 and not touching and (text not in "mglvwVWLAK\"'°%"):
        return None, False, index
    unit = measure_unit(_unit_text(text))
    return unit, touching and text.casefold() in _GLUABLE, index + 1


def _bare(value: Fraction) -> Atom:
    return Atom(AtomKind.NUMBER, str(value), word=str(value), size=value)


def _measured(value: Fraction, unit: Measure) -> Atom:
    return Atom(AtomKind.NUMBER, str(value), str(value), dimension=unit.dimension, size=value * unit.factor)


def _spread_units(atoms: list[Atom | None]) -> Iterator[Atom]:
    """In ``10 x 2 mm`` the unit counts for both numbers."""
    for index in range(len(atoms) - 2, 0, -1):
        before, mark, after = atoms[index - 1], atoms[index], atoms[index + 1]
        if mark is None and before is not None and after is not None and _shares_unit(before, after):
            assert before.size is not None and after.size is not None  # numbers have a size  # noqa: PT018, S101
            factor = after.size / Fraction(after.name) if Fraction(after.name) else Fraction(1)
            atoms[index - 1] = replace(
                before, dimension=after.dimension, size=before.size * factor, guessed=True
            )
    return (atom for atom in atoms if atom is not None)


def _shares_unit(before: Atom, after: Atom) -> bool:
    return (
        before.kind is AtomKind.NUMBER
        and after.kind is AtomKind.NUMBER
        and not before.dimension
        and bool(after.dimension)
    )
