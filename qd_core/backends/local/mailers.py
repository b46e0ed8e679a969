"""Outgoing mail of one machine: an outbox folder by default, an SMTP server where one is configured."""

from __future__ import annotations

import hashlib
import os
import smtplib
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qd_core.config import SmtpSettings
from qd_core.errors import RejectedError, TransientError
from qd_core.ports import MailReceipt, OutgoingMail, Secrets

__all__ = ["OutboxMailer", "SmtpMailer"]

TIMEOUT = 30.0
_PERMANENT = 500


class OutboxMailer:
    """Puts each mail as a file into a folder, for a person to look at; the same key is the same file."""

    idempotent = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def send(self, mail: OutgoingMail) -> MailReceipt:
        """On disk when it returns."""
        name = hashlib.sha256((mail.key or "").encode() or mail.content).hexdigest()[:32]
        handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".writing-")
        with os.fdopen(handle, "wb") as file:
            file.write(mail.content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(self._folder / f"{name}.eml")
        return MailReceipt(name)


class SmtpMailer:
    """Hands each mail to an SMTP server. Not idempotent: SMTP has no key to ask by."""

    idempotent = False

    def __init__(self, settings: SmtpSettings, secrets: Secrets) -> None:
        self._settings = settings
        self._secrets = secrets

    def send(self, mail: OutgoingMail) -> MailReceipt:
        """TransientError while the server has not taken it, RejectedError when it refuses for good."""
        with _told(), self._connected() as server:
            server.sendmail(mail.sender, list(mail.recipients), mail.content)
        return MailReceipt(mail.key)

    def reach(self) -> None:
        """Connects and signs in, and sends nothing. Raises as ``send`` does, ConfigError without the password."""
        with _told(), self._connected() as server:
            server.noop()

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if settings.security == "tls":
            server = smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT)
            if settings.security == "starttls":
                server.starttls(context=context)
        if settings.user:
            server.login(settings.user, self._secrets.get("smtp/password").value)
        return server


@contextmanager
def _told() -> Iterator[None]:
    """The library's errors as those of the house."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise RejectedError(f"the mail server refuses the recipient: {_first(error)}") from error
    except smtplib.SMTPResponseException as error:
        text = f"the mail server answers {error.smtp_code}: {_text(error.smtp_error)}"
        raise (RejectedError if error.smtp_code >= _PERMANENT else TransientError)(text) from error
    except (OSError, smtplib.SMTPException) as error:
        raise TransientError(f"the mail server cannot be reached: {error}") from error


def _first(error: smtplib.SMTPRecipientsRefused) -> str:
    address, (code, reason) = next(iter(error.recipients.items()))
    return f"{address}: {code} {_text(reason)}"


def _text(reason: bytes | str) -> str:
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
