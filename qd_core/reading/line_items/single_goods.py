"""One of something unheard of, beside goods that are counted: `we need a torque wrench 1/2 in and 2 air guns`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.line_items.found import Found, Stance
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["is_single_good"]

_NEEDS: Final = ("brauch", "benotig", "such")
"""How German verbs begin that need things; `bitten um` and `hätten gern` may as well want an answer."""
_SIZES: Final = frozenset({Kind.MEASURE, Kind.DIMENSION})
_SHORTEST: Final = 5


def is_single_good(found: Found, tokens: Sequence[Token]) -> bool:
    """Whether ``found``, that no count stands beside, is one thing all the same: a noun that nothing is known of behind
    an article, asked for, with a size or behind a verb of need."""
    if found.quantity is not None or found.named is not None or not found.name:
        return False
    first = found.name[0]
    head, before = tokens[first], tokens[first - 1] if first else None
    noun = head.kind is Kind.WORD and not head.tags and head.unit is None and head.text.isalpha()
    one = before is not None and before.has(Tag.ONE)
    if found.stance is not Stance.ASKED or not (noun and one) or len(head.text) < _SHORTEST:
        return False
    sized = any(tokens[at].kind in _SIZES for at in found.name)
    return sized or (head.text[0].isupper() and any(token.key.startswith(_NEEDS) for token in tokens[:first]))
