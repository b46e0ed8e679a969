"""A table of an HTML mail as lines: cells joined by TAB where it holds data, plain lines where it only lays out."""

from __future__ import annotations

from dataclasses import dataclass, field

from qd_core.reading.mail.thread import MARK

__all__ = ["Cell", "TableLines"]

_MOST_SPAN = 30
_MOST_COLUMNS = 60
_MANY_LINES = 3


@dataclass(slots=True)
class Cell:
    """One cell's lines and how far it spans."""

    lines: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class TableLines:
    """A table while it is read. ``holds_table`` is set when another one stands inside."""

    rows: list[list[Cell]] = field(default_factory=list)
    holds_table: bool = False

    def add_row(self) -> None:
        """Begins a row."""
        self.rows.append([])

    def add_cell(self, columns: str, rows: str) -> Cell:
        """Begins a cell; the spans are as the attributes say."""
        if not self.rows:
            self.add_row()
        cell = Cell(columns=_span(columns), rows=_span(rows))
        self.rows[-1].append(cell)
        return cell

    @property
    def is_data(self) -> bool:
        """Whether rows and columns mean something; else the table is a way to place things on the page."""
        if self.holds_table or max(map(len, self.rows), default=0) < 2:
            return False
        filled = [[cell for cell in row if any(map(str.strip, cell.lines))] for row in self.rows]
        if max(map(len, filled)) < 2:
            return False
        most = max(
            (sum(bool(line.strip()) for line in cell.lines) for row in filled for cell in row), default=0
        )
        wide = sum(len(row) >= 2 for row in filled)
        return wide >= 3 or most <= (1 if wide == 1 else _MANY_LINES)

    def lines(self) -> list[str]:
        """The table's lines."""
        if self.is_data:
            return self._data_lines()
        out: list[str] = []
        for row in self.rows:
            for cell in row:
                if any(line.strip() or line == MARK for line in cell.lines):
                    out.extend(cell.lines)
        return out

    def _data_lines(self) -> list[str]:
        out: list[str] = []
        below: dict[int, int] = {}
        for row in self.rows:
            texts: list[str] = []
            for cell in row:
                if below:
                    _skip_spanned(texts, below)
                start = len(texts)
                texts.append(" ".join(" ".join(cell.lines).split()))
                texts.extend([""] * min(cell.columns - 1, max(0, _MOST_COLUMNS - len(texts))))
                if cell.rows > 1:
                    below.update(dict.fromkeys(range(start, len(texts)), cell.rows))
            if below:
                _skip_spanned(texts, below)
            below = {column: left - 1 for column, left in below.items() if left > 1}
            if any(texts):
                out.append("\t".join(texts))
        return out


def _skip_spanned(texts: list[str], below: dict[int, int]) -> None:
    """A cell that reaches down from a row above takes its place here too, empty."""
    while len(texts) in below and below[len(texts)] > 0 and len(texts) < _MOST_COLUMNS:
        texts.append("")


def _span(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() and len(text) < 6 else 1
