"""Several part numbers in one bracket name the goods before it, one each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

CASES: list[tuple[str, str, list[Line]]] = [
    (
        "welding",
        "Please quote forty 0.8 mm and thirty 1.0 mm contact tips (your CT-M6-08 and CT-M6-10)",
        [("CT-M6-08", "40", None), ("CT-M6-10", "30", None)],
    ),
    (
        "welding",
        "Please quote 40 contact tips 0.8 mm and 30 of 1.0 mm (CT-M6-08, CT-M6-10), and 5 DSC-115-1.",
        [("CT-M6-08", "40", None), ("CT-M6-10", "30", None), ("DSC-115-1", "5", None)],
    ),
    (
        "workwear",
        "Wir ben\u00f6tigen je 12 Poloshirts M und L (PS-GR-M und PS-GR-L), dazu 3 KS-28.",
        [("PS-GR-M", "12", None), ("PS-GR-L", "12", None), ("KS-28", "3", None)],
    ),
    # fewer goods than numbers: each must be asked about that no count stands for
    (
        "welding",
        "Please quote 40 contact tips (CT-M6-08 and CT-M6-10)",
        [("CT-M6-08", "40", None), ("CT-M6-10", "missing", None)],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_each_number_names_one_of_the_goods(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected


@pytest.mark.parametrize(
    "asking", ["Would you be able to supply", "Are you able to quote", "Will you be able to offer"]
)
def test_whether_the_company_is_able_to_asks_for_all_of_it(
    asking: str, lines_of: Callable[[str, str], list[Line]]
) -> None:
    lines = lines_of(f'{asking} forty 3/4" and thirty 1" ball valves?', "plumbing")
    assert [count for _, count, _ in lines] == ["40", "30"]
