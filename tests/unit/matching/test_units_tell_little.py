"""What a line counts in tells sizes and packings of one thing apart, never different goods."""

from __future__ import annotations

from qd_core.model.quote import MatchKind
from tests.unit.matching.trades_of import catalog, item, line, resolve

GOODS = catalog(
    [
        item("GL-LTH", "Work gloves leather", "pair"),
        item("GL-COT", "Work gloves cotton knit", "box"),
        item("DEG-1", "Degreaser 1 gallon", "gallon"),
        item("DEG-5", "Degreaser 5 gallon pail", "pail"),
    ]
)


def test_a_box_of_gloves_may_be_of_either_kind() -> None:
    assert resolve(GOODS, line("work gloves", "2", unit="boxes")).match is MatchKind.AMBIGUOUS


def test_a_pail_tells_which_size_of_one_thing_is_meant() -> None:
    assert resolve(GOODS, line("degreaser", "2", unit="pails")).sku == "DEG-5"
