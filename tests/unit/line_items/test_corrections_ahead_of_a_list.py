"""What is taken back before the list that it is of: a copied list with the changes written above it."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

LIST = "12 DSK-160\n4 CHR-ERGO\n30 RB-A4-50"

# what stands above the list, the lines that are left
ABOVE: list[tuple[str, list[Line]]] = [
    (
        "Same list as in spring, but make the CHR-ERGO 6:",
        [("DSK-160", "12", None), ("CHR-ERGO", "6", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Please quote the list below. Change the ring binders to 50 and leave out the desks.",
        [("CHR-ERGO", "4", None), ("RB-A4-50", "50", None)],
    ),
    (
        "Below is what Anna sent last week, we no longer need the desks. Could you price the rest?",
        [("CHR-ERGO", "4", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Bitte um Angebot für die Liste unten, statt 4 CHR-ERGO bitte 6.",
        [("DSK-160", "12", None), ("CHR-ERGO", "6", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Merci de chiffrer la liste ci-dessous, mais 6 CHR-ERGO au lieu de 4.",
        [("DSK-160", "12", None), ("CHR-ERGO", "6", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Same as below but 6 of the second one.",
        [("DSK-160", "12", None), ("CHR-ERGO", "6", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Please quote the following, without the DSK-160:",
        [("CHR-ERGO", "4", None), ("RB-A4-50", "30", None)],
    ),
]

# what stands under the list
BELOW: list[tuple[str, list[Line]]] = [
    (
        "Make the CHR-ERGO 6 please.",
        [("DSK-160", "12", None), ("CHR-ERGO", "6", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Please change the ring binders to 50 and leave out the desks, otherwise as is.",
        [("CHR-ERGO", "4", None), ("RB-A4-50", "50", None)],
    ),
    (
        "Without the DSK-160 please.",
        [("CHR-ERGO", "4", None), ("RB-A4-50", "30", None)],
    ),
    (
        "Correction: 5 CHR-ERGO, and no desks.",
        [("CHR-ERGO", "5", None), ("RB-A4-50", "30", None)],
    ),
]


@pytest.mark.parametrize(("above", "expected"), ABOVE)
def test_a_change_above_a_list_is_made_in_it(
    lines_of: Callable[..., list[Line]], above: str, expected: list[Line]
) -> None:
    assert lines_of(f"Hello,\n\n{above}\n\n{LIST}\n\nThanks, Ben", "office") == expected


@pytest.mark.parametrize(("below", "expected"), BELOW)
def test_a_change_below_a_list_is_made_in_it(
    lines_of: Callable[..., list[Line]], below: str, expected: list[Line]
) -> None:
    assert lines_of(f"Please quote:\n{LIST}\n{below}\nThanks, Ben", "office") == expected


def test_goods_that_the_list_lacks_stay_lines(lines_of: Callable[..., list[Line]]) -> None:
    text = f"Please make it 5 PEN-BL-M, plus what follows:\n{LIST}"
    assert lines_of(text, "office")[0] == ("PEN-BL-M", "5", None)
    assert len(lines_of(text, "office")) == 4


BEARINGS = "6204-2RS x 20\n6205-2RS x 10\n6206-2RS x 4"

SHORT: list[tuple[str, list[Line]]] = [
    (
        "Please change the 6205s to 15 and leave out the 6206, otherwise as is.",
        [("6204-2RS", "20", None), ("6205-2RS", "15", None)],
    ),
    (
        "On the 6205 we only need 5, and no 6206.",
        [("6204-2RS", "20", None), ("6205-2RS", "5", None)],
    ),
    (
        "Only half of the 6205, please.",
        [("6204-2RS", "20", None), ("6205-2RS", "vague", None), ("6206-2RS", "4", None)],
    ),
    (
        "The 6204 should be C3 though.",
        [("6204-2RS", "vague", None), ("6205-2RS", "10", None), ("6206-2RS", "4", None)],
    ),
    (
        "Only 2 of the 6206 actually.",
        [("6204-2RS", "20", None), ("6205-2RS", "10", None), ("6206-2RS", "2", None)],
    ),
]


@pytest.mark.parametrize(("said", "expected"), SHORT)
def test_the_first_part_of_a_part_number_points_at_its_line(
    lines_of: Callable[..., list[Line]], said: str, expected: list[Line]
) -> None:
    assert lines_of(f"Please quote:\n{BEARINGS}\n\n{said}", "bearings") == expected
