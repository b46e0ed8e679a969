"""A desk over the small company, on the local back-end, with a clock that stands still."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from qd_core.backends.local.backend import LocalBackend
from qd_core.documents.watch import WatchedDocuments
from qd_core.entry.web.app import build_web
from qd_core.entry.web.desk import Desk
from qd_core.model.review import DraftRecord
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Role
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, mail, small_app, take_in

PASSWORD = "correct horse battery"
_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')


@dataclass
class Browser:
    """One browser at the desk: keeps its cookie, finds the form's token on a page before it posts."""

    client: TestClient
    desk: Desk

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def post(self, path: str, page: str = "/queue", **fields: str) -> Response:
        """Posts as the form on ``page`` would."""
        return self.client.post(path, data={"form_token": self.token(page), **fields})

    def token(self, page: str) -> str:
        found = _TOKEN.search(self.client.get(page).text)
        return found[1] if found else ""

    def sign_in(self, email: str, password: str = PASSWORD, target: str = "/queue") -> Response:
        return self.post("/login", "/login", email=email, password=password, next=target)

    def act(self, record: DraftRecord, action: str, **fields: str) -> Response:
        """Clicks an action on the page of ``record``, as it was when ``record`` was loaded."""
        path = f"/rfq/{record.rfq_id}"
        return self.post(f"{path}/{action}", path, digest=record.digest, **fields)

    def edit(self, record: DraftRecord, **fields: str) -> Response:
        return self.act(record, "edit", revision=str(record.draft.revision), **fields)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def backend(tmp_path: Path, clock: ManualClock) -> Iterator[LocalBackend]:
    backend = LocalBackend(tmp_path / "data", clock=clock)
    yield backend
    backend.close()


@pytest.fixture
def app(tmp_path: Path, backend: LocalBackend) -> App:
    return small_app(tmp_path, backend=backend)


@pytest.fixture
def desk(tmp_path: Path, app: App, backend: LocalBackend) -> Iterator[Desk]:
    desk = Desk.open(app, backend, WatchedDocuments(tmp_path / "documents"))
    yield desk
    desk.pool.shutdown()


@pytest.fixture
def browser(desk: Desk) -> Browser:
    """Somebody at this machine, where nobody has a password."""
    return another_browser(desk)


@pytest.fixture
def rep(desk: Desk) -> Browser:
    """A rep who is signed in."""
    return signed_in(desk, "rep@small.example", Role.REP)


def another_browser(desk: Desk) -> Browser:
    client = TestClient(build_web(desk), base_url="http://127.0.0.1:8642", follow_redirects=False)
    return Browser(client, desk)


def signed_in(desk: Desk, email: str, *roles: Role) -> Browser:
    if desk.people.get(email) is None:
        desk.people.add(email, email.partition("@")[0].title(), roles, PASSWORD)
    browser = another_browser(desk)
    assert browser.sign_in(email).status_code == 303
    return browser


def waiting(app: App, body: str = "please quote 20 BR-10", **headers: str) -> DraftRecord:
    """The draft of a mail of Dana's, a second after whatever was before."""
    clock = app.backend.clock
    assert isinstance(clock, ManualClock)
    clock.forward(timedelta(seconds=1))
    return drafts.load(app, take_in(app, mail(body, **headers)))[0]


def now_of(app: App, record: DraftRecord) -> DraftRecord:
    return drafts.load(app, record.rfq_id)[0]


def outbox(desk: Desk) -> list[Path]:
    return sorted(desk.backend.outbox.glob("*.eml"))
