"""Every call to AWS that a function makes goes wrong once, in every way that there is: nothing is lost, nothing is sent
twice.

Each function's calls are counted in a run without trouble; then one RFQ after the other goes its whole way, each with one
spoilt call. Without `QD_ALL_FAULTS=1` each call goes wrong in one way, and the ways take turns; with it, in all of them.
Who is told, and the CRM, are stand-ins that remember; everything else is the emulator.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.scheduler import schedule_name
from qd_core.backends.chain import problems
from qd_core.entry.aws import wire
from qd_core.entry.lambdas import intake_portal_presign, intake_webhook
from qd_core.entry.lambdas.environment import use_application
from qd_core.errors import QdError
from qd_core.model.event import EventKind
from qd_core.model.review import DeliveryState, DraftRecord, ReviewState
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import Bucket, QueueName, TableName
from tests.aws.cloud import TOLD, Cloud
from tests.aws.emulator import EmulatorClock
from tests.aws.looking import parameters
from tests.aws.trouble import Died, Fault, Way
from tests.integration.small_company import MAIL
from tests.lambdas.browsing import Browser, loop_ended
from tests.lambdas.calls import s3_put, url

SECRET = "a form's own secret"
CSV = b"sku,qty\nBR-10,20\n"
REP = "rep@small.example"
ALL = os.environ.get("QD_ALL_FAULTS") == "1"
FUNCTIONS = (
    "intake-ses-parser",
    "intake-webhook",
    "intake-portal-presign",
    "intake-upload-parser",
    "drafter",
    "pricer",
    "composer",
    "dispatch",
    "escalator",
    "review",
    "render-pdf",
)
ONCE = (EventKind.RECEIVED, EventKind.PRICED, EventKind.COMPOSED, EventKind.READY)
"""On the trail of every RFQ exactly once, whatever went wrong."""


@pytest.fixture
def cloud(
    cold: Callable[[], AwsBackend],
    deployed: AwsBackend,
    clock: EmulatorClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Cloud]:
    aws = deployed.aws
    aws.sqs.create_queue(QueueName=TOLD)
    target: Any = {"Id": "1", "Arn": aws.place.arn("sqs", TOLD)}
    aws.events.put_targets(Rule="qd-dispatch", EventBusName="qd-events", Targets=[target])
    aws.mail.verify_email_identity(EmailAddress="quotes@small.example")
    deployed.secrets.put("forms/site/secret", SECRET, expected_version="")
    desk = {"company/email": "quotes@small.example", "base_url": "https://desk.small.example"}
    parameters(deployed, desk | {"people/sales_lead": "lead@small.example"})
    # boto3 pauses between its attempts, a second and more: the pauses themselves prove nothing
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None, time=time.time))
    app = wire(cold())
    use_application(app)
    made = Cloud(app, deployed, clock)
    yield made
    made.trouble.close()
    use_application(None)


@pytest.fixture(scope="module", autouse=True)
def environment_ends() -> Iterator[None]:
    yield
    loop_ended()


@dataclass
class Story:
    """One RFQ from its arrival to where ``function`` has had its turn."""

    cloud: Cloud
    function: str
    number: int
    raw: str = ""
    rfq_id: str = ""
    mails: int = 0

    @property
    def email(self) -> str:
        return f"dana{self.number}@acme.example"

    def goes(self) -> None:
        """Its whole way, with whoever has to do with it trying again where it is told to."""
        before = self.cloud.trouble.done["ses.SendRawEmail"]
        arrive = {
            "intake-webhook": self._form,
            "intake-portal-presign": self._upload,
            "intake-upload-parser": self._upload,
        }
        arrive.get(self.function, self._mail)()
        self.cloud.settle()
        rows = self.cloud.aws.records.find(TableName.DRAFTS, facets={"buyer": [self.email]})
        assert len(rows) == 1, f"{len(rows)} drafts of one request"
        self.rfq_id = rows[0].key
        if self.function == "escalator":
            self._clock_strikes()
        if self.function in ("review", "render-pdf"):
            self._approved()
        self.cloud.settle()
        self.mails = self.cloud.trouble.done["ses.SendRawEmail"] - before

    def _mail(self) -> None:
        now = self.cloud.clock.now()
        text = MAIL.format(body=f"please quote {self.number % 60 + 1} BR-10").replace(
            "dana@", f"dana{self.number}@"
        )
        text = text.replace("Mon, 02 Mar 2026 09:00:00 +0000", format_datetime(now)).replace(
            "<one@", f"<{self.number}@"
        )
        path = f"mail{self.number}"
        self.raw = self.cloud.aws.objects.put(Bucket.RAW, path, text.encode())
        event = s3_put(path)
        event["Records"][0]["eventTime"] = f"{now:%Y-%m-%dT%H:%M:%S}.000Z"
        self.cloud.later("intake-ses-parser", event)

    def _form(self) -> None:
        intake_webhook._rates.cache_clear()
        form = {
            "name": "Dana Field",
            "email": self.email,
            "secret": SECRET,
            "message": "please quote 20 BR-10",
        }
        answer = self.cloud.asking("intake-webhook", url(form))
        assert answer["statusCode"] == 202, answer
        self.raw = f"{Bucket.RAW}/forms/{json.loads(answer['body'])['rfq_id']}"

    def _upload(self) -> None:
        intake_portal_presign._rates.cache_clear()
        asked = {"name": "Dana Field", "email": self.email, "terms": True, "note": f"order {self.number}"}
        asked |= {"files": [{"name": "list.csv", "size": len(CSV)}]}
        answer = self.cloud.asking("intake-portal-presign", url(asked, path="/"))
        assert answer["statusCode"] == 201, answer
        [form] = json.loads(answer["body"])["uploads"]
        sent = httpx.post(form["url"], data=form["fields"], files={"file": CSV}, timeout=20)
        assert sent.status_code in (200, 204), sent.text
        path = form["fields"]["key"]
        self.raw = f"{Bucket.UPLOADS}/{path}"
        self.cloud.later("intake-upload-parser", s3_put(path))

    def _clock_strikes(self) -> None:
        """Scheduler calls with what was set for the reminder."""
        strike(self.cloud, f"remind/{self.rfq_id}")

    def _approved(self) -> None:
        """The rep opens the link of the notice and presses the button, again where the page says so."""
        browser, page = Browser(), f"/rfq/{self.rfq_id}"
        for _ in range(4):
            head = self.head()
            link = urlsplit(self.cloud.app.review_link(head, REP)).path

            def press(link: str = link, digest: str = head.digest) -> int:
                if browser.get(page).status != 200:
                    browser.post(link, link, act="open")
                return browser.post(f"{page}/approve", page, digest=digest).status

            try:
                status = self.cloud.run_inside("review", press)
            except QdError:
                continue
            if status == 303:
                return
        raise AssertionError(f"the draft cannot be approved: {status}")

    def head(self) -> DraftRecord:
        stored = self.cloud.aws.records.get(TableName.DRAFTS, self.rfq_id)
        assert stored is not None
        return DraftRecord.model_validate_json(stored.body)

    def wrong(self) -> list[str]:
        """What is not as it must be, in words."""
        aws, notices = self.cloud.aws, self.cloud.notices.about(self.rfq_id)
        trail = [json.loads(body)["kind"] for body in aws.audit.trail(self.rfq_id)]
        sent = self.function in ("review", "render-pdf")
        head = self.head()
        wanted = [EventKind.READY, EventKind.REMINDED][: 2 if self.function == "escalator" else 1]
        uncertain = head.delivery.state is DeliveryState.FAILED and bool(head.delivery.problem)
        facts = {
            "the raw bytes are stored": aws.objects.exists(self.raw),
            "nothing is dead": not [one for queue in QueueName for one in aws.queue.dead_letters(queue)],
            "nothing is given up": self.cloud.given_up == [],
            f"told once each: {notices}": notices == wanted,
            "one deal": self.rfq_id in self.cloud.deals.deals,
            f"each step once on the trail: {trail}": all(trail.count(kind) == 1 for kind in ONCE),
            "drafted, not sent": sent or head.state is ReviewState.QUEUED,
        }
        if sent:
            facts |= {
                f"{self.mails} mails": self.mails == 1 or (self.mails == 0 and uncertain),
                f"{head.delivery.state}, {head.delivery.crm}: sent, or a person is asked": uncertain
                or (head.delivery.state is DeliveryState.SENT and head.delivery.crm == "done"),
                f"approved once on the trail: {trail}": trail.count(EventKind.APPROVED) == 1,
                f"sent once on the trail: {trail}": trail.count(EventKind.SENT) == (0 if uncertain else 1),
            }
        return [what for what, holds in facts.items() if not holds]


def cases(function: str, calls: int) -> list[tuple[int, Way]]:
    """Which call goes wrong how. The pages of the desk run in threads, where no process can be seen to die."""
    ways = [way for way in Way if function != "review" or way is not Way.DIED]
    if ALL:
        return [(number, way) for number in range(calls) for way in ways]
    first = FUNCTIONS.index(function)
    return [(number, ways[(first + number) % len(ways)]) for number in range(calls)]


@pytest.mark.slow
@pytest.mark.timeout(7200 if ALL else 300)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_call_that_goes_wrong_loses_or_repeats_anything(cloud: Cloud, function: str) -> None:
    for number in range(2):  # the first event ever looks for the end of a trail that is not there
        cloud.trouble.arm(None)
        undisturbed = Story(cloud, function, number)
        undisturbed.goes()
        assert undisturbed.wrong() == []
    calls = [one for one in cloud.trouble.calls if one.startswith(f"{function} ")]
    assert calls, f"{function} has asked AWS nothing"
    failures = []
    chosen = cases(function, len(calls))
    for number, (call, way) in enumerate(chosen, start=2):
        story = Story(cloud, function, number)
        cloud.trouble.arm(Fault(function, call, way))
        try:
            story.goes()
            wrong = story.wrong()
        except (AssertionError, QdError, Died) as error:
            wrong = [f"{type(error).__name__}: {error}"]
        if f"{function} {cloud.trouble.struck}" != calls[call]:
            wrong.append(f"met {cloud.trouble.struck or 'nothing'}")
        if wrong:
            failures.append(f"call {call}, {calls[call]}, {way.name}: {'; '.join(wrong)}")
            cloud.given_up.clear()
    assert problems(cloud.aws.audit.rows(limit=100_000)) == []
    sys.stdout.write(f"{function}: {len(calls)} calls, {len(chosen)} faults\n")
    assert failures == [], "\n" + "\n".join(failures)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_approval_whose_process_dies_is_delivered_by_its_clock_or_still_waits(cloud: Cloud) -> None:
    """The rep has closed the page: nobody presses the button again."""
    cloud.trouble.arm(None)
    undisturbed = Story(cloud, "dispatch", 900)
    undisturbed.goes()
    cloud.run_inside("review", lambda: approve_as_the_desk(undisturbed))
    calls = [one for one in cloud.trouble.calls if one.startswith("review ")]
    cloud.settle()
    outcomes = []
    for number in range(len(calls)):
        story = Story(cloud, "dispatch", 901 + number)
        cloud.trouble.arm(None)
        story.goes()
        before = cloud.trouble.done["ses.SendRawEmail"]
        cloud.trouble.arm(Fault("review", number, Way.DIED))
        with pytest.raises(Died):
            cloud.run_inside("review", partial(approve_as_the_desk, story))
        cloud.trouble.arm(None)
        cloud.settle()
        strike(cloud, f"deliver/{story.rfq_id}")
        cloud.settle()
        mails, head = cloud.trouble.done["ses.SendRawEmail"] - before, story.head()
        outcomes.append((str(head.state), str(head.delivery.state), mails))
    waits, sent = ("queued", "not_started", 0), ("approved", "sent", 1)
    saved = outcomes.index(sent)
    assert outcomes == [waits] * saved + [sent] * (len(calls) - saved), list(
        zip(calls, outcomes, strict=True)
    )
    assert "scheduler.CreateSchedule" in calls[saved - 1], "the clock runs before the approval counts"


def approve_as_the_desk(story: Story) -> None:
    approve(story.cloud.app, story.rfq_id, Actor(REP, frozenset({Role.REP})), digest=story.head().digest)
    send_later(story.cloud.app, story.rfq_id)


def strike(cloud: Cloud, name: str) -> None:
    """Scheduler calls with what was set under ``name``; nothing where it was never set, or stopped."""
    scheduler = cloud.aws.aws.scheduler
    try:
        found = scheduler.get_schedule(GroupName="qd-escalations", Name=schedule_name(name))
    except scheduler.exceptions.ResourceNotFoundException:
        return
    cloud.later("escalator", json.loads(found["Target"]["Input"]))
