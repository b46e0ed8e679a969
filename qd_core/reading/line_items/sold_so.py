"""Whether goods are sold by the measure that a number behind them has: then it is no size of theirs."""

from __future__ import annotations

from qd_core.model.folding import fold_words
from qd_core.model.uom import same_unit
from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.quantities import Quantity

__all__ = ["is_sold_so"]


def is_sold_so(state: ClauseState, quantity: Quantity) -> bool:
    """`NAIL-100 5 kg`: the SKU before it is sold by the kilogram, though other goods come in 5 kg."""
    current = state.current
    if current is None or current.named is None or not current.uncounted or quantity.unit is None:
        return False
    items = state.lexicon.items_named(state.tokens[current.named].text)
    number = set(fold_words(state.tokens[quantity.first].text)[:1])
    sized = any(number <= set(fold_words(item.description)) for item in items)
    return bool(items) and not sized and all(same_unit(item.unit, quantity.unit.name) for item in items)
