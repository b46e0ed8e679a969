"""The web application: every page module's routes behind one set of rules."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from qd_core.entry.web import sessions
from qd_core.entry.web.desk import Desk
from qd_core.entry.web.headers import GuardedAnswers
from qd_core.entry.web.pages import (
    actions,
    catalog_search,
    dashboard,
    documents,
    edit,
    export,
    files,
    form,
    form_interface,
    ingest,
    keys,
    link_login,
    links,
    login,
    outbox,
    phone,
    portal,
    portal_stream,
    problems,
    queue,
    review,
)
from qd_core.entry.web.visits import Visit

__all__ = ["build_web"]

_PAGES = (
    queue,
    export,
    review,
    edit,
    actions,
    files,
    ingest,
    catalog_search,
    documents,
    problems,
    links,
    keys,
    dashboard,
    phone,
)
_HERE = (outbox, form, form_interface, portal, portal_stream)
"""Pages of a desk on a machine of its own: what it sends is in a folder, and buyers reach it directly."""

_WORDS = {
    401: ("Sign in first", "This page is for people of the company."),
    404: ("Not here", "There is no such page."),
    405: ("Not like this", "This address does not take that kind of request."),
    408: ("Too slow", "The form took too long to arrive. Try again."),
    413: ("Too large", "That is more than this form takes."),
}


def build_web(desk: Desk) -> Starlette:
    """The application; ``desk`` is found by every page as ``request.app.state.desk``."""
    routes: list[BaseRoute] = [desk.static.route]
    here = _HERE if desk.local is not None else ()
    for module in (*_PAGES, *here, link_login if desk.people.by_link else login):
        routes.extend(module.routes)
    guarded = Middleware(
        GuardedAnswers,
        names=lambda: None if desk.login_required else desk.local_names,
        secure=desk.secure,
    )
    web = Starlette(routes=routes, middleware=[guarded], exception_handlers={HTTPException: _in_words})
    web.state.desk = desk
    return web


async def _in_words(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    title, words = _WORDS.get(
        status, ("That did not work", str(getattr(error, "detail", "")) or "Try again.")
    )
    desk: Desk = request.app.state.desk
    visit = Visit(request, desk, sessions.current(request, desk))
    return visit.render("error.html", status=status, title=title, words=words)
