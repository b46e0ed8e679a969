"""Workbooks: every visible sheet is a table, with its own row numbers; what is hidden is said, not read."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from qd_core.model.message import Document, ExtractedText, Table
from qd_core.reading.files.archive import Archive
from qd_core.reading.files.key_values import as_text_lines, single_column
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.legacy_sheets import read_apart
from qd_core.reading.files.limits import ROWS, UnreadableError
from qd_core.reading.files.number_formats import formatted, telling_formats
from qd_core.reading.files.sheet_area import column_letters
from qd_core.reading.files.sheet_facts import SheetFacts, sheet_facts
from qd_core.reading.files.sheet_values import CellValue, row_texts
from qd_core.reading.files.unseen_cells import unseen_styles
from qd_core.reading.files.xml_tree import children, local, parse_xml

__all__ = ["Sheet", "read_workbook"]


_MOST_TABLES = 50
_DAMAGED = "the workbook is damaged and could not be read"
Row = tuple[int, list[str]]
"""A row's own number and its texts."""
_OTHER_BOOKS = frozenset({"xl/workbook.bin", "content.xml"})
"""A zip that is a binary or an OpenDocument workbook as well may be read as either."""


@dataclass(slots=True)
class Sheet:
    """One sheet's values: the first of ``rows`` is row ``first_row`` (from 1), its first cell column ``first_column``
    (from 0)."""

    name: str
    visible: bool
    rows: Sequence[Sequence[CellValue]]
    first_row: int = 1
    first_column: int = 0


def read_workbook(document: Document) -> ExtractedText:
    """Every visible sheet of an XLSX, XLSM, XLSB, XLS or ODS. Raises UnreadableError."""
    kind = kind_of(document)
    if kind is FileKind.ENCRYPTED_OFFICE:
        raise UnreadableError("the file is protected by a password")
    archive = Archive(document.content) if kind is not FileKind.XLS else None
    if archive is not None and kind is FileKind.XLSX and not _OTHER_BOOKS.intersection(archive.names):
        facts = _facts(archive)
        archive.check("xl/sharedStrings.xml")
        return _extracted(_sheets(document.content), facts)
    return _extracted(read_apart(document.content, Sheet), {})


