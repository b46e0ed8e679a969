"""The dashboard's figures, from the audit trail."""

from __future__ import annotations

import json
import time
from datetime import UTC, timedelta
from decimal import Decimal

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.web.pages.dashboard import _say_hours
from qd_core.entry.web.view import charts, figures
from qd_core.entry.web.view.dashboard import age_bins, draft_bins, period, quantile, say_seconds
from qd_core.entry.web.view.figures import Facts, TrailFigures
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import Audit
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW
from tests.unit.web.conftest import Browser, now_of, waiting

REP = Actor("rep@small.example", frozenset({Role.REP}))


def test_a_page_full_of_figures(browser: Browser, app: App, clock: ManualClock) -> None:
    first, second = waiting(app), waiting(app, "please quote 30 BR-10")
    waiting(app, "please quote 40 BR-10")
    clock.forward(timedelta(hours=2))
    browser.edit(second, **{"qty-1": "31", "why": "said on the phone"})
    for one in (first, second):
        head = now_of(app, one)
        approve(app, one.rfq_id, REP, digest=head.digest)
        send_later(app, one.rfq_id)
    app.run_until_idle()
    page = browser.get("/dashboard")
    assert page.status_code == 200
    assert "1 of 2 approved" in page.text
    assert "2 quotes" in page.text
    assert "2 h 0 m" in page.text
    assert "style=" not in page.text
    rows = browser.get("/dashboard.csv?range=12w").text.splitlines()
    assert len(rows) == 14
    total = sum(Decimal(row.split(",")[2]) for row in rows[1:])
    assert total == sum(now_of(app, one).draft.total or 0 for one in (first, second))


def test_an_empty_house_has_a_dashboard_too(browser: Browser) -> None:
    for key in ("30d", "12w", "52w", "nonsense"):
        page = browser.get(f"/dashboard?range={key}")
        assert page.status_code == 200
        assert "still being counted" not in page.text


def tell(audit: Audit, rfq_id: str, kind: str, ago: timedelta = timedelta(), **data: str) -> None:
    audit.append(rfq_id, json.dumps({"kind": kind, "at": (NOW - ago).isoformat(), "data": data}))


def test_no_touch_and_causes_count_what_was_approved_in_the_range() -> None:
    audit, hour, day = MemoryBackend().audit, timedelta(hours=1), timedelta(days=1)
    tell(audit, "old", "rfq.received", 40 * day)
    tell(audit, "old", "draft.priced", 40 * day, total="5")
    tell(audit, "old", "draft.ready", 40 * day)
    tell(audit, "old", "draft.approved", 39 * day)
    tell(audit, "old", "quote.sent", 39 * day)
    tell(audit, "edited", "rfq.received", 3 * day)
    tell(
        audit,
        "edited",
        "draft.edited",
        3 * day,
        change='{"lines":[{"position":1,"quantity":"2"}],"cover":"x"}',
    )
    tell(audit, "clean", "rfq.received", 2 * day)
    tell(audit, "clean", "draft.priced", 2 * day, total="10.10")
    tell(audit, "clean", "draft.ready", 2 * day)
    tell(audit, "edited", "draft.approved", 2 * day)
    tell(audit, "clean", "draft.approved", 2 * day - hour)
    tell(audit, "clean", "quote.sent", day)
    tell(audit, "waiting", "rfq.received")
    found, whole = TrailFigures(audit).ask(NOW, lambda facts: period(facts, "30d", NOW, UTC))
    assert whole
    assert (found.approved, found.untouched, found.sent, found.value) == (2, 1, 1, Decimal("10.10"))
    assert found.before is not None
    assert (found.before.sent, found.before.value) == (1, Decimal(5))
    assert found.causes == (("Quantity", 1), ("Cover wording", 1))
    assert sum(week.value for week in found.weeks) == Decimal("10.10")
    assert quantile(found.approving, 0.5) == 86_400
    assert found.approving[0] == 3600


def sent(facts: Facts) -> list[Decimal]:
    return list(facts.sent_value)


