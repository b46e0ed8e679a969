"""The last `make bench`, as it was measured."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.targets import told_rows
from tests.report.shape import Section, table

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
    content = json.loads(RESULT.read_text(encoding="utf-8"))
    rows = told_rows(content["rows"])
    found.intro += (
        f" Measured {content['run']['at'][:10]} on {content['run'].get('told', content['run']['machine'])}."
    )
    found.extra.append(table(("", "measured", "bar", "reached"), rows))
    return found
