"""The grammar of asking: which words of a sentence name an item, and which quantity belongs to which name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from qd_core.model.folding import fold_word, fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["ClauseReader", "Found", "Stance"]

_CUES: Final = (Tag.ASK, Tag.PRICE, Tag.LADDER, Tag.PAST, Tag.SELL, Tag.NEGATE, Tag.DROP)
_LIKE: Final = frozenset("as like same wie comme como zoals come than als".split())
_OPENERS: Final = frozenset(",;:([-/+&>=|*.!?\"")
_SIZE_UNITS: Final = frozenset("in mm cm oz ml g".split())
"""Units that size a thing; a quantity is hardly ever counted in them."""


class Stance(StrEnum):
    """What the sentence does with an item."""

    ASKED = "asked"
    NEUTRAL = "neutral"
    OFF = "off"
    """Told of, not asked for."""


@dataclass(slots=True)
class Found:
    """An item as a sentence names it; numbers are token indices. ``named`` is the token that is a SKU, alias or code."""

    name: list[int] = field(default_factory=list)
    quantity: Quantity | None = None
    named: int | None = None
    aside: list[int] = field(default_factory=list)
    """Words that say the same thing a second time, or more about it."""
    stance: Stance | None = None
    priced: bool = False
    """A price is asked, not a need told."""
    alternatives: bool = False
    after_verb: bool = False
    paired: bool = True
    """Whether name and quantity stand side by side."""
    closed: bool = False
    done: bool = False
    """A clause of its own followed: what comes after the next comma is no attribute any more."""
    gap: bool = False

    @property
    def first(self) -> int:
        """The first token of the whole."""
        starts = [*self.name[:1], *([self.quantity.start] if self.quantity else [])]
        return min(starts) if starts else 0

    @property
    def last(self) -> int:
        """The last token of the whole, included."""
        ends = [*self.name[-1:], *self.aside[-1:], *([self.quantity.end - 1] if self.quantity else [])]
        return max(ends) if ends else 0


class ClauseReader:
    """Reads one sentence from left to right."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.quantities = QuantityReader(tokens, lexicon, languages)
        self.found: list[Found] = []
        self.current: Found | None = None
        self.stance: Stance | None = None
        self.before_negation: Stance | None = None
        self.negated = False
        self.priced = False
        self.verbs = False
        self.separator = ""
        self.pending: list[int] = []
        self.skipping = False
        self.delivery = False
        self.depth = 0
        self.each: list[Quantity] = []
        self.paren_leads = False
        self.blocked = 0
        self.leads = False

    def read(self) -> list[Found]:
        """Every candidate, in order, with what the sentence says of it; the caller decides which are requests."""
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        self._close()
        self._share_each()
        return [found for found in self.found if found.name or found.quantity is not None]

    # --- one token ----------------------------------------------------------------------------------------------

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        quantity = self._quantity_at(at)
        if quantity is not None:
            return self._take_quantity(quantity)
        if token.foreign:
            self._end_name()
            return at + 1
        if token.kind is Kind.SIGN:
            self._sign(at)
            return at + 1
        if token.kind is Kind.WORD:
            taken = self._function_word(at)
            if taken:
                return at + taken
        self._name_word(at)
        return at + 1

    def _function_word(self, at: int) -> int:
        """Deals with a word that is no part of a name; how many tokens that took, 0 when it may be a name's."""
        token = self.tokens[at]
        if not token.tags:
            return 0
        size = self._phrase_size(at)
        if token.has(*_CUES) and not self._inside_name(at):
            self._cue(token, at)
            return size
        if token.has(Tag.DELIVERY) and not self._inside_name(at):
            self._end_name()
            self.delivery = True
            return size
        if self._starts_when(at) or self._starts_place(at) or self._starts_purpose(at):
            self._end_name()
            self.delivery = self.delivery or not token.has(Tag.PURPOSE)
            return 1
        if token.has(Tag.CLAUSE, Tag.GREETING, Tag.ATTACHED, Tag.SIGNOFF) and not self._known(at):
            self.verbs = self.verbs or token.has(Tag.CLAUSE)
            self._end_name()
            return size
        if token.has(Tag.POLITE):
            self._end_name(done=False)
            return size
        if token.has(Tag.AND) and not token.has(Tag.BETWEEN):
            self._separate("and")
            return size
        if token.has(Tag.OR):
            self._separate("or")
            return 1
        if token.has(Tag.ARTICLE, Tag.OF, Tag.ONE, Tag.PURPOSE, Tag.MORE, Tag.EACH, Tag.TOWARDS, Tag.APPROX, Tag.INSTEAD, Tag.CORRECT, Tag.WHEN, Tag.AT_LEAST, Tag.AT_MOST, Tag.EXACT, Tag.JOINT):
            return self._joint(at)
        return 0

    def _joint(self, at: int) -> int:
        """Articles and prepositions: part of a name only when it goes on after them."""
        token = self.tokens[at]
        if token.has(Tag.INSTEAD) and self._negates(at):
            self.before_negation, self.negated = self.stance, True
            self.stance = Stance.OFF
            self._end_name()
            self.skipping = False
            return 1
        if token.has(Tag.CORRECT, Tag.APPROX, Tag.MORE) and not token.has(Tag.OF, Tag.ARTICLE, Tag.PURPOSE, Tag.WHEN):
            return 0 if self.current is not None else 1
        if self.current is not None and self.current.name and not self.separator:
            self.pending.append(at)
        elif token.has(Tag.ARTICLE, Tag.ONE) and self.separator in {"", "and"} and self.skipping:
            self.skipping = True
        return 1

    def _negates(self, at: int) -> bool:
        following = at + 1
        while following < len(self.tokens) and self.tokens[following].has(Tag.ARTICLE, Tag.OF):
            following += 1
        if following >= len(self.tokens):
            return False
        token = self.tokens[following]
        return token.named or self._quantity_at(following, anywhere=True) is not None or following > at + 1

    def _phrase_size(self, at: int) -> int:
        """How many tokens share the phrase that starts at ``at``."""
        tags = self.tokens[at].tags
        end = at + 1
        while end < len(self.tokens) and self.tokens[end].tags is tags:
            end += 1
        return end - at

    def _inside_name(self, at: int) -> bool:
        """Whether a cue word is a word of the name here: `price tags`, `offer boards`."""
        if not self._known(at):
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        beside = following is not None and following.kind is Kind.WORD and self.lexicon.knows(fold_word(following.text))
        return beside or (self.current is not None and bool(self.current.name) and not self.separator)

    def _known(self, at: int) -> bool:
        return self.lexicon.knows(fold_word(self.tokens[at].text))

    # --- words around items -------------------------------------------------------------------------------------

    def _cue(self, token: Token, at: int) -> None:
        self.negated = False
        if token.has(Tag.PAST) and not token.has(Tag.ASK):
            if at and self.tokens[at - 1].key in _LIKE:
                self._end_name()
                return
            stance = Stance.OFF
        elif token.has(Tag.SELL, Tag.NEGATE) or (token.has(Tag.DROP) and not token.has(Tag.ASK)):
            if token.has(Tag.NEGATE) and self._negates_attribute(at):
                self._name_word(at)
                return
            self.negated = True
            self.before_negation, self.negated = self.stance, True
            stance = Stance.OFF
        else:
            stance = Stance.ASKED
        self._end_name()
        self.skipping = False
        self.delivery = False
        for found in self.found:
            if found.stance is None:
                found.stance = stance
                found.priced = token.has(Tag.PRICE) and stance is Stance.ASKED
        self.stance = stance
        self.priced = token.has(Tag.PRICE, Tag.LADDER)

    def _negates_attribute(self, at: int) -> bool:
        """`gloves without powder`: the words after it describe the item."""
        if self.current is None or not self.current.name or self.separator or self._phrase_size(at) > 1:
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return following is not None and following.kind is Kind.WORD and not following.tags

    def _starts_when(self, at: int) -> bool:
        token = self.tokens[at]
        if token.has(Tag.WEEKDAY) and len(token.text) > 3:
            return True
        if not token.has(Tag.WHEN):
            return False
        size = self._phrase_size(at)
        ahead = self.tokens[at + size : at + size + 3]
        for other in ahead:
            if other.kind is Kind.SIGN or other.named:
                return False
            if other.kind in {Kind.DATE, Kind.COUNTED} or other.has(Tag.WEEKDAY) and len(other.text) > 2:
                return True
            if other.has(Tag.MONTH, Tag.NOT_GOODS) and len(other.text) > 2:
                return True
            if not other.tags:
                return False
        return size > 1

    def _starts_place(self, at: int) -> bool:
        """`to Leeds`, `to our yard`, `nach Kiel`."""
        token = self.tokens[at]
        if not token.has(Tag.TOWARDS) or at + 1 >= len(self.tokens):
            return False
        following = self.tokens[at + 1]
        if following.has(Tag.LABEL) or following.kind is not Kind.WORD:
            return False
        if following.has(Tag.ARTICLE):
            return True
        return following.text[0].isupper() and following.unit is None and not self._known(at + 1)

    def _starts_purpose(self, at: int) -> bool:
        """`for the mixers`, `für unsere Werkstatt`: what it is for, not what it is."""
        token = self.tokens[at]
        if not token.has(Tag.PURPOSE) or at + 1 >= len(self.tokens):
            return False
        following = self.tokens[at + 1]
        if following.has(Tag.ARTICLE, Tag.ONE) or following.foreign:
            return not (at + 2 < len(self.tokens) and self.tokens[at + 2].has(Tag.GENERIC)) or following.foreign
        return False

    def _sign(self, at: int) -> None:
        sign = self.tokens[at].text
        if sign == "(" or sign == "[":
            self.depth += 1
            self.paren_leads = self.current is None or self.separator in {"comma", "and", "colon"}
            self._separate("paren")
        elif sign in ")]":
            self.depth = max(0, self.depth - 1)
            self._separate("end")
        elif sign == ",":
            self._separate("comma")
        elif sign == ":":
            self._colon()
        elif sign == ";":
            self._break()
        elif sign == "-":
            spaced = self.tokens[at].space and at + 1 < len(self.tokens) and self.tokens[at + 1].space
            if spaced or at == 0:
                self._separate("dash")
        elif sign in ".!?":
            if at + 1 < len(self.tokens) and not self._abbreviates(at):
                self._break()
        elif sign in "=>|*":
            self._separate("dash")
        elif sign in "/&+":
            if sign in "&+" and self.tokens[at].space:
                self._separate("and")
            else:
                self.pending.append(at)

    def _abbreviates(self, at: int) -> bool:
        """Whether the full stop ends an abbreviation: `No.`, `galv.`."""
        if at == 0 or self.tokens[at].space:
            return True
        following = self.tokens[at + 1]
        return not following.space or following.text[0].islower() or (following.kind is Kind.NUMBER and len(self.tokens[at - 1].text) <= 4)

    def _colon(self) -> None:
        current = self.current
        if current is not None and current.quantity is None and current.named is None:
            current.gap = True  # a heading, unless a quantity follows at once
        self._separate("colon")
        self.skipping = False

    def _break(self) -> None:
        """A new clause: what a telling sentence told is over, what was asked goes on."""
        self._close()
        self.stance = Stance.ASKED if self.stance is Stance.ASKED else None
        self.verbs = False
        self.separator = ""
        self.skipping = False
        self.delivery = False
        self.leads = False

    def _separate(self, kind: str) -> None:
        self.pending.clear()
        if self.separator != "and" or kind == "dash":
            self.separator = kind
        if kind in {"comma", "and", "dash", "paren", "colon"} and not self.delivery:
            self.skipping = False

    def _end_name(self, *, done: bool = True) -> None:
        """The name is over; words are ignored until the next separator or quantity."""
        self.pending.clear()
        if self.current is not None:
            self.current.closed = True
            self.current.done = self.current.done or done
        self.skipping = True

    def _close(self) -> None:
        self.current = None
        self.pending.clear()

    # --- names --------------------------------------------------------------------------------------------------

    def _name_word(self, at: int) -> None:
        token = self.tokens[at]
        named = token.named
        if self.skipping and not (named and not self.delivery) and not (token.kind in {Kind.SKU, Kind.ALIAS}):
            return
        if self.current is None:
            self._open(at)
        elif named:
            self._named_word(at)
        else:
            self._plain_word(at)
        self.separator = ""
        if named:
            self.skipping = False

    def _open(self, at: int, quantity: Quantity | None = None) -> Found:
        found = Found(quantity=quantity, stance=self.stance, priced=self.priced, after_verb=self.verbs)
        if quantity is None:
            found.name.append(at)
            if self.tokens[at].named:
                found.named = at
        self.found.append(found)
        self.current = found
        self.pending.clear()
        return found

    def _named_word(self, at: int) -> None:
        current = self.current
        assert current is not None  # noqa: S101 - the caller looked
        strong = self.tokens[at].kind in {Kind.SKU, Kind.ALIAS}
        if not current.name:
            self._append(current, at)
            current.named = at
            current.closed = False
        elif self.separator == "or" and current.name:
            self._append(current, at)
            current.alternatives, current.named = True, None
        elif not self.separator and not current.closed:
            self._append(current, at)
            if current.named is None or (strong and self.tokens[current.named].kind is Kind.CODE):
                current.named = at
            elif self.tokens[current.named].kind is not self.tokens[at].kind or not strong:
                pass  # the SKU and its alias, or a code that goes with it
            else:
                current.name.pop()
                self._open(at)
        elif current.named is None and self.separator in {"comma", "dash", "paren", "colon"} and self._describes(current):
            current.aside = current.name
            current.name, current.named, current.closed = [at], at, False
        elif current.named is not None and self.depth and self.separator == "paren" and not self._is_asked_list(at):
            current.aside.append(at)
        elif current.quantity is None and current.named is None and not self._describes(current):
            self.found.remove(current)
            self._open(at)
        else:
            self._open(at)

    def _is_asked_list(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.SKU and self.current is not None and self.current.quantity is None

    def _describes(self, found: Found) -> bool:
        """Whether the words so far can mean an item: they came with a quantity, or the catalog knows them."""
        return found.quantity is not None or any(self._known(index) for index in found.name if self.tokens[index].kind is Kind.WORD)

    def _plain_word(self, at: int) -> None:
        current = self.current
        assert current is not None  # noqa: S101 - the caller looked
        if not current.name:
            current.closed = False
            self._append(current, at)
            return
        if self.separator in {"comma", "paren", "end", "dash", "colon"}:
            if current.gap or (current.quantity is None and self.separator in {"dash", "colon"} and not self._describes(current)):
                if current.quantity is None and current.named is None and not self._quantity_follows(at):
                    self.found.remove(current)
                self._open(at)
                return
            if current.done or not self._is_attribute(at):
                self._end_name()
                return
            current.closed = False
        elif self.separator in {"and", "or"}:
            if current.named is not None or current.closed or not self._goes_on(at):
                self._open(at)
                return
            self._append(current, at)
            return
        if current.closed:
            return
        self._append(current, at)

    def _append(self, found: Found, at: int) -> None:
        sku = found.named is not None and self.tokens[found.named].kind is Kind.SKU
        if sku and found.name and found.named == found.name[-1] and len(found.name) == 1 and not self.tokens[at].named:
            found.aside.append(at)
        elif sku and found.aside and not self.tokens[at].named:
            found.aside.append(at)
        else:
            found.name.append(at)
        self.pending.clear()

    def _fragment(self, at: int) -> list[int]:
        """The tokens from ``at`` to the next separator."""
        end = at
        while end < len(self.tokens):
            token = self.tokens[end]
            if token.kind is Kind.SIGN and token.text in ",;:()[].!?=|" or token.kind is Kind.SIGN and token.text == "-" and token.space:
                break
            end += 1
        return list(range(at, end))

    def _is_attribute(self, at: int) -> bool:
        """Whether the words up to the next separator describe: no verb, no address, no cue among them."""
        for index in self._fragment(at):
            token = self.tokens[index]
            if token.kind is Kind.WORD and token.has(Tag.CLAUSE, Tag.DELIVERY, *_CUES) and not self._known(index):
                return False
            if token.kind is Kind.WORD and token.has(Tag.POLITE):
                break
        return not self.delivery

    def _goes_on(self, at: int) -> bool:
        """`black and yellow tape`: the words after `and` belong to the same name, as nothing else starts there."""
        return not any(self.tokens[index].has(*_CUES) for index in self._fragment(at)[:4])

    def _quantity_follows(self, at: int) -> bool:
        return any(self._quantity_at(index) is not None for index in self._fragment(at)[:6])

    # --- quantities ---------------------------------------------------------------------------------------------

    def _quantity_at(self, at: int, *, anywhere: bool = False) -> Quantity | None:
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None or token.foreign or token.named or token.protected or token.kind is Kind.DIMENSION:
            return None
        if token.kind is Kind.WORD and not token.tags and not token.text[0].isalpha():
            return None
        if token.kind is Kind.WORD and not self._may_start(token):
            return None
        quantity = self.quantities.read(at)
        if quantity is None or anywhere:
            return quantity
        if at < self.blocked:
            return None
        if not self._is_place_for(at, quantity) or self._is_size(quantity) or self._is_chatter(quantity):
            if token.kind in {Kind.MEASURE, Kind.NUMBER} or quantity.value is not None and not quantity.soft:
                self.blocked = max(self.blocked, quantity.last)
            return None
        return quantity

    @staticmethod
    def _may_start(token: Token) -> bool:
        if token.has(Tag.VAGUE, Tag.APPROX, Tag.AT_LEAST, Tag.AT_MOST, Tag.BETWEEN, Tag.EACH, Tag.QUANTITY, Tag.ONE) or token.key in {"x", "half", "couple"}:
            return True
        return not token.named and token.text[0].isalpha()

    def _is_place_for(self, at: int, quantity: Quantity) -> bool:
        """Whether a quantity may stand here: at the start, after a separator or a joining word, or beside a SKU."""
        if quantity.marker or at == 0:
            return True
        before = self.tokens[at - 1]
        if self.delivery and not self._counts_goods(quantity):
            return False
        current = self.current
        if current is not None and current.quantity is not None and current.quantity.end == at and not quantity.counts:
            return False  # 30 of the 6204 bearings, 3 x 100 m cable
        if before.kind is Kind.SIGN:
            decimal = before.text == "." and not self.tokens[at].space
            return (before.text in _OPENERS or before.text == ")") and not decimal
        if before.named:
            return True
        if before.foreign or before.kind in {Kind.MEASURE, Kind.DIMENSION}:
            return quantity.counts
        if before.has(Tag.LABEL) and not before.has(*_CUES, Tag.QUANTITY, Tag.AND, Tag.OF):
            return False
        if before.tags and not self._known(at - 1) and not before.has(Tag.MONTH):
            return True
        return quantity.unit is not None and quantity.unit.kind in {UnitKind.COUNT, UnitKind.PACKAGE, UnitKind.MULTIPLE} and quantity.value is not None and quantity.first == quantity.start

    def _counts_goods(self, quantity: Quantity) -> bool:
        """Whether a number in an address can only be a count: a unit or a name of the catalog follows."""
        following = self.tokens[quantity.end] if quantity.end < len(self.tokens) else None
        return quantity.counts or (following is not None and following.named)

    def _is_size(self, quantity: Quantity) -> bool:
        """Whether the number with its unit of measure sizes the item instead of counting it."""
        if quantity.unit is None or quantity.unit.kind is not UnitKind.MEASURE:
            return self._is_dimension(quantity)
        if quantity.marker or quantity.problem is QuantityProblem.VAGUE:
            return False
        following = self.tokens[quantity.end] if quantity.end < len(self.tokens) else None
        leading = following is not None and (following.named or following.kind is Kind.WORD)
        if quantity.joined and leading:
            return False
        if quantity.unit.name in _SIZE_UNITS or quantity.value is None:
            return quantity.unit.name in _SIZE_UNITS
        if (f"{quantity.value.normalize():f}", quantity.unit.name) in self.lexicon.sizes:
            return True
        if self.current is not None and self.current.quantity is not None and not self.separator:
            return True
        if self.current is not None and (self.current.quantity is not None or not self.current.name):
            return not (leading and following is not None and following.named) or not self.current.name
        return self._counted_later(quantity.end)

    def _is_dimension(self, quantity: Quantity) -> bool:
        """`200 x 200 mm`: a size that the catalog knows, or one that cannot be a count."""
        if not quantity.times or quantity.value is None or quantity.end >= len(self.tokens):
            return False
        following = self.tokens[quantity.end]
        if following.kind is not Kind.MEASURE and following.kind is not Kind.NUMBER:
            return False
        size = f"{self.tokens[quantity.first].text}x{following.text.split()[0].rstrip(chr(34))}".casefold().replace(",", ".")
        inside = self.current is not None and bool(self.current.name) and not self.separator
        return size in self.lexicon.dimensions or inside

    def _counted_later(self, end: int) -> bool:
        """Whether the same item is counted after its size: `100 m cable, 3 pcs`."""
        for index in range(end, min(end + 12, len(self.tokens))):
            token = self.tokens[index]
            if token.kind is Kind.SIGN and token.text in ";":
                return False
            if token.kind is Kind.NUMBER and not token.protected:
                later = self.quantities.read(index)
                if later is not None and later.counts and later.first == index:
                    after = self.tokens[later.end] if later.end < len(self.tokens) else None
                    return after is None or after.kind is Kind.SIGN or after.has(Tag.AND)
        return False

    def _is_chatter(self, quantity: Quantity) -> bool:
        """A vague word or an article that counts nothing here: `some help`, `a price`."""
        if not quantity.soft and quantity.problem is not QuantityProblem.VAGUE:
            return False
        following = self.tokens[quantity.end] if quantity.end < len(self.tokens) else None
        if following is None or following.kind is Kind.SIGN:
            return quantity.soft or self.current is None or self.current.quantity is not None or not self.current.name
        if following.kind is Kind.WORD and following.has(Tag.GENERIC, Tag.CLAUSE, Tag.NOT_GOODS, *_CUES) and not self._known(quantity.end):
            return True
        if quantity.soft:
            return self.delivery or not (following.named or self._known(quantity.end))
        return False

    def _take_quantity(self, quantity: Quantity) -> int:
        if self.stance is Stance.OFF and self.negated and self.separator in {"comma", "and", "dash"}:
            self.stance, self.negated = self.before_negation, False
        if self.depth and self.paren_leads and self._names_after_paren(quantity.end):
            return self._lead(quantity)  # (2) filters
        if self._belongs_before(quantity):
            self._give_to_last(quantity)
            return quantity.end
        if self.depth and self.current is not None and self.current.quantity is not None and self.separator in {"paren", ""}:
            self.current.aside.extend(range(quantity.start, quantity.end))  # 2 boxes (100 each)
            self.separator = ""
            return quantity.end
        return self._lead(quantity)

    def _names_after_paren(self, at: int) -> bool:
        """Whether the bracket closes here and a name follows."""
        if at + 1 >= len(self.tokens) or self.tokens[at].text not in ")]":
            return False
        return not self._ends_quantity(at + 1)

    def _lead(self, quantity: Quantity) -> int:
        """The quantity opens an item, whose name follows."""
        if self.current is not None and self.current.gap and self.current.quantity is None:
            self.found.remove(self.current)  # a heading: `Valves: 10 x …`
        self.skipping = False
        self.delivery = False
        self._open(quantity.start, quantity)
        self.leads = True
        self.separator = ""
        if quantity.each:
            self.each.append(quantity)
        return quantity.end

    def _belongs_before(self, quantity: Quantity) -> bool:
        """Whether the quantity counts the name before it (`A, 30 pcs`), not the one after (`30 A`)."""
        current = self.current
        if current is None or current.quantity is not None or not current.name:
            return False
        following = self.tokens[quantity.end] if quantity.end < len(self.tokens) else None
        opens_name = following is not None and not self._ends_quantity(quantity.end)
        if not opens_name or following is None:
            return True
        if quantity.joined and not quantity.times:
            return False
        if quantity.marker:
            return True
        beside = not self.separator and not current.closed and current.named is not None
        if following.named:
            return beside and not self.leads and not quantity.times
        return beside and following.kind is Kind.WORD

    def _ends_quantity(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is Kind.SIGN:
            return True
        if token.named or token.kind in {Kind.MEASURE, Kind.DIMENSION, Kind.NUMBER}:
            return False
        if token.foreign:
            return True
        return token.has(Tag.AND, Tag.OR, Tag.CLAUSE, Tag.POLITE, Tag.DELIVERY, Tag.PURPOSE, Tag.TOWARDS, Tag.WHEN, Tag.INSTEAD, *_CUES) and not self._known(at)

    def _give_to_last(self, quantity: Quantity) -> None:
        current = self.current
        assert current is not None  # noqa: S101 - _belongs_before looked
        receivers = [current]
        if quantity.each:
            receivers = self._uncounted()
        for found in receivers:
            found.quantity = quantity
            found.paired = found is current
        current.closed = True
        self.separator = ""
        self.skipping = False

    def _uncounted(self) -> list[Found]:
        """The names since the last counted one."""
        names: list[Found] = []
        for found in reversed(self.found):
            if found.quantity is not None:
                break
            names.append(found)
        return names

    def _share_each(self) -> None:
        """`30 each of A and B`: the names that follow without a quantity of their own get it too."""
        for each in self.each:
            giver = next((at for at, found in enumerate(self.found) if found.quantity is each), len(self.found))
            for found in self.found[giver + 1 :]:
                if found.quantity is not None:
                    break
                found.quantity, found.paired = replace(each), False


_FUNCTION: Final = (
    Tag.GENERIC, Tag.ARTICLE, Tag.OF, Tag.CLAUSE, Tag.SAME, Tag.EACH, Tag.AND, Tag.OR, Tag.ONE, Tag.POLITE, Tag.GREETING,
    Tag.PURPOSE, Tag.WHEN, Tag.TOWARDS, Tag.EXACT, Tag.APPROX, Tag.VAGUE, Tag.DELIVERY, Tag.SIGNOFF, Tag.WEEKDAY, Tag.MONTH,
)  # fmt: skip


def content_words(tokens: Sequence[Token], indices: Sequence[int]) -> list[str]:
    """The folded words among ``indices`` that could name goods; `HV46` counts as a word."""
    words: list[str] = []
    for index in indices:
        token = tokens[index]
        if token.kind is not Kind.WORD or token.has(*_FUNCTION):
            continue
        if any(char.isdigit() for char in token.text):
            words.append(token.key)
        words.extend(word for word in fold_words(token.text) if len(word) > 2 and word.isalpha())
    return words
