"""Stage ``volume_break``: the deepest quantity break that the line reaches."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from qd_core.model.quote import ConsideredRule
from qd_core.model.rules import Rules, VolumeBreak
from qd_core.money import plain, signed_percent
from qd_core.plugin import (
    NoSettings,
    Plugin,
    PricingRequest,
    PricingStage,
    Provider,
    ProviderContext,
    StageResult,
    hookimpl,
)
from qd_core.plugin.latest import latest

plugin = Plugin(api=1)

_ONE = Decimal(1)
_STAGE = "volume_break"
_ANY = "*"


class VolumeBreaks:
    """Uses the line's own quantity in the SKU's Unit; the SKU's own rows shut out ``*`` rows (spec: pricing)."""

    after = ("tier_discount",)

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._ladders = latest(_ladders)

    def apply(self, request: PricingRequest) -> StageResult:
        """A percentage of the running price, or the row's price where that is lower; cited by the row."""
        ladders, price = self._ladders(request.quote.documents.rules), request.unit_price
        ladder = ladders.get(request.item.sku.casefold()) or ladders.get(_ANY)
        if ladder is None or price is None:
            return StageResult()
        reached = bisect_right(ladder.quantities, request.quantity)
        considered = ladder.considered[reached]
        if not reached:
            return StageResult(considered=considered)
        cited, factor, fixed, effect = ladder.rows[reached - 1]
        if fixed is None:
            return StageResult(price * factor, effect, cited, "", (), (), (), considered)
        if fixed < price:
            return StageResult(fixed, effect, cited, "", (), (), (), considered)
        reason = f"its price {effect} is not below the running price {price.normalize():f}"
        return StageResult(considered=(ConsideredRule(_STAGE, reason, cited), *considered))


class _Ladder:
    """One SKU's rows by rising quantity; ``considered[n]`` says why the others do not count when ``n`` are reached."""

    __slots__ = ("considered", "quantities", "rows")

    def __init__(self, breaks: Sequence[VolumeBreak], shut_out: Sequence[VolumeBreak]) -> None:
        rising = sorted(breaks, key=lambda row: row.min_qty)
        self.quantities = [row.min_qty for row in rising]
        self.rows = [(row.row, _ONE - (row.discount or 0), row.unit_price, _effect(row)) for row in rising]
        never = tuple(
            ConsideredRule(_STAGE, "own rows of the SKU shut out * rows", row.row) for row in shut_out
        )
        self.considered = [_passed_over(rising, reached) + never for reached in range(len(rising) + 1)]


def _passed_over(rising: Sequence[VolumeBreak], reached: int) -> tuple[ConsideredRule, ...]:
    lower = [
        ConsideredRule(_STAGE, "a deeper break is reached", row.row) for row in rising[: max(reached - 1, 0)]
    ]
    higher = [
        ConsideredRule(_STAGE, f"min qty {plain(row.min_qty)} is not reached", row.row)
        for row in rising[reached:]
    ]
    return (*lower, *higher)


def _effect(row: VolumeBreak) -> str:
    return (
        plain(row.unit_price) if row.unit_price is not None else signed_percent(-(row.discount or Decimal(0)))
    )


def _ladders(rules: Rules) -> Mapping[str, _Ladder]:
    by_sku: dict[str, list[VolumeBreak]] = defaultdict(list)
    for row in rules.volume:
        by_sku[row.sku.strip().casefold()].append(row)
    general = by_sku.get(_ANY, [])
    return {sku: _Ladder(rows, () if sku == _ANY else general) for sku, rows in by_sku.items()}


@hookimpl
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    yield plugin.provider(
        "volume_break", VolumeBreaks, summary="the deepest quantity break that the line reaches"
    )
