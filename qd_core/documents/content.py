"""A document's bytes: which kind of file they are, their version, and their text line by line."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import PurePath
from typing import Final

from qd_core.documents.limits import Limits
from qd_core.documents.problem_list import ProblemList

__all__ = ["FileKind", "file_kind", "text_lines_of", "version_of"]

_GRIDS: Final = {".csv", ".tsv", ".tab"}
_WORKBOOK: Final = b"PK\x03\x04"
_FOREIGN: Final = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls or .doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
)
_PIECE: Final = 1 << 20
_WAYS_OUT: Final = "save it as Markdown, plain text, CSV, TSV or XLSX"


class FileKind(Enum):
    """How the lines of a document are found."""

    TEXT = auto()
    GRID = auto()
    WORKBOOK = auto()


def version_of(content: bytes) -> str:
    """``sha256:<hex>`` of the bytes."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def file_kind(name: str, content: bytes) -> FileKind:
    """By content first, for stored documents have fixed names; then by the suffix of ``name``."""
    if content.startswith(_WORKBOOK):
        return FileKind.WORKBOOK
    return FileKind.GRID if PurePath(name).suffix.lower() in _GRIDS else FileKind.TEXT


def text_lines_of(content: bytes, limits: Limits, problems: ProblemList) -> Iterator[str]:
    """The lines of a text document, without their ends. Nothing is yielded, and a problem noted, where the bytes are no
    text: UTF-8 (with or without byte order mark) or UTF-16 with one."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if _unreadable(content, encoding, limits, problems):
        return
    for line in io.TextIOWrapper(io.BytesIO(content), encoding, newline=None):
        yield line.rstrip("\n")


def _unreadable(content: bytes, encoding: str, limits: Limits, problems: ProblemList) -> bool:
    if len(content) > limits.content_bytes:
        problems.add(
            0, f"is {len(content):,} bytes long, more than the {limits.content_bytes:,} allowed: split it"
        )
        return True
    for magic, what in _FOREIGN:
        if content.startswith(magic):
            problems.refuse(f"is {what}, not a text: {_WAYS_OUT}")
            return True
    if encoding == "utf-8-sig" and b"\0" in content:
        problems.refuse(f"is not a text: {_WAYS_OUT}")
        return True
    wrong = _first_wrong_byte(content, encoding)
    if wrong is not None:
        line = 1 + content.count(b"\n", 0, wrong)
        problems.refuse(
            "is not UTF-8: save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)", line
        )
    return wrong is not None


def _first_wrong_byte(content: bytes, encoding: str) -> int | None:
    """Where the encoding breaks; piece by piece, so that a large document is not held twice."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content) + 1, _PIECE):
        try:
            decoder.decode(content[start : start + _PIECE], final=start + _PIECE > len(content))
        except UnicodeDecodeError as error:
            return start + error.start
    return None
