"""Reading mail that is made long: processor seconds a megabyte, and the work for twice the size; and honest mail."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from qd_core.reading.mail.read import read_mail

__all__ = ["run"]

SIZE = 1_000_000
ROUNDS = 3
HEAD = b"From: dana@buyer.example\nSubject: Re: RFQ\nIn-Reply-To: <a@b.example>\n"
TEXT = HEAD + b"Content-Type: text/plain; charset=utf-8\n\nplease quote 5 BX-00001\n\n"
PAGE = HEAD + b"Content-Type: text/html\n\n<p>please quote 5 BX-00001</p>\n"


def _of(head: bytes, piece: bytes) -> Callable[[int], bytes]:
    return lambda size: head + (piece * (size // len(piece) + 1))[:size]


def _nested(size: int) -> bytes:
    level = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return HEAD + b"".join(level % (number, number) for number in range(size // 60))


SHAPES: dict[str, Callable[[int], bytes]] = {
    "newlines": _of(TEXT, b"\n"),
    "'>'": _of(TEXT, b">"),
    "'> ' lines": _of(TEXT, b"> a\n"),
    "'On Tue'": _of(TEXT, b"On Tue"),
    "'On Tue' lines": _of(TEXT, b"On Tue\n"),
    "dashes": _of(TEXT, b"-"),
    "dashes in lines": _of(TEXT, b"-----\n"),
    "nested multipart": _nested,
    "parts": _of(HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n", b"--x\n\na\n"),
    "HTML elements": _of(PAGE, b"<div><b>x</b></div>"),
    "HTML unclosed": _of(PAGE, b"<div>"),
    "one line": _of(TEXT, b"a"),
}


def run() -> dict[str, object]:
    """Seconds for the megabyte (bar: 1), beside the ratio of a megabyte to half of it (bar: 2.3)."""
    rows: dict[str, object] = {}
    for name, make in SHAPES.items():
        half, whole = make(SIZE // 2), make(SIZE)
        pairs = [(_seconds(half), _seconds(whole)) for _ in range(ROUNDS)]
        seconds = statistics.median(whole for _, whole in pairs)
        growth = statistics.median(whole / max(half, 1e-3) for half, whole in pairs)
        rows[f"mail: 1 MB of {name}"] = {"s": seconds, "target_s": 1.0}
        if seconds > 0.05:  # what is refused at once has no growth
            rows[f"mail: 1 MB of {name}, against half"] = {"ratio": growth, "target": 2.3}
    honest = (
        HEAD
        + b"\nHello,\n\nplease quote 40 BX-00001\n\nThanks\nDana\n\nOn Tue, Bob wrote:\n"
        + b"> as before\n" * 40
    )
    rows["mail: an ordinary reply"] = {"ms": statistics.median(_seconds(honest) for _ in range(200)) * 1000}
    return rows


def _seconds(raw: bytes) -> float:
    started = time.process_time()
    read_mail(raw)
    return time.process_time() - started
