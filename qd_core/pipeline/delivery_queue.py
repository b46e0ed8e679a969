"""The queue of deliveries: what puts an approved quote on it, the first time and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.model.review import Delivery, DeliveryState, ReviewState
from qd_core.ports import QueueName, TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["resume_deliveries", "resume_delivery", "send_anew", "send_later"]

_UNDER_WAY = (DeliveryState.PENDING, DeliveryState.SENDING)


def send_later(app: App, rfq_id: str) -> None:
    """Puts the delivery of an approved draft on its queue."""
    app.backend.queue.send(QueueName.DELIVERY, rfq_id, group=rfq_id, dedupe=f"{rfq_id}/deliver")


def send_anew(app: App, rfq_id: str, version: int) -> None:
    """As `send_later`, of a draft that was on the queue before: its record's ``version`` makes this another message
    than that one, however soon it comes."""
    app.backend.queue.send(QueueName.DELIVERY, rfq_id, group=rfq_id, dedupe=f"{rfq_id}/deliver/{version}")


def resume_delivery(app: App, rfq_id: str) -> None:
    """Queues a delivery that has not come to its end; nothing where it has, or where the draft is gone or open."""
    found = app.draft(rfq_id)
    if found is None:
        return
    record, version = found
    if record.state is ReviewState.APPROVED and _is_under_way(record.delivery):
        send_anew(app, rfq_id, version)


def resume_deliveries(app: App) -> int:
    """At start-up: what was approved but not queued when the process died is queued now; says how many.
    Harmless for what is queued already: a delivery goes on from where it stands."""
    found = app.backend.records.find(TableName.DRAFTS, facets={"delivery": list(_UNDER_WAY)}, limit=10_000)
    for record in found:
        send_later(app, record.key)
    return len(found)


def _is_under_way(delivery: Delivery) -> bool:
    return delivery.state in _UNDER_WAY or (delivery.state is DeliveryState.SENT and not delivery.crm)
