"""Stage ``regional``: the adjustment and the freight of the destination's region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.place import Place
from qd_core.model.quote import Charge, ConsideredRule
from qd_core.model.rules import RegionRule, Rules
from qd_core.money import signed_percent
from qd_core.plugin import (
    NoSettings,
    Plugin,
    PricingRequest,
    PricingStage,
    Provider,
    ProviderContext,
    QuoteView,
    StageResult,
    hookimpl,
)
from qd_core.plugin.latest import latest
from qd_core.reading.places import place_matches

plugin = Plugin(api=1)

_ONE = Decimal(1)
_STAGE = "regional"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The region's row, the same for every line of a quote; ``rule`` is None where none matches."""

    rule: RegionRule | None
    factor: Decimal = _ONE
    effect: str = ""
    charges: tuple[Charge, ...] = ()
    considered: tuple[ConsideredRule, ...] = ()


class Regional:
    """First matching row wins, top-down; no destination or no row: no step and no freight (spec: pricing)."""

    after = ("volume_break",)

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._chosen = latest(_choose)

    def apply(self, request: PricingRequest) -> StageResult:
        """The region's percentage of the running price and its freight, both cited by the row."""
        chosen = self._chosen(request.quote)
        rule, price = chosen.rule, request.unit_price
        if rule is None or price is None:
            return StageResult(considered=chosen.considered)
        return StageResult(
            price * chosen.factor,
            chosen.effect,
            rule.row,
            rule.region,
            (),
            chosen.charges,
            (),
            chosen.considered,
        )


def _choose(quote: QuoteView) -> _Chosen:
    rules, place = quote.documents.rules, quote.destination
    if place is None:
        return _Chosen(None, considered=_without("no destination named") if rules.regions else ())
    matching = [rule for rule in rules.regions if _covers(rule, place, rules)]
    if not matching:
        return _Chosen(None, considered=_without("no row matches the destination") if rules.regions else ())
    rule, *lower = matching
    return _Chosen(
        rule,
        _ONE + rule.adjustment,
        signed_percent(rule.adjustment),
        () if rule.freight is None else (Charge("freight", "Freight", rule.freight, rule.row),),
        tuple(ConsideredRule(_STAGE, "a higher row of the table wins", row.row) for row in lower),
    )


def _covers(rule: RegionRule, place: Place, rules: Rules) -> bool:
    home = rules.ship_from.country
    return any(place_matches(pattern, place, home_country=home) for pattern in rule.matches)


def _without(reason: str) -> tuple[ConsideredRule, ...]:
    return (ConsideredRule(_STAGE, reason),)


@hookimpl
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    yield plugin.provider("regional", Regional, summary="adjustment and freight of the destination's region")
