"""Measured rows as a person reads them: the bar, whether it is reached, and why not."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.bench.curve import curve
from tests.bench.targets import told_rows
from tests.report.shape import Row, Section, table


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"ratio": 1.2, "target": 1.4, "ms": 6.0}, ["1.2 × (ms 6)", "≤ 1.4 ×", "yes"]),
        ({"ratio": 1.5, "target": 1.4}, ["1.5 ×", "≤ 1.4 ×", "**no**"]),
        (
            {"ratio": 0.2, "target": 0.3, "at_least": True, "why": "slow"},
            ["0.2 ×", "≥ 0.3 ×", "**no**: slow"],
        ),
        ({"ratio": 0.4, "target": 0.3, "at_least": True, "why": "slow"}, ["0.4 ×", "≥ 0.3 ×", "yes"]),
        ({"ms": 17.7, "target_ms": 50}, ["17.7 ms", "≤ 50 ms", "yes"]),
        ({"value": 127.2, "unit": "MB", "target": 150}, ["127 MB", "≤ 150 MB", "yes"]),
        ({"ms": 3.0}, ["3 ms", "", ""]),
        ({"problem": "no disk"}, ["could not run: no disk", "", "**no**"]),
    ],
)
def test_a_row(row: dict[str, object], told: list[str]) -> None:
    assert told_rows({"what": row}) == [["what", *told]]


def test_a_section_says_what_is_missed_and_why() -> None:
    rows = [Row("first", "1", "≥ 0", True), Row("second", "0", "≥ 1", False, "no data"), Row("third", "2")]
    said = Section("Title", "Intro.", rows, missed=["one | two"]).markdown()
    assert "| second | 0        | ≥ 1 | **no**  |" in said
    assert "- second: no data" in said
    assert "- one | two" in said
    assert Section("Title", absent="no data.").markdown() == "## Title\n\n*Not measured: no data.*"


def test_a_table_holds_any_text() -> None:
    assert table(("a", "b"), [["x|y", "two\nlines"]]).splitlines()[2] == "| x\\|y | two lines |"


@pytest.mark.parametrize("points", [[(1, 5.0), (1000, 800.0)], [(0, 0.001), (10, 0.001)], [(7, 7.0)]])
def test_a_curve_is_well_formed_and_stays_inside(points: list[tuple[float, float]]) -> None:
    root = ElementTree.fromstring(curve(points, x="lines"))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    dots = [dot for dot in root if dot.tag.endswith("circle")]
    assert len(dots) == len(points)
    assert all(0 < float(dot.attrib["cx"]) <= width for dot in dots)
    assert all(0 < float(dot.attrib["cy"]) <= height for dot in dots)
