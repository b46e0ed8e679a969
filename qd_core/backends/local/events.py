"""The bus of one machine: what must be told to people goes on a queue, and the same process works it off."""

from __future__ import annotations

from qd_core.model.event import EventKind
from qd_core.ports import Queue, QueueName

__all__ = ["QueuedEvents"]

_TOLD = frozenset(
    {EventKind.READY, EventKind.CLARIFY, EventKind.OUT_OF_SCOPE, EventKind.REJECT, EventKind.REPLIED}
)


class QueuedEvents:
    """`EventBus` that hands on the moves and ``draft.ready``; everything else is on the audit trail already."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def publish(self, event: str, body: str) -> None:
        """Queues the event."""
        if event in _TOLD:
            self._queue.send(QueueName.EVENTS, body)
