"""The command itself: found without the environment's scripts on the path, and quick to say what it is."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version


def test_the_package_is_the_command_too() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "qd_core", "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout == f"qd {version('qd-core')}\n"
    assert told.stderr == ""
