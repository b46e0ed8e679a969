"""A query against one catalog: each atom with the keys that would answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from string import ascii_lowercase

from qd_core.matching.asides import asides_of
from qd_core.matching.atoms import Atom, AtomKind, code_atom, number_atom, plain_word, word_atom
from qd_core.matching.codes import codes_of, is_article_number
from qd_core.matching.index import CatalogIndex
from qd_core.matching.lexicon import loose_concepts, says_little, translations
from qd_core.matching.qualities import quality_of
from qd_core.matching.titles import sold_whole

__all__ = ["Asked", "asked_of"]

_UNKNOWN = 0.7
"""Weight of a word that the catalog never uses."""
_LITTLE = 0.1
_NUMBER = 1.3
_ASIDE = 0.15
_CODE = 2.5
"""Numbers tell siblings apart, a maker's code names one product."""
_ABROAD = 0.75
"""A word in another language may mean more or less than its translation."""
_LOOSELY = 0.9
_WITHOUT_LETTER = 0.95
_LONG_CODE = 4
_JOINED = 0.97
_SURE = 0.9
_MAX_ATOMS = 60
"""A query has no more; what follows in a longer one is left out."""
_LETTER_NUMBER = re.compile(r"([a-z]{1,2})(\d+)$")
_NUMBER_WORD = re.compile(r"(\d{1,3}(?:\.\d+|/[1-9]\d?)?)([^\W\d_]+)$")
"""A number and the property that it counts, written as one: ``36te``, ``4pol``, ``3h``."""


@dataclass(slots=True, eq=False)
class Asked:
    """One atom of the query. ``forms`` maps keys to how well each answers it; ``weight`` is what it tells."""

    atom: Atom
    weight: float
    forms: dict[str, float] = field(default_factory=dict)
    known: bool = False
    """Whether the catalog itself uses this very word or number."""
    aside: bool = False
    """A number that sizes nothing, or a word beside it: an item without it is not another one."""
    reference: bool = False
    """Somebody's article number that the catalog does not know."""
    parts: tuple[Asked, ...] = ()
    """The atoms of a code, asked one by one of an item that does not have the whole code."""

    @property
    def is_number(self) -> bool:
        """Whether it tells siblings apart by its digits."""
        return self.atom.kind is not AtomKind.WORD

    @property
    def quality(self) -> str | None:
        """The class of qualities that the word belongs to."""
        return None if self.is_number else quality_of(self.atom.name)


def asked_of(index: CatalogIndex, text: str) -> list[Asked]:
    """The atoms of ``text`` with their answers in ``index``."""
    text, references = _without_references(index, text)
    parsed = index.parse(text)[:_MAX_ATOMS]
    asides = asides_of(text, parsed, index.decimal_comma)
    atoms = [part for atom in parsed for part in _cut(index, atom)]
    asked = [_ask(index, atom, aside=atom.key in asides) for atom in atoms]
    _join_neighbours(index, asked)
    if index.titles is not None:
        for ask in sold_whole(asked):
            ask.forms.clear()
    for written, folded in codes_of(text, index.decimal_comma):
        asked = _with_code(index, asked, written, folded)
    return [*asked, *references]


def _without_references(index: CatalogIndex, text: str) -> tuple[str, list[Asked]]:
    """``text`` without the article numbers that no item of the catalog has, and these. Where a text is one, nothing
    else says what is meant: it is left as it is."""
    rest, references = text, []
    for written, folded in codes_of(text, index.decimal_comma):
        if not is_article_number(folded, among_titles=index.titles is not None) or _has_part_of(
            index, written, folded
        ):
            continue
        if not any(atom.word == folded and atom.dimension for atom in index.parse(text)):
            rest = rest.replace(written, " ", 1)
            references.append(Asked(code_atom(folded), _ASIDE, aside=True, reference=True))
    return (rest, references) if index.parse(rest) else (text, [])


def _has_part_of(index: CatalogIndex, written: str, folded: str) -> bool:
    """Whether an item has the code, one that goes on in letters, or a long number of it."""
    if index.code_forms(folded):
        return True
    parts = (atom for atom in index.parse(written) if len(atom.name) >= _LONG_CODE)
    return any(index.vocabulary.knows(key) for atom in parts for key in atom.stored)


