"""What the CRM's files hold, and how they are read and written: whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qd_core.errors import RejectedError, TransientError

__all__ = ["Book", "Row", "folder_lock", "load", "store"]

Row = dict[str, str]
_ONE_AT_A_TIME = threading.Lock()


class Book:
    """One month's deals, or all contacts: named tables of rows, each row under its key."""

    def __init__(self, tables: dict[str, dict[str, Row]]) -> None:
        self.tables = tables

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order in which they came."""
        return list(self.tables.get(table, {}).values())

    def put(self, table: str, key: str, row: Row) -> bool:
        """Adds or replaces a row; says whether anything changed."""
        rows = self.tables.setdefault(table, {})
        changed = rows.get(key) != row
        rows[key] = row
        return changed

    def get(self, table: str, key: str) -> Row | None:
        """The row under a key."""
        return self.tables.get(table, {}).get(key)

    def drop(self, table: str, prefix: str) -> None:
        """Removes the rows whose key begins with ``prefix``."""
        rows = self.tables.get(table, {})
        for key in [key for key in rows if key.startswith(prefix)]:
            del rows[key]


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """One writer at a time, threads and processes alike. Raises RejectedError when the folder cannot be used."""
    with _ONE_AT_A_TIME:
        try:
            (folder / ".state").mkdir(parents=True, exist_ok=True)
            handle = os.open(folder / ".state" / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise RejectedError(
                f"[settings.file] folder: {folder} cannot be used: {error.strerror}"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        except OSError as error:  # a full disk, a folder that went away
            raise TransientError(f"the files in {folder} cannot be written: {error.strerror}") from error
        finally:
            os.close(handle)


def load(folder: Path, name: str) -> Book:
    """The book ``name``; an empty one where there is none yet."""
    try:
        return Book(json.loads((folder / ".state" / f"{name}.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Book({})
    except ValueError as error:
        raise RejectedError(
            f"{folder / '.state' / name}.json is damaged: restore it from a backup"
        ) from error


def store(path: Path, content: bytes) -> None:
    """Writes beside, syncs, renames: a reader sees the old file or the new one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o640)  # noqa: PTH101 - Path.chmod would do the same
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
