"""The figures of the dashboard, counted from the audit trail: each row is read once, and kept as a few facts a request.

The trail of a year is long: it is read on in a thread of its own, and a page shows what has been counted so far.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar, cast

from qd_core.model.event import EventKind
from qd_core.ports import Audit, AuditRow

__all__ = ["CAUSES", "Facts", "TrailFigures"]

T = TypeVar("T")

LONGEST = timedelta(days=371)
"""Fifty-three weeks: what is older is not looked at."""
_KEPT_FOR = timedelta(seconds=10)
_PAGE = 1000
_AT_ONCE = 1000
"""Rows that a page itself reads; more are read behind it."""
CAUSES = {
    "quantity": "Quantity",
    "sku": "Another SKU chosen",
    "unit_price": "Price by hand",
    "discount": "Discount with a reason",
    "remove": "Line removed",
    "cover": "Cover wording",
    "terms": "Terms or validity",
}
_TERMS = ("terms", "payment_terms", "valid_until")
_READY = frozenset({EventKind.READY, EventKind.CLARIFY, EventKind.OUT_OF_SCOPE})
_UNUSED = frozenset(
    {EventKind.READ, EventKind.RESOLVED, EventKind.COMPOSED, EventKind.VIEWED, EventKind.NOTIFIED}
)


@dataclass(slots=True)
class _Story:
    """What the trail has said so far of one request that is under way."""

    received: datetime
    ready: datetime | None = None
    approved: bool = False
    sent: bool = False
    total: Decimal = Decimal(0)
    edits: int = 0
    causes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Facts:
    """What happened when, in the order of time: seconds since the epoch beside each fact. Lists only grow."""

    drafted_at: list[float] = field(default_factory=list)
    draft_seconds: list[float] = field(default_factory=list)
    approved_at: list[float] = field(default_factory=list)
    approve_seconds: list[float] = field(default_factory=list)
    causes: list[tuple[str, ...] | None] = field(default_factory=list)
    """Why an approved draft had been edited, one a save and cause; None where nobody had touched it."""
    sent_at: list[float] = field(default_factory=list)
    sent_value: list[Decimal] = field(default_factory=list)

    def drafted(self, at: datetime, story: _Story) -> None:
        """A draft is there."""
        self.draft_seconds.append(_span(story.received, at))
        self.drafted_at.append(_later(self.drafted_at, at))

    def approved(self, at: datetime, story: _Story) -> None:
        """A person approved it."""
        self.approve_seconds.append(_span(story.ready or story.received, at))
        self.causes.append(tuple(story.causes) if story.edits else None)
        self.approved_at.append(_later(self.approved_at, at))

    def sent(self, at: datetime, story: _Story) -> None:
        """The buyer has it."""
        self.sent_value.append(story.total)
        self.sent_at.append(_later(self.sent_at, at))


class TrailFigures:
    """Reads the trail on and on. Safe to be asked from several threads."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._after = -1
        self._behind = False
        self._stories: dict[str, _Story] = {}
        self._facts = Facts()
        self._kept: dict[str, tuple[datetime, object]] = {}

    def ask(self, now: datetime, question: Callable[[Facts], T]) -> tuple[T, bool]:
        """What ``question`` makes of the facts of the last year, and whether all of the trail has been read."""
        if self._reading.acquire(blocking=False):
            whole = False
            try:
                whole = self._read(now, most=_AT_ONCE)
            finally:
                if whole:
                    self._reading.release()
            self._behind = not whole
            if not whole:  # the thread goes on, and gives the right to read back
                threading.Thread(target=self._read_all, args=(now,), name="figures", daemon=True).start()
        with self._lock:
            return question(self._facts), not self._behind

    def recent(self, name: str, now: datetime, question: Callable[[Facts], T]) -> tuple[T, bool]:
        """As ``ask``; the same ``name`` gets the same answer for some seconds, once all of the trail has been read."""
        kept = self._kept.get(name)
        if kept is not None and timedelta() <= now - kept[0] < _KEPT_FOR:
            return cast(T, kept[1]), True
        found, whole = self.ask(now, question)
        if whole:
            self._kept[name] = (now, found)
        return found, whole

    def _read_all(self, now: datetime) -> None:
        try:
            while not self._read(now, most=50_000):
                pass
            self._behind = False
        finally:
            self._reading.release()

    def _read(self, now: datetime, *, most: int) -> bool:
        """Reads on; whether that was all there is."""
        if self._after < 0:
            self._after = self._first_since(now - LONGEST)
        done = 0
        while done < most:
            rows = self._audit.rows(after=self._after, limit=_PAGE)
            with self._lock:
                for row in rows:
                    self._count(row)
            self._after += len(rows)
            done += len(rows)
            if len(rows) < _PAGE:
                return True
        return False

    def _first_since(self, moment: datetime) -> int:
        """How many rows are older than ``moment``: the trail is in the order of time, so halving finds it."""
        low, high = 0, 1
        while (at := self._time_after(high)) is not None and at < moment:
            low, high = high, high * 2
        while low < high:
            middle = (low + high) // 2
            at = self._time_after(middle)
            if at is not None and at < moment:
                low = middle + 1
            else:
                high = middle
        return low

    def _time_after(self, after: int) -> datetime | None:
        """When the first row with a text was written that follows ``after`` rows; None where there is none."""
        for row in self._audit.rows(after=after, limit=50):
            if row.body:
                return datetime.fromisoformat(json.loads(row.body)["at"])
        return None

    def _count(self, row: AuditRow) -> None:
        if not row.body:
            return  # erased
        event = json.loads(row.body)
        kind, data = event["kind"], event["data"]
        if kind in _UNUSED:
            return
        at = datetime.fromisoformat(event["at"]).astimezone(UTC)
        if kind == EventKind.RECEIVED:
            self._stories.setdefault(row.rfq_id, _Story(at))
        elif (story := self._stories.get(row.rfq_id)) is not None:
            self._tell(story, kind, at, data)

    def _tell(self, story: _Story, kind: str, at: datetime, data: dict[str, str]) -> None:
        if kind in _READY and story.ready is None:
            story.ready = at
            self._facts.drafted(at, story)
        elif kind in (EventKind.PRICED, EventKind.EDITED):
            story.total = _money(data.get("total", "")) or story.total
            if kind == EventKind.EDITED:
                story.edits += 1
                story.causes += _causes(data.get("change", ""))
        elif kind == EventKind.APPROVED and not story.approved:
            story.approved = True
            self._facts.approved(at, story)
        elif kind == EventKind.SENT and not story.sent:
            story.sent = True
            self._facts.sent(at, story)


def _later(times: list[float], at: datetime) -> float:
    """Two threads may write in another order than they looked at the clock: the list stays sorted."""
    moment = at.timestamp()
    return max(times[-1], moment) if times else moment


def _span(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds())


def _causes(change: str) -> list[str]:
    """Why a draft was saved anew, each cause once."""
    try:
        edit = json.loads(change or "{}")
    except ValueError:
        return []
    keys = {key for line in edit.get("lines", ()) for key in line} | set(edit)
    found = [cause for cause in CAUSES if cause in keys and cause != "terms"]
    return found + (["terms"] if keys & set(_TERMS) else [])


def _money(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
