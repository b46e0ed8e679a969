"""The pages that buyers see: the web form, its interface for other websites, the upload portal; a call's note."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.entry.web.desk import Desk
from qd_core.entry.web.intake import captcha
from qd_core.errors import ConfigError, TransientError
from qd_core.model.message import Lane
from qd_core.pipeline.app import App
from qd_core.plugin.protocols import CaptchaRequest, CaptchaVerdict
from qd_core.ports import QueueName
from qd_core.testing.clock import ManualClock
from tests.unit.web.conftest import Browser, another_browser

PERSON = {"name": "Bea Lomax", "email": "bea@acme.example"}
SECRET = "a form's own secret"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def form_secret(backend: LocalBackend) -> None:
    backend.secrets.put("forms/site/secret", SECRET, expected_version="")


def taken(app: App) -> list[str]:
    """The ids that wait to be read, which are then read and drafted."""
    app.run_until_idle()
    found = {json.loads(row.body)["rfq_id"] for row in app.backend.audit.rows() if "rfq.received" in row.body}
    return sorted(found)


def only(app: App) -> str:
    [rfq_id] = taken(app)
    return rfq_id


# --- the page -------------------------------------------------------------------------------------------------


def sent_form(browser: Browser, *, path: str = "/form/web", files: object = None, **fields: object) -> object:
    data = {"form_token": browser.token(path), **PERSON, **fields}
    return browser.client.post(path, data=data, files=files or {"files": ("", b"")})


def test_a_form_becomes_a_draft(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    answer = sent_form(
        buyer, company="Acme", item=["BR-10", "", "RL-50"], quantity=["20", "", "3"], notes=["", "", "asap"]
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sent/Q-")
    assert "We have your request" in buyer.get(answer.headers["location"]).text
    rfq_id = only(app)
    found = app.draft(rfq_id)
    assert found is not None
    draft = found[0].draft
    assert draft.lane is Lane.FORM
    assert [(line.sku, str(line.quantity)) for line in draft.lines] == [("BR-10", "20"), ("RL-50", "3")]
    assert (draft.buyer.email, draft.buyer.company) == ("bea@acme.example", "Acme")


def test_what_is_missing_is_said_and_what_was_typed_stays(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    answer = sent_form(buyer, email="bea@", name="", item=["", "", ""], company='Acme "&" <Sons>')
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text
    assert 'href="#name"' in answer.text
    assert 'href="#item-1"' in answer.text
    assert 'value="bea@"' in answer.text
    assert "Acme &#34;&amp;&#34; &lt;Sons&gt;" in answer.text
    assert taken(app) == []


def test_the_same_page_sent_twice_is_one_request(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    page = buyer.get("/form/web").text.split('name="page" value="')[1].split('"')[0]
    answers = [sent_form(buyer, item="BR-10", quantity="20", notes="", page=page) for _ in range(2)]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(taken(app)) == 1


def test_files_of_a_form_are_the_requests_attachments(desk: Desk, app: App) -> None:
    files = [
        ("files", ("../../list.csv", b"sku,qty\nBR-10,20\n")),
        ("files", ("b.csv", b"sku,qty\nRL-50,3\n")),
    ]
    assert sent_form(another_browser(desk), files=files, message="see files").status_code == 303
    rfq = app.record(only(app))[0].rfq
    assert [attachment.name for attachment in rfq.attachments] == ["list.csv", "b.csv"]


def test_more_rows_come_without_a_script(desk: Desk, app: App) -> None:
    answer = sent_form(another_browser(desk), item=["BR-10"], quantity=["20"], notes=[""], act="more")
    assert answer.status_code == 200
    assert answer.text.count('name="item"') == 6
    assert 'value="BR-10"' in answer.text
    assert taken(app) == []


def test_a_program_that_fills_the_hidden_field_is_told_and_a_person_can_mend_it(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    answer = sent_form(buyer, item="BR-10", quantity="2", notes="", website="https://spam.example")
    assert answer.status_code == 422
    assert "Leave this field empty" in answer.text
    assert taken(app) == []


def test_a_form_without_a_page_here_is_not_found(desk: Desk) -> None:
    assert another_browser(desk).get("/form/other").status_code == 404


def test_a_form_of_another_site_does_nothing(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    data = {**PERSON, "item": "BR-10", "form_token": "0" * 40}
    assert buyer.client.post("/form/web", data=data).status_code == 403
    assert taken(app) == []


def test_one_visitor_does_not_flood_the_queue(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    token = buyer.token("/form/web")
    codes = [
        buyer.client.post(
            "/form/web", data={"form_token": token, **PERSON, "message": f"{n} BR-10"}
        ).status_code
        for n in range(desk.rates.by_visitor.allowed + 2)
    ]
    assert codes[-1] == 429
    assert app.backend.queue.depth(QueueName.INTAKE) == desk.rates.by_visitor.allowed


# --- the interface --------------------------------------------------------------------------------------------


def post(desk: Desk, body: object, *, form: str = "site", **headers: str) -> object:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return another_browser(desk).client.post(f"/api/forms/{form}", content=content, headers=given)


@pytest.mark.usefixtures("form_secret")
def test_a_website_sends_json_and_the_secret_is_not_kept(desk: Desk, app: App) -> None:
    body = {
        **PERSON,
        "line_items": [{"item": "BR-10", "quantity": 20}],
        "secret": SECRET,
        "captcha_token": "tok3n",
    }
    answer = post(desk, body)
    assert answer.status_code == 202
    assert answer.json()["reference"].startswith("Q-")
    rfq_id = only(app)
    assert answer.json()["rfq_id"] == rfq_id
    raw = app.backend.objects.get(f"raw-mime/forms/{rfq_id}")
    assert SECRET.encode() not in raw
    assert b"tok3n" not in raw
    assert json.loads(raw) == {**body, "secret": "", "captcha_token": ""}
    found = app.draft(rfq_id)
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10"]


@pytest.mark.usefixtures("form_secret")
def test_the_secret_may_come_in_a_header(desk: Desk, app: App) -> None:
    assert post(desk, {**PERSON, "message": "20 BR-10"}, x_form_secret=SECRET).status_code == 202


@pytest.mark.usefixtures("form_secret")
@pytest.mark.parametrize("secret", ["", "wrong", None, 5, ["x"], SECRET + " "])
def test_a_wrong_secret_stores_nothing(desk: Desk, app: App, secret: object) -> None:
    assert post(desk, {**PERSON, "message": "20 BR-10", "secret": secret}).status_code == 403
    assert post(desk, {**PERSON, "secret": secret}, form="unknown").status_code == 403
    assert taken(app) == []


@pytest.mark.usefixtures("form_secret")
def test_whoever_guesses_secrets_waits(desk: Desk, clock: ManualClock) -> None:
    codes = [post(desk, {"secret": f"guess {number}"}).status_code for number in range(12)]
    assert codes[-1] == 429
    answer = post(desk, {**PERSON, "message": "20 BR-10", "secret": SECRET})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    clock.forward(desk.rates.wrong_secrets.window)
    assert post(desk, {**PERSON, "message": "20 BR-10", "secret": SECRET}).status_code == 202


@pytest.mark.usefixtures("form_secret")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"secret": ' + b"9" * 5000 + b"}", 400),
        (b'{"\\u0073ecret": "a form\'s own secret", "message": "x"}', 400),
    ],
)
def test_what_is_no_form_is_refused_in_words(desk: Desk, app: App, body: bytes, code: int) -> None:
    answer = post(desk, body)
    assert (answer.status_code, bool(answer.json()["error"])) == (code, True)
    assert taken(app) == []


def test_other_media_types_and_large_bodies_are_refused(desk: Desk) -> None:
    assert post(desk, b"{}", content_type="text/plain").status_code == 415
    assert post(desk, b"{}", content_length=str(10**9)).status_code == 413


class Slow:
    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        threading.Event().wait(5)
        return CaptchaVerdict(passed=True)


class Down:
    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        raise TransientError("the vendor is down")


class Says:
    def __init__(self, passed: bool) -> None:
        self.passed = passed

    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        assert (request.action, request.form_id) == ("quote", "site")
        return CaptchaVerdict(passed=self.passed, reason="a robot" if not self.passed else "")


@pytest.mark.usefixtures("form_secret")
@pytest.mark.parametrize(
    ("verifier", "code"), [(Says(True), 202), (Says(False), 403), (Down(), 202), (Slow(), 202)]
)
def test_a_captcha_keeps_programs_out_and_a_vendor_that_is_down_keeps_nobody_out(
    desk: Desk, app: App, monkeypatch: pytest.MonkeyPatch, verifier: object, code: int
) -> None:
    monkeypatch.setitem(app.providers.__dict__, "captcha_verifier", ("hcaptcha", verifier))
    monkeypatch.setattr(captcha, "LONGEST_WAIT", 0.2)
    started = time.monotonic()
    assert post(desk, {**PERSON, "message": "20 BR-10", "secret": SECRET}).status_code == code
    assert time.monotonic() - started < 3


class NotSetUp:
    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        raise ConfigError("the secret qd/captcha/hcaptcha is not known to the vendor")


@pytest.mark.usefixtures("form_secret")
@pytest.mark.parametrize(
    ("verifier", "told", "level"),
    [
        (Down(), "not checked: the vendor is down", "WARNING"),
        (NotSetUp(), "not checked: hcaptcha is not set up", "ERROR"),  # ours to mend, and no buyer's business
    ],
)
def test_a_form_that_was_not_checked_says_so_to_the_rep_byte_for_byte_as_it_came(
    desk: Desk, app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, verifier: object,
    told: str, level: str,
) -> None:  # fmt: skip
    monkeypatch.setitem(app.providers.__dict__, "captcha_verifier", ("hcaptcha", verifier))
    body = json.dumps({**PERSON, "message": "20 BR-10", "captcha": "passed!", "secret": SECRET}, indent=1)
    assert post(desk, body.encode() + b" \n").status_code == 202
    raw = app.backend.objects.get(f"raw-mime/forms/{only(app)}")
    assert raw.startswith(body.replace(SECRET, "").removesuffix("\n}").encode())
    assert json.loads(raw)["captcha"] == told
    assert [record.levelname for record in caplog.records if "captcha" in record.message] == [level]


def test_the_vendors_box_carries_the_action_that_its_token_is_checked_for(
    desk: Desk, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.providers.__dict__, "captcha_verifier", ("turnstile", Says(True)))
    form = app.deployment.lanes.form.model_copy(update={"captcha_site_key": "0x4AAA"})
    lanes = app.deployment.lanes.model_copy(update={"form": form})
    shown = replace(app, deployment=app.deployment.model_copy(update={"lanes": lanes}))
    page = another_browser(replace(desk, app=shown)).client.get("/form/web").text
    assert f'class="cf-turnstile" data-sitekey="0x4AAA" data-action="{captcha.ACTION}"' in page


# --- the portal -----------------------------------------------------------------------------------------------


def link(browser: Browser) -> str:
    answer = browser.post("/upload", "/upload", **PERSON, terms="yes")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def put(browser: Browser, path: str, name: str, content: bytes, **headers: str) -> object:
    return browser.client.put(f"{path}/files", content=content, headers={"x-file-name": name, **headers})


def test_two_files_and_a_note_are_one_request(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    path = link(buyer)
    assert put(buyer, path, "list.csv", b"sku,qty\nBR-10,20\n").status_code == 201
    assert put(buyer, path, "list.csv", b"sku,qty\nRL-50,3\n").status_code == 201
    answer = buyer.client.post(path, data={"note": "We need it in Gary, IN.", "act": "send"})
    assert answer.headers["location"].startswith("/sent/Q-")
    record = app.record(only(app))[0]
    rfq = record.rfq
    assert (rfq.lane, rfq.buyer.email, rfq.buyer.name) == (Lane.UPLOAD, "bea@acme.example", "Bea Lomax")
    assert rfq.text == "We need it in Gary, IN."
    assert [attachment.name for attachment in rfq.attachments] == ["list.csv", "list (2).csv"]
    assert rfq.notes == ("terms of upload accepted 2026-03-02T09:00:00+00:00",)
    found = app.draft(rfq.rfq_id)
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10", "RL-50"]
    assert buyer.client.post(path, data={"act": "send"}).status_code == 422, "the link was used"


def test_a_mail_among_the_files_is_opened(desk: Desk, app: App) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Dana Field <dana@elsewhere.example>", "Fwd: what we need"
    inner.set_content("Please quote 20 BR-10.")
    inner.add_attachment(b"sku,qty\nRL-50,3\n", maintype="text", subtype="csv", filename="list.csv")
    buyer = another_browser(desk)
    path = link(buyer)
    assert put(buyer, path, "asked.eml", inner.as_bytes()).status_code == 201
    assert put(buyer, path, "list.csv", b"sku,qty\nBR-12,5\n").status_code == 201
    buyer.client.post(path, data={"note": "As below.", "act": "send"})
    found = app.draft(only(app))
    assert found is not None
    draft = found[0].draft
    assert draft.buyer.email == "bea@acme.example", "who uploads is the buyer"
    assert sorted(line.sku or "" for line in draft.lines) == ["BR-10", "BR-12", "RL-50"]
    assert draft.text == "As below.\n\nPlease quote 20 BR-10."
    rfq = app.record(draft.rfq_id)[0].rfq
    assert [(one.name, one.inline) for one in rfq.attachments] == [
        ("asked.eml", True), ("list.csv", False), ("list (2).csv", False)
    ]  # fmt: skip
    assert "asked.eml: a mail of dana@elsewhere.example" in rfq.notes


def test_it_works_without_a_script(desk: Desk, app: App) -> None:
    buyer = another_browser(desk)
    path = link(buyer)
    files = [("files", ("list.csv", b"sku,qty\nBR-10,20\n"))]
    answer = buyer.client.post(path, data={"note": "", "act": "send"}, files=files)
    assert answer.status_code == 303
    found = app.draft(only(app))
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10"]


def test_name_address_and_terms_are_needed(desk: Desk) -> None:
    buyer = another_browser(desk)
    answer = buyer.post("/upload", "/upload", name="", email="x")
    assert answer.status_code == 422
    assert all(f'href="#{name}"' in answer.text for name in ("name", "email", "terms"))


def test_a_link_ends_and_cannot_be_forged(desk: Desk, clock: ManualClock) -> None:
    buyer = another_browser(desk)
    path = link(buyer)
    assert "29 minutes" in buyer.get(path).text or "30 minutes" in buyer.get(path).text
    assert buyer.get(path[:-2] + "xx").status_code == 422
    assert put(buyer, "/upload/" + "A" * 40, "a.txt", b"x").status_code == 422
    clock.forward(timedelta(minutes=31))
    assert "is over" in buyer.get(path).text
    assert put(buyer, path, "a.txt", b"20 BR-10").status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.pdf", PDF, 201),
        ("plan.pdf", b"MZ\x90\x00 a program", 415),
        ("mail.eml", b"From: a@b.example\r\nSubject: x\r\n\r\n20 BR-10", 201),
        ("mail.eml", b"MZ\x90 a program", 415),
        ("mail.eml", b"<html><script>alert(1)</script>", 415),
        ("mail.msg", b"\xd0\xcf\x11\xe0", 415),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 201),
        ("old.xls", b"MZ\x90", 415),
        ("film.mov", b"\0\0\0\x14ftypqt", 415),
        ("page.html", b"<script>alert(1)</script>", 415),
        ("list.xlsx", b"not a workbook", 415),
        ("list.csv", b"\x7fELF\0\0\0", 415),
        ("noending", b"20 BR-10", 415),
        ("empty.txt", b"", 415),
    ],
)
def test_the_kind_is_judged_by_name_and_bytes(
    desk: Desk, tmp_path: Path, name: str, content: bytes, code: int
) -> None:
    buyer = another_browser(desk)
    assert put(buyer, link(buyer), name, content).status_code == code
    assert list((tmp_path / "data" / "uploading").rglob("*.part")) == []


def test_sizes_are_enforced_while_the_file_comes(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qd_core.entry.web.intake.upload_sessions.LARGEST_UPLOAD", 5000)
    buyer = another_browser(desk)
    path = link(buyer)
    assert put(buyer, path, "a.txt", b"x" * 4000).status_code == 201
    assert put(buyer, path, "b.txt", b"x" * 1001).status_code == 413, "declared"

    def chunks() -> Iterator[bytes]:  # no length is declared
        yield from (b"x" * 100 for _ in range(20))

    answer = buyer.client.put(f"{path}/files", content=chunks(), headers={"x-file-name": "c.txt"})
    assert answer.status_code == 413
    assert list((tmp_path / "data" / "uploading").rglob("*.part")) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("..%2F..%2Fetc%2Fpasswd.txt", "passwd.txt"),
        ("C%3A%5CUsers%5Cbea%5Clist.txt", "list.txt"),
        ("a%00b%0d%0aX-Evil%3A1.txt", "abX-Evil_1.txt"),
        ("%F0%9F%98%80" * 80 + ".txt", None),
        (".txt", "txt"),
    ],
)
def test_a_name_never_leaves_its_folder(desk: Desk, tmp_path: Path, name: str, safe: str | None) -> None:
    buyer = another_browser(desk)
    path = link(buyer)
    answer = put(buyer, path, name, b"20 BR-10")
    assert answer.status_code == 201, answer.text
    if safe is not None:
        assert answer.json()["name"] == safe
    uploading = tmp_path / "data" / "uploading"
    [session] = uploading.iterdir()
    assert {one.name for one in session.iterdir()} == {"sender.json", "1.file", "1.name"}
    assert buyer.get(path).status_code == 200


def test_a_file_can_be_taken_back(desk: Desk) -> None:
    buyer = another_browser(desk)
    path = link(buyer)
    put(buyer, path, "a.txt", b"20 BR-10")
    assert "a.txt" in buyer.get(path).text
    answer = buyer.client.post(path, data={"remove": "1", "note": "keep <this>"})
    assert "a.txt" not in answer.text
    assert "keep &lt;this&gt;" in answer.text
    assert buyer.client.post(path, data={"act": "send"}).status_code == 422


def test_uploads_that_nobody_sent_are_removed(desk: Desk, tmp_path: Path, clock: ManualClock) -> None:
    buyer = another_browser(desk)
    put(buyer, link(buyer), "a.txt", b"20 BR-10")
    clock.forward(timedelta(days=3650))
    link(buyer)
    assert len(list((tmp_path / "data" / "uploading").iterdir())) == 1


# --- the phone ------------------------------------------------------------------------------------------------


def test_a_call_is_drafted_with_the_rep_on_the_trail(desk: Desk, app: App, rep: Browser) -> None:
    answer = rep.post("/phone", "/phone", **PERSON, company="Acme", said="20 BR-10\n3 RL-50")
    assert answer.status_code == 303
    assert "being drafted" in rep.get(answer.headers["location"]).text
    rfq_id = only(app)
    assert "Open the draft" in rep.get(answer.headers["location"]).text
    first = json.loads(app.backend.audit.trail(rfq_id)[0])
    assert (first["kind"], first["actor"], first["data"]["lane"]) == (
        "rfq.arrived",
        "rep@small.example",
        "phone",
    )
    found = app.draft(rfq_id)
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10", "RL-50"]
    assert rep.get(f"/rfq/{rfq_id}").status_code == 200


def test_a_call_may_lack_the_address_but_not_the_words(app: App, rep: Browser) -> None:
    assert rep.post("/phone", "/phone", said="").status_code == 422
    assert rep.post("/phone", "/phone", said="20 BR-10", email="bea at acme").status_code == 422
    assert rep.post("/phone", "/phone", said="20 BR-10").status_code == 303
    assert len(taken(app)) == 1


def test_strangers_do_not_type_in_calls(rep: Browser, desk: Desk, app: App) -> None:
    stranger = another_browser(desk)
    assert stranger.get("/phone").status_code == 303
    assert stranger.post("/phone", "/login", said="20 BR-10").status_code == 401
    assert taken(app) == []


def test_no_page_for_buyers_needs_a_password_or_says_who_works_here(desk: Desk, rep: Browser) -> None:
    buyer = another_browser(desk)
    for path in ("/form/web", "/upload", "/sent/Q-0000-0000-0000"):
        page = buyer.get(path)
        assert page.status_code == 200
        assert "style=" not in page.text
        assert "onclick" not in page.text
        assert "rep@small.example" not in page.text
