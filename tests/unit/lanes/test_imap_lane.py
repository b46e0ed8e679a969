"""The polled mailbox, against a real IMAP server."""

from __future__ import annotations

import imaplib
import os
from collections.abc import Iterator

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.config import ImapLaneSettings
from qd_core.entry.lanes import imap
from qd_core.entry.lanes.imap import ImapLane
from qd_core.errors import ConfigError, QdError, TransientError
from qd_core.model.event import EventKind
from qd_core.pipeline import arrive
from qd_core.pipeline.app import App
from qd_core.ports import QueueName
from tests.integration.small_company import mail
from tests.unit.lanes.dovecot import PASSWORD, USER, dovecot, installed

pytestmark = pytest.mark.skipif(
    not installed() or not os.environ.get("QD_TEST_DOVECOT"),
    reason="starts a real dovecot: install it and set QD_TEST_DOVECOT=1",
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with dovecot(tmp_path_factory.mktemp("imap")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def empty(port: int) -> None:
    with connected(port) as client:
        client.create("Archive")
        for mailbox in ("INBOX", "Archive"):
            client.select(mailbox)
            client.uid("STORE", "1:*", "+FLAGS", r"\Deleted")
            client.expunge()


@pytest.fixture(autouse=True)
def password(backend: LocalBackend) -> None:
    backend.secrets.put("imap/password", PASSWORD, expected_version="")


def connected(port: int) -> imaplib.IMAP4:
    client = imaplib.IMAP4("127.0.0.1", port, timeout=30)
    try:
        client.login(USER, PASSWORD)
    except BaseException:
        client.shutdown()
        raise
    return client


def put(port: int, content: bytes, flags: str = "") -> None:
    with connected(port) as client:
        assert client.append("INBOX", flags, "", content.replace(b"\n", b"\r\n"))[0] == "OK"


def flags(port: int, mailbox: str = "INBOX") -> list[str]:
    with connected(port) as client:
        client.select(mailbox)
        return [str(line) for line in client.uid("FETCH", "1:*", "(FLAGS)")[1] if line]


def lane(app: App, port: int, **settings: object) -> ImapLane:
    given = {"host": "127.0.0.1", "port": port, "user": USER, "security": "none", **settings}
    return ImapLane(app, ImapLaneSettings.model_validate(given))


def waiting(app: App) -> int:
    return app.backend.queue.depth(QueueName.INTAKE)


def test_a_new_mail_is_taken_once_and_marked_read(app: App, port: int) -> None:
    content = mail("quote 20 BR-10").content
    put(port, content)
    polled = lane(app, port)
    assert [polled.look() for _ in range(3)] == [1, 0, 0]
    assert waiting(app) == 1
    message = app.backend.queue.receive(QueueName.INTAKE)
    assert message is not None
    assert app.backend.objects.get(f"raw-mime/{message.body}") == content.replace(b"\n", b"\r\n")
    assert all("Seen" in one for one in flags(port))


def test_what_was_read_before_the_first_look_is_left_alone(app: App, port: int) -> None:
    put(port, mail("an old one").content, r"\Seen")
    put(port, mail("quote 20 BR-10").content)
    assert lane(app, port).look() == 1


def test_a_mail_that_a_person_opened_first_is_taken_too(app: App, port: int) -> None:
    polled = lane(app, port)
    put(port, mail("quote 20 BR-10").content)
    polled.look()
    put(port, mail("quote 7 BR-12").content, r"\Seen")
    assert polled.look() == 1
    assert waiting(app) == 2


def test_a_stored_mail_moves_where_the_settings_say(app: App, port: int) -> None:
    put(port, mail("quote 20 BR-10").content)
    assert lane(app, port, move_to="Archive").look() == 1
    assert flags(port) == []
    assert len(flags(port, "Archive")) == 1


def test_a_crash_between_storing_and_marking_takes_nothing_twice(
    app: App, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(port, mail("quote 20 BR-10").content)
    with monkeypatch.context() as patch:
        patch.setattr(imap._Mailbox, "mark", lambda *_: (_ for _ in ()).throw(OSError("cut")))
        with pytest.raises(TransientError):
            lane(app, port).look()
    assert not any("Seen" in one for one in flags(port))
    assert lane(app, port).look() == 1
    assert waiting(app) == 1
    assert all("Seen" in one for one in flags(port))


def test_a_mail_that_cannot_be_stored_stays_unread(
    app: App, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(port, mail("quote 20 BR-10").content)
    with monkeypatch.context() as patch:
        patch.setattr(arrive, "take_in", lambda *_, **__: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(QdError):
            lane(app, port).look()
    assert not any("Seen" in one for one in flags(port))
    assert lane(app, port).look() == 1


def test_too_large_a_mail_is_left_for_a_person(app: App, port: int, caplog: pytest.LogCaptureFixture) -> None:
    put(port, b"Subject: x\n\n" + b"y" * 70 + (b"\n" + b"y" * 70) * 20_000)
    put(port, mail("quote 20 BR-10").content)
    polled = lane(app, port, max_megabytes=1)
    assert [polled.look(), polled.look()] == [1, 0]
    assert sum("Seen" in one for one in flags(port)) == 1
    assert caplog.text.count("at most 1 MB") == 1


def test_wrong_mailbox_and_wrong_server_are_said(app: App, port: int) -> None:
    with pytest.raises(ConfigError, match=r"\[lanes.imap\] 127.0.0.1 refuses"):
        lane(app, port, mailbox="Nowhere").look()
    with pytest.raises(TransientError, match="cannot be read"):
        lane(app, 1).look()


def test_two_bodies_are_two_requests(app: App, port: int) -> None:
    for number in (20, 30):
        put(port, mail(f"quote {number} BR-10").content)
    assert lane(app, port).look() == 2
    for _ in range(2):
        message = app.backend.queue.receive(QueueName.INTAKE)
        assert message is not None
        arrive.intake_step(app, message.body)
    told = [row.body for row in app.backend.audit.rows()]
    assert sum(EventKind.RECEIVED in body for body in told) == 2
