"""The local back-end: every port of one machine in one folder."""

from __future__ import annotations

from pathlib import Path

from qd_core.backends.ids import UuidV7
from qd_core.backends.local.audit import SqliteAudit
from qd_core.backends.local.claims import SqliteClaims, SqliteScheduler
from qd_core.backends.local.database import Database
from qd_core.backends.local.events import QueuedEvents
from qd_core.backends.local.mailers import OutboxMailer, SmtpMailer
from qd_core.backends.local.objects import FileObjects
from qd_core.backends.local.queue import SqliteQueue
from qd_core.backends.local.records import SqliteRecords
from qd_core.backends.local.secrets import FileSecrets
from qd_core.backends.memory import SystemClock
from qd_core.config import SmtpSettings
from qd_core.ports import Clock

__all__ = ["LocalBackend"]


class LocalBackend:
    """SQLite and files under ``folder``: ``qd.sqlite``, ``objects/``, ``outbox/``, ``secrets.toml``."""

    name = "local"

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        smtp: SmtpSettings | None = None,
        secrets: Path | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.clock: Clock = clock or SystemClock()
        self.ids = UuidV7(self.clock)
        self.database = Database(folder / "qd.sqlite")
        self.objects = FileObjects(folder / "objects")
        self.records = SqliteRecords(self.database, self.clock)
        self.queue = SqliteQueue(self.database, self.clock)
        self.scheduler = SqliteScheduler(self.database, self.clock)
        self.secrets = FileSecrets(secrets or folder / "secrets.toml")
        self.claims = SqliteClaims(self.database, self.clock)
        self.events = QueuedEvents(self.queue)
        self.audit = SqliteAudit(self.database)
        self.outbox = folder / "outbox"
        self.mailer = SmtpMailer(smtp, self.secrets) if smtp and smtp.host else OutboxMailer(self.outbox)

    def close(self) -> None:
        """Closes the database."""
        self.database.close()
