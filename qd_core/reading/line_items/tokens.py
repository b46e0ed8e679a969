"""A text cut into tokens: words, numbers, part numbers, sizes, dates and signs, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.model.uom import UnitKind, UnitWord, unit_word
from qd_core.reading.line_items.language.table import elision, phrase_key
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.numbers import parse_number

__all__ = ["Kind", "Token", "joined", "tokenize"]


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"
    SKU = "sku"
    """A SKU of the catalog, whatever its spelling."""
    ALIAS = "alias"
    """An alias or a whole description of the catalog."""
    CODE = "code"
    """Looks like a part number, but the catalog has none such."""
    DIMENSION = "dimension"
    """A size of several numbers: ``25x47x7``."""
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    CONTACT = "contact"
    """A mail address, a link or a telephone number."""
    REFERENCE = "reference"
    """The number of a paper, a place or a post code."""
    MEASURE = "measure"
    """A number with a unit of length, weight, volume: ``10 ft``, ``2"``."""
    COUNTED = "counted"
    """A count of something that is not sold: ``30 days``, ``3 sites``."""


@dataclass(slots=True)
class Token:
    """``start`` and ``end`` are offsets in the normal text; ``key`` is the form in which words are compared."""

    kind: Kind
    text: str
    start: int
    end: int
    key: str = ""
    value: Decimal | None = None
    space: bool = True
    """Whether white space stands before it."""
    tags: frozenset[Tag] = frozenset()
    unit: UnitWord | None = None
    protected: bool = False
    """A number that belongs to the name around it."""

    def has(self, *tags: Tag) -> bool:
        """Whether it has one of ``tags``."""
        return not self.tags.isdisjoint(tags)

    @property
    def named(self) -> bool:
        """Whether it names an item by itself."""
        return self.kind in {Kind.SKU, Kind.ALIAS, Kind.CODE}

    @property
    def foreign(self) -> bool:
        """Whether it can be no part of an item or its quantity."""
        return self.kind in _FOREIGN


def joined(tokens: Sequence[Token], kind: Kind) -> Token:
    """One token of ``kind`` in place of several neighbours."""
    first, last = tokens[0], tokens[-1]
    text = "".join((" " if token.space and token is not first else "") + token.text for token in tokens)
    return Token(kind, text, first.start, last.end, key=first.key, space=first.space)


_FOREIGN = frozenset({Kind.DATE, Kind.MONEY, Kind.CONTACT, Kind.REFERENCE, Kind.COUNTED})
_RUN: Final = r"(?:(?<!\S)\.(?=\d))?[^\W_](?:[^\W_]|(?:[-./_&'+°#](?=[^\W_])|(?<=\d),(?=\d)))*"
_GRAPH = re.compile(_RUN)
_TOKEN = re.compile(
    r"(?P<contact>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?:https?://|www\.)[^\s<>\"]{1,500})"
    r"|(?P<time>(?<![\d:])\d{1,2}:\d{2}(?!\d)(?:\s?[ap]\.?m\b)?|\d{1,2}\s?[ap]\.?m\b)"
    r"|(?P<phone>\+\d[\d ().-]{7,18}\d(?![\w-])|\(\d{2,5}\)[ -]?\d{3,4}[ .-]?\d{3,4}(?![\w-])"
    r"|(?<![\w-])\d{3}[-.]\d{3}[-.]\d{4}(?![\w-])|(?<![\w-])0\d{2,4}[ /-]\d{3,8}(?:[ -]\d{2,6}){0,3}(?![\w-]))"
    r"|(?P<leader>[.\-_=\u00b7]{3,}|(?<=\s)\.\.(?=\s))"
    r"|(?P<gap>(?<=\S) {2,}(?=\d{1,6}(?:[ \t]+[^\W\d_]{1,10}\.?)?[ \t]*(?:\n|$)))"
    rf"|(?P<graph>{_RUN})"
    r"|(?P<sign>\S)"
)
_NUMBER = re.compile(r"\.?\d[\d.,']*")
_MIXED = re.compile(r"\d{1,3}-\d{1,3}/\d{1,3}|\d{1,3}/\d{1,3}")
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}([-./])\d{1,2}\1(?:\d{4}|\d{2})")
_GLUED = re.compile(r"(?P<number>\d+(?:[.,]\d+)*|\d{1,3}(?:-\d{1,3})?/\d{1,3})(?P<unit>[^\W\d_]{1,12}\.?)")
_DIMENSION = re.compile(
    r"[^\W\d_]{0,3}\d+(?:[.,/-]\d+)*(?:[x*]\d+(?:[.,/-]\d+)*){1,4}[^\W\d_]{0,3}", re.IGNORECASE
)
_TIMES = re.compile(r"(?P<number>\d{1,6})(?P<x>[xX*])(?P<rest>[^\W\d_].{2,})", re.DOTALL)
_TIMES_AFTER = re.compile(r"(?P<rest>.{3,})(?P<x>[xX*])(?P<number>\d{1,6})", re.DOTALL)
_TIMES_ALONE = re.compile(r"(?P<label>[xX*])(?P<number>\d{1,6})")
_TIMES_SKU = re.compile(r"(?P<number>\d{1,5})(?P<x>[xX*])(?P<rest>\d[\w.-]{3,})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?[kK]")
_LABELLED = re.compile(
    r"(?P<label>qty|quantity|menge|anzahl|qté|qte|cant|cantidad|aantal)[-.](?P<number>\d{1,6})", re.IGNORECASE
)
_HALF_OF = re.compile(r"(?:half|demi|mezz[ao]|media|medio)-", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,6})-(\d{1,6})")
_LENGTH = re.compile(r" ?[xX] ?\d")
_SLASHED = re.compile(r"\d{1,7}(?:/\d{1,7})+")
_DOMAIN = re.compile(r"[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,4}\.[a-z]{2,7}")
_CUBIC = re.compile(r"(?:cu|sq)\.(?:ft|in|yd|m|cm)", re.IGNORECASE)
"""No domain: `2.0 cu.ft`."""
_GROUP = re.compile(r" \d{3}(?![\w])")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_GLUE_UNITS: Final = frozenset("x k g l m t".split())
_DENOMINATORS: Final = frozenset({2, 3, 4, 5, 6, 8, 16, 32, 64})


