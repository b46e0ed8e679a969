"""The five stages in order, sentence by sentence of the pricing rules."""

from __future__ import annotations

import pytest

from qd_core.config import AppSettings
from qd_core.model.customer import Tier
from qd_core.model.place import Place
from qd_core.model.quote import LineProblem, QuoteLine
from tests.unit.pricing import shop
from tests.unit.pricing.shop import (
    CALIFORNIA,
    DENVER,
    D,
    Order,
    bundles,
    documents,
    line,
    quote,
    regions,
    tiers,
    unclear,
)


def only(priced: shop.PricedQuote) -> QuoteLine:
    (found,) = priced.lines
    return found


def effects(found: QuoteLine) -> list[tuple[str, str]]:
    return [(step.stage, step.effect) for step in found.steps]


def codes(found: QuoteLine) -> set[str]:
    return {flag.code for flag in found.flags}


def test_every_stage_changes_the_running_price_and_cites_its_row() -> None:
    order = Order(tier=shop.TRADE, destination=CALIFORNIA)
    found = quote(
        line("TB-1040", "120"), line("HN-10", "1000", 2), line("WS-10", "10", 3), order=order
    ).lines[0]
    assert effects(found) == [
        ("base_price", "4.20"),
        ("tier_discount", "-10%"),
        ("volume_break", "-5%"),
        ("regional", "+4%"),
        ("bundle", "-3%"),
    ]
    assert [step.unit_price for step in found.steps] == [
        D("4.20"), D("3.7800"), D("3.591000"), D("3.73464000"), D("3.6226008000"),
    ]  # fmt: skip
    assert [(step.citation.document, step.citation.line) for step in found.steps] == [
        ("catalog", 7), ("rules", 21), ("rules", 30), ("rules", 41), ("rules", 50),
    ]  # fmt: skip
    assert (found.base_price, found.unit_price, found.line_total) == (D("4.20"), D("3.623"), D("434.76"))
    assert found.discount_pct == D("0.17065")  # 1 - 0.9 * 0.95 * 0.97; the +4% hides nothing of it


def test_the_unit_price_is_rounded_once_half_up_and_the_line_total_after_it() -> None:
    docs = documents(
        tiers=tiers(new_prospect="0.5"), volume=(), stock=shop.catalog((shop.item("A-1", "Pin", "0.005"),))
    )
    found = only(quote(line("A-1", "3"), order=Order(docs=docs)))
    assert (found.unit_price, found.line_total) == (D("0.003"), D("0.01"))


def test_the_subtotal_sums_line_totals_and_freight_counts_once() -> None:
    priced = quote(line("TB-1040", "10"), line("TB-1240", "10", 2), order=Order(destination=CALIFORNIA))
    assert priced.subtotal == sum(each.line_total for each in priced.lines if each.line_total) == D("106.08")
    assert [(charge.code, charge.amount, charge.citation.line) for charge in priced.charges] == [
        ("freight", D("45.00"), 41)
    ]
    assert priced.total == D("151.08")


def test_a_currency_without_minor_units_has_whole_totals() -> None:
    stock = shop.catalog((shop.item("A-1", "Pin", "10.5"),), currency="JPY", price_decimals=1)
    priced = quote(line("A-1", "3"), order=Order(docs=documents(stock=stock, volume=())))
    assert (priced.lines[0].line_total, priced.total) == (D("32"), D("32"))


@pytest.mark.parametrize(
    ("name", "effect"),
    [("trade", "-10%"), (" Trade ", "-10%"), ("KEY  ACCOUNT", "-14.5%"), ("new prospect", "+0%")],
)
def test_a_tier_is_found_whatever_its_case_and_spacing(name: str, effect: str) -> None:
    found = only(quote(line("TB-1040", "1"), order=Order(tier=Tier(name=name, source="crm"))))
    assert effects(found)[1] == ("tier_discount", effect)
    assert "unknown_tier" not in codes(found)


def test_an_unknown_tier_is_flagged_and_priced_as_a_new_prospect() -> None:
    docs = documents(tiers=tiers(new_prospect="0.02", trade="0.10"))
    found = only(
        quote(line("TB-1040", "1"), order=Order(docs=docs, tier=Tier(name="platinum", source="crm")))
    )
    assert effects(found)[1] == ("tier_discount", "-2%")
    assert "unknown_tier" in codes(found)


def test_without_a_row_for_new_prospect_no_rule_applies() -> None:
    found = only(quote(line("TB-1040", "1"), order=Order(docs=documents(tiers=tiers(trade="0.1")))))
    assert [stage for stage, _ in effects(found)] == ["base_price"]
    assert codes(found) == set()


def test_a_surcharge_tier_is_no_discount() -> None:
    docs = documents(tiers=tiers(new_prospect="-0.05", trade="0.10"))
    found = only(quote(line("TB-1040", "10"), order=Order(docs=docs)))
    assert effects(found)[1] == ("tier_discount", "+5%")
    assert (found.unit_price, found.discount_pct) == (D("4.410"), D(0))


