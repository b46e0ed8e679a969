"""What a sentence only tells of: things that the writer has, some goods that something became of, a paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Token

__all__ = ["is_of_those", "is_owned", "names_paper"]

_HAVE: Final = frozenset(
    "have has got we've i've haben habe hat avons ai a tenemos tengo tiene abbiamo ho hebben heb".split()
)
_DOERS: Final = frozenset({"i", "we", "you", "they"})
_THOSE: Final = frozenset({"the", "those", "these", "your"})


def is_owned(found: Found, tokens: Sequence[Token]) -> bool:
    """`Please quote the below, we have three flats to turn round`: counted by what the writer has."""
    before = found.quantity.start - 1 if found.quantity is not None else -1
    if before < 0:
        return False
    verb = tokens[before]
    return verb.key in _HAVE and verb.has(Tag.CLAUSE) and not verb.has(Tag.ASK)


def is_of_those(found: Found, tokens: Sequence[Token]) -> bool:
    """`4 of the A I picked up are stuck`: some of those that the writer did something with."""
    quantity, end = found.quantity, found.last + 1
    if quantity is None or not quantity.joined or end >= len(tokens):
        return False
    return tokens[end].key in _DOERS and tokens[quantity.end - 1].key in _THOSE


def names_paper(found: Found, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """`a trade account`, `your paint brochure`: no goods, whatever word of the catalog stands before it."""
    head = tokens[found.name[-1]]
    return head.has(Tag.GENERIC) and head.unit is None and not lexicon.knows(fold_word(head.text))
