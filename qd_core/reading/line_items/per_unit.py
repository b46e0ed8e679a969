"""Words that make the counts after them those of one of several: `Per flat we need 2 A`, `Each needs 2 A`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = [
    "comes_with_each",
    "follows_per_unit",
    "one_for_each",
    "opens_per_unit",
    "speaks_of_each",
    "told_per",
]

_WITH: Final = frozenset("mit with avec con met".split())
_PER: Final = frozenset("per pro par por".split())
_PER_OR_EACH: Final = _PER | {"je"}
_LONGEST: Final = 20_000
"""Characters in which the number of units is looked for."""
_SHORTEST: Final = 4
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
    """How many tokens `per flat` takes at ``at``, where it opens a clause that asks or a list, or a count follows; 0
    where it does not."""
    before, of = state.at(at - 1), state.at(at + 1)
    if _leads_count(state, at):
        return 2
    opens = before is None or before.kind is Kind.SIGN or before.has(Tag.AND, Tag.GREETING)
    if state.tokens[at].key not in _PER or not opens or of is None or of.kind is not Kind.WORD:
        return 0
    ahead = state.tokens[at + 2 : at + 2 + _AHEAD]
    asks = any(token.has(Tag.ASK, Tag.CLAUSE) for token in ahead)
    return 2 if asks or (ahead and ahead[0].text == ":") else 0


def follows_per_unit(state: ClauseState, at: int) -> bool:
    """Whether the count at ``at`` is that of one of several: `per room 2 A`."""
    return at > 1 and _leads_count(state, at - 2)


def _leads_count(state: ClauseState, at: int) -> bool:
    """`we need per room 2 A`, `je Zimmer 2 A`."""
    of, count = state.at(at + 1), state.at(at + 2)
    if state.tokens[at].key not in _PER_OR_EACH or of is None or count is None or state.at(at + 3) is None:
        return False
    noun = of.kind is Kind.WORD and of.text.isalpha() and of.unit is None and not of.tags
    return noun and count.kind is Kind.NUMBER and not count.protected


def comes_with_each(state: ClauseState, quantity: Quantity) -> bool:
    """`3 masks with 2 filters each`: Whether ``quantity`` is what comes with each of goods that were counted before."""
    before = state.at(quantity.start - 1)
    several = any(
        found.quantity is not None and found.quantity.value not in {None, Decimal(1)} for found in state.found
    )
    return before is not None and before.key in _WITH and several


def one_for_each(found: Sequence[Found], tokens: Sequence[Token], *, behind_others: bool) -> list[Found]:
    """The items of `12 hats, plus a strap for each`: as many as of the goods before them, which a person must say."""
    several = behind_others or any(
        item.quantity is not None and (item.quantity.value or 0) > 1 for item in found
    )
    return [
        item
        for item in found
        if several and item.quantity is not None and item.quantity.value == 1 and _is_for_each(item, tokens)
    ]


def _is_for_each(item: Found, tokens: Sequence[Token]) -> bool:
    behind = tokens[item.last + 1 : item.last + 1 + _AHEAD]
    for at, token in enumerate(behind):
        if token.kind is Kind.SIGN or token.has(Tag.AND):
            return False
        if token.has(Tag.EACH) or token.key in _PER:
            return at == 0 or behind[at - 1].has(Tag.PURPOSE, Tag.TOWARDS, Tag.OF, Tag.JOINT)
    return False


def told_per(tokens: Sequence[Token], text: str) -> str:
    """The gearbox of `2 A per gearbox`, where ``text`` says how many of them there are; empty where it does not."""
    for at in range(1, len(tokens) - 1):
        noun = tokens[at + 1]
        each = tokens[at].key in _PER and not tokens[at].has(Tag.PURPOSE)  # the per of Italian is a for
        if not each or noun.kind is not Kind.WORD or len(noun.text) < _SHORTEST:
            continue
        plain = noun.text.isalpha() and noun.unit is None and not noun.has(Tag.ARTICLE, Tag.REFERENCE)
        if plain and re.search(_counted(noun.text), text[:_LONGEST], re.IGNORECASE):
            return noun.text
    return ""


def _counted(noun: str) -> str:
    """The pattern of a number before ``noun`` in either number, perhaps with one word between."""
    stem = re.escape(noun[: max(_SHORTEST, len(noun) - 2)])
    return rf"(?<![\w.,-])\d{{1,5}}[ -](?:[^\W\d_]{{1,20}}[ -])?{stem}[^\W\d_]{{0,4}}\b"
