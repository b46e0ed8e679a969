"""One quantity for several items: `30 each of A and B`, `100 boxes of A and B each`, `each shop needs 2`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.table import phrase_key
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.quantities import Quantity
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["SharedQuantities"]

_STEM: Final = 4
_TIMES: Final = frozenset(
    "day days week mont year hour hrs minu min mins tag tage woch mona jahr stun uhr jour sema mois an ans anne heur "
    "dia dias mes mese ano anos hora dag uur gior sett anno anni ore maan jaar perc work busi cale werk am pm".split()
)
"""How words for a time begin."""

_HEAD: Final = 5
"""Tokens of `Rooms 101-110:`."""


class SharedQuantities:
    """Gives the quantities of a sentence that hold for each to the items that have none."""

    def __init__(self, state: ClauseState) -> None:
        self.state = state
        self._each: list[tuple[int, Quantity]] = []

    def note(self, quantity: Quantity) -> None:
        """The items found from now on have ``quantity`` each."""
        self._each.append((len(self.state.found), quantity))

    @cached_property
    def counts_places(self) -> bool:
        """Whether the sentence speaks of several shops, machines, crews; not of days. Numbered ones may head it:
        `Rooms 101-110: 2 each of A`."""
        if _heads_numbers(self.state.tokens):
            return True
        counted = (token.text.split()[-1] for token in self.state.tokens if token.kind is Kind.COUNTED)
        return any(phrase_key(word)[:_STEM] not in _TIMES for word in counted)

    def share(self) -> None:
        """`30 each of A and B`: the names that follow without a quantity of their own get it too."""
        tokens = self.state.tokens
        for start, each in self._each:
            for found in self.state.found[start:]:
                if found.quantity is not None:
                    break
                found.quantity, found.paired = replace(each), False
        last = next((at for at in reversed(range(len(tokens))) if tokens[at].text not in ".!?"), 0)
        if tokens and tokens[last].has(Tag.EACH) and tokens[last].kind is Kind.WORD:
            self._share_back()
            for found in self.state.found if self.counts_places else ():
                found.per_unit = found.per_unit or found.quantity is not None

    def _share_back(self) -> None:
        """`100 boxes of A and B each`: the last names have the quantity of the one that leads them."""
        waiting: list[Found] = []
        for found in reversed(self.state.found):
            if found.quantity is None and found.name:
                waiting.append(found)
                continue
            quantity = found.quantity
            if quantity is not None and not quantity.soft and not found.trailing:
                for other in waiting:
                    other.quantity, other.paired = replace(quantity), False
            return


def _heads_numbers(tokens: Sequence[Token]) -> bool:
    """Whether a word and the numbers from one to another stand before a colon at the beginning."""
    head = [token.text for token in tokens[:_HEAD]]
    if len(head) < _HEAD or head[2] not in "-–" or head[4] != ":" or not head[0].isalpha():
        return False
    return head[1].isdecimal() and head[3].isdecimal() and int(head[1]) < int(head[3])
