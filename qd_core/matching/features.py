"""What one catalog item says of itself, in keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from qd_core.matching.asides import asides_of
from qd_core.matching.atoms import Atom, AtomKind, part_keys, word_atom
from qd_core.matching.codes import code_key, codes_of
from qd_core.matching.names import names_of
from qd_core.matching.scanning import atoms_of
from qd_core.model.catalog import CatalogItem
from qd_core.model.strict import record
from qd_core.model.uom import unit_word

__all__ = ["Features", "NamePart", "features_of"]

_PURPOSE = re.compile(r"(?<=\w)[\s,]+(?:for|für|fuer|pour|para|voor)\s+([^,;(]+)", re.IGNORECASE)
_OF = re.compile(
    r"\s*([^\W\d_][\w'’-]*)\s+(?:de la |de l['’]|de |d['’]|du |des |del |dell['’]|della |di )\s*([^,;(]+)",
    re.IGNORECASE,
)
"""Romance languages name the thing first, then what it is of: `taie d'oreiller`."""
_FOR = "for für fuer pour para voor".split()
"""Quicker to see than by the expression that one of them stands there."""
_HYPHENED = re.compile(r"(?<![\w-])([^\W\d_]{2,20})-([^\W\d_]{2,20})(?![\w-])")
NamePart = tuple[Atom, tuple[str, ...]]
"""An atom of a name with every key that would answer it."""


@record
class Features:
    """``keys`` of the names and the SKU; ``weak`` keys of the family, the unit and unknown columns; ``lent`` keys of
    siblings' aliases; and each name, the description first, as its atoms. ``purpose`` are the words that only say what
    the item is for (``anchor`` of a setting tool for an anchor), ``complement`` those that say what it is of
    (``oreiller`` of a ``taie d'oreiller``)."""

    keys: frozenset[str]
    weak: frozenset[str]
    lent: frozenset[str]
    names: tuple[tuple[NamePart, ...], ...]
    purpose: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    text: str = ""
    """The description, and how numbers are written in it."""
    decimal_comma: bool = False

    @property
    def asides(self) -> frozenset[str]:
        """What packages hold and such, as the description says. Looked for anew: hardly any query asks for it."""
        return asides_of(self.text, [atom for atom, _ in self.names[0]], self.decimal_comma)

    @property
    def codes(self) -> list[str]:
        """Makers' codes of the description, folded."""
        return [folded for _, folded in codes_of(self.text, self.decimal_comma)]

    def chains_of(self, number: str) -> frozenset[tuple[int, int]]:
        """Where a number of this value stands: the name, and the chain in it (0 outside of chains)."""
        return frozenset(
            (place, atom.chain)
            for place, name in enumerate(self.names)
            for atom, _ in name
            if atom.kind is AtomKind.NUMBER and atom.name == number
        )

    @property
    def stored(self) -> frozenset[str]:
        """Every key under which the index keeps the item."""
        return self.keys | self.weak | self.lent

    @property
    def description(self) -> frozenset[str]:
        """The description's atoms in their normal form."""
        return frozenset(atom.stored[0] for atom, _ in self.names[0])


def features_of(item: CatalogItem, lent: Iterable[str], decimal_comma: bool) -> Features:
    """The features of ``item``, which borrows ``lent`` keys from its siblings."""
    names = tuple(_name(name, decimal_comma) for name in names_of(item))
    keys = {key for name in names for _, keys in name for key in keys}
    for atom in atoms_of(item.sku, decimal_comma):
        keys.update(part_keys(atom))
    texts = (item.family, item.unit, *item.extra.values())
    weak = {key for text in texts if text for atom in atoms_of(text, decimal_comma) for key in atom.stored}
    purpose, complement = _purpose(item, decimal_comma), _complement(item, decimal_comma)
    own = frozenset(keys), frozenset(weak) - keys, frozenset(lent) - keys
    return Features(*own, names, purpose, complement, item.description, decimal_comma)


def _purpose(item: CatalogItem, decimal_comma: bool) -> frozenset[str]:
    """The keys of the words behind ``for`` that no other part of a name has."""
    folded = item.description.casefold()
    if not any(word in folded for word in _FOR):
        return frozenset()
    found = _PURPOSE.search(item.description)
    if found is None:
        return frozenset()
    others = (item.description[: found.start()], item.description[found.end() :], *item.aliases)
    own = {key for text in others for atom in atoms_of(text, decimal_comma) for key in atom.stored}
    words = (atom for atom in atoms_of(found[1], decimal_comma) if atom.kind is AtomKind.WORD)
    return frozenset(key for atom in words for key in atom.stored) - own


def _complement(item: CatalogItem, decimal_comma: bool) -> frozenset[str]:
    """The keys of the words behind the thing's own name and a ``de``; of a roll or a box what is in it is the thing."""
    found = _OF.match(item.description)
    if found is None or unit_word(found[1]) is not None:
        return frozenset()
    own = {
        key
        for text in (found[1], *item.aliases)
        for atom in atoms_of(text, decimal_comma)
        for key in atom.stored
    }
    words = (atom for atom in atoms_of(found[2], decimal_comma) if atom.kind is AtomKind.WORD)
    return frozenset(key for atom in words for key in atom.stored) - own


def _name(name: str, decimal_comma: bool) -> tuple[NamePart, ...]:
    """The atoms of a name with their keys; an atom that is part of a maker's code has the code's key too, and the parts
    of a word with a hyphen the key of the whole (``Wi-Fi`` is ``wifi``)."""
    atoms = atoms_of(name, decimal_comma)
    codes = codes_of(name, decimal_comma)
    whole: dict[str, list[str]] = defaultdict(list)
    for hyphened in _HYPHENED.finditer(name.casefold()) if "-" in name else ():
        joined = word_atom(hyphened[1] + hyphened[2])
        for part in hyphened.groups():
            whole[word_atom(part).key].append(joined.key)
    if not codes and not whole:
        return tuple([(atom, atom.stored) for atom in atoms])
    for written, folded in codes:
        for part in atoms_of(written, decimal_comma):
            whole[part.key].append(code_key(folded))
    return tuple((atom, (*atom.stored, *whole.get(atom.key, ()))) for atom in atoms)
