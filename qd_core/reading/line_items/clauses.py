"""The grammar of asking: which words of a sentence name an item, and which quantity belongs to which name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.reading.line_items.boundaries import (
    ends_abbreviation,
    ends_rate,
    joins_noun,
    names_use,
    sets_place,
    starts_place,
    starts_purpose,
    starts_when,
    tells_which,
)
from qd_core.reading.line_items.clause_state import Before, ClauseState, opens_question
from qd_core.reading.line_items.found import CUES, Found, Stance
from qd_core.reading.line_items.language.table import QUOTE_WORDS
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.last_counts import counts_follow_names
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.names import NameBuilder
from qd_core.reading.line_items.per_unit import comes_with_each, opens_per_unit, speaks_of_each
from qd_core.reading.line_items.placement import Placement
from qd_core.reading.line_items.quantities import Quantity
from qd_core.reading.line_items.shared_quantities import SharedQuantities
from qd_core.reading.line_items.telling import (
    hence,
    negates,
    negates_attribute,
    tells,
    tells_of_order,
    wishes,
)
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["ClauseReader"]

_JOINTS: Final = (
    *(Tag.ARTICLE, Tag.OF, Tag.ONE, Tag.PURPOSE, Tag.MORE, Tag.EACH, Tag.TOWARDS, Tag.APPROX, Tag.INSTEAD),
    *(Tag.CORRECT, Tag.WHEN, Tag.AT_LEAST, Tag.AT_MOST, Tag.EXACT, Tag.JOINT),
)
"""Words that join others: part of a name only where it goes on after them."""


class ClauseReader:
    """Reads one sentence from left to right."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        languages: frozenset[str],
        before: Before | None = None,
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.state = ClauseState(tokens, lexicon)
        if before is not None:
            self.state.begin(before)
        self.state.trails |= counts_follow_names(tokens, lexicon)
        self.placement = Placement(self.state, languages)
        self.names = NameBuilder(self.state, self.placement)
        self._before_negation: Stance | None = None
        self._negated = False
        self._judged = 0  # items before this one have their stance
        self.shared = SharedQuantities(self.state)
        self._per_unit = False
        self._open_name: Found | None = None  # the item that a bracket speaks of

    def read(self) -> list[Found]:
        """Every candidate, in order, with what the sentence says of it; the caller decides which are requests."""
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        self.shared.share()
        return [found for found in self.state.found if found.name or found.quantity is not None]

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        quantity = self.placement.quantity_at(at)
        if quantity is not None:
            return self._take_quantity(quantity)
        if token.foreign:
            self.state.end_name()
        elif token.kind is Kind.SIGN:
            self._sign(at)
        else:
            taken = self.placement.number_sign(at) if token.has(Tag.LABEL) else 0
            function = token.kind is Kind.WORD and token.tags and not negates_attribute(self.state, at)
            taken = taken or (self._function_word(at) if function else 0)
            if taken:
                return at + taken
            self.names.word(at)
        return at + 1

    # --- function words -------------------------------------------------------------------------------------------

    def _function_word(self, at: int) -> int:
        """Deals with a word that is no part of a name; how many tokens that took, 0 when it may be a name's."""
        state, token = self.state, self.tokens[at]
        ordered = tells_of_order(state, at)
        delivered = token.has(Tag.DELIVERY) and sets_place(state, at)
        if ordered or (token.has(*CUES) and not delivered and not self._inside_name(at)):
            state.end_name()
            if ordered:
                self._turn(token, Stance.OFF, final=False)
            else:
                self._cue(token, at)
            return state.phrase_size(at)
        if token.has(Tag.DELIVERY) and not self._inside_name(at):
            state.end_name()
            state.delivery = True
            return state.phrase_size(at)
        when = starts_when(state, at)  # a day is no address: by Friday 20 valves
        if when or starts_place(state, at) or starts_purpose(state, at):
            state.end_name()
            state.purpose = token.has(Tag.PURPOSE)
            state.delivery = state.delivery or not (state.purpose or when)
            return 1
        speaks = token.has(Tag.CLAUSE, Tag.GREETING, Tag.ATTACHED, Tag.SIGNOFF) and not state.known(at)
        if speaks and not joins_noun(state, at):
            if hence(state, at):
                self._break()
            state.verbs = state.verbs or tells(token)
            apart = at > 0 and self.tokens[at - 1].text == ","  # to the yard, so 48 of those
            english = "en" in self.placement.languages  # für die Baustelle werden 20 A …
            state.delivery = state.delivery and english and not apart
            state.end_name()
            state.skipping = not opens_question(state, at)
            return state.phrase_size(at)
        if token.has(Tag.POLITE):
            state.end_name(done=False)
            number = state.at(at + state.phrase_size(at))
            state.delivery &= number is None or number.kind is not Kind.NUMBER  # nach Bern bitte 20 A
            return state.phrase_size(at)
        return 2 if names_use(state, at) or ends_rate(state, at) else self._conjunction(at)

    def _conjunction(self, at: int) -> int:
        state, token = self.state, self.tokens[at]
        each = speaks_of_each(state, at)
        self._per_unit = self._per_unit if each is None else each
        if (taken := opens_per_unit(state, at)) != 0:
            self._per_unit = True
            return taken
        if token.has(Tag.AND) and not token.has(Tag.BETWEEN):
            self._leave_old_count(at)
            state.separate("and")
            return state.phrase_size(at)
        if token.has(Tag.OR):
            state.separate("or")
            return 1
        if token.has(Tag.INSTEAD) and negates(state, self.placement, at):
            self._negate()
            state.end_name()
            state.skipping = False
            return 1
        if not token.has(*_JOINTS):
            return 0
        stresses = token.has(Tag.CORRECT, Tag.APPROX, Tag.MORE) and not token.has(
            Tag.OF, Tag.ARTICLE, Tag.PURPOSE
        )
        inside = state.current is not None and not state.separator
        return 0 if stresses and not token.has(Tag.WHEN) and inside else 1

    def _inside_name(self, at: int) -> bool:
        """Whether a cue word is a word of the name here: `price tags`, `offer boards`; not `same drop off`."""
        state = self.state
        if not all(map(state.known, range(at, at + state.phrase_size(at)))):
            return False
        following = state.at(at + 1)
        if (
            following is not None
            and following.kind is Kind.WORD
            and self.lexicon.knows(fold_word(following.text))
        ):
            return True
        return state.current is not None and bool(state.current.name) and not state.separator

    # --- asked for, or told of --------------------------------------------------------------------------------------

    def _cue(self, token: Token, at: int) -> None:
        if self.state.depth and not token.has(Tag.ASK, Tag.PRICE):
            self.state.end_name()  # (it was 12.60 last time)
            return
        if self._negated and token.has(Tag.ASK) and at and self.tokens[at - 1].has(Tag.ARTICLE):
            self.state.end_name()  # cancel my quote for 40 A
            return
        if token.has(Tag.SAME) and token.has(Tag.ASK) and not self._negated:
            self._ask_again()
        self._negated = False
        stance = Stance.ASKED
        if token.has(Tag.PAST) and not token.has(Tag.ASK) and not wishes(self.state, at):
            if tells_which(self.state, at):
                self.state.end_name()
                return
            stance = Stance.OFF
        elif token.has(Tag.SELL, Tag.NEGATE) or (token.has(Tag.DROP) and not token.has(Tag.ASK)):
            self._negate()
            stance = Stance.OFF
        end = self.state.at(at + self.state.phrase_size(at))
        last = end is None or end.text in ".!?"
        if last and stance is Stance.ASKED and token.key in QUOTE_WORDS:
            self._ask_again()  # es fehlen uns 20 A, bitte anbieten
        verb_last = last and "en" not in self.placement.languages
        self._turn(token, stance, final=verb_last)  # es werden 20 A benötigt

    def _ask_again(self) -> None:
        """`We had 20 A last month, same again please`: what was told of is asked for."""
        for found in self.state.found:
            if found.stance is Stance.OFF and found.quantity is not None:
                found.stance = Stance.ASKED

    def _turn(self, token: Token, stance: Stance, *, final: bool) -> None:
        """From here on the sentence asks or tells; what it named before without a cue is meant too."""
        state = self.state
        state.end_name()
        state.skipping = state.delivery = False
        for found in state.found[self._judged :]:
            if found.stance is None and (not found.after_verb or final or token.has(Tag.PRICE)):
                found.stance = stance
                found.priced = token.has(Tag.PRICE) and stance is Stance.ASKED
        self._judged = len(state.found)
        state.stance = stance
        state.priced = token.has(Tag.PRICE, Tag.LADDER)

    def _negate(self) -> None:
        self._before_negation, self._negated = self.state.stance, True
        self.state.stance = Stance.OFF

    def _leave_old_count(self, at: int) -> None:
        """`300 A instead of 200, and do add 100 B`: only the old number before the token ``at`` is not asked for."""
        before = self.state.at(at - 1)
        if not self._negated or before is None or before.kind is not Kind.NUMBER:
            return
        if at >= 2 and self.tokens[at - 2].has(Tag.INSTEAD):
            self.state.stance, self._negated = self._before_negation, False
            self.state.current = None

    # --- signs ------------------------------------------------------------------------------------------------------

    def _sign(self, at: int) -> None:
        state, sign, token = self.state, self.tokens[at].text, self.tokens[at]
        if token.protected:
            return  # punch! home design
        if sign in "([])":
            self._bracket(opens=sign in "([")
        elif sign == ",":
            self._leave_old_count(at)
            state.separate("comma")
        elif sign == ":":
            state.announce()
        elif sign == ";" and self._labels_quantity(at + 1):
            state.separate("comma")
        elif sign == ";" or (sign in ".!?" and not ends_abbreviation(state, at)):
            self._break()
        elif sign in "=>|*" or (sign in "-/" and state.is_spaced(at)):
            state.set_apart(sign)
        elif sign in "&+" and token.space:
            state.separate("and")

    def _bracket(self, *, opens: bool) -> None:
        state, current = self.state, self.state.current
        if opens:
            state.paren_leads = current is None or state.separator in {"comma", "and", "colon"}
            self._open_name = None if current is None or current.done else current
        else:
            if self._open_name is not None and current is self._open_name:
                current.done = False  # A (for the annex) 12
            if self._negated and not state.paren_leads:
                state.stance, self._negated = self._before_negation, False  # A (without a logo) 12
        state.depth = state.depth + 1 if opens else max(0, state.depth - 1)
        state.separate("paren" if opens else "end")

    def _labels_quantity(self, at: int) -> bool:
        """`Item: A; Qty: 4`: the quantity of the item before."""
        current = self.state.current
        quantity = self.placement.anywhere(at) if current is not None and current.uncounted else None
        return quantity is not None and quantity.marker

    def _break(self) -> None:
        """A new clause: what a telling sentence told is over, what was asked goes on."""
        state = self.state
        state.current, state.separator = None, ""
        state.stance = Stance.ASKED if state.stance is Stance.ASKED else None
        self._per_unit = False
        state.verbs = state.skipping = state.delivery = state.purpose = state.leads = False

    # --- quantities -------------------------------------------------------------------------------------------------

    def _take_quantity(self, quantity: Quantity) -> int:
        state = self.state
        if state.stance is Stance.OFF and self._negated and state.separator in {"comma", "and", "dash"}:
            stresses = self.tokens[quantity.start].has(Tag.EXACT) or self.tokens[quantity.start - 1].has(
                Tag.EXACT
            )
            state.stance = Stance.ASKED if stresses else self._before_negation  # no A, just 15 B
            self._negated = False
        current = state.current
        if state.depth and state.paren_leads and state.names_after_bracket(quantity.end):
            self._lead(quantity)  # (2) filters
        elif current is not None and self._belongs_before(current, quantity):
            self._give(current, quantity)
        elif (
            state.depth
            and current is not None
            and current.quantity is not None
            and state.separator in {"paren", ""}
        ):
            current.aside.extend(range(quantity.start, quantity.end))  # 2 boxes (100 each)
            state.separator = ""
        else:
            self._lead(quantity)
        return quantity.end

    def _lead(self, quantity: Quantity) -> None:
        """The quantity opens an item, whose name follows."""
        state = self.state
        current = state.current
        label = quantity.marker and current is not None and not self.names.describes(current)
        if current is not None and current.quantity is None and (current.heading or label):
            state.forget(current)  # Valves: 10 x …
        if state.separator == "or":
            quantity = replace(quantity, alternative=True)
        per_unit = self._per_unit or (
            quantity.each and (self.shared.counts_places or comes_with_each(state, quantity))
        )  # in 3 shops 2 each, 3 masks with 2 filters each
        state.skipping = state.delivery = state.purpose = False
        state.open(
            Found(
                quantity=quantity,
                stance=state.stance,
                priced=state.priced,
                after_verb=state.verbs,
                per_unit=per_unit,
                joined=state.separator == "and",
            )
        )
        state.leads, state.separator = True, ""
        if quantity.each:
            self.shared.note(quantity)

    def _belongs_before(self, current: Found, quantity: Quantity) -> bool:
        """Whether the quantity counts the name before it (`A, 30 pcs`), not the one after (`30 A`)."""
        state = self.state
        if not current.uncounted and not (state.says_some(current) and quantity.unit is not None):
            return False
        following = state.at(quantity.end)
        listed = state.stance is Stance.ASKED or (current.first == 0 and state.separator == "colon")
        if current.done and not listed:
            return False  # our stock of A is down to 3 boxes; not `A, preferably in blue: 3 boxes`
        bracketed = current.named is not None and self._fills_bracket(quantity)
        if following is None or state.ends_quantity(quantity.end) or bracketed:
            return True
        if quantity.marker and not quantity.joined:
            return not following.named or self.names.describes(current)
        if quantity.joined and not quantity.times:
            return False
        return self._beside(current, quantity, following)

    def _fills_bracket(self, quantity: Quantity) -> bool:
        """Whether a bracket holds the number and one word that nobody knows: `A-12 (6 glt)`."""
        word, closing = self.state.at(quantity.end), self.state.at(quantity.end + 1)
        opens = quantity.first > 0 and self.tokens[quantity.first - 1].text in "(["
        plain = word is not None and word.kind is Kind.WORD and not word.tags
        return opens and plain and closing is not None and closing.text in ")]"

    def _beside(self, current: Found, quantity: Quantity, following: Token) -> bool:
        """Between two names with nothing in between (`A 30 B`) it counts the first, unless counts come first here."""
        state = self.state
        beside = not state.separator and not current.closed and current.named is not None
        if following.named:
            return beside and not state.leads and not quantity.times
        return beside and following.kind is Kind.WORD

    def _give(self, current: Found, quantity: Quantity) -> None:
        """The quantity to the name before it, or to all names before it that have none (`20 of each`)."""
        receivers = [current]
        unit = self.state.at(quantity.unit_token) if quantity.unit_token is not None else None
        if quantity.each or (unit is not None and unit.key == "ea"):
            for found in reversed(self.state.found):
                if found.quantity is not None:
                    break
                if found is not current:
                    receivers.append(found)
        for found in receivers:
            found.quantity, found.trailing, found.paired = quantity, True, found is current
            if found.stance is None and self.state.stance is Stance.ASKED:
                found.stance = Stance.ASKED  # about the A-12, we need 10
        current.closed = True
        self.state.trails = True
        self.state.separator, self.state.skipping = "", False
