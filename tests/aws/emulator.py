"""The AWS emulator as a process of its own, in an environment of its own, whose clock the tests move."""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from qd_core.testing.clock import ManualClock

__all__ = ["Emulator", "EmulatorClock", "environment", "start"]

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "emulator.txt"
VENV = ROOT / ".venvs" / "emulator"
_LAUNCHER = Path(__file__).with_name("launch.py")


def environment() -> Path:
    """The Python that has the emulator, installed by hash on first use; the same for all that ask at once."""
    python = VENV / "bin" / "python"
    stamp = VENV / ".made-from"
    VENV.parent.mkdir(exist_ok=True)
    with (VENV.parent / "emulator.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
        if stamp.is_file() and stamp.read_text() == wanted and python.exists():
            return python
        shutil.rmtree(VENV, ignore_errors=True)
        _install(python)
        stamp.write_text(wanted)
    return python


def _install(python: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", *_without_pip(), str(VENV)], check=True)
    given = dict(os.environ)
    if "PIP_CERT" in given:
        given.setdefault("SSL_CERT_FILE", given["PIP_CERT"])
    uv = _uv()
    command = (
        [uv, "pip", "install", "-q", "--python", str(python)]
        if uv
        else [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    )
    subprocess.run([*command, "--require-hashes", "-r", str(LOCK)], check=True, env=given, timeout=600)


def _uv() -> str | None:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv")


def _without_pip() -> list[str]:
    return ["--without-pip"] if _uv() else []


@dataclass
class Emulator:
    """A running emulator at ``endpoint``. Each account that is used has resources of its own."""

    endpoint: str
    process: subprocess.Popen[bytes]
    log: Path
    offset: mmap.mmap

    def set_offset(self, seconds: float) -> None:
        """How far its clock is ahead of ours."""
        self.offset[:8] = struct.pack("d", seconds)

    def stop(self) -> None:
        """Ends it and what it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


class EmulatorClock(ManualClock):
    """Stands still for the back-end until it is told; the emulator's clock is moved along with it."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._ahead = struct.unpack("d", emulator.offset[:8])[0]
        real = datetime.fromtimestamp(time.time() + self._ahead, UTC)
        super().__init__(real.replace(microsecond=0))

    def forward(self, by: timedelta) -> None:
        super().forward(by)
        self._ahead += by.total_seconds()
        self._emulator.set_offset(self._ahead)


def start(folder: Path) -> Emulator:
    """Starts it on a free port of this machine alone, with every signature and right checked."""
    python, port = environment(), _free_port()
    clock = folder / "clock"
    clock.write_bytes(struct.pack("d", 0.0))
    given = {
        **os.environ,
        "AUTH": "true",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "QD_EMULATOR_CLOCK": str(clock),
        "TMPDIR": str(folder),
        "LOG_LEVEL": "WARNING",
    }
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        given.pop(name, None)
    log = folder / "emulator.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [str(python), str(_LAUNCHER)],
            env=given,
            stdout=said,
            stderr=said,
            cwd=folder,
            start_new_session=True,
        )
    with clock.open("r+b") as file:
        offset = mmap.mmap(file.fileno(), 8)
    emulator = Emulator(f"http://127.0.0.1:{port}", process, log, offset)
    _wait(emulator)
    return emulator


def _wait(emulator: Emulator, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if emulator.process.poll() is not None:
            raise RuntimeError(f"the emulator ended: {emulator.log.read_text()[-2000:]}")
        with suppress(OSError), urlopen(f"{emulator.endpoint}/_ministack/health", timeout=2):
            return
        time.sleep(0.1)
    emulator.stop()
    raise RuntimeError(f"the emulator does not answer: {emulator.log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
