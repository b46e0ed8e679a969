"""Files that a buyer's browser puts into the bucket by signed forms: the session, the policy asked for, one request."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qd_core.backends.aws.objects import S3Objects
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.upload_posts import UploadPost, UploadPosts
from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import intake_portal_presign, intake_upload_parser
from qd_core.entry.lambdas.environment import use_application
from qd_core.entry.web.intake.upload_rules import LARGEST_UPLOAD
from qd_core.errors import ConfigError
from qd_core.model.event import EventKind
from qd_core.model.message import Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.erase import erase_buyer
from qd_core.ports import Bucket, QueueName, TableName
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, small_app
from tests.lambdas.calls import CONTEXT, Json, s3_put, told, url

CSV = b"sku,qty\nBR-10,20\n"
PERSON = {"name": "Bea Lomax", "email": "Bea@Acme.example", "company": "Acme", "terms": True}


@dataclass
class Posts:
    """What would be signed."""

    asked: list[dict[str, Any]] = field(default_factory=list)

    def post(self, path: str, **conditions: Any) -> UploadPost:
        self.asked.append({"path": path, **conditions})
        return UploadPost("https://bucket.example/", {"key": path})


@dataclass
class UploadingBackend(MemoryBackend):
    upload_posts: Posts = field(default_factory=Posts)


@pytest.fixture
def backend(clock: ManualClock) -> UploadingBackend:
    return UploadingBackend(clock=clock)


@pytest.fixture
def app(tmp_path: Path, backend: UploadingBackend) -> Iterator[App]:
    intake_portal_presign._rates.cache_clear()
    app = small_app(tmp_path, backend=backend)
    use_application(app)
    yield app
    use_application(None)


def begin(*names: str, size: int = 20, **more: object) -> tuple[int, Json]:
    asked = {**PERSON, "files": [{"name": name, "size": size} for name in names], **more}
    answer = intake_portal_presign.handler(url(asked, path="/"), CONTEXT)
    return answer["statusCode"], json.loads(answer["body"])


def put(backend: MemoryBackend, path: str, content: bytes, *, size: int = 0) -> Json:
    """What the browser does, and what S3 then says."""
    backend.objects.put(Bucket.UPLOADS, path, content)
    return s3_put(path.replace(" ", "+"), size=size or len(content), eventVersion="2.6")


def parsed(call: Json) -> None:
    intake_upload_parser.handler(call, CONTEXT)


def arrivals(backend: MemoryBackend) -> list[str]:
    rows = [json.loads(row.body) for row in backend.audit.rows()]
    return list(dict.fromkeys(row["rfq_id"] for row in rows if row["kind"] == EventKind.ARRIVED))


# --- the session ----------------------------------------------------------------------------------------------


def test_each_file_has_a_form_of_its_own_for_half_an_hour(app: App, backend: UploadingBackend) -> None:
    status, answer = begin("../List of parts.CSV", "drawing.pdf", "drawing.pdf", note="urgent")
    session = answer["session"]
    assert (status, answer["minutes"]) == (201, 30)
    names = ["List of parts.CSV", "drawing.pdf", "drawing (2).pdf"]
    assert [one["name"] for one in answer["uploads"]] == names
    assert [one["path"] for one in backend.upload_posts.asked] == [f"{session}/{name}" for name in names]
    first = backend.upload_posts.asked[0]
    assert (first["largest"], first["good_for"]) == (26_214_400, timedelta(minutes=30))
    assert first["media_type"] == "text/csv"
    assert first["disposition"] == "attachment; filename*=UTF-8''List%20of%20parts.CSV"


def test_the_row_says_who_and_when_the_terms_were_accepted_and_ends_after_an_hour(
    app: App, backend: UploadingBackend, clock: ManualClock
) -> None:
    session = begin("a.csv")[1]["session"]
    stored = backend.records.get(TableName.SESSIONS, session)
    assert stored is not None
    row = json.loads(stored.body)
    assert (row["name"], row["email"]) == ("Bea Lomax", "bea@acme.example")
    assert row["terms_accepted_at"] == NOW.isoformat(timespec="seconds")
    clock.forward(timedelta(hours=1))
    assert backend.records.get(TableName.SESSIONS, session) is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"name": ""}, "Write your name"),
        ({"email": "bea@"}, "whole address"),
        ({"terms": "yes"}, "Accept the terms"),
        ({"files": []}, "Choose a file"),
        ({"files": [{"name": "a.csv"}]}, "name and size"),
        ({"files": [{"name": "a.csv", "size": True}]}, "name and size"),
        ({"files": [{"name": "a.csv", "size": 0}]}, "empty"),
        ({"files": [{"name": "a.exe", "size": 1}]}, "files of this kind are not read"),
        ({"files": [{"name": "a.csv", "size": 26_214_401}]}, "at most 25 MB"),
        ({"files": [{"name": "a.csv", "size": 20_000_000}] * 2}, "at most 25 MB"),
        ({"files": [{"name": "a.csv", "size": 1}] * 11}, "At most 10 files"),
    ],
)
def test_what_is_to_be_mended_is_said(app: App, asked: Json, words: str) -> None:
    body = {**PERSON, "files": [{"name": "a.csv", "size": 1}], **asked}
    answer = intake_portal_presign.handler(url(body, path="/"), CONTEXT)
    assert answer["statusCode"] == 422
    assert words in json.loads(answer["body"])["error"]


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (url("{", path="/"), 400),
        (url("[]", path="/"), 422),
        (url("{}", method="GET"), 405),
        (url(" " * 70_000), 422),
    ],
)
def test_what_is_no_request_begins_nothing(app: App, call: Json, status: int) -> None:
    assert intake_portal_presign.handler(call, CONTEXT)["statusCode"] == status


def test_one_visitor_does_not_fill_the_table(app: App) -> None:
    codes = [begin("a.csv")[0] for _ in range(32)]
    assert codes == [201] * 30 + [429] * 2


def test_a_back_end_without_uploads_says_so(tmp_path: Path) -> None:
    intake_portal_presign._rates.cache_clear()
    use_application(small_app(tmp_path))
    with pytest.raises(ConfigError, match="QD_BACKEND=aws"):
        begin("a.csv")
    use_application(None)


def test_the_policy_that_s3_checks_says_all_of_it(app: App) -> None:
    """Signed without a call: what stands in the policy is what S3 enforces."""
    session = AwsSession(
        {"AWS_REGION": "us-east-1", "QD_ACCOUNT_ID": "123456789012"},
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="x",
    )
    form = UploadPosts(session, S3Objects(session)).post(
        "s/a.pdf",
        media_type="application/pdf",
        disposition="attachment",
        largest=LARGEST_UPLOAD,
        good_for=timedelta(minutes=30),
    )
    policy = json.loads(base64.b64decode(form.fields["policy"]))
    for condition in (
        ["content-length-range", 1, 26_214_400],
        {"Content-Type": "application/pdf"},
        {"Content-Disposition": "attachment"},
        {"key": "s/a.pdf"},
        {"bucket": "qd-uploads-123456789012-us-east-1"},
        {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
    ):
        assert condition in policy["conditions"]
    ends = datetime.fromisoformat(policy["expiration"])
    assert timedelta(minutes=29) < ends - datetime.now(UTC) <= timedelta(minutes=30)


# --- the files ------------------------------------------------------------------------------------------------


def test_a_session_is_one_request_once_all_its_files_are_there(app: App, backend: UploadingBackend) -> None:
    session = begin("list.csv", "more.csv", note="for the Gary site")[1]["session"]
    first = put(backend, f"{session}/more.csv", b"sku,qty\nRL-50,3\n")
    parsed(first)
    assert arrivals(backend) == []
    for call in (put(backend, f"{session}/list.csv", CSV), first):  # and told again of what was there
        parsed(call)
    [rfq_id] = arrivals(backend)
    rfq = app.record(rfq_id)[0].rfq
    assert (rfq.lane, rfq.buyer.email, rfq.buyer.name, rfq.buyer.company) == (
        Lane.UPLOAD, "bea@acme.example", "Bea Lomax", "Acme",
    )  # fmt: skip
    assert [one.name for one in rfq.attachments] == ["list.csv", "more.csv"]
    assert rfq.text == "for the Gary site"
    assert f"terms of upload accepted {NOW.isoformat(timespec='seconds')}" in rfq.notes
    assert backend.queue.depth(QueueName.INTAKE) == 1
    app.run_until_idle()
    found = app.draft(rfq_id)
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10", "RL-50"]
    assert backend.objects.exists(f"uploads/{session}/list.csv")
    erase_buyer(app, "bea@acme.example", actor="rep@small.example")
    assert not backend.objects.exists(f"uploads/{session}/list.csv"), "what the browser put there goes too"


def test_names_with_spaces_are_found(app: App, backend: UploadingBackend) -> None:
    session = begin("List of parts.csv")[1]["session"]
    parsed(put(backend, f"{session}/List of parts.csv", CSV))
    assert len(arrivals(backend)) == 1


def test_attachments_that_the_pipeline_keeps_in_the_same_bucket_start_nothing(
    app: App, backend: UploadingBackend
) -> None:
    parsed(put(backend, "019cadc6-9a80-7da5-9087-0e48ecb89f60/1-list.csv", CSV))
    parsed(put(backend, "list.csv", CSV))
    assert arrivals(backend) == []


def test_size_and_kind_are_judged_again_and_what_is_refused_is_named(
    app: App, backend: UploadingBackend
) -> None:
    session = begin("list.csv", "plan.pdf", "big.csv")[1]["session"]
    parsed(put(backend, f"{session}/list.csv", CSV))
    parsed(put(backend, f"{session}/plan.pdf", b"MZ\x90 a program"))
    parsed(put(backend, f"{session}/big.csv", b"x", size=26_214_401))
    [rfq_id] = arrivals(backend)
    rfq = app.record(rfq_id)[0].rfq
    assert [one.name for one in rfq.attachments] == ["list.csv"]
    assert "plan.pdf was not taken: this is not a PDF file" in rfq.text
    assert "big.csv was not taken: all files together are at most 25 MB" in rfq.text


def test_a_file_whose_session_has_ended_is_quoted_as_a_new_prospect(
    app: App, backend: UploadingBackend, clock: ManualClock
) -> None:
    session = begin("list.csv")[1]["session"]
    call = put(backend, f"{session}/list.csv", CSV)
    clock.forward(timedelta(hours=2))
    parsed(call)
    [rfq_id] = arrivals(backend)
    app.run_until_idle()
    found = app.draft(rfq_id)
    assert found is not None
    assert found[0].draft.tier.name == "new prospect"
    assert told(app, rfq_id).count(EventKind.RECEIVED) == 1
