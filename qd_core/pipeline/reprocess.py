"""Reprocess: the raw copy goes through the chain again, with the programs and documents of today.

The draft that there was stays as a revision; the new reading makes the next one. What a person typed into the old draft
is not carried over: it was typed about another reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, RejectedError
from qd_core.model.event import EventKind
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.quote import Reason
from qd_core.model.review import DraftRecord, ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.receive import hand_on, parsed
from qd_core.pipeline.record import Arrival, RfqRecord
from qd_core.pipeline.resume import remember_jobs
from qd_core.pipeline.review import Actor
from qd_core.ports import TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["READING", "reprocess"]

READING = "reading"
"""The reason code of a draft whose request is being read again."""
_MAIL = Arrival(name="mail.eml", media_type="message/rfc822")
_FORM = Arrival(name="form.json", media_type="application/json")


def reprocess(app: App, rfq_id: str, actor: Actor, *, why: str) -> None:
    """Reads the request again. A duplicate is drafted in its own right, a screened message is screened anew.

    Raises ConflictError when it was approved (what was promised to a buyer stays) or somebody else acts on it,
    RejectedError without a reason or when the raw copy is gone.
    """
    if not why.strip():
        raise RejectedError("reading a request again needs a reason: the next person will ask")
    record, version = app.record(rfq_id)
    found = app.draft(rfq_id)
    if found is not None and found[0].state is ReviewState.APPROVED:
        raise ConflictError("the quote is approved: what was promised stays as it is")
    message = _message(app, record)
    if found is not None:
        _set_aside(app, *found, actor=actor, why=why.strip())
    fresh = parsed(app, message, rfq_id).model_copy(
        update={"generation": record.generation + 1, "arrival": record.arrival}
    )
    app.backend.records.put(TableName.RFQS, rfq_id, fresh.model_dump_json(), expected=version)
    remember_jobs(app, fresh)
    app.tell(EventKind.REPROCESSED, rfq_id, actor=actor.email, why=why.strip())
    hand_on(app, fresh)


def _message(app: App, record: RfqRecord) -> InboundMessage:
    rfq = record.rfq
    try:
        content = app.backend.objects.get(rfq.raw_key)
    except KeyError:
        raise RejectedError("the raw copy of this message is not there any more") from None
    arrival = record.arrival
    if not arrival.media_type:
        arrival = {Lane.EMAIL: _MAIL, Lane.FORM: _FORM}.get(rfq.lane, arrival)
    return InboundMessage(
        lane=rfq.lane,
        content=content,
        raw_key=rfq.raw_key,
        received_at=rfq.received_at,
        **arrival.model_dump(exclude={"received_at"}),
    )


def _set_aside(app: App, head: DraftRecord, version: int, *, actor: Actor, why: str) -> None:
    """Keeps the draft as a revision; an empty one, which nobody can approve, holds its place meanwhile."""
    now = app.backend.clock.now()
    drafts.keep_revision(app, head, at=now, by=actor.email, why=f"read again: {why}", edit=None)
    empty = head.draft.model_copy(
        update={
            "revision": head.draft.revision + 1,
            "lines": (),
            "subtotal": None,
            "charges": (),
            "total": None,
            "partial": True,
            "cover": None,
            "gates": (),
            "questions": (),
            "needs_attention": (),
            "reasons": (Reason(code=READING, detail="the request is being read again"),),
        }
    )
    waiting = DraftRecord(
        rfq_id=head.rfq_id,
        state=ReviewState.QUEUED,
        draft=empty,
        assignee=head.assignee,
        generation=head.generation,
    )
    drafts.save(app, waiting, expected=version)
