"""Numbers of a name that size nothing: what a package holds, what a price is for, the usual pitch of a thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.scanning import atoms_of
from qd_core.model.folding import clean

__all__ = ["asides_of"]

_PACKAGES = (
    r"(?:box|boxe|pack|pk|ctn|carton|case|bag|bundle|roll|sleeve|tray"
    r"|vpe|karton|packung|beutel|schachtel|bo[iî]te|caja)s?"
)
_ASIDE = re.compile(
    rf"\b(?:priced|price|sold|preis|prix|precio)\s+(?:per|pro|je|par|por|à)\s+\d+\b"
    rf"|(?<![\w.])(?:per|par|por)\s+\d+\b"
    rf"|(?<![\w.])pro\s+(?:(?:50|[125]00|250|10+00)\b|\d+(?=\s*(?:st|stk|stck|stück|kg|l|m)\b))"
    rf"|\b\d+\s*(?:pcs?|stk|st|stück|pieces?|ct)?\.?\s*(?:/|per|pro|par|por|je|in)\s*(?:a\s+)?{_PACKAGES}\b"
    rf"|(?<![\w.,/&-])1[\s-]?(?:users?|usr|seat|licen[cs]e|lic|cal)\b"
    rf"|\b{_PACKAGES}\s+(?:of|à|zu|mit|de|con)\s+\d+\b",
    re.IGNORECASE,
)
_HINTS = (
    "box",
    "pack",
    "pk",
    "ctn",
    "cart",
    "kart",
    "case",
    "bag",
    "bundl",
    "roll",
    "sleeve",
    "tray",
    "vpe",
    "beutel",
)
_MORE_HINTS = (
    "1 u",
    "1-u",
    "1 lic",
    "1 seat",
    "schacht",
    "bo",
    "caja",
    "per ",
    "pro ",
    "par ",
    "por ",
    "price",
    "sold",
    "preis",
    "prix",
    "precio",
)
"""Without one of these nothing of the above stands in a text: quicker to see than by the expression."""
_ONE = "#1"
_METRIC = {
    "m3": "1/2", "m4": "7/10", "m5": "4/5", "m6": "1", "m8": "5/4", "m10": "3/2", "m12": "7/4", "m14": "2", "m16": "2",
    "m18": "5/2", "m20": "5/2", "m22": "5/2", "m24": "3", "m27": "3", "m30": "7/2", "m33": "7/2", "m36": "4",
}  # fmt: skip
"""ISO 261: the coarse pitch, which a plain M12 means."""
_UNIFIED = {
    "1/4": 20, "5/16": 18, "3/8": 16, "7/16": 14, "1/2": 13, "9/16": 12, "5/8": 11, "3/4": 10, "7/8": 9, "1": 8,
    "4": 40, "6": 32, "8": 32, "10": 24,
}  # fmt: skip
"""ASME B1.1: threads an inch of the coarse series, which a plain 3/8 bolt has."""


def asides_of(text: str, atoms: Sequence[Atom], decimal_comma: bool) -> frozenset[str]:
    """The keys of those numbers among ``atoms``, the atoms of ``text``, and of the words that go with them."""
    keys = set(_pitches(atoms))
    folded = text.casefold()
    if any(hint in folded for hint in _HINTS) or any(hint in folded for hint in _MORE_HINTS):
        for found in _ASIDE.finditer(clean(text)):
            keys.update(atom.key for atom in atoms_of(found[0], decimal_comma))
        if any(atom.nth > 1 and atom.name == "1" for atom in atoms):
            keys.discard(_ONE)  # level 1, 1 user
    return frozenset(keys)


def _pitches(atoms: Sequence[Atom]) -> Iterator[str]:
    for size, pitch in pairwise(atoms):
        if pitch.kind is not AtomKind.NUMBER or pitch.dimension or pitch.size is None:
            continue
        if size.kind is AtomKind.CODE and _METRIC.get(size.name) == pitch.name:
            if pitch.chain or pitch.size.denominator > 1:  # "M16 2 pcs" has no pitch
                yield pitch.key
        elif size.chain and size.chain == pitch.chain and _UNIFIED.get(size.name) == pitch.size:
            yield pitch.key
