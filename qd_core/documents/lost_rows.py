"""Recognises a Google Docs table that lost its rows: plain-text export writes every cell on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from qd_core.documents.cells import fold
from qd_core.documents.columns import Column
from qd_core.documents.lines import Line

__all__ = ["LostRows"]


class LostRows:
    """Watches for the names of a header one below the other."""

    MESSAGE: ClassVar[str] = (
        "the table lost its rows: every cell stands on a line of its own, as Google Docs exports a table to text. "
        "Two ways out: export the document as Markdown (File > Download > Markdown), or type every row on one line "
        "with ` | ` between its cells"
    )

    def __init__(self, known: Sequence[Column]) -> None:
        self._column = {name: column for column in known for name in column.names}
        self._met: list[Column] = []
        self.line = 0

    def take(self, line: Line) -> bool:
        """True once for each such table, with the second name of its header; blank lines between are not given here."""
        column = self._column.get(fold(line.text)) if len(line.text) < 60 else None
        if column is None:
            self._met.clear()
            return False
        if not self._met:
            self.line = line.number
        if column not in self._met:
            self._met.append(column)
        return len(self._met) == 2 and any(met.required for met in self._met)
