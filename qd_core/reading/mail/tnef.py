"""winmail.dat: the files that Outlook packed into a TNEF stream (MS-OXTNEF)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from qd_core.reading.decode import decode_text

__all__ = ["TnefFile", "read_tnef"]

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BEGINS_FILE, _TITLE, _DATA, _PROPERTIES, _BODY = 0x9002, 0x8010, 0x800F, 0x9005, 0x800C
_LONG_NAME, _MEDIA_TYPE, _FILE_DATA = 0x3707, 0x370E, 0x3701
_MOST_ATTRIBUTES = 2000
_MOST_PROPERTIES = 300
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
_BINARY = (30, 31, 258, 13)


@dataclass(slots=True)
class TnefFile:
    """One packed file."""

    name: str = ""
    media_type: str = ""
    content: bytes = b""


def read_tnef(content: bytes) -> tuple[str, list[TnefFile]] | None:
    """The plain text of the stream (often empty) and its files; None where it is no TNEF stream."""
    if not content.startswith(_SIGNATURE):
        return None
    text, files, at = "", [], 6
    for _ in range(_MOST_ATTRIBUTES):
        if at + 9 > len(content):
            break
        _, number, _, size = struct.unpack_from("<BHHI", content, at)
        data = content[at + 9 : at + 9 + size]
        at += 9 + size + 2
        if number == _BEGINS_FILE:
            files.append(TnefFile())
        elif number == _BODY:
            text = decode_text(data.rstrip(b"\0"))
        elif files:
            _into(files[-1], number, data)
    return text, [file for file in files if file.content]


def _into(file: TnefFile, number: int, data: bytes) -> None:
    if number == _TITLE:
        file.name = file.name or decode_text(data.rstrip(b"\0"))
    elif number == _DATA:
        file.content = data
    elif number == _PROPERTIES:
        found = _properties(data)
        file.name = found.get(_LONG_NAME, file.name)
        file.media_type = found.get(_MEDIA_TYPE, file.media_type)


def _properties(data: bytes) -> dict[int, str]:
    """The text properties among the MAPI properties of a file."""
    found: dict[int, str] = {}
    try:
        (count,) = struct.unpack_from("<I", data, 0)
        at = 4
        for _ in range(min(count, _MOST_PROPERTIES)):
            kind, name = struct.unpack_from("<HH", data, at)
            at += 4
            if name >= 0x8000:
                at = _after_name(data, at)
            many = kind & 0x1000 or kind in _BINARY
            values = struct.unpack_from("<I", data, at)[0] if many else 1
            at += 4 if many else 0
            for _ in range(min(values, _MOST_PROPERTIES)):
                if kind & 0x0FFF in _BINARY:
                    (size,) = struct.unpack_from("<I", data, at)
                    value = data[at + 4 : at + 4 + size]
                    at += 4 + size + (-size % 4)
                    if kind & 0x0FFF in (30, 31):
                        text = value.decode("utf-16-le", "replace") if kind & 1 else decode_text(value)
                        found.setdefault(name, text.rstrip("\0"))
                else:
                    at += _FIXED[kind & 0x0FFF]
    except (struct.error, KeyError):  # what was read up to here is good
        pass
    return found


def _after_name(data: bytes, at: int) -> int:
    """Skips the name of a named property: a GUID, and a number or a text."""
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    size = int(struct.unpack_from("<I", data, at + 20)[0])
    return at + 24 + size + (-size % 4)
