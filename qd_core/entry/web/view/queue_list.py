"""The queue: which drafts a tab and its filters show, in which order, grouped by how long they have waited."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from qd_core.config import AppSettings
from qd_core.model.quote import Move
from qd_core.model.review import DeliveryState, ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.working_time import add_working_hours
from qd_core.ports import Record, TableName

__all__ = [
    "FACETS",
    "MOST_WAITING",
    "PAGE",
    "Filters",
    "Group",
    "Item",
    "Tab",
    "arrived_at",
    "counts",
    "group",
    "item_of",
    "load",
    "moves_of",
]

MOST_WAITING = 500
"""Open drafts that one page looks at, the most urgent ones; what lies beyond is a link away."""
PAGE = 50
_ROUNDS = 8
"""What a filter throws away is fetched again so often; then the page offers to look further."""


class Tab(StrEnum):
    """Where a draft stands, as a rep thinks of it."""

    WAITING = "waiting"
    ASKED = "asked"
    SENDING = "sending"
    SENT = "sent"
    REJECTED = "rejected"
    EXPIRED = "expired"
    EVERYTHING = "all"


_OPEN = (ReviewState.QUEUED, ReviewState.EDITED)
_UNSENT = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.FAILED)
FACETS: Mapping[Tab, Mapping[str, Sequence[str]]] = {
    Tab.WAITING: {"state": _OPEN, "asked": ("no",)},
    Tab.ASKED: {"state": _OPEN, "asked": ("yes",)},
    Tab.SENDING: {"delivery": _UNSENT},
    Tab.SENT: {"delivery": (DeliveryState.SENT,)},
    Tab.REJECTED: {"state": (ReviewState.REJECTED, ReviewState.SCREENED)},
    Tab.EXPIRED: {"state": (ReviewState.EXPIRED,)},
    Tab.EVERYTHING: {},
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the rep chose; empty means any. ``who`` is an address, ``nobody`` or empty."""

    text: str = ""
    move: str = ""
    age: str = ""
    flag: str = ""
    who: str = ""
    order: str = ""

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text or self.move or self.age or self.flag or self.who)


