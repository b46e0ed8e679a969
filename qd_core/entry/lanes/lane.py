"""What every lane is to the process that runs it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from qd_core.errors import QdError

__all__ = ["Lane", "PollingThread"]

log = logging.getLogger("qd")
_LONGEST_PAUSE = 300.0


class Lane(Protocol):
    """Brings messages in, from ``start`` to ``stop``."""

    @property
    def name(self) -> str:
        """How the log and errors call it."""
        ...

    def start(self) -> None:
        """Raises ConfigError in words when it cannot."""
        ...

    def stop(self) -> None:
        """Ends after the message that it is at; harmless when it never started."""
        ...


class PollingThread:
    """Calls ``look`` every ``seconds`` until stopped. A failure is logged, and the pause grows up to five minutes: what
    a lane looks at stays where it is until it is stored."""

    def __init__(self, name: str, look: Callable[[], object], *, seconds: float) -> None:
        self._look = look
        self._seconds = seconds
        self._name = name
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Looks at once, then again and again."""
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """Lets the look that is under way end."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    @property
    def stopping(self) -> bool:
        """Whether it is time to end."""
        return self._stopping.is_set()

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                self._look()
                failures = 0
            except QdError as error:
                failures += 1
                log.warning("%s: %s", self._name, error)
            except Exception:  # the thread must outlive any bug
                failures += 1
                log.exception("%s", self._name)
            self._stopping.wait(min(self._seconds * 2**failures, max(self._seconds, _LONGEST_PAUSE)))
