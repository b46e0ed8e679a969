"""What a number and its property are, however they are written: together, with a fraction, in another name's order."""

from __future__ import annotations

from tests.unit.matching.trades_of import catalog, item, line, resolve

GOODS = catalog(
    [
        item("CH-56", "Chainsaw chain 3/8 LP 1.3 mm 56 drive links", "each", "", "3/8 LP 56DL chain"),
        item("CH-52", "Chainsaw chain 3/8 LP 1.3 mm 52 drive links", "each", "", "3/8 LP 52DL chain"),
        item("V-B", "Vinyl white glossy 1.37 x 50 m", "roll", "", "white glossy vinyl 137"),
        item("V-M", "Vinyl white matt 1.37 x 50 m", "roll", "", "white matt vinyl 137"),
        item("F-W", "Stootwil F2 wit 22 x 63 cm", "stuk"),
        item("R-B", "Polyester lijn 10 mm blauw", "m"),
        item("R-W", "Polyester lijn 10 mm wit", "m"),
    ]
)


def test_a_fraction_and_its_letters() -> None:
    assert resolve(GOODS, line("chains 3/8LP 56dl", "4")).sku == "CH-56"


def test_a_size_that_another_name_of_the_item_writes_otherwise() -> None:
    assert resolve(GOODS, line("Vinyl white glossy 1.37", "2")).sku == "V-B"


def test_dutch_endings() -> None:
    assert resolve(GOODS, line("blauwe lijn", "10", unit="m")).sku == "R-B"
    assert resolve(GOODS, line("stootwillen F2", "8")).sku == "F-W"
