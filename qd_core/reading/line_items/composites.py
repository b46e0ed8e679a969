"""Numbers put together with what they belong to, each by the first rule that knows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from qd_core.reading.line_items import foreign, sizes
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.marks import Composite, Neighbours
from qd_core.reading.line_items.tokens import Kind, Token, joined

__all__ = ["compose"]

_SIDES: Final = frozenset(
    "lang lange langer langes langen breit breite breiter breites breiten hoch hohe hoher hohes hohen tief "
    "tiefe tiefer dick dicke dicker long wide high deep thick tall".split()
)
"""Behind a length they tell which side of the thing has it: `10 m lang`."""
_RULES: Final[tuple[Callable[[Neighbours, int], Composite | None], ...]] = (
    foreign.money,
    foreign.percent,
    foreign.date,
    foreign.counted,
    foreign.reference,
    foreign.postcode,
    sizes.ratio,
    sizes.told_dimension,
    sizes.spaced_dimension,
    sizes.measure,
    sizes.spelled_measure,
)


def compose(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """``tokens`` with every number put together with its currency, unit or month, or marked as part of a name."""
    near = Neighbours(tokens, lexicon)
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        found = next((found for rule in _RULES if (found := rule(near, at)) is not None), None)
        if found is None:
            if sizes.is_article_of_size(near, at):
                tokens[at].tags, tokens[at].key, tokens[at].text = frozenset({Tag.LABEL}), "size", "size"
            tokens[at].protected = sizes.is_protected(near, at)
            if tokens[at].key == "in" or sizes.is_thing(near, at):
                tokens[at].unit = None  # a preposition: inches are one token with their number
            result.append(tokens[at])
            at += 1
        else:
            end, kind = found
            result.append(_composed(tokens[at:end], kind))
            result[-1].protected |= kind is Kind.MEASURE and near.key(end) in _SIDES
            at = end
    return result


def _composed(group: Sequence[Token], kind: Kind) -> Token:
    token = joined(group, kind)
    if kind is Kind.MEASURE:
        token.value = group[0].value
        token.unit = sizes.measure_unit(group[1:] if group[0].kind is Kind.NUMBER else group[-1:])
    elif kind is not Kind.DIMENSION:  # its `x` joins no words
        token.tags = frozenset().union(*(member.tags for member in group))
    return token
