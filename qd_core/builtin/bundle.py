"""Stage ``bundle``: the discount on SKUs that are bought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from qd_core.plugin.latest import latest

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


class _Plan:
    """What the bundles are to one quote: ``simple`` has the SKUs that belong to one bundle, all of which is there."""

    __slots__ = ("offers", "present", "simple")

    def __init__(self, quote: QuoteView, offers: Mapping[str, tuple[_Offer, ...]]) -> None:
        self.offers = offers
        self.present = present = frozenset([line.item.sku.casefold() for line in quote.lines])
        self.simple: dict[str, _Offer] = {}
        for sku in offers.keys() & present:
            found = offers[sku]
            if len(found) == 1 and found[0].members <= present:
                self.simple[sku] = found[0]


class Bundles:
    """Every bundle whose members are all on the RFQ applies to its member lines, in document order (spec: pricing)."""

    after = ("regional",)

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._offers = latest(_offers)
        self._plan = latest(self._made)

    def apply(self, request: PricingRequest) -> StageResult:
        """One cited step for each bundle that the line belongs to."""
        plan, price, sku = self._plan(request.quote), request.unit_price, request.item.sku.casefold()
        offer = plan.simple.get(sku)
        if offer is not None and price is not None:
            rule = offer.rule
            return StageResult(price * offer.factor, offer.effect, rule.row, rule.name)
        offers = plan.offers.get(sku)
        return StageResult() if offers is None or price is None else _several(offers, plan.present, price)

    def _made(self, quote: QuoteView) -> _Plan:
        return _Plan(quote, self._offers(quote.documents.rules))


def _several(offers: Sequence[_Offer], present: frozenset[str], price: Decimal) -> StageResult:
    steps: list[PriceStep] = []
    considered: list[ConsideredRule] = []
    for offer in offers:
        if offer.members <= present:
            price *= offer.factor
            steps.append(PriceStep(_STAGE, offer.effect, price, offer.rule.row, offer.rule.name))
        else:
            reason = f"not on the RFQ: {_missing(offer.rule, present)}"
            considered.append(ConsideredRule(_STAGE, reason, offer.rule.row))
    return StageResult(steps=tuple(steps), considered=tuple(considered))


def _missing(rule: Bundle, present: frozenset[str]) -> str:
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
