"""Every version of the company documents that was in use is kept, so that a price of then can still be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qd_core.documents.content import version_of
from qd_core.documents.load import SUFFIXES
from qd_core.documents.watch import WatchedDocuments
from qd_core.model.rules import CompanyDocuments
from qd_core.ports import Bucket, ObjectStore

__all__ = ["DocumentFiles", "KeptDocuments"]

MOST_BYTES = 20_000_000
"""A larger document is not kept in every version; its rows are shown as the draft holds them."""


@dataclass(frozen=True)
class DocumentFiles:
    """The files in ``folder``, and the versions of before in the object store."""

    folder: Path
    objects: ObjectStore

    def content(self, document: str, version: str) -> tuple[str, bytes] | None:
        """File name and bytes of one version; None where it is not at hand."""
        for suffix in SUFFIXES:
            try:
                return f"{document}{suffix}", self.objects.get(_key(document, version, suffix))
            except KeyError:
                continue
        path = self.file(document)
        if path is None:
            return None
        content = path.read_bytes()
        return (path.name, content) if version_of(content) == version else None

    def file(self, document: str) -> Path | None:
        """The file of a document as it lies in the folder."""
        try:
            found = sorted(
                path
                for path in self.folder.iterdir()
                if path.is_file() and path.stem.casefold() == document and path.suffix.lower() in SUFFIXES
            )
        except OSError:
            return None
        return found[0] if found else None

    def keep(self, documents: CompanyDocuments) -> None:
        """Keeps the versions in use; one that is kept already, or that a person is just changing, is left alone."""
        for document, version in documents.versions.items():
            path = self.file(document)
            if path is None or path.stat().st_size > MOST_BYTES:
                continue
            key = _key(document, version, path.suffix.lower())
            if self.objects.exists(key):
                continue
            content = path.read_bytes()
            if version_of(content) == version:
                self.objects.put(Bucket.DOCUMENTS, key.partition("/")[2], content)


class KeptDocuments:
    """The documents of now; a version that is new is kept before it is used."""

    def __init__(self, watched: WatchedDocuments, files: DocumentFiles) -> None:
        self._watched = watched
        self._files = files
        self._last: CompanyDocuments | None = None

    def __call__(self) -> CompanyDocuments:
        """The documents."""
        documents = self._watched()
        if documents is not self._last:
            self._files.keep(documents)
            self._last = documents
        return documents


def _key(document: str, version: str, suffix: str) -> str:
    return f"{Bucket.DOCUMENTS}/{document}/{version.removeprefix('sha256:')}{suffix}"
