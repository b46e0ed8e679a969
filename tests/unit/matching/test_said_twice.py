"""A name in the buyer's own words with the catalog's in brackets, and names of which more is said."""

from __future__ import annotations

import pytest

from qd_core.model.quote import MatchKind
from tests.unit.matching.trades_of import catalog, item, resolve

GOODS = catalog(
    [
        item("D-1", "Dichtschlämme flexibel, 20 kg", "Sack"),
        item("D-2", "Dichtband 120 mm x 10 m", "Rolle"),
        item("F-1", "Fugenkreuze 3 mm, 250 Stück", "Beutel", "", "tile spacers"),
        item("K-1", "Kübel schwarz 90 l", "Stück", "", "mortar tub"),
        item("K-2", "Kübel grau 65 l", "Stück"),
    ]
)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("slurry membrane (Dichtschlämme flexibel 20 kg)", "D-1"),
        ("sealing tape roll (Dichtband 120 mm x 10 m)", "D-2"),
        ("matching tile spacers", "F-1"),
        ("passende Kübel grau 65 l", "K-2"),
    ],
)
def test_is_matched(text: str, sku: str) -> None:
    assert resolve(GOODS, text).sku == sku


@pytest.mark.parametrize(
    ("text", "sku"), [("tile spacers (reusable)", "F-1"), ("mortar tub, heavy duty", "K-1")]
)
def test_more_than_the_catalog_knows_is_asked_about(text: str, sku: str) -> None:
    resolved = resolve(GOODS, text)
    assert resolved.match is MatchKind.AMBIGUOUS
    assert [candidate.sku for candidate in resolved.candidates] == [sku]


@pytest.mark.parametrize(
    "text",
    [
        "hoverboard (black)",  # a colour names nothing
        "Dichtband (Dichtschlämme flexibel 20 kg)",  # two things of the catalog
        "grey tub (Kübel schwarz 90 l)",  # two colours
        "mortar tub, 200 l",  # another size
    ],
)
def test_no_match(text: str) -> None:
    assert resolve(GOODS, text).sku is None
