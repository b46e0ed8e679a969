"""Catalogs that are lists of titles: words alone tell the items apart, and what stands in a name belongs to it.

A buyer who asks by a title of another shop writes the maker before it, and how it is sold behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.codes import codes_of, is_article_number
from qd_core.matching.lexicon import concept, says_little, stem
from qd_core.matching.marks import is_mark, seat_words
from qd_core.matching.qualities import quality_of
from qd_core.matching.scanning import atoms_of
from qd_core.model.catalog import CatalogItem
from qd_core.model.strict import record

if TYPE_CHECKING:
    from qd_core.matching.query import Asked

__all__ = ["Titles", "forgiven", "goes_on", "sold_whole", "titles_of"]

_LOOKED_AT = 5_000
_FEWEST = 100
"""Of fewer rows nobody can tell what kind of list they are."""
_TOLD = 0.4
"""From this share of the rows on, sizes and the like tell the items apart: of articles it is two in three, and more."""
_MAKER = 3
"""Words of a maker's name, at most."""
_FORM = """
    pc windows hybrid retail packaging packaged package product version edition software cd rom dvd disc media
    english en new pack set box
"""
"""How a title is sold, not what it is."""
_COMPLETE = stem("complete")
_WHOLE = "complete full"
_SOLD = "package product version"
"""Behind one of the words above: ``complete package``, but not ``complete accounting``."""


@record
class Titles:
    """``heads`` are the words that several titles begin with, and few hold elsewhere: makers, most of them."""

    heads: frozenset[str]


def titles_of(items: Iterable[CatalogItem], decimal_comma: bool) -> Titles | None:
    """The titles of a catalog; None where sizes, colours, materials or makers' codes tell many of ``items`` apart."""
    total = told = 0
    heads, held = Counter[str](), Counter[str]()
    for item in islice(items, _LOOKED_AT):
        atoms = atoms_of(item.description, decimal_comma)
        words = [atom.name for atom in atoms if atom.kind is AtomKind.WORD]
        heads.update(words[:1])
        held.update(set(words))
        total += 1
        told += any(map(_tells_of_an_article, atoms)) or any(
            not is_article_number(code) for _, code in codes_of(item.description, decimal_comma)
        )
    if total < _FEWEST or told >= total * _TOLD:
        return None
    return Titles(frozenset(word for word, count in heads.items() if count > 1 and count * 2 >= held[word]))


def _tells_of_an_article(atom: Atom) -> bool:
    """Whether it is a size, a colour, a material or the like: no edition of a title."""
    return bool(atom.dimension or atom.chain) or quality_of(atom.name) not in {None, "edition"}


def forgiven(
    titles: Titles, asked: Sequence[Asked], missing: Collection[Asked], *, whole: bool
) -> list[Asked]:
    """Those of ``missing`` that say nothing against an item: how it is sold, and where ``whole`` of its title was said
    the words before it that name a maker."""
    sold = _sold([ask.atom.name for ask in asked])
    form = [ask for ask, is_form in zip(asked, sold, strict=True) if is_form and ask in missing]
    if not whole:
        return form
    before = list(takewhile(lambda ask: ask in missing, asked))
    if len(before) > _MAKER or not all(ask in form or _may_be_a_maker(titles, ask) for ask in before):
        return form
    return [*form, *(ask for ask in before if ask not in form)]


def _may_be_a_maker(titles: Titles, ask: Asked) -> bool:
    word = ask.atom.name
    return (
        ask.atom.kind is AtomKind.WORD
        and ask.quality is None
        and not is_mark(word)
        and (not ask.known or word in titles.heads)
    )


def goes_on(name: Sequence[tuple[Atom, tuple[str, ...]]], hits: Mapping[str, float]) -> bool:
    """Whether a title says more than a query: a word behind the first one that was said, be it within or at the end
    (``Genuine Fractals Print Pro 5`` where ``Genuine Fractals 5`` was asked for). What stands before it is a maker."""
    sold = _sold([atom.name for atom, _ in name])
    said = [not hits.keys().isdisjoint(keys) for _, keys in name]
    begins = said.index(True) if True in said else len(said)
    return any(
        not (was_said or is_form)
        and (
            _is_version(atom) and len(keys) == len(atom.stored)
            if atom.kind is AtomKind.NUMBER
            else atom.kind is AtomKind.WORD
            and (
                quality_of(atom.name) == "edition"
                or (quality_of(atom.name) is None and not says_little(atom.name))
            )
        )
        for (atom, keys), was_said, is_form in list(zip(name, said, sold, strict=True))[begins:]
    )


def _is_version(atom: Atom) -> bool:
    return not atom.dimension and atom.name != "1" and len(atom.word) <= 4


def sold_whole(asked: Sequence[Asked]) -> Iterator[Asked]:
    """The ``complete`` of a ``complete package``, which is not that of ``Complete Accounting``."""
    for ask, after in pairwise(asked):
        if ask.atom.name == _COMPLETE and after.atom.name in _names(_SOLD):
            yield ask


def _sold(names: Sequence[str]) -> list[bool]:
    """Which of a title's words say how it is sold."""
    form, whole, behind = map(_names, (_FORM, _WHOLE, _SOLD))
    return [
        name in form or (name in whole and after in behind) or (before == "1" and name in seat_words())
        for before, name, after in zip(["", *names[:-1]], names, [*names[1:], ""], strict=True)
    ]


@cache
def _names(words: str) -> frozenset[str]:
    return frozenset(concept(stem(word)) for word in words.split())
