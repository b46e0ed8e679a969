"""The workers: threads that work off the queues, and one that looks at the clock."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from qd_core.backends.local.queue import SqliteQueue
from qd_core.model.event import EventKind
from qd_core.model.review import OPEN_STATES
from qd_core.pipeline.app import App
from qd_core.pipeline.dispatch import due_step
from qd_core.pipeline.review import expire_if_past
from qd_core.ports import DueCall, QueueName, TableName

__all__ = ["Workers", "tick"]

log = logging.getLogger("qd")
_LONGEST_NAP = 1.0
_TICK = 1.0
_EXPIRY_EVERY = 300
_CALL_AGAIN, _CALL_FOR = timedelta(minutes=5), timedelta(days=1)
_ORDER = (QueueName.DELIVERY, QueueName.EVENTS, QueueName.COMPOSER, QueueName.PRICER, QueueName.INTAKE)
"""What is nearest to a person first: a quote that waits to go out does not wait behind new mail."""


class Workers:
    """Started once, stopped once. A worker that meets a bug logs it and goes on."""

    def __init__(self, app: App, queue: SqliteQueue, *, count: int) -> None:
        self._app = app
        self._queue = queue
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"worker-{n}", daemon=True) for n in range(count)
        ]
        self._threads.append(threading.Thread(target=self._watch_clock, name="clock", daemon=True))

    def start(self) -> None:
        """Starts every thread."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """Lets each thread finish the message it is at."""
        self._stopping.set()
        self._queue.arrived.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout)

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._queue.arrived.clear()
            if not self._safely(self._once):
                self._queue.arrived.wait(_LONGEST_NAP)

    def _once(self) -> bool:
        for queue in _ORDER:
            message = self._queue.receive(queue)
            if message is not None:
                self._app.work(message)
                return True
        return False

    def _watch_clock(self) -> None:
        ticks = 0
        while not self._stopping.wait(_TICK):
            self._safely(lambda: tick(self._app))
            if ticks % _EXPIRY_EVERY == 0:
                self._safely(self._expire)
            ticks += 1

    def _expire(self) -> bool:
        before: str | None = None
        wanted = {"state": [str(state) for state in OPEN_STATES]}
        while page := self._app.backend.records.find(TableName.DRAFTS, facets=wanted, before=before):
            for record in page:
                expire_if_past(self._app, record.key)
            before = page[-1].key
        return True

    def _safely(self, act: Callable[[], bool]) -> bool:
        try:
            return act()
        except (
            Exception
        ):  # the thread must outlive any bug; the message's own failure is on the trail already
            log.exception("%s", threading.current_thread().name)
            self._stopping.wait(_LONGEST_NAP)
            return False


def tick(app: App) -> bool:
    """Makes every call whose time has come. One that fails keeps no other waiting: it comes again in a while, for a
    day; then it is on the trail as failed, and the queue page still shows the draft as late."""
    for call in app.backend.scheduler.due():
        try:
            due_step(app, call.name, call.body)
        except Exception as error:  # noqa: BLE001 - whatever a notifier raises, the other calls are due too
            _later(app, call, error)
        else:
            app.backend.scheduler.done(call)
    return True


def _later(app: App, call: DueCall, error: Exception) -> None:
    now, reason = app.backend.clock.now(), f"{type(error).__name__}: {error}"
    log.warning("%s: %s", call.name, reason)
    rfq_id, _, due = call.body.partition(" ")
    if now + _CALL_AGAIN <= datetime.fromisoformat(due or now.isoformat()) + _CALL_FOR:
        app.backend.scheduler.at(now + _CALL_AGAIN, call.name, call.body)
        return
    app.backend.scheduler.done(call)
    app.tell(EventKind.FAILED, rfq_id, step=call.name.partition("/")[0], reason=reason)
