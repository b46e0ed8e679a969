"""An RFQ as constraints read it: running texts, and table cells with what stands beside and above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qd_core.model.message import Source, Table
from qd_core.model.rfq import Rfq

__all__ = ["Cell", "Passage", "cells_of", "clause_around", "passages_of"]

_LONGEST = 60_000
_MOST_CELLS = 60_000
_MOST_SENTENCES = 400
_SAYS_SOMETHING = re.compile(
    r"(?<!\w)(?:deliver|ship|need|requir|want|due\b|deadline|site\b|urgent|asap|rush|net\b|\w*liefer|"
    r"frei\b|brauch|benötig|spätestens|dringend|eilt|livr|besoin|avant\b|franco|entreg|env[ií]|necesi|"
    r"urgente|lever|nodig|afhaal|consegn|spedi|serve|destin|payment|zahl|paiement|pago\b|betal|"
    r"pagament|collect|pick|abhol|by\b|bis\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that is not empty, with the ``table`` it stands in."""

    part: str
    table: int
    rows: Table
    row: int
    """Index in ``rows.rows``."""
    column: int
    text: str

    @property
    def number(self) -> int:
        """The row's own number."""
        return self.rows.rows[self.row].number

    def source(self) -> Source:
        """The whole cell as a source."""
        return Source(part=self.part, quote=self.text, table=self.table, row=self.number, column=self.column)

    def right(self) -> Cell | None:
        """The next cell in the row that is not empty."""
        cells = self.rows.rows[self.row].cells
        for column in range(self.column + 1, len(cells)):
            if cells[column].strip():
                return Cell(self.part, self.table, self.rows, self.row, column, cells[column])
        return None

    def below(self, most: int) -> Iterator[Cell]:
        """The cells under this one, empty ones left out, at most ``most`` rows down."""
        for row in range(self.row + 1, min(len(self.rows.rows), self.row + 1 + most)):
            cells = self.rows.rows[row].cells
            if self.column < len(cells) and cells[self.column].strip():
                yield Cell(self.part, self.table, self.rows, row, self.column, cells[self.column])


@dataclass(frozen=True, slots=True)
class Passage:
    """A running text; ``rank`` orders parts: the message itself before its subject before attachments. A sentence in
    a table's cell is one too."""

    part: str
    text: str
    rank: int
    cell: Cell | None = None

    def source(self, start: int, end: int) -> Source:
        """The span as a source; offsets are within the cell where the text is a cell's."""
        source = Source(part=self.part, quote=self.text[start:end], start=start, end=end)
        if self.cell is None:
            return source
        where = {"table": self.cell.table, "row": self.cell.number, "column": self.cell.column}
        return source.model_copy(update=where)


def passages_of(rfq: Rfq) -> list[Passage]:
    """Every running text of the message: its body, its subject, its attachments' text, and sentences in cells."""
    found = [Passage("text", rfq.text[:_LONGEST], 0), Passage("subject", rfq.subject[:1000], 1)]
    found += [Passage(one.name, one.text[:_LONGEST], 2) for one in rfq.attachments if one.text]
    return [passage for passage in found if passage.text.strip()] + list(_sentences_in_cells(rfq))


def _sentences_in_cells(rfq: Rfq) -> Iterator[Passage]:
    count = 0
    for cell in cells_of(rfq):
        if len(cell.text) < 1000 and _SAYS_SOMETHING.search(cell.text) and " " in cell.text.strip():
            count += 1
            if count > _MOST_SENTENCES:
                return
            yield Passage(cell.part, cell.text, 2, cell)


def cells_of(rfq: Rfq) -> Iterator[Cell]:
    """Every cell of every table, form and attachments, in order; ends after a bounded number."""
    seen = 0
    groups = [("form", rfq.tables), *((one.name, one.tables) for one in rfq.attachments)]
    for part, tables in groups:
        for index, table in enumerate(tables):
            for number, row in enumerate(table.rows):
                for column, text in enumerate(row.cells):
                    if text.strip():
                        seen += 1
                        if seen > _MOST_CELLS:
                            return
                        yield Cell(part, index, table, number, column, text)


_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…](?=\s+[^\W\d_]|\s*$)|(?<=[\d)])[.!?](?=\s+[^\W\da-zäöüß_])|[!?](?=\s)|"
    r"\n[ \t]*\n|;\s|\n(?=[ \t]*[-*•–>|]\s?)"
)
_ABBREVIATED = re.compile(
    r"\b(?:St|Mt|Ft|approx|ca|Nr|No|bzw|max|min|ave|rd|inkl|incl|attn|Dr|Mr|Mrs|Ms|Hr|Fr|co|mon|tues?|"
    "wed|thurs?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|janv|févr|avr|juil|"
    "déc)$",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(r"\n(?=[ \t]*[^\n:]{2,40}:[ \t])|\n(?=[ \t]*[^\n:|\t]{2,40}:\s*\n)")


def clause_around(text: str, start: int, end: int, *, before: int = 170, after: int = 110) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its own sentence, at most so many characters."""
    first, last = max(0, start - before), min(len(text), end + after)
    for mark in _SENTENCE.finditer(text, first, start):
        if not _is_abbreviation(text, mark):
            first = mark.end()
    for mark in _LABEL_LINE.finditer(text, first, start):
        first = mark.end()
    for mark in _SENTENCE.finditer(text, end, last):
        if not _is_abbreviation(text, mark):
            last = mark.start()
            break
    label = _LABEL_LINE.search(text, end, last)
    return text[first:start], text[end : label.start() if label else last]


def _is_abbreviation(text: str, mark: re.Match[str]) -> bool:
    return mark[0] == "." and _ABBREVIATED.search(text, max(0, mark.start() - 8), mark.start()) is not None
