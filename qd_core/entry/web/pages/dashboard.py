"""The dashboard: how long buyers wait, how much is touched, what is quoted. All of it from the audit trail."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_compact_decimal
from starlette.responses import Response

from qd_core.entry.web.pages.files import as_download
from qd_core.entry.web.view import charts
from qd_core.entry.web.view.dashboard import (
    RANGES,
    Period,
    age_bins,
    draft_bins,
    period,
    quantile,
    say_seconds,
)
from qd_core.entry.web.view.queue_list import FACETS, Tab, arrived_at
from qd_core.entry.web.visits import Visit, page
from qd_core.ports import TableName

__all__ = ["routes"]

_MOST_WAITING = 5000


def dashboard(visit: Visit) -> Response:
    """The range's figures."""
    app, now, writing = visit.app, visit.app.backend.clock.now(), visit.desk.writing
    key = visit.asked("range") if visit.asked("range") in RANGES else "30d"
    found, whole = visit.desk.figures.recent(key, now, lambda facts: period(facts, key, now, writing.zone))
    settings = app.deployment.app
    ages = age_bins(_waiting(visit), now, remind=settings.reminder_hours, page=settings.escalation_hours)
    weeks = [format_date(week.monday, "d MMM", locale=writing.locale) for week in found.weeks]
    return visit.render(
        "dashboard.html",
        ranges=RANGES,
        range=key,
        whole=whole,
        found=found,
        tiles=_tiles(visit, found, ages),
        ages=ages,
        waiting=sum(number for _, number, _ in ages),
        causes=found.causes,
        weeks=weeks,
        value_chart=charts.columns(
            weeks, [float(week.value) for week in found.weeks], width=720, height=240, say=_compact(visit)
        ),
        approve_chart=charts.lines(
            weeks,
            [
                [_hours(week.median) for week in found.weeks],
                [_hours(week.nine_in_ten) for week in found.weeks],
            ],
            width=480,
            height=240,
            say=_say_hours,
            limit=float(settings.reminder_hours),
        ),
        draft_chart=_draft_chart(found),
        say_seconds=say_seconds,
    )


def export(visit: Visit) -> Response:
    """The weeks as CSV: numbers and dates alone."""
    now, zone = visit.app.backend.clock.now(), visit.desk.writing.zone
    key = visit.asked("range") if visit.asked("range") in RANGES else "30d"
    found, _ = visit.desk.figures.recent(key, now, lambda facts: period(facts, key, now, zone))
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(
        ["week_of", "quotes_sent", "quoted_value", "currency", "approve_median_hours", "approve_p90_hours"]
    )
    for week in found.weeks:
        waits = (_hours(week.median), _hours(week.nine_in_ten))
        hours = [f"{wait:.2f}" if wait is not None else "" for wait in waits]
        writer.writerow([week.monday.isoformat(), week.sent, week.value, visit.desk.writing.currency, *hours])
    return as_download(target.getvalue().encode(), f"quotes-by-week-{key}.csv")


def _hours(seconds: float | None) -> float | None:
    return seconds / 3600 if seconds is not None else None


def _say_hours(hours: float) -> str:
    return say_seconds(hours * 3600) if 0 < hours < 1 else f"{hours:.3g} h"


def _waiting(visit: Visit) -> list[datetime]:
    found = visit.app.backend.records.find(
        TableName.DRAFTS, facets=FACETS[Tab.WAITING], limit=_MOST_WAITING, oldest_first=True
    )
    return [arrived_at(record.key) for record in found]


def _tiles(visit: Visit, found: Period, ages: Sequence[tuple[str, int, str]]) -> list[tuple[str, str, str]]:
    """Name, figure and note of each tile."""
    before, writing = found.before, visit.desk.writing
    late = {level: sum(number for _, number, one in ages if one == level) for level in ("bad", "warn")}
    settings = visit.app.deployment.app
    share, was = found.no_touch, before.no_touch if before else None
    points = f", was {_percent(was)}" if was is not None else ""
    value_was = f", was {writing.money(before.value)}" if before and before.sent else ""
    return [
        (
            "Waiting now",
            writing.number(sum(number for _, number, _ in ages)),
            f"{late['bad']} past {settings.escalation_hours} h, {late['warn']} past {settings.reminder_hours} h",
        ),
        (
            "Time to draft, median",
            say_seconds(quantile(found.drafted, 0.5)),
            f"95th: {say_seconds(quantile(found.drafted, 0.95))}{_was(before.drafted if before else ())}",
        ),
        (
            "Time to approve, median",
            say_seconds(quantile(found.approving, 0.5)),
            f"90th: {say_seconds(quantile(found.approving, 0.9))}{_was(before.approving if before else ())}",
        ),
        ("No-touch rate", _percent(share), f"{found.untouched} of {found.approved} approved{points}"),
        ("Quoted value", writing.money(found.value), f"{found.sent} quotes{value_was}"),
    ]


def _was(seconds: Sequence[float]) -> str:
    return f". Was {say_seconds(quantile(seconds, 0.5))}" if seconds else ""


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _draft_chart(found: Period) -> charts.Chart:
    bins = draft_bins(found.drafted)
    return charts.columns(
        [name for name, _ in bins],
        [float(number) for _, number in bins],
        width=480,
        height=200,
        say=lambda number: f"{number:g}",
    )


class _compact:  # noqa: N801 - a function that knows the locale
    def __init__(self, visit: Visit) -> None:
        self._locale = visit.desk.writing.locale

    def __call__(self, value: float) -> str:
        return format_compact_decimal(Decimal(str(value)), locale=self._locale, fraction_digits=1)


routes = [page("/dashboard", dashboard), page("/dashboard.csv", export)]
