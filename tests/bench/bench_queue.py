"""The durable queue's full cycle (send, receive, acknowledge; synchronous=FULL) against the disk's own fdatasync."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from qd_core.backends.local.database import Database
from qd_core.backends.local.queue import SqliteQueue
from qd_core.backends.memory import SystemClock
from qd_core.ports import QueueName

ROUNDS = 7
CYCLES = 40


def run() -> dict[str, object]:
    """Rates a second, rounds interleaved; ``ratio`` is the median of the paired rounds."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        queue = SqliteQueue(Database(folder / "qd.sqlite"), SystemClock())
        pairs = [(_cycles(queue), _syncs(folder / "plain")) for _ in range(ROUNDS)]
    cycle, sync = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(cycles / syncs for cycles, syncs in pairs)
    why = "this disk syncs faster than SQLite commits: the three commits of a cycle are work of the processor"
    return {
        "local queue, full cycle": {
            "ratio": ratio,
            "target": 0.3,
            "at_least": True,
            "why": why if sync > 3_000 else "",
            "cycles_s": cycle,
            "fdatasync_s": sync,
        }
    }


def _cycles(queue: SqliteQueue) -> float:
    started = time.perf_counter()
    for number in range(CYCLES):
        queue.send(QueueName.INTAKE, str(number))
        message = queue.receive(QueueName.INTAKE)
        assert message is not None
        queue.acknowledge(message)
    return CYCLES / (time.perf_counter() - started)


def _syncs(path: Path) -> float:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        started = time.perf_counter()
        for _ in range(CYCLES):
            os.write(handle, b"x" * 256)
            os.fdatasync(handle)
        return CYCLES / (time.perf_counter() - started)
    finally:
        os.close(handle)
