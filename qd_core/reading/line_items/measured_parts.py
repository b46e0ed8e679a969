"""A measure behind a comma that is one of the goods before it: `2 chain hoists 2 ton, 10' lift`."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.model.folding import fold_words
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.found import Found, Stance, content_words
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["with_their_parts"]


def with_their_parts(found: Sequence[Found], tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """``found`` of one sentence, where an amount in a measure goes with the goods counted right before it: the catalog
    has the goods with just that measure of what it is said to be of (a lift of 10 ft)."""
    read: list[Found] = []
    for item in found:
        before = read[-1] if read else None
        if before is not None and _is_part(before, item, tokens, lexicon):
            own = [*range(item.first, item.last + 1)]
            (before.name if before.named is None else before.aside).extend(own)
            continue
        read.append(item)
    return read


def _is_part(before: Found, item: Found, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    amount, count = item.quantity, before.quantity
    if amount is None or count is None or count.value is None or count.start > before.first:
        return False
    if not before.name or item.named is not None or item.stance is Stance.OFF or amount.value is None:
        return False
    measured = amount.unit is not None and amount.unit.kind is UnitKind.MEASURE
    alone = (
        amount.first == amount.start
        and amount.last == amount.end
        and tokens[amount.first].kind is Kind.MEASURE
    )
    if not (measured and alone) or before.last + 2 != item.first or tokens[item.first - 1].text != ",":
        return False
    if count.unit is not None and count.unit.kind is UnitKind.MEASURE:
        return False
    of_what = content_words(tokens, item.name)
    goods = [word for at in before.name for word in fold_words(tokens[at].text)]
    return bool(of_what) and lexicon.carries([*goods, f"{amount.value.normalize():f}", *of_what])
