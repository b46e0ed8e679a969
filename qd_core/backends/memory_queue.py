"""At-least-once queues in this process's memory."""

from __future__ import annotations

import itertools
import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qd_core.ports import Clock, QueueMessage, QueueName

__all__ = ["MemoryQueue"]

MAX_ATTEMPTS = 3
VISIBILITY = timedelta(seconds=90)
DEDUPE_WINDOW = timedelta(minutes=5)


@dataclass(slots=True)
class _Waiting:
    message: QueueMessage
    visible_at: datetime
    attempts: int = 0


class MemoryQueue:
    """At-least-once queues: a message in work hides its group."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: dict[QueueName, dict[int, _Waiting]] = defaultdict(dict)
        self._dead: dict[QueueName, list[tuple[QueueMessage, str]]] = defaultdict(list)
        self._seen: dict[tuple[QueueName, str], datetime] = {}
        self._numbers = itertools.count(1)

    def send(self, queue: QueueName, body: str, *, group: str = "", dedupe: str = "") -> None:
        """Adds a message unless the same one came within the window."""
        with self._lock:
            now = self._clock.now()
            if dedupe and self._seen.get((queue, dedupe), now) > now:
                return
            if dedupe:
                self._seen[queue, dedupe] = now + DEDUPE_WINDOW
            number = next(self._numbers)
            self._waiting[queue][number] = _Waiting(QueueMessage(queue, body, str(number), 0, group), now)

    def receive(self, queue: QueueName) -> QueueMessage | None:
        """The oldest visible message whose group is not in work."""
        with self._lock:
            now = self._clock.now()
            blocked: set[str] = set()
            for number, waiting in list(self._waiting[queue].items()):
                group = waiting.message.group
                if group in blocked or waiting.visible_at > now:
                    blocked.update({group} if group else set())
                    continue
                if waiting.attempts >= MAX_ATTEMPTS:
                    self._bury(queue, number, "the worker did not answer in time, three times")
                    continue
                waiting.attempts += 1
                waiting.visible_at = now + VISIBILITY
                receipt = f"{number}.{waiting.attempts}"
                waiting.message = replace(waiting.message, receipt=receipt, attempt=waiting.attempts)
                return waiting.message
            return None

    def acknowledge(self, message: QueueMessage) -> None:
        """Forgets the message."""
        with self._lock:
            if (held := self._held(message)) is not None:
                del self._waiting[message.queue][held]

    def retry(self, message: QueueMessage, *, reason: str, delay: timedelta = timedelta()) -> None:
        """Shows the message again, or buries it after the last attempt."""
        with self._lock:
            number = self._held(message)
            if number is None:
                return
            if message.attempt >= MAX_ATTEMPTS:
                self._bury(message.queue, number, reason)
            else:
                self._waiting[message.queue][number].visible_at = self._clock.now() + delay

    def depth(self, queue: QueueName) -> int:
        """Messages waiting or in work."""
        with self._lock:
            return len(self._waiting[queue])

    def dead_letters(self, queue: QueueName) -> Sequence[tuple[QueueMessage, str]]:
        """What could not be done."""
        with self._lock:
            return tuple(self._dead[queue])

    def _held(self, message: QueueMessage) -> int | None:
        number = int(message.receipt.partition(".")[0])
        waiting = self._waiting[message.queue].get(number)
        return number if waiting and waiting.message.receipt == message.receipt else None

    def _bury(self, queue: QueueName, number: int, reason: str) -> None:
        self._dead[queue].append((self._waiting[queue].pop(number).message, reason))
