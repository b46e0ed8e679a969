"""Stage ``base_price``: the catalog's price of the SKU, or a line that a person must price."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.model.quote import Flag
from qd_core.money import plain
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

plugin = Plugin(api=1)

MANUAL_PRICE = Flag(
    code="manual_price", detail="the catalog has no price for this SKU: fill it in before approval"
)


class BasePrice:
    """Starts the waterfall with the catalog row's price; without one no further stage runs (spec: pricing)."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        pass

    def apply(self, request: PricingRequest) -> StageResult:
        """The catalog price, cited by its row."""
        item = request.item
        price = item.price
        if price is None:
            return StageResult(flags=(MANUAL_PRICE,), stop=True)
        return StageResult(price, plain(price), item.row)


@hookimpl
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    yield plugin.provider("base_price", BasePrice, summary="the catalog's price of the SKU")
