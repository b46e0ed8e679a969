"""The ports: machinery that is either AWS or this machine, picked whole, never pluggable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

__all__ = [
    "Audit",
    "AuditRow",
    "Backend",
    "Bucket",
    "Claims",
    "Clock",
    "DueCall",
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
    """A stored document; ``version`` counts its writes from 1. ``summary`` is the little that lists show of it."""

    key: str
    version: int
    body: str
    summary: str = ""


class RecordStore(Protocol):
    """JSON documents by key, each write conditional on the version that was read."""

    def get(self, table: TableName, key: str) -> Record | None:
        """The latest committed record."""
        ...

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
        """Writes if the stored version is ``expected`` (0: there is none). Raises ConflictError otherwise.

        ``facets`` are what ``find`` filters by; only records with facets are found. ``summary`` is what it searches.
        """
        ...

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
        """Records with facets, newest key first, those under ``before`` (``oldest_first``: the other way round, those
        over it): every facet named has one of its values, and ``summary`` contains every word of ``text``
        (case-insensitively). ``body`` may be empty: read the record to have it."""
        ...

    def count(self, table: TableName, *, facets: Mapping[str, Sequence[str]] | None = None) -> int:
        """How many ``find`` would give without a limit and a text."""
        ...

    def delete(self, table: TableName, key: str) -> None:
        """Removes the record (erasure of a person's data); no error when there is none."""
        ...


class QueueName(StrEnum):
    """The queues of the pipeline. The first three are queues everywhere; events and delivery are queues on one machine
    and a bus and an invocation in the cloud."""

    INTAKE = "intake"
    PRICER = "draft-pricer"
    COMPOSER = "draft-composer"
    EVENTS = "events"
    DELIVERY = "delivery"


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


@dataclass(frozen=True, slots=True)
class DueCall:
    """A call whose time has come."""

    name: str
    body: str
    when: datetime


class Scheduler(Protocol):
    """One-off calls in the future."""

    def at(self, when: datetime, name: str, body: str) -> None:
        """Delivers ``body`` once after ``when``; the same name again replaces it."""
        ...

    def cancel(self, name: str) -> None:
        """No error when there is none."""
        ...

    def due(self) -> Sequence[DueCall]:
        """The calls whose time has come, oldest first; they stay until ``done``: a crash in between loses none.
        A back-end that calls by itself returns nothing."""
        ...

    def done(self, call: DueCall) -> None:
        """The call was made; one that was set anew under the same name meanwhile stays."""
        ...


class Parameters(Protocol):
    """The configuration tree."""

    def tree(self) -> Mapping[str, str]:
        """Every parameter under the deployment's root, by relative path."""
        ...


@dataclass(frozen=True, slots=True)
class SecretValue:
    """A secret and its version, which is empty where it is kept where it cannot be rewritten; its text is not in
    ``repr``."""

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
    """A whole message (RFC 5322 bytes) and its envelope; ``key`` names what it is sent for (``quote/<rfq>/r2``)."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    key: str = ""


@dataclass(frozen=True, slots=True)
class MailReceipt:
    """The transport's own id of the mail."""

    message_id: str


class Mailer(Protocol):
    """Sends mail. At-most-once is the caller's business, unless ``idempotent``: then the same ``key`` is one mail."""

    @property
    def idempotent(self) -> bool:
        """Whether sending the same ``key`` again is harmless."""
        ...

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


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event on the trail. ``digest`` is the SHA-256 of the body as it was written; ``chain`` is the SHA-256 of the
    stream's previous ``chain`` and this ``digest``, so an erased body (empty) leaves the chain verifiable."""

    stream: str
    sequence: int
    rfq_id: str
    body: str
    digest: str
    chain: str


class Audit(Protocol):
    """The append-only, hash-chained trail."""

    def append(self, rfq_id: str, body: str) -> None:
        """Adds one event at the end of its stream."""
        ...

    def trail(self, rfq_id: str) -> Sequence[str]:
        """The events of one RFQ in the order they happened, without erased ones."""
        ...

    def rows(self, *, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """Whole streams in order, for verification and export; ``after`` counts rows already seen."""
        ...

    def erase(self, rfq_id: str) -> int:
        """Empties the bodies of one RFQ's events, and says how many; digests and chain stay."""
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
