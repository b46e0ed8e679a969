"""A shop's title behind its count is one line, whatever numbers, codes and signs it holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[tuple[str, str, str | None]]]

TITLES = [
    "Zephyr 2.0 cu.ft. Over the Range Microwave Oven",
    "Zephyr NN667B 1.2 cu. ft. Countertop Microwave Oven In Black",
    "Zephyr NN667B SpeedClean 24-in. Under Counter Dishwasher",
    "Zephyr KX-TG9333T Cordless Phone - KX-TG9333T",
    "Zephyr FW378J/B Notebook - VGNFW378J/B",
    "Zephyr GSD2400 Dishwasher with 5 Wash Cycles - gsd2400nww",
    "Zephyr FS726TP 24 Port 10/100 Smart Switch - FS726TPNA",
    "Zephyr SD990 IS 14 Megapixel Digital Camera w/ 3.7x Optical Zoom",
    "Zephyr TN330 Black toner, 2500 page yield",
    "Zephyr 10pk CD-R spindle",
    "Zephyr phone with Three Handsets",
    "24 count Zephyr AA batteries",
    "zephyr! professional home design 12",
    "zephyr premier 2008 pc 3-user",
    "zephyr home & student 2007 53678264",
    "zephyr math ages 5-7 (win/mac)",
    "zephyr french level 1 & 2",
    "zephyr antivirus agent for open files r8",
    "project 2003 full version",
]
FORMS = [
    "Hello,\n\nplease quote 3 x {}\n\nRegards,\nColin Ackroyd\n",
    "Please quote:\n\n3 x {}\n",
    "Could you quote us for the following?\n\n- 3 x {}\n\nThanks\nColin",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_behind_its_count_is_one_line(lines_of: Lines, title: str, form: str) -> None:
    ((name, quantity, unit),) = lines_of(form.format(title), "office")
    assert (quantity, unit) == ("3", None)
    assert name == title


def test_a_capitalised_pro_belongs_to_the_model(lines_of: Lines) -> None:
    """It is no German `pro` before a place."""
    text = "Please quote:\n3 x Zephyr QuickCam Pro 9000 Webcam - 960-000048"
    assert lines_of(text, "office") == [("Zephyr QuickCam Pro 9000 Webcam - 960-000048", "3", None)]


@pytest.mark.parametrize(
    "title",
    [
        "Zephyr KX-TG9333T Cordless Phone - KX-TG9333T",
        "Zephyr FS726TP 24 Port 10/100 Smart Switch - FS726TPNA",
        "Zephyr A1000 IS Digital Camera - Gray - 3210B001",
        "Zephyr NN-H965BF Microwave Oven - Counter Top - 2.2ft - 1250W - Black",
        "Zephyr Suction Cup Mount - 010-10823-00",
    ],
)
def test_a_title_before_its_count_is_one_line(lines_of: Lines, title: str) -> None:
    ((name, quantity, unit),) = lines_of(f"Please quote:\n\n{title} - 3 pcs\n", "office")
    assert (name, quantity, unit) == (title, "3", "pcs")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("3 x A4 paper and 5 x A3 paper", [("A4 paper", "3"), ("A3 paper", "5")]),
        ("3 x A4 paper & 5 x A3 paper", [("A4 paper", "3"), ("A3 paper", "5")]),
        ("3 x A4 paper, 5 ring binder blue", [("A4 paper", "3"), ("ring binder blue", "5")]),
        ("3 x A4 paper plus 5 toner 85A", [("A4 paper", "3"), ("toner 85A", "5")]),
        ("3 x A4 paper - 5 boxes staples 26/6", [("A4 paper", "3"), ("staples 26/6", "5")]),
        ("3 x A4 paper / 5 A3 paper", [("A4 paper", "3"), ("A3 paper", "5")]),
        ("3 x A4 paper 5 boxes staples", [("A4 paper", "3"), ("staples", "5")]),
        ("3 x A4 paper 2x A3 paper", [("A4 paper", "3"), ("A3 paper", "2")]),
        ("3 x PAP-A4-80 5 PEN-BL-M", [("PAP-A4-80", "3"), ("PEN-BL-M", "5")]),
        ("3 x oak desk 160 with 4 mesh office chairs", [("oak desk 160", "3"), ("mesh office chairs", "4")]),
        (
            "3 x oak desk 160 with four mesh office chairs",
            [("oak desk 160", "3"), ("mesh office chairs", "4")],
        ),
        ("3 x PAP-A4-80. We also need 7 PEN-BL-M", [("PAP-A4-80", "3"), ("PEN-BL-M", "7")]),
        ("PAP-A4-80 10, PEN-BL-M - 3 pcs", [("PAP-A4-80", "10"), ("PEN-BL-M", "3")]),
        ("A4 paper 5 reams, blue biros - 3 pcs", [("A4 paper", "5"), ("blue biros", "3")]),
        ("20 PAP-A4-80 and 3 PEN-BL-M", [("PAP-A4-80", "20"), ("PEN-BL-M", "3")]),
    ],
)
def test_goods_with_a_count_of_their_own_are_a_line(
    lines_of: Lines, text: str, lines: list[tuple[str, str]]
) -> None:
    found = lines_of(f"Please quote:\n{text}", "office")
    assert [(name, quantity) for name, quantity, _ in found] == lines


@pytest.mark.parametrize(
    "title",
    [
        "zephyr works suite 2006",
        "print shop 22 deluxe",
        "tell me more spanish beginner",
        "zephyr virusscan plus",
        "need for speed carbon",
        "zephyr office 2004 student and teacher edition (mac)",
        "zephyr ledger deluxe 2007 pc",
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_words_of_the_catalog_s_titles_do_not_end_one(lines_of: Lines, title: str, form: str) -> None:
    ((name, quantity, _),) = lines_of(form.format(title), "software")
    assert (name, quantity) == (title, "3")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("3 x zephyr ledger deluxe, deliver to suite 2006", [("zephyr ledger deluxe", "3")]),
        ("3 x zephyr ledger deluxe for project 2007", [("zephyr ledger deluxe", "3")]),
        ("3 x ledger deluxe and 20 x works suite", [("ledger deluxe", "3"), ("works suite", "20")]),
        ("3 x works suite and 2 x print shop", [("works suite", "3"), ("print shop", "2")]),
    ],
)
def test_words_beside_others_still_do(lines_of: Lines, text: str, lines: list[tuple[str, str]]) -> None:
    found = lines_of(f"Please quote:\n{text}", "software")
    assert [(name, quantity) for name, quantity, _ in found] == lines


def test_two_numbers_of_the_catalog_are_two_lines(lines_of: Lines) -> None:
    """A dash between them says nothing of the second's count: a person is asked."""
    found = lines_of("Please quote:\n3 x PAP-A4-80 - PEN-BL-M", "office")
    assert [(name, quantity) for name, quantity, _ in found] == [("PAP-A4-80", "3"), ("PEN-BL-M", "missing")]


def test_a_count_that_begins_a_line_is_no_word_of_the_title_before(lines_of: Lines) -> None:
    """Though long lines are taken for one that a mail program wrapped."""
    text = (
        "Please quote 3 x mesh office chair with arms and a very long description that wraps it\n"
        "5 boxes unicorn clips for the copy machine of the third floor and of the second floor\n"
        "2 packs widgets"
    )
    assert [quantity for _, quantity, _ in lines_of(text, "office")] == ["3", "5", "2"]
