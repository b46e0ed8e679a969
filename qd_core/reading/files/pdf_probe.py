"""PDFs whose streams unpack to much, or cannot be seen through, are first opened in a process of their own: what ends
a process must not end this one. Run as a module, it reads a PDF from standard input and exits with 0 where it could."""

from __future__ import annotations

import base64
import os
import re
import struct
import subprocess
import sys
import zlib

from qd_core.reading.files.limits import UnreadableError

__all__ = ["check_unpacking"]

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 1_000
"""Bytes of a stream's dictionary that are looked at."""
_LARGE = 8_000_000
_LARGE_TOGETHER = 60_000_000
_PIECE = 1 << 20
_UNKNOWN = (b"/LZW", b"/RunLengthDecode", b"/RL", b"/ASCIIHexDecode", b"/AHx", b"/Crypt")
_MOST_85 = 2_000_000
_BLANKS = b" \t\n\r\v\0\f"
_DIGITS_85 = bytes(range(33, 33 + 85))
_ZERO_85 = 33 * (85**4 + 85**3 + 85**2 + 85 + 1)
"""Five letters that each stand for 0, read as a number of base 85."""
_SECONDS = 5
_MEMORY = 450_000_000
_TOO_MUCH = "the PDF unpacks to far more data than a document holds and was not read"


def check_unpacking(content: bytes) -> None:
    """Raises UnreadableError for a PDF that takes more memory or time than a document does."""
    if not _is_heavy(content):
        return
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "qd_core.reading.files.pdf_probe"]
    try:
        done = subprocess.run(  # noqa: S603 - this very module, by this very interpreter
            command, input=content, capture_output=True, timeout=4 * _SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise UnreadableError(_TOO_MUCH) from problem
    if done.returncode:
        raise UnreadableError(_TOO_MUCH)


def _is_heavy(content: bytes) -> bool:
    if b"/Encrypt" in content:
        return True
    total = 0
    for found in _STREAM.finditer(content):
        head = content[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if any(name in head for name in _UNKNOWN) or head.count(b"/FlateDecode") + head.count(b"/Fl ") > 1:
            return True
        if b"/Fl" in head:
            is_text = b"/ASCII85Decode" in head or b"/A85" in head
            size = _unpacked_85(content, found.end()) if is_text else _unpacked(content, found.end())
            total += size
            if size > _LARGE or total > _LARGE_TOGETHER:
                return True
    return False


def _unpacked_85(content: bytes, start: int) -> int:
    """The same for a stream that is written in letters (ASCII 85, as some programs pack every page)."""
    end = content.find(b"~>", start, start + _MOST_85)
    if end < 0:
        return _LARGE + 1
    try:
        packed = _from_85(content[start:end])
    except ValueError:
        return 0
    return _unpacked(packed, 0)


def _from_85(letters: bytes) -> bytes:
    """As base64.a85decode, which looks at each letter by itself, in a third of its time. Raises ValueError."""
    letters = letters.translate(None, _BLANKS)
    if letters.translate(None, _DIGITS_85):  # z stands for four zeros; anything else is wrong
        return base64.a85decode(letters)
    added = -len(letters) % 5
    fives = zip(*[iter(letters + b"u" * added)] * 5, strict=True)
    words = [(((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _ZERO_85 for a, b, c, d, e in fives]
    try:
        packed = struct.pack(f">{len(words)}I", *words)
    except struct.error as problem:
        raise ValueError("five letters say more than four bytes hold") from problem
    return packed[: len(packed) - added]


def _unpacked(content: bytes, start: int) -> int:
    """How many bytes the stream at ``start`` unpacks to, counted no further than what is large."""
    unpacker = zlib.decompressobj()
    size, at, rest = 0, start, b""
    try:
        while size <= _LARGE and not unpacker.eof:
            piece = rest or content[at : at + 65_536]
            at += 0 if rest else len(piece)
            if not piece:
                break
            size += len(unpacker.decompress(piece, _PIECE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass  # damaged: what came out until then is what a reader gets
    return size


def _main() -> int:
    content = sys.stdin.buffer.read()
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system: the time limit remains
    from qd_core.reading.files.pdf_words import open_pdf, pages_of

    try:
        for _ in pages_of(open_pdf(content)):
            pass
    except UnreadableError:
        return 0  # the reader says it better
    except MemoryError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
