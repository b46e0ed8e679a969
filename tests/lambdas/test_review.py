"""`review`: the desk behind a Function URL, as a browser meets it: cookies, forms, signed links, pictures, no passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas.environment import use_application
from qd_core.entry.links import LinkSigner
from qd_core.model.review import ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.ports import QueueName
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import mail, small_app, take_in
from tests.lambdas.browsing import Browser, loop_ended

REP = "rep@small.example"


class Documents:
    """As a deployment's: with what is wrong with a newer version, and without a folder."""

    problem = None

    def __init__(self, app: App) -> None:
        self._documents = app.documents

    def __call__(self) -> Any:
        return self._documents()

    def content(self, document: str, version: str) -> tuple[str, bytes] | None:
        return None


@pytest.fixture
def app(tmp_path: Path, backend: MemoryBackend) -> Iterator[App]:
    settings = {"base_url": "https://desk.small.example"}
    app = small_app(tmp_path, backend=backend, app=settings)
    app = replace(app, documents=Documents(app), sign_link=LinkSigner(backend.secrets).review_path)
    use_application(app)
    yield app
    use_application(None)


@pytest.fixture(scope="module", autouse=True)
def environment_ends() -> Iterator[None]:
    yield
    loop_ended()


@pytest.fixture
def browser() -> Browser:
    return Browser()


def waiting(app: App, body: str = "please quote 20 BR-10") -> str:
    return take_in(app, mail(body))


def link_of(app: App, rfq_id: str, person: str = REP) -> str:
    return urlsplit(app.review_link(drafts.load(app, rfq_id)[0], person)).path


def signed_in(app: App, browser: Browser, rfq_id: str) -> Browser:
    link = link_of(app, rfq_id)
    answer = browser.post(link, link, act="open")
    assert (answer.status, answer.headers["location"]) == (303, f"/rfq/{rfq_id}")
    return browser


def test_who_is_not_signed_in_sees_nothing(app: App, browser: Browser) -> None:
    rfq_id = waiting(app)
    for path in ("/queue", f"/rfq/{rfq_id}", "/documents", f"/rfq/{rfq_id}/quote.pdf"):
        answer = browser.get(path)
        assert (answer.status, answer.headers["location"].partition("?")[0]) == (303, "/login")
        assert b"BR-10" not in answer.content


def test_a_signed_link_opens_a_session_once_and_fetching_it_changes_nothing(
    app: App, browser: Browser
) -> None:
    rfq_id = waiting(app)
    link, before = link_of(app, rfq_id), app.backend.audit.trail(rfq_id)
    for gateway in (Browser(), Browser()):
        assert gateway.get(link).status == 200
        assert gateway.get("/queue").status == 303
    assert app.backend.audit.trail(rfq_id) == before
    answer = browser.post(link, link, act="open")
    assert answer.status == 303
    page = browser.get(answer.headers["location"])
    assert page.status == 200
    assert "BR-10" in page.text
    other = Browser()
    assert other.post(link, "/login", act="open").status == 409
    assert other.get("/queue").status == 303


def test_a_quote_is_approved_from_the_desk_and_its_delivery_called(
    app: App, browser: Browser, backend: MemoryBackend
) -> None:
    rfq_id = waiting(app)
    signed_in(app, browser, rfq_id)
    digest = drafts.load(app, rfq_id)[0].digest
    page = f"/rfq/{rfq_id}"
    assert browser.get(f"{page}/approve?digest={digest}").status == 200
    assert drafts.load(app, rfq_id)[0].state is ReviewState.QUEUED, "a GET asks, a POST acts"
    assert browser.post(f"{page}/approve", page, digest=digest).status == 303
    head = drafts.load(app, rfq_id)[0]
    assert head.approval is not None
    assert (head.state, head.approval.by) == (ReviewState.APPROVED, REP)
    assert backend.queue.depth(QueueName.DELIVERY) == 1


