"""The outbox: mail as it would have left, where no mail server is configured."""

from __future__ import annotations

import email
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from starlette.responses import Response

from qd_core.entry.web.pages.files import as_download
from qd_core.entry.web.visits import Visit, page
from qd_core.errors import QdError

__all__ = ["routes"]

_NAME = re.compile(r"[0-9a-f]{32}")
_SHOWN = 200


def outbox(visit: Visit) -> Response:
    """The newest mails first."""
    files = sorted(_folder(visit).glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    rows = []
    for path in files[:_SHOWN]:
        message = _read(path)
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        rows.append(
            (path.stem, when, str(message["To"] or ""), str(message["Subject"] or ""), _parts(message))
        )
    server = visit.app.deployment.smtp.host
    return visit.render("outbox.html", rows=rows, count=len(files), server=server)


def mail(visit: Visit) -> Response:
    """One mail: its head, its text, its attachments' names."""
    path = _file(visit)
    message = _read(path)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body is not None else ""
    head = [
        (name, str(message[name]))
        for name in ("From", "To", "Subject", "Date", "In-Reply-To")
        if message[name]
    ]
    return visit.render("mail.html", key=path.stem, head=head, text=str(text), parts=_parts(message))


def raw(visit: Visit) -> Response:
    """The mail as a file."""
    path = _file(visit)
    return as_download(path.read_bytes(), f"{path.stem}.eml")


def attachment(visit: Visit) -> Response:
    """One attachment of a mail; a PDF opens in the browser."""
    number = int(visit.path("number"))
    attachments = list(_read(_file(visit)).iter_attachments())
    if not 1 <= number <= len(attachments):
        raise QdError(f"there is no attachment {number}")
    part = attachments[number - 1]
    content = part.get_content()
    content = content if isinstance(content, bytes) else str(content).encode()
    name = part.get_filename() or "attachment"
    if part.get_content_type() == "application/pdf" and content.startswith(b"%PDF-"):
        return Response(content, media_type="application/pdf", headers={"content-disposition": "inline"})
    return as_download(content, name)


def _parts(message: EmailMessage) -> list[tuple[int, str]]:
    return [
        (number, part.get_filename() or "attachment")
        for number, part in enumerate(message.iter_attachments(), start=1)
    ]


def _folder(visit: Visit) -> Path:
    return visit.desk.backend.outbox


def _file(visit: Visit) -> Path:
    key = visit.path("key")
    path = _folder(visit) / f"{key}.eml"
    if not _NAME.fullmatch(key) or not path.is_file():
        raise QdError("there is no such mail")
    return path


def _read(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy says so; this is for the type checker
    return message


routes = [
    page("/outbox", outbox),
    page("/outbox/{key}", mail),
    page("/outbox/{key}/raw", raw),
    page("/outbox/{key}/{number:int}", attachment),
]
