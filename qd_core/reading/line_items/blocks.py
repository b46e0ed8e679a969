"""What a text is made of, line by line: logical lines and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["BULLET", "Block", "GridBlock", "GridCell", "GridRow", "Line", "RawLine"]

BULLET = re.compile(r"[ \t]*(?:[-*•‣◦▪·●○■□–—>+o]|\[[ xX]?\])[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line ``[start, end)`` of the normal text: wrapped lines joined, without its bullet.

    ``index`` is the number that a numbered list gave it; ``blank_before`` tells that a new paragraph starts.
    """

    start: int
    end: int
    bullet: bool = False
    index: int | None = None
    blank_before: bool = False
    outset: int = 0
    """Where it starts with its number."""
    labelled: bool = False
    """Whether a word says that the number is an index: `Pos. 3`."""
    enumerated: bool = False
    """Whether the number is written as people number lists and not as they count: `3)`, `3.`."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table in the text: its words and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table in the text."""

    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridBlock:
    """A table in the text."""

    rows: tuple[GridRow, ...]


Block = Line | GridBlock


@dataclass(slots=True)
class RawLine:
    """One line of the text without the blanks around it; ``cells`` keeps what was cut of it, by the way of cutting."""

    start: int
    end: int
    blank_before: bool
    cells: dict[str, tuple[GridCell, ...]] = field(default_factory=dict)
