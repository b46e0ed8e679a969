"""The contracts of an installed plugin, run by pytest in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from qd_core.errors import ConfigError, PluginError
from qd_core.plugin.discovery import LoadedPlugin
from qd_core.plugin.kinds import KINDS

__all__ = ["CONTRACTS", "Verdict", "run_contracts"]

CONTRACTS = "qd.contracts"
"""The entry-point group in which a distribution names its contract module, under the plugin's name."""
_SECONDS = 600
_FIXTURES = "qd_core.testing.pytest_plugin"
_TESTS = """from qd_core.testing import {protocol}Contract


class Test_{kind}({protocol}Contract):
    provider = "{provider}"
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One test of a contract: ``outcome`` is ``kept``, ``broken`` or ``skipped``; ``message`` says why."""

    contract: str
    test: str
    outcome: str
    message: str = ""


def run_contracts(plugin: LoadedPlugin) -> tuple[Verdict, ...]:
    """Every verdict: of the plugin's own contract module where it names one, else of the shipped contracts with the
    small company. Raises ConfigError without pytest, PluginError when no test could be run."""
    if find_spec("pytest") is None:
        raise ConfigError("contracts are run by pytest, which is not installed: pip install pytest")
    with tempfile.TemporaryDirectory() as folder:
        return _run(plugin, Path(folder))


def _run(plugin: LoadedPlugin, folder: Path) -> tuple[Verdict, ...]:
    report = folder / "report.xml"
    tests = _own_module(plugin.installed.name) or _shipped(plugin, folder)
    command = [
        sys.executable, "-m", "pytest", *tests, f"--junitxml={report}", "-q", "-p", "no:cacheprovider",
        "-c", os.devnull, f"--rootdir={folder}", *_fixtures(),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and names of installed modules
            command, cwd=folder, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise PluginError(f"the contracts did not end within {_SECONDS} s") from None
    verdicts = tuple(_verdicts(report)) if report.exists() else ()
    if not verdicts:
        raise PluginError(
            f"no contract of {plugin.installed.origin} could be run:\n{_last_lines(done.stdout + done.stderr)}",
            plugin=plugin.installed.name,
            distribution=plugin.installed.origin,
        )
    return verdicts


def _fixtures() -> list[str]:
    """pytest finds the fixtures of the kit by itself where qd-core is installed with its entry point."""
    found = any(point.value == _FIXTURES for point in entry_points(group="pytest11"))
    return [] if found else ["-p", _FIXTURES]


def _own_module(name: str) -> list[str]:
    """The file of the plugin's contract module, as pytest wants it."""
    points = [point for point in entry_points(group=CONTRACTS) if point.name == name]
    if not points:
        return []
    try:
        spec = find_spec(points[0].module)
    except ImportError as error:
        raise PluginError(f"its contract module cannot be imported: {error}", plugin=name) from error
    if spec is None or spec.origin is None:
        raise PluginError(f"its contract module {points[0].module} does not exist", plugin=name)
    return [spec.origin]


def _shipped(plugin: LoadedPlugin, folder: Path) -> list[str]:
    made = []
    for kind in KINDS:
        for place, provider in enumerate(plugin.providers[kind.name], 1):
            tests = folder / f"test_{kind.name}_{place}.py"
            tests.write_text(_TESTS.format(protocol=kind.protocol, kind=kind.name, provider=provider.name))
            made.append(str(tests))
    if not made:
        raise PluginError(f"{plugin.installed.origin} offers no provider under this name: nothing to test")
    return made


def _verdicts(report: Path) -> Iterator[Verdict]:
    from defusedxml.ElementTree import parse

    for case in parse(report).iter("testcase"):
        name = case.get("name", "").removeprefix("test_")
        contract = case.get("classname", "").rpartition(".")[2].removeprefix("Test").lstrip("_")
        outcome, message = "kept", ""
        for child in case:
            if child.tag in {"failure", "error"}:
                outcome, message = "broken", _reason(child.get("message", ""), child.text or "")
            elif child.tag == "skipped":
                outcome, message = "skipped", child.get("message", "")
        yield Verdict(contract, name.partition("[")[0].replace("_", " ") + _variant(name), outcome, message)


def _variant(name: str) -> str:
    _, bracket, variant = name.partition("[")
    return f" [{variant}" if bracket else ""


def _reason(message: str, text: str) -> str:
    """The sentence alone: no exception's name, no comparison that pytest adds below it."""
    shown = message or next((line for line in text.splitlines() if line.strip()), "")
    first = shown.splitlines()[0] if shown else ""
    for prefix in ("AssertionError: ", "Failed: ", "failed on setup with ", "qd_core.errors."):
        first = first.removeprefix(prefix).removeprefix('"').removesuffix('"')
    return first


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-12:])
