"""Short forms of measures with a full stop, and numbers that size one thing of the catalog and count another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.message import Lane
from qd_core.model.rfq import Buyer, Rfq
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.reading.line_items.read import read_line_items

ROWS = (
    ("PRM-W", "Primer, white", "gallon"),
    ("SLT-R", "Rock salt", "lb"),
    ("RLR-9", "Roller cover 9 in", "each"),
    ("PNL-65", "Fence panel 6x5", "each"),
    ("STN-5", "Wood stain 5 l", "tin"),
    ("STP-5", "Fence staples, 5 kg", "tub"),
    ("BTN-25", "Roofing batten 25 x 38", "m"),
    ("RAIL-30", "Arris rail, 3.0 m", "length"),
    ("NW65", "Wire nails 65 mm", "kg"),
    ("NW100", "Wire nails 100 mm", "kg"),
    ("PAD-BK", "Floor pad 20 in, black", "each"),
    ("PAD-RD", "Floor pad 20 in, red", "each"),
    ("PAD-WH", "Floor pad 20 in, white", "each"),
    ("DST-5", "Dust head 36 in x 5, white", "each"),
    ("RAG-BL", "Cotton rag, blue", "dozen"),
    ("RAG-GN", "Cotton rag, green", "dozen"),
)


def asked(text: str) -> list[tuple[str, str]]:
    items = [
        CatalogItem(sku=sku, description=name, unit=unit, row=Citation("catalog", "v1", "", 1, sku))
        for sku, name, unit in ROWS
    ]
    catalog = Catalog(items, currency="USD", price_decimals=2, version="v1")
    rfq = Rfq(
        rfq_id="r", lane=Lane.EMAIL, received_at=datetime(2026, 3, 2, tzinfo=UTC), text=text,
        buyer=Buyer(email="b@shop.example", domain="shop.example"),
    )  # fmt: skip
    lines = read_line_items(rfq, CompanyDocuments(catalog, Rules(version="v1"), Voice(version="v1")))
    return [
        (f"{line.quantity.value:f}" if line.quantity else "missing", line.name_or_sku.value) for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We need 3 gal. PRM-W", [("3", "PRM-W")]),
        ("We need 20 lb. rock salt and 3 gal. white primer.", [("20", "rock salt"), ("3", "white primer")]),
        ("We need PRM-W, 3 gal. Please ship to Akron.", [("3", "PRM-W")]),
        ("Quote 5 gal. White primer. 6 RLR-9.", [("5", "White primer"), ("6", "RLR-9")]),
        ("Quote white primer, 5 gal. 6 RLR-9.", [("5", "white primer"), ("6", "RLR-9")]),
    ],
)
def test_goods_follow_the_full_stop_of_a_measure(text: str, expected: list[tuple[str, str]]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    "text", ["6 x 5 litre wood stain", "6 x 5L STN-5", "Please quote 6 x 5 l wood stain"]
)
def test_what_a_tin_holds_is_no_side_of_a_panel(text: str) -> None:
    assert [count for count, _ in asked(text)] == ["6"]


def test_the_sides_of_a_panel_are_its_size() -> None:
    assert [count for count, _ in asked("Please quote 12 fence panels 6 x 5")] == ["12"]


@pytest.mark.parametrize(
    "text", ["20 in floor pads: 10 black, 8 red, 5 white", "20 in floor pads - 10 black, 8 red, 5 white"]
)
def test_a_count_of_a_list_is_one_even_where_it_sizes_other_goods(text: str) -> None:
    assert [count for count, _ in asked(text)] == ["10", "8", "5"]


@pytest.mark.parametrize("text", ["2 dozen each of RAG-BL and RAG-GN", "2 dz each RAG-BL, RAG-GN"])
def test_each_behind_a_dozen_is_no_unit(text: str) -> None:
    assert asked(text) == [("2", "RAG-BL"), ("2", "RAG-GN")]


@pytest.mark.parametrize(
    "text", ["NW65 10 kg; NW100 5 kg", "NW65 10 kg, NW100 5 kg", "NW65 - 10 kg\nNW100 - 5 kg"]
)
def test_what_is_sold_by_the_kilogram_is_counted_in_it_though_other_goods_come_in_that_size(
    text: str,
) -> None:
    assert asked(text) == [("10", "NW65"), ("5", "NW100")]


def test_a_length_that_the_catalog_writes_with_a_zero_is_a_size() -> None:
    assert asked("Please quote:\nArris rails 3m - 54 no")[0][0] == "54"
