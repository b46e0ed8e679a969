"""Memory of a serving process, idle, with a catalog of 10,000 rows; and of a process that holds a large catalog.

``QD_BENCH_ROWS=1000000`` measures a million rows beside the hundred thousand.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.bench.companies import write_company

__all__ = ["run"]

SERVED = 10_000
MANY = 100_000
MOST = int(os.environ.get("QD_BENCH_ROWS", MANY))
_LARGE = 1024
_WHY = (
    "an index is built in memory, about 1.1 KB a row, before it is written; once for a version of the catalog, after "
    "which it is opened from disk"
)
_LOADED = """
import sys
from pathlib import Path
from qd_core.entry.cli.session import open_session, draft_file
session = open_session(Path(sys.argv[1]), None)
draft_file(session.app, Path(sys.argv[1]) / "one.eml", received_at=None)
import re
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def run() -> dict[str, object]:
    """Megabytes. Linux tells them; elsewhere nothing is measured."""
    if not Path("/proc/self/status").exists():
        return {"memory": {"problem": "this system does not tell a process's memory"}}
    rows: dict[str, object] = {f"qd serve, idle, {SERVED:,} rows": _row(_served(), 150)}
    for size in sorted({MANY, MOST}):
        built, kept = _held(size)
        rows[f"one draft, {size:,} rows, peak"] = _row(kept, _LARGE)
        rows[f"the first of them, {size:,} rows: index built"] = _row(built, _LARGE, _WHY)
    return rows


def _row(megabytes: float, target: int, why: str = "") -> dict[str, object]:
    return {"value": megabytes, "unit": "MB", "target": target} | ({"why": why} if why else {})


def _served() -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_company(folder / "documents", SERVED)
        (folder / "qd.toml").write_text('documents = "documents"\n[company]\nemail = "q@bench.example"\n')
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [
            sys.executable,
            "-c",
            "from qd_core.entry.cli.main import main; main()",
            "serve",
            "--port",
            str(port),
        ]
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait_for(port, process)
                time.sleep(3)
                return _kilobytes(process.pid, "VmRSS") / 1024
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"qd serve ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("qd serve did not answer within a minute")


def _kilobytes(pid: int, name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def _held(rows: int) -> tuple[float, float]:
    """The peak of the first draft, which builds the index, and of the next, which opens it."""
    with tempfile.TemporaryDirectory() as name:
        write_company(Path(name), rows)
        environment = os.environ | {"QD_CACHE": str(Path(name) / "cache")}
        peaks = []
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-c", _LOADED, name],
                check=True,
                capture_output=True,
                text=True,
                env=environment,
            )
            peaks.append(int(done.stdout.split()[-1]) / 1024)
        return peaks[0], peaks[1]
