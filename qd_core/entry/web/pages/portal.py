"""The upload portal: who you are, then your files by a signed link, then one request."""

from __future__ import annotations

import re

from starlette.datastructures import UploadFile
from starlette.responses import Response

from qd_core.entry.web.intake.rate import TooOftenError
from qd_core.entry.web.intake.upload_rules import (
    ACCEPT,
    HEAD,
    LARGEST_UPLOAD,
    LINK_MINUTES,
    MOST_FILES,
    Sender,
    kind_problem,
    sender_problems,
)
from qd_core.entry.web.visits import Access, Visit, page
from qd_core.errors import RejectedError
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.quote import reference_of
from qd_core.pipeline.arrive import take_in_once
from qd_core.reading.mail.bundle import BUNDLE

__all__ = ["routes"]

_FORM_BYTES = LARGEST_UPLOAD + 2 * 1024 * 1024
_COPY = 1024 * 1024


def start(visit: Visit) -> Response:
    """Who are you?"""
    return _start(visit, {}, {})


def begin(visit: Visit) -> Response:
    """Makes the link, once name, address and the terms are there."""
    values = {name: visit.text(name, longest=320) for name in ("name", "email")}
    problems = sender_problems(values, accepted=visit.text("terms") == "yes")
    if problems:
        return _start(visit, values, problems, status=422)
    now, client = visit.app.backend.clock.now(), visit.request.client
    try:
        visit.desk.rates.count(visit.desk.rates.by_visitor, client.host if client else "", now)
    except TooOftenError as error:
        return _start(visit, values, {"": str(error)}, status=429)
    sender = Sender(values["name"], values["email"].lower(), now.isoformat(timespec="seconds"))
    return visit.go(f"/upload/{visit.desk.uploads.begin(sender)}")


def files(visit: Visit) -> Response:
    """Which files? Shows those that have come."""
    return _files(visit)


def send(visit: Visit) -> Response:
    """Makes one request of what has come, and of what came with this form; pressed twice, it is one."""
    uploads, token = visit.desk.uploads, visit.path("token")
    session = uploads.session(token)
    note = visit.text("note", longest=20_000)
    if remove := visit.text("remove"):
        uploads.remove(session, int(remove) if remove.isdigit() and len(remove) < 4 else 0)
        return _files(visit, note=note)
    problems = [words for one in visit.form.getlist("files") if (words := _keep(visit, session, one))]
    if problems or (visit.text("act") == "add" and not note):
        return _files(visit, problems=problems, note=note, status=422 if problems else 200)
    try:
        content = uploads.bundle(session, note)
    except RejectedError as error:
        return _files(visit, problems=[str(error)], note=note, status=422)
    sender = uploads.sender(session)
    message = InboundMessage(
        lane=Lane.UPLOAD,
        content=content,
        name="upload.zip",
        media_type=BUNDLE,
        received_at=visit.app.backend.clock.now(),
        email=sender.email,
        sender_name=sender.name,
    )
    rfq_id = take_in_once(visit.app, f"upload/{session}", message)
    uploads.end(session)
    return visit.go(f"/sent/{reference_of(rfq_id)}")


def sent(visit: Visit) -> Response:
    """It is here; the reference to name."""
    reference = visit.path("reference")
    shown = reference if re.fullmatch(r"Q(-[0-9A-F]{4}){3}", reference) else ""
    return visit.render("sent.html", reference=shown)


def _keep(visit: Visit, session: str, file: object) -> str:
    """Puts one file of the form among the others; why not, where it is not taken."""
    if not isinstance(file, UploadFile) or not file.filename:
        return ""
    uploads = visit.desk.uploads
    head = file.file.read(HEAD)
    if problem := kind_problem(file.filename, head):
        return f"{file.filename[:120]}: {problem}"
    partial = uploads.partial(session)
    try:
        with partial.open("wb") as target:
            target.write(head)
            while chunk := file.file.read(_COPY):
                target.write(chunk)
        uploads.keep(session, partial, file.filename)
    except RejectedError as error:
        return f"{file.filename[:120]}: {error}"
    finally:
        partial.unlink(missing_ok=True)
    return ""


def _start(visit: Visit, values: dict[str, str], problems: dict[str, str], *, status: int = 200) -> Response:
    return visit.render("portal.html", status=status, values=values, problems=problems, minutes=LINK_MINUTES)


def _files(visit: Visit, *, problems: list[str] | None = None, note: str = "", status: int = 200) -> Response:
    uploads, token = visit.desk.uploads, visit.path("token")
    session = uploads.session(token)
    return visit.render(
        "portal_files.html",
        status=status,
        token=token,
        sender=uploads.sender(session),
        uploaded=uploads.files(session),
        minutes=uploads.minutes_left(token),
        accept=ACCEPT,
        largest=LARGEST_UPLOAD,
        most=MOST_FILES,
        problems=problems or [],
        note=note,
    )


routes = [
    page("/upload", start, access=Access.ANYBODY),
    page("/upload", begin, methods=("POST",), access=Access.ANYBODY),
    page("/upload/{token}", files, access=Access.ANYBODY),
    # the link itself is the right to send: it is known to nobody else, and no cookie is needed to use it
    page(
        "/upload/{token}",
        send,
        methods=("POST",),
        access=Access.ANYBODY,
        form_token=False,
        files=MOST_FILES,
        form_bytes=_FORM_BYTES,
        form_seconds=LINK_MINUTES * 60,
    ),
    page("/sent/{reference}", sent, access=Access.ANYBODY),
]
