"""What the dashboard says: tiles, series by week, causes, ages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from qd_core.entry.web.view.figures import CAUSES, Facts

__all__ = [
    "DRAFT_EDGES",
    "RANGES",
    "Period",
    "Week",
    "age_bins",
    "draft_bins",
    "period",
    "quantile",
    "say_seconds",
]

RANGES = {"30d": "Last 30 days", "12w": "Last 12 weeks", "52w": "Last 52 weeks"}
_DAYS = {"30d": 30, "12w": 84, "52w": 364}
DRAFT_EDGES = (1, 2, 5, 15, 60, 300)
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week, by its Monday: what was sent in it, and how many seconds what was approved in it had waited."""

    monday: date
    sent: int
    value: Decimal
    median: float | None
    nine_in_ten: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The figures of a range; ``before`` are those of the range before it, of the same length. Durations in seconds,
    sorted. ``causes`` are those of the edits of what was approved, the most frequent first."""

    since: datetime
    until: datetime
    drafted: tuple[float, ...]
    approving: tuple[float, ...]
    approved: int
    edited: int
    causes: tuple[tuple[str, int], ...]
    sent: int
    value: Decimal
    weeks: tuple[Week, ...] = ()
    before: Period | None = None

    @property
    def untouched(self) -> int:
        """Approved drafts that nobody changed."""
        return self.approved - self.edited

    @property
    def no_touch(self) -> float | None:
        """Their share."""
        return self.untouched / self.approved if self.approved else None


def period(facts: Facts, key: str, now: datetime, zone: tzinfo) -> Period:
    """The figures of one of ``RANGES``, with those of the range before; of the longest there is none before."""
    length = timedelta(days=_DAYS[key])
    since = now - length
    before = _sums(facts, since - length, since) if key != "52w" else None
    return replace(_sums(facts, since, now), weeks=_weeks(facts, since, now, zone), before=before)


def _sums(facts: Facts, since: datetime, until: datetime) -> Period:
    drafted = _between_times(facts.drafted_at, since, until)
    approved = _between_times(facts.approved_at, since, until)
    sent = _between_times(facts.sent_at, since, until)
    edited = [causes for causes in facts.causes[approved] if causes is not None]
    counted = Counter(cause for causes in edited for cause in causes)
    return Period(
        since=since,
        until=until,
        drafted=tuple(sorted(facts.draft_seconds[drafted])),
        approving=tuple(sorted(facts.approve_seconds[approved])),
        approved=approved.stop - approved.start,
        edited=len(edited),
        causes=tuple((CAUSES[cause], number) for cause, number in counted.most_common()),
        sent=sent.stop - sent.start,
        value=sum(facts.sent_value[sent], Decimal(0)),
    )


def _weeks(facts: Facts, since: datetime, until: datetime, zone: tzinfo) -> tuple[Week, ...]:
    monday, weeks = _monday(since, zone), []
    while monday <= until.astimezone(zone).date():
        begin = datetime.combine(monday, time(), zone)
        end = datetime.combine(monday + timedelta(days=7), time(), zone)
        approved = _between_times(facts.approved_at, max(begin, since), min(end, until))
        sent = _between_times(facts.sent_at, max(begin, since), min(end, until))
        waits = sorted(facts.approve_seconds[approved])
        values = facts.sent_value[sent]
        weeks.append(
            Week(monday, len(values), sum(values, Decimal(0)), quantile(waits, 0.5), quantile(waits, 0.9))
        )
        monday += timedelta(days=7)
    return tuple(weeks)


def _between_times(times: Sequence[float], since: datetime, until: datetime) -> slice:
    """The places of what happened after ``since``, up to and with ``until``."""
    start = bisect_right(times, since.timestamp())
    return slice(start, max(start, bisect_right(times, until.timestamp())))


def draft_bins(seconds: Sequence[float]) -> list[tuple[str, int]]:
    """How many drafts took how long."""
    return [(_between(low, high), _inside(seconds, low, high)) for low, high in _bins(DRAFT_EDGES)]


def age_bins(
    arrived: Sequence[datetime], now: datetime, *, remind: int, page: int
) -> list[tuple[str, int, str]]:
    """How many requests have waited how long, in hours; the level of each bin as the queue colours it."""
    hours = [(now - one).total_seconds() / 3600 for one in arrived]
    edges = [*(hours for hours in (4, 8, 16) if hours < remind), *sorted({remind, page})]
    return [
        (
            f"{low}–{high} h" if high is not None else f"past {low} h",
            _inside(hours, low, high),
            "bad" if low >= page else "warn" if low >= remind else "ok",
        )
        for low, high in _bins(edges)
    ]


def _bins(edges: Sequence[int]) -> list[tuple[int, int | None]]:
    """From nothing to the first edge, between the edges, and beyond the last."""
    return list(zip((0, *edges), (*edges, None), strict=True))


def _inside(values: Sequence[float], low: int, high: int | None) -> int:
    return sum(1 for one in values if one >= low and (high is None or one < high))


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value that ``share`` of the ordered values do not pass; None of none."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def say_seconds(seconds: float | None) -> str:
    """``0.4 s``, ``37 s``, ``1 m 52 s``, ``2 h 12 m``, ``3 d 4 h``."""
    if seconds is None:
        return "–"
    whole = int(seconds)
    steps: tuple[tuple[int, Callable[[], str]], ...] = (
        (10, lambda: f"{seconds:.1f} s"),
        (60, lambda: f"{whole} s"),
        (3600, lambda: f"{whole // 60} m {whole % 60} s"),
        (345_600, lambda: f"{whole // 3600} h {whole % 3600 // 60} m"),
    )
    return next(
        (say() for top, say in steps if seconds < top), f"{whole // 86400} d {whole % 86400 // 3600} h"
    )


def _between(low: int, high: int | None) -> str:
    """``< 1 s``, ``15–60 s``, ``1–5 min``, ``> 5 min``."""
    minutes = (high or low) > 60
    first, last = (low // 60, (high or 0) // 60) if minutes else (low, high or 0)
    unit = "min" if minutes else "s"
    if high is None:
        return f"> {first} {unit}"
    return f"{first}–{last} {unit}" if low else f"< {last} {unit}"


def _monday(moment: datetime, zone: tzinfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
