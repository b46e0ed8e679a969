"""Records in SQLite: conditional writes, facets for lists, a summary for search."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from qd_core.backends.local.database import Database
from qd_core.backends.local.times import to_text
from qd_core.errors import ConflictError
from qd_core.ports import Clock, Record, TableName

__all__ = ["SqliteRecords"]


class SqliteRecords:
    """`RecordStore` on the local database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, table: TableName, key: str) -> Record | None:
        """The record, unless it has expired."""
        return self._alive(self._database.read(), table, key)

    def put(
        self,
        table: TableName,
        key: str,
        body: str,
        *,
        expected: int,
        expires_at: datetime | None = None,
        facets: Mapping[str, str] | None = None,
        summary: str = "",
    ) -> Record:
        """A conditional write with its facets, in one transaction."""
        with self._database.write() as db:
            stored = self._alive(db, table, key)
            version = stored.version if stored else 0
            if version != expected:
                raise ConflictError(f"{table} {key} is at version {version}, not {expected}: load it again")
            expiry = to_text(expires_at) if expires_at else None
            db.execute(
                "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
                (table, key, version + 1, body, summary, facets is not None, expiry),
            )
            self._list(db, table, key, facets, summary)
            return Record(key, version + 1, body, summary)

    def find(
        self,
        table: TableName,
        *,
        facets: Mapping[str, Sequence[str]] | None = None,
        text: str = "",
        limit: int = 100,
        before: str | None = None,
    ) -> Sequence[Record]:
        """The list without bodies, newest key first."""
        where, values = _conditions(table, facets or {})
        if before is not None:
            where += " AND l.key < ?"
            values.append(before)
        if text:
            where += " AND l.summary LIKE ? ESCAPE '\\'"
            values.append(f"%{_escaped(text)}%")
        query = f"SELECT l.key, l.summary FROM listed l WHERE {where} ORDER BY l.key DESC LIMIT ?"  # noqa: S608 - constants
        rows = self._database.read().execute(query, (*values, limit))
        return [Record(key, 0, "", summary) for key, summary in rows]

    def count(self, table: TableName, *, facets: Mapping[str, Sequence[str]] | None = None) -> int:
        """How many are listed."""
        where, values = _conditions(table, facets or {})
        query = f"SELECT count(*) FROM listed l WHERE {where}"  # noqa: S608 - constants
        (number,) = self._database.read().execute(query, values).fetchone()
        return int(number)

    def delete(self, table: TableName, key: str) -> None:
        """Removes the record and its facets."""
        with self._database.write() as db:
            db.execute("DELETE FROM record WHERE tbl = ? AND key = ?", (table, key))
            self._list(db, table, key, None, "")

    def _list(
        self,
        db: sqlite3.Connection,
        table: TableName,
        key: str,
        facets: Mapping[str, str] | None,
        summary: str,
    ) -> None:
        db.execute("DELETE FROM facet WHERE tbl = ? AND key = ?", (table, key))
        db.execute("DELETE FROM listed WHERE tbl = ? AND key = ?", (table, key))
        if facets is not None:
            db.execute("INSERT INTO listed VALUES (?, ?, ?)", (table, key, summary))
            db.executemany(
                "INSERT INTO facet VALUES (?, ?, ?, ?)",
                [(table, name, value, key) for name, value in facets.items()],
            )

    def _alive(self, db: sqlite3.Connection, table: TableName, key: str) -> Record | None:
        row = db.execute(
            "SELECT version, body, summary, expires_at FROM record WHERE tbl = ? AND key = ?", (table, key)
        ).fetchone()
        if row is None or (row[3] is not None and row[3] <= to_text(self._clock.now())):
            return None
        return Record(key, row[0], row[1], row[2])


def _conditions(table: TableName, facets: Mapping[str, Sequence[str]]) -> tuple[str, list[object]]:
    """The WHERE of a list. Facets are found through their own index, newest first where one value is asked."""
    where, values = "l.tbl = ?", list[object]([str(table)])
    for name, wanted in facets.items():
        marks = ", ".join("?" * len(wanted))
        where += (
            f" AND EXISTS (SELECT 1 FROM facet f WHERE f.tbl = l.tbl AND f.name = ? AND f.value IN ({marks})"  # noqa: S608 - marks only
            " AND f.key = l.key)"
        )
        values += [name, *wanted]
    return where, values


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
