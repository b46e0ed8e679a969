"""What comes in: mail that SES stored, forms of other websites, files that browsers put into the bucket."""

from __future__ import annotations

import json
from urllib.parse import quote_plus, urlencode

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import intake_ses_parser, intake_webhook
from qd_core.errors import QdError
from qd_core.model.event import EventKind
from qd_core.model.message import Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.record import RfqState
from qd_core.ports import Bucket, QueueName
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import mail
from tests.lambdas.calls import CONTEXT, Json, event, s3_put, told, url
from tests.lambdas.conftest import SECRET

KEY = "o3vrnil0e2ic28trm7dfhrc2v0cnbeccl4nbp0g1"
SES = (
    "Return-Path: <dana@acme.example>\r\n"
    "Received: from mail.acme.example (mail.acme.example [203.0.113.9])\r\n"
    " by inbound-smtp.us-east-1.amazonaws.com with SMTP id o3vrnil0e2ic28trm7d\r\n"
    " for quotes@small.example; Mon, 02 Mar 2026 09:00:03 +0000 (UTC)\r\n"
    "X-SES-Spam-Verdict: {spam}\r\n"
    "X-SES-Virus-Verdict: {virus}\r\n"
    "Authentication-Results: amazonses.com; spf=pass; dmarc={dmarc} header.from=acme.example;\r\n"
)
HOP = "Received: by mail.acme.example with SMTP; Mon, 02 Mar 2026 09:00:01 +0000\r\n"


def put_mail(
    backend: MemoryBackend, body: str = "please quote 20 BR-10", *, key: str = KEY, head: str = ""
) -> None:
    content = (head + mail(body).content.decode().replace("\n", "\r\n")).encode()
    backend.objects.put(Bucket.RAW, key, content)


def parsed(call: Json) -> None:
    intake_ses_parser.handler(call, CONTEXT)


def arrivals(backend: MemoryBackend) -> list[str]:
    rows = [json.loads(row.body) for row in backend.audit.rows()]
    return list(dict.fromkeys(row["rfq_id"] for row in rows if row["kind"] == EventKind.ARRIVED))


def only(backend: MemoryBackend) -> str:
    [rfq_id] = arrivals(backend)
    return rfq_id


# --- mail -----------------------------------------------------------------------------------------------------


def test_a_mail_is_parsed_on_the_trail_and_queued(app: App, backend: MemoryBackend) -> None:
    put_mail(backend)
    parsed(s3_put(KEY))
    rfq_id = only(backend)
    record, _ = app.record(rfq_id)
    assert (record.rfq.lane, record.rfq.raw_key, record.state) == (
        Lane.EMAIL,
        f"raw-mime/{KEY}",
        RfqState.RECEIVED,
    )
    assert record.rfq.buyer.email == "dana@acme.example"
    assert told(app, rfq_id) == [EventKind.ARRIVED, EventKind.RECEIVED]
    message = backend.queue.receive(QueueName.INTAKE)
    assert message is not None
    assert (message.body, message.group) == (rfq_id, "dana@acme.example")


def test_an_event_that_comes_twice_or_late_is_one_rfq(app: App, backend: MemoryBackend) -> None:
    put_mail(backend)
    put_mail(backend, "please quote 7 RL-50", key="later")
    for call in (s3_put("later"), s3_put(KEY), s3_put(KEY), s3_put(KEY, "later")):
        parsed(call)
    assert len(arrivals(backend)) == 2
    assert backend.queue.depth(QueueName.INTAKE) == 2
    assert all(told(app, rfq_id).count(EventKind.RECEIVED) == 1 for rfq_id in arrivals(backend))


