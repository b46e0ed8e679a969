"""Delimited text (CSV, TSV and their relatives): which delimiter, which quotes, which rows."""

from __future__ import annotations

import csv
import re
from collections import Counter

from qd_core.model.message import Document, ExtractedText, Table, TableRow
from qd_core.reading.decode import decode_text
from qd_core.reading.files.key_values import single_column
from qd_core.reading.files.limits import CELLS, ROWS, UnreadableError

__all__ = ["read_delimited", "sniff_delimiter"]

_DELIMITERS = "\t;|,"
_SAMPLE_ROWS = 200
_CELL_LINES = 8
"""A cell of more lines has lost its closing quote, and would swallow the rows below it."""
_SEP_LINE = re.compile(r"\A\s*\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,3}(?!\d))")


def sniff_delimiter(text: str) -> str:
    """The delimiter that splits the lines of ``text`` most evenly; a comma where none does.

    A comma inside quotes or between digits (``1,50``) is no evidence where another delimiter is there.
    """
    lines = [_QUOTED.sub("", line) for line in text.splitlines()[: _SAMPLE_ROWS * 2] if line.strip()][
        :_SAMPLE_ROWS
    ]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counted = [_DECIMAL_COMMA.sub("", line) if delimiter == "," else line for line in lines]
        counts = [line.count(delimiter) for line in counted]
        score = _evenness(counts)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(counts: list[int]) -> float:
    """The share of lines with the commonest positive count, a little more for more columns."""
    positive = Counter(count for count in counts if count)
    if not positive:
        return 0.0
    count, lines = max(positive.items(), key=lambda pair: (pair[1], pair[0]))
    return lines / len(counts) + min(count, 10) / 100


def read_delimited(document: Document) -> ExtractedText:
    """One table labelled with nothing, or text where the file has a single column. Raises UnreadableError."""
    text = decode_text(document.content, None).replace("\0", "")
    delimiter, skip = _declared_delimiter(text)
    if not delimiter:
        delimiter = (
            "\t"
            if document.name.lower().endswith((".tsv", ".tab")) and "\t" in text
            else sniff_delimiter(text)
        )
    rows = _rows(text, delimiter, skip)
    lines = single_column([row.cells for row in rows])
    if lines is not None:
        return ExtractedText(text="\n".join(lines))
    return ExtractedText(tables=(Table(label=document.name, rows=tuple(rows)),))


def _declared_delimiter(text: str) -> tuple[str, int]:
    """Excel's own first line ``sep=;``."""
    first = text.partition("\n")[0]
    found = _SEP_LINE.match(first.rstrip("\r")) if len(first) < 20 else None
    return (found.group(1), 1) if found else ("", 0)


def _rows(text: str, delimiter: str, skip: int) -> list[TableRow]:
    """The rows that say something, numbered as a spreadsheet would. An odd quote costs its line, not the file."""
    parsed = _parse(text, delimiter)
    rows: list[TableRow] = []
    cells = 0
    for number, raw in enumerate(parsed, 1):
        if number <= skip:
            continue
        row = tuple(" ".join(cell.split()) for cell in raw)
        if not any(row):
            continue
        cells += len(row)
        rows.append(TableRow(number=number, cells=row))
        if len(rows) > ROWS or cells > CELLS:
            raise UnreadableError(f"the file has too many rows to be read (at most {ROWS})")
    return rows


def _parse(text: str, delimiter: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    csv.field_size_limit(max(csv.field_size_limit(), 1_000_000))
    if '"' in text and _quotes_are_inches(text, delimiter):
        return [line.split(delimiter) for line in lines]
    try:
        rows = list(csv.reader((line + "\n" for line in lines), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in lines]
    if any(cell.count("\n") > _CELL_LINES for row in rows for cell in row):
        return [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
    return rows


def _quotes_are_inches(text: str, delimiter: str) -> bool:
    """Whether the file's quotes mean inches (``3/4" elbow``): no field both starts and ends with one."""
    edge = re.escape(delimiter)
    opening = re.search(rf'(?:^|[{edge}\n])[ ]*"', text)
    return opening is None
