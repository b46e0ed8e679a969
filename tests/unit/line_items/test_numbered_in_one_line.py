"""Positions that stand in one line, `1) … 2) …`: each is an item, and no number of the list is a quantity or a size."""

from __future__ import annotations

import pytest

from qd_core.reading.line_items.numbered_pieces import pieces_of


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in pieces_of(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quote: 1) 24 bales 2) 4 nets 3) 2 tubs", ["Quote:", "1) 24 bales", "2) 4 nets", "3) 2 tubs"]),
        ("we want a) 24 bales, b) 4 nets", ["we want", "a) 24 bales", "b) 4 nets"]),
        ("1. 24 bales 2. 4 nets", ["1. 24 bales", "2. 4 nets"]),
        ("Bitte anbieten: 1. 24 Ballen; 2. vier Netze", ["Bitte anbieten:", "1. 24 Ballen", "2. vier Netze"]),
        ("Pos 3: 24 bales / Pos 4: nets", ["Pos 3: 24 bales", "Pos 4: nets"]),
    ],
)
def test_a_list_in_one_line_is_cut_at_its_numbers(text: str, found: list[str]) -> None:
    assert pieces(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "10 of size 1. 20 of size 2. Thanks",
        "10 nets (size 1) and 20 nets (size 2) please",
        "2) 4 nets 3) 2 tubs",
        "1) 4 nets 3) 2 tubs",
        "delivery on 1. 2. 2027 please",
        "drill bits 1) 2)",
        "bolt grade a) and nothing else",
        "20 nets",
    ],
)
def test_other_numbers_cut_nothing(text: str) -> None:
    assert pieces(text) == [text]
