"""Goods that are given back, and papers about goods: nothing is asked for."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

BACK = [
    "We need to return 12 CHR-ERGO, wrong colour.",
    "We'd like to send back the 12 CHR-ERGO.",
    "Wir möchten 12 CHR-ERGO zurückgeben.",
    "Nous souhaitons retourner 12 CHR-ERGO.",
    "Queremos devolver 12 CHR-ERGO.",
    "Please send the data sheet for CHR-ERGO and DSK-160.",
]
ASKED = [
    ("Please return your quote for 12 CHR-ERGO.", "12"),
    ("We return on Monday, please quote 12 CHR-ERGO by then.", "12"),
    ("Please send back a price for 12 CHR-ERGO.", "12"),
]


@pytest.mark.parametrize("text", BACK)
def test_what_is_given_back_is_not_asked_for(lines_of: Callable[..., list[Line]], text: str) -> None:
    assert lines_of(text, "office") == []


@pytest.mark.parametrize(("text", "quantity"), ASKED)
def test_a_quote_may_be_given_back(lines_of: Callable[..., list[Line]], text: str, quantity: str) -> None:
    assert [(name, value) for name, value, _ in lines_of(text, "office")] == [("CHR-ERGO", quantity)]
