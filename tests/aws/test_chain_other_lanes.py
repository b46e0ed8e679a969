"""Forms, uploads and the desk through real services: a website's form over its function, a buyer's files over signed
forms and S3's own notifications, both to a draft; a rep at the desk. The mail lane is in test_handlers.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import QUEUES
from qd_core.entry.aws import wire
from qd_core.entry.lambdas import (
    composer,
    drafter,
    intake_portal_presign,
    intake_ses_parser,
    intake_upload_parser,
    intake_webhook,
    pricer,
)
from qd_core.entry.lambdas.environment import use_application
from qd_core.model.event import EventKind
from qd_core.model.message import Lane
from qd_core.model.quote import Draft
from qd_core.pipeline.app import App
from qd_core.ports import Bucket, QueueName
from tests.aws.looking import function, parameters, printed
from tests.aws.poller import aws_of, batch, delete, poll
from tests.lambdas.browsing import Browser, loop_ended
from tests.lambdas.calls import CONTEXT, told, url

SECRET = "a form's own secret"
CSV = b"sku,qty\nBR-10,20\n"
FORM = {"name": "Bea Lomax", "email": "bea@acme.example", "secret": SECRET}
UPLOAD = {"name": "Bea Lomax", "email": "bea@acme.example", "terms": True, "note": "for the Gary site"}
WORKERS = {QueueName.INTAKE: drafter, QueueName.PRICER: pricer, QueueName.COMPOSER: composer}


@pytest.fixture(scope="module", autouse=True)
def environment_ends() -> Iterator[None]:
    yield
    loop_ended()


@pytest.fixture
def app(cold: Callable[[], AwsBackend], deployed: AwsBackend) -> Iterator[App]:
    """The application; what S3 says of new objects comes to a queue of each bucket."""
    deployed.secrets.put("forms/site/secret", SECRET, expected_version="")
    parameters(deployed, {"base_url": "https://desk.small.example"})
    for bucket in (Bucket.RAW, Bucket.UPLOADS):
        name = f"s3-{bucket}"
        arn = deployed.aws.place.arn("sqs", name)
        let = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [let | {"Resource": arn}]})
        deployed.aws.sqs.create_queue(QueueName=name, Attributes={"Policy": policy})
        told_of: Any = {"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]}
        deployed.aws.s3.put_bucket_notification_configuration(
            Bucket=deployed.objects.bucket_name(bucket), NotificationConfiguration=told_of
        )
    app = wire(cold())
    use_application(app)
    yield app
    use_application(None)


def notified(app: App, bucket: Bucket, handler: Callable[[Any, Any], object]) -> int:
    """Calls the bucket's function with everything that S3 has said so far; says how many calls that were."""
    calls = 0
    while raw := poll(app, f"s3-{bucket}", wait=1):
        for one in raw:
            handler(json.loads(one["Body"]), CONTEXT)
            calls += 1
        delete(app, f"s3-{bucket}", raw)
    return calls


def drafted(app: App, rfq_id: str) -> Draft:
    for _ in range(2):  # a form is received first, then drafted
        for queue, worker in WORKERS.items():
            name = QUEUES[queue].name
            while raw := poll(app, name):
                assert worker.handler(batch(raw, name), CONTEXT)["batchItemFailures"] == []
                delete(app, name, raw)
    found = app.draft(rfq_id)
    assert found is not None
    return found[0].draft


def arrived(app: App) -> list[str]:
    rows = [json.loads(row.body) for row in app.backend.audit.rows()]
    return [row["rfq_id"] for row in rows if row["kind"] == EventKind.ARRIVED]


def test_a_websites_form_becomes_a_draft(app: App) -> None:
    intake_webhook._rates.cache_clear()
    answer = intake_webhook.handler(url({**FORM, "message": "please quote 20 BR-10"}), CONTEXT)
    assert answer["statusCode"] == 202
    rfq_id = json.loads(answer["body"])["rfq_id"]
    raw = app.backend.objects.get(f"{Bucket.RAW}/forms/{rfq_id}")
    assert SECRET.encode() not in raw
    assert told(app, rfq_id) == [EventKind.ARRIVED], "on the trail before anything reads it"
    draft = drafted(app, rfq_id)
    assert (draft.lane, [line.sku for line in draft.lines]) == (Lane.FORM, ["BR-10"])
    assert notified(app, Bucket.RAW, intake_ses_parser.handler) > 0
    assert arrived(app) == [rfq_id], "S3 tells of the form's raw copy too: it is no mail"


def test_a_buyers_files_become_one_draft_once_all_are_there(app: App) -> None:
    intake_portal_presign._rates.cache_clear()
    files = [{"name": "List of parts.csv", "size": len(CSV)}, {"name": "more.csv", "size": 17}]
    answer = intake_portal_presign.handler(url({**UPLOAD, "files": files}, path="/"), CONTEXT)
    assert answer["statusCode"] == 201
    forms = json.loads(answer["body"])["uploads"]
    for form, content in zip(forms, (CSV, b"sku,qty\nRL-50,3\n"), strict=True):
        assert arrived(app) == []
        sent = httpx.post(form["url"], data=form["fields"], files={"file": content}, timeout=10)
        assert sent.status_code in (200, 204), sent.text
        notified(app, Bucket.UPLOADS, intake_upload_parser.handler)
    [rfq_id] = arrived(app)
    draft = drafted(app, rfq_id)
    assert draft.lane is Lane.UPLOAD
    assert sorted(line.sku or "" for line in draft.lines) == ["BR-10", "RL-50"]
    assert draft.buyer.email == "bea@acme.example"
    # what the pipeline itself keeps in the two buckets starts nothing
    notified(app, Bucket.UPLOADS, intake_upload_parser.handler)
    notified(app, Bucket.RAW, intake_ses_parser.handler)
    assert arrived(app) == [rfq_id]
    assert (
        len(
            aws_of(app).s3.list_objects_v2(Bucket=app.backend.objects.bucket_name(Bucket.UPLOADS))["Contents"]
        )
        == 4
    )  # type: ignore[attr-defined]


def test_the_rep_approves_at_the_desk_and_the_quote_is_on_its_way(app: App, deployed: AwsBackend) -> None:
    function(deployed, "render-pdf", "def handler(event, context):\n    print('DELIVER', event['rfq_id'])\n")
    intake_webhook._rates.cache_clear()
    answer = intake_webhook.handler(url({**FORM, "message": "please quote 20 BR-10"}), CONTEXT)
    rfq_id = json.loads(answer["body"])["rfq_id"]
    drafted(app, rfq_id)
    found = app.draft(rfq_id)
    assert found is not None
    link = urlsplit(app.review_link(found[0], "rep@small.example")).path
    rep, page = Browser(), f"/rfq/{rfq_id}"
    assert rep.get("/queue").status == 303
    assert rep.post(link, link, act="open").headers["location"] == page
    assert "BR-10" in rep.get(page).text
    for path in ("/queue", "/dashboard", "/documents", "/documents/catalog", "/problems", f"{page}/trail"):
        assert rep.get(path).status == 200, path
    assert rep.get(f"{page}/quote.pdf").content.startswith(b"%PDF")
    assert rep.post(f"{page}/approve", page, digest=found[0].digest).status == 303
    assert printed(deployed, "render-pdf", f"DELIVER {rfq_id}") == 1
