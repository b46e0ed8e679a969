"""A package word counts packs of the goods, unless the goods are called so themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qd_core.model.quote import MatchKind
from qd_core.pipeline.units import to_units
from tests.unit.matching.trades_of import item, line


def units(
    description: str,
    quantity: str,
    word: str,
    *,
    unit: str = "each",
    text: str = "",
    pack: str = "25",
    match: MatchKind = MatchKind.EXACT,
) -> Decimal | None:
    """The pieces asked for, None where they are unclear."""
    goods = item("CA-120", description, unit, pack)
    return to_units(line("CA-120", quantity, word, text=text), goods, match).quantity


@pytest.mark.parametrize(
    ("description", "word", "unit"),
    [
        ("Caisse carton simple cannelure 400x300x200 mm", "caisses", "pièce"),
        ("Caisse carton simple cannelure 400x300x200 mm", "cs", "pièce"),
        ("Sac poubelle 100 L noir", "sacs", "pièce"),
        ("Caja de cartón 40x30", "cajas", "ud"),
        ("Étui postal A4", "étuis", "pièce"),
        ("Cardboard box 400 x 300 mm double wall", "boxes", "each"),
        ("Heavy duty bin bag, 75 l", "bags", "each"),
        ("Faltkarton 400x300x200", "Kartons", "Stück"),
        ("Müllsack 120 l", "Säcke", "Stück"),
        ("Box for 12 bottles", "boxes", "each"),
        ("Pallet 1200 x 800 EPAL", "pallets", "each"),
    ],
)
def test_goods_by_their_own_name_are_single_ones_or_asked_about(
    description: str, word: str, unit: str
) -> None:
    assert units(description, "500", word, unit=unit, pack="") == 500
    assert units(description, "500", word, unit=unit) is None, "500 boxes CA-120: 500, or 500 packs of 25"
    assert units(description, "500", word, unit=unit, match=MatchKind.FUZZY) == 500, (
        "the word is part of the name"
    )


@pytest.mark.parametrize(
    ("description", "word"),
    [
        ("Disposable gloves, size L", "cases"),
        ("Box cutter 18 mm", "boxes"),
        ("Bag sealer 30 cm", "bags"),
        ("Pallet truck wheel", "pallets"),
        ("Cable gland M20, box of 10", "boxes"),
        ("Cardboard box 400 x 300 mm", "pallets"),
        ("Caisse carton simple cannelure 400x300 mm", "palettes"),
        ("Bottle with pump, 100 ml", "boxes"),
    ],
)
def test_packs_of_other_goods_are_converted(description: str, word: str) -> None:
    assert units(description, "5", word) == 125


def test_packs_of_boxes_that_are_named_besides_are_converted() -> None:
    boxes = item("CB-400", "Cardboard box 400 x 300", "each", "25")
    assert to_units(line("cardboard box 400 x 300", "5", "boxes"), boxes, MatchKind.ALIAS).quantity == 125


@pytest.mark.parametrize(
    ("description", "word", "text"),
    [
        ("Cardboard box 400 x 300", "boxes", "5 boxes of CA-120"),
        ("Carton simple cannelure 300x200", "cartons", "5 cartons CA-120"),
    ],
)
def test_what_may_be_either_is_asked(description: str, word: str, text: str) -> None:
    assert units(description, "5", word, text=text) is None
