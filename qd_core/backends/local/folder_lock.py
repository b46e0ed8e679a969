"""One process a folder: a second one is told who is there."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from qd_core.errors import ConfigError

__all__ = ["FolderLock"]


class FolderLock:
    """An advisory lock that the kernel gives back when the process dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "lock"
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            other = os.read(self._handle, 64).decode("ascii", "replace").strip()
            os.close(self._handle)
            who = f"another qd (process {other or 'unknown'})"
            raise ConfigError(
                f"{folder} is in use by {who}: stop it, or give another --data folder", key="data"
            ) from None
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Lets the next process in."""
        os.close(self._handle)
