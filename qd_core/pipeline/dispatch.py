"""Dispatch: the people who must act are told, and the clock is set (24 h reminder, 48 h escalation)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.model.event import Event, EventKind
from qd_core.model.review import OPEN_STATES
from qd_core.pipeline.clocks import DELIVERY, REMINDER, TEXT, rfq_of, set_clock
from qd_core.pipeline.crm import tell_crm
from qd_core.pipeline.delivery_queue import resume_delivery
from qd_core.pipeline.notices import notify
from qd_core.pipeline.resume import give_up_step

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["DISPATCHED", "dispatch_step", "due_step"]

DISPATCHED = (EventKind.READY, EventKind.CLARIFY, EventKind.OUT_OF_SCOPE, EventKind.REJECT, EventKind.REPLIED)
"""The events that go out on the bus to be told to people."""

_SAY = {
    EventKind.READY: "A draft is ready to be reviewed",
    EventKind.CLARIFY: "An RFQ needs questions answered",
    EventKind.OUT_OF_SCOPE: "An RFQ asks for something not carried",
    EventKind.REJECT: "A message was screened out",
    EventKind.REPLIED: "The buyer has answered",
}


def dispatch_step(app: App, body: str) -> None:
    """Tells the rep on call of one event and sets the clock. Each notifier hears of an event once: a retry after one
    of several failed does not tell the others again."""
    event = Event.model_validate_json(body)
    if event.kind not in DISPATCHED:
        return
    found = app.draft(event.rfq_id)
    if found is None:
        return
    record = found[0]
    if event.kind is not EventKind.REJECT:
        if record.state in OPEN_STATES:  # an event may come late, when the draft is decided already
            set_clock(app, record, start=event.at)
        people = app.deployment.people
        to = (
            (record.assignee or people.on_call_rep,)
            if (record.assignee or people.on_call_rep)
            else people.reps
        )
        notify(app, event.event_id, record, kind=event.kind, to=to, say=_SAY[event.kind], urgency="info")
        tell_crm(app, record)


def due_step(app: App, name: str, body: str) -> None:
    """What happens when a clock strikes: a delivery that has not come to its end goes on; a text that does not come is
    waited for no longer; the same rep is reminded; later the sales lead is paged. Nothing where the RFQ is beyond that.
    """
    clock = name.partition("/")[0]
    if clock == DELIVERY:
        resume_delivery(app, rfq_of(body))
    elif clock == TEXT:
        give_up_step(app, rfq_of(body))
    else:
        _remind(app, name, body, page=clock != REMINDER)


def _remind(app: App, name: str, body: str, *, page: bool) -> None:
    """``body`` tells when the clock was to strike: one that was set anew, as after a buyer's answer, strikes anew."""
    rfq_id, _, due = body.partition(" ")
    found = app.draft(rfq_id)
    if found is None or found[0].state not in OPEN_STATES:  # erased, or decided
        return
    record = found[0]
    people, settings = app.deployment.people, app.deployment.app
    if page:
        kind, whom, urgency = EventKind.ESCALATED, people.sales_lead, "page"
        say = f"Nobody has acted for {settings.escalation_hours} hours"
    else:
        kind, whom, urgency = EventKind.REMINDED, record.assignee or people.on_call_rep, "reminder"
        say = f"Still waiting after {settings.reminder_hours} hours"
    to = tuple(filter(None, (whom,)))
    notify(app, f"{name}/{due}", record, kind=kind, to=to, say=say, urgency=urgency)
