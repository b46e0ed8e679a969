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
        item("T-1", "Kreppband 50 mm x 50 m", "Rolle"),
        item("D-1", "Dichtschnur PU 10 mm, 50 m", "Rolle"),
        item("Z-1", "Zuckerzange Edelstahl, 12 cm", "Stück"),
        item("E-1", "Eiszange Edelstahl mit Holzgriff, 18 cm", "Stück"),
        item("M-1", "Messingbürste 3-reihig", "Stück"),
        item("G-1", "Glass jar 1 l"),
        item("P-1", "Pumpe 230 V, 0,75 kW", "Stk"),
        item("P-2", "Dichtsatz für Pumpe 230 V", "Stk"),
        item("F-1", "Folie 20 µm", "Rolle"),
        item("F-2", "Folie 50 µm x 4 m", "Rolle"),
    ]
)


def test_a_word_of_several_items_is_ambiguous() -> None:
    for name in ("Kuvertüre", "blade", "Folie"):
        assert resolve(GOODS, line(name, "5")).match is MatchKind.AMBIGUOUS, name


def test_a_word_of_one_item_names_it() -> None:
    assert resolve(GOODS, line("Rosinen", "5")).sku == "R-1"


def test_the_only_thing_of_its_name_needs_no_size() -> None:
    assert resolve(GOODS, line("Kreppband", "8", "Rollen")).sku == "T-1"
    assert resolve(GOODS, line("Dichtschnur", "8", "Rollen")).sku == "D-1"


def test_a_word_that_another_item_has_too_is_still_asked_about() -> None:
    assert resolve(GOODS, line("Pumpe", "2")).match is MatchKind.AMBIGUOUS


def test_the_only_thing_of_its_name_needs_no_material() -> None:
    assert resolve(GOODS, line("Zuckerzangen", "4")).sku == "Z-1"


def test_what_else_is_left_out_is_asked_about() -> None:
    for name in ("Eiszange", "jar"):  # with a wooden handle; of glass, which stands before it
        assert resolve(GOODS, line(name, "4")).match is MatchKind.AMBIGUOUS, name
