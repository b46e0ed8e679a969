"""Plugins put on a path as if installed: the package, and a dist-info folder made from their pyproject.toml."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

QUIET = (
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "--import-mode=importlib",
    "--tb=line",
    "-c",
    os.devnull,
)


def put_on_path(project: Path, site: Path) -> None:
    """What an installer does with a pure-Python distribution."""
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    about = declared["project"]
    for package in declared["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        shutil.copytree(project / package, site / package, dirs_exist_ok=True)
    info = site / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n"
    )
    lines = []
    for group, points in about["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")


def run(site: Path, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A Python command for which the folder is one more place where distributions are installed."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd or site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def run_tests(site: Path, *folders: Path) -> subprocess.CompletedProcess[str]:
    """pytest on the folders, as their author runs it: the fixtures of the kit come with qd-core."""
    return run(site, "-m", "pytest", *QUIET, f"--rootdir={site}", *map(str, folders))
