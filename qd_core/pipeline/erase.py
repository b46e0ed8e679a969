"""Erasure: one buyer's data goes, on their request. The trail's hashes stay: its chain can still be verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qd_core.errors import RejectedError
from qd_core.model.event import EventKind
from qd_core.pipeline import drafts
from qd_core.pipeline.clocks import DELIVERY, TEXT, stop_clock, stop_expecting
from qd_core.pipeline.record import RfqRecord
from qd_core.ports import Bucket, TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["Erased", "erase_buyer", "rfqs_of"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What went."""

    rfq_ids: tuple[str, ...]
    objects: int
    events: int


def rfqs_of(app: App, email: str) -> list[str]:
    """Every RFQ of a buyer's address, duplicates and answers too. Looks at all there is: this is asked rarely."""
    wanted = email.strip().lower()
    if "@" not in wanted:
        raise RejectedError(f"{email!r} is not an e-mail address")
    found = []
    for rfq_id in _everybody(app):
        stored = app.backend.records.get(TableName.RFQS, rfq_id)
        if stored is None or wanted not in stored.body.lower():
            continue
        rfq = RfqRecord.model_validate_json(stored.body).rfq
        draft = app.draft(rfq_id)
        named = draft[0].draft.buyer.email.lower() if draft else ""
        if wanted in (rfq.buyer.email.lower(), named):
            found.append(rfq_id)
    return found


def erase_buyer(app: App, email: str, *, actor: str) -> Erased:
    """Erases every RFQ of a buyer: raw copy, files, drafts with all revisions, the texts on the trail. What is left
    says that there was an RFQ and that it was erased, by whom and when. Harmless when run again after a crash."""
    rfq_ids = rfqs_of(app, email)
    objects = events = 0
    for rfq_id in rfq_ids:
        objects += _objects(app, rfq_id)
        stop_clock(app, rfq_id)
        stop_expecting(app, DELIVERY, rfq_id)
        stop_expecting(app, TEXT, rfq_id)
        events += app.backend.audit.erase(rfq_id)
        _drafts(app, rfq_id)
        app.tell(EventKind.ERASED, rfq_id, actor=actor)
        app.backend.records.delete(TableName.RFQS, f"{rfq_id}/arrival")
        app.backend.records.delete(TableName.RFQS, rfq_id)  # last: until then a second run finds it again
    return Erased(tuple(rfq_ids), objects, events)


def _everybody(app: App) -> Iterator[str]:
    """The id of every RFQ on the trail, once."""
    seen, after = set[str](), 0
    while rows := app.backend.audit.rows(after=after):
        after += len(rows)
        for row in rows:
            if row.rfq_id not in seen:
                seen.add(row.rfq_id)
                yield row.rfq_id


def _objects(app: App, rfq_id: str) -> int:
    record = app.record(rfq_id)[0]
    rfq, kept = record.rfq, record.arrival.also_kept
    keys = {rfq.raw_key, f"{Bucket.PDFS}/{rfq_id}.pdf", *(one.object_key for one in rfq.attachments), *kept}
    there = [key for key in keys if key and app.backend.objects.exists(key)]
    for key in there:
        app.backend.objects.delete(key)
    return len(there)


def _drafts(app: App, rfq_id: str) -> None:
    found = app.draft(rfq_id)
    if found is None:
        return
    for key in drafts.revision_keys(found[0]):
        app.backend.records.delete(TableName.DRAFTS, key)
    app.backend.records.delete(TableName.DRAFTS, rfq_id)
