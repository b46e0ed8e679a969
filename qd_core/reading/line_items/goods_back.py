"""Goods that the writer gives back or complains about: named and counted, and not asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.line_items.language.table import QUOTE_WORDS
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["gives_back"]

_BEFORE_GOODS: Final = frozenset(
    "return returning retourner renvoyer rendre echanger devolver devolvemos restituire rendere rispedire retourneren "
    "retournieren".split()
)
"""Verbs that have their goods right after them, or mean something else (`we return on Monday`)."""
_ANYWHERE: Final = frozenset(
    "zuruckgeben zuruckschicken zurucksenden zuruckzugeben zuruckzuschicken umtauschen umzutauschen reklamieren "
    "terugsturen terugbrengen ruilen".split()
)
_BACK: Final = {"back": frozenset("send sending give giving bring bringing hand take".split())}
_AS_FAR: Final = 3
_POINTS: Final = frozenset(
    "these those this that the die diese ces les le la estos estas los las el i gli le questi".split()
)


def gives_back(tokens: Sequence[Token]) -> bool:
    """Whether a sentence gives goods back: `we need to return 12 A`, `12 A zurückschicken`; not `return your quote`."""
    for at, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        following = tokens[at + 1 : at + 1 + _AS_FAR]
        if any(other.key in QUOTE_WORDS or other.has(Tag.PRICE) for other in following):
            continue
        if token.key in _ANYWHERE or (token.key in _BEFORE_GOODS and _has_goods(following)):
            return True
        sent = _BACK.get(token.key)
        if (
            sent is not None
            and _has_goods(following)
            and any(other.key in sent for other in tokens[max(0, at - 3) : at])
        ):
            return True
    return False


def _has_goods(following: Sequence[Token]) -> bool:
    if not following:
        return False
    first = following[0]
    return first.kind is Kind.NUMBER or first.named or first.key in _POINTS or first.has(Tag.ARTICLE)
