"""The back-end on the emulator: one process for the session, an account of its own for each test."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import botocore.loaders
import botocore.session
import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.install import install
from qd_core.backends.aws.session import AwsSession
from qd_core.ports import Bucket
from tests.aws.emulator import Emulator, EmulatorClock, start
from tests.aws.looking import parameters
from tests.integration.small_company import CATALOG, RULES, VOICE

_LOADER = botocore.loaders.create_loader()
_ACCOUNTS = itertools.count(200_000_000_000)


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    running = start(tmp_path_factory.mktemp("emulator"))
    yield running
    running.stop()


@pytest.fixture
def clock(emulator: Emulator) -> EmulatorClock:
    return EmulatorClock(emulator)


@pytest.fixture
def account() -> str:
    return str(next(_ACCOUNTS))


@pytest.fixture
def surroundings(emulator: Emulator, account: str) -> dict[str, str]:
    """What a deployment sets in the environment of its functions."""
    queue = f"arn:aws:sqs:us-east-1:{account}:escalated"
    return {
        "AWS_ENDPOINT_URL": emulator.endpoint,
        "AWS_REGION": "us-east-1",
        "QD_ACCOUNT_ID": account,
        "QD_BACKEND": "aws",
        "QD_ESCALATOR_ARN": queue,
        "QD_SCHEDULER_ROLE_ARN": f"arn:aws:iam::{account}:role/qd-scheduler",
    }


@pytest.fixture
def new_session(surroundings: dict[str, str], account: str) -> Callable[[], AwsSession]:
    """Makes a session of the test's account, as each process has one; what boto3 knows of the services is read once."""

    def make() -> AwsSession:
        core = botocore.session.Session()
        core.register_component("data_loader", _LOADER)
        options: Any = {
            "botocore_session": core,
            "aws_access_key_id": account,
            "aws_secret_access_key": "test",
        }
        return AwsSession(surroundings, **options)

    return make


@pytest.fixture
def session(new_session: Callable[[], AwsSession]) -> AwsSession:
    return new_session()


@pytest.fixture
def backend(session: AwsSession, clock: EmulatorClock) -> AwsBackend:
    """Every declared resource, empty."""
    install(session)
    backend = AwsBackend(session=session, clock=clock)
    backend.queue.wait_seconds = 0
    return backend


@pytest.fixture
def cache(tmp_path: Path, surroundings: dict[str, str]) -> Path:
    surroundings["QD_CACHE"] = str(tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def deployed(backend: AwsBackend, cache: Path) -> AwsBackend:
    """The small company's documents and parameters."""
    for name, text in (("catalog", CATALOG), ("rules", RULES), ("voice", VOICE)):
        backend.objects.put(Bucket.DOCUMENTS, f"{name}.txt", text.encode())
    parameters(backend, {"company/name": "Small Co", "people/on_call_rep": "rep@small.example"})
    backend.secrets.put("review/signing-key", "k" * 40, expected_version="")
    return backend


@pytest.fixture
def cold(
    deployed: AwsBackend, new_session: Callable[[], AwsSession], clock: EmulatorClock
) -> Callable[[], AwsBackend]:
    """A new process on the same account."""

    def start() -> AwsBackend:
        backend = AwsBackend(session=new_session(), clock=clock)
        backend.queue.wait_seconds = 0
        return backend

    return start
