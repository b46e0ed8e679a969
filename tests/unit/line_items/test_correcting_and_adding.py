"""One sentence corrects a line and adds another; a correction that the list below says again is no line of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

CORRECTED_AND_ADDED: list[tuple[str, str, list[Line]]] = [
    (
        "office",
        "Finalement, prenez 300 PEN-BL-M au lieu de 200, et ajoutez 100 RB-A4-50. Merci de refaire le devis.",
        [("PEN-BL-M", "300", None), ("RB-A4-50", "100", None)],
    ),
    (
        "packaging",
        "Mettons 300 TP-48-BR au lieu de 200 et ajoutez 50 TP-48-CL.",
        [("TP-48-BR", "300", None), ("TP-48-CL", "50", None)],
    ),
    (
        "office",
        "Nehmt 300 PEN-BL-M statt 200, und zusätzlich 100 RB-A4-50.",
        [("PEN-BL-M", "300", None), ("RB-A4-50", "100", None)],
    ),
    (
        "office",
        "please take 300 PEN-BL-M instead of 200, and add 100 RB-A4-50.",
        [("PEN-BL-M", "300", None), ("RB-A4-50", "100", None)],
    ),
    (
        "office",
        "Tomad 300 PEN-BL-M en lugar de 200, y sumadme 100 RB-A4-50.",
        [("PEN-BL-M", "300", None), ("RB-A4-50", "100", None)],
    ),
    (
        "office",
        "Finalement, prenez 300 stylos PEN-BL-M, et 100 RB-A4-50.",
        [("PEN-BL-M", "300", None), ("RB-A4-50", "100", None)],
    ),
]


def test_a_number_before_a_sku_is_never_dropped_in_silence(lines_of: Callable[..., list[Line]]) -> None:
    text = "Bitte 300 PEN-BL-M, und ausserdem xyzt qwrt 100 RB-A4-50."
    assert [name for name, _, _ in lines_of(text, "office")] == ["PEN-BL-M", "RB-A4-50"]


@pytest.mark.parametrize(("trade", "text", "expected"), CORRECTED_AND_ADDED)
def test_neither_line_is_lost(
    lines_of: Callable[..., list[Line]], trade: str, text: str, expected: list[Line]
) -> None:
    assert lines_of(text, trade) == expected


@pytest.mark.parametrize(
    ("trade", "text", "expected"),
    [
        (
            "office",
            "Sorry, make that 30 of the binders not 20. Here it is in full:\n\n- 30 ring binder blue\n- 5 mesh office chair",
            [("ring binder blue", "30", None), ("mesh office chair", "5", None)],
        ),
        (
            "cleaning",
            "Please change the quantity on the bleach to 6. So:\nthick bleach 5 l - 6\nmop head 400 g cotton - 2",
            [("thick bleach 5 l", "6", None), ("mop head 400 g cotton", "2", None)],
        ),
    ],
)
def test_a_correction_that_the_list_repeats_is_no_line(
    lines_of: Callable[..., list[Line]], trade: str, text: str, expected: list[Line]
) -> None:
    assert lines_of(text, trade) == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # the list says another quantity than the correction
        (
            "Sorry, make that 30 of the binders not 20. In full:\n\n- 20 ring binder blue\n- 5 mesh office chair",
            "binders",
        ),
        # it does not say the goods again at all
        ("Sorry, make that 30 of the binders not 20. Also:\n\n- 5 mesh office chair", "binders"),
    ],
)
def test_a_correction_that_nothing_repeats_is_asked(
    lines_of: Callable[..., list[Line]], text: str, asked: str
) -> None:
    assert (asked, "vague", None) in lines_of(text, "office")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Do you sell mesh office chair? Need 2, plus 500 ring binder blue.",
            [("mesh office chair", "2", None), ("ring binder blue", "500", None)],
        ),
        # of what the first are is not said: asked, whether five or fifteen
        ("Please quote 10 plus 5 PEN-BL-M", [("PEN-BL-M", "vague", None)]),
        ("Wir brauchen 2, zuzüglich 500 Ordner A4 blau.", [("Ordner A4 blau", "vague", None)]),
        ("Il nous faut 2, plus 500 RB-A4-50.", [("RB-A4-50", "vague", None)]),
        # another item, with a name each
        ("Need 2 DSK-160, plus 500 RB-A4-50.", [("DSK-160", "2", None), ("RB-A4-50", "500", None)]),
        # without it they are steps
        ("Prices for 100, 250 and 500 PEN-BL-M", [("PEN-BL-M", "ladder", None)]),
    ],
)
def test_plus_joins_another_item(
    lines_of: Callable[..., list[Line]], text: str, expected: list[Line]
) -> None:
    assert lines_of(text, "office") == expected
