"""What the buyer counts in becomes the SKU's Unit, or a question; it is never guessed and never divided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.model.quote import MatchKind
from qd_core.pipeline.units import to_units
from tests.unit.matching.trades_of import item, line

GLOVES = item("GL-1", "Disposable gloves, size L, 100 per box", "box", "10", "Einmalhandschuhe L")


def units(
    quantity: str,
    word: str,
    unit: str,
    pack: str = "",
    *,
    text: str = "",
    kind: MatchKind = MatchKind.EXACT,
) -> Decimal | None:
    """The quantity in ``unit``, None where it is unclear."""
    return to_units(line("W-1", quantity, word, text=text), item("W-1", "Widget", unit, pack), kind).quantity


@pytest.mark.parametrize(
    ("quantity", "word", "unit", "pack", "expected"),
    [
        # a package is converted by Pack
        ("3", "boxes", "each", "100", 300),
        ("2", "bags", "each", "100", 200),
        ("1", "carton", "cartridge", "12", 12),
        ("2", "cases", "can", "12", 24),
        ("2", "rolls", "m", "100", 200),
        ("3", "cases", "box", "10", 30),
        ("20", "boxes", "ream", "5", 100),
        ("1", "Karton", "each", "50", 50),
        ("0.5", "box", "each", "12", 6),
        # but not where it is the Unit, in whatever language, or another word for it
        ("10", "rolls", "roll", "10", 10),
        ("3", "Boxen", "box", "10", 3),
        ("4", "Rollen", "roll", "10", 4),
        ("40", "paires", "pair", "12", 40),
        ("6", "pairs", "coppia", "", 6),
        ("6", "CP", "coppia", "", 6),
        ("2", "conf.", "pz", "100", 200),
        ("2", "haspels", "reel", "", 2),
        ("2", "boîtes", "box", "", 2),
        ("20", "sticks", "length", "", 20),
        ("20", "bars", "length", "", 20),
        ("3", "rolls", "coil", "", 3),
        ("3", "tins", "can", "", 3),
        ("2", "reels", "spool", "", 2),
        ("2", "tubs", "tub", "", 2),
        ("3", "bidons", "can", "", 3),
        ("2", "Kanister", "drum", "", 2),
        ("4", "slv", "sleeve", "20", 4),
        ("400", "SL", "sleeve", "20", 400),  # how the Unit begins
        # counting words mean the Unit
        ("10", "ea", "roll", "10", 10),
        ("10", "Stk.", "each", "10", 10),
        ("10", "pcs", "pair", "", 10),
        ("10", "x", "box", "10", 10),
        ("10", "", "box", "10", 10),
        # multiples
        ("2", "dozen", "each", "", 24),
        ("1", "dozijn", "each", "", 12),
        ("0.5", "dozen", "each", "", 6),
        ("12", "pairs", "each", "", 24),
        ("12", "pairs", "pair", "", 12),
        ("2", "dozen pairs", "pair", "", 24),
        ("3", "gross", "each", "", 432),
        ("3", "dozen", "box", "10", 36),
        ("2", "Pal.", "each", "48", 96),
        ("3", "colis", "each", "24", 72),
        ("4", "pqts", "each", "12", 48),
        ("5", "dozen", "dozen", "", 5),
        # measures
        ("100", "meters", "m", "", 100),
        ("40", "m'", "m", "", 40),
        ("40", "m1", "m", "", 40),
        ("25", "kilos", "kg", "", 25),
        ("12", "ft", "ft", "", 12),
    ],
)
def test_clear_units(quantity: str, word: str, unit: str, pack: str, expected: int) -> None:
    assert units(quantity, word, unit, pack) == expected


@pytest.mark.parametrize(
    ("quantity", "word", "unit", "pack"),
    [
        ("2", "cases", "each", ""),  # no Pack known
        ("100", "ft", "m", ""),
        ("40", "m'", "each", ""),
        ("100", "ft", "coil", ""),
        ("12", "pairs", "box", "10"),
        ("3", "packs", "box", "10"),  # another word for the box, or what is in it?
        ("3", "boxes", "case", "4"),  # Pack never divides
        ("5", "rolls", "box", "10"),
        ("200", "gloves", "box", "10"),
        ("500", "pcs", "hundred", ""),
        ("500", "", "per 100", ""),
        ("24", "pcs", "dozen", ""),
        ("3", "lorryloads", "each", "10"),
    ],
)
def test_unclear_units(quantity: str, word: str, unit: str, pack: str) -> None:
    assert units(quantity, word, unit, pack) is None


@pytest.mark.parametrize(
    ("text", "quantity", "word", "pack", "expected"),
    [
        ("4 boxes of 50 W-1", "4", "boxes", "50", 200),
        ("4 boxes of 50 W-1", "4", "boxes", "", 200),
        ("W-1: 4 boxes (200 pcs)", "4", "boxes", "50", 200),
        ("2 cartons à 12 Stk W-1", "12", "Stk", "12", 24),
        ("2 Kartons zu je 12 Stück W-1", "2", "Kartons", "", 24),
        ("3 packs (100 each) W-1", "3", "packs", "100", 300),
    ],
)
def test_a_package_size_that_the_buyer_states(
    text: str, quantity: str, word: str, pack: str, expected: int
) -> None:
    assert units(quantity, word, "each", pack, text=text) == expected


def test_a_stated_package_size_that_is_not_the_catalogs_is_unclear() -> None:
    assert units("4", "boxes", "each", "25", text="4 boxes of 50 W-1") is None


@pytest.mark.parametrize("pack", ["", "40"])
def test_packages_in_a_package_are_no_pieces(pack: str) -> None:
    assert units("40", "Kartons", "each", pack, text="2 Paletten à 40 Kartons W-1") is None
    assert (
        units("40", "bottles", "each", pack, text="2 cases of 40 bottles W-1") == 80
    )  # a bottle is the piece


@pytest.mark.parametrize(
    ("name", "expected"), [("Dichtsätze 63/35", 8), ("seal kits 63/35", 8), ("joints 63/35", None)]
)
def test_a_noun_that_ends_in_the_unit_counts_units(name: str, expected: int | None) -> None:
    seals = item("SK-63", "Seal kit 63/35, NBR", "set", "", "Dichtsatz 63/35; kit de joints 63/35")
    assert to_units(line(name, "8", ""), seals, MatchKind.ALIAS).quantity == expected


@pytest.mark.parametrize(
    ("text", "word", "unit", "expected"),
    [
        ("10 buckets of 25 l W-1", "buckets", "bucket", 10),
        ("10 cubos de 25 litros W-1", "", "unidad", 10),
        ("10 bidons de 5 kg W-1", "", "each", 10),
        ("4 boxes of 50 M8 W-1", "boxes", "each", None),  # 50 of them, in boxes of 100
        ("4 rolls of 50 m W-1", "rolls", "m", None),  # of 50 m, whatever the Pack says
    ],
)
def test_a_measure_behind_the_size_counts_nothing(
    text: str, word: str, unit: str, expected: int | None
) -> None:
    assert units(text.split(maxsplit=1)[0], word, unit, "100", text=text) == expected


@pytest.mark.parametrize("text", ["4 boxes of 1/2 in W-1", "4 boxes of 50-mm W-1", "4 boxes of 10x20 W-1"])
def test_a_size_behind_the_package_is_no_package_size(text: str) -> None:
    assert units("4", "boxes", "each", "25", text=text) == 100


@pytest.mark.parametrize(
    ("quantity", "name", "in_table", "expected"),
    [
        ("200", "disposable gloves L", False, None),
        ("3", "disposable gloves L", False, None),
        ("200", "Einmalhandschuhe L", False, None),
        ("3", "disposable gloves L", True, 3),  # the column counts what is sold
        ("200", "disposable gloves L", True, None),  # but that many are two boxes
    ],
)
def test_a_count_of_what_is_inside_the_unit(
    quantity: str, name: str, in_table: bool, expected: int | None
) -> None:
    converted = to_units(line(name, quantity, in_table=in_table), GLOVES, MatchKind.FUZZY)
    assert converted.quantity == expected
    assert bool(converted.problem) is (expected is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("200 GL-1", 200), ("200 GL-1 gloves", 200), ("200 gloves (GL-1)", None), ("3 gloves (GL-1)", 3)],
)
def test_beside_a_sku_the_number_counts_units(text: str, expected: int | None) -> None:
    assert (
        to_units(line("GL-1", text.split(maxsplit=1)[0], text=text), GLOVES, MatchKind.EXACT).quantity
        == expected
    )


@pytest.mark.parametrize("unit", ["roll", "can", "length", "each"])
def test_forms_of_delivery_are_counted_by_name(unit: str) -> None:
    goods = item("T-1", "Thread seal tape", unit)
    assert to_units(line("thread seal tapes", "5"), goods, MatchKind.FUZZY).quantity == 5


@given(
    quantity=st.decimals(min_value=1, max_value=10_000, places=0),
    pack=st.integers(min_value=2, max_value=1000),
    word=st.sampled_from(
        ["box", "boxes", "case", "Karton", "bags", "ea", "pcs", "", "dozen", "pairs", "rolls", "ft", "Stk"]
    ),
    unit=st.sampled_from(["each", "box", "roll", "pair", "m", "case", "can"]),
)
def test_a_quantity_is_never_made_smaller_and_never_invented(
    quantity: Decimal, pack: int, word: str, unit: str
) -> None:
    goods = item("W-1", "Widget", unit, str(pack))
    converted = to_units(line("W-1", str(quantity), word), goods, MatchKind.EXACT)
    if converted.quantity is None:
        assert converted.problem
        assert not converted.note
    else:
        assert converted.quantity in {quantity, quantity * pack, quantity * 2, quantity * 12}
        assert bool(converted.note) is (
            converted.quantity == quantity * pack and word not in ("dozen", "pairs")
        )


def test_what_is_filled_by_weight_is_counted_by_its_unit() -> None:
    sugar = item("Z-1", "Kristallzucker, 25 kg", "Sack", "", "Zucker 25 kg")
    assert to_units(line("Zucker 25 kg", "10"), sugar, MatchKind.ALIAS).quantity == 10


def test_an_x_counts_units_but_not_what_is_inside_them() -> None:
    kit = item("E-1", "Epoxy set 2:1, 1 kg", "set")
    assert to_units(line("Epoxy 1 kg", "2", "x"), kit, MatchKind.ALIAS).quantity == 2
    assert to_units(line("Disposable gloves L", "200", "x"), GLOVES, MatchKind.ALIAS).quantity is None


def test_a_column_of_a_table_in_the_mail_counts_what_is_sold() -> None:
    pasted = line("disposable gloves L", "3", text="disposable gloves L | 3")
    assert to_units(pasted, GLOVES, MatchKind.FUZZY).quantity == 3
