"""Goods that are wanted only if others are not to be had: `Do you have A? Otherwise we take two B`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.line_items.language.table import phrase_key
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["fallback_at"]

_OTHERWISE: Final = frozenset(
    "otherwise alternatively failing sonst ansonsten andernfalls ersatzweise notfalls sinon autrement "
    "altrimenti".split()
)
_GOES_ON: Final = frozenset("noch nur nichts brauchen".split())
"""Behind `sonst` they mean that there is more (`sonst noch 5 B`), or that there is not."""
_PHRASES: Final = frozenset(
    {
        ("if", "not"),
        ("wenn", "nicht"),
        ("falls", "nicht"),
        ("a", "defaut"),
        ("si", "no"),
        ("si", "non"),
        ("zo", "niet"),
    }
    | {("en", "su", "defecto"), ("de", "lo", "contrario")}
)
_SUPPOSING: Final = frozenset("if falls wenn sofern si als se".split())
_DENYING: Final = frozenset(
    "don't dont can't cant haven't havent no not out nicht kein keine keinen pas plus niet geen non".split()
)
_AVAILABLE: Final = frozenset(
    phrase_key(word)
    for word in (
        "have carry stock stocked available habt haben hast führt führen lieferbar verfügbar da avez disponible dispo "
        "tienen tenéis tiene hay hebben leverbaar avete disponibile"
    ).split()
)
_NEAR: Final = 12
"""Words from `if` to what is not to be had."""


def fallback_at(tokens: Sequence[Token]) -> int | None:
    """The token from which on the goods of a sentence are wanted only if others are not to be had; None where the
    sentence sets no such condition."""
    keys = [token.key for token in tokens]
    for at, token in enumerate(tokens):
        opens = at == 0 or tokens[at - 1].kind is Kind.SIGN
        otherwise = (
            token.key in _OTHERWISE and opens and keys[at + 1 : at + 2] != [] and keys[at + 1] not in _GOES_ON
        )
        if otherwise or any(tuple(keys[at : at + size]) in _PHRASES for size in (2, 3)):
            return at
        if token.key in _SUPPOSING and _is_unavailable(keys[at : at + _NEAR]):
            return at
    return None


def _is_unavailable(keys: Sequence[str]) -> bool:
    """Whether a condition says that something is not to be had: `if you don't have A`."""
    return not _DENYING.isdisjoint(keys) and not _AVAILABLE.isdisjoint(keys)
