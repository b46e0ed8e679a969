"""One-time links: a prefetcher changes nothing, a replay sends nothing, a forged one shows nothing."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.entry.web.desk import Desk
from qd_core.model.review import ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Role
from tests.integration.small_company import small_app
from tests.unit.web.conftest import (
    PASSWORD,
    Browser,
    another_browser,
    now_of,
    outbox,
    signed_in,
    waiting,
)


@pytest.fixture
def outsider(desk: Desk) -> Browser:
    """A browser that is not signed in, at a desk where a rep and a manager have passwords."""
    desk.people.add("rep@small.example", "Rep", [Role.REP], PASSWORD)
    desk.people.add("boss@small.example", "Boss", [Role.MANAGER], PASSWORD)
    return another_browser(desk)


def link_for(desk: Desk, rfq_id: str, person: str = "rep@small.example") -> str:
    return desk.signer.review_path(rfq_id, person)


def test_fetching_a_link_changes_nothing(desk: Desk, app: App, outsider: Browser) -> None:
    record = waiting(app)
    link = link_for(desk, record.rfq_id)
    before = list(app.backend.audit.trail(record.rfq_id))
    for agent in ("Slackbot-LinkExpanding 1.0", "Mozilla/5.0"):
        answer = outsider.get(link, **{"user-agent": agent})
        assert answer.status_code == 200
        assert record.draft.reference in answer.text
    assert outsider.client.head(link).status_code == 200
    assert list(app.backend.audit.trail(record.rfq_id)) == before
    assert now_of(app, record) == record
    assert outsider.post(link, link, act="approve", digest=record.digest).status_code == 200  # still good


def test_a_link_acts_once(desk: Desk, app: App, outsider: Browser) -> None:
    record = waiting(app)
    link = link_for(desk, record.rfq_id)
    first = outsider.post(link, link, act="approve", digest=record.digest)
    assert "This link has been used: approved" in first.text
    replay = outsider.client.post(
        link, data={"form_token": outsider.token("/login"), "act": "reject", "reason": "x"}
    )
    assert replay.status_code == 409
    app.run_until_idle()
    assert len(outbox(desk)) == 1
    now = now_of(app, record)
    assert now.state is ReviewState.APPROVED
    assert now.approval is not None
    assert now.approval.by == "rep@small.example"


def test_a_link_of_before_an_edit_approves_nothing_but_still_counts(
    desk: Desk, app: App, outsider: Browser
) -> None:
    record = waiting(app, "please quote 120 BR-10")
    link = link_for(desk, record.rfq_id)
    page = outsider.get(link).text
    assert "a manager must approve this draft".capitalize() in page
    answer = outsider.client.post(
        link, data={"form_token": outsider.token(link), "act": "approve", "digest": record.digest}
    )
    assert answer.status_code == 422
    boss = link_for(desk, record.rfq_id, "boss@small.example")
    wrong = outsider.post(boss, boss, act="approve", digest="0" * 16)
    assert wrong.status_code == 422
    assert "changed since you looked" in wrong.text
    assert outsider.post(boss, boss, act="approve", digest=record.digest).status_code == 200
    assert now_of(app, record).state is ReviewState.APPROVED


def test_a_link_rejects_with_a_reason(desk: Desk, app: App, outsider: Browser) -> None:
    record = waiting(app)
    link = link_for(desk, record.rfq_id)
    assert outsider.post(link, link, act="reject", reason="").status_code == 422
    assert outsider.post(link, link, act="reject", reason="not ours").status_code == 200
    assert now_of(app, record).state is ReviewState.REJECTED


def test_links_that_were_forged_cut_or_made_for_nobody_show_why(
    desk: Desk, app: App, outsider: Browser
) -> None:
    record = waiting(app)
    link = link_for(desk, record.rfq_id)
    for wrong in (link[:-3], link.replace("/link/", "/link/x"), "/link/abc"):
        answer = outsider.get(wrong)
        assert answer.status_code == 422
        assert "not valid" in answer.text
        assert record.draft.reference not in answer.text
    stranger = link_for(desk, record.rfq_id, "gone@small.example")
    assert "Approve" not in outsider.get(stranger).text
    assert (
        outsider.client.post(
            stranger, data={"form_token": outsider.token("/login"), "act": "approve", "digest": record.digest}
        ).status_code
        == 422
    )
    assert now_of(app, record) == record


def test_an_old_link_asks_to_sign_in(
    desk: Desk, app: App, outsider: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    link = link_for(desk, waiting(app).rfq_id)
    later = time.time() + timedelta(days=8).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    answer = outsider.get(link)
    assert answer.status_code == 422
    assert "older than 7 days" in answer.text


def test_a_link_needs_the_form_of_its_own_page(desk: Desk, app: App, outsider: Browser) -> None:
    record = waiting(app)
    link = link_for(desk, record.rfq_id)
    assert outsider.client.post(link, data={"act": "approve", "digest": record.digest}).status_code == 403
    assert now_of(app, record) == record


def telling(tmp_path: Path, backend: LocalBackend, **people: object) -> App:
    """The small company with every notifier that needs no vendor, and signed links."""
    tree: dict[str, dict[str, object]] = {"select": {"notifiers": ["log", "email"]}}
    if people:
        tree["people"] = people
    app = small_app(tmp_path, backend=backend, **tree)
    return replace(app, sign_link=lambda rfq_id, person: f"/link/SIGNED-{person}-{rfq_id}")


def test_no_link_is_ever_in_the_log(
    tmp_path: Path, backend: LocalBackend, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    record = waiting(telling(tmp_path, backend))
    [notice] = backend.outbox.glob("*.eml")
    assert b"/link/SIGNED-rep@small.example" in notice.read_bytes()
    assert f"http://127.0.0.1:8642/rfq/{record.rfq_id}" in caplog.text
    assert "/link/" not in caplog.text


def test_a_page_that_breaks_does_not_put_its_link_into_the_log(
    desk: Desk, app: App, outsider: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_for(desk, waiting(app).rfq_id)
    monkeypatch.setattr("qd_core.entry.web.pages.links.obstacles", lambda *_: 1 / 0)
    assert outsider.get(link).status_code == 500
    assert "GET /link/TOKEN" in caplog.text
    assert link.rpartition("/")[2] not in caplog.text


def test_a_link_that_several_hold_acts_in_nobodys_name(tmp_path: Path, backend: LocalBackend) -> None:
    record = waiting(telling(tmp_path, backend, reps=["ann@small.example", "bob@small.example"]))
    [notice] = backend.outbox.glob("*.eml")
    assert f"/rfq/{record.rfq_id}".encode() in notice.read_bytes()
    assert b"/link/" not in notice.read_bytes()


def test_nobody_reads_anothers_link_in_the_outbox(tmp_path: Path, backend: LocalBackend, desk: Desk) -> None:
    waiting(telling(tmp_path, backend))
    [notice] = outbox(desk)
    addressed = signed_in(desk, "rep@small.example", Role.REP)
    other = signed_in(desk, "other@small.example", Role.REP, Role.MANAGER)
    boss = signed_in(desk, "boss@small.example", Role.ADMIN)
    for path in (f"/outbox/{notice.stem}", f"/outbox/{notice.stem}/raw"):
        assert addressed.get(path).status_code == 200
        assert boss.get(path).status_code == 200
        refused = other.get(path)
        assert refused.status_code == 404
        assert "/link/" not in refused.text
    assert notice.stem in addressed.get("/outbox").text
    assert notice.stem not in other.get("/outbox").text
