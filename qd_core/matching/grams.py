"""Character 3-grams: how alike two names look, whatever their words."""

from __future__ import annotations

from qd_core.model.folding import clean, strip_accents

__all__ = ["grams_of", "likeness"]

_MAX_GRAMS = 400


def grams_of(text: str) -> frozenset[str]:
    """The 3-grams of the words and numbers of ``text``, a space before and behind each."""
    folded = strip_accents(clean(text).casefold())
    spaced = " " + " ".join("".join(char if char.isalnum() else " " for char in folded).split()) + " "
    return frozenset(spaced[index : index + 3] for index in range(min(len(spaced) - 2, _MAX_GRAMS)))


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice's coefficient, 0..1."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
