"""Things that are called nearly the same: a longer word, a size with `extra`, what something is for, initials."""

from __future__ import annotations

import pytest

from qd_core.matching.acronyms import is_acronym_in
from tests.unit.matching.trades_of import catalog, item, resolve

SOLVENTS = catalog(
    [
        item("AC-H", "Acetone, HPLC grade, 2.5 L", "bottle"),
        item("AN-L", "Acetonitrile, LC-MS grade, 2.5 L", "bottle"),
        item("ME-L", "Methanol, LC-MS grade, 2.5 L", "bottle"),
        item("HC-A", "Hydrochloric acid 37%, analytical reagent grade, 2.5 L", "bottle"),
        item("HC-T", "Hydrochloric acid 33%, technical grade, 2.5 L", "bottle"),
        item("SC-A", "Sodium chloride, analytical reagent grade, 1 kg", "tub"),
    ]
)
GLOVES = catalog(
    item(f"GN-{code}", f"Nitrile gloves, blue, {size}, box of 100", "box")
    for code, size in (("S", "small"), ("M", "medium"), ("L", "large"), ("XL", "extra large"))
)
ANCHORS = catalog(
    [
        item("DI-38", 'Drop-in anchor 3/8", zinc, box of 50', "box"),
        item("DT-38", 'Setting tool for drop-in anchor 3/8"'),
        item("NV-58", "Heavy hex nut 5/8-11, A563, hot dip galvanized"),
        item("NH-58", "Hex nut 5/8-11, grade 5, zinc"),
    ]
)


def test_a_word_with_items_of_its_own_is_not_the_beginning_of_another() -> None:
    assert resolve(SOLVENTS, "acetone, LC-MS grade, 2.5 L").sku is None
    assert resolve(SOLVENTS, "acetonitrile LC-MS 2.5 L").sku == "AN-L"
    assert resolve(SOLVENTS, "acetone HPLC 2.5 L").sku == "AC-H"


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("nitrile gloves, blue, large", "GN-L"),
        ("nitrile gloves, blue, extra large", "GN-XL"),
        ("blue nitrile gloves extra-large", "GN-XL"),
        ("nitrile gloves blue x-large", "GN-XL"),
        ("blue nitrile gloves XL", "GN-XL"),
        ("blue nitrile gloves L", "GN-L"),
        ("nitrile gloves, blue, extra small", None),
    ],
)
def test_extra_large_is_one_size(text: str, sku: str | None) -> None:
    assert resolve(GLOVES, text).sku == sku


def test_what_an_item_is_for_is_another_item() -> None:
    assert resolve(ANCHORS, "3/8 drop-in anchors").sku == "DI-38"
    assert resolve(ANCHORS, "setting tool 3/8 drop-in anchor").sku == "DT-38"
    tools_alone = catalog([item("DT-38", 'Setting tool for drop-in anchor 3/8"')])
    assert resolve(tools_alone, "3/8 drop-in anchors").sku is None


def test_initials() -> None:
    assert resolve(ANCHORS, "5/8 HDG heavy hex nuts").sku == "NV-58"
    assert resolve(SOLVENTS, "hydrochloric acid 37% AR 2.5 litre").sku == "HC-A"
    assert resolve(SOLVENTS, "sodium chloride AR 1 kg").sku == "SC-A"
    assert is_acronym_in("hdg", "Nut, hot dip galvanized")
    assert not is_acronym_in("ar", "Clear reagent")
    assert not is_acronym_in("cr", "Calcium carbonate reagent")
    assert not is_acronym_in("nd", "Nut, dipped")


def test_gr_before_a_number_is_a_grade() -> None:
    screws = catalog(
        [
            item("S5", 'Hex cap screw 3/8-16 x 1", grade 5, zinc'),
            item("S8", 'Hex cap screw 3/8-16 x 1", grade 8, zinc'),
        ]
    )
    assert resolve(screws, "hex cap screw 3/8-16 x 1 gr 5 zinc").sku == "S5"
    assert resolve(screws, "hex cap screw 3/8-16 x 1 gr. 8 zinc").sku == "S8"


COVERS = catalog(
    [
        item("M-160", "Matelas mousse 160x200 cm", "pièce"),
        item("H-160", "Housse de matelas 160x200 cm", "pièce"),
        item("P-A4", "Papier A4 80 g", "ramette"),
        item("R-A4", "Rouleau de papier kraft 80 g", "rouleau"),
        item("T-60", "Tuyau d'arrosage 25 m", "pièce"),
        item("L-200", "Lüftungsrohr Ø 125 mm verzinkt, 3 m", "Stück"),
        item("L-201", "Lüftungsrohrschelle Ø 125 mm verzinkt", "Stück"),
        item("L-202", "Schelle Ø 80 mm verzinkt", "Stück"),
    ]
)


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("matelas 160x200", "M-160"),
        ("housses de matelas 160x200", "H-160"),
        ("papier kraft 80 g", "R-A4"),
        ("tuyau arrosage 25 m", "T-60"),
        ("tuyaux", "T-60"),
        ("Lüftungsrohre Ø 125 mm", "L-200"),
        ("Lüftungsrohrschellen Ø 125 mm", "L-201"),
    ],
)
def test_a_thing_is_not_what_is_made_for_it(text: str, sku: str) -> None:
    assert resolve(COVERS, text).sku == sku
