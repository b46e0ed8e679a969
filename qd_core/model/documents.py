"""What every company document has in common: a version, and rows that can be cited."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Citation", "RowRef"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The row of a company document that a number came from. ``line`` is 1-based: a text line, or a sheet's row."""

    document: str
    version: str
    section: str
    line: int
    text: str
    sheet: str = ""


RowRef = Citation
"""A parsed row remembers the citation that points at it: made once when the document is read."""
