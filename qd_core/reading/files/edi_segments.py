"""Segments of X12 and EDIFACT files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qd_core.reading.decode import decode_text
from qd_core.reading.files.limits import UnreadableError

__all__ = ["EdiSegment", "edifact_segments", "x12_segments"]

_SEGMENTS = 200_000
_CHARSETS = {
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOK": "iso8859-9",
    "UNOY": "utf-8",
}


@dataclass(frozen=True, slots=True)
class EdiSegment:
    """``tag`` and the elements behind it, each a list of its components."""

    tag: str
    elements: list[list[str]]

    def get(self, element: int, component: int = 0) -> str:
        """The component (both counted from 1 and 0), or nothing."""
        if 0 < element <= len(self.elements):
            parts = self.elements[element - 1]
            return parts[component].strip() if component < len(parts) else ""
        return ""


def x12_segments(content: bytes) -> list[EdiSegment]:
    """The segments of an interchange; its ISA segment says which characters separate."""
    text = decode_text(content).lstrip()
    if not text.startswith("ISA") or len(text) < 20:
        raise UnreadableError("the X12 file is damaged (it does not begin with a whole ISA segment)")
    element = text[3]
    ends = _x12_ends(text, element)
    component, terminator = ends
    segments: list[EdiSegment] = []
    for raw in text.split(terminator):
        parts = raw.strip().split(element)
        if parts[0]:
            elements = [[part] if parts[0] == "ISA" else part.split(component) for part in parts[1:]]
            segments.append(EdiSegment(parts[0].strip().upper(), elements))
        if len(segments) > _SEGMENTS:
            raise UnreadableError("the X12 file has too many segments to be read")
    return segments


def _x12_ends(text: str, element: str) -> tuple[str, str]:
    """The component separator is ISA16, the terminator the character behind it. ISA is of fixed width, mostly."""
    at = -1
    for _ in range(16):
        at = text.find(element, at + 1)
        if at < 0:
            raise UnreadableError("the X12 file is damaged (its ISA segment is cut off)")
    if len(text) < at + 3:
        raise UnreadableError("the X12 file is damaged (its ISA segment is cut off)")
    terminator = text[at + 2]
    return text[at + 1], "\n" if terminator in "\r\n" else terminator


def edifact_segments(content: bytes) -> list[EdiSegment]:
    """The segments of an interchange, released characters resolved."""
    text = decode_text(content, _charset(content)).lstrip()
    component, element, release, terminator = ":", "+", "?", "'"
    if text.startswith("UNA") and len(text) > 9:
        component, element, release, terminator = text[3], text[4], text[6], text[8]
        text = text[9:]
    if release == " ":
        release = ""
    segments: list[EdiSegment] = []
    for raw in _split(text, terminator, release):
        parts = _split(raw.strip(), element, release)
        if not parts[0]:
            continue
        elements = [
            [_released(piece, release) for piece in _split(part, component, release)] for part in parts[1:]
        ]
        segments.append(EdiSegment(parts[0].strip().upper()[:3], elements))
        if len(segments) > _SEGMENTS:
            raise UnreadableError("the EDIFACT file has too many segments to be read")
    return segments


def _charset(content: bytes) -> str | None:
    """The character set that the interchange's syntax identifier stands for (``UNOC`` is Latin-1)."""
    found = re.search(rb"UNB.(UNO[A-Z])", content[:200])
    return _CHARSETS.get(found.group(1).decode()) if found else None


def _split(text: str, separator: str, release: str) -> list[str]:
    """``text`` at every ``separator`` that is not released; releases stay for the next level."""
    pieces = text.split(separator)
    if not release or release not in text:
        return pieces
    joined: list[str] = []
    open_ = False
    for piece in pieces:
        if open_:
            joined[-1] = f"{joined[-1]}{separator}{piece}"
        else:
            joined.append(piece)
        tail = len(piece) - len(piece.rstrip(release))
        open_ = tail % 2 == 1
    return joined


def _released(text: str, release: str) -> str:
    if not release or release not in text:
        return text
    doubled = text.split(release * 2)
    return release.join(part.replace(release, "") for part in doubled)
