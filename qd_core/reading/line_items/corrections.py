"""What the buyer takes back, as one sentence says it: a new quantity, another SKU, a line that falls away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from qd_core.model.folding import fold_sku, fold_words
from qd_core.model.message import Source
from qd_core.reading.line_items.entries import Span
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Change", "Correction", "ReadCorrection", "parts_of", "read_correction"]

_STRONG: Final = frozenset(
    "make change changed correction corrected should revise revised amend amended update updated increase "
    "reduce needs scratch typo oops meant mean bump raise lower swap set edit second reflection checked turns "
    "korrektur korrigiere korrigieren andern anderung geandert muss mussen sollen sollten soll erhohen "
    "reduzieren machen berichtigung rectification modifier modifiez changer changez corriger corrigez passer "
    "passez correccion corrijo corregir cambiar cambien cambie cambiad modificar modifiquen sean deberian "
    "debe deben correctie wijzigen wijzig aanpassen maak moet moeten correzione rettifica modificare "
    "modificate cambiare cambiate devono deve".split()
)
"""First words of phrases that announce a new value outright; `sorry` or `now` alone do not."""
_REPLACES: Final = frozenset(
    "swap replace change switch substitute instead remplacer remplacez changer cambiar cambien ersetzen tauschen "
    "vervangen sostituire".split()
)
_FIRST: Final = "first erste ersten erster premier premiere primero primera primer eerste primo prima 1st"
_LAST: Final = frozenset("last letzte letzten letzter dernier derniere ultimo ultima laatste".split())
_NTH: Final = {
    **dict.fromkeys(_FIRST.split(), 1),
    **dict.fromkeys("second 2nd zweite zweiten deuxieme segundo segunda tweede secondo".split(), 2),
    **dict.fromkeys("third 3rd dritte dritten troisieme tercero tercera tercer derde terzo".split(), 3),
    **dict.fromkeys("fourth 4th vierte vierten quatrieme cuarto cuarta quarto quarta".split(), 4),
    **dict.fromkeys("fifth 5th funfte funften cinquieme quinto quinta vijfde".split(), 5),
}


_SIGNALS: Final = (Tag.CORRECT, Tag.DROP, Tag.MORE, Tag.INSTEAD, Tag.LINE, Tag.ORDINAL, Tag.EXACT)
"""A sentence without one of these corrects nothing."""


class Change(StrEnum):
    """What a correction does to its line."""

    SET = "set"
    ADD = "add"
    DROP = "drop"
    REPLACE = "replace"


@dataclass(slots=True)
class Correction:
    """``after`` entries had been read when it was said; ``same_line`` ties it to the last of them."""

    change: Change
    quote: str
    after: int
    new: Decimal | None = None
    new_source: Source | None = None
    unit: Span | None = None
    old: Decimal | None = None
    skus: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    lines: list[int] = field(default_factory=list)
    last: bool = False
    same_line: bool = False
    strong: bool = False
    name: Span | None = None
    renamed: Span | None = None
    several: bool = False
    """More than one new quantity: nothing to be applied."""


class _Reader:
    """Reads one sentence as a correction."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.quantities = QuantityReader(tokens, lexicon, languages)
        self.new: list[Quantity] = []
        self.old: list[Quantity] = []
        self.skus: list[int] = []
        self.old_skus: list[int] = []
        self.lines: list[int] = []
        self.last = False
        self._read()

    def _read(self) -> None:
        at = 0
        instead = False
        while at < len(self.tokens):
            token = self.tokens[at]
            line_end = self._line(at)
            if line_end > at:
                at = line_end
                continue
            if (
                token.kind is Kind.WORD
                and token.has(Tag.INSTEAD)
                and not (token.has(Tag.TO, Tag.WHEN) and not self._from(at))
            ):
                instead = True
                at += 1
                continue
            if (token.kind is Kind.SIGN and token.text in ",;.:-") or (token.has(Tag.TO) and instead):
                instead = False
            if token.kind is Kind.SKU:
                (self.old_skus if instead else self.skus).append(at)
                at += 1
                continue
            quantity = self._quantity(at)
            if quantity is not None:
                (self.old if instead else self.new).append(quantity)
                instead = False
                at = quantity.end
                continue
            at += 1

    def _from(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].kind in {Kind.NUMBER, Kind.MEASURE}

    def _quantity(self, at: int) -> Quantity | None:
        token = self.tokens[at]
        if token.foreign or token.named or _is_size(token) or token.kind is Kind.DIMENSION:
            return None
        if token.kind is Kind.MEASURE and not self._is_sold(token):
            return None
        if token.kind is Kind.WORD and token.has(Tag.ONE, Tag.ORDINAL, Tag.VAGUE, Tag.BETWEEN, Tag.INSTEAD):
            return None
        quantity = self.quantities.read(at)
        return quantity if quantity is not None and quantity.value is not None and not quantity.soft else None

    def _is_sold(self, token: Token) -> bool:
        """Whether a length or weight counts (`240 m instead of 180 m`): goods are sold by it, none in that size."""
        if token.unit is None or token.value is None:
            return False
        return self.lexicon.sells_by(token.unit.name, token.value)

    def _line(self, at: int) -> int:
        """`line 2`, `Pos. 3 und 4`, `the first item`: notes the lines pointed at; where it ends."""
        token = self.tokens[at]
        if token.kind is Kind.REFERENCE and token.has(Tag.LINE):
            digits = "".join(char for char in token.text if char.isdigit())
            if digits and len(digits) <= 3:
                self.lines.append(int(digits))
                return self._more_lines(at + 1)
            return at
        if token.kind is Kind.WORD and token.has(Tag.ORDINAL) and at + 1 < len(self.tokens):
            following = self.tokens[at + 1]
            if following.has(Tag.LINE, Tag.GENERIC, Tag.ITEM) or following.key in {"one", "bullet"}:
                self._ordinal(token.key)
                return at + 2
        if token.kind in {Kind.WORD, Kind.SIGN} and token.has(Tag.LINE, Tag.ITEM):
            end = at + 1
            while end < len(self.tokens) and (
                self.tokens[end].text in ".:#" or self.tokens[end].has(Tag.LINE)
            ):
                end += 1
            number = self.tokens[end] if end < len(self.tokens) else None
            if (
                number is not None
                and number.kind is Kind.NUMBER
                and number.text.isdigit()
                and len(number.text) < 4
            ):
                self.lines.append(int(number.text))
                return self._more_lines(end + 1)
        return at

    def _more_lines(self, at: int) -> int:
        while at + 1 < len(self.tokens) and (self.tokens[at].text in ",&" or self.tokens[at].has(Tag.AND)):
            following = self.tokens[at + 1]
            if following.kind is not Kind.NUMBER or not following.text.isdigit():
                break
            self.lines.append(int(following.text))
            at += 2
        return at

    def _ordinal(self, key: str) -> None:
        if key in _LAST:
            self.last = True
        elif key in _NTH:
            self.lines.append(_NTH[key])

    def cue(self, tag: Tag) -> int | None:
        """The first token with ``tag`` that is no word of a name."""
        for at, token in enumerate(self.tokens):
            if token.kind is Kind.WORD and token.has(tag) and not self.lexicon.knows(token.key):
                return at
        return None

    def asks(self) -> bool:
        """Whether the sentence opens a request of its own."""
        return any(token.has(Tag.PRICE) for token in self.tokens)

    def strong(self) -> bool:
        return any(_corrects(token) for token in self.tokens)

    def named(self) -> tuple[int, ...]:
        """The tokens that name goods."""
        counted = {at for one in (*self.new, *self.old) for at in range(one.start, one.end)}
        return tuple(at for at, token in enumerate(self.tokens) if at not in counted and self._names(token))

    def _names(self, token: Token) -> bool:
        if token.kind is Kind.WORD:
            return not token.tags or self.lexicon.knows(token.key)
        return token.named or token.kind in {Kind.MEASURE, Kind.DIMENSION} or _is_size(token)

    def words(self) -> frozenset[str]:
        """The content words of the sentence, folded; the unit of `8 sleeves` is none."""
        words: set[str] = set()
        for token in (self.tokens[at] for at in self.named()):
            if token.kind in {Kind.ALIAS, Kind.WORD}:
                words.update(word for word in fold_words(token.text) if len(word) > 2)
            elif token.kind is not Kind.SKU:
                words.update(fold_words(token.text))
        return frozenset(words)


