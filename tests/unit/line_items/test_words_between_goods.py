"""Small words between goods, counts and what they are for, as further trades write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.model.message import Attachment, Table, TableRow
from qd_core.model.rfq import LineItem

Line = tuple[str, str, str | None]
Lines = Callable[..., list[Line]]


@pytest.mark.parametrize(
    ("trade", "text", "lines"),
    [
        (
            "workwear",
            "il me faudrait une douzaine de paires de Gummistiefel Größe 43",
            [("Gummistiefel Größe 43", "12", "paires")],
        ),
        (
            "workwear",
            "please quote 8 polo shirts grey L, and also add 3 polo shirts grey M.",
            [("polo shirts grey L", "8", None), ("polo shirts grey M", "3", None)],
        ),
        (
            "hydraulics",
            "please quote 4 bonded seal 1/2 and a metre and a half of 1/2 2SN hose",
            [("bonded seal 1/2", "4", None), ("1/2 2SN hose", "1.5", "metre")],
        ),
        (
            "hydraulics",
            "please quote a metre of 1/2 2SN hose",
            [("1/2 2SN hose", "1", "metre")],
        ),
        (
            "workwear",
            "bonjour, il me faut 4 polo shirts grey L ainsi qu'une paire de Gummistiefel Größe 43",
            [("polo shirts grey L", "4", None), ("Gummistiefel Größe 43", "1", "paire")],
        ),
        (
            "workwear",
            "bonjour, il me faut 3 housses à chaussures blanches et 4 polo shirts grey L à prévoir pour mai",
            [("housses à chaussures blanches", "3", None), ("polo shirts grey L", "4", None)],
        ),
        (
            "packaging",
            "we need 5 lids for a half size pan and 3 half size pans",
            [("lids for a half size pan", "5", None), ("half size pans", "3", None)],
        ),
    ],
)
def test_read(lines_of: Lines, trade: str, text: str, lines: list[Line]) -> None:
    assert lines_of(text, trade) == lines


def test_small_letters_begin_a_sentence_too(lines_of: Lines) -> None:
    text = "bonjour, je cherche 2 paires de Gummistiefel et 4 polo shirts grey. c est combien en tout ? merci"
    assert lines_of(text, "workwear") == [("Gummistiefel", "2", "paires"), ("polo shirts grey", "4", None)]


def test_boxes_are_no_dozen_in_dutch(lines_of: Lines) -> None:
    dutch = "Goedemorgen, graag een offerte voor 2 dozen polo shirts grey L. Met vriendelijke groet, Els"
    assert lines_of(dutch, "workwear") == [("polo shirts grey L", "2", "doos")]
    assert lines_of("Please quote 2 dozen polo shirts grey L", "workwear") == [
        ("polo shirts grey L", "2", "dozen")
    ]


def test_colours_of_one_thing(lines_of: Lines) -> None:
    text = "Please quote\nhi-vis vest XL: orange 4, yellow 6\n12 polo shirts grey L"
    assert lines_of(text, "workwear") == [
        ("hi-vis vest XL orange", "4", None),
        ("hi-vis vest XL yellow", "6", None),
        ("polo shirts grey L", "12", None),
    ]


def test_a_generic_word_behind_a_size_names_goods(lines_of: Lines) -> None:
    text = "Please quote:\n- 5 polo shirts grey L\n- 2.4 mm line, 3 rolls"
    assert not any("polo" in name and "2.4 mm" in name for name, *_ in lines_of(text, "workwear"))


def test_a_title_above_an_attached_table_is_no_line(lines_of: Lines) -> None:
    rows = (("Item", "Qty"), ("polo shirts grey L", "12"))
    table = Table(
        label="", rows=tuple(TableRow(number=at, cells=cells) for at, cells in enumerate(rows, start=1))
    )
    file = Attachment(
        name="list.pdf", media_type="application/pdf", size=1, digest="d",
        text="Schedule WDC/26/0417 - summer clothing", tables=(table,),
    )  # fmt: skip
    assert lines_of("Please quote the attached.", "workwear", attachments=(file,)) == [
        ("polo shirts grey L", "12", None)
    ]


def test_a_colour_alone_goes_on_with_the_goods_before(lines_of: Lines) -> None:
    text = "Please quote 5 hi-vis vests orange XL and 3 yellow, and 12 polo shirts grey L."
    assert lines_of(text, "workwear") == [
        ("hi-vis vests orange XL", "5", None),
        ("hi-vis vests XL yellow", "3", None),
        ("polo shirts grey L", "12", None),
    ]


def test_each_behind_the_last_of_several(lines_of: Lines) -> None:
    text = "Please quote 100 polo shirts grey M and polo shirts grey L each."
    assert lines_of(text, "workwear") == [
        ("polo shirts grey M", "100", None),
        ("polo shirts grey L", "100", None),
    ]


def test_a_line_of_the_list_by_its_number(lines_of: Lines) -> None:
    listed = "Please quote\n1. 20 polo shirts grey M\n2. 10 polo shirts grey L\n3. 4 hi-vis vests orange L"
    assert lines_of(f"{listed}\nDrop line 2. Make line 3 six pieces.", "workwear") == [
        ("polo shirts grey M", "20", None),
        ("hi-vis vests orange L", "6", "pieces"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 3 Filialen benötigen wir jeweils 2 Warnweste orange L.",
        "For our 3 shops we need 2 hi-vis vests orange L each",
    ],
)
def test_a_count_for_each_of_several_places_is_asked_about(lines_of: Lines, text: str) -> None:
    assert [quantity for _, quantity, _ in lines_of(text, "workwear")] == ["vague"]


def test_sizes_under_a_short_word_go_on(lines_of: Lines) -> None:
    text = "Bitte um Angebot für 10 Warnweste orange Größe XL, 5 Gr. L"
    assert lines_of(text, "workwear") == [
        ("Warnweste orange Größe XL", "10", None),
        ("Warnweste orange Gr. L", "5", None),
    ]


def test_how_many_is_said_in_the_next_sentence(lines_of: Lines) -> None:
    text = "Pouvez-vous me donner le prix du polo shirt grey L ? Il m'en faut 3."
    assert [quantity for _, quantity, _ in lines_of(text, "workwear")] == ["3"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "After 4 of the hi-vis vests orange XL, and 4 x polo shirts grey L",
            [("hi-vis vests orange XL", "4", None), ("polo shirts grey L", "4", None)],
        ),
        (
            "I don't need the polo shirts anymore, just 15 hi-vis vests orange L.",
            [("hi-vis vests orange L", "15", None)],
        ),
    ],
)
def test_the_first_words_of_a_wish(lines_of: Lines, text: str, lines: list[Line]) -> None:
    assert lines_of(text, "workwear") == lines


def test_a_count_in_brackets_describes_nothing(read: Callable[..., tuple[LineItem, ...]]) -> None:
    (item,) = read("Please quote 1 case (10 boxes) of nitrile gloves L", "cleaning")
    assert item.description == ""
