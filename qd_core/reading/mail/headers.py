"""A message's header fields (RFC 5322, 2047, 2231), read so that nothing in them can fail or take long."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from qd_core.reading.decode import decode_text

__all__ = [
    "NOBODY",
    "Address",
    "Headers",
    "decode_words",
    "parse_addresses",
    "parse_date",
    "parse_headers",
    "parse_value",
]

MOST_FIELDS = 1000
MOST_BYTES = 128 * 1024
LONGEST_VALUE = 16 * 1024
_LONGEST_PARAMS = 4096
_MOST_ADDRESSES = 50

_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_ODD_FIELD = re.compile(rb"[^\s:]{1,100}:")
_LOOSE_ADDRESS = re.compile(r"[^\s<>@,;:\"'()\[\]]{1,64}@[^\s<>@,;:\"'()\[\]]{1,255}")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_PARAM = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_UNFOLD = re.compile(r"\r?\n[ \t]+|\r?\n|\r")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Headers:
    """Fields in their order: lower-case name and unfolded value, encoded words still encoded."""

    fields: tuple[tuple[str, str], ...] = ()

    def raw(self, name: str) -> str:
        """The first field called ``name``, undecoded, empty where there is none."""
        return next((value for key, value in self.fields if key == name), "")

    def get(self, name: str) -> str:
        """The first field called ``name``, encoded words decoded."""
        return decode_words(self.raw(name))

    def all(self, name: str) -> tuple[str, ...]:
        """Every field called ``name``, top first, undecoded."""
        return tuple(value for key, value in self.fields if key == name)


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox. Both parts may be empty; ``email`` is as written, without angle brackets."""

    name: str = ""
    email: str = ""


NOBODY = Address()


def parse_headers(content: bytes, start: int, end: int) -> tuple[Headers, int]:
    """The header block that begins at ``start``, and where its body begins.

    Content that does not begin with a field has no header: its body begins at ``start``. A line that is neither a
    field nor a continuation ends the block (the blank line is missing).
    """
    fields: list[tuple[str, list[bytes]]] = []
    at, stop = start, min(end, start + MOST_BYTES)
    if content.startswith((b"From ", b">From "), at):  # an mbox separator
        at = _next_line(content, at, end)
    while at < end:
        after = _next_line(content, at, end)
        if content[at:after].strip(b"\r\n") == b"":
            return _headers(fields), after
        if at >= stop or len(fields) >= MOST_FIELDS:
            return _headers(fields), _body_after_blank(content, at, end)
        line = content[at : min(after, at + LONGEST_VALUE)]
        if line[:1] in b" \t" and fields:
            if sum(map(len, fields[-1][1][-8:])) < LONGEST_VALUE and len(fields[-1][1]) < MOST_FIELDS:
                fields[-1][1].append(line)
        elif _FIELD.match(line) or (fields and _ODD_FIELD.match(line)):
            name, _, value = line.partition(b":")
            fields.append((name.strip().decode("ascii", "replace").lower(), [value]))
        elif not fields and line[:1] not in b" \t":
            return Headers(), start
        elif fields:
            return _headers(fields), at
        at = after
    return _headers(fields), end


def _next_line(content: bytes, at: int, end: int) -> int:
    found = content.find(b"\n", at, end)
    return end if found < 0 else found + 1


def _body_after_blank(content: bytes, at: int, end: int) -> int:
    places = [
        found + len(gap)
        for gap in (b"\n\n", b"\n\r\n")
        if (found := content.find(gap, max(at - 1, 0), end)) >= 0
    ]
    return min(places, default=end)


def _headers(fields: list[tuple[str, list[bytes]]]) -> Headers:
    return Headers(tuple((name, _unfolded(b"".join(lines))) for name, lines in fields))


def _unfolded(value: bytes) -> str:
    text = value[:LONGEST_VALUE].decode("ascii") if value.isascii() else decode_text(value[:LONGEST_VALUE])
    return _UNFOLD.sub(" ", text).strip()


