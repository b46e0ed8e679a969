"""The company documents in their bucket: read again when one has changed there, the index with them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from qd_core.backends.aws.objects import S3Objects, StoredFile
from qd_core.documents.content import version_of
from qd_core.documents.limits import LIMITS
from qd_core.documents.load import SUFFIXES, read_documents
from qd_core.entry.index_cache import use_kept_index
from qd_core.errors import ConfigError, DocumentError, Problem, QdError, TransientError
from qd_core.model.rules import CompanyDocuments
from qd_core.ports import Bucket

__all__ = ["LOOK_EVERY", "StoredDocuments"]

log = logging.getLogger("qd")
LOOK_EVERY = 2.0
"""Seconds: a change counts from the next message on, and one message looks once."""
_NAMES = ("catalog", "rules", "voice")


class StoredDocuments:
    """Call it for the documents of now; nothing is read before. One listing of the bucket tells whether an ETag has
    changed.

    ``problem`` is what is wrong with a newer version that is not in use: the last good one stays.
    """

    def __init__(self, objects: S3Objects, cache: Path, *, now: Callable[[], float] = time.monotonic) -> None:
        self._objects = objects
        self._cache = cache
        self._now = now
        self._lock = threading.Lock()
        self._seen: Mapping[str, StoredFile] = {}
        self._refused: Mapping[str, StoredFile] = {}
        self._current: CompanyDocuments | None = None
        self._looked = 0.0
        self.problem: QdError | None = None

    def __call__(self) -> CompanyDocuments:
        """The documents. Raises ConfigError or DocumentError where none can be used yet, TransientError where S3 does
        not answer."""
        with self._lock:
            if self._current is None or self._now() - self._looked >= LOOK_EVERY:
                self._current = self._fresh(self._current)
                self._looked = self._now()
            return self._current

    def content(self, document: str, version: str) -> tuple[str, bytes] | None:
        """File name and bytes of one version, from the bucket's history; None where it is not at hand."""
        stored = self._stored().get(document)
        if stored is None:
            return None
        for content in self._objects.versions(_key(stored)):
            if version_of(content) == version:
                return stored.path, content
        return None

    def _fresh(self, current: CompanyDocuments | None) -> CompanyDocuments:
        try:
            stored = self._stored()
            if current is not None and stored in (self._seen, self._refused):
                self.problem = None if stored == self._seen else self.problem
                return current
            self._refused = stored
            documents = self._loaded(stored)
        except TransientError as error:
            self._refused = {}  # to be looked at again
            return self._of_before(current, error)
        except QdError as error:
            if current is not None and str(error) != str(self.problem):
                log.error("the company documents of before stay in use: %s", error)
            return self._of_before(current, error)
        self._seen, self._refused, self.problem = stored, {}, None
        return documents

    def _of_before(self, current: CompanyDocuments | None, error: QdError) -> CompanyDocuments:
        if current is None:
            raise error
        self.problem = error
        return current

    def _loaded(self, stored: Mapping[str, StoredFile]) -> CompanyDocuments:
        large = [one for one in stored.values() if one.size > LIMITS.content_bytes]
        if large:
            text = f"is larger than the {LIMITS.content_bytes:,} bytes allowed: split it"
            raise DocumentError([Problem(one.path, 0, text) for one in large])
        documents = read_documents(
            {name: (one.path, self._content(one), None) for name, one in stored.items()}
        )
        use_kept_index(documents.catalog, self._cache)
        return documents

    def _content(self, stored: StoredFile) -> bytes:
        try:
            return self._objects.get(_key(stored))
        except KeyError:
            raise TransientError(
                f"{stored.path} was removed as it was read", retry_after=LOOK_EVERY
            ) from None

    def _stored(self) -> dict[str, StoredFile]:
        """The documents' objects by document. Raises ConfigError for one that is missing or there twice."""
        bucket = self._objects.bucket_name(Bucket.DOCUMENTS)
        found: dict[str, StoredFile] = {}
        for one in self._objects.files(Bucket.DOCUMENTS):
            path = PurePosixPath(one.path)
            name = path.stem.casefold()
            if name not in _NAMES or path.suffix.lower() not in SUFFIXES:
                continue
            if name in found:
                two = f"{found[name].path} and {path.name}"
                raise ConfigError(f"bucket {bucket} holds {two}: keep one of them as the {name}", key=bucket)
            found[name] = one
        missing = [name for name in _NAMES[:2] if name not in found]
        if missing:
            raise ConfigError(
                f"bucket {bucket} has no {' and no '.join(missing)} document: put {missing[0]}.txt there, "
                "or let drive-sync do it",
                key=bucket,
            )
        return found


def _key(stored: StoredFile) -> str:
    return f"{Bucket.DOCUMENTS}/{stored.path}"
