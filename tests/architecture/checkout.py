"""The checkout as the architecture tests see it: its files, without what git ignores."""

import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = "qd_core/plugin_template/"


@cache
def files() -> tuple[str, ...]:
    """Every file that is committed or could be, as a path from the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file()))


def matching(*patterns: str) -> list[str]:
    return [name for name in files() if any(fnmatch(name, pattern) for pattern in patterns)]


def python_of(*folders: str) -> list[str]:
    """The Python files of the given top-level folders, without tests and templates."""
    return [
        name
        for name in files()
        if name.endswith(".py")
        and name.split("/")[0] in folders
        and "tests" not in name.split("/")
        and not name.startswith(TEMPLATES)
    ]


def read(name: str) -> str:
    """The file's text, or nothing where it is not text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
