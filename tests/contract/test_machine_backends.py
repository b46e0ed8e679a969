"""The back-ends of one machine, in memory and on disk, keep the promises of every port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.backends.memory import MemoryBackend
from qd_core.ports import (
    Audit,
    Backend,
    Claims,
    IdSource,
    ObjectStore,
    OutgoingMail,
    Queue,
    RecordStore,
    Scheduler,
    Secrets,
)
from qd_core.testing.clock import ManualClock
from qd_core.testing.ports.claims import (
    AuditContract,
    ClaimsContract,
    IdSourceContract,
    SchedulerContract,
    SecretsContract,
)
from qd_core.testing.ports.objects import ObjectStoreContract
from qd_core.testing.ports.queues import QueueContract
from qd_core.testing.ports.records import RecordStoreContract


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(params=["memory", "local"])
def backend(request: pytest.FixtureRequest, clock: ManualClock, tmp_path: Path) -> Iterator[Backend]:
    if request.param == "memory":
        yield MemoryBackend(clock=clock, secret_values={"token": "s3cret"})
        return
    (tmp_path / "secrets.toml").write_text('"token" = "s3cret"\n')
    (tmp_path / "secrets.toml").chmod(0o600)
    local = LocalBackend(tmp_path, clock=clock)
    yield local
    local.close()


class TestObjects(ObjectStoreContract):
    @pytest.fixture
    def objects(self, backend: Backend) -> ObjectStore:
        return backend.objects


class TestRecords(RecordStoreContract):
    @pytest.fixture
    def records(self, backend: Backend) -> RecordStore:
        return backend.records


class TestQueue(QueueContract):
    @pytest.fixture
    def queue(self, backend: Backend) -> Queue:
        return backend.queue


class TestClaims(ClaimsContract):
    @pytest.fixture
    def claims(self, backend: Backend) -> Claims:
        return backend.claims


class TestScheduler(SchedulerContract):
    @pytest.fixture
    def scheduler(self, backend: Backend) -> Scheduler:
        return backend.scheduler


class TestSecrets(SecretsContract):
    @pytest.fixture
    def secrets(self, backend: Backend) -> Secrets:
        return backend.secrets


class TestAudit(AuditContract):
    @pytest.fixture
    def audit(self, backend: Backend) -> Audit:
        return backend.audit


class TestIds(IdSourceContract):
    @pytest.fixture
    def ids(self, backend: Backend) -> IdSource:
        return backend.ids


def test_the_outbox_keeps_what_was_sent() -> None:
    backend = MemoryBackend()
    receipt = backend.mailer.send(OutgoingMail("a@x.example", ("b@y.example",), b"mail"))
    assert receipt.message_id == "1"
    assert backend.mailer.outbox[0].content == b"mail"
