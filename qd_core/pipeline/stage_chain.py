"""One line through the pricing stages. The core, not the stage, says what changed, and lets nothing pass uncited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qd_core.errors import PluginError, QdError
from qd_core.model.catalog import CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.quote import Charge, ConsideredRule, Flag, PriceStep
from qd_core.money import plain, round_money
from qd_core.plugin.protocols import PricingRequest, PricingStage, QuoteView, StageResult

__all__ = ["MANUAL", "ManualPrice", "StageChain", "Waterfall"]

MANUAL = "manual_price"
"""The stage name of a price that a person typed."""
_NO_PRICE = Flag(code="manual_price", detail="no stage gave a price: fill it in before approval")


@dataclass(frozen=True, slots=True)
class ManualPrice:
    """A unit price that a rep typed for one line: it is final, no stage changes it."""

    unit_price: Decimal
    by: str
    at: datetime

    def citation(self, position: int) -> Citation:
        """Who said so: the review itself is the source."""
        text = f"{plain(self.unit_price)} typed by {self.by}"
        return Citation("review", self.at.isoformat(), "manual price", position, text)


@dataclass(slots=True)
class Waterfall:
    """What the stages did to one line; ``price`` is unrounded, None where a person must give it."""

    price: Decimal | None
    base_price: Decimal | None
    steps: tuple[PriceStep, ...]
    considered: tuple[ConsideredRule, ...]
    flags: tuple[Flag, ...]


class StageChain:
    """The stages of one quote. Runs inside ``money.exact()``; collects the charges of all lines."""

    def __init__(
        self,
        stages: Sequence[tuple[str, PricingStage]],
        quote: QuoteView,
        manual: Mapping[int, ManualPrice],
    ) -> None:
        self._stages: tuple[tuple[str, Callable[[PricingRequest], StageResult]], ...] = tuple(
            (name, stage.apply) for name, stage in stages
        )
        self._quote = quote
        self._manual = manual
        self._charges: dict[Charge, None] = {}
        self._last_charges: tuple[Charge, ...] = ()

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Each charge once, in the currency's minor units, in the order in which they came up."""
        currency = self._quote.documents.catalog.currency
        return tuple(
            Charge(charge.code, charge.label, round_money(charge.amount, currency), charge.citation)
            for charge in self._charges
        )

    def price(self, position: int, item: CatalogItem, quantity: Decimal) -> Waterfall:
        """The line's waterfall. Raises PluginError naming the stage that broke a rule."""
        typed = self._manual.get(position) if self._manual else None
        if typed is None:
            return self._run(position, item, quantity)
        ran = self._run(position, item, quantity, typed.unit_price)  # for the quote's charges
        price = _sound(typed.unit_price, MANUAL)
        step = PriceStep(MANUAL, plain(price), price, typed.citation(position))
        return Waterfall(price, price, (step,), (), tuple(flag for flag in ran.flags if flag.code != MANUAL))

    def _run(
        self, position: int, item: CatalogItem, quantity: Decimal, typed: Decimal | None = None
    ) -> Waterfall:
        request = PricingRequest(self._quote, item, position, quantity, typed)
        price = base = typed
        steps: tuple[PriceStep, ...] = ()
        considered: tuple[ConsideredRule, ...] = ()
        flags: tuple[Flag, ...] = ()
        for name, apply in self._stages:
            try:
                result = apply(request)
            except QdError:
                raise
            except Exception as error:
                raise _wrong(name, f"failed on line {position}: {type(error).__name__}: {error}") from error
            if result.considered:
                considered += result.considered
            if result.flags:
                flags += result.flags
            if result.charges and result.charges is not self._last_charges:
                self._collect(result.charges, name)
            if result.stop and typed is None:
                return Waterfall(None, None, steps, considered, _with_no_price(flags))
            new, cited = result.unit_price, result.citation
            if new is None and not result.steps:
                pass
            elif (
                cited
                and not result.steps
                and type(new) is Decimal
                and new.is_finite()
                and not new.is_signed()
            ):
                steps += (PriceStep(name, result.effect, new, cited, result.detail),)
                price = new
            elif taken := _taken(result, name, price):
                steps += taken
                price = taken[-1].unit_price
            if base is None:
                base = price
            # whatever the stage may have written into the request is not what the next one sees
            request.item, request.quantity, request.unit_price, request.steps = item, quantity, price, steps
        if price is None:
            flags = _with_no_price(flags)
        elif not price.is_finite():
            _blame(steps)
        return Waterfall(price, base, steps, considered, flags)

    def _collect(self, charges: tuple[Charge, ...], name: str) -> None:
        for charge in charges:
            if _sound(charge.amount, name, f"charge {charge.code!r}") is not None:
                self._charges[charge] = None
        self._last_charges = charges


def _taken(result: StageResult, name: str, price: Decimal | None) -> tuple[PriceStep, ...]:
    """The steps that ``result`` adds, each checked; none where the stage left the price alone."""
    if result.steps:
        for step in result.steps:
            _sound(step.unit_price, name)
            if step.stage != name or not isinstance(step.citation, Citation):
                raise _wrong(name, "returned a step without a citation or under another stage's name")
        if result.unit_price is not None and result.unit_price != result.steps[-1].unit_price:
            raise _wrong(name, "returned a price that is not its last step's")
        return result.steps
    new = result.unit_price
    if new is None:
        return ()
    _sound(new, name)
    if result.citation is None:
        if new != price:
            raise _wrong(name, f"changed the price from {price} to {new} without a citation")
        return ()
    return (PriceStep(name, result.effect, new, result.citation, result.detail),)


def _blame(steps: Sequence[PriceStep]) -> None:
    """Names the first stage whose price is no number."""
    for step in steps:
        _sound(step.unit_price, step.stage)


def _sound(amount: Decimal, name: str, what: str = "price") -> Decimal:
    """Money is a finite Decimal, never below zero."""
    if type(amount) is not Decimal or not amount.is_finite():
        raise _wrong(name, f"gave a {what} that is no Decimal number: {amount!r}")
    if amount < 0:
        raise _wrong(name, f"gave a negative {what}: {amount}")
    return amount


def _with_no_price(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    return flags if any(flag.code == MANUAL for flag in flags) else (*flags, _NO_PRICE)


def _wrong(name: str, what: str) -> PluginError:
    return PluginError(f"pricing stage {name!r} {what}", plugin=name)
