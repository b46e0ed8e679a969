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


class Bundles:
    """Every bundle whose members are all on the RFQ applies to its member lines, in document order (spec: pricing)."""

    after = ("regional",)

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._offers = Latest(_offers)
        self._present = Latest(_present)

    def apply(self, request: PricingRequest) -> StageResult:
        """One cited step for each bundle that the line belongs to."""
        quote, price = request.quote, request.unit_price
        offers = self._offers(quote.documents.rules).get(request.item.sku.casefold())
        if offers is None or price is None:
            return StageResult()
        present = self._present(quote)
        if len(offers) == 1 and offers[0].members <= present:
            offer = offers[0]
            return StageResult(price * offer.factor, offer.effect, offer.rule.row, offer.rule.name)
        return _several(offers, present, price)


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


def _present(quote: QuoteView) -> frozenset[str]:
    return frozenset(line.item.sku.casefold() for line in quote.lines)


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
