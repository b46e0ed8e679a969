"""The SQS queues, each with its dead letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qd_core.ports import QueueName

__all__ = ["FAILURES", "MAX_RECEIVES", "QUEUES", "RETENTION_SECONDS", "DeadLetters", "WorkQueue"]

MAX_RECEIVES = 3
RETENTION_SECONDS = 14 * 86_400
_TIMES_TIMEOUT = 6
"""What Lambda asks of a queue that feeds it: a message must outlast every retry of a throttled poller."""


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """Where messages end that could not be done; kept 14 days; more than none is an alarm."""

    name: str
    fifo: bool = False


@dataclass(frozen=True, slots=True)
class WorkQueue:
    """A queue that feeds one function, a message at a time; kept 14 days, encrypted by SQS, TLS alone."""

    name: str
    consumer: str
    consumer_timeout: int
    dead: DeadLetters
    fifo: bool = False

    @property
    def visibility_seconds(self) -> int:
        """How long a message in work is hidden."""
        return _TIMES_TIMEOUT * self.consumer_timeout


QUEUES: Mapping[QueueName, WorkQueue] = MappingProxyType(
    {
        QueueName.INTAKE: WorkQueue(
            "intake-queue.fifo",
            consumer="drafter",
            consumer_timeout=90,
            dead=DeadLetters("intake-queue-dlq.fifo", fifo=True),
            fifo=True,
        ),
        QueueName.PRICER: WorkQueue(
            "draft-pricer-queue",
            consumer="pricer",
            consumer_timeout=30,
            dead=DeadLetters("draft-pricer-queue-dlq"),
        ),
        QueueName.COMPOSER: WorkQueue(
            "draft-composer-queue",
            consumer="composer",
            consumer_timeout=60,
            dead=DeadLetters("draft-composer-queue-dlq"),
        ),
    }
)

FAILURES: Mapping[QueueName, DeadLetters] = MappingProxyType(
    {
        QueueName.EVENTS: DeadLetters("qd-events-dlq"),
        QueueName.DELIVERY: DeadLetters("render-pdf-dlq"),
    }
)
"""What is no queue in the cloud can fail too: events and schedules that no target took, quotes that were not sent."""
