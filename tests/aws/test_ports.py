"""The AWS back-end keeps the promises of every port, as the back-ends of one machine do. Schedules are in `test_calls.py`: that
contract is one for back-ends that are asked what is due, and AWS calls by itself."""

from __future__ import annotations

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.ports import Audit, Claims, IdSource, ObjectStore, Queue, RecordStore, Secrets
from qd_core.testing.ports.claims import AuditContract, ClaimsContract, IdSourceContract, SecretsContract
from qd_core.testing.ports.objects import ObjectStoreContract
from qd_core.testing.ports.queues import QueueContract
from qd_core.testing.ports.records import RecordStoreContract


class TestObjects(ObjectStoreContract):
    @pytest.fixture
    def objects(self, backend: AwsBackend) -> ObjectStore:
        return backend.objects


class TestRecords(RecordStoreContract):
    @pytest.fixture
    def records(self, backend: AwsBackend) -> RecordStore:
        return backend.records


class TestQueue(QueueContract):
    @pytest.fixture
    def queue(self, backend: AwsBackend) -> Queue:
        return backend.queue


class TestClaims(ClaimsContract):
    @pytest.fixture
    def claims(self, backend: AwsBackend) -> Claims:
        return backend.claims


class TestSecrets(SecretsContract):
    @pytest.fixture
    def secrets(self, backend: AwsBackend) -> Secrets:
        backend.aws.secrets.create_secret(Name="qd/token", SecretString="s3cret")
        return backend.secrets


class TestAudit(AuditContract):
    @pytest.fixture
    def audit(self, backend: AwsBackend) -> Audit:
        return backend.audit


class TestIds(IdSourceContract):
    @pytest.fixture
    def ids(self, backend: AwsBackend) -> IdSource:
        return backend.ids
