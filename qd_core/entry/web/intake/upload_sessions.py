"""Uploads in the making: a folder a session, reached by a signed link that is good for thirty minutes.

Nothing here is a request yet: it becomes one, durably, when its sender presses send. What nobody sends is removed an
hour after its link has ended.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import threading
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from itsdangerous import BadData, URLSafeSerializer

from qd_core.entry.links import LinkSigner
from qd_core.entry.web.intake.upload_rules import LARGEST_UPLOAD, LINK_MINUTES, MOST_FILES, Sender
from qd_core.errors import RejectedError
from qd_core.ports import Clock
from qd_core.reading.mail.bundle import Bundle, pack
from qd_core.reading.mail.content import RawFile
from qd_core.reading.mail.media import safe_name, unique_names

__all__ = ["UploadSessions", "Uploaded"]

_ID = re.compile(r"[A-Za-z0-9_-]{32}")
_KEPT_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A whole file of a session. ``number`` is its place."""

    number: int
    name: str
    size: int


class UploadSessions:
    """The folder of all sessions."""

    def __init__(self, folder: Path, clock: Clock, signer: LinkSigner) -> None:
        self._folder = folder
        self._clock = clock
        self._signer = signer
        self._lock = threading.Lock()

    def begin(self, sender: Sender) -> str:
        """A new session's token."""
        self._purge()
        number = secrets.token_urlsafe(24)
        folder = self._folder / number
        folder.mkdir(parents=True, mode=0o700)
        (folder / "sender.json").write_text(json.dumps(asdict(sender)), encoding="utf-8")
        return str(self._serializer.dumps([number, int(self._now) + LINK_MINUTES * 60]))

    def session(self, token: str) -> str:
        """The session of a token. Raises RejectedError in words for a link that is forged or over."""
        number, until = self._read(token)
        if self._now >= until or not _ID.fullmatch(number) or not (self._folder / number).is_dir():
            raise RejectedError(
                f"this upload link is over, it was good for {LINK_MINUTES} minutes: begin again"
            )
        return number

    def minutes_left(self, token: str) -> int:
        """Whole minutes until the link ends."""
        return max(0, int((self._read(token)[1] - self._now) // 60))

    def _read(self, token: str) -> tuple[str, int]:
        try:
            number, until = self._serializer.loads(token)
            return str(number), int(until)
        except (BadData, ValueError, TypeError):
            raise RejectedError("this upload link is not valid: begin again") from None

    def sender(self, session: str) -> Sender:
        """Who began it."""
        return Sender(**json.loads((self._folder / session / "sender.json").read_text(encoding="utf-8")))

    def files(self, session: str) -> list[Uploaded]:
        """The files that are whole, in the order they came."""
        found = []
        for path in (self._folder / session).glob("*.name"):
            content = path.with_suffix(".file")
            if content.is_file():
                name = path.read_text(encoding="utf-8")
                found.append(Uploaded(int(path.stem), name, content.stat().st_size))
        return sorted(found, key=lambda one: one.number)

    def room(self, session: str) -> int:
        """Bytes that still fit in."""
        return LARGEST_UPLOAD - sum(file.size for file in self.files(session))

    def partial(self, session: str) -> Path:
        """A name for a file that is coming; it counts once ``keep`` has named it."""
        return self._folder / session / f".{secrets.token_hex(8)}.part"

    def keep(self, session: str, partial: Path, name: str) -> Uploaded:
        """Makes a whole file of a partial one. Raises RejectedError where it is one too many."""
        folder, size = self._folder / session, partial.stat().st_size
        with self._lock:
            there = self.files(session)
            if len(there) >= MOST_FILES:
                raise RejectedError(f"at most {MOST_FILES} files go into one request")
            if size > self.room(session):
                raise RejectedError(f"all files together are at most {LARGEST_UPLOAD // 1024 // 1024} MB")
            number = (there[-1].number if there else 0) + 1
            safe = safe_name(name, "", number)
            (folder / f"{number}.name").write_text(safe, encoding="utf-8")
            partial.rename(folder / f"{number}.file")
        return Uploaded(number, safe, size)

    def remove(self, session: str, number: int) -> None:
        """Forgets one file; no error when there is none."""
        for ending in ("file", "name"):
            (self._folder / session / f"{number}.{ending}").unlink(missing_ok=True)

    def bundle(self, session: str, note: str) -> bytes:
        """Everything as the bytes of one upload. Raises RejectedError when there is nothing."""
        files = self.files(session)
        if not files and not note:
            raise RejectedError("choose a file first, or write what you need")
        names = unique_names([file.name for file in files])
        raw = [
            RawFile(name, "", (self._folder / session / f"{file.number}.file").read_bytes())
            for name, file in zip(names, files, strict=True)
        ]
        return pack(Bundle(note, self.sender(session).terms_accepted_at, raw))

    def end(self, session: str) -> None:
        """Removes the session; its link opens nothing any more."""
        shutil.rmtree(self._folder / session, ignore_errors=True)

    @property
    def _now(self) -> float:
        return self._clock.now().timestamp()

    @property
    def _serializer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._signer.derived("upload-link"), salt="upload")

    def _purge(self) -> None:
        if not self._folder.is_dir():
            return
        oldest = self._now - timedelta(minutes=LINK_MINUTES).total_seconds() - _KEPT_AFTER.total_seconds()
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and entry.stat().st_mtime < oldest:
                    shutil.rmtree(entry.path, ignore_errors=True)
