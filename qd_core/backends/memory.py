"""Every port in this process's memory: for tests and `qd draft`. Nothing persists; the semantics are the ports'."""

from __future__ import annotations

import itertools
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from qd_core.backends.chain import START, digest_of, link
from qd_core.backends.ids import UuidV7
from qd_core.backends.memory_queue import MemoryQueue
from qd_core.errors import ConfigError, ConflictError
from qd_core.ports import (
    AuditRow,
    Bucket,
    Clock,
    DueCall,
    IdSource,
    MailReceipt,
    OutgoingMail,
    Record,
    SecretValue,
    TableName,
)

__all__ = ["MemoryBackend", "SystemClock"]


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The time now."""
        return datetime.now(UTC)


class MemoryObjects:
    """Bytes in a dictionary."""

    def __init__(self) -> None:
        self._content: dict[str, bytes] = {}

    def put(self, bucket: Bucket, path: str, content: bytes, *, media_type: str = "") -> str:
        """Keeps the bytes."""
        key = f"{bucket}/{path}"
        self._content[key] = content
        return key

    def get(self, key: str) -> bytes:
        """The bytes; KeyError without any."""
        return self._content[key]

    def exists(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._content

    def delete(self, key: str) -> None:
        """Forgets the bytes."""
        self._content.pop(key, None)


@dataclass(slots=True)
class _Stored:
    record: Record
    expires_at: datetime | None
    facets: Mapping[str, str] | None


class MemoryRecords:
    """Versioned documents in a dictionary."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tables: dict[TableName, dict[str, _Stored]] = defaultdict(dict)

    def get(self, table: TableName, key: str) -> Record | None:
        """The record, unless it has expired."""
        with self._lock:
            stored = self._alive(table, key)
            return stored.record if stored else None

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
        """A conditional write."""
        with self._lock:
            stored = self._alive(table, key)
            version = stored.record.version if stored else 0
            if version != expected:
                raise ConflictError(f"{table} {key} is at version {version}, not {expected}: load it again")
            record = Record(key, version + 1, body, summary)
            self._tables[table][key] = _Stored(record, expires_at, facets)
            return record

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
        """A scan."""
        with self._lock:
            found = self._matching(table, facets or {})[:: -1 if oldest_first else 1]
            chosen = (
                record
                for record in found
                if (before is None or (record.key > before if oldest_first else record.key < before))
                and all(word in record.summary.casefold() for word in text.casefold().split())
            )
            return list(itertools.islice(chosen, limit))

    def count(self, table: TableName, *, facets: Mapping[str, Sequence[str]] | None = None) -> int:
        """A scan."""
        with self._lock:
            return len(self._matching(table, facets or {}))

    def delete(self, table: TableName, key: str) -> None:
        """Forgets the record."""
        with self._lock:
            self._tables[table].pop(key, None)

    def _matching(self, table: TableName, facets: Mapping[str, Sequence[str]]) -> list[Record]:
        stored = (self._alive(table, key) for key in sorted(self._tables[table], reverse=True))
        return [
            one.record
            for one in stored
            if one
            and one.facets is not None
            and all(one.facets.get(name) in wanted for name, wanted in facets.items())
        ]

    def _alive(self, table: TableName, key: str) -> _Stored | None:
        stored = self._tables[table].get(key)
        return None if stored and stored.expires_at and stored.expires_at <= self._clock.now() else stored


class MemoryScheduler:
    """One-off calls, taken by whoever asks for what is due."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[str, tuple[datetime, str]] = {}

    def at(self, when: datetime, name: str, body: str) -> None:
        """Notes the call."""
        self._calls[name] = (when, body)

    def cancel(self, name: str) -> None:
        """Forgets the call."""
        self._calls.pop(name, None)

    def due(self) -> Sequence[DueCall]:
        """The calls whose time has come, oldest first."""
        now = self._clock.now()
        due = [DueCall(name, body, when) for name, (when, body) in self._calls.items() if when <= now]
        return sorted(due, key=lambda call: call.when)

    def done(self, call: DueCall) -> None:
        """Forgets the call unless it was set anew."""
        if self._calls.get(call.name) == (call.when, call.body):
            del self._calls[call.name]


class MemorySecrets:
    """Secrets given to the constructor."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = {name: SecretValue(value, "1") for name, value in (values or {}).items()}

    def get(self, name: str) -> SecretValue:
        """The secret, or an error that names it."""
        if name not in self._values:
            raise ConfigError(f"secret qd/{name} is not set", key=name)
        return self._values[name]

    def put(self, name: str, value: str, *, expected_version: str) -> SecretValue:
        """A conditional rotation."""
        current = self.get(name)
        if current.version != expected_version:
            raise ConflictError(f"secret qd/{name} was rotated by somebody else")
        self._values[name] = SecretValue(value, str(int(current.version) + 1))
        return self._values[name]


