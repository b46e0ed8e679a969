"""The mail server."""

from __future__ import annotations

import smtplib
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qd_core.config import SmtpLaneSettings
from qd_core.entry.smtp import SmtpLane
from qd_core.errors import ConfigError
from qd_core.pipeline import arrive
from qd_core.pipeline.app import App
from qd_core.ports import QueueName
from tests.integration.small_company import mail

Opened = Callable[..., int]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(app: App) -> Iterator[Opened]:
    lanes: list[SmtpLane] = []

    def opened(**settings: object) -> int:
        port = free_port()
        lane = SmtpLane(app, SmtpLaneSettings.model_validate({"port": port, **settings}))
        lane.start()
        lanes.append(lane)
        return port

    yield opened
    for lane in lanes:
        lane.stop()


def send(port: int, content: bytes, to: str = "quotes@small.example") -> tuple[int, bytes]:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.ehlo()
        client.mail("dana@acme.example")
        code, words = client.rcpt(to)
        return (code, words) if code != 250 else client.data(content)


def test_250_comes_after_the_bytes_are_on_disk(app: App, server: Opened, tmp_path: Path) -> None:
    content = mail("please quote 20 BR-10").content.replace(b"\n", b"\r\n")
    code, words = send(server(), content)
    assert code == 250
    rfq_id = words.decode().rsplit(" ", 1)[1]
    assert (tmp_path / "data" / "objects" / "raw-mime" / rfq_id).read_bytes() == content
    assert app.backend.queue.depth(QueueName.INTAKE) == 1
    app.run_until_idle()
    assert app.draft(rfq_id) is not None


def test_a_full_disk_leaves_the_mail_with_the_client(
    app: App, server: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server()

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(app.backend.objects, "put", full)
        code, _ = send(port, mail("20 BR-10").content)
    assert code == 451
    assert app.backend.queue.depth(QueueName.INTAKE) == 0
    assert send(port, mail("20 BR-10").content)[0] == 250


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("quotes@small.example", 250),
        ("QUOTES@Small.Example", 250),
        ("any@desk.example", 250),
        ("other@small.example", 550),
        ("quotes@small.example.evil.example", 550),
        ("x@subdesk.example", 550),
    ],
)
def test_only_our_addresses_are_taken(app: App, server: Opened, to: str, code: int) -> None:
    port = server(recipients=["quotes@small.example", "@desk.example"])
    assert send(port, mail("20 BR-10").content, to)[0] == code


def test_too_large_a_mail_is_refused_before_and_while_it_comes(app: App, server: Opened) -> None:
    port = server(max_megabytes=1)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.ehlo()
        assert client.mail("dana@acme.example", ["SIZE=2000000"])[0] == 552
    assert send(port, b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 20_000)[0] == 552
    assert app.backend.queue.depth(QueueName.INTAKE) == 0


def test_long_lines_come_through_as_they_are(app: App, server: Opened) -> None:
    content = b"Subject: x\r\n\r\n" + b"z" * 20_000 + b"\r\n"
    code, words = send(server(), content)
    assert code == 250
    assert app.backend.objects.get("raw-mime/" + words.decode().rsplit(" ", 1)[1]) == content


def test_a_slow_client_is_let_go(server: Opened) -> None:
    port = server(seconds=1)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.recv(100)
        client.sendall(b"EHLO me\r\n")
        client.recv(1000)
        client.sendall(b"MAIL FROM:<a@b.example>\r\nRCPT TO:<q@small.example>\r\nDATA\r\n")
        started = time.monotonic()
        while client.recv(1000):
            pass
        assert time.monotonic() - started < 8


def test_one_client_does_not_take_every_place(server: Opened) -> None:
    port = server(connections=4)
    held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(2)]
    try:
        assert all(one.recv(100).startswith(b"220") for one in held)
        with socket.create_connection(("127.0.0.1", port), timeout=10) as third:
            assert third.recv(100).startswith(b"421")
    finally:
        for one in held:
            one.close()
    deadline = time.monotonic() + 5
    answer = b""
    while not answer.startswith(b"220") and time.monotonic() < deadline:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as fourth:
            answer = fourth.recv(100)
    assert answer.startswith(b"220"), "the places came back"


def test_a_taken_port_is_one_sentence(app: App, server: Opened) -> None:
    port = server()
    with pytest.raises(ConfigError, match=rf"\[lanes.smtp\] cannot take mail on 127.0.0.1:{port}"):
        SmtpLane(app, SmtpLaneSettings(port=port)).start()


def test_a_burst_is_all_accounted_for(app: App, server: Opened) -> None:
    port = server()
    count = 60
    ids = set()
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
        for number in range(count):
            content = (
                b"\xff\x00 no mail at all" if number % 20 == 0 else mail(f"quote {number} BR-10").content
            )
            client.ehlo_or_helo_if_needed()
            client.mail("dana@acme.example")
            client.rcpt("quotes@small.example")
            code, words = client.data(content)
            assert code == 250
            ids.add(words.decode().rsplit(" ", 1)[1])
    assert len(ids) == count
    for _ in range(count):
        message = app.backend.queue.receive(QueueName.INTAKE)
        assert message is not None
        arrive.intake_step(app, message.body)
        app.backend.queue.acknowledge(message)
    assert {app.record(one)[0].rfq.rfq_id for one in ids} == ids
