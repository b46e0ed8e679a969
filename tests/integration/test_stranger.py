"""A distribution that the product knows nothing of: chosen, it prices and checks; removed, nothing of it is left."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.architecture.house_rules import imports_any_of
from tests.unit.plugin.made_plugins import put_on_path, run, run_tests

PROJECT = Path(__file__).parents[2] / "examples" / "plugins" / "qd-export-rules"
QD = ("-c", "from qd_core.entry.cli.main import main; main()")
INSIDE = ("config", "ports", "pipeline", "backends", "builtin", "entry", "documents", "reading", "matching")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "example", tmp_path / "company"))


def draft(site: Path, company: Path) -> dict[str, object]:
    done = run(
        site, *QD, "draft", str(company / "request.eml"), "--config", str(company / "qd.toml"), "--json"
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_its_tests_pass_as_its_readme_says(site: Path) -> None:
    put_on_path(PROJECT, site)
    done = run_tests(site, PROJECT / "tests")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_it_is_used_in_a_draft_and_removed_again(site: Path, company: Path) -> None:
    config = ("--config", str(company / "qd.toml"))
    put_on_path(PROJECT, site)
    with_it = json.dumps(draft(site, company))
    assert "Brackets | 2% | 2026-12-31" in with_it
    assert "export to FR: DAP" in with_it
    removed = run(site, *QD, "stage", "remove", "fuel_surcharge", *config)
    assert removed.returncode == 0, removed.stderr
    removed = run(site, *QD, "select", "remove", "guardrail_gates", "export_incoterms", *config)
    assert removed.returncode == 0, removed.stderr
    shutil.rmtree(site)
    site.mkdir()
    without = json.dumps(draft(site, company))
    assert "fuel_surcharge" not in without
    assert "export_incoterms" not in without


@pytest.mark.slow
def test_removed_too_early_it_is_missed_by_name(site: Path, company: Path) -> None:
    done = run(site, *QD, "config", "check", "--config", str(company / "qd.toml"))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "[select] pricing_stages: there is no 'fuel_surcharge'" in done.stderr


def test_it_imports_the_public_api_alone() -> None:
    files = sorted((PROJECT / "qd_export_rules").glob("*.py"))
    inside = [f"qd_core.{name}" for name in INSIDE]
    assert len(files) > 3
    assert {path.name: found for path in files if (found := imports_any_of(path.read_text(), *inside))} == {}
