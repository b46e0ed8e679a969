"""What a workbook declares of itself, looked at before anything is unpacked into memory: it may be a bomb."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

from qd_core.documents.limits import Limits

__all__ = ["WorkbookFacts", "inspect_workbook", "shape_of"]

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 40
_WAYS_OUT: Final = "export it as Markdown, plain text, CSV, TSV or XLSX"
_DAMAGED: Final = "is a damaged file: open it, save it again as .xlsx"
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_FAR_COLUMN: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,3})[0-9]""")
_ROW: Final = re.compile(rb"""\br\s*=\s*["']([0-9]{1,10})["']""")
_FAR_ROW: Final = re.compile(rb"""\br\s*=\s*["'][A-Z]{1,3}([0-9]{5,10})["']""")
_ERROR: Final = re.compile(rb"""\bt\s*=\s*["']e["']""")
_STYLES: Final = "xl/styles.xml"
_STYLES_MOST: Final = 20_000_000
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PERCENT: Final = frozenset({"9", "10"})  # built in: 0% and 0.00%
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PADDED: Final = re.compile(r"0[0\- ]*0")


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """``refusal`` says why the workbook must not be read, empty where it may be. ``plain`` is false where a cell may
    look different from its value in a way that counts (a percentage, a zero-padded code, an error)."""

    refusal: str = ""
    plain: bool = True


def inspect_workbook(content: bytes, limits: Limits) -> WorkbookFacts:
    """Looks at the directory of the file first and refuses what declares too much. Then every part is unpacked piece by
    piece, which proves the declared sizes, and the sheets' extent is measured: readers lay out a sheet from its first
    to its last cell, however few there are."""
    if len(content) > limits.content_bytes:
        return WorkbookFacts(
            f"is {len(content):,} bytes long, more than the {limits.content_bytes:,} allowed: split it"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reason = _declared(archive.infolist(), limits)
            if reason:
                return WorkbookFacts(reason)
            plain = not _shows_formats(archive)
            for name in archive.namelist():
                reason, has_errors = _unpacked(archive, name, limits)
                plain = plain and not has_errors
                if reason:
                    break
            return WorkbookFacts(reason, plain)
    except Exception:  # noqa: BLE001 - zipfile, zlib and the XML parser each fail in their own ways on a damaged file
        return WorkbookFacts(_DAMAGED)


def _declared(members: list[zipfile.ZipInfo], limits: Limits) -> str:
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        what = "a Word document" if "word/document.xml" in names else "not an Excel workbook"
        return f"is {what}: {_WAYS_OUT}"
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.members or unpacked > limits.unpacked_bytes:
        return f"unpacks to {unpacked:,} bytes in {len(members):,} parts, more than is read: split it"
    for member in members:
        if member.file_size > max(limits.free_of_ratio_bytes, member.compress_size * limits.packed_ratio):
            return f"holds {member.filename!r}, which unpacks to {member.file_size:,} bytes: refused as a zip bomb"
    return ""


def _unpacked(archive: zipfile.ZipFile, name: str, limits: Limits) -> tuple[str, bool]:
    """Why the part is refused, and whether it holds an error such as #N/A."""
    is_sheet = _SHEET.fullmatch(name) is not None
    rows, columns, has_errors = 0, 26, False
    with archive.open(name) as part:  # reads no more than was declared, and checks the sum at the end
        tail = b""
        for chunk in iter(lambda: part.read(_CHUNK), b""):
            if not is_sheet:
                continue
            if not tail and b"\0" in chunk[:8]:
                return _DAMAGED, False  # UTF-16, which no spreadsheet program writes
            window = tail + chunk
            columns = max(columns, max(map(_column, _FAR_COLUMN.findall(window)), default=0))
            # a cell may name another row than the one that it is written in
            named = (*_ROW.findall(window), *_FAR_ROW.findall(window))
            rows = max(rows, max(map(int, named), default=0))
            has_errors = has_errors or _ERROR.search(window) is not None
            tail = chunk[-_OVERLAP:]
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.sheet_cells:
        extent = f"{rows:,} rows and {columns:,} columns"
        return f"holds a sheet of {extent} ({name}): delete the cells far from the table", has_errors
    return "", has_errors


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _shows_formats(archive: zipfile.ZipFile) -> bool:
    from defusedxml.ElementTree import fromstring

    if _STYLES not in archive.namelist() or archive.getinfo(_STYLES).file_size > _STYLES_MOST:
        return False
    root = fromstring(archive.read(_STYLES))
    codes = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in root.iter(f"{_MAIN}numFmt")}
    used = (style.get("numFmtId", "") for style in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))
    return any(number in _PERCENT or shape_of(codes.get(number, "")) for number in used)


def shape_of(number_format: str) -> str:
    """``%`` for a format that shows percentages, the pattern of one that pads with zeros (``000-000``), else empty."""
    shape = _LITERAL.sub("", number_format.partition(";")[0])
    if "%" in shape:
        return "%"
    return shape if _PADDED.fullmatch(shape) else ""