@pytest.mark.parametrize(
    ("sku", "quantity", "effect"),
    [
        ("TB-1040", "99.99", None),
        ("TB-1040", "100", "-5%"),
        ("TB-1040", "499", "-5%"),
        ("TB-1040", "500", "-8%"),
        ("TB-1240", "199", None),
        ("TB-1240", "200", "-3%"),
        ("HN-10", "500", None),  # its own row shuts out the * row
        ("HN-10", "1000", "0.070"),
        ("tb-1040", "100", "-5%"),
    ],
)
def test_the_deepest_break_reached_applies(sku: str, quantity: str, effect: str | None) -> None:
    found = only(quote(line(sku, quantity)))
    assert dict(effects(found)).get("volume_break") == effect


def test_a_break_price_applies_only_where_it_is_lower() -> None:
    docs = documents(tiers=tiers(new_prospect="0", trade="0.30"))
    found = only(quote(line("HN-10", "1000"), order=Order(docs=docs, tier=shop.TRADE)))
    assert found.unit_price == D("0.060")
    assert found.considered[0].reason == "its price 0.070 is not below the running price 0.0595"


def test_rules_that_did_not_apply_are_kept_with_their_reasons() -> None:
    found = only(quote(line("TB-1040", "120")))
    assert [(rule.stage, rule.reason, rule.citation and rule.citation.line) for rule in found.considered] == [
        ("volume_break", "min qty 500 is not reached", 31),
        ("volume_break", "own rows of the SKU shut out * rows", 33),
        ("regional", "no destination named", None),
        ("bundle", "not on the RFQ: HN-10, WS-10", 50),
    ]


def test_the_first_region_from_the_top_wins() -> None:
    found = only(quote(line("TB-1040", "1"), order=Order(destination=CALIFORNIA)))
    assert dict(effects(found))["regional"] == "+4%"
    assert ("a higher row of the table wins", 42) in [
        (rule.reason, rule.citation.line) for rule in found.considered if rule.citation
    ]


def test_a_region_without_adjustment_is_a_step_and_its_freight_is_cited() -> None:
    priced = quote(line("TB-1040", "1"), order=Order(destination=DENVER))
    assert effects(priced.lines[0])[-1] == ("regional", "+0%")
    assert [charge.amount for charge in priced.charges] == [D("0.00")]


def test_no_matching_region_means_no_step_and_no_freight() -> None:
    elsewhere = Place(text="Boston, MA", city="Boston", region="MA", country="US")
    priced = quote(line("TB-1040", "1"), order=Order(destination=elsewhere))
    assert "regional" not in dict(effects(priced.lines[0]))
    assert priced.charges == ()
    assert priced.total == priced.subtotal


def test_a_region_without_freight_adds_no_charge() -> None:
    docs = documents(regions=regions(("West", "CA", "0.04", None)))
    assert quote(line("TB-1040", "1"), order=Order(docs=docs, destination=CALIFORNIA)).charges == ()


def test_bundles_count_manual_price_lines_and_apply_in_document_order() -> None:
    docs = documents(bundles=bundles(("One", "TB-1240; AN-880", "0.05"), ("Two", "tb-1240", "0.10")))
    priced = quote(line("TB-1240", "2"), line("AN-880", "1", 2), order=Order(docs=docs))
    assert [step.detail for step in priced.lines[0].steps if step.stage == "bundle"] == ["One", "Two"]
    assert priced.lines[0].unit_price == D("5.130")
    assert priced.lines[0].discount_pct == D("0.145")


def test_a_bundle_member_that_is_not_clear_leaves_the_bundle_incomplete() -> None:
    priced = quote(line("TB-1240", "2"), unclear(LineProblem.QUANTITY_MISSING, 2, sku="AN-880"))
    assert "bundle" not in dict(effects(priced.lines[0]))


def test_no_price_means_manual_price_and_no_further_stage() -> None:
    priced = quote(line("AN-880", "3"), line("TB-1040", "1", 2), order=Order(destination=CALIFORNIA))
    manual, clear = priced.lines
    assert (manual.unit_price, manual.line_total, manual.steps, codes(manual)) == (
        None,
        None,
        (),
        {"manual_price"},
    )
    assert priced.subtotal == clear.line_total
    assert priced.total is None


def test_partial_drafts_price_what_is_clear_and_have_no_total() -> None:
    priced = quote(line("TB-1040", "10"), unclear(LineProblem.QUANTITY_VAGUE, 2), partial=True)
    assert (priced.lines[1].unit_price, priced.lines[1].problems) == (None, (LineProblem.QUANTITY_VAGUE,))
    assert (priced.subtotal, priced.total) == (D("42.00"), None)


