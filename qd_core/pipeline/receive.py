"""Receive: the raw bytes are kept, then parsed into an RFQ whose attachments carry their text."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from qd_core.errors import PluginError, RejectedError, TransientError
from qd_core.model.event import Event, EventKind
from qd_core.model.message import Attachment, Document, ExtractedText, InboundMessage, Pending
from qd_core.model.quote import Reason
from qd_core.model.rfq import Buyer, Rfq
from qd_core.pipeline.dedupe import dedupe_hash
from qd_core.pipeline.record import Arrival, RfqRecord, RfqState
from qd_core.pipeline.replies import answered_rfq, note_reply
from qd_core.pipeline.resume import remember_jobs
from qd_core.pipeline.screen import screen
from qd_core.ports import Bucket, QueueName, TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["hand_on", "link_duplicate", "parsed", "receive", "received", "tell_arrival"]


def receive(app: App, message: InboundMessage) -> str:
    """Takes one message in and returns its ``rfq_id``. Everything that follows goes over the queue.

    A message that cannot be parsed is an RFQ too: rejected, with the reason, its raw bytes kept.
    """
    record = received(app, message, app.backend.ids.new())
    hand_on(app, record)
    return record.rfq.rfq_id


def received(app: App, message: InboundMessage, rfq_id: str, *, actor: str = "system") -> RfqRecord:
    """The record of a message, on disk and on the trail, not yet queued. Called again under the same ``rfq_id`` after
    a crash, what was done stays done and what was not is done now."""
    stored = app.backend.records.get(TableName.RFQS, rfq_id)
    if stored is not None:
        record = RfqRecord.model_validate_json(stored.body)
    else:
        raw_key = message.raw_key or app.backend.objects.put(Bucket.RAW, rfq_id, message.content)
        message = message.model_copy(update={"raw_key": raw_key})
        record = link_duplicate(app, _link_reply(app, parsed(app, message, rfq_id)))
        app.backend.records.put(TableName.RFQS, rfq_id, record.model_dump_json(), expected=0)
    remember_jobs(app, record)
    tell_arrival(app, record, actor, again=stored is not None)
    if record.state is RfqState.REPLY:
        note_reply(app, record)
    return record


def hand_on(app: App, record: RfqRecord) -> None:
    """Queues what is to be drafted; a duplicate or an answer is not."""
    if record.state is RfqState.RECEIVED:
        rfq, again = record.rfq, f"/again/{record.generation}" if record.generation else ""
        app.backend.queue.send(
            QueueName.INTAKE,
            rfq.rfq_id,
            group=rfq.buyer.email or rfq.rfq_id,
            dedupe=f"{rfq.rfq_id}{again}",  # what is read again is another message, however soon it comes
        )


def tell_arrival(app: App, record: RfqRecord, actor: str, *, again: bool) -> None:
    """The arrival on the audit trail. Told again after a crash, only what is not there yet."""
    rfq, told = record.rfq, set[tuple[str, str]]()
    if again:
        trails = [rfq.rfq_id, *([record.duplicate_of] if record.duplicate_of else ())]
        events = [Event.model_validate_json(body) for one in trails for body in app.backend.audit.trail(one)]
        told = {(event.kind, event.data.get("arrival", "")) for event in events}
    if (EventKind.RECEIVED, "") not in told:
        facts = {"lane": rfq.lane, "raw_key": rfq.raw_key, "dedupe_hash": rfq.dedupe_hash}
        app.tell(EventKind.RECEIVED, rfq.rfq_id, actor=actor, **facts)
    if record.screen and (EventKind.SCREENED, "") not in told:
        app.tell(EventKind.SCREENED, rfq.rfq_id, reason=record.screen.code, detail=record.screen.detail)
    if record.state is RfqState.DUPLICATE and (EventKind.DUPLICATE, rfq.rfq_id) not in told:
        app.tell(EventKind.DUPLICATE, record.duplicate_of, arrival=rfq.rfq_id, lane=rfq.lane)


def _link_reply(app: App, record: RfqRecord) -> RfqRecord:
    """An answer to an open RFQ is linked to it, never drafted."""
    if record.screen or not (answered := answered_rfq(app, record.rfq)):
        return record
    return record.model_copy(update={"state": RfqState.REPLY, "reply_to": answered})


def parsed(app: App, message: InboundMessage, rfq_id: str) -> RfqRecord:
    """The record of a message whose raw bytes are kept under ``message.raw_key``; nothing is written but its files."""
    rfq, reason = _parse(app, message)
    rfq = rfq.model_copy(update={"rfq_id": rfq_id, "raw_key": message.raw_key})
    rfq, pending = _read_attachments(app, rfq)
    rfq = rfq.model_copy(update={"dedupe_hash": dedupe_hash(rfq)})
    return RfqRecord(
        rfq=rfq,
        state=RfqState.WAITING_FOR_TEXT if pending else RfqState.RECEIVED,
        screen=reason or screen(rfq, app.documents().rules),
        pending=pending,
        code_version=app.code_version,
        arrival=Arrival.model_validate({name: getattr(message, name) for name in Arrival.model_fields}),
    )


def _parse(app: App, message: InboundMessage) -> tuple[Rfq, Reason | None]:
    why = "no intake parser takes a message of this kind"
    try:
        for _, parser in app.providers.intake_parsers:
            if (rfq := parser.parse(message)) is not None:
                return rfq, None
    except (RejectedError, PluginError) as error:
        why = str(error)
    received_at = message.received_at or app.backend.clock.now()
    buyer = Buyer(email=message.email.lower(), name=message.sender_name, company=message.company)
    rfq = Rfq(
        rfq_id="",
        lane=message.lane,
        received_at=received_at.astimezone(UTC),
        buyer=buyer,
        subject=message.name,
        notes=(why,),
    )
    return rfq, Reason(code="unreadable", detail=why)


def _read_attachments(app: App, rfq: Rfq) -> tuple[Rfq, dict[str, str]]:
    pending: dict[str, str] = {}
    attachments: list[Attachment] = []
    for number, attachment in enumerate(rfq.attachments, start=1):
        content = attachment.content or b""
        key = app.backend.objects.put(
            Bucket.UPLOADS,
            f"{rfq.rfq_id}/{number}-{attachment.name}",
            content,
            media_type=attachment.media_type,
        )
        stored = attachment.model_copy(update={"object_key": key, "content": None})
        if (
            not attachment.inline
            and attachment.unread is None
            and not attachment.text
            and not attachment.tables
        ):
            stored = _extract(app, stored, content, pending)
        attachments.append(stored)
    return rfq.model_copy(update={"attachments": tuple(attachments)}), pending


def _extract(app: App, attachment: Attachment, content: bytes, pending: dict[str, str]) -> Attachment:
    document = Document(
        name=attachment.name,
        media_type=attachment.media_type,
        content=content,
        object_key=attachment.object_key,
    )
    for name, extractor in app.providers.text_extractors:
        try:
            found = extractor.extract(document)
        except (PluginError, TransientError, RejectedError) as error:
            return attachment.model_copy(update={"extractor": name, "unread": str(error)})
        if isinstance(found, Pending):
            pending[found.job] = attachment.object_key
            return attachment.model_copy(update={"extractor": name})
        if isinstance(found, ExtractedText):
            update = {key: getattr(found, key) for key in ("text", "tables", "notes", "unread")}
            return attachment.model_copy(update={"extractor": name, **update})
    kind = attachment.media_type or "unknown kind"
    return attachment.model_copy(update={"unread": f"no reader for a file of this kind ({kind})"})


def link_duplicate(app: App, record: RfqRecord) -> RfqRecord:
    """The first arrival holds the claim on its hash for the window; a later one is linked to it, never drafted."""
    window = app.deployment.app.dedupe_window
    if not window or record.screen or record.state is not RfqState.RECEIVED or not record.rfq.buyer.email:
        return record
    name = f"dedupe/{record.rfq.dedupe_hash}"
    if app.backend.claims.claim(name, record.rfq.rfq_id, lease=window):
        return record
    first = app.backend.claims.owner(name)
    return record.model_copy(update={"state": RfqState.DUPLICATE, "duplicate_of": first or ""})