def decode_words(value: str) -> str:
    """RFC 2047 encoded words decoded, control characters gone. Words that belong together are joined as bytes first:
    a character may be split between two."""
    if "=?" not in value:
        return _printable(value)
    out: list[str] = []
    pending, charset, at = b"", "", 0
    for found in _ENCODED.finditer(value):
        between = value[at : found.start()]
        name = found[1].partition("*")[0].lower()
        if between.strip() or not at:
            out.append(decode_text(pending, charset) + between)
            pending = b""
        elif pending and name != charset:
            out.append(decode_text(pending, charset))
            pending = b""
        pending += _word(found[2], found[3])
        charset, at = name, found.end()
    out.append(decode_text(pending, charset) + value[at:])
    return _printable("".join(out))


def _word(kind: str, text: str) -> bytes:
    raw = text.encode("latin-1", "replace")
    if kind in "qQ":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), raw.replace(b"_", b" "))
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """Base64 decoded as far as it goes: foreign characters, missing padding and cut ends do no harm."""
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def _printable(value: str) -> str:
    return "".join(char if char.isprintable() else " " for char in value).strip()


def parse_value(value: str) -> tuple[str, dict[str, str]]:
    """``text/plain; charset=x`` as its lower-case first word and its parameters (RFC 2231, and what mailers make
    of it). Of a parameter that is given twice the first counts."""
    value = value[:_LONGEST_PARAMS]
    head = value.partition(";")[0].strip().lower()
    found = [(match[1].lower(), _unquoted(match[2].strip())) for match in _PARAM.finditer(value)]
    params: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, text in found:
        base, star, rest = name.partition("*")
        if not star:
            params.setdefault(name, decode_words(text))
        elif rest in ("", "0*") or rest.rstrip("*").isdecimal():
            number = int(rest.rstrip("*")[:4] or 0)
            pieces.setdefault(base, []).append((number, name.endswith("*"), text))
    for name, parts in pieces.items():
        params[name] = _continued(sorted(parts, key=lambda part: part[0]))
    return head, params


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\([\"\\])", r"\1", text[1:-1])
    return text.strip('"')


def _continued(parts: list[tuple[int, bool, str]]) -> str:
    charset, raw = "utf-8", b""
    for number, encoded, text in parts:
        piece = text
        if encoded and number == 0 and text.count("'") >= 2:
            charset, _, piece = text.split("'", 2)
        raw += unquote_to_bytes(piece) if encoded else piece.encode("utf-8", "replace")
    return _printable(decode_text(raw, charset))


def parse_addresses(value: str) -> tuple[Address, ...]:
    """The mailboxes of a From, To or Reply-To field, at most fifty; what cannot be read is left out."""
    return tuple(_addresses(value[:LONGEST_VALUE]))


def _addresses(value: str) -> Iterator[Address]:
    try:
        found = getaddresses([value])
    except (ValueError, IndexError, TypeError, RecursionError):
        found = []
    emails = [email for _, email in found if email]
    if not emails or not all(
        email in value and _LOOSE_ADDRESS.fullmatch(email) for email in emails
    ):  # not by the book
        loose = _LOOSE_ADDRESS.search(value)
        if loose is None:
            name = decode_words(value).strip(" \"'<>")
            if name:
                yield Address(name)
            return
        found = [(value[: loose.start()].strip(" <\"'(["), loose[0])]
    for name, email in found[:_MOST_ADDRESSES]:
        if email or name:
            yield Address(decode_words(name).strip(" \"'"), decode_words(email).strip(" <>\"'."))


def parse_date(value: str) -> datetime | None:
    """A Date field in UTC, or None where it names no moment between 1990 and 2100."""
    try:
        moment = parsedate_to_datetime(value.strip()[:200])
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return moment if 1990 <= moment.year <= 2100 else None