def tokenize(text: str, start: int, end: int, *, lexicon: Lexicon, number_format: str) -> list[Token]:
    """The tokens of ``text[start:end]`` in order. Linear in the length."""
    tokens: list[Token] = []
    position = start
    while (match := _TOKEN.search(text, position, end)) is not None:
        position = match.end()
        space = match.start() == start or text[match.start() - 1].isspace()
        if match.lastgroup == "contact":
            tokens.append(Token(Kind.CONTACT, match[0], match.start(), match.end(), space=space))
        elif match.lastgroup in {"time", "phone"} and not lexicon.is_sku(match[0]):
            kind = Kind.DATE if match.lastgroup == "time" else Kind.CONTACT
            tokens.append(Token(kind, match[0], match.start(), match.end(), space=space))
        elif match.lastgroup in {"leader", "gap"}:
            sign = "-" if match.lastgroup == "leader" else ":"  # 5 l      20 is no range
            tokens.append(Token(Kind.SIGN, sign, match.start(), match.end(), key=sign))
        elif match.lastgroup == "sign" and not space and match[0] == "'" and _is_metre(tokens):
            tokens[-1].end = match.end()  # 40 m': metres run
        elif match.lastgroup == "sign":
            tokens.append(_sign(match[0], match.start(), space, number_format))
        else:
            cut = _Cut(text, lexicon, number_format, end)
            run_end = match.end()
            if match.lastgroup != "graph":  # a SKU that looks like a telephone number
                graph = _GRAPH.match(text, match.start(), end)
                run_end = graph.end() if graph is not None else match.start() + 1
            pieces = list(cut.graph(match.start(), run_end))
            pieces[0].space = space
            position = max(position, pieces[-1].end)
            tokens.extend(pieces)
    return tokens


def _is_metre(tokens: Sequence[Token]) -> bool:
    """Whether the last two are a number and its `m`."""
    return len(tokens) > 1 and tokens[-1].key == "m" and tokens[-2].kind is Kind.NUMBER


