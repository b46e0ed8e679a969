"""Files whose text is read elsewhere: the RFQ waits, a topic's message resumes it, in any order and any number of
times. The extractor is a stand-in; what it stands in for is any provider that answers `Pending`."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import escalator, intake_ses_parser, intake_upload_parser
from qd_core.errors import RejectedError, TransientError
from qd_core.model.event import EventKind
from qd_core.model.message import Document, ExtractedText, Pending, Table, TableRow
from qd_core.model.quote import Move
from qd_core.pipeline.app import App
from qd_core.pipeline.record import RfqState
from qd_core.pipeline.reprocess import reprocess
from qd_core.pipeline.review import Actor, Role
from qd_core.ports import Bucket, QueueName
from qd_core.testing.clock import ManualClock
from tests.lambdas.calls import CONTEXT, Json, event, s3_put, told

KEY = "o3vrnil0e2ic28trm7dfhrc2v0cnbeccl4nbp0g1"


@dataclass
class Elsewhere:
    """Starts a job for each PDF; ``found`` is what a job has by now."""

    found: dict[str, ExtractedText | Pending | Exception] = field(default_factory=dict)
    started: int = 0

    def extract(self, document: Document) -> Pending | None:
        if not document.name.endswith(".pdf"):
            return None
        self.started += 1
        return Pending(job=f"job-{self.started}")

    def finish(self, job: str, document: Document) -> ExtractedText | Pending:
        assert document.content.startswith(b"%PDF")
        answer = self.found[job]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def elsewhere(app: App) -> Elsewhere:
    extractor = Elsewhere()
    app.providers.__dict__["text_extractors"] = [("elsewhere", extractor)]
    return extractor


def rows(*lines: str) -> ExtractedText:
    cells = [TableRow(number=n, cells=tuple(line.split(","))) for n, line in enumerate(lines, 1)]
    return ExtractedText(tables=(Table(label="page 1", rows=tuple(cells)),))


def mail_with(backend: MemoryBackend, *names: str, key: str = KEY) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Dana Field <dana@acme.example>", "Our list"
    message["Message-ID"], message["Date"] = f"<{key}@acme.example>", "Mon, 02 Mar 2026 09:00:00 +0000"
    message.set_content("Please quote the attached list.")
    for name in names:
        message.add_attachment(
            b"%PDF-1.7 " + name.encode(), maintype="application", subtype="pdf", filename=name
        )
    backend.objects.put(Bucket.RAW, key, message.as_bytes())
    intake_ses_parser.handler(s3_put(key), CONTEXT)


def done(*jobs: str, status: str = "SUCCEEDED") -> Json:
    made = event("sns_textract")
    [pattern] = made["Records"]
    made["Records"] = []
    for job in jobs:
        record = copy.deepcopy(pattern)
        record["Sns"]["Message"] = json.dumps(
            {**json.loads(record["Sns"]["Message"]), "JobId": job, "Status": status}
        )
        made["Records"].append(record)
    return made


def only(backend: MemoryBackend) -> str:
    [rfq_id] = {
        json.loads(row.body)["rfq_id"] for row in backend.audit.rows() if EventKind.ARRIVED in row.body
    }
    return rfq_id


def test_the_rfq_waits_and_goes_on_with_the_last_file(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere
) -> None:
    mail_with(backend, "one.pdf", "two.pdf")
    rfq_id = only(backend)
    assert app.record(rfq_id)[0].state is RfqState.WAITING_FOR_TEXT
    assert backend.queue.depth(QueueName.INTAKE) == 0
    elsewhere.found = {"job-1": rows("item,qty", "BR-10,20"), "job-2": rows("item,qty", "RL-50,3")}
    intake_ses_parser.handler(done("job-2"), CONTEXT)
    assert backend.queue.depth(QueueName.INTAKE) == 0
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    assert backend.queue.depth(QueueName.INTAKE) == 1
    app.run_until_idle()
    found = app.draft(rfq_id)
    assert found is not None
    draft = found[0].draft
    assert draft.move is Move.AUTO_DRAFT
    assert sorted(line.sku or "" for line in draft.lines) == ["BR-10", "RL-50"]


def test_told_twice_in_one_batch_or_later_it_is_drafted_once(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere
) -> None:
    mail_with(backend, "one.pdf")
    elsewhere.found = {"job-1": rows("item,qty", "BR-10,20")}
    for call in (done("job-1", "job-1"), done("job-1")):
        intake_ses_parser.handler(call, CONTEXT)
    app.run_until_idle()
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    app.run_until_idle()
    trail = told(app, only(backend))
    assert [trail.count(kind) for kind in (EventKind.RECEIVED, EventKind.READ, EventKind.READY)] == [1, 1, 1]


def test_a_job_that_is_faster_than_its_note_is_told_again(app: App, elsewhere: Elsewhere) -> None:
    with pytest.raises(TransientError, match="job-9"):
        intake_ses_parser.handler(done("job-9"), CONTEXT)


def test_each_parser_resumes_its_own_lane(app: App, backend: MemoryBackend, elsewhere: Elsewhere) -> None:
    mail_with(backend, "one.pdf")
    intake_upload_parser.handler(done("job-1"), CONTEXT)  # hears of it too
    assert app.record(only(backend))[0].state is RfqState.WAITING_FOR_TEXT


@pytest.mark.parametrize(
    "answer",
    [RejectedError("the scan is blank"), ExtractedText(unread="the scan is blank"), ValueError("bug")],
)
def test_a_job_that_failed_asks_the_rep_not_the_queue(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere, answer: ExtractedText | Exception
) -> None:
    mail_with(backend, "one.pdf")
    elsewhere.found = {"job-1": answer}
    if isinstance(answer, ValueError):  # a bug is none of the file's: it is tried again, and alarms
        with pytest.raises(ValueError, match="bug"):
            intake_ses_parser.handler(done("job-1", status="FAILED"), CONTEXT)
        return
    intake_ses_parser.handler(done("job-1", status="FAILED"), CONTEXT)
    app.run_until_idle()
    found = app.draft(only(backend))
    assert found is not None
    assert found[0].draft.move is Move.CLARIFY
    assert "the scan is blank" in " ".join(reason.detail for reason in found[0].draft.reasons)


def test_one_job_may_lead_to_another(app: App, backend: MemoryBackend, elsewhere: Elsewhere) -> None:
    mail_with(backend, "one.pdf")
    elsewhere.found = {"job-1": Pending(job="tables-1"), "tables-1": rows("item,qty", "BR-10,20")}
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    assert app.record(only(backend))[0].pending.keys() == {"tables-1"}
    intake_ses_parser.handler(done("tables-1"), CONTEXT)
    assert app.record(only(backend))[0].state is RfqState.RECEIVED


def test_the_same_list_again_is_linked_when_its_text_is_there(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere
) -> None:
    mail_with(backend, "one.pdf")
    first = only(backend)
    elsewhere.found = {"job-1": rows("item,qty", "BR-10,20"), "job-2": rows("item,qty", "BR-10,20")}
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    mail_with(backend, "one.pdf", key="again")
    intake_ses_parser.handler(done("job-2"), CONTEXT)
    assert EventKind.DUPLICATE in told(app, first)
    app.run_until_idle()
    assert told(app, first).count(EventKind.READY) == 1


def test_a_message_that_is_read_again_waits_again(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere
) -> None:
    mail_with(backend, "one.pdf")
    rfq_id = only(backend)
    elsewhere.found = {"job-1": rows("item,qty", "BR-10,20"), "job-2": rows("item,qty", "BR-10,40")}
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    app.run_until_idle()
    reprocess(app, rfq_id, Actor("rep@small.example", frozenset({Role.REP})), why="a better reader")
    app.run_until_idle()
    intake_ses_parser.handler(done("job-2"), CONTEXT)
    app.run_until_idle()
    found = app.draft(rfq_id)
    assert found is not None
    assert [str(line.quantity) for line in found[0].draft.lines] == ["40"]


def strike(backend: MemoryBackend, clock: ManualClock, after: timedelta) -> None:
    clock.forward(after)
    for call in backend.scheduler.due():
        escalator.handler({"name": call.name, "body": call.body}, CONTEXT)
        backend.scheduler.done(call)


def test_text_that_does_not_come_is_not_waited_for_for_ever(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere, clock: ManualClock
) -> None:
    mail_with(backend, "one.pdf", "two.pdf")
    rfq_id = only(backend)
    elsewhere.found = {"job-1": rows("item,qty", "BR-10,20"), "job-2": rows("item,qty", "RL-50,3")}
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    strike(backend, clock, timedelta(minutes=29))
    assert app.record(rfq_id)[0].state is RfqState.WAITING_FOR_TEXT
    strike(backend, clock, timedelta(minutes=1))
    app.run_until_idle()
    found = app.draft(rfq_id)
    assert found is not None
    assert [line.sku for line in found[0].draft.lines] == ["BR-10"]
    assert found[0].draft.move is Move.CLARIFY, "a file was not read: nothing is drafted as if it were all"
    unread = {file.name: file.unread for file in app.record(rfq_id)[0].rfq.attachments}
    assert "did not come within 30 minutes" in str(unread["two.pdf"])
    before = told(app, rfq_id)
    intake_ses_parser.handler(done("job-2"), CONTEXT)  # too late
    app.run_until_idle()
    assert told(app, rfq_id) == before


def test_giving_up_goes_on_after_a_crash(
    app: App,
    backend: MemoryBackend,
    elsewhere: Elsewhere,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mail_with(backend, "one.pdf")
    send = backend.queue.send

    def down(*_: object, **__: object) -> None:
        raise TransientError("SQS asks to wait")

    monkeypatch.setattr(backend.queue, "send", down)
    with pytest.raises(TransientError):
        strike(backend, clock, timedelta(minutes=30))
    monkeypatch.setattr(backend.queue, "send", send)
    rfq_id = only(backend)
    escalator.handler({"name": f"text/{rfq_id}", "body": f"{rfq_id} 2026-03-02T09:30:00Z"}, CONTEXT)
    app.run_until_idle()
    assert app.draft(rfq_id) is not None


def test_when_all_text_is_there_no_clock_strikes(
    app: App, backend: MemoryBackend, elsewhere: Elsewhere, clock: ManualClock
) -> None:
    mail_with(backend, "one.pdf")
    elsewhere.found = {"job-1": rows("item,qty", "BR-10,20")}
    intake_ses_parser.handler(done("job-1"), CONTEXT)
    clock.forward(timedelta(hours=1))
    assert backend.scheduler.due() == []
