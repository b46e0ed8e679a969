"""Company documents in a folder that a person edits: read again when a file changes; the last good version stays."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from qd_core.documents.load import load_documents
from qd_core.errors import ConfigError, DocumentError
from qd_core.model.rules import CompanyDocuments

__all__ = ["WatchedDocuments"]

_LOOK_EVERY = 2.0


class WatchedDocuments:
    """Call it for the documents of now. ``problem`` is what is wrong with a newer version that is not in use;
    ``prepare`` is given each version before it comes into use."""

    def __init__(self, folder: Path, *, prepare: Callable[[CompanyDocuments], None] | None = None) -> None:
        self.folder = folder
        self._prepare = prepare
        self.problem: DocumentError | ConfigError | None = None
        self._lock = threading.Lock()
        self._seen = self._fingerprint()
        self._current = self._load()
        self._looked = time.monotonic()

    def __call__(self) -> CompanyDocuments:
        """The documents; looks at the files at most every two seconds."""
        if time.monotonic() - self._looked >= _LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._looked = time.monotonic()
                self._refresh()
            finally:
                self._lock.release()
        return self._current

    def _refresh(self) -> None:
        found = self._fingerprint()
        if found == self._seen:
            return
        self._seen = found
        try:
            self._current = self._load()
            self.problem = None
        except (DocumentError, ConfigError) as error:
            self.problem = error

    def _load(self) -> CompanyDocuments:
        documents = load_documents(self.folder)
        if self._prepare is not None:
            self._prepare(documents)
        return documents

    def _fingerprint(self) -> tuple[tuple[str, int, int], ...]:
        try:
            files = sorted(path for path in self.folder.iterdir() if path.is_file())
            return tuple((path.name, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files)
        except OSError:
            return ()
