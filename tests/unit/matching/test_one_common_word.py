"""A single word that several items hold tells none of them apart, however short one of their names is."""

from __future__ import annotations

from qd_core.model.quote import MatchKind
from tests.unit.matching.trades_of import catalog, item, line, resolve

GOODS = catalog(
    [
        item("K-1", "Zartbitterkuvertüre 55 %, 10 kg", "Karton", "", "Kuvertüre zartbitter"),
        item("K-2", "Vollmilchkuvertüre 35 %, 10 kg", "Karton", "", "Kuvertüre Vollmilch"),
        item("K-3", "Weiße Kuvertüre, 10 kg", "Karton", "", "Kuvertüre weiß"),
        item("B-1", "Mower blade 21 inch for Kestrel K55"),
        item("B-2", "Mower blade set 42 inch", "pair", "", "K75 blades"),
        item("R-1", "Rosinen, 12,5 kg", "Karton"),
    ]
)


def test_a_word_of_several_items_is_ambiguous() -> None:
    for name in ("Kuvertüre", "blade"):
        assert resolve(GOODS, line(name, "5")).match is MatchKind.AMBIGUOUS, name


def test_a_word_of_one_item_names_it() -> None:
    assert resolve(GOODS, line("Rosinen", "5")).sku == "R-1"
