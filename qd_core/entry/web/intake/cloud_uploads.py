"""Uploads in the making where files go straight to the object store: a row says who sends what, and until when.

A session is one request: it is taken in when every file that was announced is there. What never becomes whole is no
request, and the store's own rules remove it.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from pydantic import Field

from qd_core.entry.web.intake.upload_rules import LARGEST_UPLOAD, MOST_FILES, ending_problem, sender_problems
from qd_core.errors import RejectedError
from qd_core.model.strict import Frozen
from qd_core.pipeline.app import App
from qd_core.ports import TableName
from qd_core.reading.mail.media import media_type, safe_name, unique_names

__all__ = ["KEPT", "CloudUpload", "ExpectedFile", "begin_upload", "find_upload", "is_session", "upload_of"]

KEPT = timedelta(hours=1)
_ID = re.compile(r"[A-Za-z0-9_-]{32}")
_LONGEST_TEXT = 320
_LONGEST_NOTE = 20_000


class ExpectedFile(Frozen):
    """A file that was announced: its safe name, what it was called, the kind that its ending says."""

    name: str
    media_type: str


class CloudUpload(Frozen):
    """Who uploads what. ``terms_accepted_at`` is ISO, UTC."""

    name: str
    email: str
    company: str = ""
    note: str = ""
    terms_accepted_at: str
    files: tuple[ExpectedFile, ...] = Field(min_length=1, max_length=MOST_FILES)


def upload_of(asked: object, now: datetime) -> CloudUpload:
    """The upload that a portal's page asks for. Raises RejectedError with everything that is to be mended, a line each.

    ``asked`` is JSON: ``name``, ``email``, ``terms`` (true), ``files`` [{``name``, ``size``}], and where wanted
    ``company`` and ``note``.
    """
    if not isinstance(asked, dict):
        raise RejectedError("send one JSON object")
    texts = {key: _text(asked.get(key), _LONGEST_TEXT) for key in ("name", "email", "company")}
    problems = list(sender_problems(texts, accepted=asked.get("terms") is True).values())
    files, wrong = _files(asked.get("files"))
    if problems + wrong:
        raise RejectedError("\n".join(problems + wrong))
    return CloudUpload(
        name=texts["name"],
        email=texts["email"].lower(),
        company=texts["company"],
        note=_text(asked.get("note"), _LONGEST_NOTE),
        terms_accepted_at=now.isoformat(timespec="seconds"),
        files=files,
    )


def begin_upload(app: App, upload: CloudUpload) -> str:
    """Keeps the upload's row for an hour; the session's id, which nobody can guess."""
    session = secrets.token_urlsafe(24)
    app.backend.records.put(
        TableName.SESSIONS,
        session,
        upload.model_dump_json(),
        expected=0,
        expires_at=app.backend.clock.now() + KEPT,
    )
    return session


def find_upload(app: App, session: str) -> CloudUpload | None:
    """The upload of a session; None where there is none, or none any more."""
    stored = app.backend.records.get(TableName.SESSIONS, session)
    return CloudUpload.model_validate_json(stored.body) if stored else None


def is_session(text: str) -> bool:
    """Whether ``text`` is a session's id; an RFQ's, under which attachments are kept, is none."""
    return bool(_ID.fullmatch(text))


def _files(asked: object) -> tuple[tuple[ExpectedFile, ...], list[str]]:
    if not isinstance(asked, list) or not asked:
        return (), ["Choose a file first"]
    if len(asked) > MOST_FILES:
        return (), [f"At most {MOST_FILES} files go into one request"]
    problems, names, total = [], [], 0
    for number, one in enumerate(asked, start=1):
        name = _text(one.get("name"), 500) if isinstance(one, dict) else ""
        size = one.get("size") if isinstance(one, dict) else None
        if not name or not isinstance(size, int) or isinstance(size, bool):
            return (), ["Say name and size of every file"]
        if problem := ending_problem(name) or ("" if size > 0 else "this file is empty"):
            problems.append(f"{name[:120]}: {problem}")
        names.append(safe_name(name, "", number))
        total += max(size, 0)
    if total > LARGEST_UPLOAD:
        problems.append(f"All files together are at most {LARGEST_UPLOAD // 1024 // 1024} MB")
    return tuple(
        ExpectedFile(name=name, media_type=media_type(name, "", b"")) for name in unique_names(names)
    ), problems


def _text(value: object, longest: int) -> str:
    return value.replace("\r\n", "\n").strip()[:longest] if isinstance(value, str) else ""
