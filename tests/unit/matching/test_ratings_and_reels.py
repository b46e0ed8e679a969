"""Ratings written in one word, numbers bound to a word, and one cable sold by the metre and by the ring."""

from __future__ import annotations

import pytest

from qd_core.model.quote import MatchKind
from qd_core.model.uom import same_unit
from tests.unit.matching.trades_of import catalog, item, line, resolve

GOODS = catalog(
    [
        item("K-15-M", "Steuerleitung YSLY 4x1,5 mm², Meterware", "m"),
        item("K-15-R", "Steuerleitung YSLY 4x1,5 mm², Ring 50 m", "Ring"),
        item("R-20", "Schutzschlauch flexibel FLX 20, Ring 50 m", "Ring"),
        item("R-25", "Schutzschlauch flexibel FLX 25, Ring 25 m", "Ring"),
        item("R-50", "Schutzschlauch flexibel FLX 50, Ring 20 m", "Ring"),
        item("V-12", "Verteiler AP 1-reihig 12 TE", "Stk"),
        item("V-24", "Verteiler AP 2-reihig 24 TE", "Stk"),
        item("S-B20", "Sicherungsautomat B20 1-polig 10 kA", "Stk"),
        item("S-C20", "Sicherungsautomat C20 1-polig 10 kA", "Stk"),
        item("S-C25", "Sicherungsautomat C25 3-polig 10 kA", "Stk"),
        item("N-3", "Notleuchte LED 3 h, Deckenmontage", "Stk"),
        item("N-1", "Notleuchte LED 1 h, Deckenmontage", "Stk"),
        item("C-60", "Drive belt C60", "each", "", "courroie C60"),
        item("D-1", "Dose Aufputz 80x80 mm IP55", "Stk"),
        item("D-2", "Dose Unterputz 80x80 mm IP55", "Stk"),
        item("T-W", "Thermostat Wi-Fi, white", "each"),
        item("T-M", "Thermostat mechanical, white", "each"),
        item("G-10", "Lamp GU10 5 W", "each"),
    ],
    number_format="1.234,50",
)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("Verteiler AP 2-reihig 24TE", "V-24"),
        ("Verteiler Aufputz 1reihig", "V-12"),
        ("Sicherungsautomat C20 1pol", "S-C20"),
        ("Notleuchte LED 3h", "N-3"),
        ("Schutzschlauch FLX 25", "R-25"),
        ("FLX 50", "R-50"),
        ("courroies C60", "C-60"),
        ("Dose AP 80x80", "D-1"),
        ("wifi thermostat white", "T-W"),
        ("Dosen UP 80x80", "D-2"),
        ("Schutzschlauch FLX 25 à 25 m", "R-25"),
    ],
)
def test_the_item_that_has_the_number(text: str, sku: str) -> None:
    assert resolve(GOODS, text).sku == sku


@pytest.mark.parametrize(
    "text", ["Verteiler AP 3-reihig 36TE", "Notleuchte LED 8h", "Schutzschlauch FLX 32", "Lamp GU10 10 W"]
)
def test_a_number_that_is_not_carried_is_no_match(text: str) -> None:
    assert resolve(GOODS, text).sku is None


def test_a_rating_within_a_code_is_asked_about() -> None:
    resolved = resolve(GOODS, "Sicherungsautomat 20A 1-polig")
    assert resolved.match is MatchKind.AMBIGUOUS
    assert {candidate.sku for candidate in resolved.candidates} == {"S-B20", "S-C20"}
    assert resolve(GOODS, "Sicherungsautomat 32A 1-polig").match is MatchKind.NONE


@pytest.mark.parametrize(
    ("quantity", "unit", "sku"),
    [
        ("150", "m", "K-15-M"),
        ("3", "Ringe", "K-15-R"),
        ("3", "Rollen", "K-15-R"),
        ("3", "Stk", None),
        ("3", "", None),
    ],
)
def test_what_the_line_counts_in_tells_equal_items_apart(quantity: str, unit: str, sku: str | None) -> None:
    resolved = resolve(GOODS, line("YSLY 4x1,5", quantity, unit))
    assert resolved.sku == sku
    assert sku is not None or resolved.match is MatchKind.AMBIGUOUS


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("BTL", "Beutel", True),
        ("BTL", "bottle", True),
        ("Trommeln", "spool", True),
        ("matasse", "Ring", True),
        ("ch", "each", True),
        ("VE", "pack", True),
        ("pots", "tin", True),
        ("pot", "bag", False),
        ("cs", "cans", False),
        ("btl", "Becher", False),
        ("box", "bag", False),
    ],
)
def test_unit_words_of_the_house(left: str, right: str, same: bool) -> None:
    assert same_unit(left, right) is same
    assert same_unit(right, left) is same


@pytest.mark.parametrize(
    ("code", "unit", "same"),
    [
        ("GL", "gallon", True),
        ("GLL", "Gallone", False),
        ("KGM", "kg", True),
        ("DZN", "Dutzend", True),
        ("LBR", "lb", True),
        ("GL", "litre", False),
        ("PL", "pail", True),
        ("PL", "pallet", False),
        ("Gl", "Glas", True),
    ],
)
def test_codes_of_purchasing_programs_where_goods_are_sold_so(code: str, unit: str, same: bool) -> None:
    assert same_unit(code, unit) is same


TIMBER = catalog(
    [
        item("KVH-60-24", "Kantholz 60 x 60 mm, 2,4 m", "Stk"),
        item("KVH-60-30", "Kantholz 60 x 60 mm, 3,0 m", "Stk"),
        item("KVH-80-24", "Kantholz 80 x 80 mm, 2,4 m", "Stk"),
    ],
    number_format="1.234,50",
)


@pytest.mark.parametrize(
    ("name", "sku"),
    [
        ("Kantholz 60x60x2400", "KVH-60-24"),
        ("Kantholz 60 x 60 x 3000", "KVH-60-30"),
        ("Kantholz 80x80x2400", "KVH-80-24"),
        ("Kantholz 60x60x2700", None),
        ("Kantholz 70x70x2400", None),
    ],
)
def test_a_side_of_a_metre_and_more_is_in_millimetres(name: str, sku: str | None) -> None:
    assert resolve(TIMBER, name).sku == sku