def _with_code(index: CatalogIndex, asked: list[Asked], written: str, folded: str) -> list[Asked]:
    """``asked`` with the atoms of a code bound together, where an item has that code or one that goes on in letters."""
    forms = index.code_forms(folded)
    if not forms:
        return asked
    names = {part.key for atom in index.parse(written) for part in _cut(index, atom)}
    bound = [ask.atom.key in names and ask.quality is None for ask in asked]
    parts = tuple(ask for ask, inside in zip(asked, bound, strict=True) if inside)
    rest = [ask for ask, inside in zip(asked, bound, strict=True) if not inside]
    weight = max(_CODE, sum(part.weight for part in parts))
    return [*rest, Asked(code_atom(folded), weight, forms, known=True, parts=parts)]


def _cut(index: CatalogIndex, atom: Atom) -> Sequence[Atom]:
    """A compound or a code that the catalog does not know, in parts that it may know."""
    if atom.kind is AtomKind.NUMBER or index.vocabulary.knows(atom.name):
        return (atom,)
    if atom.kind is AtomKind.WORD:
        parts = None if index.vocabulary.inflected(atom.word) else index.vocabulary.parts(atom.word)
        return tuple(plain_word(part) for part in parts) if parts else (atom,)
    match = _LETTER_NUMBER.match(atom.name)
    if match is None:
        return _counted(index, atom) or (atom,)
    return plain_word(match[1]), number_atom(Fraction(int(match[2])), match[2], None, bound=True)


def _counted(index: CatalogIndex, atom: Atom) -> Sequence[Atom]:
    """``4pol`` where the catalog says ``4-polig``: the number, and the word that the catalog knows or that is short
    for one."""
    match = _NUMBER_WORD.match(atom.name)
    if match is None:
        return ()
    number = number_atom(Fraction(match[1]), match[1], None)
    word = word_atom(match[2])
    words = index.vocabulary
    if any(words.knows(key) for key, _ in number.asked) and (
        words.knows(word.name) or words.abbreviated(word.word)
    ):
        return number, word
    return ()


def _ask(index: CatalogIndex, atom: Atom, *, aside: bool) -> Asked:
    forms = {key: worth for key, worth in atom.asked if index.vocabulary.knows(key)}
    if not forms and _may_lack_its_letter(atom):
        forms = dict.fromkeys(_lettered(index, atom.word), _WITHOUT_LETTER)
    known = bool(forms)
    weight = max((index.weight(key) for key, worth in forms.items() if worth > _SURE), default=_UNKNOWN)
    if atom.kind is not AtomKind.WORD:
        return Asked(atom, _ASIDE if aside else weight * _NUMBER, forms, known, aside)
    for key, worth in _word_forms(index, atom, known=known):
        forms.setdefault(key, worth)
    return Asked(atom, _LITTLE if aside or says_little(atom.name) else weight, forms, known, aside)


def _may_lack_its_letter(atom: Atom) -> bool:
    return (
        atom.kind is AtomKind.NUMBER
        and not atom.dimension
        and atom.word.isdigit()
        and len(atom.word) >= _LONG_CODE
    )


def _lettered(index: CatalogIndex, digits: str) -> list[str]:
    """The one code that is ``digits`` behind a letter: welders say ``7018`` for an E7018."""
    known = [code for letter in ascii_lowercase if index.vocabulary.knows(code := letter + digits)]
    return known if len(known) == 1 else []


def _word_forms(index: CatalogIndex, atom: Atom, *, known: bool) -> Iterator[tuple[str, float]]:
    words = index.vocabulary
    for name in (*loose_concepts(atom.name), *index.taught.get(atom.name, ())):
        if words.knows(name):
            yield name, _LOOSELY
    for name in translations(atom.word):
        if name != atom.word and words.knows(name):
            yield name, _ABROAD
    spellings = dict.fromkeys((atom.name, atom.word))
    relatives = [pair for word in spellings for pair in words.relatives(word, known=known)]
    yield from relatives
    if not known:
        shortened = [pair for word in spellings for pair in words.abbreviated(word)]
        yield from shortened
        if not relatives and not shortened:
            yield from words.misspelt(atom.word)


def _join_neighbours(index: CatalogIndex, asked: Sequence[Asked]) -> None:
    """``ear plugs`` answers to ``earplug``, ``2 RS`` to ``2rs``."""
    for left, right in pairwise(asked):
        joined = left.atom.word + right.atom.word
        if len(right.atom.word) > 1 and not index.vocabulary.knows(joined):
            joined = word_atom(joined).word  # pop ups, of a pop-up; the s of `gloves, S` is a size, no plural
        if index.vocabulary.knows(joined):
            for one in (left, right):
                one.forms.setdefault(joined, _JOINED)
