"""What a worksheet's XML says beside its values: hidden rows and columns, number formats, formulas never calculated.

The XML is scanned, not parsed: a tree of fifty thousand rows costs ten times what reading the values does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qd_core.reading.files.limits import CELLS, UnreadableError
from qd_core.reading.files.sheet_area import check_area, column_index, has_prefixes

__all__ = ["SheetFacts", "sheet_facts"]

_ROW = re.compile(rb"<(?:\w{1,9}:)?row\b([^<>]*)>")
_BARE_ROW = re.compile(rb"<row\b([^<>]*)>")
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_HIDDEN = re.compile(rb'\b(?:hidden="(?:1|true)"|ht="[01](?:\.\d{0,20})?")')
_COLUMN = re.compile(rb"<(?:\w{1,9}:)?col\b([^<>]*)>")
_SPAN = re.compile(rb'\b(min|max)="(\d{1,5})"')
_ZERO_WIDTH = re.compile(rb'\bwidth="0(?:\.\d{0,20})?"')
_FORMULA = re.compile(rb"<f")
_UNCALCULATED = re.compile(
    rb'<(?:\w{1,9}:)?c\b[^<>]*\br="([A-Z]{1,3}\d{1,7})"[^<>]*>'
    rb"<(?:\w{1,9}:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w{1,9}:)?f>)(?:<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?</"
)
_LEAST_CELL = 4
"""Bytes of a cell, at least: ``<c/>``."""
_AREA_OF_TABLE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})\d{1,7}$")
_ERROR = re.compile(rb'<(?:\w{1,9}:)?c\b[^<>]*\br="([A-Z]{1,3}\d{1,7})"[^<>]*\bt="e"')


@dataclass(slots=True)
class SheetFacts:
    """``hidden_rows`` count from 1, ``hidden_columns`` from 0; ``formats`` are by (row from 1, column from 0).

    ``uncalculated`` and ``errors`` name cells (``B6``) without a value to read; ``unseen`` are cells, placed as
    ``formats`` are, in type that nobody sees.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    unseen: set[tuple[int, int]] = field(default_factory=set)


def sheet_facts(
    xml: bytes, formats: Mapping[int, str], unseen: Collection[int] = (), heads: Sequence[str] = ()
) -> SheetFacts:
    """The facts of one worksheet part; ``formats`` are the number formats to look for, by style index; ``unseen`` are
    the styles that hide their text, but not in the head rows of the tables at ``heads`` (``A1:D9``): a table style
    may lay a ground behind them.

    Raises UnreadableError for more cells, or cells farther apart, than a list has.
    """
    if len(xml) > CELLS * _LEAST_CELL:
        cells = sum(xml.count(start) for start in (b"<c ", b"<c>", b":c ", b":c>"))
        if cells > CELLS:
            raise UnreadableError(f"the workbook has too many cells to be read (at most {CELLS})")
    prefixed = has_prefixes(xml)
    check_area(xml, prefixed=prefixed)
    facts = SheetFacts(
        hidden_rows=_hidden_rows(xml, _ROW if prefixed else _BARE_ROW), hidden_columns=_hidden_columns(xml)
    )
    if formats:
        facts.formats = {place: formats[style] for place, style in _cells_of(xml, formats)}
    if unseen:
        on_heads = _head_cells(heads)
        facts.unseen = {place for place, _ in _cells_of(xml, unseen) if place not in on_heads}
    if prefixed or _FORMULA.search(xml):
        facts.uncalculated = [found.group(1).decode() for found in _UNCALCULATED.finditer(xml)]
    if b't="e"' in xml:
        facts.errors = [found.group(1).decode() for found in _ERROR.finditer(xml)]
    return facts


def _hidden_rows(xml: bytes, row: re.Pattern[bytes]) -> set[int]:
    hidden: set[int] = set()
    rows = row.findall(xml)
    written = b"\n".join(rows)
    if not any(mark in written for mark in (b"hidden=", b'ht="0', b'ht="1')):
        return hidden
    number = 0
    for attributes in rows:
        found = _ROW_NUMBER.search(attributes)
        number = int(found.group(1)) if found else number + 1
        if _HIDDEN.search(attributes):
            hidden.add(number)
    return hidden


def _hidden_columns(xml: bytes) -> set[int]:
    hidden: set[int] = set()
    end = xml.find(b"sheetData")
    for attributes in _COLUMN.findall(xml[: end if end >= 0 else len(xml)]):
        if not (_HIDDEN.search(attributes) or _ZERO_WIDTH.search(attributes)):
            continue
        span = {name: int(number) for name, number in _SPAN.findall(attributes)}
        hidden.update(range(span.get(b"min", 1) - 1, min(span.get(b"max", 0), 16_384)))
    return hidden


def _cells_of(xml: bytes, wanted: Collection[int]) -> Iterator[tuple[tuple[int, int], int]]:
    """The places of the cells that have one of these styles, and which."""
    styles = "|".join(str(style) for style in wanted).encode()
    cell = re.compile(rb"<(?:\w{1,9}:)?c\b([^<>]*\bs=\"(" + styles + rb")\"[^<>]*)>")
    place = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
    for match in cell.finditer(xml):
        at = place.search(match.group(1))
        if at:
            yield (int(at.group(2)), column_index(at.group(1).decode())), int(match.group(2))


def _head_cells(tables: Sequence[str]) -> set[tuple[int, int]]:
    cells: set[tuple[int, int]] = set()
    for table in tables:
        found = _AREA_OF_TABLE.match(table)
        if found:
            first, last = column_index(found.group(1)), column_index(found.group(3))
            cells.update((int(found.group(2)), column) for column in range(first, last + 1))
    return cells