def test_the_trail_is_read_once_and_what_is_older_than_a_year_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figures, "_PAGE", 3)
    audit = MemoryBackend().audit
    for number in range(20):
        tell(audit, f"old-{number}", "rfq.received", timedelta(days=800))
        tell(audit, f"old-{number}", "quote.sent", timedelta(days=800))
    for name in ("a", "b"):
        tell(audit, name, "rfq.received")
        tell(audit, name, "draft.priced", total="10.50")
        tell(audit, name, "draft.edited", total="None", change="")
        tell(audit, name, "quote.sent")
    counted = TrailFigures(audit)
    assert counted.ask(NOW, sent) == ([Decimal("10.50")] * 2, True)
    assert counted.ask(NOW, sent) == ([Decimal("10.50")] * 2, True)
    audit.erase("a")
    assert TrailFigures(audit).ask(NOW, sent) == ([Decimal("10.50")], True)


def test_a_long_trail_is_counted_behind_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_PAGE", 5)
    monkeypatch.setattr(figures, "_AT_ONCE", 10)
    audit = MemoryBackend().audit
    for number in range(50):
        tell(audit, str(number), "rfq.received")
        tell(audit, str(number), "quote.sent")
    counted = TrailFigures(audit)
    first, whole = counted.ask(NOW, sent)
    assert len(first) >= 5
    for _ in range(500):
        if whole:
            break
        time.sleep(0.01)
        whole = counted.ask(NOW, sent)[1]
    assert len(counted.ask(NOW, sent)[0]) == 50


def test_bins_hold_everything_once() -> None:
    seconds = [0.2, 1.0, 1.9, 30, 61, 5000]
    assert sum(number for _, number in draft_bins(seconds)) == len(seconds)
    arrived = [NOW - timedelta(hours=hours) for hours in (0, 4, 23, 24, 47, 48, 500)]
    ages = age_bins(arrived, NOW, remind=24, page=48)
    assert sum(number for _, number, _ in ages) == len(arrived)
    assert [(name, number) for name, number, level in ages if level != "ok"] == [
        ("24–48 h", 2),
        ("past 48 h", 2),
    ]
    assert age_bins(arrived, NOW, remind=2, page=3)[0][:2] == ("0–2 h", 1)


@pytest.mark.parametrize("values", [[], [0.0], [1.0], [0.0, 0.0], [3.0, 366_000.0, 12.5], [1e-9, 1e9]])
def test_a_drawing_stays_in_its_frame(values: list[float]) -> None:
    names = [str(number) for number in range(len(values))]
    drawn = charts.columns(names, values, width=720, height=240, say=str)
    assert all(0 <= bar.y <= 240 and bar.height >= 0 and bar.x + bar.width <= 720 for bar in drawn.bars)
    assert 2 <= len(drawn.grid) <= 6
    line = charts.lines(names, [values, [None] * len(values)], width=480, height=240, say=str, limit=24.0)
    assert len(line.paths) == 2
    assert line.limit is not None


def test_a_gap_in_a_line_stays_a_gap() -> None:
    drawn = charts.lines(["a", "b", "c"], [[1.0, None, 2.0]], width=480, height=240, say=str)
    assert drawn.paths[0].count("M") == 2


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "–"), (0.41, "0.4 s"), (37, "37 s"), (112, "1 m 52 s"), (7920, "2 h 12 m"), (360_000, "4 d 4 h")],
)
def test_durations_are_said_as_people_say_them(seconds: float | None, said: str) -> None:
    assert say_seconds(seconds) == said


def test_bins_are_named_shortly() -> None:
    names = [name for name, _ in draft_bins([])]
    assert names == ["< 1 s", "1–2 s", "2–5 s", "5–15 s", "15–60 s", "1–5 min", "> 5 min"]


@pytest.mark.parametrize(
    ("hours", "said"), [(0, "0 h"), (0.0003, "1.1 s"), (0.5, "30 m 0 s"), (1.25, "1.25 h"), (24, "24 h")]
)
def test_hours_under_one_are_said_in_smaller_units(hours: float, said: str) -> None:
    assert _say_hours(hours) == said
