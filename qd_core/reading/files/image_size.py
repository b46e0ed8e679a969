"""How large a picture is, from its header alone."""

from __future__ import annotations

import struct

__all__ = ["image_size"]

_JPEG_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_MARKERS = 2_000


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG, GIF, BMP or TIFF; None where the header does not say."""
    try:
        if content.startswith(b"\x89PNG"):
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        if content.startswith(b"GIF8"):
            width, height = struct.unpack("<HH", content[6:10])
            return width, height
        if content.startswith(b"BM"):
            width, height = struct.unpack("<ii", content[18:26])
            return abs(width), abs(height)
        return _jpeg(content) if content.startswith(b"\xff\xd8") else _tiff(content)
    except struct.error:
        return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(_MARKERS):
        if at + 9 > len(content) or content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None


def _tiff(content: bytes) -> tuple[int, int] | None:
    if not content.startswith((b"II*\0", b"MM\0*")):
        return None
    order = "<" if content.startswith(b"II") else ">"
    (at,) = struct.unpack(order + "I", content[4:8])
    (count,) = struct.unpack(order + "H", content[at : at + 2])
    found: dict[int, int] = {}
    for entry in range(min(count, 100)):
        start = at + 2 + 12 * entry
        tag, kind = struct.unpack(order + "HH", content[start : start + 4])
        if tag in (256, 257):
            form = "H" if kind == 3 else "I"
            (found[tag],) = struct.unpack(
                order + form, content[start + 8 : start + 8 + struct.calcsize(form)]
            )
    return (found[256], found[257]) if len(found) == 2 else None
