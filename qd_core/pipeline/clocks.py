"""Clocks: the one-off calls that a draft has set for later, and how they are stopped."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qd_core.errors import TransientError
from qd_core.model.review import DraftRecord
from qd_core.pipeline.working_time import add_working_hours

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = [
    "DELIVERY",
    "ESCALATION",
    "REMINDER",
    "TEXT",
    "TEXT_WAIT",
    "expect_delivery",
    "expect_text",
    "rfq_of",
    "set_clock",
    "stop_clock",
    "stop_expecting",
]

_log = logging.getLogger("qd")

REMINDER, ESCALATION, DELIVERY, TEXT = "remind", "escalate", "deliver", "text"
_OVERDUE = timedelta(minutes=10)
"""More than the first call of a delivery and Lambda's two further ones take, one after the other."""
TEXT_WAIT = timedelta(minutes=30)
"""How long an RFQ waits for text that is read elsewhere: longer than a service takes for its largest file."""


def set_clock(app: App, record: DraftRecord, *, start: datetime) -> None:
    """The reminder and the escalation of one draft, counted from ``start``; setting them again replaces them."""
    settings = app.deployment.app
    for name, hours in ((REMINDER, settings.reminder_hours), (ESCALATION, settings.escalation_hours)):
        _set(app, name, record.rfq_id, add_working_hours(start, timedelta(hours=hours), settings))


def stop_clock(app: App, rfq_id: str) -> None:
    """Nobody is reminded any more; harmless where no clock runs."""
    _stop(app, REMINDER, rfq_id)
    _stop(app, ESCALATION, rfq_id)


def expect_delivery(app: App, rfq_id: str) -> None:
    """To be called before a draft is saved as one that is to be delivered: should the process die between that and the
    call that delivers, the clock makes the call. Approving does not fail for a clock that cannot be set."""
    try:
        _set(app, DELIVERY, rfq_id, app.backend.clock.now() + _OVERDUE)
    except TransientError as error:
        _log.warning("no clock watches over the delivery of RFQ %s: %s", rfq_id, error)


def expect_text(app: App, rfq_id: str) -> None:
    """Files of the RFQ are being read elsewhere: should nobody say that it is done, the clock ends the waiting."""
    _set(app, TEXT, rfq_id, app.backend.clock.now() + TEXT_WAIT)


def stop_expecting(app: App, what: str, rfq_id: str) -> None:
    """``what`` has come: `DELIVERY` to its end, or all the `TEXT`."""
    _stop(app, what, rfq_id)


def rfq_of(body: str) -> str:
    """The RFQ that a call is about. A call's body is its id and when it was to come."""
    return body.partition(" ")[0]


def _set(app: App, name: str, rfq_id: str, when: datetime) -> None:
    app.backend.scheduler.at(when, f"{name}/{rfq_id}", f"{rfq_id} {when:%Y-%m-%dT%H:%M:%SZ}")


def _stop(app: App, name: str, rfq_id: str) -> None:
    """One that cannot be stopped now strikes in vain: it finds the draft closed. What was decided does not fail."""
    try:
        app.backend.scheduler.cancel(f"{name}/{rfq_id}")
    except TransientError as error:
        _log.warning("the clock %s of RFQ %s was not stopped: %s", name, rfq_id, error)
