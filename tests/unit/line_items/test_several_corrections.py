"""One sentence that corrects two lines, and sizes by which it points at them."""

from __future__ import annotations

import pytest

from tests.unit.line_items.fastener_mail import asked

LIST = """Please quote:
- 150 ea 5/8-11 x 8 galv hex bolts
- 150 ea heavy hex nuts 5/8
- 40 ea 1/2-13 x 6 galv hex bolts

"""


def counts(text: str) -> list[str]:
    return [line.split()[0] for line in asked(LIST + text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Actually - make that 180 of the 5/8 bolts and 170 of the nuts.", ["180", "170", "40"]),
        ("Make the nuts 160 and the 1/2 bolts 60.", ["150", "160", "60"]),
        ("Please change the 5/8 bolts to 200.", ["200", "150", "40"]),
        ("Make that 60 of the 1/2 bolts, not 40.", ["150", "150", "60"]),
        ("Scrub the nuts, we found a box.", ["150", "40"]),
    ],
)
def test_each_quantity_goes_to_its_line(text: str, expected: list[str]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Actually scrub that, only 100 of the 5/8 bolts and 90 of the nuts.", ["100", "90", "40"]),
        ("Sorry, 100 of the 5/8 bolts and 60 of the 1/2 bolts.", ["100", "150", "60"]),
        ("Hold on, 100 heavy hex nuts and 60 of the 1/2 bolts.", ["150", "100", "60"]),
        ("No wait, 100 heavy hex nuts, 60 of the 1/2 bolts.", ["150", "100", "60"]),
    ],
)
def test_a_mild_word_corrects_goods_that_are_all_on_the_list(text: str, expected: list[str]) -> None:
    assert counts(text) == expected


def test_goods_that_are_wanted_too_are_lines_of_their_own() -> None:
    text = "Actually for York we need 100 heavy hex nuts and 60 1/2 bolts too."
    assert counts(text) == ["150", "150", "40", "100", "60"]


def test_a_mild_word_before_goods_that_are_not_on_the_list_corrects_nothing() -> None:
    assert len(counts("Sorry, also 100 flat washers 5/8 and 90 hex lag screws 3/8.")) == 5
