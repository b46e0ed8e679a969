"""Real dist-info folders of invented distributions, put on the path."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.config import Deployment, deployment_from
from qd_core.entry.wiring import build_registry
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.protocols import Company
from qd_core.plugin.registry import Registry

SITE = Path(__file__).parents[2] / "fixtures" / "site"
MODULES = (
    "acme_fuel",
    "odd_shapes",
    "broken_import_plugin",
    "future_api_plugin",
    "collider_one",
    "collider_two",
)


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented distributions, installed for one test."""
    monkeypatch.syspath_prepend(str(SITE))
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] in MODULES]:
        del sys.modules[name]


def _no_documents() -> CompanyDocuments:
    raise AssertionError("nothing here reads documents")


@pytest.fixture
def registry() -> Callable[..., Registry]:
    """Makes a registry from the content of a qd.toml."""

    def make(**tree: object) -> Registry:
        deployment: Deployment = deployment_from(tree, origin="qd.toml")
        return build_registry(
            deployment, MemoryBackend(secret_values={"acme/token": "t0ken"}), _no_documents, Company()
        )

    return make
