"""One SQLite file: WAL, synchronous=FULL. A commit that returned survives a power cut."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qd_core.errors import ConfigError

__all__ = ["SCHEMA_VERSION", "Database"]

SCHEMA_VERSION = 1
_BUSY_SECONDS = 30
_SCHEMA = """
CREATE TABLE record (
    tbl TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, summary TEXT NOT NULL,
    listed INTEGER NOT NULL, expires_at TEXT, PRIMARY KEY (tbl, key)
) WITHOUT ROWID;
CREATE TABLE facet (
    tbl TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (tbl, name, value, key)
) WITHOUT ROWID;
CREATE INDEX facet_of_record ON facet (tbl, key);
CREATE TABLE listed (tbl TEXT NOT NULL, key TEXT NOT NULL, summary TEXT NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID;
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, body TEXT NOT NULL, grp TEXT NOT NULL,
    attempts INTEGER NOT NULL, visible_at TEXT NOT NULL, dead INTEGER NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX message_waiting ON message (queue, dead, id);
CREATE TABLE seen (
    queue TEXT NOT NULL, dedupe TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (queue, dedupe)
) WITHOUT ROWID;
CREATE TABLE claim (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until TEXT NOT NULL, result TEXT) WITHOUT ROWID;
CREATE TABLE call (name TEXT PRIMARY KEY, due TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX call_due ON call (due);
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, rfq_id TEXT NOT NULL, body TEXT NOT NULL, digest TEXT NOT NULL,
    chain TEXT NOT NULL
);
CREATE INDEX audit_of_rfq ON audit (rfq_id, sequence);
CREATE TABLE person (
    email TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, password TEXT NOT NULL
) WITHOUT ROWID;
"""


class Database:
    """Writers take turns behind one lock; each thread reads through a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = threading.RLock()
        self._depth = 0
        self._writer = self._connect()
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._prepare()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    def _prepare(self) -> None:
        (version,) = self._writer.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._writer.executescript(
                f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version={SCHEMA_VERSION};COMMIT;"
            )
        elif version != SCHEMA_VERSION:
            raise ConfigError(
                f"{self.path} is of schema {version}, this qd-core knows {SCHEMA_VERSION}: "
                "use the qd-core that wrote it, or restore a backup",
                key="data",
            )

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed when the block ends and undone when it raises; nested blocks are one."""
        with self._writing:
            if self._depth == 0:
                self._writer.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self._writer
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._writer.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._writer.execute("COMMIT")

    def read(self) -> sqlite3.Connection:
        """This thread's connection, for reading what is committed."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA query_only=ON")
            self._local.connection = connection
            with self._writing:
                self._readers.append(connection)
        return connection

    def backup(self, target: Path) -> None:
        """A consistent copy, taken while others go on."""
        with self._writing:
            copy = sqlite3.connect(target)
            try:
                self._writer.backup(copy)
            finally:
                copy.close()

    def scrub(self) -> None:
        """Overwrites what was deleted: afterwards the file and its log hold nothing of it."""
        with self._writing:
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes every connection."""
        with self._writing:
            for connection in (*self._readers, self._writer):
                connection.close()
            self._readers.clear()
