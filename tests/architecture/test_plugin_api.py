"""Every kind is whole: a hook, a Protocol, a contract, a built-in provider, a page; every setting and error is told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import qd_core.plugin as api
import qd_core.testing.kinds as contracts
from qd_core import errors
from qd_core.config import AppSettings, CompanySettings, Deployment, PeopleSettings, SmtpSettings
from qd_core.plugin import hookspecs, protocols
from qd_core.plugin.discovery import load_plugin, scan
from qd_core.plugin.kinds import KINDS, Kind

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_whole(kind: Kind) -> None:
    hook = getattr(hookspecs, kind.hook)
    protocol = getattr(protocols, kind.protocol)
    assert callable(getattr(protocol, kind.method)), f"{kind.protocol} has no method {kind.method}"
    assert hook.__doc__, f"{kind.hook} has no docstring"
    assert hasattr(contracts, f"{kind.protocol}Contract"), f"no contract class for {kind.protocol}"
    heading = f"## `{kind.hook}() -> Iterable[Provider[{kind.protocol}]]`"
    assert heading in page("hooks.md"), f"docs/reference/hooks.md lacks {heading}"
    ours = [claims[0] for claims in scan().values() if claims[0].distribution == "qd-core"]
    offered = {provider.name for plugin in ours for provider in load_plugin(plugin).providers[kind.name]}
    assert set(kind.default) <= offered, f"not shipped: {set(kind.default) - offered}"


def test_every_hook_is_a_kind_or_the_event() -> None:
    hooks = {name for name in vars(hookspecs) if name.startswith("qd_")}
    assert hooks == {kind.hook for kind in KINDS} | {"qd_event"}


def test_the_public_names_exist_and_are_documented_shapes() -> None:
    for name in api.__all__:
        assert hasattr(api, name), f"qd_core.plugin exports {name}, which does not exist"


@pytest.mark.parametrize("model", [AppSettings, CompanySettings, PeopleSettings, SmtpSettings, Deployment])
def test_every_setting_is_told(model: type) -> None:
    text = page("settings.md")
    missing = [name for name in model.model_fields if f"`{name}`" not in text and f"[{name}" not in text]  # type: ignore[attr-defined]
    assert not missing


def test_every_error_is_told() -> None:
    text = page("errors.md")
    names = [name for name in errors.__all__ if issubclass(getattr(errors, name), Exception)]
    assert not [name for name in names if f"## {name}\n" not in text]


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "docs.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_of_the_readme_exists() -> None:
    commands = set(re.findall(r"^## `(qd [a-z -]+)`", page("cli.md"), re.MULTILINE))
    used = set(
        re.findall(r"(?:^|[\s`/])(qd [a-z]+(?: [a-z]+)?)", (ROOT / "README.md").read_text(encoding="utf-8"))
    )
    known = commands | {command.rsplit(" ", 1)[0] for command in commands}
    unknown = {use for use in used if use not in known and " ".join(use.split()[:2]) not in known}
    assert not unknown, f"README speaks of {unknown}"
