"""What a person decides after a delivery that failed or whose end nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.errors import ConflictError
from qd_core.model.event import EventKind
from qd_core.model.review import DeliveryState, DraftRecord, ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.clocks import expect_delivery
from qd_core.pipeline.delivery_queue import send_anew
from qd_core.pipeline.review import Actor
from qd_core.ports import TableName

if TYPE_CHECKING:
    from datetime import datetime

    from qd_core.pipeline.app import App

__all__ = ["doubt_deliveries", "mark_sent", "send_again", "tell_crm_again"]


def send_again(app: App, rfq_id: str, actor: Actor) -> DraftRecord:
    """Sends an approved quote whose delivery failed once more. Two clicks are one: the second finds it under way.

    Raises ConflictError when there is nothing to send again.
    """
    record, version = _failed(app, rfq_id)
    delivery = record.delivery.model_copy(update={"state": DeliveryState.PENDING, "problem": ""})
    changed = record.model_copy(update={"delivery": delivery})
    expect_delivery(app, rfq_id)
    saved = drafts.save(app, changed, expected=version)
    app.tell(EventKind.SEND_AGAIN, rfq_id, actor=actor.email, why=record.delivery.problem)
    send_anew(app, rfq_id, saved.version)
    return changed


def mark_sent(app: App, rfq_id: str, actor: Actor) -> DraftRecord:
    """The buyer has the quote, as a person found out: it is not sent again, and the CRM is told.

    Raises ConflictError when there is nothing to settle.
    """
    record, version = _failed(app, rfq_id)
    now = app.backend.clock.now()
    delivery = record.delivery.model_copy(
        update={"state": DeliveryState.SENT, "sent_at": record.delivery.sent_at or now, "problem": ""}
    )
    changed = record.model_copy(update={"delivery": delivery})
    expect_delivery(app, rfq_id)
    saved = drafts.save(app, changed, expected=version)
    app.tell(EventKind.SENT, rfq_id, actor=actor.email, to=record.draft.buyer.email, by_hand="true")
    send_anew(app, rfq_id, saved.version)
    return changed


def tell_crm_again(app: App, rfq_id: str, actor: Actor) -> DraftRecord:
    """Tells the CRM of a sent quote once more, after a person mended what it refused. Two clicks are one.

    Raises ConflictError when the CRM refused nothing.
    """
    record, version = drafts.load(app, rfq_id)
    delivery = record.delivery
    if delivery.state is not DeliveryState.SENT or delivery.crm in ("", "done"):
        raise ConflictError("there is nothing to tell the CRM again")
    changed = record.model_copy(update={"delivery": delivery.model_copy(update={"crm": ""})})
    expect_delivery(app, rfq_id)
    saved = drafts.save(app, changed, expected=version)
    app.tell(EventKind.CRM_AGAIN, rfq_id, actor=actor.email, why=delivery.crm)
    send_anew(app, rfq_id, saved.version)
    return changed


def doubt_deliveries(app: App, since: datetime) -> int:
    """After a restore: what was about to be sent at the time of the backup may have gone out since then, so a person
    decides; says how many. Nothing is sent twice because of an old copy."""
    under_way = {"delivery": [DeliveryState.PENDING, DeliveryState.SENDING]}
    doubted = 0
    while page := app.backend.records.find(TableName.DRAFTS, facets=under_way):
        for row in page:
            record, version = drafts.load(app, row.key)
            made = f"{since:%Y-%m-%d %H:%M} UTC"
            why = f"restored from a backup of {made}: the mail may have gone out since. Ask the buyer."
            delivery = record.delivery.model_copy(update={"state": DeliveryState.FAILED, "problem": why})
            drafts.save(app, record.model_copy(update={"delivery": delivery}), expected=version)
            app.tell(EventKind.FAILED, row.key, step="delivery", reason=why)
            doubted += 1
    return doubted


def _failed(app: App, rfq_id: str) -> tuple[DraftRecord, int]:
    record, version = drafts.load(app, rfq_id)
    if record.state is not ReviewState.APPROVED or record.delivery.state is not DeliveryState.FAILED:
        raise ConflictError(f"there is nothing to send again: the delivery is {record.delivery.state}")
    return record, version
