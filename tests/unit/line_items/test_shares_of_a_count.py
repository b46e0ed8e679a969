"""Counts of the goods named before them: shares of the whole, loose ones beside packages, new ones of what ran out."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

SHARES: list[tuple[str, str]] = [
    ("Please quote 40 PEN-BL-M incl. 5 spare.", "40"),
    ("Please quote 40 PEN-BL-M, of which 5 as reserve.", "40"),
    ("Bitte 40 PEN-BL-M inkl. 5 Stück Reserve anbieten.", "40"),
    ("Bitte 40 PEN-BL-M, davon 5 als Ersatz.", "40"),
    ("Merci de chiffrer 40 PEN-BL-M dont 5 de rechange.", "40"),
    ("Necesitamos 40 PEN-BL-M, de los cuales 5 de reserva.", "40"),
]

RAN_OUT: list[str] = [
    "We have run out of PEN-BL-M, need 40 by Friday.",
    "We have run out of blue biros and need 40 more.",
    "Uns sind die Kugelschreiber blau ausgegangen, wir brauchen 40 neue.",
    "Nous n'avons plus de PEN-BL-M, il nous en faut 40.",
]


@pytest.mark.parametrize(("text", "quantity"), SHARES)
def test_a_share_adds_nothing(lines_of: Callable[..., list[Line]], text: str, quantity: str) -> None:
    assert [(name, value) for name, value, _ in lines_of(text, "office")] == [("PEN-BL-M", quantity)]


@pytest.mark.parametrize("text", RAN_OUT)
def test_what_ran_out_is_what_is_counted(lines_of: Callable[..., list[Line]], text: str) -> None:
    assert [value for _, value, _ in lines_of(text, "office")] == ["40"]
    assert lines_of(text, "office")[0][0] in {"PEN-BL-M", "blue biros", "Kugelschreiber blau"}


def test_loose_ones_beside_boxes_are_counted_too(lines_of: Callable[..., list[Line]]) -> None:
    assert lines_of("Price for 3 boxes of PEN-BL-M and 20 loose please", "office") == [
        ("PEN-BL-M", "3", "boxes"),
        ("PEN-BL-M", "20", None),
    ]


def test_goods_of_another_kind_are_no_share(lines_of: Callable[..., list[Line]]) -> None:
    assert lines_of("Please quote 40 PEN-BL-M including 5 ring binder blue", "office")[1][1] == "5"
