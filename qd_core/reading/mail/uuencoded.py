"""Files in the text of old mail: ``begin 644 list.csv`` … ``end``."""

from __future__ import annotations

import binascii
import re

__all__ = ["split_uuencoded", "uu_bytes"]

_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,200})$")


def split_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without its uuencoded files, and the files with their names; text without any comes back as it is."""
    if "begin " not in text:
        return text, []
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        found = _BEGIN.match(lines[at])
        end = _end_of(lines, at + 1) if found else -1
        if found is None or end < 0:
            kept.append(lines[at])
            at += 1
            continue
        files.append(
            (
                found[1].strip(),
                b"".join(_line(line.encode("ascii", "replace")) for line in lines[at + 1 : end]),
            )
        )
        at = end + 1
    return "\n".join(kept), files


def _end_of(lines: list[str], at: int) -> int:
    """The line ``end``, as long as the lines before it can be uuencoded ones; else -1."""
    for number in range(at, len(lines)):
        line = lines[number].rstrip()
        if line == "end":
            return number
        if len(line) > 90 or (line and not " " <= line[0] <= "`"):
            return -1
    return -1


def uu_bytes(raw: bytes) -> bytes:
    """The file in a part whose transfer encoding is uuencode; lines that are none of it count for nothing."""
    lines = raw.splitlines()
    begun = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    end = next(
        (number for number in range(begun + 1, len(lines)) if lines[number].strip() == b"end"), len(lines)
    )
    return b"".join(_line(line) for line in lines[begun + 1 : end])


def _line(raw: bytes) -> bytes:
    if not raw.strip() or raw[:1] == b"`":
        return b""
    for piece in (raw, raw[: (((raw[0] - 32) & 63) * 4 + 5) // 3 + 1]):  # some mailers pad the line
        try:
            return binascii.a2b_uu(piece)
        except binascii.Error:
            continue
    return b""
