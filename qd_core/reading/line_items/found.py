"""An item as one sentence names it, before anybody has decided whether it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.quantities import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["CUES", "Found", "Stance", "content_words"]

CUES: Final = (Tag.ASK, Tag.PRICE, Tag.LADDER, Tag.PAST, Tag.SELL, Tag.NEGATE, Tag.DROP)
"""What tells whether something is asked for or only told of."""
_FUNCTION: Final = (
    *(Tag.GENERIC, Tag.ARTICLE, Tag.OF, Tag.CLAUSE, Tag.SAME, Tag.EACH, Tag.AND, Tag.OR, Tag.ONE, Tag.POLITE),
    *(Tag.GREETING, Tag.PURPOSE, Tag.WHEN, Tag.TOWARDS, Tag.EXACT, Tag.APPROX, Tag.VAGUE, Tag.DELIVERY),
    *(Tag.SIGNOFF, Tag.WEEKDAY, Tag.MONTH),
)
"""Roles whose words name nothing."""


_SIZE_ADJECTIVE: Final = re.compile(r"\d+er[ns]?")
"""German: `ein 20er Kanister`."""


class Stance(StrEnum):
    """What the sentence does with an item."""

    ASKED = "asked"
    OFF = "off"
    """Told of, not asked for."""


@dataclass(slots=True, eq=False)
class Found:
    """Numbers are token indices. ``named`` is the token that is a SKU, an alias or a code."""

    name: list[int] = field(default_factory=list)
    quantity: Quantity | None = None
    named: int | None = None
    aside: list[int] = field(default_factory=list)
    """Words that say the same thing a second time, or more about it."""
    stance: Stance | None = None
    """None where the sentence says neither."""
    priced: bool = False
    """A price is asked, not a need told."""
    alternatives: bool = False
    """Several SKUs joined by `or`."""
    trailing: bool = False
    """The quantity came after the name: words after the next comma are no part of it."""
    after_verb: bool = False
    paired: bool = True
    """Whether name and quantity stand side by side."""
    per_unit: bool = False
    """The quantity is that of one room, one machine: `each needs 2`."""
    joined: bool = False
    """An `and` stands before its quantity."""
    closed: bool = False
    """The name is over for now."""
    done: bool = False
    """A clause of its own followed: what comes after the next comma is no attribute any more."""
    heading: bool = False
    """A colon followed the name."""

    def sizes(self, tokens: Sequence[Token]) -> list[int]:
        """What of the aside sizes or names; not the bare counts of `1 case (10 boxes)`."""
        return [at for at in self.aside if tokens[at].kind not in {Kind.NUMBER, Kind.WORD, Kind.SIGN}]

    @property
    def uncounted(self) -> bool:
        """Whether it has a name and waits for a quantity."""
        return (self.quantity is None or self.quantity.soft) and bool(self.name)

    @property
    def first(self) -> int:
        """The first token of the whole."""
        starts = [*self.name[:1], *([self.quantity.start] if self.quantity else [])]
        return min(starts, default=0)

    @property
    def last(self) -> int:
        """The last token of the whole, included."""
        ends = [*self.name[-1:], *self.aside[-1:], *([self.quantity.end - 1] if self.quantity else [])]
        return max(ends, default=0)


def content_words(tokens: Sequence[Token], indices: Sequence[int]) -> list[str]:
    """The folded words among ``indices`` that could name goods; `HV46` counts as a word."""
    words: list[str] = []
    for index in indices:
        token = tokens[index]
        if token.kind is not Kind.WORD or token.has(*_FUNCTION) or token.unit is not None:
            continue
        if _SIZE_ADJECTIVE.fullmatch(token.key):
            continue
        if any(char.isdigit() for char in token.text):
            words.append(token.key)
        words.extend(word for word in fold_words(token.text) if len(word) > 2 and word.isalpha())
    return words
