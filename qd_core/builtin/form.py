"""The web form: one JSON object as an RFQ (spec: intake, web form keys)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from qd_core.model.message import InboundMessage, Lane
from qd_core.model.rfq import Rfq
from qd_core.plugin import IntakeParser, NoSettings, Plugin, Provider, ProviderContext, hookimpl
from qd_core.reading.mail.web_form import read_form

__all__ = ["FormParser", "plugin", "qd_intake_parsers"]

plugin = Plugin(api=1)


class FormParser:
    """Parses messages of the form lane."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._clock = context.clock

    def parse(self, message: InboundMessage) -> Rfq | None:
        """None for other lanes. Raises RejectedError that names the key which is of the wrong type or shape.

        The form's ``secret`` and ``captcha_token`` are in nothing that comes out of here.
        """
        if message.lane is not Lane.FORM:
            return None
        form = read_form(message.content)
        return Rfq(
            rfq_id="",
            lane=Lane.FORM,
            received_at=(message.received_at or self._clock()).astimezone(UTC),
            buyer=form.buyer,
            subject=form.subject,
            text=form.text,
            tables=form.tables,
            attachments=form.attachments,
            form=form.fields,
            raw_key=message.raw_key,
            removed=form.removed,
            notes=form.notes,
        )


@hookimpl
def qd_intake_parsers() -> Iterable[Provider[IntakeParser]]:
    """The parser of web forms."""
    yield plugin.provider("form", FormParser, summary="reads the JSON of web forms")
