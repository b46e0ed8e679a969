"""A name of the catalog that joins two things is one item, however the buyer joins them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.reading.line_items.read import read_line_items
from tests.unit.line_items.conftest import make_rfq

ROWS = [
    ("HF-CUB20", "Horse & Pony Cubes 20kg", "bag", "pony nuts", "pony cubes"),
    ("BD-PEL15", "Wood Pellet Bedding 15kg", "bag"),
    ("OF-PP", "Pen and pencil set", "each", "pencil set"),
    ("OF-PEN", "Ballpoint pen", "each"),
    ("OF-PCL", "Pencil HB", "each"),
    ("SK-DÜB", "Schrauben und Dübel Sortiment", "each"),
]


def read(text: str) -> list[tuple[str, str]]:
    items = [
        CatalogItem(
            sku=sku,
            description=description,
            unit=unit,
            aliases=tuple(aliases),
            price=Decimal(1),
            row=Citation("catalog", "v1", "catalog", number, description),
        )
        for number, (sku, description, unit, *aliases) in enumerate(ROWS, start=1)
    ]
    catalog = Catalog(items, currency="GBP", price_decimals=2, version="v1", number_format="")
    documents = CompanyDocuments(catalog, Rules(version="v1"), Voice(version="v1"))
    return [
        (line.name_or_sku.value, str(line.problem or (line.quantity and line.quantity.value)))
        for line in read_line_items(make_rfq(text), documents)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Can I have a price for 100 bags horse and pony cubes 20kg & 10 wood pellet bedding 15kg",
            [("horse and pony cubes 20kg", "100"), ("wood pellet bedding 15kg", "10")],
        ),
        ("Please quote 100 bags of Horse + Pony Cubes 20kg.", [("Horse + Pony Cubes 20kg", "100")]),
        ("Please quote 100 bags of horse and pony cubes.", [("horse and pony cubes", "100")]),
        (
            "Please quote 5 pen & pencil sets and 3 ballpoint pens",
            [("pen & pencil sets", "5"), ("ballpoint pens", "3")],
        ),
        ("Bitte Angebot: 4 Schrauben & Dübel Sortiment", [("Schrauben & Dübel Sortiment", "4")]),
    ],
)
def test_it_is_not_cut_at_the_joint(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_two_counts_are_still_two_items() -> None:
    assert read("Please quote 20 ballpoint pens and 30 pencils HB") == [
        ("ballpoint pens", "20"),
        ("pencils HB", "30"),
    ]
    assert len(read("Please quote 20 pens and 30 pencil sets")) == 2
