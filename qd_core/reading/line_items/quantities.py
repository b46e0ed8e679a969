"""Quantities with what stands around the number: its label, its hedge, its unit, the `of` after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from qd_core.model.rfq import QuantityProblem
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.amounts import HALVES, AmountReader
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.numbers import EUROPEAN, is_grouped_ambiguously

__all__ = ["Quantity", "QuantityReader"]

_PREPOSITIONS: Final = frozenset("uber over sobre sur".split())
"""They hedge a number, but not after `ein Angebot`."""
_TIMES: Final = frozenset("x mal off fois".split())
_APIECE: Final = frozenset("ea each apiece".split())
_TOTALS: Final = frozenset("total altogether overall insgesamt gesamt zusammen totaal totale".split())
"""Behind a number they say that it counts, even in feet or kilos."""
_HOLDING: Final = frozenset("zu mit with avec con met".split())
"""Behind a package they say what it holds."""
_EXTRA: Final = frozenset({"extra", "xtra"})
_EXTRA_WHAT: Final = frozenset(
    "large small long wide heavy fine strong thick thin soft hard deep tall short lang breit stark fein gross klein "
    "grand gros fin fort large grande gruesa fuerte fino fina forte grosso breed sterk fijn".split()
)
"""`25 extra large` is of that size: no more of what is large."""
_MAX_WORDS: Final = 4


class QuantityReader:
    """Reads quantities from one run of tagged tokens."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.amounts = AmountReader(tokens, lexicon, languages)
        self.at = self.amounts.at
        self.has = self.amounts.has
        self.key = self.amounts.key

    def read(self, start: int) -> Quantity | None:
        """The quantity that begins at token ``start`` with its label, hedge, number, unit and `of`; or None."""
        if not self.amounts.may_start(start):
            return None
        at, marker = self._label(start)
        each = self.has(at, Tag.EACH) and (  # je 20 Stück, je ein Paar
            self.amounts.is_number(at + 1) or self.has(at + 1, Tag.ONE)
        )
        at += each
        at += self.has(at, Tag.EXACT) and self.amounts.is_number(at + 1)
        at, hedge = self._hedge(at)
        amount = self.amounts.read(at)
        if amount is None:
            return None
        quantity = replace(amount, start=start, marker=marker, each=each, hedge=hedge or amount.hedge)
        quantity = self._content(self._times_measure(self._tail(self._unit(quantity))))
        if marker and quantity.problem is QuantityProblem.VAGUE and quantity.first == start:
            return replace(quantity, marker=False)
        return self._sane(quantity)

    # --- before the number ----------------------------------------------------------------------------------------

    def _label(self, at: int) -> tuple[int, bool]:
        """`qty:`, `Menge =`, `x` before the number: where that stands, and whether there was one."""
        token = self.at(at)
        if token is None:
            return at, False
        if token.key in {"x", "*"} and self.amounts.is_number(at + 1):
            return (at, False) if "/" in self.tokens[at + 1].text else (at + 1, True)  # 12' x 3/4
        package = token.unit is not None and token.unit.kind is UnitKind.PACKAGE
        if token.kind is not Kind.WORD or not token.has(Tag.QUANTITY) or package:
            return at, False
        end = at + 1
        while end - at <= _MAX_WORDS and (
            self.has(end, Tag.QUANTITY) or self.key(end) in {":", "=", ".", "-", "of"}
        ):
            end += 1
        counts = (
            self.amounts.is_number(end)
            or self.has(end, Tag.VAGUE, Tag.APPROX, Tag.BETWEEN)
            or self.key(end) == "?"
        )
        return (end, True) if counts else (at, False)

    def _hedge(self, at: int) -> tuple[int, str]:
        """`about`, `ca.`, `at least`, `~` before the number: where that stands, and the word."""
        end = at
        while end - at < _MAX_WORDS:
            token = self.at(end)
            if token is None or token.kind not in {Kind.WORD, Kind.SIGN}:
                break
            hedges = token.has(Tag.APPROX, Tag.AT_LEAST, Tag.AT_MOST) or token.text in "~≈"
            if token.key in _PREPOSITIONS and self.has(at - 1, Tag.ASK, Tag.PRICE):
                break  # ein Angebot über 50 Stück
            if not hedges and not (end > at and token.text == "."):
                break
            end += 1
        dozen = self.has(end, Tag.ONE) and self.amounts.unit_kind(end + 1) is UnitKind.MULTIPLE
        counts = self.amounts.number(end) is not None or self.has(end, Tag.BETWEEN) or dozen
        if end == at or not counts:
            return at, ""
        return end, " ".join(
            token.text for token in self.tokens[at:end] if token.kind is Kind.WORD
        ) or "about"

    # --- after the number -----------------------------------------------------------------------------------------

    def _unit(self, quantity: Quantity) -> Quantity:
        """Takes the unit word after the number: `Stück`, `boxes`, `dozen pairs`, `x`."""
        at = quantity.end
        token = self.at(at)
        if quantity.unit is not None or token is None or token.kind is not Kind.WORD:
            return quantity
        if token.key in _TIMES:
            return self._times_unit(replace(quantity, end=at + 1, times=True), token)
        measured = (
            token.unit is not None and token.unit.kind is UnitKind.MEASURE
        )  # is one token with its number
        if measured and token.text == "M" and not token.space:  # 2M nuts: two thousand, or two metres?
            return replace(quantity, end=at + 1, value=None, problem=QuantityProblem.VAGUE)
        if token.unit is None or measured or self.amounts.is_name_word(at, quantity.value):
            return quantity
        each = quantity.each or token.has(Tag.EACH)
        found = replace(quantity, end=at + 1, unit_token=at, unit=token.unit, each=each)
        if token.unit.kind is UnitKind.MULTIPLE:
            found = self._multiplied(self._and_a_half(found), token.unit.factor or Decimal(1))
        if self.key(found.end) == "." and len(token.text) <= 4 and self.at(found.end + 1) is not None:
            found = replace(found, end=found.end + 1)  # 30 Stk. X
        return found

    def _times_unit(self, quantity: Quantity, times: Token) -> Quantity:
        """`40 off A` counts in `off`; `2 x boxes of A` in boxes."""
        at = quantity.end
        if times.key == "off":
            return replace(quantity, unit_token=at - 1, unit=times.unit)
        if times.key == "x" and (self.at(at) is None or self.tokens[at].kind is Kind.SIGN):
            return replace(quantity, unit_token=at - 1, unit=times.unit)  # epoxy 1 kg 2x
        kind, token = self.amounts.unit_kind(at), self.at(at)
        named = self.at(at + 1)
        if token is not None and token.kind is Kind.NUMBER and named is not None and named.kind is Kind.SKU:
            return replace(
                quantity, end=at + 1, last=at + 1, value=None, problem=QuantityProblem.VAGUE
            )  # 2 x 25 A
        if (packs := self._times_packs(quantity)) is not None:
            return packs
        if token is None or kind in {None, UnitKind.MEASURE} or self.amounts.is_name_word(at, quantity.value):
            return quantity
        return replace(quantity, end=at + 1, unit_token=at, unit=token.unit)

    def _times_packs(self, quantity: Quantity) -> Quantity | None:
        """`64 x 10 rolls of A`: 640 rolls. The pieces of `5 x 100 pcs` may be what a package holds."""
        at, kinds = quantity.end, {UnitKind.COUNT, UnitKind.PACKAGE}
        number, unit = self.at(at), self.at(at + 1)
        if number is None or unit is None or quantity.value is None or number.value is None:
            return None
        counted = number.kind is Kind.NUMBER and not (number.protected or number.value % 1)
        if not counted or self.amounts.unit_kind(at + 1) not in kinds or unit.key in _TIMES:
            return None
        if self.amounts.is_name_word(at + 1, number.value) or self.amounts.unit_kind(at + 2) in kinds:
            return None
        found = replace(quantity, end=at + 2, last=at + 1, unit_token=at + 1, unit=unit.unit)
        if self.amounts.unit_kind(at + 1) is UnitKind.COUNT:
            return replace(found, value=None, problem=QuantityProblem.VAGUE)
        written = " ".join(token.text for token in self.tokens[quantity.first : at + 1])
        return replace(found, value=quantity.value * number.value, hedge=quantity.hedge or written)

    def _multiplied(self, quantity: Quantity, factor: Decimal) -> Quantity:
        """`2 dozen pairs` are 24 pairs."""
        at = quantity.end + (
            self.has(quantity.end, Tag.OF) and self.amounts.unit_kind(quantity.end + 1) is not None
        )
        token = self.at(at)
        kind = self.amounts.unit_kind(at)
        if token is None or kind in {None, UnitKind.MEASURE} or self.amounts.is_name_word(at, Decimal(2)):
            return quantity
        if token.has(Tag.EACH):
            return quantity  # 2 dozen each of A and B
        value = quantity.value * factor if quantity.value is not None else None
        return replace(quantity, value=value, end=at + 1, unit_token=at, unit=token.unit, last=at)

    def _and_a_half(self, quantity: Quantity) -> Quantity:
        """`a dozen and a half`, whose half is one of the dozen."""
        at = quantity.end
        half = at + 1 + self.has(at + 1, Tag.ONE)
        if not self.has(at, Tag.AND) or self.key(half) not in HALVES or quantity.value is None:
            return quantity
        following = self.at(half + 1)
        if following is not None and following.unit is not None:
            return quantity  # a dozen and a half pallet
        return replace(quantity, value=quantity.value + Decimal("0.5"), end=half + 1, last=half + 1)

    def _tail(self, quantity: Quantity) -> Quantity:
        """Takes `each`, `of`, `or so` and a plus sign after the unit."""
        end, each, hedge = quantity.end, quantity.each, quantity.hedge
        if self.key(end) in _TOTALS:  # 200 feet total
            quantity, end = replace(quantity, marker=True), end + 1
        if self.key(end) == "+" and not self.tokens[end].space:
            end, hedge = end + 1, hedge or "+"
        if self.key(end) in {"or", "oder"} and self.has(end, Tag.APPROX):
            end = self._skip(end, Tag.APPROX)
            hedge = hedge or "or so"
        if (
            self.key(end) == ":"
            and quantity.unit_token is not None
            and self.key(quantity.unit_token) in _APIECE
        ):
            each = True  # 50 ea: A, B
        if self.has(end, Tag.EACH) and self.tokens[end].kind is Kind.WORD:
            each, end = True, self._skip(end, Tag.EACH)
        sized = self.key(end) in _EXTRA and self.key(end + 1) in _EXTRA_WHAT
        if self.has(end, Tag.MORE) and not (sized or self.amounts.is_number(end + 1)):
            end += 1
        after = end
        while after - end < _MAX_WORDS and self.has(after, Tag.OF) and not self._dates(after):
            after += 1
        times = quantity.times or (after > end and self.tokens[after - 1].key in {"x", "off"})
        return replace(quantity, end=after, each=each, hedge=hedge, joined=after > end, times=times)

    def _skip(self, at: int, tag: Tag) -> int:
        end = at
        while end - at < _MAX_WORDS and self.has(end, tag):
            end += 1
        return end

    def _content(self, quantity: Quantity) -> Quantity:
        """`2 packs of 100`, `3 boxes à 50 pcs`, `5 Kartons zu je 12 Flaschen`, where no name follows the number."""
        package = quantity.unit is not None and quantity.unit.kind is UnitKind.PACKAGE
        at = self._holds(quantity) if package else None
        number = self.at(at) if at is not None else None
        if at is None or number is None or not self.amounts.is_number(at):
            return quantity
        if number.value is not None and number.value % 1:
            return quantity  # a box of 3/4
        held = self.amounts.unit_kind(at + 1)
        end = at + 1 + (held in {UnitKind.COUNT, UnitKind.PACKAGE})
        after = self.at(end)
        if (
            after is not None
            and after.kind is not Kind.SIGN
            and not after.has(Tag.AND, Tag.CLAUSE, Tag.POLITE)
        ):
            return quantity
        each = any(self.has(index, Tag.EACH) for index in range(quantity.start, quantity.first))
        content = (
            None if held is UnitKind.PACKAGE else number.value
        )  # pieces; packages are told by the catalog
        return replace(quantity, end=end, content=content, joined=False, each=each)

    def _holds(self, quantity: Quantity) -> int | None:
        """Where the number stands that says what one package holds: behind `of`, `à`, `je`, `zu je`, `mit`."""
        at = quantity.end
        if quantity.joined or (at > quantity.last and self.has(at - 1, Tag.EACH)):
            return at
        token = self.at(at)
        if token is None or (token.text.casefold() != "à" and token.key not in _HOLDING):
            return None
        return at + 1 + self.has(at + 1, Tag.EACH)

    def _dates(self, at: int) -> bool:
        """Whether a date or the like follows: `of May`."""
        following = self.at(at + 1)
        return following is not None and (following.foreign or following.has(Tag.MONTH))

    def _times_measure(self, quantity: Quantity) -> Quantity:
        """`3 x 100 m` of a thing that the catalog does not have in 100 m: 300 m."""
        token = self.at(quantity.end)
        if not quantity.times or quantity.value is None or token is None or token.kind is not Kind.MEASURE:
            return quantity
        if (
            token.unit is None
            or token.value is None
            or not self.lexicon.sells_by(token.unit.name, token.value)
        ):
            return quantity
        end = quantity.end + 1
        hedge = quantity.hedge or " ".join(other.text for other in self.tokens[quantity.first : end])
        value = quantity.value * token.value
        return self._tail(
            replace(
                quantity, end=end, last=end, value=value, unit=token.unit, unit_token=end - 1, hedge=hedge
            )
        )

    def _sane(self, quantity: Quantity) -> Quantity:
        """Pieces come in whole numbers and nobody writes `1.000` for one: `1.200 Stk` is twelve hundred in either
        convention; 0 is no quantity."""
        if quantity.value is None:
            return quantity
        token = self.tokens[quantity.first]
        countable = quantity.unit is None or quantity.unit.kind is not UnitKind.MEASURE
        if (
            countable
            and token.kind is Kind.NUMBER
            and is_grouped_ambiguously(token.text)
            and quantity.value < 1000
        ):
            if self._may_have_decimals(token):
                return replace(quantity, value=None, problem=QuantityProblem.VAGUE)
            grouped = (quantity.value * 1000).to_integral_value()
            return replace(quantity, value=grouped, fraction=False, hedge=quantity.hedge or token.text)
        if quantity.value <= 0:
            return replace(quantity, value=None, problem=QuantityProblem.MISSING)
        return quantity

    def _may_have_decimals(self, token: Token) -> bool:
        """Whether `3,000 ST` may be three, as programs write it: the comma is the decimal sign of the documents and of
        the writer's language."""
        european = self.lexicon.catalog.number_format == EUROPEAN and "," in token.text
        languages = self.amounts.languages
        return european and bool(languages) and "en" not in languages
