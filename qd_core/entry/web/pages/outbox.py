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
from qd_core.pipeline.review import Role

__all__ = ["routes"]

_NAME = re.compile(r"[0-9a-f]{32}")
_SHOWN = 200


def outbox(visit: Visit) -> Response:
    """The newest mails first."""
    files = sorted(_folder(visit).glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    rows = []
    for path in files[:_SHOWN]:
        message = _read(path)
        if not _may_read(visit, message):
            continue
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        rows.append(
            (path.stem, when, str(message["To"] or ""), str(message["Subject"] or ""), _parts(message))
        )
    server = visit.app.deployment.smtp.host
    return visit.render("outbox.html", rows=rows, more=len(files) - _SHOWN, server=server)


def mail(visit: Visit) -> Response:
    """One mail: its head, its text, its attachments' names."""
    path, message = _found(visit)
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
    path, _ = _found(visit)
    return as_download(path.read_bytes(), f"{path.stem}.eml")


def attachment(visit: Visit) -> Response:
    """One attachment of a mail; a PDF opens in the browser."""
    number = int(visit.path("number"))
    attachments = list(_found(visit)[1].iter_attachments())
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
    return visit.desk.here.backend.outbox


def _found(visit: Visit) -> tuple[Path, EmailMessage]:
    """The mail that the address names. Raises QdError when there is none for this visitor."""
    key = visit.path("key")
    path = _folder(visit) / f"{key}.eml"
    if not _NAME.fullmatch(key) or not path.is_file() or not _may_read(visit, message := _read(path)):
        raise QdError("there is no such mail")
    return path, message


def _may_read(visit: Visit, message: EmailMessage) -> bool:
    """A notice holds a link that acts in its recipient's name: it is for them, and for who runs the desk."""
    if message.get("Auto-Submitted", "no").strip().lower() == "no":
        return True
    me = visit.actor
    to = message["To"]
    named = {one.addr_spec.lower() for one in to.addresses} if to is not None else set[str]()
    return me.email.lower() in named or Role.ADMIN in me.roles


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
