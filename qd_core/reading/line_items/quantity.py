"""How many a run of tokens says: one number, a range, a ladder of alternatives, or nothing to count on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.rfq import QuantityProblem, QuantityRange
from qd_core.model.uom import UnitKind, UnitWord

__all__ = ["Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the tokens ``[start, end)`` say; ``[first, last)`` are those that write the number.

    ``value`` counts in ``unit`` as written (``half a dozen`` is 0.5 of ``dozen``). ``hedge`` is the word that makes it
    an estimate. ``soft`` is a bare article, that may count one.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal | None = None
    range: QuantityRange | None = None
    ladder: tuple[Decimal, ...] = ()
    problem: QuantityProblem | None = None
    unit_token: int | None = None
    unit: UnitWord | None = None
    each: bool = False
    """It holds for every item named."""
    hedge: str = ""
    soft: bool = False
    marker: bool = False
    """An ``x`` or a label stands before the number, so that it may belong to what comes before."""
    joined: bool = False
    """An ``of`` follows, so that it belongs to what comes after."""
    times: bool = False
    """An ``x`` or ``off`` follows the number."""
    content: Decimal | None = None
    """What one of the packages holds, where the buyer says so: `2 packs of 100`."""
    alternative: bool = False
    """Joined by `or` to another quantity of the same item."""
    fraction: bool = False
    """Written as a fraction or with decimals: a size, unless a unit follows."""

    @property
    def counts(self) -> bool:
        """Whether a word says outright that this is a count (`30 pcs`, `2 boxes`, `qty 30`, `30 x`)."""
        return self.marker or self.times or (self.unit is not None and self.unit.kind is not UnitKind.MEASURE)
