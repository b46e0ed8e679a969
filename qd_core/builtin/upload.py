"""An uploaded file, one given to the command line, or what a rep typed of a phone call, as an RFQ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC

from qd_core.errors import RejectedError
from qd_core.model.message import Attachment, InboundMessage, Lane
from qd_core.model.rfq import Rfq
from qd_core.plugin import IntakeParser, NoSettings, Plugin, Provider, ProviderContext, hookimpl
from qd_core.reading.mail.media import unique_names
from qd_core.reading.mail.read import read_mail
from qd_core.reading.mail.upload import ReadUpload, read_typed, read_upload

__all__ = ["UploadParser", "plugin", "qd_intake_parsers"]

plugin = Plugin(api=1)

_MAIL = "message/rfc822"


class UploadParser:
    """Parses messages of the upload lane and of the phone."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._clock = context.clock

    def parse(self, message: InboundMessage) -> Rfq | None:
        """None for other lanes. A text file is the request's text, any other file its one attachment; what was typed
        of a call is the text as it stands.

        Raises RejectedError when the file is empty.
        """
        if message.lane not in (Lane.UPLOAD, Lane.PHONE):
            return None
        typed = message.lane is Lane.PHONE
        upload = read_typed(message) if typed else _with_mails(read_upload(message))
        received_at = message.received_at or upload.date or self._clock()
        return Rfq(
            rfq_id="",
            lane=message.lane,
            received_at=received_at.astimezone(UTC),
            buyer=upload.buyer,
            subject=upload.subject,
            text=upload.text,
            attachments=upload.attachments,
            raw_key=message.raw_key,
            removed=upload.removed,
            notes=upload.notes,
        )


def _with_mails(upload: ReadUpload) -> ReadUpload:
    """Mails among the files are opened: their words stand below the sender's own, their files beside the others. Who
    uploads is the buyer, whoever wrote the mail."""
    texts, files = [upload.text], list[Attachment]()
    notes, removed = list(upload.notes), [upload.removed]
    for file in upload.attachments:
        if file.media_type != _MAIL or file.content is None or file.inline:
            files.append(file)
            continue
        try:
            mail = read_mail(file.content)
        except RejectedError as error:
            files.append(file.model_copy(update={"unread": str(error)}))
            continue
        files += [file.model_copy(update={"inline": True}), *mail.attachments]
        texts.append(mail.text)
        removed.append(mail.removed)
        notes += [
            f"{file.name}: {note}" for note in (f"a mail of {mail.buyer.email or 'nobody'}", *mail.notes)
        ]
    names = unique_names([file.name for file in files])
    return replace(
        upload,
        text="\n\n".join(filter(None, texts)),
        removed="\n\n".join(filter(None, removed)),
        attachments=tuple(
            file.model_copy(update={"name": name}) for file, name in zip(files, names, strict=True)
        ),
        notes=tuple(notes),
    )


@hookimpl
def qd_intake_parsers() -> Iterable[Provider[IntakeParser]]:
    """The parser of uploaded files."""
    yield plugin.provider("upload", UploadParser, summary="reads uploaded files: one file, one request")
