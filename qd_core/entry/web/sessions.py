"""Who is signed in: a random cookie, whose digest is the key of a record on the server. Nothing to forge, and a session
ends when it is ended here."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from qd_core.entry.web.desk import LOCAL_ADMIN, Desk
from qd_core.entry.web.person import Person
from qd_core.ports import TableName

__all__ = ["SESSION_HOURS", "Session", "begin", "current", "end", "remember"]

SESSION_HOURS = 12
_LENGTH = 43


@dataclass(frozen=True)
class Session:
    """``token`` is the cookie's value; ``person`` is who is signed in, None for a visitor. ``fresh`` is true where
    the browser does not have the cookie yet."""

    token: str
    person: Person | None
    fresh: bool = False

    def form_token(self, desk: Desk) -> str:
        """What a form must carry to be this session's."""
        return desk.sign("form-token", self.token)

    def owns(self, desk: Desk, form_token: str) -> bool:
        """Whether ``form_token`` was given to this session."""
        return hmac.compare_digest(self.form_token(desk).encode(), form_token.encode())


def current(request: Request, desk: Desk) -> Session:
    """The session of a request. Where no password is needed, the person at this machine."""
    token = request.cookies.get(_name(desk), "")
    fresh = len(token) != _LENGTH or not token.isascii()
    if fresh:
        token = secrets.token_urlsafe(32)
    person = None if fresh else _signed_in(desk, token)
    if person is None and not desk.login_required:
        person = LOCAL_ADMIN
    return Session(token, person, fresh)


def begin(desk: Desk, person: Person) -> Session:
    """A new session for somebody whose password was right; never the visitor's own, which another may know."""
    token = secrets.token_urlsafe(32)
    now = desk.app.backend.clock.now()
    body = json.dumps({"email": person.email, "stamp": person.stamp, "since": now.isoformat()})
    expiry = now + timedelta(hours=SESSION_HOURS)
    desk.app.backend.records.put(TableName.SESSIONS, _key(token), body, expected=0, expires_at=expiry)
    return Session(token, person, fresh=True)


def end(desk: Desk, session: Session) -> None:
    """Signs out: the cookie opens nothing any more."""
    desk.app.backend.records.delete(TableName.SESSIONS, _key(session.token))


def remember(response: Response, desk: Desk, session: Session) -> None:
    """Gives the browser its cookie."""
    response.set_cookie(
        _name(desk),
        session.token,
        max_age=SESSION_HOURS * 3600,
        httponly=True,
        samesite="lax",
        secure=desk.secure,
        path="/",
    )


def _signed_in(desk: Desk, token: str) -> Person | None:
    stored = desk.app.backend.records.get(TableName.SESSIONS, _key(token))
    if stored is None:
        return None
    kept = json.loads(stored.body)
    person = desk.people.get(kept["email"])
    return person if person and person.stamp == kept["stamp"] else None


def _name(desk: Desk) -> str:
    return "__Host-qd" if desk.secure else "qd"


def _key(token: str) -> str:
    return "web/" + hashlib.sha256(token.encode()).hexdigest()
