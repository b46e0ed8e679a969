"""Resume: a file whose text was read elsewhere is there, and the RFQ that waited for it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, PluginError, QdError, RejectedError, TransientError
from qd_core.model.message import Attachment, Document, ExtractedText, Lane, Pending
from qd_core.pipeline.clocks import TEXT, TEXT_WAIT, expect_text, stop_expecting
from qd_core.pipeline.record import RfqRecord, RfqState
from qd_core.plugin.protocols import ResumableExtractor
from qd_core.ports import TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["give_up_step", "remember_jobs", "resume_step", "waiting_for"]

_TRIES = 5
_TOO_LATE = f"its text did not come within {TEXT_WAIT.seconds // 60} minutes: read the request again, or open the file"


def remember_jobs(app: App, record: RfqRecord) -> None:
    """Notes which RFQ waits for each job, and until when; a job says when it is done, not for whom."""
    if record.pending:
        expect_text(app, record.rfq.rfq_id)
    for job in record.pending:
        if app.backend.records.get(TableName.RFQS, _key(job)) is None:
            try:
                app.backend.records.put(TableName.RFQS, _key(job), record.rfq.rfq_id, expected=0)
            except ConflictError:
                continue  # the same message, brought twice at once: it is the same note


def waiting_for(app: App, job: str) -> tuple[str, Lane]:
    """The RFQ that waits for ``job``, and its lane. Raises TransientError where none does: the job was faster than the
    note about it, or its RFQ is erased."""
    stored = app.backend.records.get(TableName.RFQS, _key(job))
    if stored is None:
        raise TransientError(f"no RFQ waits for the text extraction {job}", retry_after=5.0)
    record, _ = app.record(stored.body)
    return stored.body, record.rfq.lane


def resume_step(app: App, rfq_id: str, job: str) -> None:
    """Puts what ``job`` has found into its attachment; with the last one the RFQ goes to be drafted. Told twice, or in
    any order, it comes to the same. Raises TransientError when the text cannot be fetched now."""
    record = _resumed(app, rfq_id, job)
    remember_jobs(app, record)  # one job may have led to another
    if not record.pending:
        _go_on(app, record)


def give_up_step(app: App, rfq_id: str) -> None:
    """The text has not come in time: the RFQ goes on without it, and a person sees which file was not read. Text that
    comes later is too late; the RFQ can be read again."""
    if app.backend.records.get(TableName.RFQS, rfq_id) is None:
        return
    record, _ = app.record(rfq_id)
    for job in record.pending:
        record = _resumed(app, rfq_id, job, ExtractedText(unread=_TOO_LATE))
    _go_on(app, record)


def _go_on(app: App, record: RfqRecord) -> None:
    from qd_core.pipeline.receive import hand_on, tell_arrival

    stop_expecting(app, TEXT, record.rfq.rfq_id)
    tell_arrival(app, record, "system", again=True)
    hand_on(app, record)


def _resumed(app: App, rfq_id: str, job: str, found: ExtractedText | Pending | None = None) -> RfqRecord:
    """The record with the job's text, saved; as it is where that was done before. Two jobs that end at once both
    count. Without ``found`` the extractor is asked."""
    from qd_core.pipeline.receive import link_duplicate

    for _ in range(_TRIES):
        record, version = app.record(rfq_id)
        if job not in record.pending:
            return record
        attachment = _waiting(record, job)
        found = found or _finish(app, attachment, job)
        changed = _with(record, attachment, job, found)
        if changed.state is RfqState.WAITING_FOR_TEXT and not changed.pending:
            changed = link_duplicate(app, changed.model_copy(update={"state": RfqState.RECEIVED}))
        try:
            app.backend.records.put(TableName.RFQS, rfq_id, changed.model_dump_json(), expected=version)
        except ConflictError:
            continue
        return changed
    raise TransientError(f"RFQ {rfq_id} is being written by others", retry_after=1.0)


def _waiting(record: RfqRecord, job: str) -> Attachment:
    key = record.pending[job]
    for attachment in record.rfq.attachments:
        if attachment.object_key == key:
            return attachment
    raise QdError(f"RFQ {record.rfq.rfq_id} has no attachment {key} that job {job} could belong to")


def _finish(app: App, attachment: Attachment, job: str) -> ExtractedText | Pending:
    extractor: object = next(
        (one for name, one in app.providers.text_extractors if name == attachment.extractor), None
    )
    if not isinstance(extractor, ResumableExtractor):
        return ExtractedText(
            unread=f"its text is with {attachment.extractor}, which is not selected any more"
        )
    try:
        document = Document(
            name=attachment.name,
            media_type=attachment.media_type,
            content=app.backend.objects.get(attachment.object_key),
            object_key=attachment.object_key,
        )
        return extractor.finish(job, document)
    except KeyError:
        return ExtractedText(unread="the file is not there any more")
    except (PluginError, RejectedError) as error:
        return ExtractedText(unread=str(error))


def _with(record: RfqRecord, attachment: Attachment, job: str, found: ExtractedText | Pending) -> RfqRecord:
    pending = {name: key for name, key in record.pending.items() if name != job}
    if isinstance(found, Pending):
        pending[found.job] = attachment.object_key
        return record.model_copy(update={"pending": pending})
    read = attachment.model_copy(
        update={"text": found.text, "tables": found.tables, "notes": found.notes, "unread": found.unread}
    )
    attachments = tuple(read if one is attachment else one for one in record.rfq.attachments)
    rfq = record.rfq.model_copy(update={"attachments": attachments})
    return record.model_copy(update={"rfq": rfq, "pending": pending})


def _key(job: str) -> str:
    return f"job/{job}"
