"""Mail that is made to be slow is not: the work grows with the size, never with its square.

Time is measured against the same reading of half the size, generously, because a loaded machine is slow and not
wrong: a square law at these sizes would take minutes.
"""

from collections.abc import Callable

import pytest

from qd_core.reading.mail.read import read_mail
from tests.timing import assert_linear, cpu_seconds

HEAD = b"From: a@b.example\nSubject: Re: x\nIn-Reply-To: <a@b>\n"
SIZE = 400_000


def filled(head: bytes, piece: bytes) -> Callable[[int], bytes]:
    return lambda size: head + (piece * (size // len(piece) + 1))[:size]


def nested(size: int) -> bytes:
    return HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(size // 60)
    )


PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\n\n"
HTML = HEAD + b"Content-Type: text/html\n\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n"
TEXTS = [
    *(
        b"\n",
        b">",
        b"> a\n",
        b"On Tue",
        b"On Tue\n",
        b"On Tue, 3 May 2020, a <a@b.c>\n",
        b"wrote:\n",
        b"-",
        b"--\n",
    ),
    *(
        b"-----\n",
        b"From: a\n",
        b"From: a\nSent: b\nTo: c\nSubject: d\n",
        b"a@",
        b"<a@b.c>\n",
        b"=",
        b" ",
        b"\t",
        b"1 ",
    ),
    *(
        b"1.000.",
        b"A1-",
        b"10 Stk A-1\n",
        b"|",
        b"Thanks,\nBob\n",
        b"Thanks ",
        b"Bob\n\n",
        b"Sent from my ",
        b"begin 644 x\n",
        b"\xff",
    ),
    *(
        b"\0",
        b"((((",
        b"0 0 ",
        b"12 Main Street, ",
        b"CAUTION: ",
        b"this message is confidential ",
        b"\xe2\x80\x8b",
    ),
    b"---------- Forwarded message ----------\nFrom: a <b@c.d>\n\n",
]
MARKUP = [
    *(
        b"<div>",
        b"<b>x",
        b"<p>a",
        b"<table><tr><td>",
        b"<li>",
        b"<blockquote type=cite>",
        b"<a href=x>b<p>",
        b"<br>",
    ),
    *(
        b"<!--",
        b"<",
        b"&",
        b"<a ",
        b"<style>a{}",
        b"<i><b><p></i>",
        b"</p>",
        b"<font color=red>",
        b"<td colspan=40>",
    ),
]
SHAPES: dict[str, Callable[[int], bytes]] = {
    **{f"text {piece!r}": filled(PLAIN, piece) for piece in TEXTS},
    **{f"html {piece!r}": filled(HTML, piece) for piece in MARKUP},
    **{
        f"{name} {piece!r}": filled(name.encode() + b": ", piece)
        for name in ("Subject", "From", "Content-Type")
        for piece in (b"a", b"=?utf-8?q?a?= ", b"=?", b"a@b,", b"(", b'"', b";a=b", b"\n ")
    },
    "nested multiparts": nested,
    "parts": filled(MIXED, b"--x\n\na\n"),
    "messages in messages": filled(HEAD, b"Content-Type: message/rfc822\n\n"),
    "fields": filled(b"", b"X: y\n"),
    "base64": filled(HEAD + b"Content-Transfer-Encoding: base64\n\n", b"QQ==\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_mail_is_about_twice_the_work(shape: str) -> None:
    make = SHAPES[shape]
    assert_linear(lambda size: cpu_seconds(lambda: read_mail(make(size)), runs=1), SIZE // 4, factor=3.5)
