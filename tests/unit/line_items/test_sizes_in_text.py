"""A size with an `x` in it is no count, and a count with an `x` no size."""

from __future__ import annotations

import pytest

from tests.unit.line_items.fastener_mail import asked


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Please quote 4 boxes 1/2 x 4-1/4 wedge anchors", ["4 boxes 1/2 x 4-1/4 wedge anchors"]),
        ("Please quote 4 1/2 x 4-1/4 wedge anchors", ["4 1/2 x 4-1/4 wedge anchors"]),
        ("Please quote 1/2 x 4-1/4 wedge anchors x 4 boxes", ["4 boxes 1/2 x 4-1/4 wedge anchors"]),
        ("quote 50 hex cap screws M8 x 25 zinc", ["50 hex cap screws M8 x 25 zinc"]),
        ("quote 50 hex cap screws M8-1.25 x 25 zinc", ["50 hex cap screws M8-1.25 x 25 zinc"]),
        ("quote 5/8-11 x 8 hex bolts, 50 pcs", ["50 pcs 5/8-11 x 8 hex bolts"]),
        ("Please quote 3 boxes #10 x 3/4 self drilling screws", ["3 boxes 10 x 3/4 self drilling screws"]),
        ("Please quote 50 pcs 10-32 x 1/2 hex bolts", ["50 pcs 10-32 x 1/2 hex bolts"]),
        ("quote DT-38 x 3", ["3 DT-38"]),
        ("quote HM-08-25 x 25", ["25 HM-08-25"]),
        ("quote 20-30 DT-38", ["range DT-38"]),
        ("Bitte um Angebot: 60 Becher stapelbar, 26 cl", ["60 Becher stapelbar, 26 cl"]),
        ("Merci de chiffrer 40 gobelets incassables, 2 dl", ["40 gobelets incassables, 2 dl"]),
    ],
)
def test_sizes_and_counts(text: str, lines: list[str]) -> None:
    assert asked(text) == lines


def test_a_part_number_with_its_own_count_is_the_next_item() -> None:
    text = "quote wedge anchors 1/2 x 4-1/4 qty 3 boxes, SA-12-4 x 2"
    assert asked(text) == ["3 boxes wedge anchors 1/2 x 4-1/4", "2 SA-12-4"]
    assert asked("quote 20 sleeve anchors, SA-12-4, thanks") == ["20 SA-12-4"]


def test_an_abbreviation_in_brackets_ends_no_sentence() -> None:
    assert asked("Please quote:\n- 6 boxes of sleeve anchors (ref. SA-12-4)") == ["6 boxes SA-12-4"]
    assert asked("Merci de chiffrer :\n- 6 boîtes de chevilles (réf. SA-12-4)") == ["6 boîtes SA-12-4"]


def test_one_more_line_is_included_on_request() -> None:
    assert asked("Please quote 4 DT-38.\n\nCould you also include 6 of the 1/2 x 4 sleeve anchors?") == [
        "4 DT-38",
        "6 1/2 x 4 sleeve anchors",
    ]


def test_a_count_of_something_else_is_no_second_line() -> None:
    assert asked("Please quote 10 DT-38. Can you add freight for 2 pallets?") == ["10 DT-38"]


@pytest.mark.parametrize(
    ("written", "count"), [("1.000", "1000"), ("1,000", "1000"), ("2.500", "2500"), ("1.5", "1.5")]
)
def test_a_full_stop_before_three_digits_groups_pieces(written: str, count: str) -> None:
    assert asked(f"Please quote {written} pcs DT-38")[0].split()[0] in {count, "missing"}


def test_bags_x_1_are_no_bags_of_one() -> None:
    assert asked("quote DT-38 x 10, sleeve anchor boxes x 1 box") == ["10 DT-38", "1 box sleeve anchor boxes"]


def test_a_quote_that_is_cancelled_asks_for_nothing() -> None:
    assert asked("Cancel my quote for 40 DT-38. Quote 20 SA-12-4.") == ["20 SA-12-4"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("quote 40 setting tools for the workshop", "40 setting tools"),
        ("quote 40 setting tools for the 1/2 wedge anchors", "40 setting tools for the 1/2 wedge anchors"),
        ("quote 40 setting tools for our 10 mm anchors", "40 setting tools for our 10 mm anchors"),
        ("quote 40 setting tools for the 10 ft hallway", "40 setting tools"),
        ("quote 40 DT-38 for the 1/2 anchors", "40 DT-38"),
    ],
)
def test_what_it_is_for_tells_the_size_of_a_thing_that_names_none(text: str, line: str) -> None:
    assert asked(text) == [line]


def test_the_unit_of_a_measure_in_words_is_its_last_word() -> None:
    assert asked("please quote two gallons of zinc paint") == ["2 gallons zinc paint"]
