"""A folder of requests drafts the same in the cloud as by `qd draft`: byte for byte, but for ids.

Each company's documents and configuration lie where a deployment has them. A mail goes in as S3 tells of it, a form and a
file as the message that their lane makes; then drafter, pricer and composer are called as their queues call them. A file
that a buyer's browser uploads names its sender, which a bare file does not: its lines and money are the same.
`QD_PARITY=FOLDER` adds every company below that folder.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import QUEUES
from qd_core.backends.aws.session import AwsSession
from qd_core.entry.aws import wire
from qd_core.entry.cli.draft_json import draft_to_json
from qd_core.entry.cli.session import Session, draft_file, open_session
from qd_core.entry.evaluation.truth import Case, load_cases
from qd_core.entry.lambdas import composer, drafter, intake_ses_parser, intake_upload_parser, pricer
from qd_core.entry.lambdas.environment import use_application
from qd_core.entry.web.intake.cloud_uploads import begin_upload, upload_of
from qd_core.model.message import Lane
from qd_core.model.quote import Draft
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import take_in
from qd_core.ports import Bucket, QueueName, TableName
from qd_core.reading.mail.sniff import inbound_from_file
from tests.aws.emulator import EmulatorClock
from tests.aws.looking import parameters
from tests.aws.poller import batch, delete, poll
from tests.lambdas.calls import CONTEXT, s3_put

ROOT = Path(__file__).parents[2]
MORE = os.environ.get("QD_PARITY", "")
COMPANIES = [
    ROOT / "examples" / "fennick-rowe",
    ROOT / "tests" / "rfqs" / "winnow-lab",
    ROOT / "tests" / "rfqs" / "zeilmaker-marine",
    *(sorted(path.parent for path in Path(MORE).glob("*/truth")) if MORE else ()),
]
WORKERS = {QueueName.INTAKE: drafter, QueueName.PRICER: pricer, QueueName.COMPOSER: composer}


@pytest.fixture
def deploy(
    backend: AwsBackend, new_session: Callable[[], AwsSession], clock: EmulatorClock, cache: Path
) -> Iterator[Callable[[Case], tuple[App, Session]]]:
    """Brings a company to the account: its documents, its qd.toml as parameters, its logo."""

    def bring(case: Case) -> tuple[App, Session]:
        session = open_session(case.docs, None)
        for path in case.docs.iterdir():
            backend.objects.put(Bucket.DOCUMENTS, path.name, path.read_bytes())
        # as `qd draft`: every file given is drafted
        values = {"dedupe_window_hours": "0", "company/name": session.app.company.name}
        if session.config is not None:
            tree = tomllib.loads(session.config.read_text(encoding="utf-8"))
            tables = {
                name: tree[name] for name in ("company", "people", "select", "settings") if name in tree
            }
            values |= {name: json.dumps(table) for name, table in tables.items() if table}
            values |= {key: _text(value) for key, value in tree.get("app", {}).items()}
            if logo := tree.get("company", {}).get("logo"):
                backend.objects.put(Bucket.DOCUMENTS, logo, (session.config.parent / logo).read_bytes())
        if values.get("company"):
            del values["company/name"]
        parameters(backend, values)
        fresh = AwsBackend(session=new_session(), clock=clock)
        app = wire(fresh)
        use_application(app)
        return app, session

    yield bring
    use_application(None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def in_the_cloud(app: App, case: Case, number: int) -> Draft:
    """The message's draft, by the functions."""
    message = inbound_from_file(case.message.name, case.message.read_bytes(), case.received_at)
    if message.lane is Lane.EMAIL:
        path = f"mail{number}"
        app.backend.objects.put(Bucket.RAW, path, message.content)
        intake_ses_parser.handler(_stored(path, case.received_at), CONTEXT)
    else:
        take_in(app, message)
    return worked_off(app)


def worked_off(app: App) -> Draft:
    """The draft of the one RFQ that waits."""
    seen = set[str]()
    while waiting := [(queue, raw) for queue in WORKERS for raw in poll(app, QUEUES[queue].name)]:
        for queue, raw in waiting:
            name = QUEUES[queue].name
            assert WORKERS[queue].handler(batch([raw], name), CONTEXT) == {"batchItemFailures": []}
            delete(app, name, [raw])
            seen.add(raw["Body"])
    [rfq_id] = seen
    found = app.draft(rfq_id)
    assert found is not None
    return found[0].draft


def _stored(path: str, at: datetime) -> dict[str, Any]:
    event = s3_put(path)
    event["Records"][0]["eventTime"] = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
    return event


def without_ids(draft: Draft) -> str:
    """What `qd draft --json` prints; the id and what is made of it are replaced wherever they stand."""
    text = json.dumps(draft_to_json(draft), ensure_ascii=False, indent=1)
    return text.replace(draft.rfq_id, "THE-RFQ").replace(draft.reference, "THE-REFERENCE")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("company", COMPANIES, ids=lambda path: path.name)
def test_every_message_drafts_the_same_as_on_one_machine(
    deploy: Callable[[Case], tuple[App, Session]], company: Path
) -> None:
    cases = load_cases(company)
    app, session = deploy(cases[0])
    lanes, other = set[str](), list[str]()
    for number, case in enumerate(cases):
        expected = draft_file(session.app, case.message, received_at=case.received_at)
        drafted = in_the_cloud(app, case, number)
        lanes.add(drafted.lane)
        ours, theirs = without_ids(expected).splitlines(), without_ids(drafted).splitlines()
        if ours != theirs:
            pairs = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
            other.append(f"{case.message.name}: {len(ours)} and {len(theirs)} lines, {pairs[:3]}")
    assert other == [], "\n".join(other)
    assert {Lane.EMAIL, Lane.FORM} <= lanes
    assert app.backend.records.count(TableName.DRAFTS) == len(cases)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_browsers_upload_has_the_lines_and_the_money_of_the_file(
    deploy: Callable[[Case], tuple[App, Session]],
) -> None:
    files = [case for case in load_cases(COMPANIES[0]) if case.message.suffix not in (".eml", ".json")]
    assert {case.message.suffix for case in files} == {".pdf", ".docx", ".xlsx", ".csv"}
    app, session = deploy(files[0])
    for case in files:
        expected = draft_file(session.app, case.message, received_at=case.received_at)
        content, name = case.message.read_bytes(), case.message.name
        asked = {"name": "Bea", "email": expected.buyer.email or "bea@buyer.example", "terms": True}
        upload = upload_of(asked | {"files": [{"name": name, "size": len(content)}]}, case.received_at)
        path = f"{begin_upload(app, upload)}/{upload.files[0].name}"
        app.backend.objects.put(Bucket.UPLOADS, path, content)
        intake_upload_parser.handler(_stored(path, case.received_at), CONTEXT)
        drafted = worked_off(app)
        ours, theirs = (
            [(line.sku, line.quantity, line.unit, line.base_price, line.match) for line in draft.lines]
            for draft in (expected, drafted)
        )
        assert theirs == ours, name
        assert drafted.buyer.email == asked["email"]
        if drafted.tier == expected.tier:
            assert (drafted.move, drafted.total) == (expected.move, expected.total), name
