"""Sign in and out."""

from __future__ import annotations

from math import ceil

from starlette.responses import RedirectResponse, Response

from qd_core.entry.web import sessions
from qd_core.entry.web.visits import Access, Visit, local_path, page

__all__ = ["routes"]


def sign_in(visit: Visit) -> Response:
    """The form; who is signed in already goes on."""
    target = local_path(visit.asked("next", "/queue", longest=2000))
    if visit.session.person is not None:
        return RedirectResponse(target, 303)
    return visit.render("login.html", target=target, email="", problem=())


def check(visit: Visit) -> Response:
    """Checks the password. Whoever guesses waits: five tries an account, twenty an address, then five minutes."""
    desk, now = visit.desk, visit.app.backend.clock.now()
    email, target = visit.text("email", longest=320).lower(), local_path(visit.text("next", "/queue"))
    client = visit.request.client.host if visit.request.client else ""
    wait = max(desk.by_account.wait(email, now), desk.by_address.wait(client, now))
    if wait:
        minutes = max(1, ceil(wait.total_seconds() / 60))
        words = ("Too many tries.", f"Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again.")
        return visit.render("login.html", status=429, target=target, email=email, problem=words)
    password = visit.form.get("password", "")
    person = desk.people.check(email, password if isinstance(password, str) else "")
    if person is None:
        desk.by_address.failed(client, now)
        left = desk.by_account.failed(email, now)
        rest = f"{left} tries are left" if left > 1 else "One try is left" if left else "No try is left"
        words = ("That e-mail and password do not match.", f"{rest}, then this account waits 5 minutes.")
        return visit.render("login.html", status=403, target=target, email=email, problem=words)
    desk.by_account.forgive(email)
    sessions.end(desk, visit.session)
    response = RedirectResponse(target, 303)
    sessions.remember(response, desk, sessions.begin(desk, person))
    return response


def sign_out(visit: Visit) -> Response:
    """Ends the session here, not only in this browser."""
    sessions.end(visit.desk, visit.session)
    return visit.go("/login", said="signed-out")


routes = [
    page("/login", sign_in, access=Access.ANYBODY),
    page("/login", check, methods=("POST",), access=Access.ANYBODY),
    page("/logout", sign_out, methods=("POST",), access=Access.ANYBODY),
]
