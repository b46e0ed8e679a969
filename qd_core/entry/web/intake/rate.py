"""How often a stranger may send something."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from qd_core.entry.web.throttle import Throttle

__all__ = ["TooOftenError", "Rates"]

_MINUTE = timedelta(minutes=1)
_PAGE_WINDOW = timedelta(minutes=10)
_A_VISITOR = 30


class TooOftenError(Exception):
    """``seconds`` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, ceil(wait.total_seconds()))
        super().__init__(f"too many requests: wait {self.seconds} seconds, then try again")


@dataclass(frozen=True)
class Rates:
    """One process's counts: by visitor's address for pages, by form for the interface, by address for wrong secrets."""

    per_form: int
    by_visitor: Throttle = field(default_factory=lambda: Throttle(allowed=_A_VISITOR, window=_PAGE_WINDOW))
    wrong_secrets: Throttle = field(default_factory=lambda: Throttle(allowed=10, window=_PAGE_WINDOW))
    by_form: Throttle = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_form", Throttle(allowed=self.per_form, window=_MINUTE))

    def count(self, throttle: Throttle, key: str, now: datetime) -> None:
        """Counts one sending. Raises TooOftenError when there were too many."""
        if wait := throttle.wait(key, now):
            raise TooOftenError(wait)
        throttle.failed(key, now)
