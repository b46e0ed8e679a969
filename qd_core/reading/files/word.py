"""DOCX: paragraphs as lines, tables as tables; deleted and hidden text, comments, headers and footers are left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from qd_core.model.message import Document, ExtractedText, Table, TableRow
from qd_core.reading.files.archive import Archive
from qd_core.reading.files.key_values import as_text_lines
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.limits import CELLS, UnreadableError
from qd_core.reading.files.word_text import (
    WordStyles,
    block_text,
    has_ground,
    is_on,
    text_boxes,
    word_styles,
)
from qd_core.reading.files.xml_tree import child, children, local, parse_xml

__all__ = ["read_word"]

_OTHERS = {
    FileKind.DOC: "a Word document of the old kind (.doc)",
    FileKind.RTF: "an RTF document (.rtf)",
    FileKind.ODT: "an OpenDocument text (.odt)",
}
_DEEP = 20
_MAIN_BYTES = 30_000_000
_MAIN_ELEMENTS = 600_000
_SEE_THROUGH = frozenset("sdtContent customXml ins moveTo smartTag".split())


@dataclass(slots=True)
class _Reading:
    styles: WordStyles
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    number: int = 0
    cells: int = 0
    hidden: bool = False
    on_ground: bool = False


def read_word(document: Document) -> ExtractedText:
    """The text and tables of a Word document. Raises UnreadableError."""
    kind = kind_of(document)
    if kind is FileKind.ENCRYPTED_OFFICE:
        raise UnreadableError("the file is protected by a password")
    if kind in _OTHERS:
        raise UnreadableError(f"the file is {_OTHERS[kind]}; ask for .docx or PDF")
    archive = Archive(document.content)
    main = archive.read("word/document.xml")
    if not main:
        raise UnreadableError("the file is damaged (a Word document without its text)")
    styles = archive.read("word/styles.xml")
    reading = _Reading(word_styles(parse_xml(styles) if styles else None))
    _read_blocks(child(parse_xml(main, limit=_MAIN_BYTES, elements=_MAIN_ELEMENTS), "body"), reading, 0)
    return _extracted(reading, archive)


def _extracted(reading: _Reading, archive: Archive) -> ExtractedText:
    notes = []
    if reading.hidden:
        notes.append("hidden text was not read")
    if any(name.startswith("word/embeddings/") for name in archive.names):
        notes.append("the document holds an embedded file, which was not read")
    text = "\n".join(reading.lines).strip("\n")
    if not text and not reading.tables:
        pictures = any(name.startswith("word/media/") for name in archive.names)
        raise UnreadableError("the document holds only pictures" if pictures else "the document is empty")
    return ExtractedText(text=text, tables=tuple(reading.tables), notes=tuple(notes))


def _read_blocks(parent: Element | None, reading: _Reading, depth: int) -> None:
    if parent is None or depth > _DEEP:
        return
    for block in parent:
        name = local(block)
        if name == "p":
            _read_paragraph(block, reading, depth)
        elif name == "tbl":
            _read_table(block, reading, depth)
        elif name == "sdt":
            if child(block, "sdtPr", "showingPlcHdr") is None:
                _read_blocks(child(block, "sdtContent"), reading, depth + 1)
        elif name in _SEE_THROUGH:
            _read_blocks(block, reading, depth + 1)


def _read_paragraph(paragraph: Element, reading: _Reading, depth: int) -> None:
    text, hidden = block_text(paragraph, reading.styles)
    reading.hidden |= hidden
    reading.lines.extend(line.strip() for line in text.split("\n"))
    for box in text_boxes(paragraph):
        _read_blocks(box, reading, depth + 1)


def _read_table(table: Element, reading: _Reading, depth: int) -> None:
    reading.number += 1
    label = f"table {reading.number}"
    nested: list[Element] = []
    rows: list[TableRow] = []
    reading.on_ground = has_ground(child(table, "tblPr"), reading.styles)
    for number, row in enumerate(_table_rows(table), 1):
        cells = _row_cells(row, reading, nested)
        reading.cells += len(cells)
        if reading.cells > CELLS:
            raise UnreadableError("the document's tables are too large to be read")
        if any(cells):
            rows.append(TableRow(number=number, cells=tuple(cells)))
    lines = as_text_lines([row.cells for row in rows])
    if lines is None:
        reading.tables.append(Table(label=label, rows=tuple(rows)))
    else:
        reading.number -= 1
        reading.lines.extend(lines)
    if depth < _DEEP:
        for inner in nested:
            _read_table(inner, reading, depth + 1)


def _table_rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    stack = list(table)[::-1]
    while stack:
        element = stack.pop()
        if local(element) == "tr":
            if child(element, "trPr", "del") is None and not is_on(child(element, "trPr", "hidden")):
                rows.append(element)
        elif local(element) in _SEE_THROUGH or local(element) == "sdt":
            stack.extend(list(element)[::-1])
    return rows


def _row_cells(row: Element, reading: _Reading, nested: list[Element]) -> list[str]:
    """The cells by grid column: a merged cell's value stands in its first column and row only."""
    cells = [""] * _number(child(row, "trPr", "gridBefore"), 0)
    stack = list(row)[::-1]
    while stack:
        element = stack.pop()
        if local(element) in _SEE_THROUGH or local(element) == "sdt":
            stack.extend(list(element)[::-1])
        elif local(element) == "tc":
            merge = child(element, "tcPr", "vMerge")
            continued = merge is not None and _value(merge) != "restart"
            cells.append("" if continued else _cell_text(element, reading, nested))
            cells.extend([""] * (_number(child(element, "tcPr", "gridSpan"), 1) - 1))
    return cells


def _cell_text(cell: Element, reading: _Reading, nested: list[Element]) -> str:
    parts: list[str] = []
    on_ground = reading.on_ground or has_ground(child(cell, "tcPr"), reading.styles)
    stack = list(cell)[::-1]
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "p":
            text, hidden = block_text(element, reading.styles, on_ground=on_ground)
            reading.hidden |= hidden
            parts.append(text.removeprefix("- "))
            stack.extend(block for box in text_boxes(element) for block in list(box)[::-1])
        elif name == "tbl":
            nested.append(element)
        elif name == "sdt":
            if child(element, "sdtPr", "showingPlcHdr") is None:
                stack.extend(
                    block for content in children(element, "sdtContent") for block in list(content)[::-1]
                )
        elif name in _SEE_THROUGH:
            stack.extend(list(element)[::-1])
    lines = (" ".join(line.split()) for part in parts for line in part.splitlines())
    return "\n".join(line for line in lines if line)


def _value(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")


def _number(element: Element | None, default: int) -> int:
    value = "" if element is None else _value(element)
    return min(int(value), 100) if value.isdigit() else default
