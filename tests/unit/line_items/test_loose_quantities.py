"""Numbers beside an item that name nothing: steps of a ladder, contradictions, sizes as letters."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

CASES: list[tuple[str, str, list[Line]]] = [
    ("electrical", "Please quote 300 JB-100 and if cheaper 600.", [("JB-100", "ladder", None)]),
    ("electrical", "Please quote JB-100: 300 and if it is cheaper 600", [("JB-100", "ladder", None)]),
    ("electrical", "Please quote 100, 200 JB-100", [("JB-100", "ladder", None)]),
    ("electrical", "Please quote 10 of JB-100. We need 2 of them.", [("JB-100", "vague", None)]),
    ("electrical", "Please quote 10 of JB-100. We need 2 of them by Friday.", [("JB-100", "10", None)]),
    (
        "electrical",
        "We need:\n1, 200 JB-100\n2, 50 LED-GU10-5W",
        [("JB-100", "200", None), ("LED-GU10-5W", "50", None)],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_further_quantities(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected


def test_a_size_as_a_letter_is_no_litre(lines_of: Callable[[str, str], list[Line]]) -> None:
    lines = lines_of("Please quote 5 boxes GLV-NIT-M and 10 L", "cleaning")
    assert [quantity for _, quantity, _ in lines] == ["5", "10"]
    assert lines[1][0].endswith("L")


def test_sizes_that_share_one_quantity_are_items_of_their_own(
    lines_of: Callable[[str, str], list[Line]],
) -> None:
    lines = lines_of("3 boxes each of wood screws 5x60, 4x40 and 6x80", "fasteners")
    assert lines == [
        ("wood screws 5x60", "3", "boxes"),
        ("wood screws 4x40", "3", "boxes"),
        ("wood screws 6x80", "3", "boxes"),
    ]
