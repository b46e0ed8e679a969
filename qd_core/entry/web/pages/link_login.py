"""Sign in without a password: a link is mailed to whoever the deployment names, good for a quarter of an hour, once.

GET shows, POST acts: a mail gateway that fetches a link signs nobody in.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from starlette.responses import RedirectResponse, Response

from qd_core.entry.links import SIGN_IN_MINUTES
from qd_core.entry.web import sessions
from qd_core.entry.web.pages.login import sign_out
from qd_core.entry.web.person import Person
from qd_core.entry.web.visits import Access, Visit, local_path, page
from qd_core.errors import RejectedError
from qd_core.ports import OutgoingMail

__all__ = ["enter", "routes"]

_LEASE = timedelta(minutes=SIGN_IN_MINUTES)


def sign_in(visit: Visit) -> Response:
    """The form; who is signed in already goes on."""
    target = local_path(visit.asked("next", "/queue", longest=2000))
    if visit.session.person is not None:
        return RedirectResponse(target, 303)
    return visit.render("link_login.html", target=target, email="", sent=False, problem="", link=None)


def send(visit: Visit) -> Response:
    """Mails the link, and says the same whether the address is known or not. Whoever asks too often waits."""
    desk, now = visit.desk, visit.app.backend.clock.now()
    email = visit.text("email", longest=320).lower()
    client = visit.request.client.host if visit.request.client else ""
    target = local_path(visit.text("next", "/queue"))
    if desk.by_account.wait(email, now) or desk.by_address.wait(client, now):
        words = "Too many tries. Wait 5 minutes, then try again."
        return visit.render(
            "link_login.html", status=429, target=target, email=email, sent=False, problem=words, link=None
        )
    desk.by_account.failed(email, now)
    desk.by_address.failed(client, now)
    if (person := desk.people.get(email)) is not None:
        _mail(visit, person, target)
    return visit.render("link_login.html", target=target, email=email, sent=True, problem="", link=None)


def show(visit: Visit) -> Response:
    """Asks once more, so that only a person is signed in."""
    link = visit.desk.signer.read_sign_in(visit.path("token"))
    return visit.render(
        "link_login.html", target="", email=link.person, sent=False, problem="", link=visit.path("token")
    )


def come_in(visit: Visit) -> Response:
    """Begins the session; the link is then spent."""
    link = visit.desk.signer.read_sign_in(visit.path("token"))
    claims, name = visit.app.backend.claims, f"sign-in/{link.nonce}"
    owner = visit.app.backend.ids.new()
    if claims.result(name) is not None or not claims.claim(name, owner, lease=_LEASE):
        raise RejectedError("this link has been used: ask for another one")
    response = enter(visit, link.person, local_path(link.target))
    claims.complete(name, owner, "used")
    return response


def enter(visit: Visit, email: str, target: str) -> Response:
    """A session for somebody who has shown who they are, and on to ``target``. Raises RejectedError when they may not
    use the desk any more."""
    person = visit.desk.people.get(email)
    if person is None:
        raise RejectedError("this link was made for somebody who may not sign in any more")
    sessions.end(visit.desk, visit.session)
    response = RedirectResponse(target, 303)
    sessions.remember(response, visit.desk, sessions.begin(visit.desk, person))
    return response


def _mail(visit: Visit, person: Person, target: str) -> None:
    app, now = visit.app, visit.app.backend.clock.now()
    sender = app.company.email
    if not sender:
        raise RejectedError("no sender: set [company] email")
    path = visit.desk.signer.sign_in_path(person.email, target)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, person.email
    message["Subject"] = f"Sign in to the quotes of {app.company.name or 'your company'}"
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"Open this within {SIGN_IN_MINUTES} minutes to sign in:\n\n"
        f"{app.deployment.app.base_url.rstrip('/')}{path}\n\nYou did not ask for it? Then nothing is to be done.\n"
    )
    key = f"sign-in/{secrets.token_hex(8)}"
    app.backend.mailer.send(OutgoingMail(sender, (person.email,), message.as_bytes(), key))


routes = [
    page("/login", sign_in, access=Access.ANYBODY),
    page("/login", send, methods=("POST",), access=Access.ANYBODY),
    page("/sign-in/{token}", show, access=Access.ANYBODY),
    page("/sign-in/{token}", come_in, methods=("POST",), access=Access.ANYBODY),
    page("/logout", sign_out, methods=("POST",), access=Access.ANYBODY),
]
