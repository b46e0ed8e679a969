"""Titles as shops write them: editions, media and colours behind a code."""

from __future__ import annotations

import pytest

from qd_core.config import AppSettings
from qd_core.matching.index import CatalogIndex, build_index
from qd_core.matching.search import search
from qd_core.matching.slips import same_series
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation


def _index(*names: str, first: str = "SKU-A") -> CatalogIndex:
    """A catalog of ``names``: the first has the SKU ``first``, the others ``SKU-B`` and so on."""
    skus = [first, *(f"SKU-{chr(ord('B') + place)}" for place in range(len(names) - 1))]
    items = [
        CatalogItem(sku=sku, description=name, row=Citation("catalog", "v1", "catalog", number, name))
        for number, (sku, name) in enumerate(zip(skus, names, strict=True), 1)
    ]
    return build_index(Catalog(items, currency="USD", price_decimals=2, version="v1"))


def _alone(index: CatalogIndex, text: str) -> str | None:
    """The description that matches without a question at the default thresholds."""
    app, found = AppSettings(), search(index, text)
    lead = found[0].score - (found[1].score if len(found) > 1 else 0.0)
    sure = found[0].score >= app.fuzzy_threshold and lead >= app.fuzzy_margin
    return index.item(found[0].row).description if sure else None


TABLES = (
    "Spreadsheet Maker 2007",
    "Spreadsheet Maker 2007 upgrade",
    "Letter Writer 2007",
    "Slide Painter 2006",
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("spreadsheet maker 2007", TABLES[0]),
        ("spreadsheet maker 2007 upgrade", TABLES[1]),
    ],
)
def test_the_plain_one_is_meant_where_no_upgrade_is_asked_for(asked: str, meant: str) -> None:
    assert _alone(_index(*TABLES), asked) == meant


@pytest.mark.parametrize("mark", ["upgrade", "academic", "refurbished", "generalüberholt"])
def test_the_only_one_left_is_not_sold_for_the_plain_one(mark: str) -> None:
    index = _index(f"Spreadsheet Maker 2007 {mark}", *TABLES[2:])
    assert _alone(index, "spreadsheet maker 2007") is None
    assert _alone(index, f"spreadsheet maker 2007 {mark}") is not None


def test_nor_the_plain_one_for_the_upgrade() -> None:
    index = _index("Spreadsheet Maker Home Office 2007", "Letter Writer 2007 upgrade", *TABLES[3:])
    assert _alone(index, "spreadsheet maker home office 2007 upgrade") is None


def test_a_medium_s_plus_and_minus_are_two_media() -> None:
    index = _index("Memorex DVD-R 10-Pack Spindle", "Sony CD-R 50-Pack Spindle")
    assert not index.named("Memorex DVD+R 10 Pack Spindle")
    assert _alone(index, "Memorex DVD+R 10 Pack Spindle") is None
    assert index.named("Memorex DVD-R 10 pack spindle") == (0,)


def test_a_colour_within_a_code_is_asked_for_all_the_same() -> None:
    index = _index("Sony MDR-V6 Studio Monitor Headphones, Blue", "Sony MDR-J10 Headphones, Black")
    assert _alone(index, "sony mdr-v6/blk studio monitor headphones (black)") is None


def test_pro_is_a_word_but_before_what_is_counted() -> None:
    index = _index("Sound Maker Pro 6", "Sound Maker Studio 6", "Preisliste Nitrilhandschuhe")
    assert _alone(index, "sound maker pro 6") == "Sound Maker Pro 6"
    assert index.parse("Handschuhe pro Paar") == index.parse("Handschuhe Paar")


@pytest.mark.parametrize("asked", ["ledger keeper pro 2007", "ledger keeper pro 2007 5 user"])
def test_pro_before_a_version_is_a_word_too(asked: str) -> None:
    assert _alone(_index("Ledger Keeper Premier 2007", "Ledger Keeper Pro 2006"), asked) is None


@pytest.mark.parametrize("price", ["pro 100", "pro 1000", "pro 12 Stück"])
def test_pro_before_what_a_price_is_for_is_none(price: str) -> None:
    index = _index("Blechschraube 4,2 x 16", "Holzschraube 4 x 16")
    assert [atom.name for atom in index.parse(f"Schraube {price}")][:2] == ["schraub", price.split()[1]]


