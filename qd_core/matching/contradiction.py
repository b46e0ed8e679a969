"""Whether the words around a part number describe another product: then the part number may be a slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.index import CatalogIndex
from qd_core.matching.query import Asked, asked_of
from qd_core.matching.scores import Match, match, rivals
from qd_core.matching.search import search
from qd_core.matching.spelled import spelled
from qd_core.model.folding import fold_sku

__all__ = ["Contradiction", "agrees", "contradiction"]

_CLEARLY = 0.8
_LEAD = 0.25
_MOST_SIBLINGS = 200


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``rivals`` are SKUs (with scores) that fit the words; ``detail`` says what differs."""

    rivals: tuple[tuple[str, float], ...]
    detail: str


def contradiction(index: CatalogIndex, sku: str, name: str, description: str) -> Contradiction | None:
    """What contradicts ``sku`` in the words of the line, or None.

    Sloppy words and stray numbers are no contradiction. Another item that fits the words much better is; so is a
    size, colour or material that a sibling of the item has, and another size among words that do describe the item.
    """
    row = index.row_of(sku)
    for text in (_around(index, sku, name), description):
        if row is None or not text or row in index.named(text):
            continue
        own = match(index, asked_of(index, text), row)
        if not own.missing:
            continue
        others = {found.row: found.score for found in search(index, text, 5) if _beats(found, own)}
        others |= dict.fromkeys(_siblings(index, own), 1.0)
        if others:
            named = tuple((index.item(other).sku, score) for other, score in list(others.items())[:4])
            return Contradiction(named, f"{sku} and the words “{text}” name different items")
        if any(_is_suffix(index, ask, sku) for ask in own.missing):
            return Contradiction((), f"{sku} is not the one with “{text}”")
        if any(_another_size(ask, own) for ask in own.conflicts):
            return Contradiction((), f"{sku} is {index.item(row).description}, but the line says “{text}”")
    return None


def agrees(index: CatalogIndex, row: int, rest: str) -> bool:
    """Whether ``rest``, what stands around words that happen to spell the row's SKU, says nothing else: ``MDF 6`` in
    ``MR MDF 6 mm`` is a product's name, ``6204 2RS`` in ``6204 2RS bearings`` a part number."""
    own = match(index, asked_of(index, rest), row)
    return not own.conflicts and not any(ask.known for ask in own.missing)


def _beats(found: Match, own: Match) -> bool:
    return (
        found.row != own.row
        and found.words > 1
        and found.score >= _CLEARLY
        and found.score - own.score >= _LEAD
        and not found.conflicts
    )


def _siblings(index: CatalogIndex, own: Match) -> Iterator[int]:
    """Items that are called the same but for one size or quality, and there have what the line says."""
    mine = index.features(own.row).description
    for ask in own.conflicts:
        for key in ask.forms:
            for other in index.rows(key)[:_MOST_SIBLINGS]:
                theirs = index.features(int(other))
                one_each = len(mine - theirs.description) == 1 and len(theirs.description - mine) == 1
                if one_each and key in theirs.keys:
                    yield int(other)


def _is_suffix(index: CatalogIndex, ask: Asked, sku: str) -> bool:
    """Whether the word makes other part numbers of part numbers, as C3 does where there are 6204-2RS and 6204-2RS-C3:
    beside one that does not come with it, it asks for goods that the catalog lacks."""
    suffix = fold_sku(ask.atom.name)
    return suffix in index.catalog.variant_suffixes and not fold_sku(sku).endswith(suffix)


def _another_size(ask: Asked, own: Match) -> bool:
    """A measure that the item has another value of, in words of which most are the item's."""
    if ask.atom.kind is not AtomKind.NUMBER or not ask.atom.dimension:
        return False
    strangers = sum(1 for other in own.missing if not other.is_number)
    return own.words >= max(2, 2 * strangers) and any(
        _measures_the_same(ask.atom, atom) for atom in own.unsaid
    )


def _measures_the_same(asked: Atom, own: Atom) -> bool:
    return bool(own.dimension) and rivals(asked, own)


def _around(index: CatalogIndex, sku: str, name: str) -> str:
    """``name`` without the part number."""
    row = index.row_of(sku)

    def known(written: str) -> tuple[int, ...]:
        return tuple(hit for hit in (*index.rows_folded(written), *index.rows_called(written)) if hit == row)

    places = spelled(name, known)
    return places[0][0].rest if places else ""
