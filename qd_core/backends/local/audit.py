"""The audit trail in SQLite: one stream, every row linked to the one before."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.backends.chain import START, digest_of, link
from qd_core.backends.local.database import Database
from qd_core.ports import AuditRow

__all__ = ["SqliteAudit"]

STREAM = "all"


class SqliteAudit:
    """`Audit` on the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, rfq_id: str, body: str) -> None:
        """Adds a linked row."""
        digest = digest_of(body)
        with self._database.write() as db:
            last = db.execute("SELECT chain FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
            db.execute(
                "INSERT INTO audit (rfq_id, body, digest, chain) VALUES (?, ?, ?, ?)",
                (rfq_id, body, digest, link(last[0] if last else START, digest)),
            )

    def trail(self, rfq_id: str) -> Sequence[str]:
        """The bodies of one RFQ in order."""
        rows = self._database.read().execute(
            "SELECT body FROM audit WHERE rfq_id = ? AND body <> '' ORDER BY sequence", (rfq_id,)
        )
        return [body for (body,) in rows]

    def rows(self, *, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """Rows by their sequence number."""
        rows = self._database.read().execute(
            "SELECT sequence, rfq_id, body, digest, chain FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
            (after, limit),
        )
        return [AuditRow(STREAM, *row) for row in rows]

    def erase(self, rfq_id: str) -> int:
        """Empties the bodies of one RFQ."""
        with self._database.write() as db:
            return db.execute(
                "UPDATE audit SET body = '' WHERE rfq_id = ? AND body <> ''", (rfq_id,)
            ).rowcount
