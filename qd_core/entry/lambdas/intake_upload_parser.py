"""`intake-upload-parser`: the files of an upload session, once all are there, become one RFQ; and the text of scanned
ones, where it was read elsewhere, comes in by its topic."""

from __future__ import annotations

from qd_core.entry.lambdas.function import Event, about_rfq, lambda_function, logger
from qd_core.entry.lambdas.stored import StoredObject, each_object, is_from_s3
from qd_core.entry.lambdas.text_ready import resume
from qd_core.entry.lambdas.topics import is_from_topic
from qd_core.entry.web.intake.cloud_uploads import CloudUpload, ExpectedFile, find_upload, is_session
from qd_core.entry.web.intake.upload_rules import HEAD, LARGEST_UPLOAD, kind_problem
from qd_core.errors import QdError
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import receive_once
from qd_core.ports import Bucket
from qd_core.reading.mail.bundle import BUNDLE, Bundle, pack
from qd_core.reading.mail.content import RawFile

__all__ = ["handler"]


@lambda_function
def handler(app: App, event: Event) -> None:
    """New objects of qd-uploads, or messages of qd-textract-done."""
    if is_from_topic(event):
        resume(app, event, {Lane.UPLOAD})
    elif is_from_s3(event):
        each_object(event, lambda stored: _take(app, stored))
    else:
        raise QdError("neither S3 nor SNS sent this event")


def _take(app: App, stored: StoredObject) -> None:
    session, _, name = stored.path.partition("/")
    if not is_session(session) or not name or "/" in name:
        logger.info("no buyer's upload: left alone", extra={"object": stored.path})
        return
    upload = find_upload(app, session)
    if upload is None:  # its row has ended: who sent it is not known any more, what was sent is
        upload = CloudUpload(
            name="", email="", terms_accepted_at="", files=(ExpectedFile(name=name, media_type=""),)
        )
        arrival = f"upload/{session}/{name}"
    elif missing := [
        one.name for one in upload.files if not app.backend.objects.exists(_key(session, one.name))
    ]:
        logger.info("upload not whole yet", extra={"session": session, "missing": len(missing)})
        return
    else:
        arrival = f"upload/{session}"
    rfq_id = receive_once(app, arrival, _message(app, session, upload, stored))
    with about_rfq(rfq_id):
        logger.info("upload taken in", extra={"session": session, "files": len(upload.files)})


def _message(app: App, session: str, upload: CloudUpload, stored: StoredObject) -> InboundMessage:
    """The session's files as the one upload that the portal of one machine would have made of them. What may not be
    taken is named in its note, so that a rep sees that it came."""
    files, refused, room = list[RawFile](), list[str](), LARGEST_UPLOAD
    for expected in upload.files:
        too_large = stored.size > LARGEST_UPLOAD and stored.path == f"{session}/{expected.name}"
        content = b"" if too_large else app.backend.objects.get(_key(session, expected.name))
        problem = kind_problem(expected.name, content[:HEAD])
        if too_large or len(content) > room:
            problem = f"all files together are at most {LARGEST_UPLOAD // 1024 // 1024} MB"
        if problem:
            refused.append(f"[{expected.name} was not taken: {problem}]")
            continue
        room -= len(content)
        files.append(RawFile(expected.name, expected.media_type, content))
    note = "\n".join(part for part in (upload.note, *refused) if part)
    return InboundMessage(
        lane=Lane.UPLOAD,
        content=pack(Bundle(note, upload.terms_accepted_at, files)),
        name="upload.zip",
        media_type=BUNDLE,
        received_at=stored.at or app.backend.clock.now(),
        email=upload.email,
        sender_name=upload.name,
        company=upload.company,
        also_kept=tuple(_key(session, one.name) for one in upload.files),
    )


def _key(session: str, name: str) -> str:
    return f"{Bucket.UPLOADS}/{session}/{name}"
