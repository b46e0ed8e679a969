"""What one sentence names: the grammar of asking, and then the rules of what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.reading.line_items.bracketed_codes import with_codes_behind
from qd_core.reading.line_items.clause_state import Before
from qd_core.reading.line_items.clauses import ClauseReader
from qd_core.reading.line_items.cut_lengths import as_lengths
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.measured_parts import with_their_parts
from qd_core.reading.line_items.shares import of_goods_before
from qd_core.reading.line_items.tokens import Token

__all__ = ["items_of"]


def items_of(
    tokens: Sequence[Token], lexicon: Lexicon, languages: frozenset[str], before: Before
) -> list[Found]:
    """Every candidate of a sentence in order; whoever calls decides which of them are asked for."""
    found = ClauseReader(tokens, lexicon, languages, before).read()
    found = of_goods_before(found, tokens, lexicon)
    found = as_lengths(found, tokens, lexicon)
    found = with_their_parts(found, tokens, lexicon)
    found = with_codes_behind(found, tokens)
    _count_articles(found, tokens)
    return found


def _count_articles(found: Sequence[Found], tokens: Sequence[Token]) -> None:
    """`2 filters and a belt please, what is the cost?`: beside other counts, and before the price is spoken of, an
    article counts one; `a price on a belt` leaves it open."""
    if not any(item.name and item.quantity is not None and not item.quantity.soft for item in found):
        return
    price = next((at for at, token in enumerate(tokens) if token.has(Tag.PRICE)), len(tokens))
    for item in found:
        if item.quantity is not None and item.quantity.soft and item.first < price:
            item.priced = False
