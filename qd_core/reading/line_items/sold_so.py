"""Measures behind goods or their count: whether goods are sold by one, or sized by it."""

from __future__ import annotations

from qd_core.model.folding import fold_words
from qd_core.model.uom import same_unit
from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.quantities import Quantity
from qd_core.reading.line_items.tokens import Kind

__all__ = ["is_sold_so", "sizes_counted"]


def is_sold_so(state: ClauseState, quantity: Quantity) -> bool:
    """`NAIL-100 5 kg`: the SKU before it is sold by the kilogram, though other goods come in 5 kg."""
    current = state.current
    if current is None or current.named is None or not current.uncounted or quantity.unit is None:
        return False
    items = state.lexicon.items_named(state.tokens[current.named].text)
    number = set(fold_words(state.tokens[quantity.first].text)[:1])
    sized = any(number <= set(fold_words(item.description)) for item in items)
    return bool(items) and not sized and all(same_unit(item.unit, quantity.unit.name) for item in items)


def sizes_counted(state: ClauseState, quantity: Quantity) -> bool:
    """`8 - 20' x 3/8 chains`: behind a count that waits for its goods, a measure and another size are theirs."""
    current, following = state.current, state.at(quantity.end)
    waits = current is not None and current.quantity is not None and not current.name
    size = following is not None and following.kind in {Kind.NUMBER, Kind.MEASURE}
    return waits and size and quantity.times and state.tokens[quantity.first].kind is Kind.MEASURE
