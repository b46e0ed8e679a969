"""``qd select`` and ``qd stage``: qd.toml is edited, tried, and left alone when it would not load."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from qd_core.entry.cli.main import main

COMPANY = """# Small Co
[select]
pricing_stages = [
  "base_price", # the catalog
  "tier_discount",
  "bundle", # last
]

[people] # who is told
on_call_rep = "rep@small.example"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "qd.toml"
    path.write_text(COMPANY)
    path.chmod(0o640)
    return path


@pytest.fixture
def qd(config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Runs ``qd``; its exit status, and what it says."""

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["qd", *words, "--config", str(config)])
        try:
            status = main() or 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def selected(config: Path) -> dict[str, object]:
    return dict(tomllib.loads(config.read_text())["select"])


def test_a_stage_is_inserted_moved_and_removed_and_every_remark_stays(qd: object, config: Path) -> None:
    assert qd("stage", "insert", "volume_break", "--after", "tier_discount")[0] == 0
    assert config.read_text() == COMPANY.replace('  "bundle"', '  "volume_break",\n  "bundle"')
    assert qd("stage", "remove", "volume_break")[0] == 0
    assert config.read_text() == COMPANY
    status, told = qd("stage", "insert", "regional", "--before", "bundle")
    assert (status, "base_price → tier_discount → regional → bundle" in told) == (0, True)
    assert config.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in config.parent.iterdir()] == ["qd.toml"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("stage insert fuel", "there is no 'fuel' (no installed plugin has that name)"),
        ("stage insert regional --after bundel", "Did you mean 'bundle'?"),
        ("stage insert tier_discount --before base_price", "must come"),
        ("stage insert regional --after bundle --before bundle", "not both"),
        ("stage remove regional", "'regional' is not in pricing_stages"),
        ("select insert guardrail_gate nogate", "there is no 'nogate'"),
        ("select remove guardrail_gates citation", "it always runs"),
        ("select remove notifiers log", "is the only name"),
        ("select insert crm_adapter file", "qd select set crm_adapter file"),
        ("select set crm_adapter none file", "exactly one name"),
        ("select set crm_adapter hubspott", "there is no 'hubspott'"),
        ("select list guardrailgates", "Did you mean 'guardrail_gates'?"),
        ("select set notifiers log log", "names one provider twice"),
    ],
)
def test_what_would_not_load_is_refused_and_the_file_stays(
    qd: object, config: Path, words: str, told: str
) -> None:
    status, said = qd(*words.split())
    assert (status, "Traceback" in said) == (2, False), said
    assert told in said
    assert config.read_text() == COMPANY


def test_a_list_that_the_file_does_not_have_begins_with_the_defaults(qd: object, config: Path) -> None:
    assert qd("select", "insert", "notifiers", "email", "--before", "log")[0] == 0
    assert qd("select", "set", "crm-adapter", "file")[0] == 0
    assert selected(config)["notifiers"] == ["email", "log"]
    assert selected(config)["crm_adapter"] == "file"
    assert config.read_text().startswith(COMPANY[: COMPANY.index("]\n\n[people]")])
    assert config.read_text().endswith(COMPANY[COMPANY.index("\n[people]") :])


def test_what_is_there_already_changes_nothing(qd: object, config: Path) -> None:
    before = config.stat().st_mtime_ns
    status, told = qd("stage", "insert", "bundle", "--after", "tier_discount")
    assert (status, "nothing to change" in told) == (0, True)
    assert config.stat().st_mtime_ns == before


def test_a_file_of_another_editor_stays_as_it_is(qd: object, config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbf" + COMPANY.replace("\n", "\r\n").encode())
    assert qd("stage", "insert", "regional", "--before", "bundle")[0] == 0
    wanted = COMPANY.replace('  "bundle"', '  "regional",\n  "bundle"').replace("\n", "\r\n")
    assert config.read_bytes() == b"\xef\xbb\xbf" + wanted.encode()


def test_without_a_file_it_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QD_CONFIG", raising=False)
    monkeypatch.setattr(sys, "argv", ["qd", "stage", "remove", "bundle"])
    with pytest.raises(SystemExit):
        main()
    assert "qd init" in capsys.readouterr().err


def test_the_list_shows_order_and_what_else_there_is(qd: object) -> None:
    status, told = qd("select", "list", "--json")
    rows = json.loads(told)
    assert (status, rows["pricing_stages"]["selected"]) == (0, ["base_price", "tier_discount", "bundle"])
    assert {"regional", "volume_break"} <= set(rows["pricing_stages"]["others"])
    assert rows["crm_adapter"]["mode"] == "one"
    assert "base_price → tier_discount" in qd("stage", "list")[1]
