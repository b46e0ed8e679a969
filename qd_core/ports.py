"""The ports: machinery that is either AWS or this machine, picked whole, never pluggable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

__all__ = [
    "Audit",
    "Backend",
    "Bucket",
    "Claims",
    "Clock",
    "EventBus",
    "IdSource",
    "Mailer",
    "MailReceipt",
    "ObjectStore",
    "OutgoingMail",
    "Parameters",
    "Queue",
    "QueueMessage",
    "QueueName",
    "Record",
    "RecordStore",
    "Scheduler",
    "SecretValue",
    "Secrets",
    "TableName",
]


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class IdSource(Protocol):
    """The only source of ids."""

    def new(self) -> str:
        """A UUIDv7, sortable by time."""
        ...


class Bucket(StrEnum):
    """Where bytes are kept."""

    RAW = "raw-mime"
    UPLOADS = "uploads"
    PDFS = "quote-pdfs"
    DOCUMENTS = "catalog-source"


class ObjectStore(Protocol):
    """Bytes under a key ``<bucket>/<path>``. A write is whole or not at all."""

    def put(self, bucket: Bucket, path: str, content: bytes, *, media_type: str = "") -> str:
        """Stores and returns the key; the same key again replaces the bytes."""
        ...

    def get(self, key: str) -> bytes:
        """Raises KeyError when nothing is stored there."""
        ...

    def exists(self, key: str) -> bool:
        """Whether something is stored there."""
        ...

    def delete(self, key: str) -> None:
        """Removes the bytes; no error when there are none."""
        ...


class TableName(StrEnum):
    """The record tables."""

    AUDIT = "audit"
    RFQS = "rfqs"
    DRAFTS = "drafts"
    SESSIONS = "sessions"


@dataclass(frozen=True, slots=True)
class Record:
    """A stored document; ``version`` counts its writes from 1."""

    key: str
    version: int
    body: str


class RecordStore(Protocol):
    """JSON documents by key, each write conditional on the version that was read."""

    def get(self, table: TableName, key: str) -> Record | None:
        """The latest committed record."""
        ...

    def put(self, table: TableName, key: str, body: str, *, expected: int, expires_at: datetime | None = None) -> Record:
        """Writes if the stored version is ``expected`` (0: there is none). Raises ConflictError otherwise."""
        ...

    def list(self, table: TableName, *, limit: int = 100, before: str | None = None) -> Sequence[Record]:
        """Newest key first, those under ``before``."""
        ...


class QueueName(StrEnum):
    """The three queues of the pipeline."""

    INTAKE = "intake"
    PRICER = "draft-pricer"
    COMPOSER = "draft-composer"


@dataclass(frozen=True, slots=True)
class QueueMessage:
    """``receipt`` acknowledges this delivery; ``attempt`` counts from 1."""

    queue: QueueName
    body: str
    receipt: str
    attempt: int
    group: str = ""


class Queue(Protocol):
    """At-least-once delivery with a visibility timeout; three attempts, then the dead letters."""

    def send(self, queue: QueueName, body: str, *, group: str = "", dedupe: str = "") -> None:
        """Within the deduplication window the same ``dedupe`` is one message. One group is delivered in order."""
        ...

    def receive(self, queue: QueueName) -> QueueMessage | None:
        """The next visible message, hidden from others until acknowledged or timed out."""
        ...

    def acknowledge(self, message: QueueMessage) -> None:
        """Done: never delivered again."""
        ...

    def retry(self, message: QueueMessage, *, reason: str, delay: timedelta = timedelta()) -> None:
        """Visible again after ``delay``; after the last attempt it goes to the dead letters with ``reason``."""
        ...

    def depth(self, queue: QueueName) -> int:
        """Messages waiting or in work."""
        ...

    def dead_letters(self, queue: QueueName) -> Sequence[tuple[QueueMessage, str]]:
        """What could not be done, with the reason."""
        ...


class Scheduler(Protocol):
    """One-off calls in the future."""

    def at(self, when: datetime, name: str, body: str) -> None:
        """Delivers ``body`` once after ``when``; the same name again replaces it."""
        ...

    def cancel(self, name: str) -> None:
        """No error when there is none."""
        ...

    def due(self) -> Sequence[tuple[str, str]]:
        """Takes the names and bodies whose time has come (a back-end that calls by itself returns nothing)."""
        ...


class Parameters(Protocol):
    """The configuration tree."""

    def tree(self) -> Mapping[str, str]:
        """Every parameter under the deployment's root, by relative path."""
        ...


@dataclass(frozen=True, slots=True)
class SecretValue:
    """A secret and its version; its text is not in ``repr``."""

    value: str
    version: str

    def __repr__(self) -> str:
        return f"SecretValue(version={self.version!r})"


class Secrets(Protocol):
    """Secrets by name, fetched when used."""

    def get(self, name: str) -> SecretValue:
        """Raises ConfigError that names the secret and how to set it."""
        ...

    def put(self, name: str, value: str, *, expected_version: str) -> SecretValue:
        """Stores a rotated value if the version is still ``expected_version``; raises ConflictError otherwise."""
        ...


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A whole message (RFC 5322 bytes) and its envelope."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class MailReceipt:
    """The transport's own id of the mail."""

    message_id: str


class Mailer(Protocol):
    """Sends mail. Exactly-once is the caller's business, by a claim."""

    def send(self, mail: OutgoingMail) -> MailReceipt:
        """Raises TransientError before, RejectedError after the transport's answer."""
        ...


class Claims(Protocol):
    """Conditional records: who does a thing once, and leases."""

    def claim(self, name: str, owner: str, *, lease: timedelta) -> bool:
        """True for one owner at a time; again True for the same owner, or when the lease has run out."""
        ...

    def owner(self, name: str) -> str | None:
        """Who holds or settled the claim; None when it is free."""
        ...

    def complete(self, name: str, owner: str, result: str) -> None:
        """Settles the claim for ever. Raises ConflictError when ``owner`` does not hold it."""
        ...

    def result(self, name: str) -> str | None:
        """What the claim was settled with; None while it is not."""
        ...

    def release(self, name: str, owner: str) -> None:
        """Gives the claim back unsettled."""
        ...


class EventBus(Protocol):
    """Broadcasts what happened."""

    def publish(self, event: str, body: str) -> None:
        """``event`` is the kind, ``body`` JSON."""
        ...


class Audit(Protocol):
    """The append-only trail."""

    def append(self, rfq_id: str, body: str) -> None:
        """Adds one event."""
        ...

    def trail(self, rfq_id: str) -> Sequence[str]:
        """The events of one RFQ in the order they happened."""
        ...


class Backend(Protocol):
    """All ports of one machinery."""

    @property
    def name(self) -> str: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def ids(self) -> IdSource: ...
    @property
    def objects(self) -> ObjectStore: ...
    @property
    def records(self) -> RecordStore: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def scheduler(self) -> Scheduler: ...
    @property
    def secrets(self) -> Secrets: ...
    @property
    def mailer(self) -> Mailer: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def events(self) -> EventBus: ...
    @property
    def audit(self) -> Audit: ...
