"""What a person may do with a draft beside editing it. GET asks once more, POST acts; the pipeline decides."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from qd_core.entry.web.pages import review
from qd_core.entry.web.visits import Handler, Visit, page
from qd_core.errors import ConflictError, RejectedError, TransientError
from qd_core.pipeline.ask import ask
from qd_core.pipeline.buyer import name_buyer
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.reprocess import reprocess
from qd_core.pipeline.resend import mark_sent, send_again, tell_crm_again
from qd_core.pipeline.review import approve, assign, reject

__all__ = ["routes"]


def _approve(visit: Visit) -> None:
    rfq_id = visit.path("rfq_id")
    approve(visit.app, rfq_id, visit.actor, digest=visit.text("digest"))
    send_later(visit.app, rfq_id)


def _reject(visit: Visit) -> None:
    reject(visit.app, visit.path("rfq_id"), visit.actor, reason=visit.text("reason", longest=1000))


def _ask(visit: Visit) -> None:
    text = visit.text("question", longest=20_000)
    ask(visit.app, visit.path("rfq_id"), visit.actor, text=text, digest=visit.text("digest"))


def _name_buyer(visit: Visit) -> None:
    fields = {name: visit.text(name, longest=320) for name in ("email", "name", "company")}
    name_buyer(visit.app, visit.path("rfq_id"), visit.actor, **fields, digest=visit.text("digest"))


def _assign(visit: Visit) -> None:
    to = visit.text("to", longest=320).lower()
    known = {email for email, _ in review.assignable(visit)} | {visit.actor.email, ""}
    if to not in known:
        raise RejectedError(f"there is nobody called {to}")
    assign(visit.app, visit.path("rfq_id"), visit.actor, to=to)


def _reprocess(visit: Visit) -> None:
    reprocess(visit.app, visit.path("rfq_id"), visit.actor, why=visit.text("reason", longest=1000))


def _send_again(visit: Visit) -> None:
    send_again(visit.app, visit.path("rfq_id"), visit.actor)


def _mark_sent(visit: Visit) -> None:
    mark_sent(visit.app, visit.path("rfq_id"), visit.actor)


def _tell_crm_again(visit: Visit) -> None:
    tell_crm_again(visit.app, visit.path("rfq_id"), visit.actor)


_ACTIONS: dict[str, tuple[Callable[[Visit], None], str]] = {
    "approve": (_approve, "approved"),
    "reject": (_reject, "rejected"),
    "ask": (_ask, "asked"),
    "buyer": (_name_buyer, "edited"),
    "assign": (_assign, "assigned"),
    "reprocess": (_reprocess, "reprocessed"),
    "send-again": (_send_again, "sent-again"),
    "mark-sent": (_mark_sent, "marked-sent"),
    "crm-again": (_tell_crm_again, "crm-again"),
}


def _confirming(name: str) -> Handler:
    def confirm(visit: Visit) -> Response:
        """The question before the act, for browsers without a script; changes nothing."""
        return review.show(visit, review.load(visit, visit.path("rfq_id")), asking=name)

    return confirm


def _acting(name: str) -> Handler:
    run, said = _ACTIONS[name]

    def act(visit: Visit) -> Response:
        """Does it, once; what cannot be done is said on top of the page, which shows the state of now."""
        rfq_id = visit.path("rfq_id")
        try:
            run(visit)
        except ConflictError as error:
            return review.show(visit, review.load(visit, rfq_id), status=409, problem=str(error))
        except (RejectedError, TransientError) as error:
            return review.show(visit, review.load(visit, rfq_id), status=422, problem=str(error))
        return visit.go(f"/rfq/{rfq_id}", said=said)

    return act


routes = [
    route
    for name in _ACTIONS
    for route in (
        page(f"/rfq/{{rfq_id}}/{name}", _confirming(name)),
        page(f"/rfq/{{rfq_id}}/{name}", _acting(name), methods=("POST",)),
    )
]
