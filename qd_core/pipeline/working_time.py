"""Hours that count: by default every hour, with working hours configured only those."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qd_core.config import AppSettings

__all__ = ["add_working_hours"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FURTHEST = 366


def add_working_hours(start: datetime, duration: timedelta, settings: AppSettings) -> datetime:
    """The moment ``duration`` of counting time after ``start``, in UTC.

    Without ``working_hours`` every hour counts. With them a duration of 24 h means one working day: a day of counting
    time is as long as the working day, so that a reminder set at ten comes at ten on the next working day.
    """
    if not settings.working_hours:
        return start + duration
    begin, end = (time.fromisoformat(part) for part in settings.working_hours.split("-"))
    zone = ZoneInfo(settings.time_zone)
    days = {_DAYS.index(day) for day in settings.working_days}
    length = timedelta(hours=end.hour - begin.hour, minutes=end.minute - begin.minute)
    left = duration * (length / timedelta(days=1))
    now = start.astimezone(zone)
    for _ in range(_FURTHEST):
        opening = datetime.combine(now.date(), begin, zone)
        closing = datetime.combine(now.date(), end, zone)
        now = max(now, opening)
        if now.weekday() in days and now < closing:
            if now + left <= closing:
                return (now + left).astimezone(start.tzinfo)
            left -= closing - now
        now = datetime.combine(now.date() + timedelta(days=1), time(0), zone)
    return start + duration