@dataclass(frozen=True, slots=True)
class Item:
    """One row. ``remind`` and ``page`` are the moments of the reminder and of the escalation, which count anew from a
    buyer's answer."""

    rfq_id: str
    arrived: datetime
    remind: datetime
    page: datetime
    fields: Mapping[str, object] = field(repr=False)

    def text(self, name: str) -> str:
        """A field as text; empty where there is none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def names(self, name: str) -> list[str]:
        """A field that is a list."""
        value = self.fields.get(name)
        return [str(one) for one in value] if isinstance(value, list) else []

    def number(self, name: str) -> int:
        """A field that is a number."""
        value = self.fields.get(name)
        return value if isinstance(value, int) else 0

    @property
    def value(self) -> Decimal | None:
        """The total; what is priced so far where the total is open."""
        found = self.text("total") or self.text("subtotal")
        return Decimal(found) if found else None

    def age(self, now: datetime) -> timedelta:
        """How long it has been here."""
        return now - self.arrived

    def level(self, now: datetime) -> str:
        """``bad`` past the escalation, ``warn`` past the reminder, else ``ok``."""
        return "bad" if now >= self.page else "warn" if now >= self.remind else "ok"

    def share(self, now: datetime) -> float:
        """How much of the time until the escalation is used up, 0 to 1."""
        whole = (self.page - self.arrived) / timedelta(seconds=1)
        return min(1.0, max(0.0, (now - self.arrived) / timedelta(seconds=1) / whole)) if whole else 1.0


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found; ``beyond`` is the key up to which was looked, empty where nothing lies beyond."""

    items: list[Item]
    beyond: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one level of urgency; ``level`` is empty for a list that is not grouped."""

    level: str
    items: tuple[Item, ...]


def arrived_at(rfq_id: str) -> datetime:
    """When a request reached this desk: its id (UUIDv7) begins with the time."""
    try:
        return datetime.fromtimestamp(int(rfq_id.replace("-", "")[:12], 16) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def counts(app: App) -> dict[Tab, int]:
    """How many drafts each tab holds; 0 for everything, which is not worth counting."""
    return {
        tab: app.backend.records.count(TableName.DRAFTS, facets=FACETS[tab]) if FACETS[tab] else 0
        for tab in Tab
    }


def load(app: App, tab: Tab, filters: Filters, *, before: str | None = None) -> Rows:
    """The rows of a tab that pass the filters, those beyond the key ``before``. Waiting ones: the 500 that came first,
    most urgent first; others: newest first, at most a page and one more."""
    waiting = tab in (Tab.WAITING, Tab.ASKED)
    facets = dict(FACETS[tab])
    if filters.move:
        facets["move"] = (filters.move,)
    if filters.who and filters.who != "nobody":
        facets["assignee"] = (filters.who,)
    words = filters.text.split()
    found: list[Item] = []
    wanted = MOST_WAITING if waiting else PAGE + 1
    for _ in range(_ROUNDS):
        records = app.backend.records.find(
            TableName.DRAFTS,
            facets=facets,
            text=" ".join(words),
            limit=wanted,
            before=before,
            oldest_first=waiting and filters.order != "new",
        )
        found += [item for item in map(_item(app), records) if _passes(item, filters, words, app)]
        before = records[-1].key if len(records) == wanted else None
        if before is None or len(found) > PAGE:
            break
        wanted = MOST_WAITING
    return Rows(_ordered(found, filters.order or ("urgent" if waiting else "new")), before or "")


def group(items: Sequence[Item], now: datetime, *, grouped: bool) -> list[Group]:
    """The rows under their headings, most urgent first."""
    if not grouped:
        return [Group("", tuple(items))] if items else []
    levels = {
        level: tuple(item for item in items if item.level(now) == level) for level in ("bad", "warn", "ok")
    }
    return [Group(level, rows) for level, rows in levels.items() if rows]


class _item:  # noqa: N801 - a function with the settings looked up once
    def __init__(self, app: App) -> None:
        self._settings = app.deployment.app

    def __call__(self, record: Record) -> Item:
        return item_of(record.key, json.loads(record.summary), self._settings)


def item_of(rfq_id: str, fields: Mapping[str, object], settings: AppSettings) -> Item:
    """The row of a draft, of which ``fields`` is the summary."""
    arrived, answered = arrived_at(rfq_id), fields.get("replied_at")
    since = max(arrived, datetime.fromisoformat(answered)) if isinstance(answered, str) else arrived
    remind = add_working_hours(since, timedelta(hours=settings.reminder_hours), settings)
    page = add_working_hours(since, timedelta(hours=settings.escalation_hours), settings)
    return Item(rfq_id, arrived, remind, page, fields)


def _passes(item: Item, filters: Filters, words: Sequence[str], app: App) -> bool:
    if filters.who == "nobody" and item.text("assignee"):
        return False
    if filters.flag and filters.flag != "manager" and filters.flag not in item.names("flags"):
        return False
    if filters.flag == "manager" and not item.fields.get("manager"):
        return False
    if filters.age and filters.age != item.level(app.backend.clock.now()):
        return False
    shown = " ".join(
        (
            item.text("reference"),
            item.text("buyer"),
            item.text("email"),
            item.text("company"),
            item.text("subject"),
        )
    )
    everything = (
        f"{shown} {item.text('says')} {' '.join(item.names('skus'))} {item.text('assignee')}".casefold()
    )
    return all(word.casefold() in everything for word in words)


def _ordered(items: list[Item], order: str) -> list[Item]:
    if order == "value":
        return sorted(items, key=lambda item: item.value or Decimal(-1), reverse=True)
    return sorted(items, key=lambda item: item.rfq_id, reverse=order == "new")


def moves_of(items: Sequence[Item]) -> dict[str, int]:
    """How many of each move."""
    return {move: sum(1 for item in items if item.text("move") == move) for move in Move}
