"""Signed one-time links: for people who are told of a draft by mail or Slack. GET shows, POST acts, once.

Whoever fetches a link ahead of its reader (mail gateways do) changes nothing: not even the trail says that it was seen.
"""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from qd_core.entry.links import SignedLink
from qd_core.entry.web.pages.link_login import enter
from qd_core.entry.web.view.covers import marked
from qd_core.entry.web.visits import Access, Visit, page
from qd_core.errors import ConflictError, RejectedError
from qd_core.pipeline import drafts
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.review import Actor, approve, obstacles, reject

__all__ = ["routes"]

_LEASE = timedelta(minutes=5)


def show(visit: Visit) -> Response:
    """The quote in short, and what its reader may do."""
    return _page(visit, visit.desk.signer.read(visit.path("token")))


def act(visit: Visit) -> Response:
    """Approves, rejects or opens the desk in the name of the person the link was made for; it is then spent."""
    link = visit.desk.signer.read(visit.path("token"))
    claims, name = visit.app.backend.claims, f"link/{link.nonce}"
    owner = visit.app.backend.ids.new()
    if claims.result(name) is not None or not claims.claim(name, owner, lease=_LEASE):
        return _page(visit, link, status=409)
    try:
        if visit.text("act") == "open":
            response = _open(visit, link)
            claims.complete(name, owner, f"opened {visit.app.backend.clock.now().isoformat()}")
            return response
        done = _act(visit, link)
    except (ConflictError, RejectedError) as error:
        claims.release(name, owner)  # nothing was done: the link still counts
        return _page(visit, link, status=422, problem=str(error))
    except BaseException:
        claims.release(name, owner)
        raise
    claims.complete(name, owner, done)
    return _page(visit, link)


def _open(visit: Visit, link: SignedLink) -> Response:
    """Signs the link's person in, where that is how people sign in, and shows the draft in the desk."""
    if not visit.desk.people.by_link:
        raise RejectedError("sign in with your password to open the desk")
    _actor(visit, link)
    return enter(visit, link.person, f"/rfq/{link.rfq_id}")


def _act(visit: Visit, link: SignedLink) -> str:
    app, actor = visit.app, _actor(visit, link)
    if visit.text("act") == "approve":
        approve(app, link.rfq_id, actor, digest=visit.text("digest"))
        send_later(app, link.rfq_id)
        return f"approved {app.backend.clock.now().isoformat()}"
    if visit.text("act") == "reject":
        reject(app, link.rfq_id, actor, reason=visit.text("reason", longest=1000))
        return f"rejected {app.backend.clock.now().isoformat()}"
    raise RejectedError("choose: approve or reject")


def _actor(visit: Visit, link: SignedLink) -> Actor:
    """Who the link was made for, with the roles they have now. Raises RejectedError when they have none any more."""
    actor = visit.desk.roles_of(link.person)
    if not link.person or not actor.roles:
        raise RejectedError("this link was made for nobody who may act here: sign in instead")
    return actor


def _page(visit: Visit, link: SignedLink, *, status: int = 200, problem: str = "") -> Response:
    app = visit.app
    head, _ = drafts.load(app, link.rfq_id)
    actor = visit.desk.roles_of(link.person)
    now = app.backend.clock.now()
    spent = app.backend.claims.result(f"link/{link.nonce}")
    return visit.render(
        "link.html",
        status=status,
        link=link,
        head=head,
        draft=head.draft,
        cover=marked(head.draft.cover.text, head.draft.gates) if head.draft.cover else (),
        obstacles=obstacles(head, actor, now, app.deployment.app.time_zone),
        may_act=bool(actor.roles),
        spent=spent,
        problem=problem,
        token=visit.path("token"),
    )


routes = [
    page("/link/{token}", show, access=Access.ANYBODY),
    page("/link/{token}", act, methods=("POST",), access=Access.ANYBODY),
]
