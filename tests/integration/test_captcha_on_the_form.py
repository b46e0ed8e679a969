"""Our own page and the interface for websites, with a vendor in front: the whole way from the box to the rep's mark."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qd_captcha.fake_vendor import FakeVendor, Issued
from qd_core.backends.local.backend import LocalBackend
from qd_core.documents.watch import WatchedDocuments
from qd_core.entry.web.app import build_web
from qd_core.entry.web.desk import Desk
from qd_core.entry.web.intake.captcha import ACTION
from qd_core.errors import ConfigError
from qd_core.pipeline.review import Role
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, small_app
from tests.unit.web.conftest import Browser

PERSON = {"name": "Bea Lomax", "email": "bea@acme.example", "message": "20 BR-10"}
HOST = "quotes.small.example"
TOKEN_FIELD = {"hcaptcha": "h-captcha-response", "turnstile": "cf-turnstile-response"}


@pytest.fixture(params=["hcaptcha", "turnstile"])
def vendor(request: pytest.FixtureRequest) -> FakeVendor:
    return FakeVendor(str(request.param), tokens={"good": Issued(hostname=HOST, action=ACTION)})


@pytest.fixture
def address(vendor: FakeVendor) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            told = json.dumps(vendor.answer(self.headers["content-type"], body)).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def backend(tmp_path: Path, vendor: FakeVendor) -> Iterator[LocalBackend]:
    backend = LocalBackend(tmp_path / "data", clock=ManualClock(NOW))
    backend.secrets.put(f"captcha/{vendor.name}", "s3cret", expected_version="")
    backend.secrets.put("forms/site/secret", "a form's own secret", expected_version="")
    yield backend
    backend.close()


@pytest.fixture
def tree(vendor: FakeVendor, address: str) -> dict[str, dict[str, object]]:
    """What qd.toml says."""
    return {
        "app": {"base_url": f"http://{HOST}"},
        "select": {"captcha_verifier": vendor.name},
        "settings": {vendor.name: {"endpoint": address}},
        "lanes": {"form": {"captcha_site_key": vendor.site_key}},
    }


@pytest.fixture
def desk(tmp_path: Path, backend: LocalBackend, tree: dict[str, dict[str, object]]) -> Iterator[Desk]:
    app = small_app(tmp_path, backend=backend, **tree)
    desk = Desk.open(app, backend, WatchedDocuments(tmp_path / "documents"))
    yield desk
    desk.pool.shutdown()


@pytest.fixture
def buyer(desk: Desk) -> Browser:
    return Browser(TestClient(build_web(desk), base_url=f"http://{HOST}", follow_redirects=False), desk)


def send(buyer: Browser, token: str) -> int:
    """The status of sending the form on our page; 303 is taken in."""
    field = TOKEN_FIELD[buyer.desk.app.providers.captcha_verifier[0]]
    data = {"form_token": buyer.token("/form/web"), **PERSON, field: token}
    return int(buyer.client.post("/form/web", data=data, files={"files": ("", b"")}).status_code)


def test_a_person_gets_through_once_and_a_program_never(buyer: Browser, vendor: FakeVendor) -> None:
    assert send(buyer, "good") == 303
    assert [send(buyer, token) for token in ("good", "made-up", "")] == [422, 422, 422]
    assert len(vendor.asked) == 3  # nobody asks about no token


def test_a_captcha_solved_on_another_page_does_not_count(buyer: Browser, vendor: FakeVendor) -> None:
    vendor.tokens["good"] = Issued(hostname="evil.example", action=ACTION)
    assert send(buyer, "good") == 422


def test_a_secret_that_the_vendor_does_not_know_keeps_no_buyer_out_and_marks_the_form(
    buyer: Browser, vendor: FakeVendor, caplog: pytest.LogCaptureFixture
) -> None:
    vendor.secret = "an0ther"
    assert send(buyer, "good") == 303
    app = buyer.desk.app
    app.run_until_idle()
    (stored,) = {
        json.loads(row.body)["rfq_id"] for row in app.backend.audit.rows() if "rfq.received" in row.body
    }
    told = f"not checked: {vendor.name} is not set up"
    form = app.record(stored)[0].rfq.form
    assert form is not None
    assert form.extra["captcha"] == told
    rep = Browser(TestClient(build_web(buyer.desk), base_url=f"http://{HOST}"), buyer.desk)
    buyer.desk.people.add("rep@small.example", "Rep", (Role.REP,), "correct horse battery")
    rep.sign_in("rep@small.example", "correct horse battery")
    assert told in rep.get(f"/rfq/{stored}").text  # the rep reads it
    alarms = [record.message for record in caplog.records if record.levelname == "ERROR"]
    assert len(alarms) == 1
    assert f"does not know the secret qd/captcha/{vendor.name}" in alarms[0]


@pytest.mark.parametrize(("policy", "status"), [("quarantine", 202), ("reject", 403)])
def test_a_vendor_that_is_down_is_decided_by_the_deployment(
    desk: Desk, tmp_path: Path, backend: LocalBackend, tree: dict[str, dict[str, object]], vendor: FakeVendor,
    policy: str, status: int,
) -> None:  # fmt: skip
    tree["settings"] = {vendor.name: {"endpoint": "http://127.0.0.1:9/", "on_outage": policy}}
    app = small_app(tmp_path, backend=backend, **tree)
    down = Desk.open(app, backend, WatchedDocuments(tmp_path / "documents"))
    with TestClient(build_web(down), base_url=f"http://{HOST}") as client:
        body = {**PERSON, "secret": "a form's own secret", "captcha_token": "good"}
        assert client.post("/api/forms/site", json=body).status_code == status
    down.pool.shutdown()


def test_a_desk_does_not_start_with_a_test_secret(
    tmp_path: Path, backend: LocalBackend, tree: dict[str, dict[str, object]], vendor: FakeVendor
) -> None:
    now = backend.secrets.get(f"captcha/{vendor.name}")
    test_secret = "0x" + "0" * 40 if vendor.name == "hcaptcha" else f"1x{'0' * 31}AA"
    backend.secrets.put(f"captcha/{vendor.name}", test_secret, expected_version=now.version)
    with pytest.raises(ConfigError, match="test secret"):
        small_app(tmp_path, backend=backend, **tree).registry.check()
