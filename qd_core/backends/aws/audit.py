"""The audit trail: events in qd-audit, the links between them in qd-work.

An event of intake expires after 90 days, a decision never. The links stay for good and hold no one's data, so the chain
can be verified over whatever is gone: an expired event is like an erased one. There is one chain for all: what happened
is in one order, and nobody can drop an RFQ unseen. Appending is one transaction on the next number of the chain;
whoever comes second tries the number after.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.items import Item, alive, number, seconds, short, text, text_of, whole_of
from qd_core.backends.aws.resources.tables import TABLES, WORK
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.work import batch_get, work_key
from qd_core.backends.chain import START, digest_of, link
from qd_core.errors import TransientError
from qd_core.model.event import EventKind
from qd_core.ports import AuditRow, Clock, TableName

__all__ = ["INTAKE_EVENTS", "KEPT_FOR", "DynamoAudit"]

KEPT_FOR = timedelta(days=90)
INTAKE_EVENTS = frozenset(
    {
        EventKind.ARRIVED,
        EventKind.RECEIVED,
        EventKind.DUPLICATE,
        EventKind.SCREENED,
        EventKind.READ,
        EventKind.RESOLVED,
    }
)
"""What expires: how a request came in and was read. What people and the pipeline decided stays."""
STREAM = "all"
_TABLE = TABLES[TableName.AUDIT].name
_CHAIN = ("audit", STREAM)
_TRIES = 12
_LONGEST_PAUSE = 0.25
_NO_RFQ = "(none)"
"""Stands where an event belongs to no RFQ: a key may not be empty."""
_LONGEST_KEY = 1024
_FACTS = ("lane", "raw_key", "dedupe_hash", "reason")


@dataclass(frozen=True, slots=True)
class _Last:
    """The end of the chain."""

    sequence: int
    chain: str


class _Outcome(Enum):
    """What became of an append: its place is written, was by an earlier try, or somebody else took the number."""

    WRITTEN = auto()
    THERE = auto()
    TAKEN = auto()


class DynamoAudit:
    """`Audit` on DynamoDB."""

    def __init__(self, aws: AwsSession, clock: Clock, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._aws = aws
        self._clock = clock
        self._pause = pause
        self._last: _Last | None = None

    def append(self, rfq_id: str, body: str) -> None:
        """Links the event to the last one. The same event again is the same row. Raises TransientError when too many
        others append at the same time."""
        digest = digest_of(body)
        last = self._last or self._end()
        for attempt in range(_TRIES):
            new = _Last(last.sequence + 1, link(last.chain, digest))
            event = self._event(rfq_id, body, new.sequence)
            outcome = self._write(event, digest, new)
            if outcome is not _Outcome.TAKEN:
                self._last = new if outcome is _Outcome.WRITTEN else None
                return
            if attempt:
                self._pause(random.uniform(0, min(_LONGEST_PAUSE, 0.01 * 2**attempt)))  # noqa: S311 - jitter
            last = self._end()
        self._last = None
        raise TransientError("table qd-work: too many events at the same time", retry_after=1.0)

    def trail(self, rfq_id: str) -> Sequence[str]:
        """The bodies of one RFQ that are still there, in the order of the chain."""
        rows = [row for row in self._events(rfq_id) if "body" in row]
        return [text_of(row, "body") for row in sorted(rows, key=lambda row: whole_of(row, "sequence"))]

    def rows(self, *, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        """The chain from the row after number ``after``."""
        links = self._links(after, limit)
        keys = [{name: row[name] for name in ("rfq_id", "event_id")} for row in links]
        events = batch_get(self._aws, _TABLE, keys, only="rfq_id event_id body expires_at")
        now = self._clock.now()
        bodies = {
            (text_of(event, "rfq_id"), text_of(event, "event_id")): text_of(event, "body")
            for event in events
            if alive(event, now)
        }
        return [
            AuditRow(
                STREAM,
                int(text_of(row, "sk")),
                _rfq_of(row),
                bodies.get((text_of(row, "rfq_id"), text_of(row, "event_id")), ""),
                text_of(row, "digest"),
                text_of(row, "chain"),
            )
            for row in links
        ]

    def erase(self, rfq_id: str) -> int:
        """Empties the events of one RFQ; that they happened, and the chain, stay."""
        erased = [row for row in self._events(rfq_id) if "body" in row]
        for row in erased:
            with calling(f"table {_TABLE}"):
                self._aws.dynamodb.update_item(
                    TableName=_TABLE,
                    Key={name: row[name] for name in ("rfq_id", "event_id")},
                    UpdateExpression="REMOVE #body, " + ", ".join(f"#{name}" for name in _FACTS),
                    ExpressionAttributeNames={f"#{name}": name for name in ("body", *_FACTS)},
                )
        return len(erased)

    def _write(self, event: Item, digest: str, new: _Last) -> _Outcome:
        from botocore.exceptions import ClientError

        place = {
            **work_key(*_CHAIN, sort=f"{new.sequence:012d}"),
            "rfq_id": event["rfq_id"],
            "event_id": event["event_id"],
            "digest": text(digest),
            "chain": text(new.chain),
        }
        writes: list[Any] = [
            _put(WORK.name, place, "attribute_not_exists(pk)"),
            _put(_TABLE, event, "attribute_not_exists(rfq_id)"),
        ]
        with calling(f"table {_TABLE}"):
            try:
                self._aws.dynamodb.transact_write_items(TransactItems=writes)
            except ClientError as error:
                if code_of(error) != "TransactionCanceledException":
                    raise
                taken, there = _reasons(error)
                if there == "ConditionalCheckFailed":
                    return _Outcome.THERE
                if {taken, there} & {"ConditionalCheckFailed", "TransactionConflict"}:
                    return _Outcome.TAKEN
                raise TransientError(f"table {_TABLE} is busy ({taken}, {there})", retry_after=1.0) from error
        return _Outcome.WRITTEN

    def _end(self) -> _Last:
        found = self._links(0, 1, newest=True)
        if not found:
            return _Last(0, START)
        return _Last(int(text_of(found[0], "sk")), text_of(found[0], "chain"))

    def _links(self, after: int, limit: int, *, newest: bool = False) -> list[Item]:
        found: list[Item] = []
        key = work_key(*_CHAIN, sort=f"{after:012d}")
        more: Item = {}
        while len(found) < limit:
            with calling(f"table {WORK.name}"):
                page: Any = self._aws.dynamodb.query(
                    TableName=WORK.name,
                    KeyConditionExpression="pk = :pk AND sk > :after",
                    ExpressionAttributeValues={":pk": key["pk"], ":after": key["sk"]},
                    ConsistentRead=True,
                    ScanIndexForward=not newest,
                    Limit=limit - len(found),
                    **more,
                )
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                break
            more = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        return found

    def _events(self, rfq_id: str) -> list[Item]:
        with calling(f"table {_TABLE}"):
            pages = self._aws.dynamodb.get_paginator("query").paginate(
                TableName=_TABLE,
                KeyConditionExpression="rfq_id = :rfq_id",
                ExpressionAttributeValues={":rfq_id": text(_key(rfq_id))},
                ConsistentRead=True,
            )
            items: list[Any] = [item for page in pages for item in page["Items"]]
        now = self._clock.now()
        return [item for item in items if alive(item, now)]

    def _event(self, rfq_id: str, body: str, sequence: int) -> Item:
        facts = _facts_of(body)
        data = facts.get("data")
        kind = str(facts.get("kind", ""))
        item = {
            "rfq_id": text(_key(rfq_id)),
            "event_id": text(str(facts.get("event_id") or f"{sequence:012d}-{digest_of(body)[:16]}")),
            "sequence": number(sequence),
            "body": text(body),
            "kind": text(kind),
        }
        if isinstance(data, dict):
            item |= {name: text(str(data[name])) for name in _FACTS if data.get(name)}
        if kind in INTAKE_EVENTS:
            item["expires_at"] = seconds(self._clock.now() + KEPT_FOR)
        return item


def _key(rfq_id: str) -> str:
    return short(rfq_id, _LONGEST_KEY) if rfq_id else _NO_RFQ


def _rfq_of(row: Item) -> str:
    key = text_of(row, "rfq_id")
    return "" if key == _NO_RFQ else key


def _facts_of(body: str) -> dict[str, Any]:
    try:
        facts = json.loads(body)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _put(table: str, item: Item, condition: str) -> Item:
    return {"Put": {"TableName": table, "Item": item, "ConditionExpression": condition}}


def _reasons(error: Any) -> tuple[str, str]:
    reasons = error.response.get("CancellationReasons") or [{}, {}]
    return tuple(str(reason.get("Code", "None")) for reason in reasons[:2])  # type: ignore[return-value]
