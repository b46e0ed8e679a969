"""An uploaded file, one given to the command line, or what a rep typed of a phone call, as an RFQ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from qd_core.model.message import InboundMessage, Lane
from qd_core.model.rfq import Rfq
from qd_core.plugin import IntakeParser, NoSettings, Plugin, Provider, ProviderContext, hookimpl
from qd_core.reading.mail.upload import read_typed, read_upload

__all__ = ["UploadParser", "plugin", "qd_intake_parsers"]

plugin = Plugin(api=1)


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
        upload = read_typed(message) if message.lane is Lane.PHONE else read_upload(message)
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


@hookimpl
def qd_intake_parsers() -> Iterable[Provider[IntakeParser]]:
    """The parser of uploaded files."""
    yield plugin.provider("upload", UploadParser, summary="reads uploaded files: one file, one request")
