"""A data folder as one tar file, taken while it is served, and made a folder again."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from qd_core.backends.chain import problems
from qd_core.backends.local.backend import LocalBackend
from qd_core.backends.local.database import SCHEMA_VERSION
from qd_core.backends.local.folder_lock import FolderLock
from qd_core.errors import ConfigError, RejectedError
from qd_core.ports import AuditRow, Backend

__all__ = ["RESTORED", "back_up", "restore", "trail"]

FORMAT = 1
RESTORED = "restored.json"
"""Tells the next `qd serve` that time has passed since: see ``doubt_deliveries``."""
_DATABASE, _MANIFEST = "qd.sqlite", "manifest.json"
_FOLDERS = ("objects", "outbox")
_SECRETS = "secrets.toml"


def back_up(backend: LocalBackend, target: Path, *, secrets: bool, code_version: str) -> tuple[int, int]:
    """Writes the folder of ``backend`` to ``target``; says how many files and bytes. Raises RejectedError when
    ``target`` is there already.

    The database is copied first: everything it names is a file by then, and files are only added.
    """
    if target.exists():
        raise RejectedError(f"{target} is there already: choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".backup-")  # mkstemp gives mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                count = _write(tar, backend, secrets=secrets, code_version=code_version)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        os.link(temporary, target)  # unlike a rename, it never replaces what came there meanwhile
    except FileExistsError:
        raise RejectedError(f"{target} is there already: choose another name") from None
    finally:
        Path(temporary).unlink(missing_ok=True)
    return count, size


def _write(tar: tarfile.TarFile, backend: LocalBackend, *, secrets: bool, code_version: str) -> int:
    manifest = {
        "format": FORMAT,
        "schema": SCHEMA_VERSION,
        "made_at": backend.clock.now().isoformat(),
        "code_version": code_version,
    }
    _add_bytes(tar, _MANIFEST, json.dumps(manifest, indent=2).encode())
    with tempfile.TemporaryDirectory(dir=backend.folder, prefix=".backup-") as folder:
        copy = Path(folder) / _DATABASE
        backend.database.backup(copy)
        tar.add(copy, _DATABASE, filter=_anonymous)
    count = 1
    for path in _files(backend.folder):
        try:
            tar.add(path, path.relative_to(backend.folder).as_posix(), filter=_anonymous)
            count += 1
        except FileNotFoundError:
            continue  # erased meanwhile
    if secrets and (backend.folder / _SECRETS).is_file():
        tar.add(backend.folder / _SECRETS, _SECRETS, filter=_anonymous)
    return count


def _files(folder: Path) -> Iterator[Path]:
    for part in _FOLDERS:
        for path in sorted((folder / part).rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith(".writing-"):
                yield path


def restore(source: Path, folder: Path) -> datetime:
    """Makes ``folder`` what it was; returns when that was. Raises RejectedError when the archive is none of ours or
    damaged, ConfigError when the folder is in use or holds anything."""
    if folder.exists() and any(path.name != "lock" for path in folder.iterdir()):
        raise ConfigError(
            f"{folder} is not empty: stop `qd serve`, move the folder away, then restore into a new one",
            key="data",
        )
    lock = FolderLock(folder)
    try:
        with tempfile.TemporaryDirectory(dir=folder.resolve().parent, prefix=".restore-") as temporary:
            unpacked = Path(temporary)
            made_at = _unpack(source, unpacked)
            _check(unpacked)
            (unpacked / RESTORED).write_text(json.dumps({"made_at": made_at.isoformat()}), encoding="utf-8")
            for path in sorted(unpacked.iterdir(), key=lambda path: path.name == _DATABASE):
                path.rename(folder / path.name)  # the database last: without it the folder counts as empty
    finally:
        lock.release()
    return made_at


def _unpack(source: Path, folder: Path) -> datetime:
    try:
        with tarfile.open(source, "r:") as tar:
            manifest = _manifest(tar)
            for member in tar:
                if member.isfile() and member.name != _MANIFEST and _is_ours(member.name):
                    _extract(tar, member, folder / member.name)
    except FileNotFoundError:
        raise RejectedError(f"there is no file {source}") from None
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise RejectedError(f"{source} is no whole backup: {error}") from error
    if (folder / _SECRETS).exists():
        (folder / _SECRETS).chmod(0o600)
    return datetime.fromisoformat(manifest["made_at"])


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """The bytes alone: no owner, no mode and no link comes out of an archive."""
    content = tar.extractfile(member)
    if content is None:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("xb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def _manifest(tar: tarfile.TarFile) -> dict[str, str]:
    file = tar.extractfile(_MANIFEST)
    manifest = json.loads(file.read(10_000)) if file else {}
    if manifest["format"] != FORMAT or manifest["schema"] != SCHEMA_VERSION:
        raise RejectedError(
            f"the backup is of format {manifest['format']}, schema {manifest['schema']}; this qd-core knows "
            f"{FORMAT} and {SCHEMA_VERSION}: use qd-core {manifest.get('code_version', 'of then')}"
        )
    return {name: str(value) for name, value in manifest.items()}


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in (_DATABASE, _SECRETS) or (len(parts) > 1 and parts[0] in _FOLDERS and ".." not in parts)


def _check(folder: Path) -> None:
    """Raises RejectedError when the database or its trail is not whole."""
    if not (folder / _DATABASE).is_file():
        raise RejectedError("the backup holds no database")
    connection = sqlite3.connect(folder / _DATABASE)
    try:
        [(verdict,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    finally:
        connection.close()
    if verdict != "ok":
        raise RejectedError(f"the backup's database is damaged: {verdict}")
    backend = LocalBackend(folder)
    try:
        if found := problems(trail(backend)):
            raise RejectedError(f"the backup's audit trail was changed: {found[0]}")
    finally:
        backend.close()


def trail(backend: Backend) -> Iterator[AuditRow]:
    """The whole audit trail, a page at a time."""
    after = 0
    while rows := backend.audit.rows(after=after):
        yield from rows
        after = rows[-1].sequence


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = len(content), 0o600
    tar.addfile(about, io.BytesIO(content))


def _anonymous(about: tarfile.TarInfo) -> tarfile.TarInfo:
    about.uid = about.gid = 0
    about.uname = about.gname = ""
    about.mode = 0o600
    return about
