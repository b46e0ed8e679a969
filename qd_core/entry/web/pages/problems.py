"""What could not be processed: nothing is lost, everything can be tried again."""

from __future__ import annotations

import json

from starlette.responses import Response

from qd_core.entry.web.visits import Visit, page
from qd_core.errors import QdError
from qd_core.ports import QueueName

__all__ = ["routes"]

_STEPS = {
    QueueName.INTAKE: "Reading",
    QueueName.PRICER: "Pricing",
    QueueName.COMPOSER: "Composing",
    QueueName.EVENTS: "Telling people",
    QueueName.DELIVERY: "Sending",
}


def problems(visit: Visit) -> Response:
    """Every dead letter with its reason."""
    rows = []
    for name in QueueName:
        for message, reason in visit.app.backend.queue.dead_letters(name):
            rfq_id = _rfq_of(message.body)
            rows.append((_STEPS[name], name, message.body, rfq_id, _subject(visit, rfq_id), reason))
    return visit.render("problems.html", rows=rows)


def revive(visit: Visit) -> Response:
    """Tries one again, from the first attempt."""
    name = visit.text("queue")
    if name not in set(QueueName):
        raise QdError(f"there is no queue {name}")
    visit.desk.backend.queue.revive(QueueName(name), visit.text("body", longest=1_000_000))
    return visit.go("/problems", said="revived")


def _rfq_of(body: str) -> str:
    """The request that a message is about: its body is the id, or an event that names it."""
    if not body.startswith("{"):
        return body
    try:
        return str(json.loads(body).get("rfq_id", ""))
    except ValueError:
        return ""


def _subject(visit: Visit, rfq_id: str) -> str:
    try:
        return visit.app.record(rfq_id)[0].rfq.subject or "Without a subject"
    except QdError:
        return ""


routes = [page("/problems", problems), page("/problems", revive, methods=("POST",))]
