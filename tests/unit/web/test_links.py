"""One-time links: a prefetcher changes nothing, a replay sends nothing, a forged one shows nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qd_core.entry.web.desk import Desk
from qd_core.model.review import ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Role
from tests.unit.web.conftest import PASSWORD, Browser, another_browser, now_of, outbox, waiting


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
