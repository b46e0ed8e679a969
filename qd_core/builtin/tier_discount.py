"""Stage ``tier_discount``: the discount of the buyer's tier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.customer import NEW_PROSPECT
from qd_core.model.quote import ConsideredRule, Flag
from qd_core.model.rules import Rules, TierRule
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

plugin = Plugin(api=1)

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The tier's row, the same for every line of a quote; ``rule`` is None where the rules have none."""

    rule: TierRule | None
    factor: Decimal = _ONE
    effect: str = ""
    flags: tuple[Flag, ...] = ()
    considered: tuple[ConsideredRule, ...] = ()


class TierDiscount:
    """A percentage of the running price. An unknown tier is flagged and priced as a new prospect (spec: pricing)."""

    after = ("base_price",)

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._tiers = latest(_tiers)
        self._chosen = latest(self._choose)

    def apply(self, request: PricingRequest) -> StageResult:
        """The tier's discount, cited by its row of the rules."""
        chosen = self._chosen(request.quote)
        rule, price = chosen.rule, request.unit_price
        if rule is None or price is None:
            return StageResult(flags=chosen.flags, considered=chosen.considered)
        return StageResult(price * chosen.factor, chosen.effect, rule.row, rule.name, (), (), chosen.flags)

    def _choose(self, quote: QuoteView) -> _Chosen:
        tiers = self._tiers(quote.documents.rules)
        name = _folded(quote.tier.name)
        rule = tiers.get(name)
        flags: tuple[Flag, ...] = ()
        if rule is None and name != NEW_PROSPECT:
            detail = f"the rules have no tier {quote.tier.name!r}: priced as {NEW_PROSPECT}"
            flags = (Flag(code="unknown_tier", detail=detail),)
            rule = tiers.get(NEW_PROSPECT)
        if rule is None:
            reason = f"the rules have no row for tier {NEW_PROSPECT}"
            return _Chosen(None, flags=flags, considered=(ConsideredRule("tier_discount", reason),))
        return _Chosen(rule, _ONE - rule.discount, signed_percent(-rule.discount), flags)


def _tiers(rules: Rules) -> Mapping[str, TierRule]:
    return {_folded(rule.name): rule for rule in reversed(rules.tiers)}


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@hookimpl
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    yield plugin.provider("tier_discount", TierDiscount, summary="the discount of the buyer's tier")
