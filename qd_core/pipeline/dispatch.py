"""Dispatch: the people who must act are told, and the clock is set (24 h reminder, 48 h escalation)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qd_core.errors import TransientError
from qd_core.model.event import Event, EventKind
from qd_core.model.review import OPEN_STATES, DraftRecord
from qd_core.pipeline import drafts
from qd_core.pipeline.crm import tell_crm
from qd_core.pipeline.tell_once import told
from qd_core.pipeline.working_time import add_working_hours
from qd_core.plugin.protocols import Notice

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = [
    "DISPATCHED",
    "dispatch_step",
    "escalate_step",
    "forward_alarm",
    "notify",
    "set_clock",
    "stop_clock",
]

_log = logging.getLogger("qd")

DISPATCHED = (EventKind.READY, EventKind.CLARIFY, EventKind.OUT_OF_SCOPE, EventKind.REJECT, EventKind.REPLIED)
"""The events that go out on the bus to be told to people."""

_CLOCKS = ("remind", "escalate")
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


def set_clock(app: App, record: DraftRecord, *, start: datetime) -> None:
    """The reminder and the escalation of one draft, counted from ``start``; setting them again replaces them."""
    settings = app.deployment.app
    for name, hours in zip(_CLOCKS, (settings.reminder_hours, settings.escalation_hours), strict=True):
        when = add_working_hours(start, timedelta(hours=hours), settings)
        app.backend.scheduler.at(
            when, f"{name}/{record.rfq_id}", f"{record.rfq_id} {when:%Y-%m-%dT%H:%M:%SZ}"
        )


def stop_clock(app: App, rfq_id: str) -> None:
    """Nobody is reminded any more; harmless where no clock runs. One that cannot be stopped now strikes in vain: it
    finds the draft closed. What was decided does not fail for it."""
    for name in _CLOCKS:
        try:
            app.backend.scheduler.cancel(f"{name}/{rfq_id}")
        except TransientError as error:
            _log.warning("the clock %s of RFQ %s was not stopped: %s", name, rfq_id, error)


def escalate_step(app: App, name: str, body: str) -> None:
    """What happens when the clock strikes: the same rep is reminded, then the sales lead is paged; nothing where the
    draft is no longer open. ``body`` is the RFQ's id and when it was to strike: a clock that was set anew, as after a
    buyer's answer, strikes anew."""
    rfq_id, _, due = body.partition(" ")
    record, _ = drafts.load(app, rfq_id)
    if record.state not in OPEN_STATES:
        return
    people = app.deployment.people
    if name.startswith("remind/"):
        to = tuple(filter(None, (record.assignee or people.on_call_rep,)))
        say = f"Still waiting after {app.deployment.app.reminder_hours} hours"
        notify(app, f"{name}/{due}", record, kind=EventKind.REMINDED, to=to, say=say, urgency="reminder")
    else:
        to = tuple(filter(None, (people.sales_lead,)))
        say = f"Nobody has acted for {app.deployment.app.escalation_hours} hours"
        notify(app, f"{name}/{due}", record, kind=EventKind.ESCALATED, to=to, say=say, urgency="page")


def notify(
    app: App, key: str, record: DraftRecord, *, kind: EventKind, to: tuple[str, ...], say: str, urgency: str
) -> None:
    """Every notifier, each once for ``key``. The first failure is raised after all were asked."""
    said = kind if urgency != "info" else EventKind.NOTIFIED
    if told(app, said, record.rfq_id, notice=key) is not None:
        return
    draft = record.draft
    who = draft.buyer.company or draft.buyer.name or draft.buyer.email or "an unknown buyer"
    notice = Notice(
        kind=kind,
        rfq_id=record.rfq_id,
        recipients=to,
        subject=f"{say}: {draft.reference} for {who}",
        text="\n".join(reason.detail for reason in draft.reasons),
        link=app.review_link(
            record, to[0] if len(to) == 1 else ""
        ),  # what several hold acts in nobody's name
        urgency=urgency,
        page=app.draft_page(record.rfq_id),
    )
    _everybody_once(app, key, notice)
    app.tell(said, record.rfq_id, to=", ".join(to), about=kind, notice=key)


def forward_alarm(app: App, key: str, *, subject: str, text: str) -> None:
    """An alarm about no RFQ, to where drafts are announced too, once for ``key``. By mail it comes of itself."""
    people = app.deployment.people
    to = tuple(filter(None, (people.on_call_rep,)))
    notice = Notice(
        kind="cost.alarm",
        rfq_id="",
        recipients=to,
        subject=subject,
        text=text,
        urgency="page",
        page=app.deployment.app.base_url,
    )
    _everybody_once(app, f"alarm/{key}", notice, but=("email",))


def _everybody_once(app: App, key: str, notice: Notice, *, but: Sequence[str] = ()) -> None:
    """Every notifier, each once for ``key``. The first failure is raised after all were asked."""
    failure: Exception | None = None
    for name, notifier in app.providers.notifiers:
        if name in but:
            continue
        claim = f"notify/{key}/{name}"
        if not app.backend.claims.claim(claim, "dispatch", lease=timedelta(minutes=2)):
            continue
        try:
            notifier.notify(notice)
        except Exception as error:  # noqa: BLE001 - one notifier's failure must not silence the others
            app.backend.claims.release(claim, "dispatch")
            failure = failure or error
            continue
        try:
            app.backend.claims.complete(claim, "dispatch", "done")
        except TransientError as error:  # it is told: failing now would have it told again
            _log.warning("that %s was told is not noted: %s", name, error)
    if failure is not None:
        raise failure
