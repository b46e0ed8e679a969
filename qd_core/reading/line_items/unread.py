"""Lines of a list that stayed unread between lines that were read: a person must look, never may one be lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.address_words import STREET_NAME
from qd_core.reading.line_items.found import CUES, content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.sentences import Sentence
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["is_sized_name", "unread_words"]

_LONGEST: Final = 24
"""Tokens of a line; a longer one is prose."""
_TELLING: Final = (
    *CUES,
    *(
        Tag.CLAUSE,
        Tag.DELIVERY,
        Tag.POLITE,
        Tag.GREETING,
        Tag.SIGNOFF,
        Tag.SUPPORT,
        Tag.STREET,
        Tag.REFERENCE,
    ),
    *(Tag.ATTACHED, Tag.MACHINE, Tag.WEEKDAY, Tag.MONTH, Tag.CORRECT, Tag.INSTEAD, Tag.NOT_GOODS),
)
_LEADING: Final = (Tag.PURPOSE, Tag.WHEN, Tag.TOWARDS, Tag.JOINT, Tag.ARTICLE)
"""With one of these a line goes on with the one before it."""
_FEWEST: Final = 3
_APART: Final = frozenset({",", "-", "–"})
_AMOUNTS: Final = frozenset({"kg", "m", "l", "t", "m2", "m3", "lb", "ft", "yd"})
"""Measures that goods are asked for by."""
_COUNTING: Final = frozenset("x * - – : = . ,".split())


def unread_words(sentence: Sentence, lexicon: Lexicon) -> tuple[Token, Token] | None:
    """The first and the last token of what a line names that gave no item although a count begins or ends it; None for
    a line that tells of something, an address, a heading. Words may stand where a count would."""
    tokens = sentence.tokens
    if not sentence.alone or len(tokens) > _LONGEST or any(token.foreign for token in tokens):
        return None
    if is_sized_name(sentence, lexicon):
        return tokens[0], tokens[-1]
    return _label_of_words(tokens, lexicon) or _counted_words(tokens, lexicon)


def _counted_words(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, Token] | None:
    first, last = 0, len(tokens)
    while first < last and _counts(tokens[first]):
        first += 1
    while last > first and _counts(tokens[last - 1]):
        last -= 1
    amount = _amount_behind(tokens[first:last])
    if first == last or not (amount or _has_count(tokens[:first]) or _has_count(tokens[last:])):
        return None
    last -= amount
    inner = tokens[first:last]
    if inner[0].has(*_LEADING) or any(
        token.has(*_TELLING) and not lexicon.knows(token.key) for token in inner
    ):
        return None
    words = content_words(tokens, range(first, last))
    sized = any(token.kind in {Kind.MEASURE, Kind.DIMENSION} for token in inner)
    if not (sized or any(word.isalpha() for word in words)) or STREET_NAME.search(
        " ".join(token.text for token in inner)
    ):
        return None
    return inner[0], inner[-1]


def _label_of_words(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, Token] | None:
    """The first and the last token of goods of the catalog that a colon parts from words where a count would stand:
    `Panic bar 2 points: we will see on site`."""
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), 0)
    name, rest = tokens[:colon], tokens[colon + 1 :]
    if not name or not rest or any(token.kind is Kind.NUMBER and not token.protected for token in rest):
        return None
    if any(token.has(*_TELLING) and not lexicon.knows(token.key) for token in name):
        return None
    words = content_words(tokens, range(colon))
    named = any(token.named for token in name) or (bool(words) and all(lexicon.knows(word) for word in words))
    return (name[0], name[-1]) if named else None


def is_sized_name(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a line is nothing but words of the catalog with a size: `2" PVC pipe schedule 40`."""
    tokens = sentence.tokens
    if tokens[-1].text == ":" or any(
        token.has(*_TELLING) and not lexicon.knows(token.key) for token in tokens
    ):
        return False
    sized = any(token.text[0].isdigit() for token in tokens)
    words = content_words(tokens, range(len(tokens)))
    return sized and bool(words) and all(lexicon.knows(word) for word in words)


def _amount_behind(tokens: Sequence[Token]) -> int:
    """How many tokens the amount takes that stands apart at the end: `Copper nails, 5 kg`."""
    if len(tokens) < _FEWEST or tokens[-2].text not in _APART:
        return 0
    amount = tokens[-1]
    return 2 * (amount.kind is Kind.MEASURE and amount.unit is not None and amount.unit.name in _AMOUNTS)


def _has_count(edge: Sequence[Token]) -> bool:
    """Whether a whole number stands at an edge, and no fraction: that is a size."""
    numbers = [token for token in edge if token.kind is Kind.NUMBER]
    return any(not token.protected for token in numbers) and all(
        token.value is not None and token.value % 1 == 0 for token in numbers
    )


def _counts(token: Token) -> bool:
    """Whether it is a number, a unit or a sign at the edge of a line."""
    if token.kind is Kind.NUMBER:
        return True
    return token.text in _COUNTING or (token.kind is Kind.WORD and token.unit is not None)
