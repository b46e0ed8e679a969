"""docs/reference/benchmarks.md: what the benches measured last, each against its bar, with date, machine and load."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.bench.curve import curve
from tests.bench.targets import told_rows
from tests.report.shape import table

__all__ = ["write_page"]

PAGE = Path("docs/reference/benchmarks.md")
PLOTS = Path("docs/reference/benchmarks")
HEAD = """<!-- Written by `make bench ARGS=--write`. -->
# Speed and memory, measured

Each row is measured side by side with what it is compared to, in the same run, rounds interleaved; ratios are medians.
`make bench` measures again, `make bench ARGS="--write"` renews this page. Where a bar is missed the table says so.
Machines differ and are busy: the load stands beside each table (a load above the number of processors makes times worse
and ratios noisier).
"""
_TITLES = {
    "pdf": "The quote as PDF",
    "matching": "Resolving a name",
    "pricing": "Pricing",
    "draft": "From mail to draft",
    "queue": "The local queue",
    "mail": "Reading mail",
    "files": "Reading lists",
    "memory": "Memory",
    "bombs": "What is sent to cost time or memory",
    "public": "Public data",
    "cold_import": "Cold imports of the Lambdas",
    "desk": "The desk's pages",
    "growth": "Cost against size",
}
Bench = Mapping[str, Mapping[str, Mapping[str, object]]]


def write_page(benches: Mapping[str, Bench]) -> Path:
    """Writes the page and its plots; returns the page."""
    parts = [HEAD]
    for name in sorted(
        benches, key=lambda name: (list(_TITLES).index(name) if name in _TITLES else 99, name)
    ):
        bench = benches[name]
        about = bench["about"]
        parts.append(f"## {_TITLES.get(name, name.capitalize())}")
        parts.append(f"{about['at']}, Python {about['python']}, {about['machine']}, load {about['load']}.")
        flat = {what: row for what, row in bench["rows"].items() if "points" not in row}
        if flat:
            parts.append(table(("", "measured", "bar", "reached"), told_rows(flat)))
        parts += [_plot(what, row) for what, row in bench["rows"].items() if "points" in row]
    PAGE.write_text("\n\n".join(part.strip("\n") for part in parts) + "\n", encoding="utf-8")
    return PAGE


def _plot(what: str, row: Mapping[str, object]) -> str:
    points, x = row["points"], str(row["x"])
    assert isinstance(points, list)
    path = PLOTS / f"{what.replace(' ', '-')}.svg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        curve([(float(size), float(cost)) for size, cost in points], x=x) + "\n", encoding="utf-8"
    )
    cells = [[f"{size:,}", f"{cost:,.1f}"] for size, cost in points]
    return f"{table((x, 'ms a draft'), cells)}\n\n![{what.capitalize()}](benchmarks/{path.name})"
