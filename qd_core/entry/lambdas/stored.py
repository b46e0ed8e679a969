"""Objects that were put into a bucket: S3 tells of each at least once, in any order, its key escaped for an URL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes import S3Event

from qd_core.entry.lambdas.function import Event, logger
from qd_core.errors import QdError

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.s3_event import S3EventRecord

__all__ = ["StoredObject", "each_object", "is_from_s3", "stored_objects"]

_SOURCE = "aws:s3"
_VERSION = "2"
"""The major version of the records that are understood; within it, fields are only added."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object. ``path`` is its key, unescaped; ``arrival`` tells this writing of it from every other, ``at`` is when
    S3 had it (UTC)."""

    path: str
    size: int
    arrival: str
    at: datetime | None = None


def is_from_s3(event: Event) -> bool:
    """Whether S3 sent the event; its test event, which has no records, too."""
    records = event.get("Records") or [{}]
    return event.get("Event") == "s3:TestEvent" or records[0].get("eventSource") == _SOURCE


def each_object(event: Event, take: Callable[[StoredObject], None]) -> None:
    """Gives every object to ``take``. One that fails keeps no other waiting; the first failure is then raised, and S3's
    second try finds the others done."""
    failure: Exception | None = None
    for stored in stored_objects(event):
        logger.remove_keys(["rfq_id"])
        try:
            take(stored)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are taken in
            logger.exception("error: an object was not taken in", extra={"object": stored.path})
            failure = failure or error
    if failure is not None:
        raise failure


def stored_objects(event: Event) -> Iterator[StoredObject]:
    """The objects that an event of S3 tells of. Raises QdError for records of another major version."""
    if "Records" not in event:
        logger.info("S3 has tried whether this function answers")
        return
    for record in S3Event(event).records:
        if record.event_version.partition(".")[0] != _VERSION:
            raise QdError(f"S3 sent a record of version {record.event_version}; {_VERSION}.x is understood")
        if record.event_name.startswith("ObjectCreated:"):
            yield _stored(record)


def _stored(record: S3EventRecord) -> StoredObject:
    about = record.s3.get_object
    written = about.version_id or about.get("sequencer") or about.etag
    path = unquote_plus(about.key)
    at = record.get("eventTime")
    return StoredObject(
        path=path,
        size=int(about.get("size") or 0),
        arrival=f"{path}/{written}",
        at=datetime.fromisoformat(at).astimezone(UTC) if at else None,
    )
