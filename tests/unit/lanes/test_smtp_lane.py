"""The mail server."""

from __future__ import annotations

import datetime
import smtplib
import socket
import ssl
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from qd_core.config import SmtpLaneSettings
from qd_core.entry.smtp import SmtpLane
from qd_core.errors import ConfigError
from qd_core.model.review import ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.record import RfqState
from qd_core.ports import QueueName
from tests.integration.small_company import mail

Opened = Callable[..., int]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(app: App, tmp_path: Path) -> Iterator[Opened]:
    lanes: list[SmtpLane] = []

    def opened(**settings: object) -> int:
        port = free_port()
        lane = SmtpLane(app, SmtpLaneSettings.model_validate({"port": port, **settings}), tmp_path)
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


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """A certificate for this machine that signs itself, as settings."""
    write_certificate(tmp_path, "desk")
    return {"tls_cert": "desk.pem", "tls_key": "desk.key"}


def write_certificate(folder: Path, name: str, *, passphrase: bytes = b"") -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / f"{name}.pem").write_bytes(made.public_bytes(pem))
    (folder / f"{name}.key").write_bytes(key.private_bytes(pem, pkcs8, lock))


def over_tls(port: int, content: bytes) -> tuple[int, bytes, bytes]:
    """Sends a mail after STARTTLS: the answer, and the certificate that the server showed."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.ehlo()
        assert client.has_extn("starttls")
        client.starttls(context=context)
        client.ehlo()
        assert not client.has_extn("starttls")
        assert isinstance(client.sock, ssl.SSLSocket)
        shown = client.sock.getpeercert(binary_form=True) or b""
        client.mail("dana@acme.example")
        client.rcpt("quotes@small.example")
        return (*client.data(content), shown)


def test_mail_comes_over_tls_where_there_is_a_certificate(
    app: App, server: Opened, certificate: dict[str, str]
) -> None:
    port = server(**certificate)
    content = mail("please quote 20 BR-10").content.replace(b"\n", b"\r\n")
    for _ in range(30):  # more clients than there are places: each gives its own back
        code, words, _ = over_tls(port, content)
        assert code == 250
    assert app.backend.objects.get("raw-mime/" + words.decode().rsplit(" ", 1)[1]) == content
    assert send(port, content)[0] == 250, "who speaks no TLS is heard all the same"


def until(client: socket.socket, last: bytes, *, say: bytes = b"") -> bytes:
    """Everything that comes up to the line with ``last``."""
    client.sendall(say)
    heard = b""
    while last not in heard:
        more = client.recv(1000)
        assert more, f"hung up after {heard!r}"
        heard += more
    return heard


def greet(client: socket.socket) -> None:
    until(client, b"220 ")
    until(client, b"250 HELP\r\n", say=b"EHLO me\r\n")


def test_a_handshake_that_fails_gives_its_place_back(server: Opened, certificate: dict[str, str]) -> None:
    port = server(connections=2, **certificate)
    for _ in range(4):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            greet(client)
            client.sendall(b"STARTTLS\r\n")
            assert client.recv(100).startswith(b"220")
            client.sendall(b"this is no handshake\r\n" * 10)
            while client.recv(1000):
                pass
        time.sleep(0.1)
    assert over_tls(port, mail("20 BR-10").content)[0] == 250


def test_commands_hidden_behind_starttls_are_not_heard(
    app: App, server: Opened, certificate: dict[str, str]
) -> None:
    """What a man in the middle puts after STARTTLS in clear must not count as said over TLS (CVE-2011-0411)."""
    port = server(**certificate)
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        greet(client)
        client.sendall(b"STARTTLS\r\nMAIL FROM:<evil@evil.example>\r\n")
        assert client.recv(100) == b"220 Ready to start TLS\r\n"
        with context.wrap_socket(client) as safe:
            until(safe, b"250 HELP", say=b"EHLO me\r\n")
            safe.sendall(b"RCPT TO:<quotes@small.example>\r\n")
            assert safe.recv(1000).startswith(b"503"), "no sender was named over TLS"


def test_mail_in_clear_is_refused_where_tls_is_required(server: Opened, certificate: dict[str, str]) -> None:
    port = server(require_tls=True, **certificate)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.ehlo()
        assert client.mail("dana@acme.example")[0] == 530
    assert over_tls(port, mail("20 BR-10").content)[0] == 250


def test_a_renewed_certificate_is_used_without_a_restart(
    server: Opened, certificate: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = server(**certificate)
    before = over_tls(port, mail("20 BR-10").content)[2]
    (tmp_path / "desk.pem").write_text("half a certif")
    assert over_tls(port, mail("21 BR-10").content)[2] == before, "one that is not whole is not used"
    assert "the certificate of before is used" in caplog.text
    write_certificate(tmp_path, "desk")
    assert over_tls(port, mail("22 BR-10").content)[2] not in {before, b""}


def test_a_certificate_that_cannot_be_used_is_said_in_a_sentence(app: App, tmp_path: Path) -> None:
    def refused(cert: str, key: str) -> str:
        settings = SmtpLaneSettings(port=free_port(), tls_cert=cert, tls_key=key)
        with pytest.raises(ConfigError) as caught:
            SmtpLane(app, settings, tmp_path).start()
        return str(caught.value)

    write_certificate(tmp_path, "one")
    write_certificate(tmp_path, "two")
    write_certificate(tmp_path, "locked", passphrase=b"secret")
    assert "[lanes.smtp] tls_cert: " in refused("none.pem", "one.key")
    assert "is not the key of that certificate" in refused("one.pem", "two.key")
    assert "without a passphrase" in refused("locked.pem", "locked.key")
    for wrong in ({"tls_cert": "one.pem"}, {"tls_key": "one.key"}, {"require_tls": True}):
        with pytest.raises(ValidationError, match="tls_cert and tls_key"):
            SmtpLaneSettings.model_validate(wrong)


@pytest.mark.slow
def test_a_burst_with_malformed_mails_is_all_accounted_for(app: App, server: Opened) -> None:
    port, count, clients = server(), 200, 4
    bad = [
        b"\xff\x00 no mail at all",
        b"",
        b"From: \xf0\x28\x8c\x28\r\nSubject: =?utf-8?q?=ff?=\r\n\r\n\xff\xfe20 BR-10",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x",
        b"Content-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\r\n",
    ]
    mails = [
        bad[number // 20 % len(bad)]
        if number % 20 == 0  # five in a hundred
        else mail(f"quote {number} BR-10", message_id=f"<{number}@acme.example>").content
        for number in range(count)
    ]

    def client(number: int) -> list[str]:
        ids = []
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as connection:
            connection.ehlo()
            for content in mails[number::clients]:
                connection.mail("dana@acme.example")
                connection.rcpt("quotes@small.example")
                code, words = connection.data(content)
                assert code == 250
                ids.append(words.decode().rsplit(" ", 1)[1])
        return ids

    with ThreadPoolExecutor(clients) as pool:
        ids = {one for taken in pool.map(client, range(clients)) for one in taken}
    assert len(ids) == count
    app.run_until_idle()
    for queue in QueueName:
        assert app.backend.queue.depth(queue) == 0
        assert app.backend.queue.dead_letters(queue) == []
    heads = [app.draft(one) for one in ids]
    states = Counter(found[0].state for found in heads if found is not None)
    # every good mail waits for a person; of the malformed each is a screened request of its own, with its raw copy
    assert states[ReviewState.QUEUED] >= count * 95 // 100
    assert states.total() + sum(app.record(one)[0].state is RfqState.DUPLICATE for one in ids) == count
    assert all(app.backend.objects.exists(f"raw-mime/{one}") for one in ids)
