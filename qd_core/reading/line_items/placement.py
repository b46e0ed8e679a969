"""Which numbers of a sentence count its items: those that stand where a quantity stands, and size nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.found import CUES, Stance
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.last_counts import counts_at_end, is_pronoun, sizes_before_count
from qd_core.reading.line_items.per_unit import follows_per_unit
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.sizes import FILLINGS
from qd_core.reading.line_items.sold_so import is_sold_so, sizes_counted
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Placement"]

_OPENERS: Final = frozenset(',;:([)-/+&>=|*.!?"')
_APART: Final = frozenset("-:=|>,")
"""Signs behind which a count may stand alone at the end."""
_SIZE_UNITS: Final = frozenset("in mm cm oz ml g".split())
"""Units that size a thing; a quantity is hardly ever counted in them."""
_AMOUNT_UNITS: Final = frozenset("m ft yd kg lb t l qt m2 m3 sqft".split())
_WHICH: Final = "da"
"""The Italian word between a thing and its size: other languages have one word for this and for `of`."""
_OF: Final = "de"
_BEHIND: Final = frozenset({"comma", "dash", "colon"})
_COUNTING: Final = frozenset({UnitKind.COUNT, UnitKind.PACKAGE, UnitKind.MULTIPLE})
_LOOKAHEAD: Final = 12
_NUMBER_SIGNS: Final = frozenset("n nr num ° º . nº".split())
_STREET_WORDS: Final = 4
_JOINTS: Final = frozenset(",;")


class Placement:
    """Reads quantities where the sentence, as far as it has been read, has room for one."""

    def __init__(self, state: ClauseState, languages: frozenset[str]) -> None:
        self.state = state
        self.languages = languages
        self.reader = QuantityReader(state.tokens, state.lexicon, languages)
        self._refused = 0
        self._italian = "it" in languages and "en" not in languages

    def anywhere(self, at: int) -> Quantity | None:
        """The quantity that starts at token ``at``, wherever that is."""
        token = self.state.at(at)
        if token is None or token.foreign or token.named or token.protected or token.kind is Kind.DIMENSION:
            return None
        if token.kind is Kind.WORD and not token.text[0].isalpha():
            return None
        return self.reader.read(at)

    def quantity_at(self, at: int) -> Quantity | None:
        """The quantity that starts at token ``at`` and counts goods there; None also inside one that was refused."""
        quantity = self.anywhere(at) if at >= self._refused else None
        if quantity is None or is_pronoun(self.state.tokens, at):
            return None
        if self._has_room(at, quantity) and not self._is_size(quantity) and not self._is_chatter(quantity):
            return quantity
        if quantity.value is not None and not quantity.soft:
            self._refused = max(self._refused, quantity.last)
        return None

    def number_sign(self, at: int) -> int:
        """How many tokens from ``at`` on are the sign of a number before a count (``n°``); 0 where there is none."""
        end = at
        while end < len(self.state.tokens) and self.state.tokens[end].key in _NUMBER_SIGNS:
            end += 1
        quantity = self.anywhere(end) if end > at else None
        return end - at if quantity is not None and self._numbers_goods(end, quantity) else 0

    # --- where it stands ------------------------------------------------------------------------------------------

    def _has_room(self, at: int, quantity: Quantity) -> bool:
        """Whether a quantity may stand here: at the start, after a separator or a joining word, or beside a SKU."""
        state = self.state
        if quantity.marker or at == 0 or follows_per_unit(state, at):
            return True
        if state.delivery and not self._counts_goods(quantity):
            return False
        current = state.current
        waits = current is not None and current.named is not None and current.uncounted
        if state.purpose and state.depth and not waits and not self._opens_item(quantity, named=True):
            return False  # for our team (14 boys)
        follows = current is not None and current.quantity is not None and current.quantity.end == at
        if follows and (quantity.fraction or not quantity.counts):
            return False  # 30 of the 6204 bearings, 3 x 100 m cable, 3 bags of 1/2 rings
        before = state.tokens[at - 1]
        if before.kind is Kind.SIGN:
            decimal = before.text == "." and not state.tokens[at].space
            return (before.text in _OPENERS or self._numbers_goods(at, quantity)) and not decimal
        return self._has_room_after(before, at, quantity)

    def _has_room_after(self, before: Token, at: int, quantity: Quantity) -> bool:
        state = self.state
        if before.named:
            return not self._counted_at_end(quantity)
        if (
            self._ends_list(before, quantity)
            or self._ends_line(before, at, quantity)
            or self._takes_the_place(quantity)
            or self._leads_on(at, quantity)
            or self._follows_unknown_verb(at, quantity)
        ):
            return True
        if before.foreign or before.kind in {Kind.MEASURE, Kind.DIMENSION}:
            asked = state.stance is Stance.ASKED and before.kind is Kind.DATE  # we need by 12/4 20 valves
            return quantity.counts or (asked and self._opens_item(quantity))
        labelled = before.has(Tag.LABEL) and not before.has(*CUES, Tag.QUANTITY, Tag.AND, Tag.OF)
        labelled = labelled and not self._numbers_goods(at, quantity)
        if labelled or (before.has(Tag.OF) and self._sizes_counted(quantity)) or self._says_which(before, at):
            return False
        goods = state.at(quantity.end)  # chasing 4 of the wheels, buying 50 of A
        first = at == 1 or (goods is not None and goods.named)
        opens = first and quantity.joined and before.kind is Kind.WORD
        phrase = at > 1 and bool(before.tags) and state.tokens[at - 2].tags is before.tags  # wir wollen
        joint = before.has(Tag.AND) and state.separator == "and"  # plus some B, though SDS-plus is sold
        known = state.known(at - 1) and not (phrase or joint)
        function_word = (before.tags or opens) and not known and not before.has(Tag.MONTH)
        if function_word or (state.skipping and self._opens_item(quantity)):
            return True  # for the new office 8 chairs
        waits = state.current is not None and state.current.uncounted
        stressed = state.tokens[at].has(Tag.EXACT) and quantity.counts  # brauchen also nur 10 Sack
        last = quantity.times and waits and state.ends_quantity(quantity.end)  # linseed brown 2x
        explicit = last or stressed or (quantity.unit is not None and quantity.unit.kind in _COUNTING)
        plain = quantity.first == quantity.start or quantity.each or stressed
        return explicit and quantity.value is not None and plain

    def _numbers_goods(self, at: int, quantity: Quantity) -> bool:
        """`n° 4 pompe`: Italian puts the sign of a number before a count. Elsewhere a `no. 8 screw` is of that size."""
        start = at - 1
        while start >= 0 and self.state.tokens[start].key in _NUMBER_SIGNS:
            start -= 1
        before = self.state.at(start)
        opens = before is None or before.kind is Kind.SIGN or before.has(*CUES, Tag.AND)
        return start < at - 1 and opens and self._italian and self.state.known(quantity.end)

    def _takes_the_place(self, quantity: Quantity) -> bool:
        """`prenez 300 A au lieu de 200`: beside the quantity that it takes the place of, whatever verb it follows."""
        state, end = self.state, quantity.end
        following = state.at(end)
        if quantity.value is None or following is None or not following.named:
            return False
        start = end = end + 1
        while end - start < _LOOKAHEAD and (token := state.at(end)) is not None and token.has(Tag.INSTEAD):
            end += 1
        old = self.anywhere(end) if end > start else None
        return old is not None and old.value is not None

    def _leads_on(self, at: int, quantity: Quantity) -> bool:
        """`300 A, y sumadme 100 B`: where counts come first, one beside a SKU after a single word that nobody knows."""
        state, verb, following = self.state, self.state.tokens[at - 1], self.state.at(quantity.end)
        unknown = verb.kind is Kind.WORD and not verb.tags and verb.text.islower() and not state.known(at - 1)
        joint = state.at(at - 2)
        apart = joint is not None and (joint.has(Tag.AND) or joint.text in _JOINTS)
        bare = quantity.value is not None and quantity.first == quantity.start and quantity.unit is None
        return (
            state.leads
            and unknown
            and apart
            and bare
            and following is not None
            and following.kind is Kind.SKU
            and state.ends_quantity(quantity.end + 1)
        )

    def _follows_unknown_verb(self, at: int, quantity: Quantity) -> bool:
        """`une offre comprenant 20 A`: where a sentence asks, in a language whose adjectives do not stand before a
        number, a small word that nobody knows is a verb, and what follows it is counted."""
        state, verb, current = self.state, self.state.tokens[at - 1], self.state.current
        if "en" in self.languages or state.stance is not Stance.ASKED or not verb.text.islower():
            return False
        unknown = verb.kind is Kind.WORD and not verb.tags and verb.unit is None and not state.known(at - 1)
        names = current is not None and (current.quantity is not None or any(map(state.known, current.name)))
        bare = quantity.value is not None and quantity.first == quantity.start and not quantity.fraction
        goods = state.known(quantity.end) or any(token.named for token in state.tokens[quantity.end :][:1])
        return unknown and not names and bare and goods and not state.ends_quantity(quantity.end)

    def _sizes_counted(self, quantity: Quantity) -> bool:
        """`50 discos de corte de 125`: behind an `of`, a bare number of an item that is counted already is its size."""
        current = self.state.current
        counted = current is not None and bool(current.name) and current.quantity is not None
        bare = quantity.unit is None and quantity.problem is None and not (quantity.marker or quantity.times)
        return counted and bare and self.state.ends_quantity(quantity.end)

    def _says_which(self, before: Token, at: int) -> bool:
        """`dischi da 160 a 6 fori`: behind the `da` of a thing that the catalog knows a number is its size. It begins a
        range only before the goods (`da 10 a 12 dischi`). Behind a `de` it is one where the catalog has it of
        that thing (`las fregonas de 40`)."""
        noun, current = self.state.at(at - 2), self.state.current
        named = current is not None and bool(current.name) and not self.state.separator
        if not named or noun is None or noun.kind is not Kind.WORD or not self.state.known(at - 2):
            return False
        if before.key == _WHICH:
            return Tag.BETWEEN in before.tags
        sized = before.key == _OF and noun.unit is None and self.state.tokens[at].kind is Kind.NUMBER
        return sized and self.state.lexicon.carries(fold_words(f"{noun.text} {self.state.tokens[at].text}"))

    def _counted_at_end(self, quantity: Quantity) -> bool:
        """Whether the bare number behind a part number is one of its words, as the line ends in another count that
        stands alone: `K16 2 stage thermostat - 6 pcs`, `HV 16 green, 30 m`."""
        following = self.state.at(quantity.end)
        bare = quantity.unit is None and not (
            quantity.marker or quantity.times or quantity.hedge or quantity.each or quantity.soft
        )
        if not bare or following is None or following.kind is not Kind.WORD or following.named:
            return False
        tokens = self.state.tokens
        last = max(quantity.end, len(tokens) - _LOOKAHEAD)
        for at in range(len(tokens) - 1, last, -1):
            if tokens[at].kind is Kind.SIGN and tokens[at].text in _APART:
                count = self.anywhere(at + 1)
                if count is None or count.soft or count.value is None or count.end < len(tokens) - 1:
                    return False
                stop = self.state.at(count.end)
                alone = stop is None or stop.text in ".;,"
                return alone and (tokens[at].text != "," or count.unit is not None)
        return False

    def _ends_list(self, before: Token, quantity: Quantity) -> bool:
        """The third of `A 10 pcs, B 20 pcs, C 30`: a bare number at the end where quantities come last."""
        state, following = self.state, self.state.at(quantity.end)
        waits = state.current is not None and state.current.uncounted
        ends = following is None or following.kind is Kind.SIGN
        return state.trails and waits and ends and not before.foreign

    def _ends_line(self, before: Token, at: int, quantity: Quantity) -> bool:
        """`22 mm copper tees 40`: a bare number at the end of words that name goods with all their sizes."""
        state, token = self.state, self.state.tokens[at]
        current = state.current
        plain = quantity.first == quantity.start and quantity.unit is None and not quantity.each
        waits = current is not None and current.uncounted and not (state.separator or state.verbs)
        if current is None or not (plain and waits and token.space) or before.foreign or before.tags:
            return False
        if state.at(quantity.end) is not None:
            return False
        names = [state.tokens[index].text for index in current.name]
        return counts_at_end(fold_words(" ".join(names)), token.text, state.lexicon)

    def _opens_item(self, quantity: Quantity, *, named: bool = False) -> bool:
        """Whether an item follows after words that are no part of one; after what it is for any word may name it,
        unless it is to be ``named``."""
        following = self.state.at(quantity.end)
        if following is None or self.state.ends_quantity(quantity.end):
            return False
        any_word = self.state.purpose and not named
        return any_word or following.named or self.state.known(quantity.end)

    def _counts_goods(self, quantity: Quantity) -> bool:
        """Whether a number in an address can only be a count: a unit or a name of the catalog follows."""
        following = self.state.at(quantity.end)
        if quantity.counts or (following is not None and following.named):
            return True
        after = self.state.tokens[quantity.end : quantity.end + _STREET_WORDS]
        goods = fold_words(" ".join(token.text for token in after[:2]))  # to Thun 12 helmets yellow
        carried = len(goods) > 1 and self.state.lexicon.carries(goods)
        opens = carried or self.state.tokens[quantity.start - 1].text == ":"  # for the site: 3 buckets
        return opens and self.state.known(quantity.end) and not any(token.has(Tag.STREET) for token in after)

    # --- what it is -----------------------------------------------------------------------------------------------

    def _is_size(self, quantity: Quantity) -> bool:
        """Whether the number with its unit of measure sizes the item instead of counting it."""
        if quantity.unit is None or quantity.unit.kind is not UnitKind.MEASURE:
            kind = UnitKind.COUNT if quantity.unit is None else quantity.unit.kind
            bare = kind is UnitKind.COUNT or (kind is UnitKind.MULTIPLE and quantity.times)  # 3/4 x C x C
            sizes = self._is_dimension(quantity) or (quantity.fraction and bare and not quantity.marker)
            return sizes or sizes_before_count(self.state.tokens, quantity, self.anywhere)
        sizes, vague = sizes_counted(self.state, quantity), quantity.problem is QuantityProblem.VAGUE
        if sizes or quantity.marker or vague or self._asks_for_amount(quantity):
            return sizes
        following = self.state.at(quantity.end)
        if quantity.joined and following is not None and (following.named or self._is_worded(quantity.end)):
            return False
        unit = quantity.unit.name
        if unit in _SIZE_UNITS or unit not in self.state.lexicon.measures or quantity.value is None:
            return quantity.problem is None and not self._leads_amount(quantity)  # nothing is sold by it
        known = (f"{quantity.value.normalize():f}", unit) in self.state.lexicon.sizes
        if self._leads_by_measure(quantity) or self._ends_by_measure(quantity):
            return False
        return (known and not is_sold_so(self.state, quantity)) or self._sizes_here(quantity)

    def _asks_for_amount(self, quantity: Quantity) -> bool:
        """`Winkelstahl 30x30x5, 12 m`: a length or weight that nothing comes in, last behind goods of the catalog. It
        is an amount, though nothing is sold by it; the unit is asked about."""
        state, unit = self.state, quantity.unit
        current = state.current
        if unit is None or unit.name not in _AMOUNT_UNITS or current is None or not current.uncounted:
            return False
        behind = state.separator in _BEHIND and state.ends_quantity(quantity.end)
        if current.named is None:
            return behind and self._comes_in_others(quantity, current.name)
        name, size = state.tokens[current.named], state.tokens[quantity.first]
        return behind and not state.lexicon.carries(fold_words(f"{name.text} {size.text}"))

    def _leads_amount(self, quantity: Quantity) -> bool:
        """`30 m gutter`, where gutter is sold by the piece and none comes in 30 m: an amount, asked about like that."""
        unit, end = quantity.unit, quantity.end
        if unit is None or unit.name not in _AMOUNT_UNITS or quantity.fraction or self._counted_later(end):
            return False
        stop = next((at for at in range(end, end + _LOOKAHEAD) if self.state.ends_quantity(at)), end)
        return self._opens(quantity) and self._comes_in_others(quantity, range(end, stop))

    def _comes_in_others(self, quantity: Quantity, name: Iterable[int]) -> bool:
        """Whether the catalog carries what the words of ``name`` say, and none of it in the size ``quantity``; or knows
        none of the words: then nothing says that they are sized."""
        said = [self.state.tokens[at] for at in name if at < len(self.state.tokens)]
        told = [token.text for token in said if token.kind in {Kind.WORD, Kind.ALIAS} and not token.tags]
        words = fold_words(" ".join(told))
        sizes = self.state.lexicon.numbers_of(words)
        if sizes is None:
            return bool(words) and not any(map(self.state.lexicon.knows, words))
        return quantity.value is not None and f"{quantity.value.normalize():f}" not in sizes

    def _opens(self, quantity: Quantity) -> bool:
        """Whether no item waits for this quantity or goes on with it, and a name follows."""
        return self.state.may_open() and not self.state.ends_quantity(quantity.end)

    def _is_worded(self, at: int) -> bool:
        """Whether a word stands there, or a number with its word: `1 litre of 2 stroke oil`."""
        token, following = self.state.at(at), self.state.at(at + 1)
        if token is not None and token.kind is Kind.NUMBER:
            return following is not None and following.kind is Kind.WORD
        return token is not None and token.kind is Kind.WORD

    def _ends_by_measure(self, quantity: Quantity) -> bool:
        """`cable 5x10 - 25 m`, the last words of a line whose item has no other count."""
        state = self.state
        waits = state.current is not None and state.current.uncounted
        return waits and state.separator in {"dash", "colon"} and state.at(quantity.end) is None

    def _leads_by_measure(self, quantity: Quantity) -> bool:
        """`100 m cable` where cable is sold by the metre, though some comes in rings of 100 m."""
        state = self.state
        if quantity.unit is None or quantity.unit.name not in state.lexicon.measures:
            return False
        return self._opens(quantity) and not self._counted_later(quantity.end)

    def _sizes_here(self, quantity: Quantity) -> bool:
        """Whether a length or weight that nothing comes in sizes the item here: where another number counts it."""
        current = self.state.current
        if current is None:
            return self._counted_later(quantity.end)
        if current.quantity is None:
            return not current.name or self._counted_later(quantity.end)
        following = self.state.at(quantity.end)
        named = following is not None and following.named
        return not self.state.separator or not named or not current.name

    def _is_dimension(self, quantity: Quantity) -> bool:
        """`200 x 200 mm`: a size that the catalog has, or one inside a name, that cannot be a count."""
        following = self.state.at(quantity.end)
        if not quantity.times or quantity.value is None or following is None:
            return False
        if following.kind not in {Kind.MEASURE, Kind.NUMBER}:
            return False
        if following.unit is not None and following.unit.name in FILLINGS:
            return False  # 6 x 5 litre
        current = self.state.current
        inside = current is not None and bool(current.name) and not self.state.separator
        number = following.text.split()[0].rstrip('"')
        return inside or self.state.lexicon.has_dimension(
            f"{self.state.tokens[quantity.first].text}x{number}"
        )

    def _counted_later(self, end: int) -> bool:
        """Whether the same item is counted after its size: `100 m cable, 3 pcs`."""
        for index in range(end, min(end + _LOOKAHEAD, len(self.state.tokens))):
            token = self.state.tokens[index]
            if token.text == ";":
                return False
            if token.kind is not Kind.NUMBER or token.protected:
                continue
            later = self.reader.read(index)
            if later is not None and later.counts and later.first == index:
                after = self.state.at(later.end)
                return after is None or after.kind is Kind.SIGN or after.has(Tag.AND)
        return False

    def _is_chatter(self, quantity: Quantity) -> bool:
        """A vague word or an article that counts nothing here: `some help`, `a price`."""
        if not quantity.soft and quantity.problem is not QuantityProblem.VAGUE:
            return False
        state = self.state
        following = state.at(quantity.end)
        if following is None or following.kind is Kind.SIGN:
            return quantity.soft or state.current is None or not state.current.uncounted
        sized = following.kind in {Kind.NUMBER, Kind.MEASURE}  # and a .325 chain
        known = state.known(quantity.end + sized)
        if following.has(Tag.GENERIC, Tag.CLAUSE, Tag.NOT_GOODS, *CUES) and not known:
            return True
        return quantity.soft and (state.delivery or not (following.named or known))