def _is_size(token: Token) -> bool:
    """Whether a number tells one line from another (`the 5/8 bolts`, `size 9`, `wire 0.8`) instead of counting."""
    if token.kind is not Kind.NUMBER:
        return False
    part = token.value is not None and token.value != token.value.to_integral_value()
    return token.protected or "/" in token.text or part


def parts_of(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """`make that 180 of the bolts and 60 of the nuts`: a run for each quantity, each with the word that corrects;
    empty where there is but one."""
    cue = next((at for at, token in enumerate(tokens) if _corrects(token)), None)
    if cue is None:
        return []
    cuts = [-1]
    for at in range(cue + 2, len(tokens) - 1):
        if tokens[at].has(Tag.AND) or tokens[at].text == ",":
            counts = sum(map(_counts, tokens[cuts[-1] + 1 : at]))
            if counts == 1 and any(map(_counts, tokens[at + 1 :])):
                cuts.append(at)
    ends = [*cuts[1:], len(tokens)]
    first, *rest = [tuple(tokens[cut + 1 : end]) for cut, end in zip(cuts, ends, strict=True)]
    return [first, *((tokens[cue], *part) for part in rest)] if rest else []


def _corrects(token: Token) -> bool:
    return token.kind is Kind.WORD and token.has(Tag.CORRECT) and token.key in _STRONG


def _counts(token: Token) -> bool:
    return token.kind is Kind.NUMBER and not _is_size(token)


@dataclass(frozen=True, slots=True)
class ReadCorrection:
    """A correction with the tokens that say it: the new quantity, the SKU meant, the SKU that takes its place."""

    correction: Correction
    quantity: Quantity | None = None
    sku: int | None = None
    renamed: int | None = None
    named: tuple[int, ...] = ()


def read_correction(
    tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str], *, after: int
) -> ReadCorrection | None:
    """What ``tokens`` correct; None when nothing. The caller turns tokens into sources.

    Reading is generous, applying is strict: what finds no line is no correction.
    """
    if not any(token.has(*_SIGNALS) for token in tokens):
        return None
    reader = _Reader(tokens, lexicon, languages)
    correct, drop, more = reader.cue(Tag.CORRECT), reader.cue(Tag.DROP), reader.cue(Tag.MORE)
    if correct is None and not reader.asks():  # only 10 of the valves
        correct = reader.cue(Tag.EXACT)
    skus = [tokens[at].text for at in reader.skus]
    base = Correction(
        Change.SET, "", after, skus=[fold_sku(sku) for sku in skus], words=reader.words(), lines=reader.lines,
        last=reader.last, strong=reader.strong() or bool(reader.old),
    )  # fmt: skip
    sku = reader.skus[0] if len(reader.skus) == 1 else None
    if len(reader.new) == 1:
        quantity = _new_quantity(reader, base, corrects=correct is not None, more=more)
        return None if quantity is None else ReadCorrection(base, quantity, sku, named=reader.named())
    if not reader.new and (renaming := _renaming(reader)) is not None:
        old, new = renaming
        base.change, base.skus = Change.REPLACE, [fold_sku(tokens[old].text)]
        return ReadCorrection(base, None, old, new)
    if drop is not None and not reader.new:
        base.change = Change.DROP
        return ReadCorrection(base, None, sku)
    if base.strong and (reader.new or reader.old):
        base.several = True
        return ReadCorrection(base, None, sku, named=reader.named())
    return None


