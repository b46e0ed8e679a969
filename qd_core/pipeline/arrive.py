"""Arrive: a lane gives its raw bytes here. They and the note about them are on disk, and the message is queued, before
the lane answers; everything that can fail comes after, and is tried again under the same ``rfq_id``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from qd_core.errors import QdError
from qd_core.model.event import EventKind
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.strict import Frozen
from qd_core.pipeline.receive import hand_on, received
from qd_core.pipeline.record import Arrival, RfqRecord, RfqState
from qd_core.ports import Bucket, QueueName, TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["intake_step", "receive_once", "take_in", "take_in_once"]

log = logging.getLogger("qd")
_FOR_GOOD = timedelta(days=36500)
_NOT_DRAFTED = (RfqState.DUPLICATE, RfqState.REPLY, RfqState.WAITING_FOR_TEXT)


class _Note(Frozen):
    """What a lane said of the bytes under ``raw_key``; kept until the message is received."""

    lane: Lane
    raw_key: str
    actor: str
    arrival: Arrival


def take_in(app: App, message: InboundMessage, *, actor: str = "system", rfq_id: str = "") -> str:
    """Keeps ``message`` durably and returns its ``rfq_id``; the queue receives and drafts it.

    ``actor`` is the person who brought it, where one did. The same ``rfq_id`` again is the same arrival.
    """
    rfq_id = rfq_id or app.backend.ids.new()
    raw_key = message.raw_key or app.backend.objects.put(
        Bucket.RAW, _raw_path(message.lane, rfq_id), message.content, media_type=message.media_type
    )
    arrival = Arrival.model_validate({name: getattr(message, name) for name in Arrival.model_fields})
    note = _Note(lane=message.lane, raw_key=raw_key, actor=actor, arrival=arrival)
    records = app.backend.records
    if records.get(TableName.RFQS, _key(rfq_id)) is None:
        app.tell(EventKind.ARRIVED, rfq_id, actor=actor, lane=message.lane, raw_key=raw_key)
        records.put(TableName.RFQS, _key(rfq_id), note.model_dump_json(), expected=0)
    app.backend.queue.send(QueueName.INTAKE, rfq_id, dedupe=f"{rfq_id}/arrived")
    return rfq_id


def take_in_once(app: App, name: str, message: InboundMessage, *, actor: str = "system") -> str:
    """``take_in`` for a lane that may meet the same thing again after a crash; ``name`` tells things apart.
    Returns the ``rfq_id`` that it has had since the first time."""
    return _once(app, name, lambda rfq_id: take_in(app, message, actor=actor, rfq_id=rfq_id))


def receive_once(app: App, name: str, message: InboundMessage) -> str:
    """``take_in_once`` for a process that reads what it takes in: the message is parsed here and queued to be drafted.
    Its raw copy is under ``raw_key`` already, or is kept now. Returns the ``rfq_id`` it has had since the first time.
    """

    def read(rfq_id: str) -> None:
        raw_key = message.raw_key or app.backend.objects.put(
            Bucket.RAW, _raw_path(message.lane, rfq_id), message.content, media_type=message.media_type
        )
        if app.backend.claims.claim(f"{name}/told", rfq_id, lease=_FOR_GOOD):
            app.tell(EventKind.ARRIVED, rfq_id, lane=message.lane, raw_key=raw_key)
            app.backend.claims.complete(f"{name}/told", rfq_id, rfq_id)
        try:
            record = received(app, message.model_copy(update={"raw_key": raw_key}), rfq_id)
        except Exception as error:
            log.error("what arrived as %s cannot be received", name, extra={"rfq_id": rfq_id})
            app.tell(EventKind.FAILED, rfq_id, step="receive", reason=f"{type(error).__name__}: {error}")
            raise
        hand_on(app, record)

    return _once(app, name, read)


def _once(app: App, name: str, act: Callable[[str], object]) -> str:
    """Does ``act`` for the id that ``name`` stands for, until it is done; the id."""
    claims = app.backend.claims
    if (done := claims.result(name)) is not None:
        return done
    rfq_id = claims.owner(name) or app.backend.ids.new()
    if not claims.claim(name, rfq_id, lease=_FOR_GOOD):
        rfq_id = claims.owner(name) or rfq_id  # another process was faster: it is one arrival all the same
    act(rfq_id)
    claims.complete(name, rfq_id, rfq_id)
    return rfq_id


def intake_step(app: App, rfq_id: str) -> None:
    """Receives what a lane kept; then, with the message that this queues, drafts it. A duplicate and an answer end
    here."""
    stored = app.backend.records.get(TableName.RFQS, _key(rfq_id))
    if stored is None:
        if app.record(rfq_id)[0].state not in _NOT_DRAFTED:
            from qd_core.pipeline.drafting import draft_step  # not loaded by what only takes in

            draft_step(app, rfq_id)
        return
    record = _received(app, rfq_id, _Note.model_validate_json(stored.body))
    # The note goes before the draft's message comes: whoever works on that one must find none. A crash in between
    # delivers the first message again, which then drafts.
    app.backend.records.delete(TableName.RFQS, _key(rfq_id))
    hand_on(app, record)


def _received(app: App, rfq_id: str, note: _Note) -> RfqRecord:
    try:
        content = app.backend.objects.get(note.raw_key)
    except KeyError:
        raise QdError(f"the raw copy {note.raw_key} is not there any more") from None
    message = InboundMessage(
        lane=note.lane, content=content, raw_key=note.raw_key, **note.arrival.model_dump()
    )
    return received(app, message, rfq_id, actor=note.actor)


def _raw_path(lane: Lane, rfq_id: str) -> str:
    """Raw mail lies at the top, as SES puts it there; what else comes in by a lane of its own lies below a folder."""
    return f"forms/{rfq_id}" if lane is Lane.FORM else rfq_id


def _key(rfq_id: str) -> str:
    return f"{rfq_id}/arrival"
