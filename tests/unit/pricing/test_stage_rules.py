"""What the core holds a stage to: no uncited change, no negative price, no failure without a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from qd_core.errors import PluginError, TransientError
from qd_core.model.quote import Charge, PriceStep
from qd_core.pipeline.stage_chain import ManualDiscount, ManualPrice
from qd_core.plugin import PricingRequest, StageResult
from tests.unit.pricing import shop
from tests.unit.pricing.shop import CALIFORNIA, D, Order, line, quote, row, stages

CITED = row("rules", "fuel surcharge", 70, "Fuel | 2%")


class Stage:
    """A third party's stage made of one function."""

    def __init__(self, act: Callable[[PricingRequest], StageResult]) -> None:
        self.act = act

    def apply(self, request: PricingRequest) -> StageResult:
        return self.act(request)


def running(request: PricingRequest) -> D:
    assert request.unit_price is not None
    return request.unit_price


def with_stage(act: Callable[[PricingRequest], StageResult]) -> shop.PricedQuote:
    return quote(line("TB-1040", "10"), order=Order(chain=stages(("fuel", Stage(act)))))


def test_a_cited_change_becomes_a_step() -> None:
    priced = with_stage(lambda request: StageResult(running(request) * D("1.02"), "+2%", CITED))
    assert priced.lines[0].steps[-1] == PriceStep("fuel", "+2%", D("4.284"), CITED)
    assert priced.total == D("42.84")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda request: StageResult(running(request) + 1, "+1"), "without a citation"),
        (lambda _: StageResult(D("-0.01"), "-100%", CITED), "negative price"),
        (lambda _: StageResult(cast(Any, 4.2), "?", CITED), "no Decimal"),
        (lambda _: StageResult(D("NaN"), "?", CITED), "no Decimal"),
        (lambda _: StageResult(D("Infinity"), "?", CITED), "no Decimal"),
        (lambda _: StageResult(cast(Any, 1 / 0)), "ZeroDivisionError"),
        (lambda _: StageResult(steps=(PriceStep("fuel", "x", D(1), cast(Any, None)),)), "without a citation"),
        (lambda _: StageResult(steps=(PriceStep("base_price", "x", D(1), CITED),)), "another stage's name"),
        (lambda _: StageResult(D(2), steps=(PriceStep("fuel", "x", D(1), CITED),)), "not its last step's"),
        (lambda _: StageResult(charges=(Charge("rebate", "Rebate", D(-5), CITED),)), "negative charge 'rebate'"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_an_error_that_names_the_stage(
    act: Callable[[PricingRequest], StageResult], said: str
) -> None:
    with pytest.raises(PluginError, match="'fuel'") as caught:
        with_stage(act)
    assert said in str(caught.value)
    assert caught.value.plugin == "fuel"


def test_an_error_that_a_stage_raises_on_purpose_is_passed_on() -> None:
    def away(request: PricingRequest) -> StageResult:
        raise TransientError("come back")

    with pytest.raises(TransientError):
        with_stage(away)


def test_the_same_price_without_a_citation_is_no_step() -> None:
    assert len(with_stage(lambda request: StageResult(request.unit_price)).lines[0].steps) == 2


def test_stages_get_the_running_price_unrounded_and_the_steps_before() -> None:
    seen: list[tuple[D | None, int]] = []

    def watch(request: PricingRequest) -> StageResult:
        seen.append((request.unit_price, len(request.steps)))
        return StageResult()

    order = Order(chain=stages(("watch", Stage(watch))), tier=shop.TRADE, destination=CALIFORNIA)
    quote(line("HN-10", "50"), order=order)
    assert seen == [(D("0.0795600"), 3)]


def test_what_a_stage_writes_into_its_request_changes_nothing() -> None:
    def scribble(request: PricingRequest) -> StageResult:
        request.unit_price = D(0)
        request.quantity = D(1)
        request.item = shop.ITEMS[5]
        request.steps = ()
        return StageResult()

    order = Order(chain=(stages()[0], ("scribble", Stage(scribble)), *stages()[1:]))
    assert quote(line("TB-1040", "120"), order=order).lines == quote(line("TB-1040", "120")).lines


def test_equal_charges_of_many_lines_count_once_and_are_rounded() -> None:
    def pallet(request: PricingRequest) -> StageResult:
        return StageResult(charges=(Charge("pallet", "Pallet", D("7.505"), CITED),))

    chain = stages(("pallet", Stage(pallet)))
    priced = quote(
        line("TB-1040", "1"), line("WS-10", "1", 2), order=Order(chain=chain, destination=CALIFORNIA)
    )
    assert [(charge.code, charge.amount) for charge in priced.charges] == [
        ("freight", D("45.00")),
        ("pallet", D("7.51")),
    ]


def test_a_stage_that_stops_leaves_the_price_to_a_person() -> None:
    priced = with_stage(lambda _: StageResult(stop=True))
    assert priced.lines[0].unit_price is None
    assert [flag.code for flag in priced.lines[0].flags] == ["manual_price"]
    assert priced.total is None


def test_a_chain_that_gives_no_price_leaves_it_to_a_person() -> None:
    priced = quote(line("TB-1040", "1"), order=Order(chain=stages()[1:]))
    assert [flag.code for flag in priced.lines[0].flags] == ["manual_price"]


def test_a_price_that_a_rep_typed_is_final_and_cites_the_review() -> None:
    typed = ManualPrice(D("9.9"), "jo@northgate.example", datetime(2026, 3, 11, tzinfo=UTC))
    order = Order(destination=CALIFORNIA, tier=shop.TRADE)
    priced = quote(line("AN-880", "10"), order=order, manual_prices={1: typed})
    (found,) = priced.lines
    assert (found.unit_price, found.line_total, found.flags) == (D("9.900"), D("99.00"), ())
    assert [(step.stage, step.citation.document) for step in found.steps] == [("manual_price", "review")]
    assert priced.total == D("144.00")  # the freight still counts


def test_a_typed_price_below_zero_is_refused() -> None:
    with pytest.raises(PluginError, match="negative"):
        quote(
            line("AN-880", "1"),
            manual_prices={1: ManualPrice(D(-1), "jo", datetime(2026, 3, 11, tzinfo=UTC))},
        )


def test_a_typed_price_shows_as_the_discount_that_it_is() -> None:
    typed = ManualPrice(D("3.15"), "jo@northgate.example", datetime(2026, 3, 11, tzinfo=UTC))
    priced = quote(line("TB-1040", "10"), order=Order(tier=shop.TRADE), manual_prices={1: typed})
    (found,) = priced.lines
    assert [(step.stage, step.effect) for step in found.steps] == [
        ("base_price", "4.20"),
        ("manual_price", "3.15"),
    ]
    assert (found.base_price, found.unit_price, found.discount_pct) == (D("4.20"), D("3.150"), D("0.25"))
    assert priced.manager_approval  # a quarter off is above the cap, whoever types it


def test_a_typed_discount_comes_off_after_the_stages() -> None:
    given = ManualDiscount(
        D("0.05"), "loyal customer", "jo@northgate.example", datetime(2026, 3, 11, tzinfo=UTC)
    )
    priced = quote(line("TB-1040", "10"), order=Order(tier=shop.TRADE), manual_discounts={1: given})
    (found,) = priced.lines
    assert found.steps[-1].effect == "-5%"
    assert found.steps[-1].citation.text == "5% off by jo@northgate.example: loyal customer"
    assert (found.unit_price, found.discount_pct) == (D("3.591"), D("0.145"))
