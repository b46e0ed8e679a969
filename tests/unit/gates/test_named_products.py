"""Descriptions of a catalog in a text, without reading the catalog through for each."""

from __future__ import annotations

from qd_core.builtin.checking.named_products import NamedProducts
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation

ROW = Citation("catalog", "v1", "catalog", 1, "")


def products(*names: str) -> NamedProducts:
    items = [CatalogItem(sku=f"S-{number}", description=name, row=ROW) for number, name in enumerate(names)]
    return NamedProducts(Catalog(items, currency="USD", price_decimals=2, version="v1"))


def test_a_description_is_found_by_its_words() -> None:
    found = products("Shelf bracket, 12 inch", "Cotton rope 50 m", "Hook", "Nut M8")
    text = "We also have the SHELF BRACKET (12 inch), but no cotton rope, no hook and no nut M8."
    assert [item.sku for item in found.named_in(text)] == ["S-0"]


def test_descriptions_that_are_alike_are_all_found() -> None:
    found = products("Cotton rope 50 m", "Cotton rope, 50 m", "Cotton rope 50 m")
    assert {item.sku for item in found.named_in("cotton rope 50 m")} == {"S-0", "S-1", "S-2"}


def test_nothing_is_found_in_nothing() -> None:
    assert list(products("Cotton rope 50 m").named_in("")) == []
    assert list(products().named_in("Cotton rope 50 m")) == []
