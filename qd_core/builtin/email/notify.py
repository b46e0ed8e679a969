"""Notices by e-mail: one mail to those who must act, with the link to the draft."""

from __future__ import annotations

import hashlib
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from qd_core.errors import RejectedError
from qd_core.plugin import NoSettings, Notice, ProviderContext

__all__ = ["EmailNotifier"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_LONGEST_SUBJECT = 200
_URGENT = ("page", "reminder")


class EmailNotifier:
    """Sends over the deployment's own mail transport, or into its outbox."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._context = context

    def notify(self, notice: Notice) -> None:
        """One mail to all recipients; none where nobody is named. Raises RejectedError without a sender, and the
        transport's own errors."""
        recipients = tuple(dict.fromkeys(address for address in notice.recipients if _is_address(address)))
        if not recipients:
            self._context.log.warning("%s of %s: nobody to write to", notice.kind, notice.rfq_id)
            return
        if self._context.mail is None:
            raise RejectedError("this deployment cannot send mail: take `email` out of [select] notifiers")
        sender = self._context.company.email
        if not sender:
            raise RejectedError("no sender for notices: set [company] email in qd.toml")
        content = self._message(notice, sender, recipients).as_bytes()
        digest = hashlib.sha256(f"{notice.kind}\0{notice.subject}\0{notice.text}".encode()).hexdigest()[:16]
        self._context.mail.send(sender, recipients, content, key=f"notice/{notice.rfq_id}/{digest}")

    def _message(self, notice: Notice, sender: str, recipients: tuple[str, ...]) -> EmailMessage:
        now = self._context.clock()
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(display_name="Quote Drafter", addr_spec=sender)
        message["To"] = ", ".join(recipients)
        message["Subject"] = _line(notice.subject)[:_LONGEST_SUBJECT] or "Quote Drafter"
        message["Date"] = format_datetime(now)
        # RFC 5436: no program answers this, and our own intake screens it out should it ever come back
        message["Auto-Submitted"] = "auto-notified"
        message["X-Auto-Response-Suppress"] = "All"
        if notice.urgency in _URGENT:
            message["Importance"] = "high"
        parts = [_line(notice.subject), notice.text.strip()]
        if notice.link:
            parts.append(f"Open it: {_line(notice.link)}")
        message.set_content("\n\n".join(part for part in parts if part) + "\n")
        return message


def _line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _is_address(text: str) -> bool:
    """Whether it is one plain address: anything else could name more recipients than meant."""
    try:
        return bool(text) and Address(addr_spec=text).addr_spec == text and "@" in text
    except (ValueError, IndexError, MessageError):
        return False
