"""A section of the report: measured values against their bars, and what was missed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Row", "Section", "share", "table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing. ``reached`` is None where there is no bar; ``why`` says what a missed bar is due to."""

    what: str
    measured: str
    bar: str = ""
    reached: bool | None = None
    why: str = ""

    @property
    def mark(self) -> str:
        """The word in the table."""
        return "" if self.reached is None else "yes" if self.reached else "**no**"


@dataclass(slots=True)
class Section:
    """``absent`` says why nothing could be measured."""

    title: str
    intro: str = ""
    rows: list[Row] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    absent: str = ""

    def markdown(self) -> str:
        """The section, headed."""
        parts = [f"## {self.title}", self.intro]
        if self.absent:
            parts.append(f"*Not measured: {self.absent}*")
        if self.rows:
            cells = [(row.what, row.measured, row.bar, row.mark) for row in self.rows]
            parts.append(table(("", "measured", "bar", "reached"), cells))
        parts += self.extra
        whys = [
            f"- {row.what}: {row.why or 'not looked into yet'}" for row in self.rows if row.reached is False
        ]
        if whys:
            parts.append("Bars that are missed, and why:\n\n" + "\n".join(whys))
        if self.missed:
            parts.append("What is still missed:\n\n" + "\n".join(f"- {miss}" for miss in self.missed))
        return "\n\n".join(part for part in parts if part)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its columns padded so that the source can be read too."""
    cells = [[_cell(value) for value in row] for row in (head, *rows)]
    widths = [max(3, *(len(row[at]) for row in cells)) for at in range(len(head))]
    lines = [
        "| " + " | ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cell(value: str) -> str:
    return value.replace("|", "\\|").replace("\n", " ")


def share(part: float, whole: float) -> str:
    """``96.4 % (54 of 56)``."""
    return f"{part / whole:.1%} ({part:g} of {whole:g})".replace("%", " %") if whole else "–"
