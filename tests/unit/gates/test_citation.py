"""Every price follows from a row that exists; every number and date of the cover from the draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from qd_core.config import AppSettings
from qd_core.model.message import Source
from qd_core.model.quote import Draft, LineProblem, Outcome
from qd_core.model.rfq import Constraints, Extracted
from qd_core.pipeline.stage_chain import ManualPrice
from tests.unit.gates.drafts import check, draft, said
from tests.unit.pricing import shop
from tests.unit.pricing.shop import D, line, quote, unclear

GATE = "citation"


@pytest.mark.parametrize(
    "text",
    [
        "The total is $494.65.", "The total is 494.65 USD.", "Total: USD 494,65", "494,65 $",
        "$494.65 including $45.00 freight",
        "120 bars at $3.735 each", "120 pcs of TB-1040", "50 washers", "both items, 2 lines", "one of the 2 items",
        "Valid until April 9, 2026.", "valid until 9 April 2026", "gültig bis 9. April 2026",
        "hasta el 9 de abril de 2026", "jusqu'au 9 avril 2026", "2026-04-09",
        "04/09/2026", "valid for 30 days", "Net 30", "a discount of 14.5%",
        "minus 10 percent", "Call 555-0134 with any question.", "Our number is +1 555 0134.",
        "Threaded bar M10, 1 m, zinc", "the M10 bar of 1 m", "Quotation Q-EEEE-FFFF-0123", "Thank you, Dana.",
        "Northgate Fixings, 12 Mill Road, Denver, CO 80202", "your request of March 10, 2026", "ten percent",
    ],
)  # fmt: skip
def test_a_number_of_the_draft_passes(text: str) -> None:
    assert said(check(GATE, text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The total is $494.66.", "494.66"),
        ("The total is €494.65.", "494.65"),
        ("The total is 494.65 EUR.", "494.65"),
        ("only $3 each", "3"),
        ("a discount of 15%", "15"),
        ("120 % of the price", "120"),
        ("twenty percent off", "twenty"),
        ("121 pcs", "121"),
        ("90 boxes", "90"),
        ("Valid until April 10, 2026.", "April 10, 2026"),
        ("valid until 09/04/2026", "09/04/2026"),
        ("valid for 31 days", "31"),
        ("ready in 5 days", "5"),
        ("order 4711", "4711"),
        ("1,000 bars", "1,000"),
        ("a fee of fifty dollars", "fifty"),
    ],
)
def test_a_number_from_nowhere_fails(text: str, found: str) -> None:
    result = check(GATE, text)
    assert said(result) == [found]
    finding = result.findings[0]
    assert (finding.where, text[finding.start : finding.end]) == ("cover", found)


def test_day_and_month_are_read_as_the_locale_writes_them() -> None:
    british = AppSettings(locale="en_GB")
    assert said(check(GATE, "valid until 09/04/2026", app=british)) == []
    assert said(check(GATE, "valid until 04/09/2026", app=british)) == ["04/09/2026"]


@pytest.mark.parametrize(
    "total", ["1 234,50 €", "1\u202f234,50 €", "1\u00a0234,50 €", "1.234,50 €", "€1,234.50", "EUR 1’234.50"]
)
def test_thousands_are_read_however_they_are_grouped(total: str) -> None:
    docs = shop.documents(stock=shop.catalog((shop.item("A-1", "Pin", "1234.50"),), currency="EUR"))
    of = draft(line("A-1", "1"), order=shop.Order(docs=docs))
    assert said(check(GATE, f"Total {total}.", of=of, docs=docs)) == []
    assert said(check(GATE, f"Total {total.replace('234', '235')}.", of=of, docs=docs)) != []


def test_the_deadline_that_the_buyer_named_may_be_repeated() -> None:
    source = Source(part="text", quote="by 20 March")
    deadline = Extracted[date](value=date(2026, 3, 20), confidence=0.9, source=source)
    of = draft(constraints=Constraints(deadline=deadline))
    assert said(check(GATE, "You need the goods on March 20, 2026.", of=of)) == []


def test_the_buyers_words_lend_quantities_but_never_money() -> None:
    asked = unclear(LineProblem.QUANTITY_RANGE, 2, name="700 to 900 nuts at $1, 90 % off")
    of = draft(line("TB-1040", "10"), asked, partial=True)
    assert said(check(GATE, "You asked for 700 to 900 nuts.", of=of)) == []
    assert said(check(GATE, "They are $1 each, 90 % off.", of=of)) == ["1", "90"]


def broken(**change: Any) -> Draft:
    """A draft whose first line was tampered with."""
    good = draft()
    return good.model_copy(update={"lines": (replace(good.lines[0], **change), *good.lines[1:])})


def test_an_untouched_draft_passes() -> None:
    assert check(GATE, "").outcome is Outcome.PASS


def test_a_price_that_does_not_follow_from_its_steps_fails() -> None:
    result = check(GATE, "", of=broken(unit_price=D("3.000")))
    assert {finding.where for finding in result.findings} == {"line 1"}


@pytest.mark.parametrize(
    ("step", "change", "says"),
    [
        (0, {"unit_price": D("4.10")}, "is not the catalog's (4.20)"),
        (1, {"unit_price": D("3.5")}, "but its row gives 3.7800"),
        (1, {"citation": shop.row("rules", "tiers", 99, "trade | 0.20")}, "which is not there"),
        (2, {"citation": shop.row("rules", "volume", 30, "TB-1040 | 100 | 0.06 | ")}, "which is not there"),
        (0, {"citation": shop.row("catalog", "catalog", 8, "TB-1240 | …")}, "which is not there"),
        (1, {"citation": shop.RULES.regions[1].row}, "but its row gives"),
    ],
)  # fmt: skip
def test_a_step_must_follow_from_a_row_that_exists(step: int, change: dict[str, Any], says: str) -> None:
    steps = list(draft().lines[0].steps)
    steps[step] = replace(steps[step], **change)
    result = check(GATE, "", of=broken(steps=tuple(steps)))
    assert result.outcome is Outcome.FAIL
    assert says in result.detail


def test_a_priced_line_without_steps_fails() -> None:
    assert "cites nothing" in check(GATE, "", of=broken(steps=())).detail


@pytest.mark.parametrize(
    "change", [{"total": D("1.00")}, {"subtotal": D("1.00")}, {"charges": ()}, {"partial": True}]
)
def test_sums_that_do_not_add_up_fail(change: dict[str, Any]) -> None:
    assert check(GATE, "", of=draft().model_copy(update=change)).outcome is Outcome.FAIL


def test_a_newer_document_with_the_same_rows_still_supports_the_draft() -> None:
    moved = replace(shop.RULES, version="sha256:newer", tiers=tuple(_moved(row) for row in shop.RULES.tiers))
    assert said(check(GATE, "", docs=shop.documents(rules=moved))) == []


def test_a_newer_document_with_another_discount_does_not() -> None:
    newer = replace(shop.RULES, version="sha256:newer", tiers=shop.tiers(new_prospect="0", trade="0.09"))
    result = check(GATE, "", docs=shop.documents(rules=newer))
    assert result.outcome is Outcome.FAIL


def test_a_typed_price_cites_the_review() -> None:
    typed = ManualPrice(D("9.90"), "jo@northgate.example", datetime(2026, 3, 11, tzinfo=UTC))
    priced = quote(line("AN-880", "10"), manual_prices={1: typed})
    of = draft().model_copy(
        update={"lines": priced.lines, "subtotal": priced.subtotal, "charges": (), "total": priced.total}
    )
    assert said(check(GATE, "10 cartridges at $9.90, $99.00 in all", of=of)) == []


@pytest.mark.parametrize(
    "unit", ["1 ", "1.", "1,2", "$", "9 April ", "1\u202f000", "1/", "a1", "111 ", "twenty "]
)
def test_time_is_linear(unit: str) -> None:
    check(GATE, unit * 5_000)


def _moved(row: Any) -> Any:
    return replace(row, row=replace(row.row, version="sha256:newer", line=row.row.line + 7))
