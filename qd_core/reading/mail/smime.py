"""Opaque S/MIME: the message inside a signed PKCS #7 envelope, without its signature being checked."""

from __future__ import annotations

__all__ = ["signed_content"]

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_MOST_STEPS = 20_000
_DEEPEST = 12


def signed_content(envelope: bytes) -> bytes | None:
    """The octets that were signed (RFC 5652: ContentInfo, SignedData, encapContentInfo); None where the envelope is
    of another kind, or broken."""
    try:
        outer = _value(envelope, 0, len(envelope))
        kind, explicit = _children(envelope, *outer)[:2]
        if envelope[kind[1] : kind[2]] != _SIGNED_DATA:
            return None
        signed = _children(envelope, explicit[1], explicit[2])[0]
        for tag, start, end in _children(envelope, signed[1], signed[2]):
            if tag == 0x30:
                parts = _children(envelope, start, end)
                if len(parts) < 2 or parts[1][0] != 0xA0:
                    return None
                return _octets(envelope, parts[1][1], parts[1][2], 0)
    except (IndexError, ValueError):
        return None
    return None


def _octets(data: bytes, start: int, end: int, depth: int) -> bytes:
    """An octet string, which may be of pieces."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    out = []
    for tag, first, last in _children(data, start, end):
        if tag == 0x04:
            out.append(data[first:last])
        elif tag & 0x20:
            out.append(_octets(data, first, last, depth + 1))
    return b"".join(out)


def _value(data: bytes, at: int, end: int) -> tuple[int, int]:
    tag, start, stop, _ = _element(data, at, end, 0)
    if not tag & 0x20:
        raise ValueError("not a sequence")
    return start, stop


def _children(data: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    at = start
    while at < end and len(found) < _MOST_STEPS:
        if data[at : at + 2] == b"\0\0":
            break
        tag, first, last, at = _element(data, at, end, 0)
        found.append((tag, first, last))
    return found


def _element(data: bytes, at: int, end: int, depth: int) -> tuple[int, int, int, int]:
    """Tag, where the value starts and ends, and where the next element starts (BER, one-byte tags)."""
    tag, size, start = data[at], data[at + 1], at + 2
    if size == 0x80:  # indefinite: up to two zero octets
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        inner = start
        for _ in range(_MOST_STEPS):
            if data[inner : inner + 2] == b"\0\0":
                return tag, start, inner, inner + 2
            inner = _element(data, inner, end, depth + 1)[3]
            if inner >= end:
                break
        raise ValueError("no end")
    if size & 0x80:
        count = size & 0x7F
        if count > 4:
            raise ValueError("too long")
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > end:
        raise ValueError("longer than what is there")
    return tag, start, start + size, start + size
