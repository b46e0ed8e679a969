"""The handlers over the small company in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas.environment import use_application
from qd_core.pipeline.app import App
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, small_app
from tests.lambdas.people import Crm, Told

SECRET = "a form's own secret"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def backend(clock: ManualClock) -> MemoryBackend:
    return MemoryBackend(
        clock=clock, secret_values={"forms/site/secret": SECRET, "review/signing-key": "k" * 48}
    )


@pytest.fixture
def app(tmp_path: Path, backend: MemoryBackend) -> Iterator[App]:
    app = small_app(tmp_path, backend=backend)
    use_application(app)
    yield app
    use_application(None)


@pytest.fixture
def slack(app: App) -> Told:
    told = Told()
    app.providers.__dict__["notifiers"] = [("slack", told)]
    return told


@pytest.fixture
def crm(app: App) -> Crm:
    crm = Crm()
    app.providers.__dict__["crm_adapter"] = ("crm", crm)
    return crm