def test_a_partial_draft_with_only_clear_lines_has_no_total_either() -> None:
    assert quote(line("TB-1040", "10"), partial=True).total is None


def test_a_quote_without_a_priced_line_has_no_sums() -> None:
    priced = quote(unclear(LineProblem.QUANTITY_VAGUE))
    assert (priced.subtotal, priced.total) == (None, None)


@pytest.mark.parametrize(("quantity", "flagged"), [("49", True), ("50", False)])
def test_below_the_minimum_order_quantity_is_flagged(quantity: str, flagged: bool) -> None:
    assert ("below_moq" in codes(only(quote(line("HN-10", quantity))))) is flagged


@pytest.mark.parametrize(("cap", "over"), [("0.145", False), ("0.1449", True), ("0.2", False)])
def test_strictly_above_the_cap_a_manager_must_approve(cap: str, over: bool) -> None:
    order = Order(tier=Tier(name="key account", source="crm"), docs=documents(discount_cap=D(cap)))
    priced = quote(line("TB-1040", "1"), order=order)
    assert ("over_cap" in codes(only(priced)), priced.manager_approval) == (over, over)


def test_the_cap_of_the_settings_beats_the_rules() -> None:
    order = Order(tier=shop.TRADE, app=AppSettings(discount_cap=D("0.05")))
    assert quote(line("TB-1040", "1"), order=order).manager_approval


def test_a_division_that_does_not_end_is_still_not_above_its_own_cap() -> None:
    docs = documents(
        tiers=tiers(new_prospect="0.07"),
        discount_cap=D("0.07"),
        stock=shop.catalog((shop.item("A-1", "Pin", "0.333"),)),
    )
    assert not quote(line("A-1", "1"), order=Order(docs=docs)).manager_approval


def test_a_margin_under_the_floor_needs_a_manager() -> None:
    priced = quote(line("DR-8", "1"))
    found = only(priced)
    assert "below_margin" in codes(found)
    assert priced.manager_approval
    assert found.margin == D("0.014492753623")
    assert (found.cost, found.lead_time) == (D("3.40"), "2 weeks")


def test_without_a_cost_there_is_no_margin() -> None:
    found = only(quote(line("WS-10", "1")))
    assert (found.margin, codes(found)) == (None, set())


def test_a_free_item_is_below_the_floor() -> None:
    stock = shop.catalog((shop.item("A-1", "Pin", "0.00", cost=D("0.01")),))
    found = only(quote(line("A-1", "1"), order=Order(docs=documents(stock=stock))))
    assert (found.unit_price, found.margin) == (D("0.000"), None)
    assert "below_margin" in codes(found)


def test_an_unverified_sender_and_a_discontinued_sku_are_flagged() -> None:
    priced = quote(line("AN-700", "1"), unverified_sender=True)
    assert {"unverified_sender", "discontinued"} <= codes(only(priced))


def test_flags_of_resolving_are_kept() -> None:
    packed = shop.Flag(code="pack_converted", detail="3 boxes of 10")
    assert "pack_converted" in codes(only(quote(line("TB-1040", "30", flags=[packed]))))


def test_a_ladder_is_flagged_and_not_priced() -> None:
    found = only(quote(unclear(LineProblem.LADDER, sku="TB-1040")))
    assert codes(found) == {"ladder"}
    assert (found.sku, found.description, found.unit_price) == (
        "TB-1040",
        "Threaded bar M10, 1 m, zinc",
        None,
    )


def test_a_sku_that_left_the_catalog_is_never_priced() -> None:
    found = only(quote(line("GONE-1", "1")))
    assert (found.problems, found.unit_price) == ((LineProblem.NOT_CARRIED,), None)


@pytest.mark.parametrize("quantity", ["0", "-3"])
def test_a_quantity_must_be_above_zero(quantity: str) -> None:
    assert only(quote(line("TB-1040", quantity))).problems == (LineProblem.QUANTITY_MISSING,)


def test_a_quantity_beyond_all_measure_is_asked_about() -> None:
    most = only(quote(line("TB-1040", "1000000000000")))
    assert most.line_total == D("4200000000000.00") * (1 - (most.discount_pct or 0))
    found = only(quote(line("TB-1040", "4" * 40)))
    assert (found.problems, found.unit_price) == ((LineProblem.QUANTITY_VAGUE,), None)
    assert "4.444E+39" in found.problem_detail


def test_validity_counts_from_the_local_day_and_is_cited() -> None:
    late = Order(app=AppSettings(time_zone="Pacific/Auckland"))  # noon UTC is the next day there
    assert quote(line("TB-1040", "1")).valid_until.isoformat() == "2026-04-09"
    assert quote(line("TB-1040", "1"), order=late).valid_until.isoformat() == "2026-04-10"
    cited = quote(line("TB-1040", "1")).validity_citation
    assert cited is not None
    assert cited.line == 3
