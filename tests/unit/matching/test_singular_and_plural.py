"""One thing and several of it are one word, however short."""

from __future__ import annotations

import pytest

from tests.unit.matching.trades_of import catalog, item, line, resolve

GOODS = catalog(
    [
        item("S-1", "Scie égoïne denture fine 500 mm", "pièce"),
        item("S-2", "Lame de scie à métaux 300 mm", "pièce"),
        item("B-1", "Batterie 18 V 4 Ah", "Stück"),
        item("L-1", "Ladegerät für Batterie 18 V", "Stück"),
        item("R-1", "Rideau de douche 180x200 cm blanc", "pièce"),
        item("C-1", "Canal de ventilation plat 55x110 mm", "pièce"),
        item("T-1", "Baie de brassage 19 pouces 12 U", "pièce"),
        item("G-1", "Schauglas rund, Borosilikat, 100 mm", "Stück"),
        item("G-2", "Messglas 250 ml mit Skala", "Stück"),
        item("G-3", "Probenglas braun 30 ml", "Stück"),
    ]
)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("scies égoïne 500 mm", "S-1"),
        ("lames de scies à métaux 300 mm", "S-2"),
        ("batteries 18 V 4 Ah", "B-1"),
        ("rideaux de douche 180x200", "R-1"),
        ("canaux de ventilation plats 55x110", "C-1"),
        ("baies de brassage 19 pouces 12 U", "T-1"),
        ("Schaugläser rund 100 mm", "G-1"),
        ("Messgläser 250 ml", "G-2"),
        ("Probengläser braun, 30 ml", "G-3"),
    ],
)
def test_the_number_of_things_does_not_change_their_name(text: str, sku: str) -> None:
    assert resolve(GOODS, line(text, "3")).sku == sku
