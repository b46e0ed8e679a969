"""Claims, leases and one-off schedules in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from qd_core.backends.local.database import Database
from qd_core.backends.local.times import from_text, to_text
from qd_core.errors import ConflictError
from qd_core.ports import Clock, DueCall

__all__ = ["SqliteClaims", "SqliteScheduler"]


class SqliteClaims:
    """`Claims` on the local database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def claim(self, name: str, owner: str, *, lease: timedelta) -> bool:
        """Takes or renews the claim in one statement."""
        now = self._clock.now()
        with self._database.write() as db:
            return bool(
                db.execute(
                    "INSERT INTO claim VALUES (?, ?, ?, NULL) ON CONFLICT (name) DO UPDATE "
                    "SET owner = excluded.owner, until = excluded.until "
                    "WHERE result IS NULL AND (owner = excluded.owner OR until <= ?)",
                    (name, owner, to_text(now + lease), to_text(now)),
                ).rowcount
            )

    def owner(self, name: str) -> str | None:
        """Who holds or settled the claim."""
        row = (
            self._database.read()
            .execute("SELECT owner, until, result FROM claim WHERE name = ?", (name,))
            .fetchone()
        )
        if row is None or (row[2] is None and row[1] <= to_text(self._clock.now())):
            return None
        return str(row[0])

    def complete(self, name: str, owner: str, result: str) -> None:
        """Settles the claim."""
        with self._database.write() as db:
            query = "UPDATE claim SET result = ? WHERE name = ? AND owner = ?"
            if not db.execute(query, (result, name, owner)).rowcount:
                raise ConflictError(f"{owner} does not hold the claim {name}")

    def result(self, name: str) -> str | None:
        """What it was settled with."""
        row = self._database.read().execute("SELECT result FROM claim WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def release(self, name: str, owner: str) -> None:
        """Gives an unsettled claim back."""
        with self._database.write() as db:
            db.execute("DELETE FROM claim WHERE name = ? AND owner = ? AND result IS NULL", (name, owner))


class SqliteScheduler:
    """`Scheduler` on the local database; the one process looks for what is due."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def at(self, when: datetime, name: str, body: str) -> None:
        """Notes the call."""
        with self._database.write() as db:
            db.execute("INSERT OR REPLACE INTO call VALUES (?, ?, ?)", (name, to_text(when), body))

    def cancel(self, name: str) -> None:
        """Forgets the call."""
        with self._database.write() as db:
            db.execute("DELETE FROM call WHERE name = ?", (name,))

    def due(self) -> Sequence[DueCall]:
        """The calls whose time has come."""
        rows = self._database.read().execute(
            "SELECT name, body, due FROM call WHERE due <= ? ORDER BY due, name",
            (to_text(self._clock.now()),),
        )
        return [DueCall(name, body, from_text(due)) for name, body, due in rows]

    def done(self, call: DueCall) -> None:
        """Forgets the call unless it was set anew."""
        with self._database.write() as db:
            query = "DELETE FROM call WHERE name = ? AND due = ? AND body = ?"
            db.execute(query, (call.name, to_text(call.when), call.body))
