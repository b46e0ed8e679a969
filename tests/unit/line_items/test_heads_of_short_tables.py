"""Tables of two columns in a mail: what heads them, and what counts right behind a part number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize("head", [("Disc or glove", "Count"), ("Glove", "How many"), ("Handschuh", "Anzahl")])
def test_any_word_over_goods_heads_a_column_beside_counts(lines_of: Lines, head: tuple[str, str]) -> None:
    rows = [head, ("GLV-MIG-10", "10"), ("DSC-125-1", "4")]
    asked = "Please quote:\n\n" + "\n".join("\t".join(row) for row in rows)
    assert lines_of(asked, "welding") == [("GLV-MIG-10", "10", None), ("DSC-125-1", "4", None)]


def test_a_count_right_behind_a_part_number_is_none_of_its_sizes(lines_of: Lines) -> None:
    """15 kg is what a spool of that wire weighs; here it is how many spools."""
    asked = "Please quote:\n\nPart\tQty\nCT-M6-08\t60\nER70S-6-08\t15"
    assert lines_of(asked, "welding") == [("CT-M6-08", "60", None), ("ER70S-6-08", "15", None)]
