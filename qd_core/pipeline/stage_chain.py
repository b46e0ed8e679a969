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
from qd_core.money import percent, plain, round_money, signed_percent
from qd_core.plugin.protocols import PricedItem, PricingRequest, PricingStage, QuoteView, StageResult

__all__ = ["MANUAL", "MANUAL_DISCOUNT", "ManualDiscount", "ManualPrice", "StageChain", "Waterfall"]

MANUAL = "manual_price"
"""The stage name of a price that a person typed."""
_NO_ITEM = CatalogItem("", "", Citation("catalog", "", "", 0, ""))
MANUAL_DISCOUNT = "manual_discount"
"""The stage name of a discount that a person gave."""
_NO_PRICE = Flag(code="manual_price", detail="no stage gave a price: fill it in before approval")


@dataclass(frozen=True, slots=True)
class ManualPrice:
    """A unit price that a rep typed for one line: no stage changes it."""

    unit_price: Decimal
    by: str
    at: datetime

    def citation(self, position: int) -> Citation:
        """Who said so: the review itself is the source."""
        text = f"{plain(self.unit_price)} typed by {self.by}"
        return Citation("review", self.at.isoformat(), "manual price", position, text)


@dataclass(frozen=True, slots=True)
class ManualDiscount:
    """A discount that a rep gave on one line, as a fraction of the price after the stages."""

    discount: Decimal
    reason: str
    by: str
    at: datetime

    def citation(self, position: int) -> Citation:
        """Who said so, and why."""
        text = f"{percent(self.discount)} off by {self.by}: {self.reason}"
        return Citation("review", self.at.isoformat(), "manual discount", position, text)


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
        discounts: Mapping[int, ManualDiscount] | None = None,
    ) -> None:
        self._stages: tuple[tuple[str, Callable[[PricingRequest], StageResult]], ...] = tuple(
            (name, stage.apply) for name, stage in stages
        )
        self._quote = quote
        self._request = PricingRequest(quote, _NO_ITEM, 0, Decimal(0), None)
        self._manual = manual
        self._discounts = discounts or {}
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

    def price(self, line: PricedItem) -> Waterfall:
        """The line's waterfall, what a person typed last. Raises PluginError naming the stage that broke a rule."""
        if not self._manual and not self._discounts:
            return self._run(line, None)
        typed = self._manual.get(line.position)
        return self._by_hand(self._run(line, typed.unit_price if typed else None), line.position)

    def _by_hand(self, ran: Waterfall, position: int) -> Waterfall:
        """A typed price takes the place of all stages but the first, so that it shows as the discount that it is; a
        typed discount comes off whatever the price is then."""
        if typed := self._manual.get(position):
            price = _sound(typed.unit_price, MANUAL)
            step = PriceStep(MANUAL, plain(price), price, typed.citation(position))
            ran.steps = (*(ran.steps[:1] if ran.price is not None else ()), step)
            ran.price, ran.base_price, ran.considered = price, ran.steps[0].unit_price, ()
            ran.flags = tuple(flag for flag in ran.flags if flag.code != MANUAL)
        given = self._discounts.get(position)
        if given and ran.price is not None:
            price = _sound(ran.price * (1 - given.discount), MANUAL_DISCOUNT)
            cited = given.citation(position)
            ran.steps += (
                PriceStep(MANUAL_DISCOUNT, signed_percent(-given.discount), price, cited, given.reason),
            )
            ran.price = price
        return ran

    def _run(self, line: PricedItem, stand_in: Decimal | None) -> Waterfall:
        """``stand_in`` is the price with which stages go on after one has said that it knows none: their charges count
        (freight), their steps do not."""
        request, item, quantity = self._request, line.item, line.quantity
        price: Decimal | None = None
        steps: tuple[PriceStep, ...] = ()
        considered: tuple[ConsideredRule, ...] = ()
        flags: tuple[Flag, ...] = ()
        stopped, name = False, ""
        request.position = line.position
        try:
            for name, apply in self._stages:
                # whatever an earlier stage may have written into the request is not what this one sees
                request.item = item
                request.quantity = quantity
                request.unit_price = price
                request.steps = steps
                result = apply(request)
                new, cited = result.unit_price, result.citation
                if cited is not None and type(new) is Decimal and not result.steps and not new.is_signed():
                    steps += (PriceStep(name, result.effect, new, cited, result.detail),)
                    price = new
                elif taken := _taken(result, name, price):
                    steps += taken
                    price = taken[-1].unit_price
                if result.considered or result.flags:
                    considered += result.considered
                    flags += result.flags
                if result.charges and result.charges is not self._last_charges:
                    self._collect(result.charges, name)
                if result.stop:
                    price, stopped = stand_in, True
                    if price is None:
                        break
        except QdError:
            raise
        except (Exception, SystemExit) as error:  # no plugin ends the program
            raise _wrong(name, f"failed on line {line.position}: {type(error).__name__}: {error}") from error
        return _ended(None, (), considered, flags) if stopped else _ended(price, steps, considered, flags)

    def _collect(self, charges: tuple[Charge, ...], name: str) -> None:
        for charge in charges:
            if _sound(charge.amount, name, f"charge {charge.code!r}") is not None:
                self._charges[charge] = None
        self._last_charges = charges


def _ended(
    price: Decimal | None,
    steps: tuple[PriceStep, ...],
    considered: tuple[ConsideredRule, ...],
    flags: tuple[Flag, ...],
) -> Waterfall:
    """Raises PluginError naming the first stage whose price is no number."""
    if price is None:
        return Waterfall(None, None, steps, considered, _with_no_price(flags))
    if not price.is_finite():
        for step in steps:
            _sound(step.unit_price, step.stage)
    return Waterfall(price, steps[0].unit_price if steps else price, steps, considered, flags)


def _taken(result: StageResult, name: str, price: Decimal | None) -> tuple[PriceStep, ...]:
    """The steps that ``result`` adds, each checked; none where the stage left the price alone."""
    if result.unit_price is None and not result.steps:
        return ()
    if result.steps:
        for step in result.steps:
            _sound(step.unit_price, name)
            if step.stage != name or not isinstance(step.citation, Citation):
                raise _wrong(name, "returned a step without a citation or under another stage's name")
        if result.unit_price is not None and result.unit_price != result.steps[-1].unit_price:
            raise _wrong(name, "returned a price that is not its last step's")
        return result.steps
    new = _sound(result.unit_price, name)
    if result.citation is None:
        if new != price:
            raise _wrong(name, f"changed the price from {price} to {new} without a citation")
        return ()
    return (PriceStep(name, result.effect, new, result.citation, result.detail),)


def _sound(amount: Decimal | None, name: str, what: str = "price") -> Decimal:
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
