"""Words that buyers shorten to their initials: HDG of hot dip galvanized, AR of analytical reagent."""

from __future__ import annotations

import re
from functools import lru_cache

from qd_core.model.folding import clean

__all__ = ["is_acronym_in"]

_PIECE = re.compile(r"[^\W\d_]+|[^\s\w'-]|\d")
_SHORTEST, _ANYWHERE, _LONGEST = 2, 3, 5
"""Two letters must begin a phrase; three may stand anywhere in it."""


def is_acronym_in(word: str, name: str) -> bool:
    """Whether the case-folded ``word`` is made of the initials of words that stand side by side in ``name``."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return False
    if len(word) < _ANYWHERE:
        return any(run.startswith(word) for run in _initials(name))
    return any(word in run for run in _initials(name))


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
