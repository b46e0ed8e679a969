"""How many are asked for: one number, a range, a ladder of alternatives, or nothing that can be counted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.model.rfq import QuantityProblem, QuantityRange
from qd_core.model.uom import UnitKind, UnitWord
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.numbers import is_grouped_ambiguously, parse_number_words

__all__ = ["Quantity", "QuantityReader"]

_APPROX_SIGNS: Final = frozenset("~≈")
_FOREIGN_WORDS: Final = {
    "once": "es", "due": "it", "sei": "it", "mil": "es", "mille": "fr it", "cent": "fr", "elf": "de nl", "sept": "fr",
    "dos": "es", "tre": "it", "acht": "de nl", "on": "", "en": "",
}  # fmt: skip
"""Number words that mean something else in another language."""
_ONES: Final = frozenset("ein eine einen einem einer un une una uno een one".split())
_HALVES: Final = frozenset("half halbes halbe halben demi demie media medio mezza mezzo halve".split())
_SIZES: Final = frozenset("in mm cm".split())
_PREPOSITIONS: Final = frozenset("uber over sobre sur".split())
_COUPLE: Final = frozenset("couple".split())
_MAX_NUMBER_WORDS: Final = 6
_MAX_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the tokens ``[start, end)`` say of how many.

    ``value`` is the count as written, of ``unit`` (``half a dozen`` is 0.5 of ``dozen``); ``first`` and ``last``
    are the tokens that write it. ``hedge`` is the word that makes it an estimate. ``soft`` is a bare article.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal | None = None
    range: QuantityRange | None = None
    ladder: tuple[Decimal, ...] = ()
    problem: QuantityProblem | None = None
    unit_token: int | None = None
    unit: UnitWord | None = None
    each: bool = False
    hedge: str = ""
    soft: bool = False
    marker: bool = False
    """An ``x`` or a label stands before the number, so that it belongs to what comes before."""
    joined: bool = False
    """An ``of`` follows, so that it belongs to what comes after."""
    times: bool = False
    """An ``x`` or ``off`` follows the number."""

    @property
    def counts(self) -> bool:
        """Whether a word says outright that this is a count (`30 pcs`, `2 boxes`, `qty 30`, `30 x`)."""
        return self.marker or self.times or (self.unit is not None and self.unit.kind is not UnitKind.MEASURE)


class QuantityReader:
    """Reads quantities from one run of tagged tokens."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.languages = languages

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def has(self, index: int, *tags: Tag) -> bool:
        token = self.at(index)
        return token is not None and token.has(*tags)

    def key(self, index: int) -> str:
        token = self.at(index)
        return token.key if token is not None and token.kind in {Kind.WORD, Kind.SIGN} else ""

    def read(self, start: int) -> Quantity | None:
        """The quantity that begins at token ``start`` with its label, hedge, number, unit and `of`; or None."""
        at, marker = self._label(start)
        each = False
        if self.has(at, Tag.EACH) and self._is_number(at + 1):  # je 20 Stück
            at, each = at + 1, True
        while self.has(at, Tag.EXACT) and self._is_number(at + 1):
            at += 1
        at, hedge = self._hedge(at)
        core = self._core(at)
        if core is None:
            return None
        quantity = replace(core, start=start, marker=marker, each=each, hedge=hedge or core.hedge)
        quantity = self._unit(quantity)
        quantity = self._times_measure(self._tail(quantity))
        if marker and quantity.problem is QuantityProblem.VAGUE and quantity.first == start:
            return replace(quantity, marker=False)
        return self._sane(quantity)

    # --- before the number ------------------------------------------------------------------------------------

    def _label(self, at: int) -> tuple[int, bool]:
        """`qty:`, `Menge =`, `x` before the number."""
        token = self.at(at)
        if token is None:
            return at, False
        if token.kind is Kind.WORD and token.has(Tag.QUANTITY) and not (token.unit and token.unit.kind is UnitKind.PACKAGE):
            end = at + 1
            while self.has(end, Tag.QUANTITY) or self.key(end) in {":", "=", ".", "-", "of"}:
                end += 1
                if end - at > 5:
                    return at, False
            following = self.at(end)
            if following is not None and (self._is_number(end) or following.has(Tag.VAGUE, Tag.APPROX, Tag.BETWEEN) or following.text == "?"):
                return end, True
            return at, False
        if token.key in {"x", "*"} and self._is_number(at + 1):
            return at + 1, True
        return at, False

    def _hedge(self, at: int) -> tuple[int, str]:
        end = at
        while end - at < 4:
            token = self.at(end)
            if token is None:
                break
            if token.kind is Kind.SIGN and token.text in _APPROX_SIGNS:
                end += 1
            elif token.kind is Kind.WORD and token.has(Tag.APPROX, Tag.AT_LEAST, Tag.AT_MOST):
                if token.key in _PREPOSITIONS and self.has(at - 1, Tag.ASK, Tag.PRICE):
                    break  # ein Angebot über 50 Stück
                end += 1
            elif end > at and token.text == ".":
                end += 1
            else:
                break
        if end == at or not (self._is_number(end) or self.has(end, Tag.BETWEEN) or self._words(end) is not None or self._is_multiple(end)):
            return at, ""
        return end, " ".join(token.text for token in self.tokens[at:end] if token.kind is Kind.WORD) or "about"

    def _is_multiple(self, at: int) -> bool:
        return self.has(at, Tag.ONE) and self._unit_kind(at + 1) is UnitKind.MULTIPLE

    # --- the number -------------------------------------------------------------------------------------------

    def _core(self, at: int) -> Quantity | None:
        return (
            self._between(at)
            or self._dozen(at)
            or self._vague(at)
            or self._series(at)
            or self._article(at)
        )

    def _is_number(self, at: int) -> bool:
        token = self.at(at)
        return token is not None and token.kind is Kind.NUMBER and token.value is not None

    def _number(self, at: int) -> tuple[Decimal, int] | None:
        """A number in digits or words at ``at``: its value and where it ends."""
        token = self.at(at)
        if token is None:
            return None
        if token.kind is Kind.NUMBER and token.value is not None:
            return token.value, at + 1
        if token.kind is Kind.MEASURE and token.value is not None:
            return token.value, at + 1
        return self._words(at)

    def _words(self, at: int) -> tuple[Decimal, int] | None:
        token = self.at(at)
        if token is None or token.kind is not Kind.WORD or not token.text[0].isalpha():
            return None
        if token.key in _ONES and token.key != "one":
            return None
        bound = _FOREIGN_WORDS.get(token.key)
        if bound is not None and self.languages.isdisjoint(bound.split()):
            return None
        if parse_number_words(token.text) is None and not token.has(Tag.ONE):
            return None
        texts: list[str] = []
        best: tuple[Decimal, int] | None = None
        for end in range(at, min(at + _MAX_NUMBER_WORDS, len(self.tokens))):
            word = self.tokens[end]
            if word.kind is not Kind.WORD and word.text != "-":
                break
            if word.unit is not None and word.unit.kind is UnitKind.MULTIPLE and end > at and texts[-1].casefold() in {"a", "an"}:
                break
            texts.append(word.text)
            value = parse_number_words(" ".join(texts))
            if value is not None:
                best = value, end + 1
        return best

    def _series(self, at: int) -> Quantity | None:
        """A number, a range `8-10`, or several `100 / 500 / 1,000`."""
        first = self._number(at)
        token = self.at(at)
        if first is None or token is None or token.protected:
            return None
        value, end = first
        upper = self._upper_end(at, value, end)
        if upper is not None:
            return upper
        steps = [value]
        last = end
        while len(steps) < _MAX_STEPS:
            step = self._next_step(last)
            if step is None or step[0] <= steps[-1]:
                break
            steps.append(step[0])
            last = step[1]
        if len(steps) > 1:
            measure = last - 1 if self.tokens[last - 1].kind is Kind.MEASURE else None
            unit = self.tokens[measure].unit if measure is not None else None
            return Quantity(
                at, last, at, last, ladder=tuple(steps), problem=QuantityProblem.LADDER, unit_token=measure, unit=unit
            )
        if token.kind is Kind.MEASURE:
            return Quantity(at, end, at, end, value=value, unit=token.unit, unit_token=at)
        return Quantity(at, end, at, end, value=value)

    def _upper_end(self, at: int, low: Decimal, end: int) -> Quantity | None:
        joint = end + self._skip_unit(end)
        if self.key(joint) == "-" or (self.has(joint, Tag.TO) and not self.has(joint, Tag.AND)):
            upper = self._number(joint + 1)
            following = self.at(joint + 1)
            if upper is not None and upper[0] > low and following is not None and not following.protected:
                return Quantity(
                    at, upper[1], at, upper[1], range=QuantityRange(low=low, high=upper[0]), problem=QuantityProblem.RANGE
                )
        return None

    def _skip_unit(self, at: int) -> int:
        kind = self._unit_kind(at)
        return 1 if kind in {UnitKind.COUNT, UnitKind.PACKAGE} else 0

    def _next_step(self, at: int) -> tuple[Decimal, int] | None:
        """The next quantity of a ladder: after `/`, `,`, `or`, `and` with no name in between."""
        joint = at + self._skip_unit(at)
        end = joint
        while end - joint < 3 and (self.key(end) in {"/", ",", "|", "&"} or self.has(end, Tag.OR, Tag.AND)):
            end += 1
        if end == joint:
            return None
        token = self.at(end)
        if token is None or token.protected:
            return None
        number = self._number(end)
        if number is None or (self.tokens[at - 1].kind is Kind.MEASURE) > (token.kind is Kind.MEASURE):
            return None  # 1 m, 4 boxes
        if token.kind is Kind.MEASURE and token.unit is not None and token.unit.name in _SIZES:
            return None
        if joint > at or token.kind is Kind.MEASURE:
            return number
        following = self.at(number[1])
        separated = self.key(joint) in {"/", "|"} or self.has(joint, Tag.OR) or (self.key(joint) == "," and self.has(joint + 1, Tag.OR))
        if separated:
            return number
        # `2, 40 of X` is no ladder unless the series goes on or a plain count ends it
        ends = following is None or (following.unit is not None) or following.kind is Kind.SIGN or following.has(Tag.OF, Tag.AND, Tag.OR, Tag.EACH)
        return number if ends else None

    def _between(self, at: int) -> Quantity | None:
        if not self.has(at, Tag.BETWEEN):
            return None
        begin = at
        while self.has(at + 1, Tag.BETWEEN):
            at += 1
        low = self._number(at + 1)
        if low is None:
            return None
        joint = low[1] + self._skip_unit(low[1])
        if not (self.has(joint, Tag.AND, Tag.TO) or self.key(joint) == "-"):
            return None
        high = self._number(joint + 1)
        if high is None or high[0] <= low[0]:
            return None
        limits = QuantityRange(low=low[0], high=high[0])
        return Quantity(begin, high[1], at + 1, high[1], range=limits, problem=QuantityProblem.RANGE)

    def _dozen(self, at: int) -> Quantity | None:
        """`half a dozen`, `a dozen`, `a couple of`, `ein Dutzend`, `a box of`."""
        index = at
        if self.has(index, Tag.ONE):
            index += 1
        if self.key(index) in _HALVES or self.key(index).startswith("demi-") or self.key(index).startswith("half-"):
            unit_at = index + (0 if "-" in self.key(index) else 1)
            unit_at += self.has(unit_at, Tag.ONE)
            if self._unit_kind(unit_at) is UnitKind.MULTIPLE:
                return Quantity(at, unit_at, at, unit_at + 1, value=Decimal("0.5"))
            if "-" in self.key(index) and self.key(index).rpartition("-")[2] in {"dozen", "douzaine", "dutzend"}:
                return Quantity(
                    at, index + 1, at, index + 1, value=Decimal("0.5"), unit_token=index, unit=UnitWord("dozen", UnitKind.MULTIPLE, Decimal(12))
                )
            return None
        if self.key(index) in _COUPLE:
            return Quantity(at, index + 1, at, index + 1, value=Decimal(2))
        if index == at:
            return None
        token = self.at(index)
        if token is None or token.unit is None or token.kind is not Kind.WORD or self._is_name_word(index):
            return None
        if token.text == "paar":  # ein paar: a few
            return None
        if token.unit.kind in {UnitKind.MULTIPLE, UnitKind.PACKAGE, UnitKind.COUNT} and token.text[0].isalpha():
            return Quantity(at, index, at, index, value=Decimal(1))
        return None

    def _vague(self, at: int) -> Quantity | None:
        token = self.at(at)
        if token is None:
            return None
        if token.kind is Kind.SIGN and token.text == "?" and self.key(at + 1) in {"", "x", ",", ";", ")", "-"}:
            if self.at(at - 1) is None or self.key(at - 1) in {":", "-", "=", "(", ","} or self.has(at - 1, Tag.QUANTITY):
                return Quantity(at, at + 1, at, at + 1, problem=QuantityProblem.VAGUE)
        if not token.has(Tag.VAGUE) or token.kind is not Kind.WORD:
            return None
        end = at + 1
        while self.has(end, Tag.VAGUE):
            end += 1
        if self.tokens[end - 1].text == "Paar" and token.key in {"ein", "einige"} and token.key == "ein":
            return None  # ein Paar: one pair
        if token.has(Tag.APPROX) and self._is_number(end):
            return None  # some 40
        return Quantity(at, end, at, end, problem=QuantityProblem.VAGUE)

    def _article(self, at: int) -> Quantity | None:
        """A bare article before a name: perhaps one, perhaps none meant."""
        token = self.at(at)
        following = self.at(at + 1)
        if token is None or following is None or token.kind is not Kind.WORD:
            return None
        if token.key in _ONES or token.has(Tag.ONE):
            if following.kind in {Kind.SKU, Kind.ALIAS} or (following.kind is Kind.WORD and self.lexicon.knows(fold_word(following.text))):
                return Quantity(at, at + 1, at, at + 1, value=Decimal(1), soft=token.key != "one")
        return None

    # --- after the number ---------------------------------------------------------------------------------------

    def _unit_kind(self, at: int) -> UnitKind | None:
        token = self.at(at)
        return token.unit.kind if token is not None and token.kind is Kind.WORD and token.unit is not None else None

    def _unit(self, quantity: Quantity) -> Quantity:
        """Takes the unit word after the number: `Stück`, `boxes`, `dozen pairs`, `x`."""
        if quantity.unit is not None:
            return quantity
        at = quantity.end
        token = self.at(at)
        if token is None or token.kind is not Kind.WORD:
            return quantity
        if token.key in {"x", "mal", "off", "×"} or token.key == "fois":
            return replace(quantity, end=at + 1, times=True, **self._unit_of(at, token))
        if token.unit is None or self._is_name_word(at, quantity.value):
            return quantity
        found = replace(quantity, end=at + 1, unit_token=at, unit=token.unit, each=quantity.each or token.has(Tag.EACH))
        following = self.at(at + 1)
        if token.unit.kind is UnitKind.MULTIPLE and following is not None and following.unit is not None and following.kind is Kind.WORD:
            if following.unit.kind is not UnitKind.MEASURE and not self._is_name_word(at + 1, Decimal(2)):
                factor = token.unit.factor or Decimal(1)
                if found.value is not None:  # 2 dozen pairs: 24 pairs
                    found = replace(found, value=found.value * factor)
                found = replace(found, end=at + 2, unit_token=at + 1, unit=following.unit, last=at + 1)
        if self.key(found.end) == "." and len(token.text) <= 4 and self.at(found.end + 1) is not None:
            found = replace(found, end=found.end + 1)
        return found

    @staticmethod
    def _unit_of(at: int, token: Token) -> dict[str, object]:
        return {"unit_token": at, "unit": token.unit} if token.key == "off" else {}

    def _is_name_word(self, at: int, value: Decimal | None = None) -> bool:
        """Whether the unit word at ``at`` begins a name: `100 set screws`, `10 ring binders`."""
        token, following = self.tokens[at], self.at(at + 1)
        if token.unit is None or token.unit.kind not in {UnitKind.PACKAGE, UnitKind.MEASURE} or following is None:
            return False
        if following.kind is not Kind.WORD or following.tags or following.unit is not None:
            return False
        if self.lexicon.is_compound(fold_word(token.text), fold_word(following.text)):
            return not token.key.endswith("s") or value is None or value == 1
        if token.unit.kind is UnitKind.MEASURE or "en" not in self.languages:
            return False
        singular = token.key == token.unit.name and value is not None and value != 1
        return singular and not self.lexicon.knows(fold_word(following.text))

    def _tail(self, quantity: Quantity) -> Quantity:
        """Takes `each`, `of`, `or so` and a plus sign after the unit."""
        end, each, hedge, joined = quantity.end, quantity.each, quantity.hedge, False
        if self.key(end) == "+" and not self.tokens[end].space:
            end, hedge = end + 1, hedge or "+"
        if self.has(end, Tag.APPROX) and self.key(end) in {"or", "oder"}:
            while self.has(end, Tag.APPROX):
                end += 1
            hedge = hedge or "or so"
        if self.has(end, Tag.EACH) and self.tokens[end].kind is Kind.WORD:
            each = True
            while self.has(end, Tag.EACH):
                end += 1
        if self.has(end, Tag.MORE) and not self._is_number(end + 1):
            end += 1
        while self.has(end, Tag.OF) and self.tokens[end].kind is Kind.WORD and not self._is_date_part(end):
            joined = True
            end += 1
        times = quantity.times or (joined and self.tokens[end - 1].key in {"x", "off"})
        return replace(quantity, end=end, each=each, hedge=hedge, joined=joined, times=times)

    def _times_measure(self, quantity: Quantity) -> Quantity:
        """`3 x 100 m` of a thing that the catalog does not have in 100 m: 300 m."""
        token = self.at(quantity.end)
        if not quantity.times or quantity.value is None or token is None or token.kind is not Kind.MEASURE:
            return quantity
        if token.unit is None or token.value is None or not self.lexicon.sells_by(token.unit.name, token.value):
            return quantity
        end = quantity.end + 1
        hedge = quantity.hedge or " ".join(other.text for other in self.tokens[quantity.first : end])
        found = replace(
            quantity, end=end, last=end, value=quantity.value * token.value, unit=token.unit, unit_token=end - 1, hedge=hedge
        )
        return self._tail(found)

    def _is_date_part(self, at: int) -> bool:
        following = self.at(at + 1)
        return following is not None and (following.foreign or following.has(Tag.MONTH))

    def _sane(self, quantity: Quantity) -> Quantity | None:
        """Pieces come in whole numbers: `1.200 Stk` is twelve hundred in either convention; 0 is no quantity."""
        if quantity.value is None:
            return quantity
        token = self.tokens[quantity.first]
        countable = quantity.unit is None or quantity.unit.kind is not UnitKind.MEASURE
        if countable and token.kind is Kind.NUMBER and is_grouped_ambiguously(token.text) and quantity.value % 1:
            return replace(quantity, value=(quantity.value * 1000).to_integral_value())
        if quantity.value <= 0:
            return replace(quantity, value=None, problem=QuantityProblem.MISSING)
        return quantity


