"""What a catalog's own words teach: compounds, short forms, siblings' aliases, codes; and what they must not."""

from __future__ import annotations

import time

import pytest

from qd_core.matching.asides import asides_of
from qd_core.matching.codes import codes_of
from qd_core.matching.contradiction import contradiction
from qd_core.matching.index import build_index
from qd_core.matching.lending import Lending, taught_words
from qd_core.matching.lexicon import stem
from qd_core.matching.postings import RowsInMemory
from qd_core.matching.scanning import atoms_of
from qd_core.matching.search import search
from qd_core.matching.slips import rests_on_a_slip, slips_of
from qd_core.matching.spelled import spelled
from qd_core.matching.vocabulary import Vocabulary
from qd_core.model.quote import MatchKind
from tests.unit.matching.trades_of import catalog, item, resolve

WORDS = Vocabulary(
    RowsInMemory(
        [
            {
                "nitril",
                "handschuh",
                "nitrilhandschuh",
                "valve",
                "threaded",
                "thread",
                "galvanized",
                "bracket",
                "cable",
            },
            {"external", "leaded", "coupling", "earplug", "!dvpfx820li", "!mf209b1", "schedule"},
        ]
    )
)


def best(found: list[tuple[str, float]]) -> str | None:
    return found[0][0] if found and found[0][1] >= 0.8 else None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("vlave", "valve"),  # swapped
        ("vallve", "valve"),  # doubled
        ("brackt", "bracket"),  # left out
        ("galvanised", None),  # another letter
        ("table", None),  # another first letter: another thing
        ("internal", None),  # not external
        ("unleaded", None),
        ("lcscst", None),  # no word at all
        ("cabl", None),  # too short to tell
    ],
)
def test_slips_of_the_pen(word: str, meant: str | None) -> None:
    assert best(WORDS.misspelt(word)) == meant


@pytest.mark.parametrize(
    ("short", "meant"),
    [("galv", "galvanized"), ("brkt", "bracket"), ("sched", "schedule"), ("cplg", "coupling")],
)
def test_short_forms(short: str, meant: str) -> None:
    assert best(WORDS.abbreviated(short)) == meant


@pytest.mark.parametrize(
    ("plural", "single", "other"),
    [
        ("viti", "vite", "vitone"),
        ("morsetti", "morsetto", "morsetta"),
        ("dischi", "disco", "disca"),
        ("maniglie", "maniglia", "manigliare"),
        ("barche", "barca", "barchino"),
        ("valvole", "valvola", "valvolame"),
        ("raccordi", "raccordo", "raccorderia"),
        ("tes", "te", "ten"),
    ],
)
def test_plurals_that_change_the_vowel(plural: str, single: str, other: str) -> None:
    words = Vocabulary(RowsInMemory([{stem(single), "rosso"}, {stem(other)}]))
    assert dict(words.relatives(stem(plural))).get(stem(single)) == 0.95
    assert dict(words.relatives(stem(single))).get(stem(other), 0) < 0.95


def test_a_gender_is_no_plural() -> None:
    words = Vocabulary(RowsInMemory([{"mango", "puerto", "gas"}]))
    assert words.relatives("manga") == []
    assert words.relatives("puerta") == []
    assert words.relatives("gass") == []


def test_compounds() -> None:
    assert WORDS.parts("nitrilhandschuh") == ("nitril", "handschuh")
    assert WORDS.parts("cablehandschuh") == ("cable", "handschuh")
    assert WORDS.parts("valvular") is None
    assert "nitrilhandschuh" in dict(WORDS.relatives("handschuh"))
    assert dict(WORDS.relatives("threaded"))["thread"] >= 0.9


def test_codes_of_makers() -> None:
    assert [folded for _, folded in codes_of("Player DVP-FX820/L, 8 in, 2-pole")] == ["dvpfx820l"]
    assert codes_of("pipe 1/2 x 10 ft, 25x47x7, 1000mm") == ()
    assert dict(WORDS.continued("!dvpfx820l")) == {"!dvpfx820li": 0.9}
    assert WORDS.continued("!dvpfx8") == []


def test_a_makers_code_finds_its_item_among_other_words() -> None:
    goods = catalog(
        [
            item("N-1", "Portable player DVP-FX820, black"),
            item("N-2", "Portable player DVP-FX740, black"),
            item("N-3", "Wall mount MF209-B1 for screens"),
        ]
    )
    resolved = resolve(goods, "Lovely travel player DVPFX820 with remote control and battery")
    assert (resolved.match, resolved.sku) == (MatchKind.FUZZY, "N-1")
    assert resolve(goods, "portable player DVP-FX920, black").sku is None


def test_an_alias_is_lent_to_siblings() -> None:
    rows = [
        item("HB-1", "Hose bibb 1/2 in, brass", aliases="spigot 1/2"),
        item("HB-2", "Hose bibb 3/4 in, brass"),
        item("L-1", "Lamp E27, 2700 K", aliases="E27 bulb warm"),
        item("L-2", "Lamp E27, 4000 K", aliases="E27 bulb cool"),
    ]
    lending = Lending(rows, False)
    assert [sorted(lending.words(row)) for row in rows] == [[], ["spigot"], [], []]
    assert resolve(catalog(rows), "spigot 3/4").sku == "HB-2"
    assert resolve(catalog(rows), "E27 bulb warm").sku == "L-1"


