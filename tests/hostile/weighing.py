"""What one piece of work costs: processor time, and memory beyond what the process had."""

from __future__ import annotations

import gc
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Weight", "weigh"]

_CLEAR, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Weight:
    """``megabytes`` is None where the system does not tell the peak."""

    seconds: float
    megabytes: float | None


def weigh(work: Callable[[], object]) -> Weight:
    """Processor seconds, so that a busy machine does not count, and the peak of memory above the start."""
    gc.collect()
    before = _start()
    started = _seconds()
    work()
    seconds = _seconds() - started
    return Weight(seconds, None if before is None else max(0.0, _peak("VmHWM") - before))


def _seconds() -> float:
    """This process's and its ended children's."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _start() -> float | None:
    try:
        _CLEAR.write_text("5")  # the peak starts anew (proc(5))
        return _peak("VmRSS")
    except (OSError, LookupError):
        return None


def _peak(name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE)
    if found is None:
        raise LookupError(name)
    return int(found[1]) / 1024