def _new_quantity(reader: _Reader, base: Correction, *, corrects: bool, more: int | None) -> Quantity | None:
    """The one new quantity of a sentence that sets or adds; fills it into ``base``. None when it does neither."""
    quantity = reader.new[0]
    named = bool(base.skus or base.words)
    goods = bool(base.skus) or any(map(reader.lexicon.knows, base.words))
    sets = bool(reader.old) or corrects or ((reader.lines or reader.last) and not goods)
    adds = more is not None and not reader.old and not reader.strong()
    if sets and len(set(base.skus)) <= 1:
        base.old = reader.old[0].value if reader.old else None
        if reader.old and quantity.unit_token is None:  # 80 statt 60 Paar
            quantity = replace(quantity, unit_token=reader.old[0].unit_token)
    elif more is None or not named or not _beside(reader, more):
        return None
    base.new = quantity.value
    base.change = Change.ADD if adds else Change.SET
    return quantity


def _beside(reader: _Reader, more: int) -> bool:
    """Whether `more` stands next to the number: `5 more`, `add 5`."""
    quantity = reader.new[0]
    return quantity.start - 2 <= more <= quantity.end


def _renaming(reader: _Reader) -> tuple[int, int] | None:
    """`swap A for B`, `B instead of A`: the tokens of A and B."""
    if len(reader.skus) == 1 and len(reader.old_skus) == 1:
        return reader.old_skus[0], reader.skus[0]
    if len(reader.skus) == 2 and any(
        token.kind is Kind.WORD and token.key in _REPLACES for token in reader.tokens
    ):
        return reader.skus[0], reader.skus[1]
    return None
