"""The last `make bench`, as it was measured."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.targets import told_rows
from tests.report.shape import Row, Section

__all__ = ["section"]

RESULT = Path("build/bench.json")


def section() -> Section:
    """Every row of build/bench.json against its target."""
    found = Section(
        "Speed", "From the last `make bench`; the table with its history is in [benchmarks](benchmarks.md)."
    )
    if not RESULT.is_file():
        found.absent = "run `make bench` first."
        return found
    benches = json.loads(RESULT.read_text(encoding="utf-8"))["benches"]
    days = sorted({bench["about"]["at"] for bench in benches.values()})
    loads = sorted(bench["about"]["load"] or 0 for bench in benches.values())
    found.intro += f" Measured {days[0]} to {days[-1]}, at a load of {loads[0]} to {loads[-1]}."
    for _, bench in sorted(benches.items()):
        for row in told_rows({what: row for what, row in bench["rows"].items() if "points" not in row}):
            what, measured, bar, mark = row
            reached = None if not mark else mark == "yes"
            found.rows.append(Row(what, measured, bar, reached, mark.removeprefix("**no**").strip(": ")))
    return found
