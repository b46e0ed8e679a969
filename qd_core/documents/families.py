"""The product family that a catalog's rows belong to: the nearest heading above their table."""

from __future__ import annotations

import re
from typing import Final

from qd_core.documents.lines import Line, reads_as_heading

__all__ = ["FamilyHeadings"]

_UNNAMED_SHEET: Final = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|blad|foglio|planilha)\s*[0-9]*", re.IGNORECASE
)


class FamilyHeadings:
    """Follows the headings. In Markdown only marked headings count; in plain text a short line alone is one."""

    def __init__(self) -> None:
        self.family = ""
        self._waiting = ""
        self._sheet = ""
        self._marked = False
        self._after_text = False

    def heading(self, text: str) -> None:
        """A Markdown heading."""
        self._marked = True
        self._waiting = text

    def text(self, text: str) -> None:
        """A line of prose, which may be a heading."""
        if not self._marked and not self._after_text and reads_as_heading(text):
            self._waiting = text.rstrip(":").rstrip()
        self._after_text = True

    def gap(self) -> None:
        """A blank line."""
        self._after_text = False

    def title(self) -> None:
        """A property: what stands above it is the document's title, no family."""
        self._waiting = self._sheet
        self._after_text = False

    def table(self) -> None:
        """A table begins, or goes on after a heading."""
        if self._waiting:
            self.family = self._waiting
            self._waiting = ""
        self._after_text = False

    def sheet(self, line: Line) -> None:
        """A sheet begins; where a workbook shows several, their names are families."""
        self.family = ""
        named = line.level > 1 and not _UNNAMED_SHEET.fullmatch(line.text.strip())
        self._waiting = self._sheet = line.text if named else ""
