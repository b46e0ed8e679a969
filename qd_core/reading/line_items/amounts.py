"""The number itself: digits and words, ranges, ladders, dozens, and the words that leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.model.rfq import QuantityProblem, QuantityRange
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.numbers import parse_number_words

__all__ = ["HALVES", "AmountReader", "is_number_word"]

_FOREIGN_WORDS: Final = {
    "once": "es",
    "due": "it",
    "sei": "it",
    "mil": "es",
    "mille": "fr it",
    "cent": "fr",
    "elf": "de nl",
    "sept": "fr",
    "dos": "es",
    "tre": "it",
    "acht": "de nl",
    "on": "",
    "en": "",
}
"""Number words that mean something else in another language."""
_ROUND: Final = {
    **dict.fromkeys("dizaine decena decina tiental".split(), 10),
    "quinzaine": 15,
    **dict.fromkeys("vingtaine veintena ventina twintigtal".split(), 20),
    **dict.fromkeys("trentaine treintena trentina".split(), 30),
    "quarantaine": 40,
    **dict.fromkeys("cinquantaine cinquantina".split(), 50),
    "soixantaine": 60,
    **dict.fromkeys("centaine centenar centinaio honderdtal".split(), 100),
}
"""Nouns for a round number, an estimate by themselves: `une centaine`."""
_ONES: Final = frozenset("ein eine einen einem einer un une una uno een one".split())
HALVES: Final = frozenset("half halbes halbe halben demi demie media medio mezza mezzo halve".split())
_SIZES: Final = frozenset("in mm cm".split())
_STARTERS: Final = (
    *(
        Tag.QUANTITY,
        Tag.APPROX,
        Tag.AT_LEAST,
        Tag.AT_MOST,
        Tag.BETWEEN,
        Tag.EACH,
        Tag.EXACT,
        Tag.VAGUE,
        Tag.ONE,
    ),
)
_START_WORDS: Final = frozenset({"x", "couple"}) | _ONES | HALVES | frozenset(_ROUND)
_SIGNS: Final = frozenset("~≈?*")
_MAX_NUMBER_WORDS: Final = 6
_MAX_STEPS: Final = 12
_MAX_REPEATS: Final = 3


@lru_cache(maxsize=4096)
def is_number_word(key: str) -> bool:
    """Whether ``key`` alone writes a number."""
    return parse_number_words(key) is not None


class AmountReader:
    """Reads the number that starts at a token, without the label before it and the unit after it."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.languages = languages

    def at(self, index: int) -> Token | None:
        """The token at ``index``, None outside."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def has(self, index: int, *tags: Tag) -> bool:
        """Whether the token at ``index`` has one of ``tags``."""
        token = self.at(index)
        return token is not None and token.has(*tags)

    def key(self, index: int) -> str:
        """The word or sign at ``index``; empty for anything else."""
        token = self.at(index)
        return token.key if token is not None and token.kind in {Kind.WORD, Kind.SIGN} else ""

    def is_number(self, index: int) -> bool:
        """Whether a number in digits stands at ``index``."""
        token = self.at(index)
        return token is not None and token.kind is Kind.NUMBER and token.value is not None

    def unit_kind(self, index: int) -> UnitKind | None:
        """The kind of the unit word at ``index``."""
        token = self.at(index)
        return (
            token.unit.kind
            if token is not None and token.kind is Kind.WORD and token.unit is not None
            else None
        )

    def may_start(self, at: int) -> bool:
        """Whether a quantity, with its label and hedge, could start at ``at``: a cheap look before a long one."""
        token = self.tokens[at]
        if token.kind is not Kind.WORD:
            return token.kind in {Kind.NUMBER, Kind.MEASURE} or token.text in _SIGNS
        return token.has(*_STARTERS) or token.key in _START_WORDS or is_number_word(token.key)

    def read(self, at: int) -> Quantity | None:
        """The amount at ``at``; None where there is none."""
        return (
            self._between(at) or self._dozen(at) or self._vague(at) or self._series(at) or self._article(at)
        )

    def number(self, at: int) -> tuple[Decimal, int] | None:
        """A number in digits or words at ``at``: its value and where it ends."""
        token = self.at(at)
        if token is not None and token.kind in {Kind.NUMBER, Kind.MEASURE} and token.value is not None:
            return token.value, at + 1
        return self.words(at)

    def words(self, at: int) -> tuple[Decimal, int] | None:
        """The longest number in words that starts at ``at``."""
        token = self.at(at)
        if token is None or token.kind is not Kind.WORD or (token.key in _ONES and token.key != "one"):
            return None
        bound = _FOREIGN_WORDS.get(token.key)
        if bound is not None and self.languages.isdisjoint(bound.split()):
            return None
        if not token.has(Tag.ONE) and not is_number_word(token.key):
            return None
        texts: list[str] = []
        best: tuple[Decimal, int] | None = None
        for end in range(at, min(at + _MAX_NUMBER_WORDS, len(self.tokens))):
            word = self.tokens[end]
            dozen = self.unit_kind(end) is UnitKind.MULTIPLE and texts[-1:] in (["a"], ["A"])
            dozen = dozen and not self._goes_on(end)
            if (word.kind is not Kind.WORD and word.text != "-") or dozen:
                break
            texts.append(word.text)
            value = parse_number_words(" ".join(texts))
            if value is not None:
                best = value, end + 1
        return best

    def _goes_on(self, at: int) -> bool:
        """Whether a number in words goes on behind the `hundred` at ``at``: `a hundred and twenty`."""
        following = at + 1 + self.has(at + 1, Tag.AND)
        return is_number_word(self.tokens[at].key) and is_number_word(self.key(following) or "-")

    # --- one number, a range, a ladder ------------------------------------------------------------------------------

    def _series(self, at: int) -> Quantity | None:
        first = self.number(at)
        token = self.at(at)
        if first is None or token is None or token.protected:
            return None
        value, end = first
        upper = self._upper_end(at, value, end)
        if upper is not None:
            return upper
        steps, last = self._steps(value, end, each=self.has(at - 1, Tag.EACH))
        if len(steps) > 1:
            measure = last - 1 if self.tokens[last - 1].kind is Kind.MEASURE else None
            unit = self.tokens[measure].unit if measure is not None else None
            ladder = QuantityProblem.LADDER
            return Quantity(at, last, at, last, ladder=steps, problem=ladder, unit_token=measure, unit=unit)
        if token.kind is Kind.MEASURE:
            return Quantity(at, end, at, end, value=value, unit=token.unit, unit_token=at)
        return Quantity(
            at, end, at, end, value=value, fraction="/" in token.text or value != value.to_integral_value()
        )

    def _upper_end(self, at: int, low: Decimal, end: int) -> Quantity | None:
        """`8-10`, `15 to 20`, `10 pcs bis 15`."""
        joint = end + self._skip_unit(end)
        joins = self.key(joint) == "-" or (self.has(joint, Tag.TO) and not self.has(joint, Tag.AND))
        upper = self.number(joint + 1) if joins else None
        if upper is None or upper[0] <= low or self.tokens[joint + 1].protected:
            return None
        if self.tokens[at].kind is Kind.MEASURE and self.tokens[joint + 1].kind is not Kind.MEASURE:
            return None  # beer glasses .25 l - 4 cases
        if self._is_size_behind(at, joint):
            return None  # 4 - 8" elbows
        limits = QuantityRange(low=low, high=upper[0])
        measured = self.tokens[joint + 1].kind is Kind.MEASURE
        return Quantity(
            at,
            upper[1],
            at,
            upper[1],
            range=limits,
            problem=QuantityProblem.RANGE,
            unit_token=joint + 1 if measured else None,
            unit=self.tokens[joint + 1].unit if measured else None,
        )

    def _is_size_behind(self, at: int, joint: int) -> bool:
        """Whether a spaced dash parts a line's count from a size in a unit that nothing is sold by."""
        low, dash, size = self.tokens[at], self.tokens[joint], self.tokens[joint + 1]
        spaced = dash.space and size.space and low.kind is Kind.NUMBER and size.unit is not None
        if spaced and self.key(joint + 2) == "x" and self.number(joint + 3) is not None:
            return True  # 8 - 20' x 3/8 chains
        return spaced and at == 0 and size.unit is not None and size.unit.name not in self.lexicon.measures

    def _skip_unit(self, at: int) -> int:
        return 1 if self.unit_kind(at) in {UnitKind.COUNT, UnitKind.PACKAGE} else 0

    def _steps(self, value: Decimal, end: int, *, each: bool) -> tuple[tuple[Decimal, ...], int]:
        """The rising quantities from ``value`` on: `100 / 500 / 1,000`."""
        steps = [value]
        while len(steps) < _MAX_STEPS:
            step = self._next_step(end, each=each)
            if step is None or step[0] <= steps[-1]:
                break
            steps.append(step[0])
            end = step[1]
        return tuple(steps), end

    def _next_step(self, at: int, *, each: bool) -> tuple[Decimal, int] | None:
        """The next quantity of a ladder: after `/`, `,`, `or`, `and` with no name in between."""
        joint = at + self._skip_unit(at)
        end = joint
        while end - joint < _MAX_REPEATS and (
            self.key(end) in {"/", ",", "|", "&"}
            or self.has(end, Tag.OR, Tag.AND)
            or (each and end > joint and self.key(end) == "." and self.has(end - 1, Tag.OR))  # je 12 bzw. 20
        ):
            if self.has(end, Tag.MORE):
                break  # 2, plus 500 strainers: another item
            end += 1
        token = self.at(end)
        number = self.number(end)
        if end == joint or token is None or number is None or token.protected:
            return None
        measured = token.kind is Kind.MEASURE
        if self.tokens[at - 1].kind is Kind.MEASURE and not measured:
            return None  # 1 m, 4 boxes
        if measured and token.unit is not None and token.unit.name in _SIZES:
            return None
        alternative = any(
            self.key(index) in {"/", "|"} or self.has(index, Tag.OR, Tag.AND) for index in range(joint, end)
        )  # 100, 250 and 500 valves: a number without a name is no line of its own
        if joint > at or measured or alternative:
            either = any(self.has(index, Tag.OR) for index in range(joint, end))
            another = joint > at and not either and self._names_goods(number[1])  # A, 60 pcs and 300 B
            return None if another else number
        following = self.at(number[1])
        if following is None or following.unit is not None or following.kind is Kind.SIGN:
            return number
        return (
            number if following.has(Tag.OF, Tag.AND, Tag.OR, Tag.EACH) else None
        )  # in `2, 40 A` 40 counts A

    def _names_goods(self, at: int) -> bool:
        """Whether a name starts at ``at``: one of the catalog, or a plain word of its names."""
        token = self.at(at)
        if token is None or token.named:
            return token is not None
        plain = token.kind is Kind.WORD and token.unit is None and not token.tags
        return plain and self.lexicon.knows(fold_word(token.text))

    def _between(self, at: int) -> Quantity | None:
        """`between 700 and 900`, `zwischen 5 und 8`."""
        if not self.has(at, Tag.BETWEEN):
            return None
        start = at + 1
        while self.has(start, Tag.BETWEEN) and start - at < _MAX_REPEATS:
            start += 1
        low = self.number(start)
        joint = low[1] + self._skip_unit(low[1]) if low is not None else 0
        if low is None or not (self.has(joint, Tag.AND, Tag.TO) or self.key(joint) == "-"):
            return None
        high = self.number(joint + 1)
        if high is None or high[0] <= low[0]:
            return None
        limits = QuantityRange(low=low[0], high=high[0])
        return Quantity(at, high[1], start, high[1], range=limits, problem=QuantityProblem.RANGE)

    # --- quantity words -----------------------------------------------------------------------------------------------

    def _dozen(self, at: int) -> Quantity | None:
        """`half a dozen`, `a dozen`, `a couple of`, `une centaine`, `ein Dutzend`, `a box of`."""
        index = at + self.has(at, Tag.ONE)
        key = self.key(index)
        if key in HALVES:
            return self._half(at, index)
        if key in _ROUND or key == "couple":
            hedge = self.tokens[index].text if key in _ROUND else ""
            return Quantity(at, index + 1, at, index + 1, value=Decimal(_ROUND.get(key, 2)), hedge=hedge)
        if index == at or self.unit_kind(index) is None or self.is_name_word(index) or self._goes_on(index):
            return None
        if self.unit_kind(index) is UnitKind.MEASURE:
            return self._one_measure(at, index)
        few = self.tokens[index].text == "paar"  # ein paar: a few; ein Paar: one pair
        return None if few else Quantity(at, index, at, index, value=Decimal(1))

    def _one_measure(self, at: int, index: int) -> Quantity | None:
        """`a metre of hose`, `a gallon and a half of cleaner`."""
        half = index + 2 + self.has(index + 2, Tag.ONE)
        more = self.has(index + 1, Tag.AND) and self.key(half) in HALVES
        end = half + 1 if more else index + 1
        if not self.has(end, Tag.OF):
            return None
        unit = self.tokens[index].unit
        value = Decimal("1.5") if more else Decimal(1)
        return Quantity(at, end, at, end, value=value, unit=unit, unit_token=index)

    def _half(self, at: int, index: int) -> Quantity | None:
        """`half a dozen`, `une demi-douzaine`, `half a pallet`."""
        unit_at = index + 1 + self.has(index + 1, Tag.ONE)
        kind = self.unit_kind(unit_at)
        if kind is UnitKind.MULTIPLE:
            return Quantity(at, unit_at, at, unit_at + 1, value=Decimal("0.5"))
        if kind is UnitKind.PACKAGE and unit_at > index + (index == at) and not self.is_name_word(unit_at):
            return Quantity(at, unit_at, at, unit_at, value=Decimal("0.5"))
        return None

    def is_name_word(self, at: int, value: Decimal | None = None) -> bool:
        """Whether the unit word at ``at`` begins a name: `100 set screws`, `10 ring binders`."""
        token, following = self.tokens[at], self.at(at + 1)
        if (
            token.unit is None
            or token.unit.kind not in {UnitKind.PACKAGE, UnitKind.MEASURE}
            or following is None
        ):
            return False
        if following.kind is not Kind.WORD or following.unit is not None:
            return False
        second = fold_word(following.text)
        compound = self.lexicon.is_compound(fold_word(token.text), second)
        if following.tags and not (compound and following.has(Tag.NOT_GOODS)):
            return False  # 2 sack trucks, where trucks are sold
        if compound:
            return not token.key.endswith("s") or value is None or value == 1
        if token.unit.kind is UnitKind.MEASURE or "en" not in self.languages:
            return False
        singular = token.key == token.unit.name and value is not None and value != 1
        return singular and not self.lexicon.knows(second)

    def _vague(self, at: int) -> Quantity | None:
        token = self.at(at)
        if token is None:
            return None
        if token.kind is Kind.SIGN and token.text == "?" and self._is_open_place(at):
            return Quantity(at, at + 1, at, at + 1, problem=QuantityProblem.VAGUE)
        opening = token.key == "open" and self.has(at - 1, Tag.TO)  # to open an account
        if not token.has(Tag.VAGUE) or token.kind is not Kind.WORD or opening:
            return None
        end = at + 1
        while self.has(end, Tag.VAGUE) and end - at < _MAX_REPEATS:
            end += 1
        end += self.has(end, Tag.QUANTITY, Tag.GENERIC) and self.has(end + 1, Tag.OF)  # an unknown amount of
        if token.key == "ein" and self.tokens[end - 1].text == "Paar":
            return None  # one pair
        if token.has(Tag.APPROX) and self.is_number(end):
            return None  # some 40
        return Quantity(at, end, at, end, problem=QuantityProblem.VAGUE)

    def _is_open_place(self, at: int) -> bool:
        """Whether the question mark at ``at`` stands where a quantity would."""
        if all(token.text == "?" for token in self.tokens[:at]) and self.at(at + 1) is not None:
            return True  # ? boxes of A
        after = self.key(at + 1) in {"x", ",", ";", ")", "-"} or self.at(at + 1) is None
        before = self.at(at - 1) is None or self.key(at - 1) in {":", "-", "=", "(", ","}
        return after and (before or self.has(at - 1, Tag.QUANTITY))

    def _article(self, at: int) -> Quantity | None:
        """A bare article before a name: perhaps one, perhaps none meant."""
        token, following = self.at(at), self.at(at + 1)
        if token is None or following is None or token.kind is not Kind.WORD:
            return None
        if token.key not in _ONES and not token.has(Tag.ONE):
            return None
        noun = self.at(at + 2) if following.kind is Kind.MEASURE else following  # a 1" elbow
        known = noun is not None and noun.kind is Kind.WORD and self.lexicon.knows(fold_word(noun.text))
        if following.kind not in {Kind.SKU, Kind.ALIAS} and not known:
            return None
        return Quantity(at, at + 1, at, at + 1, value=Decimal(1), soft=token.key != "one")
