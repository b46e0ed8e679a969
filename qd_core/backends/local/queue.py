"""The durable queue: one row a message, taken and given back in transactions."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from qd_core.backends.local.database import Database
from qd_core.backends.local.times import from_text, to_text
from qd_core.ports import Clock, QueueMessage, QueueName

__all__ = ["SqliteQueue"]

MAX_ATTEMPTS = 3
VISIBILITY = timedelta(seconds=540)
"""Six times the longest step, as for the cloud's queues: a slow worker is not doubled."""
DEDUPE_WINDOW = timedelta(minutes=5)
_NEXT = """
SELECT id, body, grp, attempts FROM message m
WHERE queue = ? AND dead = 0 AND visible_at <= ?
  AND (grp = '' OR NOT EXISTS (
    SELECT 1 FROM message e WHERE e.queue = m.queue AND e.dead = 0 AND e.grp = m.grp AND e.id < m.id))
ORDER BY id LIMIT 1
"""


class SqliteQueue:
    """`Queue` on the local database. ``arrived`` wakes whoever waits for work."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.arrived = threading.Event()

    def send(self, queue: QueueName, body: str, *, group: str = "", dedupe: str = "") -> None:
        """Durable when it returns."""
        now = self._clock.now()
        with self._database.write() as db:
            if dedupe:
                db.execute("DELETE FROM seen WHERE until <= ?", (to_text(now),))
                fresh = db.execute(
                    "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)",
                    (queue, dedupe, to_text(now + DEDUPE_WINDOW)),
                ).rowcount
                if not fresh:
                    return
            db.execute(
                "INSERT INTO message (queue, body, grp, attempts, visible_at, dead, reason) "
                "VALUES (?, ?, ?, 0, ?, 0, '')",
                (queue, body, group, to_text(now)),
            )
        self.arrived.set()

    def receive(self, queue: QueueName) -> QueueMessage | None:
        """Hides the message for the visibility timeout; one that was taken three times without an answer is buried."""
        now = self._clock.now()
        while True:
            if self._database.read().execute(_NEXT, (queue, to_text(now))).fetchone() is None:
                return None  # most calls end here, without a write
            with self._database.write() as db:
                row = db.execute(_NEXT, (queue, to_text(now))).fetchone()
                if row is None:
                    return None
                number, body, group, attempts = row
                if attempts >= MAX_ATTEMPTS:
                    self._bury(number, "the worker did not answer in time, three times")
                    continue
                db.execute(
                    "UPDATE message SET attempts = attempts + 1, visible_at = ? WHERE id = ?",
                    (to_text(now + VISIBILITY), number),
                )
            return QueueMessage(queue, body, f"{number}.{attempts + 1}", attempts + 1, group)

    def acknowledge(self, message: QueueMessage) -> None:
        """Removes the message if this delivery still holds it."""
        number, attempt = _receipt(message)
        with self._database.write() as db:
            db.execute("DELETE FROM message WHERE id = ? AND attempts = ? AND dead = 0", (number, attempt))
        self.arrived.set()  # the next of its group is free now

    def retry(self, message: QueueMessage, *, reason: str, delay: timedelta = timedelta()) -> None:
        """Shows the message again after ``delay``, or buries it with the reason."""
        number, attempt = _receipt(message)
        with self._database.write() as db:
            held = db.execute(
                "SELECT 1 FROM message WHERE id = ? AND attempts = ? AND dead = 0", (number, attempt)
            )
            if held.fetchone() is None:
                return
            if attempt >= MAX_ATTEMPTS:
                self._bury(number, reason)
            else:
                visible = to_text(self._clock.now() + delay)
                db.execute(
                    "UPDATE message SET visible_at = ?, reason = ? WHERE id = ?", (visible, reason, number)
                )
        self.arrived.set()

    def depth(self, queue: QueueName) -> int:
        """Messages waiting or in work."""
        query = "SELECT count(*) FROM message WHERE queue = ? AND dead = 0"
        (number,) = self._database.read().execute(query, (queue,)).fetchone()
        return int(number)

    def dead_letters(self, queue: QueueName) -> Sequence[tuple[QueueMessage, str]]:
        """What could not be done, oldest first."""
        rows = self._database.read().execute(
            "SELECT id, body, grp, attempts, reason FROM message WHERE queue = ? AND dead = 1 ORDER BY id",
            (queue,),
        )
        return [(QueueMessage(queue, body, f"{number}.{attempts}", attempts, group), reason)
                for number, body, group, attempts, reason in rows]  # fmt: skip

    def revive(self, queue: QueueName, body: str) -> int:
        """Dead messages with this body are tried again, from the first attempt; says how many."""
        with self._database.write() as db:
            number = db.execute(
                "UPDATE message SET dead = 0, attempts = 0, visible_at = ? WHERE queue = ? AND body = ? AND dead = 1",
                (to_text(self._clock.now()), queue, body),
            ).rowcount
        self.arrived.set()
        return number

    def forget(self, text: str) -> int:
        """Removes every message that names ``text`` (an erased RFQ), dead ones too; says how many."""
        with self._database.write() as db:
            return db.execute("DELETE FROM message WHERE instr(body, ?) > 0", (text,)).rowcount

    def oldest(self, queue: QueueName) -> datetime | None:
        """Since when the message that has waited longest is visible."""
        query = "SELECT min(visible_at) FROM message WHERE queue = ? AND dead = 0"
        (found,) = self._database.read().execute(query, (queue,)).fetchone()
        return from_text(found) if found else None

    def release_all(self) -> int:
        """At start-up of the one process: what a dead process held is free at once; says how many."""
        with self._database.write() as db:
            now = to_text(self._clock.now())
            query = "UPDATE message SET visible_at = ? WHERE dead = 0 AND attempts > 0 AND visible_at > ?"
            return db.execute(query, (now, now)).rowcount

    def _bury(self, number: int, reason: str) -> None:
        with self._database.write() as db:
            db.execute("UPDATE message SET dead = 1, reason = ? WHERE id = ?", (reason, number))


def _receipt(message: QueueMessage) -> tuple[int, int]:
    number, _, attempt = message.receipt.partition(".")
    return int(number), int(attempt)