def _sign(sign: str, at: int, space: bool, number_format: str) -> Token:
    value = parse_number(sign, number_format=number_format) if sign in "½¼¾⅓⅔⅛⅜⅝⅞" else None
    kind = Kind.SIGN if value is None else Kind.NUMBER
    return Token(kind, sign, at, at + 1, key=sign, value=value, space=space)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Cuts one run of letters and digits into its tokens."""

    text: str
    lexicon: Lexicon
    number_format: str
    end: int

    def graph(self, start: int, end: int) -> Iterator[Token]:
        run = self.text[start:end]
        if _DIGIT.search(run) is None:
            yield from self._words(start, end)
            return
        if self.lexicon.is_sku(run) and not (run.isdigit() and len(run) < 4):
            yield self._token(Kind.SKU, start, end)
        elif _DATE.fullmatch(run):
            yield self._token(Kind.DATE, start, end)
        elif _MIXED.fullmatch(run) and self._is_fraction(run):
            yield self._number(start, end)
        elif _NUMBER.fullmatch(run):
            yield self._grouped(start, end)
        else:
            yield from self._compound(start, end)

    def _grouped(self, start: int, end: int) -> Token:
        """A number, with the groups of three that follow after single spaces: ``1 200``."""
        run = self.text[start:end]
        if 1 <= len(run) <= 3 and run.isdigit() and run[0] != "0":
            grouped = end
            while (more := _GROUP.match(self.text, grouped, self.end)) is not None:
                grouped = more.end()
            after = self.text[grouped : grouped + 1]
            if (
                grouped > end
                and after not in {"-", "/", "x"}
                and not self.lexicon.is_sku(self.text[end + 1 : grouped])
            ):
                end = grouped
        return self._number(start, end)

    def _words(self, start: int, end: int) -> Iterator[Token]:
        run = self.text[start:end]
        if self.lexicon.is_sku(run) and len(run) > 2 and not self._is_plain_word(run):
            yield self._token(Kind.SKU, start, end)
            return
        cut = elision(run) or self._half_of(run)
        if cut:
            yield self._token(Kind.WORD, start, start + len(run[:cut].rstrip("-")))
            yield replace(self._token(Kind.WORD, start + cut, end), space=False)
            return
        if _DOMAIN.fullmatch(run) and _CUBIC.fullmatch(run) is None:
            yield self._token(Kind.CONTACT, start, end)
            return
        head, dot, tail = run.partition(".")
        if dot and len(head) > 2 and tail[:1].isupper() and len(tail) > 2:  # a full stop without its space
            yield self._token(Kind.WORD, start, start + len(head))
            yield Token(Kind.SIGN, ".", start + len(head), start + len(head) + 1, key=".", space=False)
            yield self._token(Kind.WORD, start + len(head) + 1, end)
            return
        yield self._token(Kind.WORD, start, end)

    def _is_plain_word(self, run: str) -> bool:
        """Whether letters that spell a SKU are a word of the catalog's names here: `carrier bags` beside a SKU BAGS."""
        return run.isalpha() and not run.isupper() and self.lexicon.knows(fold_word(run))

    def _half_of(self, run: str) -> int:
        """Where the unit stands in `half-dozen`, `demi-palette`; 0 where it is no such word."""
        match = _HALF_OF.match(run)
        unit = unit_word(run[match.end() :]) if match is not None else None
        divisible = unit is not None and unit.kind in {UnitKind.MULTIPLE, UnitKind.PACKAGE}
        return (
            match.end() if match is not None and divisible and not self.lexicon.knows(run.casefold()) else 0
        )

    def _compound(self, start: int, end: int) -> Iterator[Token]:
        """Letters and digits together, or numbers joined by signs."""
        run = self.text[start:end]
        if _THOUSANDS.fullmatch(run) and not self.lexicon.knows(run.casefold()):
            yield self._number(start, end)  # 2.5k
        elif (match := _GLUED.fullmatch(run)) is not None and self._glues(match["unit"]):
            yield self._number(start, start + match.end("number"))
            yield replace(self._token(Kind.WORD, start + match.start("unit"), end), space=False)
        elif (match := _TIMES.fullmatch(run)) is not None and self._multiplies(match["rest"]):
            yield self._number(start, start + match.end("number"))
            yield replace(
                self._token(Kind.WORD, start + match.start("x"), start + match.end("x")), space=False
            )
            yield from self.graph(start + match.start("rest"), end)
        elif (match := _LABELLED.fullmatch(run) or _TIMES_ALONE.fullmatch(run)) and not self.lexicon.knows(
            run.casefold()
        ):
            yield self._token(Kind.WORD, start, start + match.end("label"))  # QTY-40, x4
            yield replace(self._number(start + match.start("number"), end), space=False)
        elif (match := _TIMES_SKU.fullmatch(run)) is not None and self._counts_sku(run, match["rest"]):
            yield self._number(start, start + match.end("number"))
            yield replace(
                self._token(Kind.WORD, start + match.start("x"), start + match.end("x")), space=False
            )
            yield replace(self._token(Kind.SKU, start + match.start("rest"), end), space=False)
        elif _DIMENSION.fullmatch(run) or self._is_slashed_size(run):
            yield self._token(Kind.DIMENSION, start, end)
        elif (match := _TIMES_AFTER.fullmatch(run)) is not None and self.lexicon.is_sku(match["rest"]):
            yield self._token(Kind.SKU, start, start + match.end("rest"))
            yield replace(
                self._token(Kind.WORD, start + match.start("x"), start + match.end("x")), space=False
            )
            yield replace(self._number(start + match.start("number"), end), space=False)
        elif (self._is_range(run) and not self._is_threaded(start, end)) or self._is_ladder(run):
            yield from self._joined(start, end)
        elif "/" in run and self._names_several(run):
            yield from self._parts(start, end, "/")
        else:
            yield self._token(self._code_or_word(run), start, end)

    def _joined(self, start: int, end: int) -> Iterator[Token]:
        for match in re.finditer(r"\d+|\D", self.text[start:end]):
            at = start + match.start()
            if match[0].isdigit():
                yield replace(self._number(at, start + match.end()), space=False)
            else:
                yield Token(Kind.SIGN, match[0], at, at + 1, key=match[0], space=False)

    def _parts(self, start: int, end: int, separator: str) -> Iterator[Token]:
        at = start
        for part in self.text[start:end].split(separator):
            if at > start:
                yield Token(Kind.SIGN, separator, at - 1, at, key=separator, space=False)
            yield self._token(Kind.SKU if self.lexicon.is_sku(part) else Kind.CODE, at, at + len(part))
            at += len(part) + 1

    def _names_several(self, run: str) -> bool:
        parts = run.split("/")
        return len(parts) <= 6 and all(len(part) > 3 and self.lexicon.is_sku(part) for part in parts)

    def _glues(self, unit: str) -> bool:
        known = unit_word(unit)
        if known is None:
            return unit.casefold() in _GLUE_UNITS
        return len(unit) > 1 or unit.casefold() in _GLUE_UNITS

    def _multiplies(self, rest: str) -> bool:
        return self.lexicon.is_sku(rest) or (
            len(rest) >= 4 and _DIGIT.search(rest) is not None and rest[0].isupper()
        )

    def _counts_sku(self, run: str, rest: str) -> bool:
        """`6x10023` where 10023 is a SKU and 6x10023 no size."""
        return self.lexicon.is_sku(rest) and not self.lexicon.has_dimension(run)

    def _is_fraction(self, run: str) -> bool:
        upper, lower = run.rsplit("-", 1)[-1].split("/")
        return int(lower) in _DENOMINATORS and 0 < int(upper) < int(lower)

    def _is_range(self, run: str) -> bool:
        match = _RANGE.fullmatch(run)
        if match is None or match[1][0] == "0" or match[2][0] == "0" or len(match[2]) - len(match[1]) > 1:
            return False
        return int(match[1]) < int(match[2])

    def _is_threaded(self, start: int, end: int) -> bool:
        """Whether `10-32` is a gauge with its threads an inch: a length follows, or a `#` stands before it."""
        return self.text[start - 1 : start] == "#" or _LENGTH.match(self.text, end, self.end) is not None

    def _is_slashed_size(self, run: str) -> bool:
        """`24/48` of a batten that comes in 24 x 48 mm, or that the catalog writes so: no two quantities."""
        if _SLASHED.fullmatch(run) is None or "/" not in run:
            return False
        return self.lexicon.has_dimension(run.replace("/", "x")) or self.lexicon.carries([run])

    def _is_ladder(self, run: str) -> bool:
        if _SLASHED.fullmatch(run) is None:
            return False
        steps = [int(step) for step in run.split("/")]
        return all(step[0] != "0" for step in run.split("/")) and steps == sorted(set(steps))

    def _code_or_word(self, run: str) -> Kind:
        if len(run) < 4 or (_LETTER.search(run) is None and "-" not in run and "." not in run):
            return Kind.WORD
        if self.lexicon.has_shape(run) and len(run) >= 4:
            return Kind.CODE
        joined = "-" in run or "/" in run
        strong = joined and sum(char.isdigit() for char in run) >= 2 and _UPPER_RUN.search(run) is not None
        return Kind.CODE if strong and len(run) >= 5 else Kind.WORD

    def _number(self, start: int, end: int) -> Token:
        text = self.text[start:end].rstrip(".,'")
        end = start + len(text)
        value = parse_number(text, number_format=self.number_format)
        return Token(Kind.NUMBER if value is not None else Kind.WORD, text, start, end, key=text, value=value)

    def _token(self, kind: Kind, start: int, end: int) -> Token:
        text = self.text[start:end]
        key = phrase_key(text)
        unit = unit_word(text) if kind is Kind.WORD else None
        if kind is Kind.WORD and unit is None and self.lexicon.is_unit(text):
            unit = UnitWord(text.casefold(), UnitKind.PACKAGE)
        return Token(kind, text, start, end, key=key, unit=unit)


_UPPER_RUN = re.compile(r"[A-Z]{1,}")
