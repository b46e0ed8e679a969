"""A small company on a local folder, whose queue the test works off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.pipeline.app import App
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, small_app


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[LocalBackend]:
    opened = LocalBackend(tmp_path / "data", clock=ManualClock(NOW))
    yield opened
    opened.close()


@pytest.fixture
def app(tmp_path: Path, backend: LocalBackend) -> App:
    return small_app(tmp_path, backend=backend)
