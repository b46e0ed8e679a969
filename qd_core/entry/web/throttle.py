"""Who fails to sign in too often waits."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

__all__ = ["Throttle"]

_REMEMBERED = 10_000


class Throttle:
    """Counts failures by key within ``window``; after ``allowed`` of them the key waits until the window is over.

    Held in memory: a restart forgives. Bounded, the oldest key is forgotten first.
    """

    def __init__(self, *, allowed: int, window: timedelta) -> None:
        self.allowed = allowed
        self.window = window
        self._failures: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, now: datetime) -> timedelta:
        """How long ``key`` must still wait; zero when it may try."""
        with self._lock:
            recent = self._recent(key, now)
            if len(recent) < self.allowed:
                return timedelta()
            return recent[-1] + self.window - now

    def failed(self, key: str, now: datetime) -> int:
        """Notes a failure, and says how many tries are left."""
        with self._lock:
            recent = [*self._recent(key, now), now]
            self._failures[key] = recent[-self.allowed :]
            self._failures.move_to_end(key)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)
            return max(0, self.allowed - len(recent))

    def forgive(self, key: str) -> None:
        """A success clears the slate."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str, now: datetime) -> list[datetime]:
        return [moment for moment in self._failures.get(key, ()) if now - moment < self.window]
