"""What a document is made of before anybody knows what it means: headings, rows, prose, gaps, each in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from qd_core.documents.cells import row_text, unbulleted

__all__ = ["Kind", "Line", "property_of", "reads_as_heading"]


class Kind(Enum):
    """What one line is."""

    HEADING = auto()
    """A Markdown heading; ``level`` is 1 to 6."""
    SHEET = auto()
    """The begin of a workbook's sheet; ``text`` is its name, ``level`` how many sheets the workbook shows."""
    ROW = auto()
    """A table's row: ``cells``."""
    TEXT = auto()
    """Prose, a property, a heading in plain text, or (in a sheet) a row with one cell."""
    RULE = auto()
    """Markdown's line under a header; it does not leave the reader."""
    BLANK = auto()


@dataclass(slots=True)
class Line:
    """``number`` is 1-based: a line of the text, a row of the sheet. ``text`` is clean; ``cells`` of a sheet's TEXT
    line keep the column that its one cell stands in. ``gridded`` is true for a line of a sheet (CSV, TSV, XLSX).
    ``ruled`` is true for a row above Markdown's ``|---|---|``: a header for certain."""

    kind: Kind
    number: int
    text: str = ""
    cells: Sequence[str] = field(default_factory=tuple)
    level: int = 0
    sheet: str = ""
    gridded: bool = False
    ruled: bool = False

    def shown(self) -> str:
        """The line as a person sees it, for a citation."""
        return row_text(self.cells) if self.kind is Kind.ROW else self.text


_MOST_KEY: Final = 48
_SENTENCE: Final = re.compile(r"[^\W\d_]{3,}[.!?;] ")


def property_of(line: Line) -> tuple[str, str] | None:
    """Key and value of a ``Key: value`` line, or of a row with the key and the value in two cells."""
    text = unbulleted(line.text)
    if line.kind is Kind.ROW:
        filled = [cell for cell in line.cells if cell]
        if len(filled) != 2 or not filled[0].endswith(":"):
            return None
        text = f"{filled[0]} {filled[1]}"
    key, colon, value = text.partition(":")
    key = key.strip()
    if not colon or not key or len(key) > _MOST_KEY or len(key.split()) > 6 or not key[0].isalpha():
        return None
    if any(mark in key for mark in ".!?|;") or value.startswith("//"):
        return None
    return key, value.strip()


def reads_as_heading(text: str) -> bool:
    """Whether a line of plain text alone has the look of a heading: short, and no sentence."""
    if not text or len(text) > 80 or len(text.split()) > 10 or text[-1] in ".!?,;":
        return False
    return _SENTENCE.search(text) is None and any(char.isalpha() for char in text)
