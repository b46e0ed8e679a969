"""Lines that name a size alone go on with the item before them, or with a heading."""

from __future__ import annotations

import pytest

from qd_core.reading.line_items.ellipsis import completed
from tests.unit.line_items.fastener_mail import asked


@pytest.mark.parametrize(
    ("carrier", "size", "name"),
    [
        ("100ml borosilicate bottles", "250 ml", "borosilicate bottles 250 ml"),
        ("bottles, 2.5 L, amber", "1 L", "bottles amber 1 L"),
        ("coveralls XL", "M", "coveralls M"),
        ("hex cap screws grade 5 3/8-16 x 1-1/2", "1/2-13 x 3", "hex cap screws grade 5 1/2-13 x 3"),
        ("gloves size 9", "size 10", "gloves size 10"),
        ("wedge anchors zinc", "3/8 x 3", "wedge anchors zinc 3/8 x 3"),
    ],
)
def test_completed(carrier: str, size: str, name: str) -> None:
    assert completed(carrier, size) == name


def test_sizes_after_an_item() -> None:
    assert asked("Please quote 4 boxes wedge anchors zinc 3/8 x 3, 2 boxes 1/2 x 4-1/4.") == [
        "4 boxes wedge anchors zinc 3/8 x 3",
        "2 boxes wedge anchors zinc 1/2 x 4-1/4",
    ]
    assert asked("Please quote:\n40 galv hex bolts 5/8-11 x 8\n20 1/2-13 x 6") == [
        "40 galv hex bolts 5/8-11 x 8",
        "20 galv hex bolts 1/2-13 x 6",
    ]


@pytest.mark.parametrize(
    "heading", ["Hex bolts, galvanized:", "Please quote hex bolts, galvanized:", "Hex bolts galvanized"]
)
def test_sizes_under_a_heading(heading: str) -> None:
    assert asked(f"{heading}\n- 5/8-11 x 8: 200\n- 1/2-13 x 6: 100") == [
        "200 Hex bolts galvanized 5/8-11 x 8".replace("Hex", heading.split()[0 if heading[0] == "H" else 2]),
        "100 Hex bolts galvanized 1/2-13 x 6".replace("Hex", heading.split()[0 if heading[0] == "H" else 2]),
    ]


def test_an_address_completes_nothing() -> None:
    assert asked("Please quote 4 DT-38. Deliver to: Room 5, 3/8 x 3 Building") == ["4 DT-38"]


def test_threads_under_a_heading() -> None:
    assert asked("Hex cap screws, zinc:\nM8 x 25: 40 pcs\nM8 - 20 pcs")[-1] == "20 pcs Hex cap screws zinc M8"
