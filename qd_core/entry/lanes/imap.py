"""The polled mailbox: a mail is marked read, or moved, once its bytes are stored.

Which mail was taken is kept here, by the mailbox's own numbers (UIDVALIDITY and UID), not in the mailbox's flags alone:
a mail that a person opened first is taken too, and a crash between storing and marking takes nothing twice.
"""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from qd_core.config import ImapLaneSettings
from qd_core.entry.lanes.lane import PollingThread
from qd_core.errors import ConfigError, RejectedError, TransientError
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import take_in_once
from qd_core.ports import TableName

__all__ = ["ImapLane"]

log = logging.getLogger("qd")
TIMEOUT = 30.0
_A_LOOK = 100
_FOR_GOOD = timedelta(days=36500)
_TOO_LARGE = "too large"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"UID (\d+)")


class ImapLane:
    """`Lane` over one mailbox."""

    name = "imap"

    def __init__(self, app: App, settings: ImapLaneSettings) -> None:
        self._app = app
        self._settings = settings
        self._polling = PollingThread("lane-imap", self.look, seconds=settings.seconds)

    def start(self) -> None:
        """Raises ConfigError without the password; a server that cannot be reached is tried again and again."""
        if self._settings.user:
            self._password()
        self._polling.start()

    def stop(self) -> None:
        """Ends after the mail that it is at."""
        self._polling.stop()

    def look(self) -> int:
        """Takes in what is new; says how many mails. Raises TransientError when the server cannot be asked."""
        try:
            with self._opened() as server:
                box = _Mailbox(server, self._settings)
                return self._take_all(box)
        except (OSError, imaplib.IMAP4.error) as error:
            where = f"{self._settings.user}@{self._settings.host}"
            raise TransientError(f"the mailbox {where} cannot be read: {error}") from error

    def _take_all(self, box: _Mailbox) -> int:
        account = f"{self._settings.host}/{self._settings.user}/{self._settings.mailbox}/{box.validity}"
        highest = self._highest(account)
        taken = 0
        for uid in box.waiting(highest)[:_A_LOOK]:
            if self._polling.stopping:
                break
            taken += self._take(box, f"imap/{account}/{uid}", uid)
            highest = max(highest, uid)
            self._note_highest(account, highest)
        return taken

    def _take(self, box: _Mailbox, name: str, uid: int) -> bool:
        if self._app.backend.claims.result(name) is None:
            try:
                content = box.fetch(uid)
            except RejectedError as error:
                log.warning("lane imap: %s", error)
                self._app.backend.claims.claim(name, _TOO_LARGE, lease=_FOR_GOOD)
                self._app.backend.claims.complete(name, _TOO_LARGE, str(error))
                return False
            if content is None:
                return False  # somebody took it away
            message = InboundMessage(
                lane=Lane.EMAIL,
                content=content,
                name="mail.eml",
                media_type="message/rfc822",
                received_at=self._app.backend.clock.now(),
            )
            rfq_id = take_in_once(self._app, name, message)
            log.info("lane imap: mail %s is RFQ %s", uid, rfq_id)
        elif self._app.backend.claims.owner(name) == _TOO_LARGE:
            return False  # it stays where it is, unread: a person must look at it
        box.mark(uid)
        return True

    def _password(self) -> str:
        return self._app.backend.secrets.get("imap/password").value

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        settings = self._settings
        context = ssl.create_default_context()
        server: imaplib.IMAP4
        if settings.security == "tls":
            server = imaplib.IMAP4_SSL(settings.host, settings.port, ssl_context=context, timeout=TIMEOUT)
        else:
            server = imaplib.IMAP4(settings.host, settings.port, timeout=TIMEOUT)
            if settings.security == "starttls":
                server.starttls(ssl_context=context)
        try:
            if settings.user:
                server.login(_quoted(settings.user), self._password())  # imaplib quotes the password alone
            yield server
        finally:
            try:
                server.logout()
            except (OSError, imaplib.IMAP4.error):
                pass  # it is gone already

    def _highest(self, account: str) -> int:
        stored = self._app.backend.records.get(TableName.SESSIONS, f"imap/{account}")
        return int(stored.body) if stored else 0

    def _note_highest(self, account: str, uid: int) -> None:
        records, key = self._app.backend.records, f"imap/{account}"
        stored = records.get(TableName.SESSIONS, key)
        if stored is None or int(stored.body) < uid:
            records.put(TableName.SESSIONS, key, str(uid), expected=stored.version if stored else 0)


class _Mailbox:
    """The selected mailbox of one connection."""

    def __init__(self, server: imaplib.IMAP4, settings: ImapLaneSettings) -> None:
        self._server = server
        self._settings = settings
        told = self._ask(*server.capability())  # imaplib asks before the login, when servers tell little
        self._able = frozenset(
            word for part in told if isinstance(part, bytes) for word in part.upper().split()
        )
        self._ask(*server.select(_quoted(settings.mailbox)))
        validity = server.response("UIDVALIDITY")[1]
        self.validity = (validity[0] or b"0").decode() if validity else "0"

    def waiting(self, highest: int) -> list[int]:
        """Unread mail, and all mail newer than ``highest``; only unread mail where nothing was taken before. Oldest
        first."""
        found = set(self._search("UNSEEN"))
        if highest:
            found |= {uid for uid in self._search("UID", f"{highest + 1}:*") if uid > highest}
        return sorted(found)

    def fetch(self, uid: int) -> bytes | None:
        """The raw mail, without marking it read. None when it is gone; RejectedError when it is too large."""
        about = self._ask(*self._server.uid("FETCH", str(uid), "(RFC822.SIZE)"))
        size = next(
            (int(m.group(1)) for part in about if isinstance(part, bytes) and (m := _SIZE.search(part))), 0
        )
        most = self._settings.max_megabytes
        if size > most * 1024 * 1024:
            raise RejectedError(f"mail {uid} is {size // 1024 // 1024} MB; at most {most} MB are taken")
        parts = self._ask(*self._server.uid("FETCH", str(uid), "(BODY.PEEK[])"))
        for part in parts:
            if isinstance(part, tuple) and (named := _UID.search(part[0])) and int(named.group(1)) == uid:
                return bytes(part[1])
        return None

    def mark(self, uid: int) -> None:
        """The mail is ours now: marked read, and moved where the settings say so."""
        number = str(uid)
        self._ask(*self._server.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)"))
        if not self._settings.move_to:
            return
        target = _quoted(self._settings.move_to)
        if b"MOVE" in self._able:
            self._ask(*self._server.uid("MOVE", number, target))
            return
        self._ask(*self._server.uid("COPY", number, target))
        self._ask(*self._server.uid("STORE", number, "+FLAGS.SILENT", r"(\Deleted)"))
        if b"UIDPLUS" in self._able:  # a plain EXPUNGE would remove what others have marked
            self._ask(*self._server.uid("EXPUNGE", number))

    def _search(self, *criteria: str) -> list[int]:
        found = self._ask(*self._server.uid("SEARCH", *criteria))
        return [int(number) for part in found if isinstance(part, bytes) for number in part.split()]

    def _ask(self, status: str, data: Sequence[object]) -> Sequence[object]:
        """The answer's data. Raises ConfigError when the server says no: a wrong mailbox, no right to write."""
        if status != "OK":
            said = (
                data[0].decode("utf-8", "replace")
                if data and isinstance(data[0], bytes)
                else "no reason given"
            )
            raise ConfigError(f"[lanes.imap] {self._settings.host} refuses: {said}", key="mailbox")
        return data


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
