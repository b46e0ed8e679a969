"""Short forms and signs of product names, written out for the scanner."""

from __future__ import annotations

import re

from qd_core.matching.lexicon import concept, stem
from qd_core.matching.qualities import quality_of
from qd_core.model.folding import clean

__all__ = ["written_out"]

_DIAMETER_SIGN = re.compile(r"[øØ⌀∅]\s*(?=\d)|(?<!\w)d\s*=\s*(?=\d)", re.IGNORECASE)
_FOR_USE = re.compile(
    r"\b(?:to (?:fit|suit)|suitable for|passend (?:für|zu)|geeignet für|adaptée?s? (?:à|au|aux)|geschikt voor"
    r"|compatibles? (?:avec|con|with)|compatibil[ei] con|adatt[oaie] (?:a|per))\b",
    re.IGNORECASE,
)
_USE_HINTS = "fit suit passend geeignet adapt geschikt compatib adatt".split()
"""One of these is in whatever ``_FOR_USE`` finds."""
_WITH = re.compile(r"(?<![\w./-])w/(o)?(?=\s|[a-z]{3})", re.IGNORECASE)
_TRADEMARK = re.compile(r"(?<=\w)\((?:r|tm)\)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\w.,/-])(\d{1,3}) 000(?![\w.,/]|-\d)")

_IN = re.compile(r"(?<=[^\W\d_])\sin\s(?=(\d|half\b|quarter\b|[^\W\d_]{3,}))", re.IGNORECASE)


def written_out(text: str) -> str:
    """``lid w/ straw slot`` is one with it, ``w/o`` one without; ``Ø50`` and ``d=50`` are 50, ``800 000`` is one
    number, ``Word(R)`` a name; ``chain in half inch`` and ``emulsion in white`` are of that size and colour."""
    cleaned = clean(text)
    # most names have nothing of all this, which is quicker to see than by the expressions
    if "=" in cleaned or not cleaned.isascii():
        cleaned = _DIAMETER_SIGN.sub(" ", cleaned)
    folded = cleaned.casefold()
    if " " in folded and any(hint in folded for hint in _USE_HINTS):
        cleaned = _FOR_USE.sub("for", cleaned)
    if "(" in cleaned:
        cleaned = _TRADEMARK.sub(" ", cleaned)
    if " 000" in cleaned:
        cleaned = _THOUSANDS.sub(r"\g<1>000", cleaned)
    if " in " in folded:
        cleaned = _IN.sub(_joining, cleaned)
    if "/" not in cleaned:
        return cleaned
    return _WITH.sub(lambda found: "without " if found[1] else "with ", cleaned)


def _joining(found: re.Match[str]) -> str:
    """The ``in`` before a size or a quality only joins it to the thing: a drop-in anchor is another matter."""
    word = found[1].casefold()
    sized = word[0].isdigit() or word in {"half", "quarter"}
    return " " if sized or quality_of(concept(stem(word))) is not None else found[0]
