"""Bytes as files: written beside, synced, then renamed into place; a key can never leave its folder."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from qd_core.ports import Bucket

__all__ = ["FileObjects"]

_UNSAFE = re.compile(r"[^A-Za-z0-9._ -]")
_LONGEST = 120


class FileObjects:
    """`ObjectStore` in a folder. A path's parts keep their letters where they are harmless; a part that was changed
    carries a digest of what it was, so that two keys never meet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for bucket in Bucket:
            (folder / bucket).mkdir(parents=True, exist_ok=True)

    def put(self, bucket: Bucket, path: str, content: bytes, *, media_type: str = "") -> str:
        """On disk when it returns, whole or not at all."""
        key = f"{bucket}/{path}"
        target = self._file(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return key

    def get(self, key: str) -> bytes:
        """The bytes; KeyError without any."""
        try:
            return self._file(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise KeyError(key) from None

    def exists(self, key: str) -> bool:
        """Whether the file is there."""
        return self._file(key).is_file()

    def delete(self, key: str) -> None:
        """Removes the file."""
        self._file(key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        bucket, *parts = key.split("/")
        if bucket not in set(Bucket) or not parts:
            raise KeyError(key)
        return self._folder.joinpath(bucket, *(_safe(part) for part in parts))


def _safe(part: str) -> str:
    safe = _UNSAFE.sub("_", part)[:_LONGEST]
    if safe == part and part.strip(". "):
        return safe
    digest = hashlib.sha256(part.encode()).hexdigest()[:12]
    return f"{safe.strip('. ')}~{digest}"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
