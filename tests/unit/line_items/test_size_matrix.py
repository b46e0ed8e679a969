"""Sheets with a column for each size: every counted cell is a line of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[tuple[str, str, str | None]]]


def test_each_cell_is_a_line(lines_of: Lines) -> None:
    text = "Bitte um Angebot:\n\nArtikel\tM\tL\tXL\nPoloshirt grau\t4\t10\t12\nWarnweste orange\t\t15\t-"
    assert lines_of(text, "workwear") == [
        ("Poloshirt grau, M", "4", None),
        ("Poloshirt grau, L", "10", None),
        ("Poloshirt grau, XL", "12", None),
        ("Warnweste orange, L", "15", None),
    ]


@pytest.mark.parametrize("heads", ["42\t43\t44", "Gr. 42\tGr. 43\tGr. 44", "EU 42\tEU 43\tEU 44"])
def test_numbered_sizes_with_a_sum(lines_of: Lines, heads: str) -> None:
    text = f"Please quote\n\nArticle\t{heads}\tTotal\nGummistiefel S5 grün\t2\t3\t0\t5\nSumme\t2\t3\t0\t5"
    sizes = heads.split("\t")
    assert lines_of(text, "workwear") == [
        (f"Gummistiefel S5 grün, {sizes[0]}", "2", None),
        (f"Gummistiefel S5 grün, {sizes[1]}", "3", None),
    ]


def test_the_base_of_a_part_number_goes_with_its_size(lines_of: Lines) -> None:
    text = "Please quote\n\nSKU\tDescription\tM\tL\nPS-GR\tPolo\t4\t10"
    assert lines_of(text, "workwear") == [("PS-GR-M", "4", None), ("PS-GR-L", "10", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Please quote\n\nArticle\tM\tL\tTotal\nPoloshirt grau\t4\t10\t20",  # does not add up
        "Please quote\n\nArticle\t10\t50\t100\nPoloshirt grau\t4\t5\t6",  # price breaks
        "Please quote\n\nArticle\tM\tL\nPoloshirt grau\tgrey\tblue",  # no counts
    ],
)
def test_what_is_no_matrix_gives_no_counts(lines_of: Lines, text: str) -> None:
    assert not any(quantity.isdecimal() and ", " in name for name, quantity, _ in lines_of(text, "workwear"))


def test_a_footprint_is_no_unit(lines_of: Lines) -> None:
    text = "Please quote\n\nQty\tValue\tPackage\tPart Number\n200\tLED red\tTHT\tLED5-RD\n100\tfuse\tSMT\tFUSE-1A"
    assert lines_of(text, "shrink") == [("LED5-RD", "200", None), ("FUSE-1A", "100", None)]
