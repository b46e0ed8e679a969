"""Part numbers in one bracket behind several goods, one for each: `40 tips 0.8 mm and 30 of 1.0 mm (A and B)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["with_codes_behind"]

_JOINS: Final = frozenset(",;/&+")
_FEWEST: Final = 2


def with_codes_behind(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """``found`` with the part numbers of every bracket given to the goods before it, in order, where there are as many
    counted goods as numbers. Goods that share one count (`12 each of …`) are named by the numbers alone."""
    for opened, codes in _brackets(tokens):
        named = {item.named: item for item in found if item.named is not None}
        coded = [named[at] for at in codes if at in named]
        if len(coded) < len(codes):
            continue
        place = next(at for at, item in enumerate(found) if item is coded[0])
        before = found[:place]
        if _share_count(coded):
            gone = [item for item in before if item.named is None and _same_count(item, coded[0])]
            found = [item for item in found if item not in gone]
            continue
        goods = _goods(before, coded, opened, tokens)
        if goods:
            for item, at in zip(goods, codes, strict=True):
                described = sorted({*item.aside, *item.name} - {*codes})
                item.named, item.name, item.aside = at, [at], described
            found = [item for item in found if item in goods or item not in coded]
    return found


def _brackets(tokens: Sequence[Token]) -> Iterator[tuple[int, list[int]]]:
    """Where each bracket opens that holds several SKUs and nothing but words that join or point, and the SKUs."""
    opened = None
    for at, token in enumerate(tokens):
        if token.kind is Kind.SIGN and token.text == "(":
            opened = at
        elif token.kind is Kind.SIGN and token.text == ")" and opened is not None:
            inside = range(opened + 1, at)
            codes = [index for index in inside if tokens[index].kind is Kind.SKU]
            rest = [tokens[index] for index in inside if index not in codes]
            plain = all(
                one.text in _JOINS or (one.kind is Kind.WORD and bool(one.tags)) or one.text in ".:-"
                for one in rest
            )
            if len(codes) >= _FEWEST and plain:
                yield opened, codes
            opened = None


def _share_count(coded: Sequence[Found]) -> bool:
    return all(_same_count(item, coded[0]) for item in coded)


def _same_count(item: Found, other: Found) -> bool:
    if item.quantity is None or other.quantity is None:
        return False
    return item.quantity.first == other.quantity.first


def _goods(
    before: Sequence[Found], coded: Sequence[Found], opened: int, tokens: Sequence[Token]
) -> list[Found]:
    """The counted goods right before the bracket, as many as there are numbers in it; empty where there are not. The
    last of them may have taken the first number already."""
    first, *others = coded
    if any(item.quantity is not None for item in others):
        return []
    own = first.quantity is not None and first.quantity.end <= opened
    if own and not any(at < opened for at in first.aside):
        return []
    goods = [*before[1 - len(coded) :], first] if own else list(before[-len(coded) :])
    if len(goods) < len(coded) or any(item.quantity is None or item.quantity.value is None for item in goods):
        return []
    if any(
        item.named is not None and tokens[item.named].kind is Kind.SKU for item in goods if item is not first
    ):
        return []
    ends = [max(at for at in (*item.name, *item.aside) if at < opened) for item in goods]
    starts = [item.quantity.start for item in goods if item.quantity is not None]
    if ends[-1] != opened - 1:
        return []
    adjacent = all(_only_joins(tokens[end + 1 : start]) for end, start in zip(ends, starts[1:], strict=False))
    return goods if adjacent and all(start < after for start, after in pairwise(starts)) else []


def _only_joins(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and all(token.text in _JOINS or token.has(Tag.AND, Tag.MORE) for token in tokens)
