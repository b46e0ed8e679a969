"""The tree of a MIME message, in linear time.

The standard library's parser hands every line through one generator for each level and asks every open boundary
about it: a megabyte of nested multiparts takes it minutes, or its recursion limit. Here each level is one search of
its own bytes, and depth and number of parts are bounded.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from qd_core.reading.decode import decode_text
from qd_core.reading.mail.headers import Headers, base64_bytes, parse_headers, parse_value
from qd_core.reading.mail.uuencoded import uu_bytes

__all__ = ["DEEPEST", "MOST_PARTS", "Part", "parse_message", "walk"]

MOST_PARTS = 500
DEEPEST = 15


@dataclass(slots=True)
class Part:
    """One entity: a leaf with ``content``, or a container with ``children``. ``content`` is transfer-decoded.

    ``media_type`` is ``type/subtype`` in lower case; ``name`` is the file's name as written, empty where it has
    none; ``problem`` says why a part could not be taken apart.
    """

    headers: Headers
    media_type: str
    params: dict[str, str]
    disposition: str = ""
    name: str = ""
    content: bytes = b""
    children: list[Part] = field(default_factory=list)
    problem: str = ""

    @property
    def content_id(self) -> str:
        """The Content-ID without its brackets."""
        return self.headers.raw("content-id").strip(" <>")

    @property
    def is_multipart(self) -> bool:
        """Whether this is a container of parts."""
        return self.media_type.startswith("multipart/")

    def text(self, most: int | None = None) -> str:
        """The content (its first ``most`` bytes) as text, line ends as ``\\n``."""
        text = decode_text(self.content[:most], self.params.get("charset") or self._meta_charset())
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    def _meta_charset(self) -> str:
        if self.media_type != "text/html":
            return ""
        found = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", self.content[:4096], re.IGNORECASE)
        return found[1].decode("ascii") if found else ""


class _Budget:
    """How many more parts may be made; ``spent`` is set when one was refused."""

    def __init__(self) -> None:
        self.left = MOST_PARTS
        self.spent = False

    def take(self) -> bool:
        if self.left <= 0:
            self.spent = True
            return False
        self.left -= 1
        return True


def parse_message(content: bytes) -> Part:
    """The message as a tree. Never raises; what is too deep or too many is named in ``problem`` of its container."""
    if b"\n" not in content and b"\r" in content:
        content = content.replace(b"\r", b"\n")
    start = len(content) - len(content.lstrip(b"\r\n"))
    return _entity(content, start, len(content), 0, _Budget(), "text/plain")


def walk(part: Part) -> list[Part]:
    """``part`` and everything below it, in order."""
    out: list[Part] = []
    stack = [part]
    while stack:
        one = stack.pop()
        out.append(one)
        stack.extend(reversed(one.children))
    return out


def _entity(content: bytes, start: int, end: int, depth: int, budget: _Budget, default: str) -> Part:
    headers, body = parse_headers(content, start, end)
    media_type, params = parse_value(headers.raw("content-type"))
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", media_type):
        media_type = _bare_type(media_type, default)
    disposition, of_disposition = parse_value(headers.raw("content-disposition"))
    part = Part(
        headers,
        media_type,
        params,
        disposition,
        of_disposition.get("filename") or params.get("name") or of_disposition.get("name") or "",
    )
    encoding = headers.raw("content-transfer-encoding").split(";")[0].strip(" \t\"'").lower()
    if part.is_multipart:
        _split(part, content, body, end, depth, budget, encoding)
    elif media_type in ("message/rfc822", "message/global", "message/news"):
        _embedded(part, content, body, end, depth, budget, encoding)
    else:
        part.content = _decoded(content[body:end], encoding)
    return part


def _bare_type(written: str, default: str) -> str:
    """Old and broken mailers write ``text`` or nothing at all."""
    return {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}.get(
        written.partition("/")[0], default if not written else "application/octet-stream"
    )


def _split(
    part: Part, content: bytes, body: int, end: int, depth: int, budget: _Budget, encoding: str
) -> None:
    boundary = part.params.get("boundary", "").encode("utf-8", "replace").rstrip()
    spans = _spans(content, body, end, boundary) if boundary else []
    if not spans and boundary:  # RFC 2046: what follows the boundary on its line does not matter
        spans = _spans(content, body, end, boundary, rb"[^\r\n]*")
    if not spans and encoding == "base64" and boundary:  # against the rules, and seen
        content = _decoded(content[body:end], encoding)
        body, end = 0, len(content)
        spans = _spans(content, body, end, boundary)
    if not spans:
        part.media_type, part.content = "text/plain", _decoded(content[body:end], encoding)
        return
    if depth >= DEEPEST:
        part.problem = f"parts nested more than {DEEPEST} deep were not read"
        return
    default = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
    for first, last in spans:
        if not budget.take():
            part.problem = f"only the first {MOST_PARTS} parts were read"
            return
        part.children.append(_entity(content, first, last, depth + 1, budget, default))


def _spans(
    content: bytes, body: int, end: int, boundary: bytes, tail: bytes = rb"[ \t]*"
) -> list[tuple[int, int]]:
    """Where the parts between the boundary lines lie; a missing last line is forgiven."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?" + tail + rb"\r?(?:\n|\Z)", re.MULTILINE)
    spans: list[tuple[int, int]] = []
    begun = -1
    for found in line.finditer(content, body, end):
        if begun >= 0:
            spans.append((begun, _without_newline(content, begun, found.start())))
        begun = found.end()
        if found[1] or len(spans) > MOST_PARTS:
            return spans
    if begun >= 0 and begun < end:
        spans.append((begun, end))
    return spans


def _without_newline(content: bytes, begun: int, end: int) -> int:
    """The newline before a boundary belongs to the boundary."""
    if end > begun and content[end - 1 : end] == b"\n":
        end -= 1
        if end > begun and content[end - 1 : end] == b"\r":
            end -= 1
    return end


def _embedded(
    part: Part, content: bytes, body: int, end: int, depth: int, budget: _Budget, encoding: str
) -> None:
    if encoding in ("base64", "quoted-printable"):
        content = _decoded(content[body:end], encoding)
        body, end = 0, len(content)
    part.content = content[body:end]
    if depth >= DEEPEST:
        part.problem = f"messages nested more than {DEEPEST} deep were not read"
    elif budget.take():
        start = body + len(content[body : body + 64]) - len(content[body : body + 64].lstrip(b"\r\n"))
        part.children.append(_entity(content, start, end, depth + 1, budget, "text/plain"))
    else:
        part.problem = f"only the first {MOST_PARTS} parts were read"


def _decoded(raw: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64_bytes(raw)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(raw)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uu_bytes(raw)
    return raw
