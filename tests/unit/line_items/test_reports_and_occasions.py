"""What broke or is missing is reported, not ordered; the occasion of an order does not make it a report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.line_items.fastener_mail import asked

Lines = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    "text",
    [
        "5 HB-58-8 broken, 2 missing",
        "5 HB-58-8 arrived damaged.",
        "5 x HB-58-8 missing",
        "HB-58-8: 5 damaged, 2 short",
        "There are 5 HB-58-8 missing from the delivery.",
        "5 HB-58-8 beschädigt, 2 fehlen",
        "5 HB-58-8 cassés, 2 manquants",
        "5 HB-58-8 rotos, faltan 2",
        "5 HB-58-8 kapot, 2 ontbreken",
        "5 HB-58-8 rotti, 2 mancanti",
    ],
)
def test_a_report_of_damage_is_no_order(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ours are broken, please quote 5 HB-58-8.",
        "Please quote 5 HB-58-8 to replace the broken ones.",
        "We need 5 HB-58-8, the old ones are damaged.",
        "Unsere sind kaputt, wir brauchen 5 HB-58-8.",
    ],
)
def test_goods_asked_for_in_place_of_broken_ones_are_an_order(text: str) -> None:
    assert asked(text) == ["5 HB-58-8"]


@pytest.mark.parametrize(
    "text",
    [
        "For the holiday party 40 HB-58-8",
        "We return on Monday, please send 40 HB-58-8",
        "Für die Urlaubszeit 40 HB-58-8",
        "40 HB-58-8 for the survey next week",
    ],
)
def test_the_occasion_of_an_order_is_no_report(text: str) -> None:
    assert asked(text) == ["40 HB-58-8"]


def test_a_correction_behind_an_abbreviated_unit_is_a_sentence_of_its_own(lines_of: Lines) -> None:
    text = "Quote please\n16 ft heat shrink 1/2 inch black\n1A fast glass fuses - 50 pcs. Correction, make that 60."
    assert [(name, quantity) for name, quantity, _ in lines_of(text, "shrink")] == [
        ("heat shrink 1/2 inch black", "16"),
        ("1A fast glass fuses", "60"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1A fast glass fuses - 50 pcs. Sorry, 60.",
        "1A fast glass fuses - 50 pcs. Change that to 60.",
        "1A fast glass fuses - 50 Stk. Korrektur: 60 Stk.",
    ],
)
def test_the_newest_number_counts_behind_an_abbreviated_unit(lines_of: Lines, text: str) -> None:
    assert [(name, quantity) for name, quantity, _ in lines_of(f"Please quote\n{text}", "shrink")] == [
        ("1A fast glass fuses", "60")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("500 lids to fit the half pans", "lids to fit the half pans"),
        ("500 lids for the half pans", "lids for the half pans"),
        ("500 lids to fit the new oven", "lids"),
        ("500 half size pans to fit the steam table", "half size pans"),
    ],
)
def test_what_goods_are_for_names_them_where_the_catalog_does(lines_of: Lines, text: str, name: str) -> None:
    assert lines_of(f"Please quote\n{text}", "packaging") == [(name, "500", None)]
