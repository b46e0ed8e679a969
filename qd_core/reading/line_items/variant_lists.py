"""Variants of one thing as they were listed: the name of each, its words and its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantities import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["Variant", "VariantList", "counted_as", "leads", "listed", "of_one_kind", "segments_of"]

_FEWEST: Final = 2
_JOINTS: Final = frozenset({",", ";", "&", "+", "/"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One line: its whole ``name``, the tokens ``words`` that the buyer wrote of it, and its count."""

    name: str
    words: tuple[int, ...]
    quantity: Quantity

    @property
    def trails(self) -> bool:
        """Whether the count stands behind the words."""
        return self.quantity.start > self.words[-1]

    @property
    def found(self) -> Found:
        """The same as the item of a sentence."""
        return Found(name=list(self.words), quantity=self.quantity)


@dataclass(frozen=True, slots=True)
class VariantList:
    """``start`` to ``end`` (excluded) are the tokens of it all, with the words that say what the variants are of.
    ``agrees`` is False where another number of all together is said than their sum."""

    parts: tuple[Variant, ...]
    start: int
    end: int
    agrees: bool = True


def counted_as(part: Variant, total: Quantity) -> Variant:
    """``part`` in the unit of all together, where it says none: `60 pairs: 20 size 8, 40 size 9`."""
    if part.quantity.unit is not None or total.unit is None:
        return part
    return replace(part, quantity=replace(part.quantity, unit=total.unit, unit_token=total.unit_token))


def listed(parts: Sequence[Variant], goods: Sequence[int] = (), *, agrees: bool = True) -> VariantList | None:
    """The list of ``parts`` behind the words ``goods``; one alone is none."""
    if len(parts) < _FEWEST:
        return None
    own = [part.found for part in parts]
    start = min([*goods, *(item.first for item in own)])
    return VariantList(tuple(parts), start, max(item.last for item in own) + 1, agrees)


def segments_of(tokens: Sequence[Token]) -> Iterator[range]:
    """The runs between commas, `and` and the like."""
    start = 0
    for at, token in enumerate(tokens):
        if token.text in _JOINTS or (
            token.kind is Kind.WORD and token.has(Tag.AND) and not token.has(Tag.BETWEEN)
        ):
            if at > start:
                yield range(start, at)
            start = at + 1
    if start < len(tokens):
        yield range(start, len(tokens))


def of_one_kind(texts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """`wooden forks, knives, spoons`: the names where the words before the first noun go with each of the others, and
    the catalog has them so; empty where it does not."""
    *kind, _ = texts[0].split()
    if not kind or any(len(text.split()) > 1 for text in texts[1:]):
        return []
    names = [texts[0], *(" ".join([*kind, text]) for text in texts[1:])]
    return names if all(lexicon.carries(fold_words(name)) for name in names) else []


def leads(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether names follow the count right away: `40 A and 10 boxes each of B, C`."""
    after = tokens[quantity.end] if quantity.end < len(tokens) else None
    return after is not None and after.kind is not Kind.SIGN and (after.named or not after.tags)
