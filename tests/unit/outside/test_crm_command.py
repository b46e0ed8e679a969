"""`qd crm check` and `qd crm setup` with a local qd.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import qd_crm_hubspot.contracts as hubspot
from qd_core.entry.cli.main import app
from qd_core.testing import Loopback
from qd_crm_hubspot.fake import FakeHubSpot
from qd_crm_hubspot.fake_properties import Properties


@pytest.fixture
def account() -> FakeHubSpot:
    return hubspot.ready_account()


@pytest.fixture
def folder(account: FakeHubSpot, tmp_path: Path) -> Iterator[Path]:
    with Loopback(account.handle) as server:
        (tmp_path / "qd.toml").write_text(
            f'[select]\ncrm_adapter = "hubspot"\n[settings.hubspot]\nbase_url = "{server.url}"\n'
        )
        (tmp_path / ".qd").mkdir()
        secrets = tmp_path / ".qd" / "secrets.toml"
        secrets.write_text('"crm/hubspot/oauth" = \'{"access_token": "pat-1"}\'\n')
        secrets.chmod(0o600)
        yield tmp_path


def run(folder: Path, *arguments: str) -> Result:
    where = ["--config", str(folder / "qd.toml"), "--data", str(folder / ".qd")]
    return CliRunner().invoke(app, ["crm", *arguments, *where])


def test_an_account_in_order(folder: Path) -> None:
    done = run(folder, "check")
    assert done.exit_code == 0, done.output
    assert "✓ connection: account 4711" in done.output


def test_what_is_missing_comes_with_what_to_do_and_setup_makes_it(folder: Path, account: FakeHubSpot) -> None:
    account.properties = Properties()
    done = run(folder, "check")
    assert done.exit_code == 1
    assert "✗ property rfq_id of deals: it is not there\n    → run `qd crm setup`" in done.output
    assert run(folder, "setup").exit_code == 0
    assert run(folder, "check").exit_code == 0


def test_what_only_a_person_can_make_stays_missing(folder: Path, account: FakeHubSpot) -> None:
    account.properties.add("deals", "rfq_id")
    done = run(folder, "setup")
    assert done.exit_code == 1
    assert "delete the property" in done.output


def test_programs_read_json(folder: Path, account: FakeHubSpot) -> None:
    account.token = "another"
    done = run(folder, "check", "--json")
    told = json.loads(done.output)
    assert (told["crm"], done.exit_code) == ("hubspot", 1)
    assert [each["name"] for each in told["checks"]] == ["connection"]


def test_a_missing_secret_says_how_to_set_it(folder: Path) -> None:
    (folder / ".qd" / "secrets.toml").unlink()
    done = run(folder, "check")
    assert done.exit_code == 1
    assert "QD_SECRET__CRM__HUBSPOT__OAUTH" in done.output


def test_no_crm_needs_nothing(tmp_path: Path) -> None:
    (tmp_path / "qd.toml").write_text("")
    done = run(tmp_path, "check")
    assert done.exit_code == 0
    assert "none (qd-core" in done.output
    assert "needs nothing" in done.output
