"""The mail that carries a quote or a question: the buyer's thread is kept, headers cannot be injected."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from qd_core.errors import RejectedError
from qd_core.model.review import DraftRecord
from qd_core.model.rfq import Rfq
from qd_core.ports import OutgoingMail

if TYPE_CHECKING:
    from datetime import datetime

    from qd_core.pipeline.app import App

__all__ = ["quote_mail", "thread_mail"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_ID = re.compile(r"<[^<>\s]{1,500}>")


def quote_mail(app: App, record: DraftRecord, pdf: bytes) -> OutgoingMail:
    """The approved quote: the cover as text, the PDF attached. Raises RejectedError without a sender or a buyer."""
    draft = record.draft
    rfq = app.record(record.rfq_id)[0].rfq
    at = record.approval.at if record.approval else app.backend.clock.now()
    message = thread_mail(
        app, rfq, text=draft.cover.text if draft.cover else "", reference=draft.reference, at=at
    )
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{draft.reference}.pdf")
    return _outgoing(app, message, rfq, key=f"quote/{record.rfq_id}/r{draft.revision}")


def thread_mail(app: App, rfq: Rfq, *, text: str, reference: str, at: datetime) -> EmailMessage:
    """A mail to the buyer in the thread of the request: ``In-Reply-To`` and ``References`` are kept, and the reference
    stands in the subject, so that an answer finds its way back."""
    sender = app.company.email or app.deployment.company.email
    if not sender:
        raise RejectedError("no sender: set [company] email in qd.toml")
    if not rfq.buyer.email:
        raise RejectedError("no e-mail address of the buyer is known")
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(app.company.name, sender)
    message["To"] = _address(rfq.buyer.name, rfq.buyer.email)
    subject = _CONTROL.sub(" ", rfq.subject).strip() or "Your request"
    prefix = "" if re.match(r"(?i)(re|aw|sv|antw)\s*:", subject) else "Re: "
    message["Subject"] = f"{prefix}{subject} [{reference}]"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{reference.lower()}.{int(at.timestamp())}@{sender.rpartition('@')[2]}>"
    ids = [found for found in (*rfq.references, rfq.message_id) if _ID.fullmatch(found)]
    if ids:
        message["In-Reply-To"] = ids[-1]
        message["References"] = " ".join(dict.fromkeys(ids[-10:]))
    message.set_content(text)
    return message


def _outgoing(app: App, message: EmailMessage, rfq: Rfq, *, key: str) -> OutgoingMail:
    sender = app.company.email or app.deployment.company.email
    return OutgoingMail(sender=sender, recipients=(rfq.buyer.email,), content=message.as_bytes(), key=key)


def _address(name: str, email: str) -> Address:
    """Raises RejectedError when ``email`` is no single address."""
    try:
        return Address(display_name=_CONTROL.sub(" ", name).strip(), addr_spec=_CONTROL.sub("", email))
    except (ValueError, IndexError, MessageError) as error:
        raise RejectedError(f"{email!r} is not an e-mail address") from error
