"""Words that make the counts after them those of one of several: `Per flat we need 2 A`, `Each needs 2 A`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.tokens import Kind

__all__ = ["opens_per_unit", "speaks_of_each"]

_PER: Final = frozenset("per pro par por".split())
_AHEAD: Final = 3
"""Tokens in which the verb follows: `per flat, we will need`."""


def speaks_of_each(state: ClauseState, at: int) -> bool | None:
    """Whether the counts after the `each` at ``at`` are those of one of several (`each needs 2`); None where there is
    no such word."""
    token, following = state.tokens[at], state.at(at + 1)
    if not token.has(Tag.EACH) or token.unit is None or following is None or following.kind is not Kind.WORD:
        return None
    return following.has(Tag.ASK, Tag.CLAUSE, Tag.JOINT) or not following.tags


def opens_per_unit(state: ClauseState, at: int) -> int:
    """How many tokens `per flat` takes at ``at``, where it opens a clause that asks or a list; 0 where it does not."""
    before, of = state.at(at - 1), state.at(at + 1)
    opens = before is None or before.kind is Kind.SIGN or before.has(Tag.AND, Tag.GREETING)
    if state.tokens[at].key not in _PER or not opens or of is None or of.kind is not Kind.WORD:
        return 0
    ahead = state.tokens[at + 2 : at + 2 + _AHEAD]
    asks = any(token.has(Tag.ASK, Tag.CLAUSE) for token in ahead)
    return 2 if asks or (ahead and ahead[0].text == ":") else 0