def _sheets(content: bytes) -> Iterable[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for meta in book.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            visible = meta.visible is SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_name(meta.name) if visible else None
            if sheet is None:
                yield Sheet(meta.name, visible, ())
                continue
            row, column = sheet.start or (0, 0)
            yield Sheet(meta.name, visible, sheet.to_python(), row + 1, column)
    except CalamineError as problem:
        raise UnreadableError(_DAMAGED) from problem
    except BaseException as problem:  # a panic of compiled code is no Exception
        if type(problem).__name__ != "PanicException":
            raise
        raise UnreadableError(_DAMAGED) from problem


def _facts(archive: Archive) -> dict[str, SheetFacts]:
    """The facts of every visible worksheet by its name. Raises UnreadableError where the reader behind would find other
    sheets than those that were looked at: it does not mind capitals, and takes a ``sheet`` wherever one stands."""
    styles, book = _part(archive, "xl/styles.xml"), _part(archive, "xl/workbook.xml")
    formats, unseen = telling_formats(styles), unseen_styles(styles)
    parts = set(archive.names)
    found: dict[str, SheetFacts] = {}
    seen: set[str] = set()
    targets = {id_: target for id_, target, _ in _relations(archive, "xl/workbook.xml")}
    sheets = [] if book is None else [element for element in book.iter() if local(element) == "sheet"]
    names = [sheet.get("name", "") for sheet in sheets]
    if not _all_different(archive.names) or not _all_different(names):
        raise UnreadableError(_DAMAGED)
    for name, sheet in zip(names, sheets, strict=True):
        relation = next((value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"), "")
        if sheet.get("state", "visible") == "visible":
            target = targets.get(relation, "")
            heads = _tables(archive, target) if unseen else []
            found[name] = sheet_facts(archive.read(target), formats, unseen, heads)
            seen.add(target)
    if not seen <= parts:  # the reader behind may find the part that we did not
        for part in archive.names:
            if part not in seen and b"sheetData" in (content := archive.read(part)):
                sheet_facts(content, {})
    return found


def _all_different(names: Sequence[str]) -> bool:
    return len({name.casefold() for name in names}) == len(names)


def _tables(archive: Archive, sheet: str) -> list[str]:
    """Where the tables with a head row lie on a worksheet, as ``A1:D9``."""
    paths = [target for _, target, kind in _relations(archive, sheet) if kind.endswith("/table")][
        :_MOST_TABLES
    ]
    parts = [part for path in paths if (part := _part(archive, path)) is not None]
    return [part.get("ref", "") for part in parts if part.get("headerRowCount") != "0"]


def _part(archive: Archive, name: str) -> Element | None:
    content = archive.read(name)
    return parse_xml(content) if content else None


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """The id, the path and the kind of every part that ``part`` refers to."""
    folder, _, name = part.rpartition("/")
    for relation in children(_part(archive, f"{folder}/_rels/{name}.rels"), "Relationship"):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        yield relation.get("Id", ""), path, relation.get("Type", "")


def _extracted(sheets: Iterable[Sheet], facts: dict[str, SheetFacts]) -> ExtractedText:
    tables: list[Table] = []
    texts: list[str] = []
    notes: list[str] = []
    count = 0
    for sheet in sheets:
        if not sheet.visible:
            notes.append(f"sheet '{sheet.name}' is hidden and was not read")
            continue
        rows = _rows(sheet, facts.get(sheet.name) or SheetFacts(), notes)
        count += len(rows)
        if count > ROWS:
            raise UnreadableError(f"the workbook has too many rows to be read (at most {ROWS})")
        texts_of_rows = [cells for _, cells in rows]
        lines = single_column(texts_of_rows)
        if lines is None:
            lines = as_text_lines(texts_of_rows)
        if lines is None:
            found = [{"number": number, "cells": cells} for number, cells in rows]
            tables.append(Table.model_validate({"label": sheet.name, "rows": found}))
        else:
            texts.extend(lines)
    return ExtractedText(text="\n".join(texts), tables=tuple(tables), notes=tuple(notes))


def _rows(sheet: Sheet, facts: SheetFacts, notes: list[str]) -> list[Row]:
    """The visible rows that say something. Merged cells carry their value in the first of them, by the format."""
    _note_hidden(sheet, facts, notes)
    last = max(map(len, sheet.rows), default=0)
    columns = [at for at in range(last) if at + sheet.first_column not in facts.hidden_columns]
    rows: list[Row] = []
    for number, values in enumerate(sheet.rows, sheet.first_row):
        if number in facts.hidden_rows:
            continue
        values = _seen(values, number, sheet, facts) if facts.unseen else values  # noqa: PLW2901
        if len(columns) == last:
            cells = row_texts(values)
        else:
            cells = row_texts([values[at] for at in columns if at < len(values)])
        if any(cells):
            rows.append((number, cells))
    return _formatted(rows, sheet, facts, columns) if facts.formats else rows


def _seen(values: Sequence[CellValue], number: int, sheet: Sheet, facts: SheetFacts) -> Sequence[CellValue]:
    return [
        "" if (number, at) in facts.unseen else value for at, value in enumerate(values, sheet.first_column)
    ]


def _formatted(rows: list[Row], sheet: Sheet, facts: SheetFacts, columns: list[int]) -> list[Row]:
    place = {at + sheet.first_column: index for index, at in enumerate(columns)}
    cells = dict(rows)
    for (number, column), code in facts.formats.items():
        index = place.get(column)
        at = number - sheet.first_row
        if (
            number not in cells
            or index is None
            or (number, column) in facts.unseen
            or not 0 <= at < len(sheet.rows)
        ):
            continue
        value = sheet.rows[at][column - sheet.first_column]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            cells[number][index] = formatted(value, code)
    return rows


def _note_hidden(sheet: Sheet, facts: SheetFacts, notes: list[str]) -> None:
    said = f"sheet '{sheet.name}'"
    end = sheet.first_row + len(sheet.rows)
    hidden = [row for row in sorted(facts.hidden_rows) if sheet.first_row <= row < end]
    full = [row for row in hidden if any(value != "" for value in sheet.rows[row - sheet.first_row])]
    if full:
        notes.append(f"{said}: hidden rows were not read ({_spans(full)})")
    width = max(map(len, sheet.rows), default=0)
    columns = [
        column
        for column in sorted(facts.hidden_columns)
        if 0 <= (at := column - sheet.first_column) < width and any(row[at] != "" for row in sheet.rows)
    ]
    if columns:
        notes.append(f"{said}: hidden columns were not read ({', '.join(map(column_letters, columns[:10]))})")
    unseen = [
        f"{column_letters(column)}{row}"
        for row, column in sorted(facts.unseen)
        if row not in facts.hidden_rows
    ]
    if unseen:
        notes.append(f"{said}: cells in type that is not seen were not read ({', '.join(unseen[:10])})")
    if facts.uncalculated:
        notes.append(f"{said}: formulas without a stored result ({', '.join(facts.uncalculated[:10])})")
    if facts.errors:
        notes.append(f"{said}: cells that show an error ({', '.join(facts.errors[:10])})")


def _spans(numbers: list[int]) -> str:
    """``3, 5-9``: runs of numbers as a person writes them, at most ten."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:10]]
    return ", ".join(said) + (" …" if len(runs) > 10 else "")