def test_aliases_teach_short_forms() -> None:
    rows = [item("P-12", "Hardwood plywood 12 mm", aliases="12mm ply"), item("M-12", "Marine plywood 12 mm")]
    assert taught_words(rows, False) == {"ply": frozenset({"plywood"})}
    assert resolve(catalog(rows), "marine ply 12mm").sku == "M-12"


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Hex nut M12, zinc (priced per 100)", "#100"),
        ("wedge anchor 3/8 x 3, box of 25", "#25"),
        ("M12-1.75 hex nut", "#7/4"),
        ("M8 x 1.25 x 40 bolt", "#5/4"),
        ("3/8-16 x 2 bolt", "#16"),
    ],
)
def test_numbers_that_size_nothing(text: str, aside: str) -> None:
    assert aside in asides_of(text, atoms_of(text), False)


@pytest.mark.parametrize(
    "text", ["M12-1.25 hex nut", "3/8-24 x 2 bolt", "box 25 x 40", "16 mm bar, 3 m", "M16 2 pcs"]
)
def test_numbers_that_do(text: str) -> None:
    assert asides_of(text, atoms_of(text), False) == frozenset()


def test_words_of_a_family_heading_are_weak() -> None:
    goods = catalog(
        [
            item("N-1", "Black iron nipple 1/2 in x 3 in", family="Iron and galvanized fittings"),
            item("E-1", "Galvanized elbow 1/2 in", family="Iron and galvanized fittings"),
        ]
    )
    assert resolve(goods, "galvanized nipple 1/2 x 3").sku is None
    assert resolve(goods, "iron nipple 1/2 x 3").sku == "N-1"


def test_a_sibling_with_the_size_of_the_line_contradicts_the_sku() -> None:
    index = build_index(
        catalog([item("T-300R", "Tube 1/2 in, red, 300 ft"), item("T-300B", "Tube 1/2 in, blue, 300 ft")])
    )
    found = contradiction(index, "T-300R", "T-300R blue", "")
    assert found is not None
    assert [sku for sku, _ in found.rivals] == ["T-300B"]
    assert contradiction(index, "T-300R", "T-300R", "tube 1/2 x 300") is None
    assert contradiction(index, "T-300R", "T-300R", "for the red line, building 12") is None


def test_a_suffix_that_makes_other_part_numbers_contradicts_one_without_it() -> None:
    """`HV-10`, `HV-12` and `HV-12-N` are sold; who writes `HV-10 N` wants none of them."""
    goods = [item("HV-10", "Hose 10 mm"), item("HV-12", "Hose 12 mm"), item("HV-12-N", "Hose 12 mm, nitrile")]
    index = build_index(catalog([*goods, item("CL-10", "Clamp 10 mm")]))
    found = contradiction(index, "HV-10", "HV-10 N", "")
    assert found is not None
    assert "HV-10 is not the one with “N”" in found.detail
    assert contradiction(index, "HV-12-N", "HV-12-N N", "") is None
    assert contradiction(index, "HV-10", "HV-10 M", "") is None


def test_an_unknown_part_number_alone_is_not_the_nearest_one() -> None:
    index = build_index(
        catalog([item("OS-35-62", "Oil seal 35 x 62 mm, nitrile"), item("CL-10", "Clamp 10 mm")])
    )
    assert rests_on_a_slip(index, "OS-35-62V", "", 0) == "OS-35-62V"
    assert rests_on_a_slip(index, "OS-35-62V", "nitrile oil seal 35 x 62", 0) is None
    assert rests_on_a_slip(index, "OS-35-62", "", 0) is None


def test_slips_keep_the_digits() -> None:
    index = build_index(catalog([item("BV-FPT-075", "Ball valve"), item("CU-EL90-050", "Elbow")]))
    assert [index.item(row).sku for _, row in slips_of(index, "2 pcs BV-FTP-075")] == ["BV-FPT-075"]
    assert [index.item(row).sku for _, row in slips_of(index, "CU-EL9O-O50")] == ["CU-EL90-050"]
    assert slips_of(index, "BV-FPT-076") == []
    assert slips_of(index, "BV-FPT-075") == []


def test_codes_among_words_are_found_once_and_at_their_longest() -> None:
    known = {"62042rs": (1,), "62042rsc3": (2,), "1000": (3,)}

    def look_up(written: str) -> tuple[int, ...]:
        return known.get("".join(char for char in written.casefold() if char.isalnum()), ())

    assert [
        (place.written, hits) for place, hits in spelled("12 off 6204 2RS C3, 6204-2RS (sealed)", look_up)
    ] == [
        ("6204 2RS C3", (2,)),
        ("6204-2RS", (1,)),
    ]
    assert spelled("belt 1000 mm", look_up) == []
    assert [hits for _, hits in spelled("art. 1000", look_up)] == [(3,)]


@pytest.mark.parametrize("part", ["1-", "a ", "1/2 x ", "ab-12/", "(", "ü", "without ", "M8x"])
def test_hostile_names_take_linear_time(part: str) -> None:
    index = build_index(catalog([item("A-1", "Ball valve 1/2 in, brass"), item("B-2", "Hex nut M8")]))

    def seconds(length: int) -> float:
        text = (part * length)[:length] + str(length)
        start = time.perf_counter()
        search(index, text)
        slips_of(index, text)
        spelled(text, index.rows_folded)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(200_000) < 2.0


def test_the_only_thing_so_called_needs_no_word_that_many_goods_have() -> None:
    knives = [
        item(f"K-{n}", f"{name} stainless steel 18/10") for n, name in enumerate(("Knife", "Fork", "Spoon"))
    ]
    goods = catalog([*knives, item("L-1", "Ladle stainless steel 18/10")])
    assert resolve(goods, "ladles").sku == "L-1"
    assert resolve(goods, "steel").sku is None


def test_a_number_counts_what_stands_behind_it() -> None:
    goods = catalog([item("T-5", "Test strips 5-way, 50 ct"), item("R-32", "Ring FXP 32, 25 m")])
    assert resolve(goods, "test strips 50 ct").sku == "T-5"
    assert resolve(goods, "ring FXP 25").sku is None