def test_a_crash_before_the_queue_loses_nothing(
    app: App, backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_mail(backend)
    send = backend.queue.send

    def gone(*_: object, **__: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(backend.queue, "send", gone)
    with pytest.raises(ConnectionError):
        parsed(s3_put(KEY))
    monkeypatch.setattr(backend.queue, "send", send)
    parsed(s3_put(KEY))
    assert told(app, only(backend)).count(EventKind.RECEIVED) == 1
    assert backend.queue.depth(QueueName.INTAKE) == 1


@pytest.mark.parametrize(
    "key",
    [
        "AMAZON_SES_SETUP_NOTIFICATION",
        "forms/019cadc6-9a80-7da5-9087-0e48ecb89f60",
        "019cadc6-9a80-7da5-9087-0e48ecb89f60",
    ],
)
def test_what_is_no_mail_of_ses_is_left_alone(app: App, backend: MemoryBackend, key: str) -> None:
    put_mail(backend, key=key)
    parsed(s3_put(key))
    assert arrivals(backend) == []


def test_the_test_event_of_s3_is_answered(app: App, backend: MemoryBackend) -> None:
    parsed(event("s3_test"))
    assert arrivals(backend) == []


def test_escaped_keys_are_read_as_they_are_stored(app: App, backend: MemoryBackend) -> None:
    key = "größe & maß+x y%"
    put_mail(backend, key=key)
    parsed(s3_put(quote_plus(key)))
    assert app.record(only(backend))[0].rfq.raw_key == f"raw-mime/{key}"


def test_a_later_minor_version_is_read_and_another_major_version_refused(
    app: App, backend: MemoryBackend
) -> None:
    put_mail(backend)
    call = s3_put(KEY)
    call["Records"][0]["eventVersion"] = "3.0"
    with pytest.raises(QdError, match=r"version 3\.0"):
        parsed(call)
    call["Records"][0]["eventVersion"] = "2.9"
    parsed(call)
    assert only(backend)


def test_one_bad_object_keeps_no_other_waiting(
    app: App, backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_mail(backend)
    get = backend.objects.get

    def torn(key: str) -> bytes:
        if key.endswith("bad"):
            raise OSError("torn")
        return get(key)

    monkeypatch.setattr(backend.objects, "get", torn)
    with pytest.raises(OSError, match="torn"):
        parsed(s3_put("bad", "gone", KEY))
    assert only(backend)


def test_a_parser_that_fails_is_on_the_trail(
    app: App, backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_mail(backend)
    monkeypatch.setitem(app.providers.__dict__, "intake_parsers", [("email", object())])
    with pytest.raises(AttributeError):
        parsed(s3_put(KEY))
    assert told(app, only(backend)) == [EventKind.ARRIVED, EventKind.FAILED]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (SES.format(spam="FAIL", virus="PASS", dmarc="pass") + HOP, "spam"),
        (SES.format(spam="PASS", virus="FAIL", dmarc="pass") + HOP, "virus"),
        (SES.format(spam="PASS", virus="PASS", dmarc="pass") + HOP, ""),
        (SES.format(spam="GRAY", virus="PROCESSING_FAILED", dmarc="pass") + HOP, ""),
        # what the sender wrote below: neither harms nor helps
        (SES.format(spam="PASS", virus="PASS", dmarc="pass") + HOP + "X-SES-Virus-Verdict: FAIL\r\n", ""),
        (SES.format(spam="FAIL", virus="PASS", dmarc="pass") + "X-SES-Spam-Verdict: PASS\r\n" + HOP, "spam"),
        ("X-SES-Spam-Verdict: FAIL\r\n" + SES.format(spam="PASS", virus="PASS", dmarc="pass"), "spam"),
        (HOP + "X-SES-Spam-Verdict: FAIL\r\n", ""),
    ],
)
def test_verdicts_are_those_that_ses_put_on_top(
    app: App, backend: MemoryBackend, head: str, code: str
) -> None:
    put_mail(backend, head=head)
    parsed(s3_put(KEY))
    screen = app.record(only(backend))[0].screen
    assert (screen.code if screen else "") == code


def test_a_failed_dmarc_verdict_of_ses_is_kept(app: App, backend: MemoryBackend) -> None:
    head = SES.format(spam="PASS", virus="PASS", dmarc="fail") + "Authentication-Results: x; dmarc=pass\r\n"
    put_mail(backend, head=head)
    parsed(s3_put(KEY))
    assert app.record(only(backend))[0].rfq.signals.dmarc_verdict == "FAIL"


def test_an_event_of_somebody_else_is_an_error_that_says_so(app: App) -> None:
    with pytest.raises(QdError, match="neither S3 nor SNS"):
        parsed({"Records": [{"eventSource": "aws:sqs"}]})


# --- forms ----------------------------------------------------------------------------------------------------

FORM = {"name": "Bea Lomax", "email": "bea@acme.example", "line_items": [{"item": "BR-10", "quantity": 20}]}


def sent(call: Json) -> tuple[int, dict[str, str]]:
    answer = intake_webhook.handler(call, CONTEXT)
    assert answer["headers"]["content-type"] == "application/json"
    assert answer["headers"]["cache-control"] == "no-store"
    return answer["statusCode"], json.loads(answer["body"])


@pytest.mark.parametrize("coded", [False, True])
def test_a_form_is_kept_on_the_trail_and_queued_before_anything_reads_it(
    app: App, backend: MemoryBackend, coded: bool
) -> None:
    status, told_back = sent(url({**FORM, "secret": SECRET, "captcha_token": "tok3n"}, coded=coded))
    assert status == 202
    rfq_id = told_back["rfq_id"]
    assert told_back["reference"].startswith("Q-")
    raw = backend.objects.get(f"raw-mime/forms/{rfq_id}")
    assert json.loads(raw) == {**FORM, "secret": "", "captcha_token": ""}
    [row] = (json.loads(body) for body in backend.audit.trail(rfq_id))
    assert (row["kind"], row["data"]["lane"], row["data"]["raw_key"]) == (
        EventKind.ARRIVED, "form", f"raw-mime/forms/{rfq_id}",
    )  # fmt: skip
    message = backend.queue.receive(QueueName.INTAKE)
    assert message is not None
    assert message.body == rfq_id


def test_the_fields_of_an_html_form_are_the_same_form(app: App, backend: MemoryBackend) -> None:
    fields = [
        ("name", "Bea Lömax"),
        ("email", "bea@acme.example"),
        ("message", "20 BR-10"),
        ("message", "3 RL-50"),
    ]
    call = url(
        urlencode([*fields, ("secret", SECRET)]),
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )
    status, told_back = sent(call)
    assert status == 202
    raw = json.loads(backend.objects.get(f"raw-mime/forms/{told_back['rfq_id']}"))
    assert raw == {
        "name": "Bea Lömax",
        "email": "bea@acme.example",
        "message": "20 BR-10\n3 RL-50",
        "secret": "",
    }
    app.run_until_idle()
    found = app.draft(told_back["rfq_id"])
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10", "RL-50"]


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        (url(FORM), 403, "no such form"),
        (url({**FORM, "secret": "wrong"}), 403, "no such form"),
        (url({**FORM, "secret": SECRET}, path="/api/forms/other"), 403, "no such form"),
        (url({**FORM, "secret": SECRET}, path="/api/forms/../../etc"), 404, "/api/forms/"),
        (url({**FORM, "secret": SECRET}, method="GET"), 405, "POST"),
        (url({**FORM, "secret": SECRET}, content_type="text/plain"), 415, "application/json"),
        (url("{nonsense"), 400, "no valid JSON"),
        (url(b"\xff\xfe{", coded=True), 400, "no valid JSON"),
        (url("[]"), 400, "one JSON object"),
        (url("[" * 100_000), 400, "no valid JSON"),
        (url("%zz&&=", content_type="application/x-www-form-urlencoded"), 400, "no valid form"),
        (url(b"a=\xff", coded=True, content_type="application/x-www-form-urlencoded"), 400, "no valid form"),
        (url("not base64!") | {"isBase64Encoded": True}, 400, "not whole"),
    ],
)
def test_what_is_not_taken_is_told_in_words_and_leaves_nothing(
    app: App, backend: MemoryBackend, call: Json, status: int, words: str
) -> None:
    answered = sent(call)
    assert answered[0] == status
    assert words in answered[1]["error"]
    assert SECRET not in str(answered)
    assert backend.queue.depth(QueueName.INTAKE) == 0
    assert backend.audit.rows() == ()


def test_the_secret_may_come_in_a_header(app: App) -> None:
    assert sent(url(FORM, x_form_secret=SECRET))[0] == 202


def test_whoever_guesses_waits(app: App, clock: ManualClock) -> None:
    intake_webhook._rates.cache_clear()
    codes = [sent(url({**FORM, "secret": f"guess {n}"}))[0] for n in range(11)]
    assert codes == [403] * 10 + [429]
    answer = intake_webhook.handler(url({**FORM, "secret": SECRET}), CONTEXT)
    assert answer["statusCode"] == 429, "with the right secret too"
    assert int(answer["headers"]["retry-after"]) > 0
    intake_webhook._rates.cache_clear()
