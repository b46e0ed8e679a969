"""Words that buyers shorten to their initials: HDG of hot dip galvanized, AR of analytical reagent, G70 of grade 70."""

from __future__ import annotations

import re
from functools import lru_cache

from qd_core.model.folding import clean

__all__ = ["is_acronym_in", "is_class_in"]

_PIECE = re.compile(r"[^\W\d_]+|[^\s\w'-]|\d")
_CLASSED = re.compile(
    r"(?<![^\W_])(grade|class|type|size|schedule|series|category|klasse|güte|typ|größe|classe|clase|grado|tipo|talla|"
    r"taille|serie|maat)\.?\s(\d+)(?![\d.,/]*\d|[^\W\d_])"
)
_SHORTEST, _ANYWHERE, _LONGEST = 2, 3, 5
"""Two letters must begin a phrase; three may stand anywhere in it."""


def is_acronym_in(word: str, name: str) -> bool:
    """Whether the case-folded ``word`` is made of the initials of words that stand side by side in ``name``."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return False
    if len(word) < _ANYWHERE:
        return any(run.startswith(word) for run in _initials(name))
    return any(word in run for run in _initials(name))


def is_class_in(code: str, name: str) -> bool:
    """Whether the case-folded ``code`` is the initial and the number of a class that ``name`` tells (``g70`` of a chain
    of grade 70)."""
    return code in _classes(name)


@lru_cache(maxsize=8192)
def _classes(name: str) -> frozenset[str]:
    return frozenset(found[1][0] + found[2] for found in _CLASSED.finditer(clean(name).casefold()))


@lru_cache(maxsize=8192)
def _initials(name: str) -> tuple[str, ...]:
    """The initials of each phrase, of which numbers and signs are the ends. Linear in the length."""
    runs = [""]
    for piece in _PIECE.findall(clean(name).casefold()):
        if piece[0].isalpha():
            runs[-1] += piece[0]
        else:
            runs.append("")
    return tuple(run for run in runs if len(run) >= _SHORTEST)
