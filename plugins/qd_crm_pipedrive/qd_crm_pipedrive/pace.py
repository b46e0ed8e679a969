"""Pipedrive's limits: what its refusals mean, and searching no faster than it allows."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.plugin import Answer, retry_after, words

__all__ = ["Pace", "judge", "search_pace"]

_SEARCHES, _WINDOW = 10, 2.0
"""Searches in so many seconds, on every plan."""
_THROTTLED = 60.0
_EARLY = 9
"""Hours of UTC."""


class Pace:
    """At most ``calls`` in any ``seconds``, over all threads."""

    def __init__(
        self,
        calls: int,
        seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._last: deque[float] = deque(maxlen=calls)

    def wait(self) -> None:
        """Returns when the next call may go out."""
        with self._lock:
            now = self._clock()
            full = len(self._last) == self._last.maxlen
            starts = max(now, self._last[0] + self._seconds) if full else now
            self._last.append(starts)
        if starts > now:
            self._sleep(starts - now)


_PACES: dict[str, Pace] = {}


def search_pace(account: str) -> Pace:
    """The one pace of this process for an account."""
    return _PACES.setdefault(account, Pace(_SEARCHES, _WINDOW))


def judge(answer: Answer, now: datetime) -> QdError | None:
    """What a refusal means; None leaves it to the general rules."""
    said = _message(answer)
    if answer.status == 429:
        if answer.headers.get("x-daily-ratelimit-token-remaining") == "0":
            return TransientError(
                f"Pipedrive's token budget of this day is used up: {said}", retry_after=_until_midnight(now)
            )
        return TransientError(f"Pipedrive is asked too often: {said}", retry_after=_reset(answer, now))
    if answer.status == 403 and not isinstance(answer.data, dict):  # the page of its firewall
        return TransientError(f"Pipedrive holds our calls back: {said}", retry_after=_THROTTLED)
    if answer.status == 403:
        return RejectedError(
            f"Pipedrive forbids it: {said}. Look whether the app has the scopes of the README, and the user the rights"
        )
    if answer.status in {400, 402, 404, 409, 410, 422}:
        return RejectedError(f"Pipedrive refuses: {said}")
    return None


def _message(answer: Answer) -> str:
    """``error`` and what it adds, in Pipedrive's words."""
    data = answer.data
    if not isinstance(data, dict):
        return words(answer)
    told = [data.get("error"), data.get("error_info"), data.get("message")]
    return " ".join(
        " ".join(dict.fromkeys(each for each in told if isinstance(each, str) and each)).split()
    ) or words(answer)


def _reset(answer: Answer, now: datetime) -> float:
    """Seconds until the window ends: ``Retry-After`` where it comes, else ``x-ratelimit-reset``, else one window."""
    told = retry_after(answer, now)
    if told is not None:
        return told
    reset = answer.headers.get("x-ratelimit-reset", "")
    return float(reset) if reset.isdigit() and len(reset) < 6 else _WINDOW


def _until_midnight(now: datetime) -> float:
    """Seconds to the next day in UTC, and a minute more. Pipedrive's own day begins at its servers' midnight, which it
    does not tell: in the first hours of ours, yesterday may go on there, and an hour is waited."""
    if now.hour < _EARLY:
        return 3600.0
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=1, second=0, microsecond=0)
    return (tomorrow - now).total_seconds()
