"""A part number that looks right and is none never passes; ordinary words, sizes and dates do."""

from __future__ import annotations

import pytest

from qd_core.builtin.checking.sku_shapes import SkuShapes
from qd_core.model.quote import Candidate, LineProblem, MatchKind, Outcome
from tests.unit.gates.drafts import check, draft, said
from tests.unit.pricing import shop
from tests.unit.pricing.shop import line, unclear

GATE = "fabricated_sku"


@pytest.mark.parametrize("token", ["TB-1050", "tb-1050", "HN-12", "ZZ-99", "TB1050", "TB-1", "DR-9"])
def test_a_made_up_part_number_fails(token: str) -> None:
    text = f"We also suggest {token} for this job."
    result = check(GATE, text)
    assert said(result) == [token]
    assert text[result.findings[0].start : result.findings[0].end] == token


@pytest.mark.parametrize(
    "text", ["DR-8 would fit.", "dr-8 would fit.", "DR 8 would fit.", "DR8 would fit.", "See D\u200bR-8."]
)
def test_a_real_product_that_is_not_on_the_draft_fails(text: str) -> None:
    result = check(GATE, text)
    assert result.outcome is Outcome.FAIL
    assert "not on the draft" in result.detail


def test_a_product_named_by_its_description_must_be_on_the_draft() -> None:
    assert said(check(GATE, "We could offer Masonry drill 8 mm as well.")) == ["Masonry drill 8 mm"]
    assert said(check(GATE, "We quote Threaded bar M10, 1 m, zinc.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "TB-1040 and WS-10 are quoted.", "tb 1040 is quoted.", "Our quotation Q-EEEE-FFFF-0123 is attached.",
        "Valid until April 9, 2026.", "Valid until 2026-04-09.", "09-Apr-2026", "at 10am on the 2nd, 24h", "10mm long",
        "Threaded bar M10 with washers M10", "Call +1 555 0134.", "Write to sales-24@northgate.example.",
        "See www.northgate-fixings.example/A-12.", "Hello Dana, thank you for your request from Acme Works.",
        "120 bars at $3.59 each, $434.76 in all.", "our 3-year-old terms", "CO 80202", "Net 30", "a 12-inch bar",
        "Northgate Fixings, 12 Mill Road", "USD845.50", "one-off", "B2B", "COVID-19", "the 1-2-3 of fixing",
    ],
)  # fmt: skip
def test_ordinary_text_passes(text: str) -> None:
    assert said(check(GATE, text)) == []


def test_candidates_and_successors_may_be_named() -> None:
    either = tuple(Candidate(sku, MatchKind.FUZZY, 0.7) for sku in ("TB-1240", "HN-10"))
    of = draft(
        line("TB-1040", "10"),
        unclear(LineProblem.AMBIGUOUS, 2, candidates=either),
        unclear(LineProblem.DISCONTINUED, 3, sku="AN-700"),
        partial=True,
    )
    assert said(check(GATE, "Do you mean TB-1240 or HN-10? AN-880 replaces AN-700.", of=of)) == []


def test_what_a_person_typed_is_checked_too() -> None:
    result = check(GATE, "Thank you.", rep_text={"payment_terms": "see TB-9999"})
    assert [(finding.where, finding.text) for finding in result.findings] == [("payment_terms", "TB-9999")]


@pytest.mark.parametrize(
    ("skus", "fits", "passes"),
    [
        (("6204-2RS", "6205-2RS-C3", "UCP206"), ("6299-2RS", "6204-2RT-C4", "UCP209"), ("2RS", "C3", "10x26x8")),
        (("10234", "10877", "22001"), ("10999",), ("2026", "120", "1234567")),
        (("CU-EL90-050", "CU-TEE-075"), ("CU-EL45-075", "CU-FOO-1"), ("F-150", "1-1/4", "CU")),
        (("A-12", "B-7"), ("C-45",), ("COVID-19", "RFQ-2291", "ISO9001")),
    ],
)  # fmt: skip
def test_the_shape_is_learnt_from_the_catalog(
    skus: tuple[str, ...], fits: tuple[str, ...], passes: tuple[str, ...]
) -> None:
    shapes = SkuShapes(shop.catalog([shop.item(sku, f"Part {sku}", "1") for sku in skus]))
    assert [token for token in fits if not shapes.fits(token)] == []
    assert [token for token in passes if shapes.fits(token)] == []


@pytest.mark.parametrize("unit", ["A", "A1", "A-", "A.", "1 ", "a@", "TB-", "M10 ", "http://", "1/"])
def test_time_is_linear(unit: str) -> None:
    check(GATE, unit * 10_000)
