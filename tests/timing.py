"""Growth of time, judged so that a busy machine does not fail the test: the best of several runs, several tries."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["assert_linear", "cpu_seconds"]

_TRIES = 5
_NOISE = 0.05


def cpu_seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The least CPU time of ``runs`` calls: what the work costs when nothing disturbs it."""
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def assert_linear(spent: Callable[[int], float], size: int, *, factor: float = 3.0) -> None:
    """``spent(2 * size)`` is at most ``factor`` times ``spent(size)``, in the best of a few tries."""
    told = []
    for _ in range(_TRIES):
        once, twice = spent(size), spent(2 * size)
        if twice <= factor * once + _NOISE:
            return
        told.append(f"{once:.3f} s, {twice:.3f} s")
    raise AssertionError(f"twice {size} took more than {factor:g} times as long: {'; '.join(told)}")
