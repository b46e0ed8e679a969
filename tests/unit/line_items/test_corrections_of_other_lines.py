"""Corrections of lines that the message does not hold, and words like corrections that name other goods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yes go ahead but change the polo shirts grey L to 4 not 2.", "polo shirts grey L"),
        ("Passt soweit, aber bitte statt 40 Warnweste orange L nur 30.", "Warnweste orange L"),
        ("Please make it 8 hi-vis vests orange instead of 6.", "hi-vis vests orange"),
    ],
)
def test_a_line_that_is_not_here_is_in_doubt(lines_of: Lines, text: str, name: str) -> None:
    """What stays of the lines before is not known: neither the old quantity nor the new one is an order."""
    found = lines_of(f"{text} Also need 20 Gummistiefel Größe 43.", "workwear")
    assert found == [(name, "vague", None), ("Gummistiefel Größe 43", "20", None)]


def test_more_of_other_goods_adds_to_no_line(lines_of: Lines) -> None:
    text = "Bitte 40 Warnweste orange L anbieten. Dazu noch 2 Paar Gummistiefel Größe 43."
    assert lines_of(text, "workwear") == [
        ("Warnweste orange L", "40", None),
        ("Gummistiefel Größe 43", "2", "Paar"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Your invoice says 12 polo shirts grey L instead of 10.",
        "We received 12 polo shirts grey L instead of 10.",
    ],
)
def test_what_an_invoice_says_is_no_line(lines_of: Lines, text: str) -> None:
    assert lines_of(text, "workwear") == []


def test_goods_that_are_changed_are_an_order(lines_of: Lines) -> None:
    assert lines_of("We need to change 4 polo shirts grey L, please quote.", "workwear") == [
        ("polo shirts grey L", "4", None)
    ]


def test_each_number_behind_an_old_one_is_not_of_the_goods_after_it(lines_of: Lines) -> None:
    text = "Instead of 10 polo shirts grey L please quote 25, keep the hi-vis vests orange L at 8 and skip the boots."
    assert {quantity for _, quantity, _ in lines_of(text, "workwear")} == {"vague"}
