"""CSV and TSV to lines: the delimiter is the one that the header says."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from qd_core.documents.cells import unmarked, unmarked_cells
from qd_core.documents.limits import Limits
from qd_core.documents.lines import Kind, Line
from qd_core.documents.problem_list import ProblemList
from qd_core.documents.text_lines import IsHeader

__all__ = ["grid_line", "read_grid"]

_LOOKED_AT: Final = 400
_DELIMITERS: Final = (",", ";", "\t", "|")


def read_grid(
    texts: Iterable[str], is_header: IsHeader, limits: Limits, problems: ProblemList
) -> Iterator[Line]:
    """The lines of a CSV or TSV document; ``number`` is the text line on which the row begins."""
    source = iter(texts)
    first = list(islice(source, _LOOKED_AT))
    delimiter = _delimiter(first, is_header)
    rows = csv.reader((f"{text}\n" for text in chain(first, source)), delimiter=delimiter)
    tabled = False
    number = 1
    while True:
        try:
            raw = next(rows, None)
        except csv.Error as error:
            problems.add(number, f"cannot be read as a table: {error}")
            return
        if raw is None:
            return
        if rows.line_num - number >= limits.quoted_lines:
            problems.add(
                number, 'a quotation mark (") opens here and is not closed: close it, or write it twice ("")'
            )
            return
        cells = unmarked_cells(raw)
        tabled = tabled or is_header(cells)
        if not tabled and len(cells) > 1 and ":" in cells[0]:
            cells = [unmarked(_joined(raw, delimiter))]  # `Number format: 1.234,50` was no two cells
        yield grid_line(number, cells)
        number = rows.line_num + 1


def grid_line(number: int, cells: Sequence[str], sheet: str = "") -> Line:
    """A sheet's row as a line: none, one or several cells filled; empty cells at its end are no cells."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)
    cells = cells[:last]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1:
        return Line(Kind.ROW, number, cells=cells, sheet=sheet, gridded=True)
    if filled:
        return Line(Kind.TEXT, number, text=filled[0], cells=cells, sheet=sheet, gridded=True)
    return Line(Kind.BLANK, number, sheet=sheet, gridded=True)


def _joined(cells: Sequence[str], delimiter: str) -> str:
    key, _, value = cells[0].partition(":")
    if not value.strip():  # key and value in two cells
        value = next((cell for cell in cells[1:] if cell), "")
        return f"{key}: {value}"
    return delimiter.join(cells).rstrip(f"{delimiter} ")


def _delimiter(texts: Sequence[str], is_header: IsHeader) -> str:
    """The delimiter with which a line becomes a known header; else the commonest one."""
    for text in texts:
        for delimiter in _DELIMITERS:
            if delimiter in text and is_header(_cells(text, delimiter)):
                return delimiter
    counts = {delimiter: sum(text.count(delimiter) for text in texts) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return [unmarked(cell) for cell in next(csv.reader([text], delimiter=delimiter), [])]
    except csv.Error:
        return []
