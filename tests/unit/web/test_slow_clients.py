"""Clients that take their time: a head or a form that does not come is not waited for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from qd_core.entry.web import impatience, visits
from qd_core.entry.web.app import build_web
from qd_core.entry.web.desk import Desk


@pytest.fixture
def port(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(impatience, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(visits, "FORM_SECONDS", 0.5)
    config = uvicorn.Config(
        build_web(desk), port=0, log_level="error", lifespan="off", http=impatience.ImpatientProtocol
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield int(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join()


def answer_to(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """What comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        for piece in pieces:
            try:
                client.sendall(piece)
            except OSError:
                break
            time.sleep(pause)
        received = b""
        try:
            while piece := client.recv(65_536):
                received += piece
                if b"</html>" in received:
                    break
        except OSError:
            pass
        return received


def test_a_head_that_does_not_come_is_not_waited_for(port: int) -> None:
    for pieces in ((), (b"GET /queue HTTP/1.1\r\nHost: 127.0.0.1\r\n",)):
        started = time.monotonic()
        assert answer_to(port, *pieces) == b""
        assert time.monotonic() - started < 10


def test_a_head_that_drips_is_not_waited_for(port: int) -> None:
    drops = [b"GET /queue HTTP/1.1\r\nHost: 127.0.0.1\r\n"] + [b"X: y\r\n"] * 8
    assert answer_to(port, *drops, pause=0.15) == b""


def test_a_form_that_drips_is_answered_and_let_go(port: int) -> None:
    head = (
        b"POST /problems HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    assert b"408" in answer_to(port, head + b"Content-Length: 100000\r\n\r\n", b"a=1").partition(b"\r\n")[0]


def test_two_quick_requests_on_one_connection_are_both_answered(port: int) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(3):
        connection.request("GET", "/queue")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        time.sleep(0.3)
    connection.close()
