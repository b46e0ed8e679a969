"""A secret that a provider rotates: conditional, and not where it would be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.backends.local.secrets import FileSecrets
from qd_core.config import Deployment
from qd_core.entry.wiring import build_registry
from qd_core.errors import ConfigError, ConflictError
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin import SecretHandle
from qd_core.plugin.protocols import Company
from qd_core.testing import Loopback, Reply


@pytest.fixture
def backend(tmp_path: Path) -> LocalBackend:
    (tmp_path / "secrets.toml").write_text('"crm/acme/oauth" = "one"\n')
    (tmp_path / "secrets.toml").chmod(0o600)
    return LocalBackend(tmp_path)


def _no_documents() -> CompanyDocuments:
    raise AssertionError("nothing here reads documents")


def handle(backend: LocalBackend) -> SecretHandle:
    registry = build_registry(Deployment(), backend, _no_documents, Company())
    return registry._context("acme").secret("crm/acme/oauth")


def test_it_is_replaced_by_who_read_it_last(backend: LocalBackend) -> None:
    mine, other = handle(backend), handle(backend)
    assert (mine.version, mine.reveal(), other.reveal()) == ("", "one", "one")
    mine.replace("two")
    with pytest.raises(ConflictError):
        other.replace("three")
    assert other.reveal() == "two"
    mine.replace("four")
    assert handle(backend).reveal() == "four"
    backend.close()


def test_addresses_are_not_logged(backend: LocalBackend, caplog: pytest.LogCaptureFixture) -> None:
    """A webhook's address is a secret, a query names a buyer."""
    context = build_registry(Deployment(), backend, _no_documents, Company())._context("acme")
    with Loopback(lambda _: Reply()) as server, context.http() as client, caplog.at_level("INFO"):
        client.get(f"{server.url}/hooks/s3cret")
    assert "s3cret" not in caplog.text
    backend.close()


def test_one_in_the_environment_cannot_be_rotated(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path / "secrets.toml", {"QD_SECRET__CRM__ACME__OAUTH": "one"})
    version = secrets.get("crm/acme/oauth").version
    assert version == "", "so a keeper of tokens knows before it spends one"
    with pytest.raises(ConfigError, match=r"move it to .*secrets\.toml"):
        secrets.put("crm/acme/oauth", "two", expected_version=version)
    assert not (tmp_path / "secrets.toml").exists()
