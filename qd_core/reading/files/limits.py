"""How much of a file is read: the one place of every bound, and the reasons given when a file passes one."""

from __future__ import annotations

from qd_core.errors import QdError

__all__ = [
    "CELLS",
    "FILE_BYTES",
    "OCR_PAGES",
    "OCR_PIXELS",
    "PAGES",
    "PAGE_CHARACTERS",
    "PAGE_RULES",
    "ROWS",
    "TEXT_BYTES",
    "UNPACKED_BYTES",
    "UNPACK_RATIO",
    "XML_BYTES",
    "XML_DEPTH",
    "XML_ELEMENTS",
    "UnreadableError",
    "check_size",
]

FILE_BYTES = 30_000_000
"""The largest file that is opened at all."""
TEXT_BYTES = 5_000_000
"""The largest plain or delimited text: the readers behind walk every line of it."""
XML_BYTES = 8_000_000
XML_ELEMENTS = 300_000
XML_DEPTH = 100
UNPACKED_BYTES = 60_000_000
"""What the parts of a zipped document may unpack to, declared and really."""
UNPACK_RATIO = 200
"""Of a single part over one megabyte: spreadsheets of one repeated row stay below 100, bombs are above 400."""
CELLS = 600_000
ROWS = 100_000
PAGES = 200
PAGE_CHARACTERS = 60_000
PAGE_RULES = 4_000
"""Drawn objects of a page that are looked at for ruling lines."""
OCR_PAGES = 10
OCR_PIXELS = 40_000_000


class UnreadableError(QdError):
    """A file, or a part of it, cannot be read; the message is the reason that the rep sees."""


def check_size(content: bytes, limit: int = FILE_BYTES) -> None:
    """Raises UnreadableError for an empty file or one of more than ``limit`` bytes."""
    if not content:
        raise UnreadableError("the file is empty")
    if len(content) > limit:
        raise UnreadableError(
            f"the file is too large to be read ({len(content) / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB)"
        )
