"""One request to a page: who asks, what the form says, and how the answer is made.

A page is a plain function from a ``Visit`` to a response; ``page`` makes a route of it that keeps the rules: signed in
where that is needed, a form only with this session's token, a body of bounded size, errors as pages with words.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message

from qd_core.entry.web import sessions
from qd_core.entry.web.desk import Desk
from qd_core.entry.web.notices import NOTICES
from qd_core.errors import ConflictError, QdError, RejectedError
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Actor

__all__ = ["Access", "Handler", "Visit", "current_actor", "local_path", "page"]

log = logging.getLogger("qd")
FORM_BYTES = 2 * 1024 * 1024
FORM_SECONDS = 30.0
_SAFE = frozenset({"GET", "HEAD"})


class Access(StrEnum):
    """Who may see a page."""

    DESK = "desk"
    """Whoever is signed in."""
    ANYBODY = "anybody"
    """Buyers too."""


@dataclass(frozen=True)
class Visit:
    """One request. ``form`` holds the fields of a POST; files only where the page asked for them."""

    request: Request
    desk: Desk
    session: sessions.Session
    form: FormData = field(default_factory=FormData)

    @property
    def app(self) -> App:
        """The pipeline."""
        return self.desk.app

    @property
    def actor(self) -> Actor:
        """Who acts. Raises HTTPException (401) for a visitor who is not signed in."""
        if self.session.person is None:
            raise HTTPException(401)
        return self.session.person.actor

    def path(self, name: str) -> str:
        """A part of the address (``/rfq/{rfq_id}``)."""
        return str(self.request.path_params[name])

    def asked(self, name: str, default: str = "", *, longest: int = 200) -> str:
        """A value of the query, without surrounding space."""
        return self.request.query_params.get(name, default).strip()[:longest]

    def text(self, name: str, default: str = "", *, longest: int = 20_000) -> str:
        """A field of the form, without surrounding space; line ends as ``\\n``."""
        value = self.form.get(name, default)
        return value.replace("\r\n", "\n").strip()[:longest] if isinstance(value, str) else default

    def texts(self, name: str) -> list[str]:
        """Every value of a field that may come several times."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def render(self, template: str, *, status: int = 200, **context: object) -> Response:
        """A page. Templates know ``visit``, ``person``, ``desk``, ``form_token`` and ``notice`` beside ``context``."""
        body = self.desk.templates.get_template(template).render(
            visit=self,
            desk=self.desk,
            person=self.session.person,
            company=self.app.company,
            form_token=self.session.form_token(self.desk),
            notice=NOTICES.get(self.asked("said")),
            **context,
        )
        return HTMLResponse(body, status)

    def go(self, path: str, *, said: str = "") -> Response:
        """Sends the browser on after a POST (303). ``said`` is a key of ``NOTICES``, shown there."""
        target = local_path(path)
        if said:
            head, hash_, anchor = target.partition("#")
            target = f"{head}{'&' if '?' in head else '?'}said={quote(said)}{hash_}{anchor}"
        return RedirectResponse(target, 303)


Handler = Callable[[Visit], Response]


def page(
    path: str,
    handler: Handler,
    *,
    methods: Sequence[str] = ("GET",),
    access: Access = Access.DESK,
    form_token: bool = True,
    files: int = 0,
    form_bytes: int = FORM_BYTES,
    form_seconds: float | None = None,
) -> Route:
    """The route of a page. ``form_token=False`` is for forms that come from elsewhere and bring a secret of their own;
    ``files`` is how many files a form may carry, ``form_seconds`` how long it may take to come (30 where nothing is
    said)."""

    async def answer(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        loop = asyncio.get_running_loop()
        session = await loop.run_in_executor(desk.pool, sessions.current, request, desk)
        form = FormData()
        if request.method not in _SAFE and (session.person is not None or access is Access.ANYBODY):
            form = await _form(request, files, form_bytes, form_seconds or FORM_SECONDS)
        visit = Visit(request, desk, session, form)
        try:
            response = await loop.run_in_executor(desk.pool, _answered, handler, visit, access, form_token)
        finally:
            await form.close()
        if session.fresh:
            sessions.remember(response, desk, session)
        return response

    return Route(path, answer, methods=list(methods), name=handler.__name__)


def current_actor(request: Request) -> Actor:
    """Who acts in a request that does not come through ``page``. Raises HTTPException (401) for a stranger."""
    desk: Desk = request.app.state.desk
    return Visit(request, desk, sessions.current(request, desk)).actor


def local_path(target: str) -> str:
    """``target`` where it is a path of this desk, else the front page: no link leads a person elsewhere."""
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return "/"
    if any(ord(char) < 33 or ord(char) == 127 for char in target):
        return "/"
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc else target


def _answered(handler: Handler, visit: Visit, access: Access, form_token: bool) -> Response:
    return _turned_away(visit, access, form_token) or _safely(handler, visit)


def _turned_away(visit: Visit, access: Access, form_token: bool) -> Response | None:
    request = visit.request
    if access is Access.DESK and visit.session.person is None:
        if request.method in _SAFE:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/login?next={quote(request.url.path + query, safe='')}", 303)
        return visit.render("error.html", status=401, title="Sign in first", words="Your session has ended.")
    if request.method in _SAFE or not form_token:
        return None
    from_here = request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
    if not from_here or not visit.session.owns(visit.desk, visit.text("form_token")):
        words = (
            "This form is not of your session, or is older than it. Go back, load the page again, try again."
        )
        return visit.render("error.html", status=403, title="Nothing was done", words=words)
    return None


def _safely(handler: Handler, visit: Visit) -> Response:
    """The page, or the reason why there is none, in words."""
    try:
        return handler(visit)
    except HTTPException:
        raise
    except ConflictError as error:
        return visit.render("error.html", status=409, title="Somebody was faster", words=str(error))
    except RejectedError as error:
        return visit.render("error.html", status=422, title="That did not work", words=str(error))
    except QdError as error:
        return visit.render("error.html", status=404, title="Not here", words=str(error))
    except Exception:
        log.exception("%s %s", visit.request.method, _path_to_log(visit.request))
        words = "This is a mistake of ours. It is in the log, with the time. Nothing was sent because of it."
        return visit.render("error.html", status=500, title="Something broke", words=words)


def _path_to_log(request: Request) -> str:
    """The path without the token of a signed link: whoever has that may act, and logs are read by many."""
    path, token = request.url.path, request.path_params.get("token")
    return path.replace(str(token), "TOKEN") if token else path


async def _form(request: Request, files: int, longest: int, seconds: float) -> FormData:
    """The form's fields. Raises HTTPException when the body is too large, comes too slowly, or is no form."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > longest:
        raise HTTPException(413, "the form is too large")
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > longest:
            raise HTTPException(413, "the form is too large")
        return message

    bounded = Request(request.scope, receive)
    try:
        async with asyncio.timeout(seconds):
            return await bounded.form(max_files=files, max_fields=4000, max_part_size=longest)
    except TimeoutError:
        raise HTTPException(408, "the form came too slowly") from None
    except ClientDisconnect:
        raise HTTPException(400, "the form did not come whole") from None
