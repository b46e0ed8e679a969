"""A raw e-mail (RFC 5322) as an RFQ."""

from __future__ import annotations

from datetime import UTC

from qd_core.model.message import InboundMessage, Lane
from qd_core.model.rfq import Rfq
from qd_core.plugin import NoSettings, ProviderContext
from qd_core.reading.mail.read import read_mail

__all__ = ["EmailParser"]


class EmailParser:
    """Parses messages of the e-mail lane."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._clock = context.clock

    def parse(self, message: InboundMessage) -> Rfq | None:
        """None for other lanes. ``received_at`` is the message's own, else the Date field, else the clock.

        Raises RejectedError when the mail is too large or empty.
        """
        if message.lane is not Lane.EMAIL:
            return None
        mail = read_mail(message.content)
        received_at = message.received_at or mail.date or self._clock()
        return Rfq(
            rfq_id="",
            lane=Lane.EMAIL,
            received_at=received_at.astimezone(UTC),
            buyer=mail.buyer,
            subject=mail.subject,
            text=mail.text,
            attachments=mail.attachments,
            raw_key=message.raw_key,
            forwarded_by=mail.forwarded_by,
            message_id=mail.message_id,
            in_reply_to=mail.in_reply_to,
            references=mail.references,
            signals=mail.signals,
            removed=mail.removed,
            notes=mail.notes,
        )
