"""Counts of several sizes of one thing: `polo shirts navy - 5 x M, 5 x L, 2 x XL`, `12 vests (4 medium, 8 large)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.colours import is_colour
from qd_core.reading.line_items.found import CUES
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["CountedSize", "SizeRun", "size_run"]

_LETTER: Final = r"(?:[2-6]?x{1,4}[sl]|[sml]|[2-6]xl)"
_WORDS: Final = frozenset(
    "small medium large x-large xlarge x-small xsmall xx-large extra-large extra-small klein mittel groß gross petit "
    "moyen grand".split()
)
_EXTRA: Final = frozenset({"extra", "xtra", "x"})
_EXTRA_WHAT: Final = frozenset({"large", "small"})
"""`extra large` is one size."""
_SIZE: Final = re.compile(rf"{_LETTER}|\d{{1,2}}[rls]|t\d{{1,2}}", re.IGNORECASE)
_GLUED: Final = re.compile(r"(?P<count>\d{1,5})\s?(?P<size>[SML]|X{1,4}[SL]|[2-6]X[SL])")
"""``5 L`` reads like five litres, ``10 M`` like ten metres: sizes are in capitals."""
_TIMES: Final = re.compile(r"(?P<count>\d{1,4})\s?[xX×]\s?(?P<size>\d{2}[A-Z]?)")
"""``3 x 42`` of shoes; a dimension where the catalog has such a one."""
_BETWEEN: Final = frozenset({"x", "×", "*", "of", "off", ":", "-", "=", "in"})
_JOINTS: Final = frozenset({",", ";", "/", "&", "+"})
_OPENS: Final = frozenset({"-", ":", ",", "("})
_ENDS: Final = (Tag.OR, Tag.EACH, Tag.DELIVERY, Tag.WHEN, *CUES)
_SIZES: Final = frozenset(
    "size sizes sz gr grosse grossen taille tailles talla tallas taglia taglie maat".split()
)
_LONGEST_SIZE: Final = 4
_MOST_WORDS: Final = 8
_MOST_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class CountedSize:
    """``count`` pieces in a size; the count stands in the tokens ``start`` to ``end`` (excluded)."""

    size: str
    count: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SizeRun:
    """``thing`` comes in the ``parts``; ``start`` to ``end`` (excluded) are the tokens of it all, with the number of
    all together, where one is said. ``agrees`` is False where that number is not their sum."""

    thing: str
    parts: tuple[CountedSize, ...]
    start: int
    end: int
    agrees: bool
    unit: int | None = None
    """The token of the unit that all together are counted in: `50 pairs of gloves (20 in M, 30 in L)`."""


def size_run(tokens: Sequence[Token], lexicon: Lexicon, heading: str) -> SizeRun | None:
    """The first run of a sentence. A run of one part counts only below a ``heading`` that names the thing."""
    for at in range(len(tokens)):
        parts = _parts(tokens, at, lexicon) or _coloured(tokens, at)
        if not parts:
            continue
        start, thing = _thing(tokens, at, lexicon)
        if thing and len(parts) > 1:
            start, unit = _before_unit(tokens, start)
            total = tokens[start - 1] if start else None
            said = total.value if total is not None and total.kind is Kind.NUMBER else None
            agrees = said is None or said == sum(part.count for part in parts)
            return SizeRun(thing, parts, start - (said is not None), parts[-1].end, agrees, unit)
        if heading and not at and parts[-1].end >= len(tokens) - 1:
            return SizeRun(heading, parts, at, parts[-1].end, agrees=True)
        return None
    return None


def _parts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[CountedSize, ...]:
    parts: list[CountedSize] = []
    while (part := _part(tokens, at, lexicon)) is not None:
        parts.append(part)
        at = part.end
        joint = at
        while joint < len(tokens) and (tokens[joint].text in _JOINTS or tokens[joint].has(Tag.AND)):
            joint += 1
        if joint == at:
            break
        at = joint
    return tuple(parts)


def _coloured(tokens: Sequence[Token], at: int) -> tuple[CountedSize, ...]:
    """`antifouling 2.5 l: red 4, blue 6`: all that follows the colon of a thing is a colour and its count."""
    if not at or tokens[at - 1].text != ":":
        return ()
    parts: list[CountedSize] = []
    while at + 1 < len(tokens):
        count = tokens[at + 1].value if tokens[at + 1].kind is Kind.NUMBER else None
        if not is_colour(tokens[at].text) or count is None or count % 1 != 0:
            return ()
        parts.append(CountedSize(tokens[at].text, count, at, at + 2))
        at += 2
        if at < len(tokens) and (tokens[at].text in {*_JOINTS, "."} or tokens[at].has(Tag.AND)):
            at += 1
    return tuple(parts) if at == len(tokens) else ()


def _part(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> CountedSize | None:
    """`5 x M`, `5 M`, `M x 5`, `M 5`, `3 x 42`."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind is Kind.MEASURE and (found := _GLUED.fullmatch(token.text)) is not None:
        return CountedSize(found["size"], Decimal(found["count"]), at, at + 1)
    if token.kind is Kind.DIMENSION and not lexicon.has_dimension(token.text):
        found = _TIMES.fullmatch(token.text)
        return found and CountedSize(found["size"], Decimal(found["count"]), at, at + 1)
    second = _second(tokens, at)
    if second >= len(tokens):
        return None
    return _numbered(tokens, at, second, lexicon) or _lettered(tokens, at, second)


