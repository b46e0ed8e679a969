"""Pieces of a length of goods that are sold by the measure: `4 pcs of A cut to 75 ft`, `4 lengths of A, 75 ft each`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from qd_core.model.uom import UnitKind, same_unit
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.quantity import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["as_lengths"]

_LONG: Final = frozenset(
    "long lang lange lunghi lunghe lungo length lengths stuck stk piece pieces pcs pc ea pza pieza pezzo stuks".split()
)
"""Behind the measure: so long is each."""
_CUT: Final = frozenset(
    "@ cut cuts a je zu lengths length runs pieces pcs stucke stucken stucken stuks longueurs longueur tramos tramo "
    "pezzi coupes cortes".split()
)
"""Before the measure, perhaps with a preposition between: `cut to 75 ft`, `à 25 m`, `in lengths of 75 ft`."""
_NEAR: Final = 2


def as_lengths(found: Sequence[Found], tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """``found`` of one sentence, in order; so many pieces of a length are the whole length where the thing is sold by
    it. What is left of a measure that was read as a count of its own is no item."""
    read: list[Found] = []
    for at, item in enumerate(found):
        before = read[-1] if read else None
        length = None if before is None else _length_alone(before, item, tokens)
        if before is not None and length is not None and _multiply(before, length, tokens, lexicon):
            continue
        read.append(item)
        if item.name and item.quantity is not None:
            stop = found[at + 1].first if at + 1 < len(found) else len(tokens)
            _measured(item, range(item.quantity.start, stop), tokens, lexicon)
    return read


def _measured(item: Found, span: range, tokens: Sequence[Token], lexicon: Lexicon) -> None:
    """Gives ``item`` the whole of its pieces where their length stands in ``span`` behind its name."""
    for at in span:
        if at > item.name[0] and at not in item.name[:1] and _multiply(item, at, tokens, lexicon):
            end = at
            while tokens[end - 1].key in _CUT or tokens[end - 1].has(Tag.TO, Tag.TOWARDS):
                end -= 1
            item.name = [index for index in item.name if index == item.named or index < end]
            item.aside = [index for index in item.aside if index < end]
            return


def _length_alone(before: Found, item: Found, tokens: Sequence[Token]) -> int | None:
    """The measure of ``item``, where that is nothing but the length of the pieces ``before``: `6 pieces of A, 40 ft
    long`."""
    measure = None if item.quantity is None else item.quantity.unit_token
    if measure is None or not before.name or tokens[measure].kind is not Kind.MEASURE:
        return None
    return measure if {tokens[at].key for at in item.name} <= _LONG else None


def _multiply(item: Found, at: int, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the pieces of ``item`` are as long as the measure at ``at`` says; then they are counted by it."""
    pieces, measure = item.quantity, tokens[at]
    if pieces is None or pieces.value is None or pieces.value % 1 or not _are_pieces(pieces):
        return False
    if measure.kind is not Kind.MEASURE or measure.unit is None or measure.value is None:
        return False
    if not (_says_each(tokens, at) and _is_sold_by(item, measure.unit.name, measure.value, tokens, lexicon)):
        return False
    first, last = min(pieces.first, at), max(pieces.last, at + 1)
    written = " ".join(token.text for token in tokens[pieces.first : pieces.last])
    item.quantity = replace(
        pieces, value=pieces.value * measure.value, unit=measure.unit, unit_token=at, first=first, last=last,
        hedge=f"{written} x {measure.text}",
    )  # fmt: skip
    return True


def _are_pieces(quantity: Quantity) -> bool:
    unit = quantity.unit
    return unit is None or unit.kind is UnitKind.COUNT or unit.name == "length"


def _says_each(tokens: Sequence[Token], at: int) -> bool:
    """Whether words beside the measure at ``at`` say that it is that of each piece."""
    after = tokens[at + 1 : at + 1 + _NEAR]
    if after and (after[0].has(Tag.EACH) or after[0].key in _LONG):
        return True
    if len(after) == _NEAR and after[0].key in {"per", "pro", "par", "por"} and after[1].key in _LONG:
        return True
    return any(
        token.key in _CUT or token.text == "@"
        for token in tokens[max(0, at - _NEAR) : at]
        if token.kind in {Kind.WORD, Kind.SIGN}
    )


def _is_sold_by(item: Found, unit: str, length: Decimal, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the thing is sold by ``unit``; of one that is named in words, something is and nothing comes so long."""
    items = lexicon.items_named(tokens[item.named].text) if item.named is not None else ()
    if items:
        return all(same_unit(one.unit, unit) for one in items)
    return lexicon.sells_by(unit, length)
