"""What a file is: told from its first bytes and its name; the declared media type is only the last resort."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from qd_core.model.message import Document

__all__ = ["FileKind", "extension", "kind_of", "root_element"]


class FileKind(StrEnum):
    """The kinds that a reader exists for, and OTHER."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ENCRYPTED_OFFICE = "encrypted_office"
    IMAGE = "image"
    XML = "xml"
    HTML = "html"
    X12 = "x12"
    EDIFACT = "edifact"
    GAEB_FIXED = "gaeb_fixed"
    GAEB_2000 = "gaeb_2000"
    CSV = "csv"
    TEXT = "text"
    OTHER = "other"


_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_CSV_NAMES = frozenset("csv tsv tab xls xlsx".split())
"""A text file that is called a workbook is what many programs export for Excel."""
_CSV_TYPES = frozenset(
    "text/csv text/comma-separated-values text/tab-separated-values application/csv".split()
)
_BINARY_NAMES = frozenset(
    "zip gz 7z rar exe dwg dxf step stp stl igs iges msg eml ics vcf p7s p7m asc sig pgp mp3 mp4 mov wav svg".split()
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p)\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_FIXED_GAEB_NAME = re.compile(r"^d8[0-69]$")
_GAEB_2000 = "#begin[GAEB]"


def extension(name: str) -> str:
    """The part of ``name`` after its last dot, lower case, or nothing."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def kind_of(document: Document) -> FileKind:
    """The kind of ``document``. Reads a zip's directory, never a part of it. Never raises."""
    content = document.content
    head = content[:1024]
    if b"%PDF-" in head:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(document)
    if head.startswith(b"{\\rtf"):
        return FileKind.RTF
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileKind.IMAGE
    return _text_kind(document)


def root_element(content: bytes) -> str:
    """The local name of an XML file's first element, or nothing. Looks at the first 8 kB only."""
    text = _peek(content[:8192])
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else len(text)
        elif text.startswith(("<?", "<!"), at):
            at += 2
        else:
            found = _ROOT.match(text, at)
            return found.group(1) if found else ""
    return ""


def _peek(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\0" in head[:8] or b"\0<" in head[:8]:
        return head.replace(b"\0", b"").lstrip(b"\xff\xfe").decode("latin-1")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _zip_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mime = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, KeyError, EOFError):
        return FileKind.OTHER
    folders = {name.partition("/")[0] for name in names}
    told = (
        ("xl/workbook.bin" in names, FileKind.XLSB),
        ("xl" in folders, FileKind.XLSX),
        ("word" in folders, FileKind.DOCX),
        (mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"), FileKind.ODS),
        (mime.startswith(b"application/vnd.oasis.opendocument.text"), FileKind.ODT),
    )
    return next((kind for is_it, kind in told if is_it), FileKind.OTHER)


def _ole_kind(document: Document) -> FileKind:
    content = document.content
    for mark, kind in (
        ("EncryptedPackage", FileKind.ENCRYPTED_OFFICE),
        ("Workbook", FileKind.XLS),
        ("WordDocument", FileKind.DOC),
    ):
        if mark.encode("utf-16-le") in content:
            return kind
    return {"xls": FileKind.XLS, "doc": FileKind.DOC}.get(extension(document.name), FileKind.OTHER)


def _text_kind(document: Document) -> FileKind:
    head = document.content[:4096]
    name = extension(document.name)
    start = _peek(head).lstrip()
    if start.startswith("<"):
        return FileKind.HTML if name in ("html", "htm") or _HTML.match(start) else FileKind.XML
    csv = name in _CSV_NAMES or document.media_type.partition(";")[0].strip().lower() in _CSV_TYPES
    told = (
        (name in _BINARY_NAMES, FileKind.OTHER),
        (start[:3] == "ISA" and len(start) > 104, FileKind.X12),
        (start.startswith(("UNA", "UNB+")), FileKind.EDIFACT),
        (bool(_FIXED_GAEB_NAME.match(name)), FileKind.GAEB_FIXED),
        (start.startswith(_GAEB_2000), FileKind.GAEB_2000),
        (not _is_text(head), FileKind.OTHER),
        (name in ("html", "htm"), FileKind.HTML),
        (csv, FileKind.CSV),
    )
    return next((kind for is_it, kind in told if is_it), FileKind.TEXT)


def _is_text(head: bytes) -> bool:
    """No control characters but white space; UTF-16 counts by its byte order mark or its pattern of zeros."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = head.count(0)
    if zeros:
        return zeros * 10 >= len(head) * 3 and (head[1::2].count(0) == zeros or head[0::2].count(0) == zeros)
    control = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return control * 100 <= len(head)
