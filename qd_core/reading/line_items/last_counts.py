"""Numbers that end a line behind a name: `22 mm copper tees 40` counts, `copper tees 22` sizes, and the last `x 30` of
a size does not count where a count of its own follows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["counts_at_end", "is_pronoun", "counts_follow_names", "sizes_before_count"]

_NUMBERS: Final = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.DIMENSION})
_APART: Final = frozenset("-–,:(=")
_SOLD_BY: Final = frozenset({UnitKind.COUNT, UnitKind.PACKAGE})

_YEARS: Final = range(1990, 2100)
"""`calendar 2027` counts no calendars."""
_FEWEST: Final = 2
_NAMES: Final = 3
_ASIDE: Final = (Tag.DELIVERY, Tag.POLITE, Tag.SIGNOFF, Tag.CLAUSE, Tag.WHEN)
"""A part that begins with one of these lists nothing."""


def counts_at_end(words: Sequence[str], number: str, lexicon: Lexicon) -> bool:
    """Whether ``number`` behind the folded ``words`` can only count: goods of the catalog have all of the words, every
    number in their descriptions is said among the words already, and with ``number`` there are none."""
    if not number.isdecimal() or int(number) in _YEARS or lexicon.carries([*words, number]):
        return False
    sizes = lexicon.numbers_of(words)
    return sizes is not None and sizes <= set(words)


def counts_follow_names(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a sentence lists goods with a bare number behind each: `white hats 25, chin straps 25`. Two parts or more
    are like that, none begins with a number, and nothing of the catalog comes in a size of these numbers."""
    parts = [part for part in _parts(tokens) if not part[0].has(*_ASIDE)]
    counted = [part for part in parts if _ends_in_count(part)]
    if len(counted) < _FEWEST or len(counted) < len(parts):
        return False
    return not any(lexicon.carries(_words(_counted(part))[-_NAMES:]) for part in counted)


def _parts(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """What stands between commas and `and`, behind the last colon."""
    start = max((at + 1 for at, token in enumerate(tokens) if token.text == ":"), default=0)
    parts: list[list[Token]] = [[]]
    for token in tokens[start:]:
        if token.text in {",", ";"} or token.has(Tag.AND):
            parts.append([])
        elif token.text not in {".", "!", "?"}:
            parts[-1].append(token)
    return [part for part in parts if part]


def _ends_in_count(part: Sequence[Token]) -> bool:
    """Words, and a whole number last that no label makes a size; a unit may follow it."""
    words = _counted(part)
    if len(words) < _FEWEST or words[-1].kind is not Kind.NUMBER or words[-1].protected:
        return False
    before = words[-2]
    plain = words[-1].text.isdecimal() and int(words[-1].text) not in _YEARS
    sized = before.has(Tag.LABEL, Tag.REFERENCE, Tag.MONTH, Tag.STREET)
    return plain and not sized and all(token.kind is Kind.WORD or token.named for token in words[:-1])


def _counted(part: Sequence[Token]) -> Sequence[Token]:
    """``part`` without the unit at its end."""
    return part[:-1] if part[-1].kind is Kind.WORD and part[-1].unit is not None else part


def _words(part: Sequence[Token]) -> list[str]:
    return list(fold_words(" ".join(token.text for token in part)))


def sizes_before_count(
    tokens: Sequence[Token], quantity: Quantity, read: Callable[[int], Quantity | None]
) -> bool:
    """`beam 100 x 6 - 3 pcs`: whether the number behind an `x` goes on with a number before it and pieces are counted
    right after it, to the end or to the next item. ``read`` reads the quantity that starts at a token."""
    times = quantity.marker and quantity.unit is None and tokens[quantity.start].key in {"x", "*"}
    if not times or not quantity.start or tokens[quantity.start - 1].kind not in _NUMBERS:
        return False
    if quantity.end + 1 >= len(tokens) or tokens[quantity.end].text not in _APART:
        return False
    count = read(quantity.end + 1)
    if count is None or count.marker or count.unit is None or count.unit.kind not in _SOLD_BY:
        return False
    after = tokens[count.end] if count.end < len(tokens) else None
    return after is None or after.kind is Kind.SIGN or after.has(Tag.AND, Tag.POLITE)


def is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """`a new one - A (10)`, `the old one: …`: whether the `one` at ``at`` stands for a thing that was named, behind an
    article and a word of its kind, and nothing follows that it could count."""
    if tokens[at].key != "one" or at < _FEWEST or at + 1 >= len(tokens):
        return False
    kind, article = tokens[at - 1], tokens[at - 2]
    told = kind.kind is Kind.WORD and article.has(Tag.ONE, Tag.ARTICLE)
    return told and (tokens[at + 1].kind is Kind.SIGN or bool(tokens[at + 1].tags))
