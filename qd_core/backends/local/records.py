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

_FAR_ENOUGH = 5000


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
        oldest_first: bool = False,
    ) -> Sequence[Record]:
        """The list without bodies. The facet with the fewest records leads; each of its values is a
        range of the index that is in order already, so that a page costs what a page holds."""
        if not facets:
            return self._unfaceted(table, text, limit, before, oldest_first)
        (name, wanted), *others = self._leading_first(table, facets)
        where, values = _conditions(table, others)
        if before is not None:
            where += f" AND f.key {_beyond(oldest_first)} ?"
            values.append(before)
        where, values = (
            where + " AND l.summary LIKE ? ESCAPE '\\'" * len(text.split()),
            values + _patterns(text),
        )
        query = (
            "SELECT f.key, l.summary FROM facet f CROSS JOIN listed l ON l.tbl = f.tbl AND l.key = f.key "  # noqa: S608 - constants
            f"WHERE f.tbl = ? AND f.name = ? AND f.value = ?{where} ORDER BY f.key {_order(oldest_first)} LIMIT ?"
        )
        found = [
            Record(key, 0, "", summary)
            for value in dict.fromkeys(wanted)
            for key, summary in self._database.read().execute(
                query, (table, name, str(value), *values, limit)
            )
        ]
        return sorted(found, key=lambda record: record.key, reverse=not oldest_first)[:limit]

    def count(self, table: TableName, *, facets: Mapping[str, Sequence[str]] | None = None) -> int:
        """How many are listed."""
        if not facets:
            (number,) = (
                self._database.read()
                .execute("SELECT count(*) FROM listed WHERE tbl = ?", (table,))
                .fetchone()
            )
            return int(number)
        (name, wanted), *others = self._leading_first(table, facets)
        where, values = _conditions(table, others)
        query = (
            "SELECT count(*) FROM facet f "  # noqa: S608 - constants
            f"WHERE f.tbl = ? AND f.name = ? AND f.value IN ({_marks(wanted)}){where}"
        )
        (number,) = self._database.read().execute(query, (table, name, *map(str, wanted), *values)).fetchone()
        return int(number)

    def _unfaceted(
        self, table: TableName, text: str, limit: int, before: str | None, oldest_first: bool
    ) -> Sequence[Record]:
        where = f" AND l.key {_beyond(oldest_first)} ?" if before is not None else ""
        where += " AND l.summary LIKE ? ESCAPE '\\'" * len(text.split())
        values = [*((before,) if before is not None else ()), *_patterns(text)]
        query = (
            "SELECT l.key, l.summary FROM listed l "  # noqa: S608 - constants
            f"WHERE l.tbl = ?{where} ORDER BY l.key {_order(oldest_first)} LIMIT ?"
        )
        rows = self._database.read().execute(query, (table, *values, limit))
        return [Record(key, 0, "", summary) for key, summary in rows]

    def _leading_first(
        self, table: TableName, facets: Mapping[str, Sequence[str]]
    ) -> list[tuple[str, Sequence[str]]]:
        """The facets, the one with the fewest records first; counted no further than it takes to tell."""

        def size(one: tuple[str, Sequence[str]]) -> int:
            name, wanted = one
            query = (
                "SELECT count(*) FROM (SELECT 1 FROM facet WHERE tbl = ? AND name = ? "  # noqa: S608 - marks only
                f"AND value IN ({_marks(wanted)}) LIMIT {_FAR_ENOUGH})"
            )
            (number,) = self._database.read().execute(query, (table, name, *map(str, wanted))).fetchone()
            return int(number)

        named = list(facets.items())
        return sorted(named, key=size) if len(named) > 1 else named

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


def _conditions(table: TableName, facets: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, list[object]]:
    """What the other facets ask of a record that the leading one gave."""
    where, values = "", list[object]()
    for name, wanted in facets:
        where += (
            " AND EXISTS (SELECT 1 FROM facet o WHERE o.tbl = ? AND o.name = ?"  # noqa: S608 - marks only
            f" AND o.value IN ({_marks(wanted)}) AND o.key = f.key)"
        )
        values += [table, name, *map(str, wanted)]
    return where, values


def _order(oldest_first: bool) -> str:
    return "ASC" if oldest_first else "DESC"


def _beyond(oldest_first: bool) -> str:
    return ">" if oldest_first else "<"


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _patterns(text: str) -> list[object]:
    return [f"%{_escaped(word)}%" for word in text.split()]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
