"""``qd plugin new``: what it writes works at once for every kind, and its tests notice when it no longer does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from qd_core.entry.cli.plugin_files import choosing, distribution_of, kind_called, write_plugin
from qd_core.errors import ConfigError
from qd_core.plugin.kinds import KINDS
from tests.unit.plugin.made_plugins import put_on_path, run, run_tests

BROKEN: dict[str, list[tuple[str, str]]] = {
    "captcha_verifier": [
        ("passed=True)", 'passed=False, reason="no")'),
        ("if hmac.compare_digest(wanted.encode(), request.token.encode()):", "if request.token or wanted:"),
    ],
    "intake_parser": [
        ("not message.name.endswith(SUFFIX)", "False"),
        ("            raise RejectedError(f\"{message.name} is not UTF-8 text\") from None", "            raise"),
    ],
    "text_extractor": [("number=number", "number=1"), ('return ExtractedText(unread="the file is not UTF-8 text")', "raise")],
    "field_extractor": [("match.start(group), end", "0, end"), ("value=Decimal(match[1])", "value=Decimal(match[1]) + 1")],
    "sku_resolver": [("Candidate(item.sku,", "Candidate(cells[0],"), ("cells[0].casefold() == asked and ", "")],
    "tier_lookup": [(" if tier else None", ""), ("source=self._name", 'source=""')],
    "pricing_stage": [("citation=row,", ""), ("percent / 100", "percent / 10"), ("request.unit_price *", "float(request.unit_price) *")],
    "guardrail_gate": [("total <= self._limit", "total >= self._limit"), ("gate=self._name, outcome=Outcome.FLAG", 'gate="x", outcome=Outcome.FLAG')],
    "cover_composer": [("origin=self._name", 'origin=""'), ("if name else", "if not name else")],
    "pdf_renderer": [("invariant=1", "invariant=0"), ("canvas.drawString(LEFT, height, _printable(line))", "pass")],
    "notifier": [("TOO_MANY_REQUESTS or", "OK or"), ("json=body", "json={}")],
    "crm_adapter": [
        ("        return rfq_id", "        return contact_id"),
        ("client.put(", "client.post("),
        ("notes/{digest}", "notes/{id(text)}-{digest}-{__import__('time').monotonic_ns()}"),
    ],
}  # fmt: skip
"""For each kind what may go wrong with what was written: text of the implementation, and what it becomes."""


def written(folder: Path, kind: str, name: str) -> Path:
    project = folder / "projects" / name
    write_plugin(name, kind_called(kind), project)
    return project


@pytest.mark.slow
def test_what_is_written_for_every_kind_passes_its_tests(tmp_path: Path) -> None:
    projects = [written(tmp_path, kind.name, f"my_{kind.name}") for kind in KINDS]
    for project in projects:
        put_on_path(project, tmp_path / "site")
    done = run_tests(tmp_path / "site", *projects)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = run(tmp_path / "site", "-m", "pytest", "--version")
    assert listed.returncode == 0


@pytest.mark.slow
def test_its_tests_fail_when_it_is_broken(tmp_path: Path) -> None:
    names = []
    for kind, faults in BROKEN.items():
        for number, (right, wrong) in enumerate(faults, 1):
            name = f"{kind}_{number}"
            project = written(tmp_path, kind, name)
            module = project / f"qd_{name}" / "__init__.py"
            text = module.read_text(encoding="utf-8")
            assert right in text, f"{kind}: there is no {right!r}"
            module.write_text(text.replace(right, wrong), encoding="utf-8")
            put_on_path(project, tmp_path / "site")
            names.append(name)
    done = run_tests(tmp_path / "site", tmp_path / "projects")
    failed = set(re.findall(r"^FAILED (?:\S*/)?(\w+)/tests/", done.stdout, re.MULTILINE))
    assert set(names) - failed == set(), done.stdout[-3000:]
    assert set(BROKEN) == {kind.name for kind in KINDS}


@pytest.mark.slow
def test_contracts_of_an_installed_plugin_are_reported(tmp_path: Path) -> None:
    site = tmp_path / "site"
    project = written(tmp_path, "pricing_stage", "fuel_thing")
    put_on_path(project, site)
    asked = ("-c", "from qd_core.entry.cli.main import main; main()", "plugin", "test", "fuel_thing")
    good = run(site, *asked)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "qd-fuel-thing 0.1.0: fuel_thing" in good.stdout
    assert "kept    a changed price cites its row" in good.stdout
    assert "0 broken" in good.stdout
    module = site / "qd_fuel_thing" / "__init__.py"
    module.write_text(module.read_text().replace("citation=row,", ""))
    bad = run(site, *asked)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "broken  a changed price cites its row\n          the unit price has no citation" in bad.stdout
    missing = run(site, *asked[:-1], "fuel_thin")
    assert missing.returncode == 2
    assert "Did you mean 'fuel_thing'?" in missing.stderr
    assert "Traceback" not in missing.stderr


@pytest.mark.slow
def test_what_is_written_is_in_style(tmp_path: Path) -> None:
    for kind in KINDS:
        write_plugin("mytool", kind, tmp_path / "projects" / kind.name)
    where = str(tmp_path / "projects")
    style = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--diff", "--line-length=110", "--isolated", where],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert style.returncode == 0, style.stdout
    lint = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--select=E,F,UP,B",
        "--line-length=120",
        where,
    ]
    done = subprocess.run(lint, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "name", ["Fuel", "fuel-surcharge", "2fuel", "fuel__x", "_fuel", "class", "", "../fuel", "a b"]
)
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="no plugin's name"):
        write_plugin(name, KINDS[0], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_name_that_is_taken_and_a_folder_that_is_full_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"qd-core .* has a plugin 'base_price' already"):
        write_plugin("base_price", KINDS[0], tmp_path / "new")
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ConfigError, match="not empty"):
        write_plugin("fuel_thing", KINDS[0], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_kind_is_named_as_it_is_spoken() -> None:
    assert kind_called("Pricing-Stage").name == "pricing_stage"
    with pytest.raises(ConfigError, match="Did you mean 'crm_adapter'"):
        kind_called("crm_adaptor")


def test_every_kind_has_its_templates_and_no_mark_is_left(tmp_path: Path) -> None:
    there = {path.name for path in (files("qd_core") / "plugin_template" / "kinds").iterdir()}
    assert there == {f"{kind.name}{part}.py.tmpl" for kind in KINDS for part in ("", "_contracts")}
    for kind in KINDS:
        for path in write_plugin("fuel_thing", kind, tmp_path / kind.name):
            assert not re.search(r"@\w+@", path.read_text(encoding="utf-8")), path
    assert distribution_of("fuel_thing") == "qd-fuel-thing"


@pytest.mark.slow
def test_each_is_chosen_by_the_command_that_its_readme_names(tmp_path: Path) -> None:
    config = tmp_path / "qd.toml"
    config.write_text("# mine\n")
    program = ["import sys", "from qd_core.entry.cli.main import app"]
    for kind in KINDS:
        name = f"my_{kind.name}"
        project = written(tmp_path, kind.name, name)
        put_on_path(project, tmp_path / "site")
        command = choosing(name, kind)
        assert f"`{command}`" in (project / "README.md").read_text(encoding="utf-8")
        program.append(f"app({[*command.split()[1:], '--config', str(config)]!r}, standalone_mode=False)")
    done = run(tmp_path / "site", "-c", "\n".join(program))
    assert done.returncode == 0, done.stdout + done.stderr
    chosen = tomllib.loads(config.read_text(encoding="utf-8"))["select"]
    assert {kind.select for kind in KINDS if f"my_{kind.name}" in chosen[kind.select]} == {
        k.select for k in KINDS
    }
    assert config.read_text(encoding="utf-8").startswith("# mine\n")