class MemoryMailer:
    """Keeps what was sent in ``outbox``."""

    idempotent = False

    def __init__(self) -> None:
        self.outbox: list[OutgoingMail] = []

    def send(self, mail: OutgoingMail) -> MailReceipt:
        """Keeps the mail."""
        self.outbox.append(mail)
        return MailReceipt(str(len(self.outbox)))


@dataclass(slots=True)
class _Claim:
    owner: str
    until: datetime
    result: str | None = None


class MemoryClaims:
    """Claims and leases in a dictionary."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._claims: dict[str, _Claim] = {}

    def claim(self, name: str, owner: str, *, lease: timedelta) -> bool:
        """Takes or renews the claim."""
        with self._lock:
            now = self._clock.now()
            held = self._claims.get(name)
            if held and (held.result is not None or (held.owner != owner and held.until > now)):
                return False
            self._claims[name] = _Claim(owner, now + lease)
            return True

    def owner(self, name: str) -> str | None:
        """Who holds the claim, unless its lease has run out."""
        with self._lock:
            held = self._claims.get(name)
            free = held is None or (held.result is None and held.until <= self._clock.now())
            return None if held is None or free else held.owner

    def complete(self, name: str, owner: str, result: str) -> None:
        """Settles the claim."""
        with self._lock:
            held = self._claims.get(name)
            if not held or held.owner != owner:
                raise ConflictError(f"{owner} does not hold the claim {name}")
            held.result = result

    def result(self, name: str) -> str | None:
        """What it was settled with."""
        held = self._claims.get(name)
        return held.result if held else None

    def release(self, name: str, owner: str) -> None:
        """Gives an unsettled claim back."""
        with self._lock:
            held = self._claims.get(name)
            if held and held.owner == owner and held.result is None:
                del self._claims[name]


class MemoryEvents:
    """Keeps what was published."""

    def __init__(self) -> None:
        self.published: list[tuple[str, str]] = []

    def publish(self, event: str, body: str) -> None:
        """Keeps the event."""
        self.published.append((event, body))


class MemoryAudit:
    """The trail in one list, one stream."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[AuditRow] = []

    def append(self, rfq_id: str, body: str) -> None:
        """Adds a linked row."""
        with self._lock:
            digest = digest_of(body)
            previous = self._rows[-1].chain if self._rows else START
            self._rows.append(
                AuditRow("all", len(self._rows) + 1, rfq_id, body, digest, link(previous, digest))
            )

    def trail(self, rfq_id: str) -> Sequence[str]:
        """The bodies in order."""
        return tuple(row.body for row in self._rows if row.rfq_id == rfq_id and row.body)

    def rows(self, *, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """A slice of the list."""
        return tuple(self._rows[after : after + limit])

    def erase(self, rfq_id: str) -> int:
        """Empties the bodies."""
        with self._lock:
            hit = [index for index, row in enumerate(self._rows) if row.rfq_id == rfq_id and row.body]
            for index in hit:
                self._rows[index] = replace(self._rows[index], body="")
            return len(hit)


@dataclass
class MemoryBackend:
    """All ports of one process."""

    clock: Clock = field(default_factory=SystemClock)
    secret_values: Mapping[str, str] = field(default_factory=dict)
    ids: IdSource = field(init=False)
    name: str = "memory"

    def __post_init__(self) -> None:
        self.ids = UuidV7(self.clock)
        self.objects = MemoryObjects()
        self.records = MemoryRecords(self.clock)
        self.queue = MemoryQueue(self.clock)
        self.scheduler = MemoryScheduler(self.clock)
        self.secrets = MemorySecrets(self.secret_values)
        self.mailer = MemoryMailer()
        self.claims = MemoryClaims(self.clock)
        self.events = MemoryEvents()
        self.audit = MemoryAudit()
