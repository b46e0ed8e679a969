"""Where the reading of a sentence stands: shared by what places quantities and what builds names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.found import CUES, Found, Stance
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Before", "ClauseState", "opens_question"]

_LONGEST_PHRASE: Final = 6
_FRAGMENT_SIGNS: Final = frozenset(",;:()[].!?=|")
_AFTER_QUANTITY: Final = (
    *(Tag.AND, Tag.OR, Tag.CLAUSE, Tag.POLITE, Tag.DELIVERY, Tag.PURPOSE, Tag.TOWARDS, Tag.WHEN, Tag.INSTEAD),
    *CUES,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before the rest of a sentence: the ``cues`` by which it asks, and whether counts came last there."""

    cues: frozenset[Tag] = frozenset()
    trails: bool = False


@dataclass(slots=True)
class ClauseState:
    """``separator`` is what stood since the last word of the name (`comma`, `and`, `dash` …), empty when nothing."""

    tokens: Sequence[Token]
    lexicon: Lexicon
    found: list[Found] = field(default_factory=list)
    current: Found | None = None
    separator: str = ""
    skipping: bool = False
    """Words are ignored until the next separator."""
    delivery: bool = False
    """An address is being told: its numbers count nothing."""
    purpose: bool = False
    """What it is for is being told."""
    depth: int = 0
    paren_leads: bool = False
    """The bracket opened where a new item may start."""
    trails: bool = False
    """Quantities come after their names in this sentence."""
    leads: bool = False
    """Quantities come before their names in this clause."""
    stance: Stance | None = None
    priced: bool = False
    verbs: bool = False

    def begin(self, before: Before) -> None:
        """The sentence goes on behind a part that was read already."""
        self.trails = before.trails
        if before.cues & {Tag.ASK, Tag.PRICE}:
            self.stance, self.priced = Stance.ASKED, Tag.PRICE in before.cues

    def at(self, index: int) -> Token | None:
        """The token at ``index``, None outside the sentence."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def known(self, index: int) -> bool:
        """Whether the word at ``index`` is one of the catalog's."""
        token = self.at(index)
        return token is not None and self.lexicon.knows(fold_word(token.text))

    def may_open(self) -> bool:
        """Whether no item waits for a quantity or goes on with one."""
        current = self.current
        if current is None or (bool(self.separator) and current.quantity is not None):
            return True
        named = current.named is not None or any(map(self.known, current.name))
        return current.done and current.quantity is None and not named  # Cal - we need 300 ft of pipe

    def says_some(self, found: Found) -> bool:
        """`des rideaux, 20 pièces`: an article that says some, until a count says how many."""
        quantity = found.quantity
        if quantity is None or quantity.problem is not QuantityProblem.VAGUE or not found.name:
            return False
        return all(token.has(Tag.ARTICLE) for token in self.tokens[quantity.start : quantity.end])

    def open(self, found: Found) -> None:
        """A new item begins."""
        self.found.append(found)
        self.current = found

    def forget(self, found: Found) -> None:
        """``found`` was no item: a greeting, a heading. It is the newest one or near it."""
        for index in range(len(self.found) - 1, -1, -1):
            if self.found[index] is found:
                del self.found[index]
                break
        if self.current is found:
            self.current = None

    def end_name(self, *, done: bool = True) -> None:
        """The name is over; words are ignored until the next separator or quantity."""
        if self.current is not None:
            self.current.closed = True
            self.current.done = self.current.done or done
        self.skipping = True

    def separate(self, kind: str) -> None:
        """A separator of ``kind``: `and` after a comma stays an `and`."""
        if self.separator != "and" or kind in {"dash", "colon"}:
            self.separator = kind
        if kind != "end" and not self.delivery:
            self.skipping = False

    def set_apart(self, sign: str) -> None:
        """A dash sets apart; a slash only where the item before it is counted: `A qty 3 / B qty 5`."""
        if sign != "/":
            self.separate("dash")
        elif self.current is not None and self.current.quantity is not None:
            self.separate("comma")

    def announce(self) -> None:
        """A colon: what stands before it may be the heading of what follows."""
        current = self.current
        if current is not None and current.quantity is None and current.named is None:
            current.heading = True
        self.separate("colon")
        self.skipping = self.verbs = False

    def is_spaced(self, index: int) -> bool:
        """Whether blanks stand on both sides of the sign."""
        following = self.at(index + 1)
        return index == 0 or (self.tokens[index].space and following is not None and following.space)

    def phrase_size(self, index: int) -> int:
        """How many tokens share the phrase that starts at ``index``."""
        tags = self.tokens[index].tags
        end = index + 1
        while end - index < _LONGEST_PHRASE and end < len(self.tokens) and self.tokens[end].tags is tags:
            end += 1
        return end - index

    def fragment(self, index: int, most: int | None = None) -> range:
        """The tokens from ``index`` to the next separator, at most so many."""
        end = index
        stop = len(self.tokens) if most is None else min(len(self.tokens), index + most)
        while end < stop:
            token = self.tokens[end]
            if token.kind is Kind.SIGN and (
                token.text in _FRAGMENT_SIGNS or (token.text == "-" and token.space)
            ):
                break
            end += 1
        return range(index, end)

    def names_after_bracket(self, index: int) -> bool:
        """Whether the bracket closes at ``index`` and a name follows."""
        token = self.at(index)
        return token is not None and token.text in ")]" and not self.ends_quantity(index + 1)

    def ends_quantity(self, index: int) -> bool:
        """Whether no name starts at ``index``: a sign, a date, a word that joins or tells."""
        token, following = self.at(index), self.at(index + 1)
        if token is not None and token.text == "#" and following is not None:
            return following.kind is not Kind.NUMBER  # (2) #32 mop heads
        if token is None or token.kind is Kind.SIGN:
            return True
        if token.named or token.kind in {Kind.MEASURE, Kind.DIMENSION, Kind.NUMBER}:
            return False
        return token.foreign or (token.has(*_AFTER_QUANTITY) and not self.known(index))


def opens_question(state: ClauseState, at: int) -> bool:
    """Whether the verb at ``at`` opens a question, so that what it asks about follows: `Are the 1/2 in valves in
    stock?`, `¿A cómo están las válvulas?`"""
    opens = at == 0 or (state.priced and not state.found)
    return opens and state.tokens[-1].text == "?" and not state.tokens[at].has(Tag.GREETING, Tag.SIGNOFF)
