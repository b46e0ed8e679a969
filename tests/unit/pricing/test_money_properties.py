"""What holds for every quote, whatever the rules."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qd_core.model.customer import Tier
from qd_core.money import round_money
from tests.unit.pricing import shop
from tests.unit.pricing.shop import D, Order, PricedQuote, documents, line, quote

STAGES = shop.stages()
FRACTIONS = st.decimals(D("0"), D("0.95"), places=4)
PRICES = st.decimals(D("0"), D("99999"), places=5)
SKUS = ("A-1", "B-2", "C-3")


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, list[Any]]:
    stock = shop.catalog(
        [
            shop.item(
                sku,
                f"Part {sku}",
                draw(st.none() | PRICES.map(str)),
                7 + place,
                cost=draw(st.none() | PRICES),
            )
            for place, sku in enumerate(SKUS)
        ],
        currency=draw(st.sampled_from(["USD", "JPY", "KWD"])),
        price_decimals=draw(st.integers(0, 5)),
    )
    discount, adjustment = draw(FRACTIONS), draw(st.decimals(D("-0.9"), D("3"), places=3))
    docs = documents(
        stock=stock,
        tiers=shop.tiers(new_prospect="0", trade=str(discount)),
        volume=shop.volume(
            ("A-1", "10", str(draw(FRACTIONS)), None),
            ("A-1", "100", None, str(draw(PRICES))),
            ("*", "50", "0.03", None),
        ),
        regions=shop.regions(("West", "CA", str(adjustment), str(draw(PRICES)))),
        bundles=shop.bundles(("Pair", "A-1; B-2", str(draw(FRACTIONS))), ("All", "A-1;B-2;C-3", "0.01")),
    )
    quantities = st.decimals(D("0.001"), D("100000"), places=3).map(str)
    asked = draw(st.lists(st.tuples(st.sampled_from(SKUS), quantities), min_size=1, max_size=6))
    lines = [line(sku, quantity, position) for position, (sku, quantity) in enumerate(asked, 1)]
    order = Order(
        tier=Tier(name=draw(st.sampled_from(["trade", "new prospect", "unheard of"])), source="crm"),
        destination=draw(st.sampled_from([None, shop.CALIFORNIA, shop.DENVER])),
        docs=docs,
        chain=STAGES,
    )
    return order, lines


@given(orders())
def test_the_sums_are_the_sums_of_what_is_shown(case: tuple[Order, list[Any]]) -> None:
    order, lines = case
    priced = quote(*lines, order=order)
    totals = [each.line_total for each in priced.lines if each.line_total is not None]
    assert priced.subtotal == (sum(totals) if totals else None)
    for each in priced.lines:
        if each.unit_price is not None:
            assert each.quantity is not None
            assert each.line_total == round_money(each.quantity * each.unit_price, priced.currency)
    if len(totals) == len(lines):
        assert priced.total == sum(totals) + sum(charge.amount for charge in priced.charges)
    else:
        assert priced.total is None


@given(orders())
def test_the_same_order_gives_the_same_quote(case: tuple[Order, list[Any]]) -> None:
    order, lines = case
    first = quote(*lines, order=order)
    copied = replace(order, docs=replace(order.docs, rules=replace(order.docs.rules)))
    assert quote(*lines, order=order) == first == quote(*lines, order=copied)


@given(orders(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing_else(case: tuple[Order, list[Any]], random: Any) -> None:
    order, lines = case
    shuffled = random.sample(lines, len(lines))
    first, second = quote(*lines, order=order), quote(*shuffled, order=order)
    assert sorted(second.lines, key=lambda each: each.position) == sorted(
        first.lines, key=lambda each: each.position
    )
    assert (second.subtotal, second.total, set(second.charges)) == (
        first.subtotal,
        first.total,
        set(first.charges),
    )


@given(orders())
def test_nothing_is_below_zero_and_nothing_is_a_float(case: tuple[Order, list[Any]]) -> None:
    order, lines = case
    priced = quote(*lines, order=order)
    assert all(amount >= 0 for amount in _amounts(priced))
    assert all(each.discount_pct is None or 0 <= each.discount_pct <= 1 for each in priced.lines)


@given(orders())
@settings(max_examples=50)
def test_every_price_ends_where_its_steps_end_and_every_step_is_cited(case: tuple[Order, list[Any]]) -> None:
    order, lines = case
    for each in quote(*lines, order=order).lines:
        if each.unit_price is None:
            continue
        assert abs(each.steps[-1].unit_price - each.unit_price) <= D("0.5").scaleb(
            -order.docs.catalog.price_decimals
        )
        assert all(step.citation.text and step.citation.line for step in each.steps)


def _amounts(priced: PricedQuote) -> list[D]:
    """Every amount of the quote; fails on a float anywhere in it (confidences and scores of matching aside)."""
    found: list[D] = []

    def walk(value: object) -> None:
        assert not isinstance(value, float)
        if isinstance(value, D):
            found.append(value)
        elif isinstance(value, tuple):
            for each in value:
                walk(each)
        elif is_dataclass(value):
            for each in fields(value):
                if each.name not in {"request", "candidates", "discount_pct", "margin"}:
                    walk(getattr(value, each.name))

    walk(priced)
    return found