def test_a_form_of_another_site_does_nothing(app: App, browser: Browser) -> None:
    rfq_id = waiting(app)
    signed_in(app, browser, rfq_id)
    digest = drafts.load(app, rfq_id)[0].digest
    answer = browser.send(
        "POST",
        f"/rfq/{rfq_id}/approve",
        urlencode({"digest": digest}),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status == 403
    assert drafts.load(app, rfq_id)[0].state is ReviewState.QUEUED


def test_pages_pictures_and_styles_come_whole(app: App, browser: Browser) -> None:
    rfq_id = waiting(app)
    signed_in(app, browser, rfq_id)
    for path in (
        "/queue",
        "/dashboard",
        "/documents",
        "/documents/rules",
        "/problems",
        f"/rfq/{rfq_id}/trail",
    ):
        assert browser.get(path).status == 200, path
    pdf = browser.get(f"/rfq/{rfq_id}/quote.pdf")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    picture = browser.get(f"/rfq/{rfq_id}/preview/1.png")
    assert picture.content.startswith(b"\x89PNG")
    style = re.search(r'href="(/static/[^"]+\.css[^"]*)"', browser.get("/queue").text)
    assert style
    assert browser.get(style[1]).headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/outbox", "/upload", "/form/web", "/api/forms/site"])
def test_what_belongs_to_a_machine_of_its_own_is_not_here(app: App, browser: Browser, path: str) -> None:
    signed_in(app, browser, waiting(app))
    assert browser.get(path).status in (404, 405)
    assert "/outbox" not in browser.get("/queue").text


# --- sign in by mail ------------------------------------------------------------------------------------------


def mailed(backend: MemoryBackend) -> list[str]:
    found = []
    for one in backend.mailer.outbox:
        text = message_from_bytes(one.content, policy=policy.default).get_content()
        found += re.findall(r"https://desk\.small\.example(/sign-in/\S+)", text)
    return found


def test_a_link_comes_by_mail_and_signs_in_once(app: App, browser: Browser, backend: MemoryBackend) -> None:
    answer = browser.post("/login", "/login?next=/dashboard", email=REP.upper(), next="/dashboard")
    assert "Look into your mail" in answer.text
    [link] = mailed(backend)
    assert Browser().get(link).status == 200
    come_in = browser.post(link, link)
    assert (come_in.status, come_in.headers["location"]) == (303, "/dashboard")
    assert browser.get("/dashboard").status == 200
    other = Browser()
    assert other.post(link, link).status == 422
    assert other.get("/queue").status == 303


def test_strangers_are_told_the_same_and_get_nothing(app: App, backend: MemoryBackend) -> None:
    texts = set()
    for email in (REP, "stranger@small.example"):
        text = Browser().post("/login", "/login", email=email).text
        texts.add(text.replace(email, "WHO")[:200])
    assert len(texts) == 1
    assert [one.recipients for one in backend.mailer.outbox] == [(REP,)]


def test_a_link_ends_after_a_quarter_of_an_hour_and_a_forged_one_opens_nothing(
    app: App, browser: Browser, backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.post("/login", "/login", email=REP)
    [link] = mailed(backend)
    assert browser.get(link[:-2]).status == 422
    review_link = link_of(app, waiting(app))
    assert browser.get("/sign-in/" + review_link.removeprefix("/link/")).status == 422
    import time

    later = time.time() + 16 * 60
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert "good for 15 minutes" in browser.get(link).text


def test_who_asks_again_and_again_waits(app: App, backend: MemoryBackend) -> None:
    codes = [Browser().post("/login", "/login", email=REP).status for _ in range(7)]
    assert codes == [200] * 5 + [429] * 2
    assert len(backend.mailer.outbox) == 5


def test_a_session_ends_with_the_persons_role(
    app: App, browser: Browser, backend: MemoryBackend, clock: ManualClock
) -> None:
    signed_in(app, browser, waiting(app))
    people = app.deployment.people.model_copy(update={"on_call_rep": "other@small.example"})
    use_application(replace(app, deployment=app.deployment.model_copy(update={"people": people})))
    assert browser.get("/queue").status == 303
    use_application(app)
    assert browser.get("/queue").status == 200
    clock.forward(timedelta(hours=13))
    assert browser.get("/queue").status == 303
