"""Stage ``bundle``: the discount on SKUs that are bought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from qd_core.model.quote import ConsideredRule, PriceStep
from qd_core.model.rules import Bundle, Rules
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
from qd_core.plugin.latest import Latest

plugin = Plugin(api=1)

_ONE = Decimal(1)
_STAGE = "bundle"


class _Offer:
    """A bundle of the rules, ready to be applied."""

    __slots__ = ("effect", "factor", "members", "rule")

    def __init__(self, rule: Bundle) -> None:
        self.rule = rule
        self.members = frozenset(sku.strip().casefold() for sku in rule.skus)
        self.factor = _ONE - rule.discount
        self.effect = signed_percent(-rule.discount)


_OfSku = tuple[tuple[_Offer, ...], tuple[ConsideredRule, ...]]
"""What the bundles mean for one SKU of one quote: those that apply, and those that could have."""
_NOTHING: _OfSku = ((), ())


class Bundles:
    """Every bundle whose members are all on the RFQ applies to its member lines, in document order (spec: pricing)."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._offers = Latest(_offers)
        self._of_quote = Latest(self._sort_out)

    def apply(self, request: PricingRequest) -> StageResult:
        """One cited step for each bundle that the line belongs to."""
        complete, considered = self._of_quote(request.quote).get(request.item.sku, _NOTHING)
        price = request.unit_price
        if not complete or price is None:
            return StageResult(considered=considered)
        if len(complete) == 1:
            offer = complete[0]
            rule = offer.rule
            return StageResult(price * offer.factor, offer.effect, rule.row, rule.name, (), (), (), considered)
        steps = []
        for offer in complete:
            price *= offer.factor
            steps.append(PriceStep(_STAGE, offer.effect, price, offer.rule.row, offer.rule.name))
        return StageResult(price, steps=tuple(steps), considered=considered)

    def _sort_out(self, quote: QuoteView) -> Mapping[str, _OfSku]:
        offers = self._offers(quote.documents.rules)
        if not offers:
            return {}
        keys = {line.item.sku: line.item.sku.casefold() for line in quote.lines}
        present = set(keys.values())
        return {sku: _of_sku(offers[key], present) for sku, key in keys.items() if key in offers}


def _of_sku(offers: tuple[_Offer, ...], present: set[str]) -> _OfSku:
    if all(offer.members <= present for offer in offers):
        return offers, ()
    considered = tuple(
        ConsideredRule(_STAGE, f"not on the RFQ: {_missing(offer.rule, present)}", offer.rule.row)
        for offer in offers
        if not offer.members <= present
    )
    return tuple(offer for offer in offers if offer.members <= present), considered


def _missing(rule: Bundle, present: set[str]) -> str:
    return ", ".join(sku for sku in rule.skus if sku.strip().casefold() not in present)


def _offers(rules: Rules) -> Mapping[str, tuple[_Offer, ...]]:
    """The bundles by member SKU, in document order."""
    by_sku: dict[str, list[_Offer]] = defaultdict(list)
    for rule in rules.bundles:
        offer = _Offer(rule)
        for sku in offer.members:
            by_sku[sku].append(offer)
    return {sku: tuple(offers) for sku, offers in by_sku.items()}


@hookimpl
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    yield plugin.provider("bundle", Bundles, summary="the discount on SKUs that are bought together")