def _second(tokens: Sequence[Token], at: int) -> int:
    """Where the size of a count stands, or the count of a size: behind a unit and a joining word, if there are such."""
    second = at + 1
    if second < len(tokens) and tokens[second].unit is not None and tokens[at].kind is Kind.NUMBER:
        second += 1
    while second < len(tokens) and second - at <= _MOST_BETWEEN:
        between = tokens[second].key in _BETWEEN or tokens[second].key in _SIZES
        if not between and not tokens[second].has(Tag.OF, Tag.JOINT, Tag.SAME):
            break
        second += 1
    return second


def _lettered(tokens: Sequence[Token], at: int, second: int) -> CountedSize | None:
    """`5 x M` and `M x 5`, `10 extra large`."""
    size, end = _size_at(tokens, second)
    if size and (count := _count(tokens[at])) is not None:
        return CountedSize(size, count, at, end)
    size, end = _size_at(tokens, at)
    second = _second(tokens, end - 1) if size else len(tokens)
    count = _count(tokens[second]) if second < len(tokens) else None
    return None if count is None else CountedSize(size, count, at, second + 1)


def _count(token: Token) -> Decimal | None:
    whole = token.kind is Kind.NUMBER and token.value is not None and token.value % 1 == 0
    return token.value if whole else None


def _size_at(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The size that is written at ``at``, and where it ends; empty where there is none."""
    extra = at + 1 < len(tokens) and tokens[at].key in _EXTRA and tokens[at + 1].key in _EXTRA_WHAT
    if extra:
        return f"{tokens[at].text} {tokens[at + 1].text}", at + 2
    return (tokens[at].text, at + 1) if _is_size(tokens[at]) else ("", at)


def _numbered(tokens: Sequence[Token], at: int, second: int, lexicon: Lexicon) -> CountedSize | None:
    """`3 x 42` in three tokens, `3 in 42`, `3 pairs of 42`."""
    count, size = tokens[at], tokens[second]
    if second == at + 1 or count.value is None:
        return None
    written = f"{count.text}x{size.text}"
    labelled = tokens[second - 1].key in _SIZES and len(size.text) < _LONGEST_SIZE  # 20 in size 8
    fits = labelled or (_TIMES.fullmatch(written) is not None and not lexicon.has_dimension(written))
    numbers = count.kind is Kind.NUMBER and size.kind is Kind.NUMBER
    return CountedSize(size.text, count.value, at, second + 1) if fits and numbers else None


def _is_size(token: Token) -> bool:
    if token.kind is Kind.MEASURE:
        return token.text[:2].isdigit() and token.text[2:] in {"R", "L", "S"}
    if token.kind not in {Kind.WORD, Kind.NUMBER, Kind.CODE}:
        return False
    return token.text.casefold() in _WORDS or _SIZE.fullmatch(token.text) is not None


def _thing(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, str]:
    """Where the words before the run begin, and these words; empty where the catalog knows none of them."""
    start = at
    while start and (tokens[start - 1].text in _OPENS or _leads(tokens[start - 1])):
        start -= 1
    end = start
    while (
        start and end - start < _MOST_WORDS and _names(tokens[start - 1]) and not _is_unit(tokens[start - 1])
    ):
        start -= 1
    words = [token.text for token in tokens[start:end]]
    known = any(lexicon.knows(word) for text in words for word in fold_words(text))
    return (start, " ".join(words)) if known else (at, "")


def _leads(token: Token) -> bool:
    """Whether a word only leads to the sizes: `vests yellow, of these 20 in L`, `jackets, sizes: 5 x L`."""
    return token.kind is Kind.WORD and (token.has(Tag.SAME, Tag.POLITE) or token.key in _SIZES)


def _before_unit(tokens: Sequence[Token], start: int) -> tuple[int, int | None]:
    """Where the unit before the thing begins, and the unit: `pairs of`."""
    at = start
    while at and tokens[at - 1].has(Tag.OF):
        at -= 1
    return (at - 1, at - 1) if at and _is_unit(tokens[at - 1]) else (start, None)


def _is_unit(token: Token) -> bool:
    return token.kind is Kind.WORD and token.unit is not None and token.unit.kind is not UnitKind.MEASURE


def _names(token: Token) -> bool:
    named = token.kind in {Kind.WORD, Kind.ALIAS, Kind.CODE, Kind.MEASURE}
    return (
        named
        and not token.has(*_ENDS)
        and not token.has(Tag.AND, Tag.OF, Tag.POLITE, Tag.CLAUSE, Tag.GREETING)
    )
