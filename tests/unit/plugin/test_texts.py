"""Text that must fit a vendor's field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.plugin import fitted, person_name


@pytest.mark.parametrize(
    ("text", "longest", "wanted"),
    [
        ("short", 10, "short"),
        ("  two\t words\r\n", 20, "two words"),
        ("exactly ten", 11, "exactly ten"),
        ("one too long", 11, "one too lo…"),
        ("a family 👨‍👩‍👧 here", 14, "a family…"),  # three people in one character
        ("wave 👋🏽!", 8, "wave…"),  # a hand and its colour
        ("cafe\u0301s", 5, "caf…"),  # an accent stays with its letter
        ("\u202eevil\x00\x1b\ud800", 10, "evil"),
        ("🙂🙂", 3, "🙂…"),  # two units each
        ("🙂🙂", 2, "…"),
        ("anything", 0, ""),
        ("", 5, ""),
    ],
)
def test_it_is_clean_and_cut_between_characters(text: str, longest: int, wanted: str) -> None:
    assert fitted(text, longest) == wanted


def test_lines_may_stay() -> None:
    assert fitted("one\r\n\ttwo\n", 20, lines=True) == "one\n\ttwo"


@given(st.text(), st.integers(0, 60))
def test_it_always_fits_and_stays_as_it_is(text: str, longest: int) -> None:
    found = fitted(text, longest)
    assert len(found.encode("utf-16-le")) // 2 <= longest
    assert fitted(found, longest) == found


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Dana Field", ("Dana", "Field")),
        ("Dana van den Field", ("Dana van den", "Field")),
        ("Field, Dana", ("Dana", "Field")),
        ("Dana", ("Dana", "")),
        ("Field,", ("Field,", "")),
        ("a, b, c", ("a, b,", "c")),
        ("", ("", "")),
        (" \u202e ", ("", "")),
    ],
)
def test_a_name_has_two_parts(name: str, wanted: tuple[str, str]) -> None:
    assert person_name(name) == wanted
