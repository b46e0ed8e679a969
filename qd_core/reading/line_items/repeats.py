"""The same once more in another size or colour: `20 m of the same in navy`, `same again in size 42`, `autant en 9`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.found import CUES
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity, QuantityReader
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Repeat", "repeat_in"]

_SAME: Final = frozenset(
    "same ditto gleiche gleichen gleiches gleicher selbe selben dasselbe dieselbe dieselben ebenso ebensoviele genauso "
    "genausoviele autant meme memes idem mismo misma mismos mismas zelfde evenveel tantos tantas "
    "stesso stessa stessi stesse".split()
)
_MANY: Final = frozenset("many autant ebensoviele genausoviele evenveel tantos tantas".split())
"""As many of other goods, whether the catalog has them or not."""
_FILLING: Final = frozenset(
    "again number quantity amount no viel viele menge anzahl nombre quantite cantidad numero aantal hoeveelheid "
    "quantita once more nochmal noch einmal encore also too thing chose cosa".split()
)
_LINKS: Final = (Tag.OF, Tag.ARTICLE, Tag.JOINT, Tag.SAME, Tag.ONE)
_ENDS: Final = (Tag.POLITE, Tag.CLAUSE, Tag.DELIVERY, Tag.PURPOSE, Tag.SIGNOFF, *CUES)
_NAMING: Final = frozenset({Kind.WORD, Kind.ALIAS, Kind.MEASURE, Kind.DIMENSION, Kind.NUMBER, Kind.CODE})
_MOST_WORDS: Final = 6
_LONGEST_COUNT: Final = 7
"""Tokens from the first of a count to the word `same`."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What differs is told in the tokens ``words``; ``start`` to ``end`` (excluded) are those of the whole.

    ``quantity`` is None where as many are wanted as before.
    """

    words: tuple[int, ...]
    quantity: Quantity | None
    start: int
    end: int


def repeat_in(tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str]) -> Repeat | None:
    """The first repeat of a sentence whose differing words the catalog has together; None where there is none."""
    for at, token in enumerate(tokens):
        many = token.key in _MANY and (token.key != "many" or (at > 0 and tokens[at - 1].key == "as"))
        if token.kind is not Kind.WORD or not (many or token.key in _SAME):
            continue
        words = _differing(tokens, at + 1, lexicon)
        own = [part for index in words for part in fold_words(tokens[index].text)]
        if not words or len(words) > _MOST_WORDS or not (many or lexicon.carries(own)):
            continue
        first = at - (token.key == "many")
        while first and tokens[first - 1].has(Tag.ARTICLE, Tag.OF, Tag.SAME):
            first -= 1
        quantity = _count_before(tokens, at, QuantityReader(tokens, lexicon, languages))
        return Repeat(tuple(words), quantity, quantity.start if quantity else first, words[-1] + 1)
    return None


def _differing(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> list[int]:
    """The words behind `same again in`, up to where something else is told."""
    words: list[int] = []
    for at in range(start, len(tokens)):
        token = tokens[at]
        phrase = bool(token.tags) and at + 1 < len(tokens) and tokens[at + 1].tags is token.tags
        known = lexicon.carries(fold_words(token.text)) and not token.has(*CUES)
        known = known and not phrase  # same drop off, where tarps have a drop
        if not words and (token.key in _FILLING or token.has(*_LINKS)):
            continue
        if token.kind not in _NAMING or (token.has(*_ENDS, Tag.AND, Tag.OR, Tag.WHEN) and not known):
            break
        if not token.has(Tag.LABEL) or known:
            words.append(at)
    return words


def _count_before(tokens: Sequence[Token], same: int, reader: QuantityReader) -> Quantity | None:
    """The count that ends at the word `same`, with nothing but `of the` between."""
    for at in range(max(0, same - _LONGEST_COUNT), same):
        if tokens[at].foreign or tokens[at].named or tokens[at].protected:
            continue
        quantity = reader.read(at)
        if (
            quantity is None
            or quantity.soft
            or quantity.problem is QuantityProblem.VAGUE
            or quantity.end > same + 1
        ):
            continue
        if all(tokens[index].has(Tag.OF, Tag.ARTICLE, Tag.SAME) for index in range(quantity.end, same)):
            return quantity
    return None
