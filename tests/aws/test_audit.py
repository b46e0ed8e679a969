"""The audit trail in DynamoDB beyond its contract: what expires, many writers, erasure."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from qd_core.backends.aws.audit import DynamoAudit
from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.chain import problems
from qd_core.errors import TransientError
from qd_core.model.event import Event, EventKind
from tests.aws.emulator import EmulatorClock
from tests.aws.looking import at_once, scanned

HOUR = timedelta(hours=1)


def event(backend: AwsBackend, kind: EventKind, rfq_id: str = "r1", **data: str) -> str:
    return Event(
        event_id=backend.ids.new(), kind=kind, rfq_id=rfq_id, at=backend.clock.now(), data=data
    ).model_dump_json()


class TestAudit:
    def test_events_of_intake_expire_and_decisions_stay(
        self, backend: AwsBackend, clock: EmulatorClock
    ) -> None:
        for kind in (
            EventKind.RECEIVED,
            EventKind.READ,
            EventKind.EDITED,
            EventKind.APPROVED,
            EventKind.SENT,
        ):
            backend.audit.append("r1", event(backend, kind, lane="email", raw_key="raw-mime/1"))
        expiring = [row for row in scanned(backend, "qd-audit") if "expires_at" in row]
        assert {row["kind"]["S"] for row in expiring} == {"rfq.received", "rfq.read"}
        assert {row["raw_key"]["S"] for row in expiring} == {"raw-mime/1"}
        clock.forward(timedelta(days=90))
        kinds = [Event.model_validate_json(body).kind for body in backend.audit.trail("r1")]
        assert kinds == [EventKind.EDITED, EventKind.APPROVED, EventKind.SENT]
        for row in expiring:  # now DynamoDB removes them
            key = {name: row[name] for name in ("rfq_id", "event_id")}
            backend.aws.dynamodb.delete_item(TableName="qd-audit", Key=key)
        rows = backend.audit.rows()
        assert len(rows) == 5
        assert [bool(row.body) for row in rows] == [False, False, True, True, True]
        assert problems(rows) == []
        backend.audit.append("r1", event(backend, EventKind.VIEWED))
        assert problems(backend.audit.rows()) == []

    def test_the_same_event_again_is_one_row(self, backend: AwsBackend) -> None:
        body = event(backend, EventKind.APPROVED)
        for _ in range(2):
            backend.audit.append("r1", body)
        backend.audit.append("r1", event(backend, EventKind.SENT))
        assert len(backend.audit.rows()) == 2
        assert problems(backend.audit.rows()) == []

    def test_processes_that_append_at_the_same_time_make_one_chain(self, backend: AwsBackend) -> None:
        trails = [DynamoAudit(backend.aws, backend.clock) for _ in range(4)]

        def append(number: int) -> None:
            for turn in range(6):
                trails[number].append(f"r{number}", f"{number}/{turn}")

        at_once(append, 4)
        rows = backend.audit.rows()
        assert [row.sequence for row in rows] == list(range(1, 25))
        assert problems(rows) == []
        for number in range(4):
            assert list(backend.audit.trail(f"r{number}")) == [f"{number}/{turn}" for turn in range(6)]

    def test_who_never_gets_a_turn_is_told_to_try_again(self, backend: AwsBackend) -> None:
        audit = DynamoAudit(backend.aws, backend.clock, pause=lambda _: None)
        backend.audit.append("r1", "first")
        stale = audit._end()
        backend.audit.append("r1", "second")
        audit._end = lambda: stale  # type: ignore[method-assign]
        with pytest.raises(TransientError, match="at the same time"):
            audit.append("r1", "never")
        assert [row.body for row in backend.audit.rows()] == ["first", "second"]

    def test_erasure_takes_the_facts_too(self, backend: AwsBackend) -> None:
        backend.audit.append("r1", event(backend, EventKind.RECEIVED, raw_key="raw-mime/ada@buyer.example"))
        assert backend.audit.erase("r1") == 1
        assert "ada@buyer.example" not in json.dumps(scanned(backend, "qd-audit"))

    def test_an_event_without_an_rfq_is_kept(self, backend: AwsBackend) -> None:
        backend.audit.append("", "a message that is no event")
        [row] = backend.audit.rows()
        assert (row.rfq_id, row.body) == ("", "a message that is no event")

    def test_pages_follow_each_other(self, backend: AwsBackend) -> None:
        for number in range(7):
            backend.audit.append("r1", str(number))
        seen: list[str] = []
        while rows := backend.audit.rows(after=len(seen), limit=3):
            seen += [row.body for row in rows]
        assert seen == list("0123456")
