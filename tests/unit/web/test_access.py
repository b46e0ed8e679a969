"""Who gets in, and what a stranger's page, link or program cannot do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from qd_core.entry.web.app import build_web
from qd_core.entry.web.desk import Desk
from qd_core.entry.web.headers import CONTENT_POLICY
from qd_core.entry.web.visits import FORM_BYTES, local_path
from qd_core.errors import ConflictError, RejectedError
from qd_core.model.review import ReviewState
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Role
from qd_core.testing.clock import ManualClock
from tests.unit.web.conftest import PASSWORD, Browser, another_browser, now_of, outbox, signed_in, waiting


def test_where_nobody_was_added_this_machine_needs_no_password(browser: Browser) -> None:
    answer = browser.get("/queue")
    assert answer.status_code == 200
    assert "This machine" in answer.text


def test_once_somebody_was_added_everybody_needs_a_password(browser: Browser, rep: Browser) -> None:
    answer = browser.get("/queue?tab=sent")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fqueue%3Ftab%3Dsent")
    assert browser.post("/problems", "/login").status_code == 401
    assert rep.get("/queue").status_code == 200


def test_bound_to_another_address_a_password_is_needed_even_before_anybody_was_added(desk: Desk) -> None:
    wide = Desk.open(desk.app, desk.backend, desk.documents, host="0.0.0.0")
    assert another_browser(wide).get("/queue").status_code == 303
    wide.pool.shutdown()


def test_a_name_that_somebody_pointed_at_this_machine_finds_nobody_at_home(desk: Desk) -> None:
    stranger = TestClient(build_web(desk), base_url="http://attacker.example", follow_redirects=False)
    assert stranger.get("/queue").status_code == 421


def test_every_answer_carries_the_strict_policy(browser: Browser) -> None:
    for path in ("/queue", "/nothing", "/static/css/tokens.css", "/documents"):
        headers = browser.get(path).headers
        assert headers["content-security-policy"] == CONTENT_POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert browser.get("/queue").headers["cache-control"] == "no-store"


def test_no_page_has_inline_script_or_style(browser: Browser, app: App) -> None:
    record = waiting(app)
    for path in (
        "/queue",
        f"/rfq/{record.rfq_id}",
        f"/rfq/{record.rfq_id}/edit",
        "/keys",
        "/documents",
        "/outbox",
    ):
        text = browser.get(path).text
        assert " style=" not in text
        assert "<style" not in text
        assert "onclick" not in text
        assert "<script>" not in text


def test_the_cookie_cannot_be_read_by_scripts_and_changes_on_signing_in(desk: Desk) -> None:
    desk.people.add("ann@small.example", "Ann", [Role.REP], PASSWORD)
    browser = another_browser(desk)
    before = browser.get("/login").headers["set-cookie"]
    after = browser.sign_in("ann@small.example").headers["set-cookie"]
    assert "HttpOnly" in after
    assert "SameSite=lax" in after
    assert before.split(";")[0] != after.split(";")[0]


def test_wrong_passwords_wait_after_five_tries_whoever_is_meant(desk: Desk, clock: ManualClock) -> None:
    desk.people.add("ann@small.example", "Ann", [Role.REP], PASSWORD)
    for email in ("ann@small.example", "nobody@small.example"):
        browser = another_browser(desk)
        answers = [browser.sign_in(email, "wrong").status_code for _ in range(5)]
        assert answers == [403] * 5
        assert browser.sign_in(email, PASSWORD).status_code == 429
    assert "One try is left" not in browser.sign_in("ann@small.example").text
    clock.forward(timedelta(minutes=5))
    assert another_browser(desk).sign_in("ann@small.example").status_code == 303


def test_one_address_that_tries_many_accounts_waits_too(desk: Desk) -> None:
    desk.people.add("ann@small.example", "Ann", [Role.REP], PASSWORD)
    browser = another_browser(desk)
    answers = [browser.sign_in(f"person{n}@small.example", "wrong").status_code for n in range(21)]
    assert answers.count(403) == 20
    assert answers[-1] == 429


def test_a_session_ends_with_sign_out_time_or_another_password(desk: Desk, clock: ManualClock) -> None:
    browser = signed_in(desk, "ann@small.example", Role.REP)
    other = signed_in(desk, "ann@small.example")
    cookie = dict(browser.client.cookies)
    assert browser.post("/logout").status_code == 303
    stolen = another_browser(desk)
    stolen.client.cookies.update(cookie)
    assert stolen.get("/queue").status_code == 303
    assert other.get("/queue").status_code == 200
    desk.people.set_password("ann@small.example", "another long password")
    assert other.get("/queue").status_code == 303
    third = another_browser(desk)
    third.sign_in("ann@small.example", "another long password")
    assert third.get("/queue").status_code == 200
    clock.forward(timedelta(hours=12))
    assert third.get("/queue").status_code == 303


def test_a_role_that_was_taken_away_counts_at_the_next_click(desk: Desk, app: App) -> None:
    boss = signed_in(desk, "boss@small.example", Role.MANAGER)
    record = waiting(app, "please quote 120 BR-10")
    desk.people.set_roles("boss@small.example", [Role.REP])
    assert boss.act(record, "approve").status_code == 422
    assert now_of(app, record).state is ReviewState.QUEUED


def test_a_form_without_this_sessions_token_does_nothing(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    path = f"/rfq/{record.rfq_id}/approve"
    other = signed_in(desk, "ann@small.example", Role.REP)
    for token in ("", "0" * 40, other.token("/queue")):
        answer = rep.client.post(path, data={"form_token": token, "digest": record.digest})
        assert answer.status_code == 403
    foreign = rep.client.post(
        path,
        data={"form_token": rep.token("/queue"), "digest": record.digest},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert foreign.status_code == 403
    assert now_of(app, record).state is ReviewState.QUEUED
    assert outbox(desk) == []


def test_get_never_acts(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    for action in ("approve", "reject", "ask", "assign", "reprocess", "send-again", "mark-sent", "crm-again"):
        rep.get(f"/rfq/{record.rfq_id}/{action}")
    assert now_of(app, record) == record
    assert outbox(desk) == []


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0d%0aX: y",
        "/a\r\nLocation: https://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
    ],
)
def test_no_link_leads_elsewhere_after_signing_in(desk: Desk, target: str) -> None:
    desk.people.add("ann@small.example", "Ann", [Role.REP], PASSWORD)
    location = another_browser(desk).sign_in("ann@small.example", target=target).headers["location"]
    assert location.startswith("/")
    assert not location.startswith("//")
    assert "evil" not in location or "%0d%0a" not in location
    assert "\n" not in location


def test_paths_of_the_desk_are_kept() -> None:
    assert local_path("/rfq/1?open=2#line-2") == "/rfq/1?open=2#line-2"


def test_a_form_that_is_too_large_is_refused_before_it_is_read(rep: Browser) -> None:
    answer = rep.client.post("/problems", data={"form_token": "x", "body": "a" * (FORM_BYTES + 10)})
    assert answer.status_code == 413

    def endless() -> object:
        for _ in range(FORM_BYTES // 65_536 + 2):
            yield b"a" * 65_536

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert rep.client.post("/problems", content=endless(), headers=kind).status_code == 413


def test_an_unknown_address_is_a_page_with_words(rep: Browser) -> None:
    for path in (
        "/nothing",
        "/rfq/nobody",
        "/rfq/..%2f..%2fetc",
        "/outbox/..%2fsecrets",
        "/documents/secrets",
    ):
        answer = rep.get(path)
        assert answer.status_code == 404
        assert "Not here" in answer.text


def test_people_have_an_address_a_role_and_a_password_that_will_do(desk: Desk) -> None:
    with pytest.raises(RejectedError, match="at least 10 characters"):
        desk.people.add("ann@small.example", "Ann", [Role.REP], "short")
    with pytest.raises(RejectedError, match="not an e-mail address"):
        desk.people.add("ann", "Ann", [Role.REP], PASSWORD)
    with pytest.raises(RejectedError, match="needs a role"):
        desk.people.add("ann@small.example", "Ann", [], PASSWORD)
    desk.people.add("ann@small.example", "Ann", [Role.REP], PASSWORD)
    with pytest.raises(ConflictError, match="already"):
        desk.people.add("Ann@Small.Example", "Ann", [Role.REP], PASSWORD)
    desk.people.remove("ann@small.example")
    assert desk.people.check("ann@small.example", PASSWORD) is None