def test_a_maker_s_code_of_the_same_series_is_another_product() -> None:
    index = _index("Apple MacBook Pro 2.4GHz Silver Notebook - MB470LLA", "Apple iMac Computer - MB417LLA")
    assert same_series(index, "MB471LL/A", 0) == "MB471LL/A"
    assert same_series(index, "MB470LL/A", 0) is None
    assert same_series(index, "MacBook MB470LLA, serial MB999LLA", 0) is None


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        ("mind mapper professional 6", "Mind Mapper Basic 6"),
        ("mind mapper std 6", "Mind Mapper Professional 6"),
        ("mind mapper deluxe 6", "Mind Mapper Premium 6"),
        ("hp 564xl magenta ink cartridge", "HP 564XL Cyan Ink Cartridge"),
    ],
)
def test_another_edition_or_ink_is_not_sold(asked: str, carried: str) -> None:
    assert _alone(_index(carried, "Slide Painter 2006", "Mind Reader Pro 6 magenta"), asked) is None


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        ("mind mapper pro 6 upg", "Mind Mapper Professional 6 upgrade"),
        ("mind mapper 6 std for macintosh", "Mind Mapper 6 Standard (Mac)"),
        ("mind mapper 6 edu", "Mind Mapper 6 academic"),
    ],
)
def test_short_forms_of_editions(asked: str, carried: str) -> None:
    assert _alone(_index(carried, "Slide Painter 2006"), asked) == carried


SEATS = ("Virus Guard 2007 3 user", "Slide Painter 2006 family pack", "Letter Writer 2006 1 user")


@pytest.mark.parametrize("asked", ["virus guard 2007", "slide painter 2006"])
def test_a_licence_for_several_is_meant_by_none_who_does_not_say_so(asked: str) -> None:
    assert _alone(_index(*SEATS), asked) is None


@pytest.mark.parametrize(
    ("asked", "meant"), [("virus guard 2007 - 3 users", SEATS[0]), ("letter writer 2006", SEATS[2])]
)
def test_a_licence_that_is_asked_for_or_is_for_one(asked: str, meant: str) -> None:
    assert _alone(_index(*SEATS), asked) == meant


def test_a_bare_number_is_no_measure_where_the_item_has_another() -> None:
    index = _index("Kingston 16 GB microSDHC Class 4 card", "Kingston 8 GB DataTraveler")
    assert _alone(index, "Kingston 4GB microSDHC Class 4 card") is None
    assert _alone(index, "Kingston 16GB microSDHC class 4 card") is not None


@pytest.mark.parametrize("asked", ["swift painter v4.5", "swift painter 4.5"])
@pytest.mark.parametrize("carried", ["Swift Painter 4.5", "Swift Painter v4.5"])
def test_a_version_with_and_without_its_letter(asked: str, carried: str) -> None:
    index = _index(carried, "Slide Painter v2006", "Swift Painter V2A")
    assert _alone(index, asked) == carried
    assert _alone(index, "swift painter v5.5") is None
    assert {"v2a", "v4a", "v12/3"} <= {atom.name for atom in index.parse("Rohr V2A, V4A-Bogen, V12/3")}


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        ("letter(r) writer(tm) 2006", "Letter Writer 2006"),
        ("clip art 800000", "Clip Art 800 000"),
        ("clip art 800 000", "Clip Art 800,000"),
        ("letter writer 2006 1 user", "Letter Writer 2006"),
    ],
)
def test_what_titles_write_in_two_ways(asked: str, carried: str) -> None:
    assert _alone(_index(carried, "Slide Painter 2006", "Clip Art 600 000"), asked) == carried


def test_one_user_is_not_several_and_no_level() -> None:
    index = _index("Letter Writer 2006 3 user", "Stone Tongue level 2", "Slide Painter 2007")
    assert _alone(index, "letter writer 2006 1 user") is None
    assert _alone(index, "stone tongue level 1, 1 user") is None


def test_le_is_an_article_before_a_word_alone() -> None:
    index = _index("Sound Cube LE 4", "Vis à bois 4 x 16")
    assert not index.named("sound cube 4")
    assert _alone(index, "sound cube LE 4") == "Sound Cube LE 4"
    assert index.parse("le cube, le 100") == index.parse("cube, 100")
