"""A query against one catalog: each atom with the keys that would answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qd_core.matching.atoms import Atom, AtomKind, atoms_of
from qd_core.matching.index import CatalogIndex
from qd_core.matching.keys import ask_keys
from qd_core.matching.lexicon import loose_concepts, quality_of, says_little, translations

__all__ = ["Asked", "asked_of"]

_UNKNOWN = 0.7
"""Weight of a word that the catalog never uses."""
_LITTLE = 0.15
_CODE = 2.5
_NUMBER = 1.3
_ABROAD = 0.75
_JOINED = 0.97
_LETTER_NUMBER = re.compile(r"([a-z]{1,2})(\d+)$")


@dataclass(slots=True)
class Asked:
    """One atom of the query. ``forms`` maps key numbers to how well each answers it; ``weight`` is what it tells."""

    atom: Atom
    weight: float
    forms: dict[int, float] = field(default_factory=dict)
    known: bool = False
    """Whether the catalog itself uses this very word or number."""
    parts: tuple[Asked, ...] = ()
    """The atoms of a code, asked one by one of an item that does not have the whole code."""

    @property
    def is_number(self) -> bool:
        """Whether it tells siblings apart by its digits."""
        return self.atom.kind is not AtomKind.WORD

    @property
    def quality(self) -> str | None:
        """The class of qualities that the word belongs to."""
        return quality_of(self.atom.name) if self.atom.kind is AtomKind.WORD else None


def asked_of(index: CatalogIndex, text: str) -> list[Asked]:
    """The atoms of ``text`` with their answers in ``index``."""
    atoms = [part for atom in index.parse(text) for part in _cut(index, atom)]
    asked = [_ask(index, atom) for atom in atoms]
    _join_neighbours(index, asked)
    for written, folded in index.codes(text):
        asked = _with_code(index, asked, written, folded)
    return asked


def _with_code(index: CatalogIndex, asked: list[Asked], written: str, folded: str) -> list[Asked]:
    """``asked`` with the atoms of a code bound together, where an item has that code or one that goes on in letters."""
    forms = index.code_forms(folded)
    if not forms:
        return asked
    names = {part.key for atom in index.parse(written) for part in _cut(index, atom)}
    parts = tuple(ask for ask in asked if ask.atom.key in names)
    rest = [ask for ask in asked if ask.atom.key not in names]
    weight = max(_CODE, sum(part.weight for part in parts))
    code = Asked(Atom(AtomKind.CODE, folded, written), weight, forms, known=True, parts=parts)
    return [*rest, code]


def _cut(index: CatalogIndex, atom: Atom) -> Sequence[Atom]:
    """A compound or a code that the catalog does not know, in parts that it may know."""
    if index.vocabulary.id_of(atom.name) is not None:
        return (atom,)
    if atom.kind is AtomKind.WORD:
        parts = index.vocabulary.parts(atom.word)
        return tuple(Atom(AtomKind.WORD, part, part) for part in parts) if parts else (atom,)
    if atom.kind is AtomKind.CODE and (match := _LETTER_NUMBER.match(atom.name)):
        return (Atom(AtomKind.WORD, match[1], match[1]), *atoms_of(match[2]))
    return (atom,)


def _ask(index: CatalogIndex, atom: Atom) -> Asked:
    forms: dict[int, float] = {}
    for key, worth in ask_keys(atom):
        found = index.vocabulary.id_of(key)
        if found is not None:
            forms[found] = max(worth, forms.get(found, 0.0))
    known = bool(forms)
    weight = max((index.weight(found) for found, worth in forms.items() if worth > 0.9), default=_UNKNOWN)
    if atom.kind is AtomKind.WORD:
        for found, worth in _word_forms(index, atom, known=known):
            forms.setdefault(found, worth)
        if says_little(atom.name):
            weight = _LITTLE
    else:
        weight *= _NUMBER
    return Asked(atom, weight, forms, known)


def _word_forms(index: CatalogIndex, atom: Atom, *, known: bool) -> list[tuple[int, float]]:
    words = index.vocabulary
    forms = [(found, 0.9) for name in loose_concepts(atom.name) if (found := words.id_of(name)) is not None]
    forms += [(found, _ABROAD) for name in translations(atom.word) if (found := words.id_of(name)) is not None]
    spellings = dict.fromkeys((atom.name, atom.word))
    forms += [pair for word in spellings for pair in words.relatives(word)]
    if not known:
        forms += [pair for word in spellings for pair in words.abbreviated(word)]
        if not forms:
            forms += words.misspelt(atom.word)
    return forms


def _join_neighbours(index: CatalogIndex, asked: Sequence[Asked]) -> None:
    """``ear plugs`` answers to ``earplug``, ``2 RS`` to ``2rs``."""
    for left, right in zip(asked, asked[1:], strict=False):
        found = index.vocabulary.id_of(left.atom.word + right.atom.word)
        if found is not None:
            for one in (left, right):
                one.forms.setdefault(found, _JOINED)
