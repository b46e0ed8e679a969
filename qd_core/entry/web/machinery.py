"""What the desk's pages need of the machinery under them, and what there is besides on a machine of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from qd_core.entry.document_files import DocumentFiles
from qd_core.errors import QdError
from qd_core.model.rules import CompanyDocuments
from qd_core.ports import Backend, Queue, QueueName

if TYPE_CHECKING:
    from qd_core.backends.local.backend import LocalBackend
    from qd_core.documents.watch import WatchedDocuments
    from qd_core.entry.links import LinkSigner
    from qd_core.entry.web.intake.upload_sessions import UploadSessions

__all__ = ["DeskBackend", "DeskDocuments", "DeskQueue", "KeptVersions", "LocalMachinery"]


class DeskQueue(Queue, Protocol):
    """Queues whose dead letters a person can try again."""

    def revive(self, queue: QueueName, body: str) -> int:
        """Dead messages with this body are tried again, from the first attempt; says how many."""
        ...


class DeskBackend(Backend, Protocol):
    """A back-end with such queues."""

    @property
    def queue(self) -> DeskQueue: ...


class DeskDocuments(Protocol):
    """The company documents of now; ``problem`` is what is wrong with a newer version that is not in use."""

    @property
    def problem(self) -> QdError | None: ...

    def __call__(self) -> CompanyDocuments: ...


@runtime_checkable
class KeptVersions(Protocol):
    """Earlier versions of the documents."""

    def content(self, document: str, version: str) -> tuple[str, bytes] | None:
        """File name and bytes of one version; None where it is not at hand."""
        ...


@dataclass(frozen=True)
class LocalMachinery:
    """The folders of this machine."""

    backend: LocalBackend
    documents: WatchedDocuments

    @cached_property
    def document_files(self) -> DocumentFiles:
        """Every version of the company documents that was in use."""
        return DocumentFiles(self.documents.folder, self.backend.objects)

    def uploads(self, signer: LinkSigner) -> UploadSessions:
        """Uploads in the making."""
        from qd_core.entry.web.intake.upload_sessions import UploadSessions

        return UploadSessions(self.backend.folder / "uploading", self.backend.clock, signer)
