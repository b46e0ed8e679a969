"""Telling once: a step that is done again after a crash puts nothing on the trail a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.model.event import Event, EventKind

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["tell_once", "told"]


def told(app: App, kind: EventKind, rfq_id: str, **facts: str) -> Event | None:
    """The event of ``kind`` on the trail of ``rfq_id`` that carries ``facts``; None where there is none. An empty fact
    is one that the event does not have."""
    for body in app.backend.audit.trail(rfq_id):
        event = Event.model_validate_json(body)
        if event.kind is kind and all(event.data.get(name, "") == value for name, value in facts.items()):
            return event
    return None


def tell_once(
    app: App, kind: EventKind, rfq_id: str, *, again: bool, generation: int = 0, **data: str
) -> None:
    """``App.tell`` for a step of the reading ``generation``. ``again`` says that the step has been here before.

    What is on the trail already goes on the bus once more, under its own id: the crash may have come between the two.
    Whoever listens knows the id, and acts once.
    """
    reading = str(generation) if generation else ""
    if again and (event := told(app, kind, rfq_id, reading=reading)) is not None:
        app.backend.events.publish(kind, event.model_dump_json())
        return
    app.tell(kind, rfq_id, **data, **({"reading": reading} if reading else {}))
