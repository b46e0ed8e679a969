"""`dispatch`: tells people and the CRM of a draft or a move, and sets the clock; forwards the cost alarm to them."""

from __future__ import annotations

import json

from aws_lambda_powertools.utilities.data_classes import EventBridgeEvent

from qd_core.entry.lambdas.function import Event, about_rfq, failing_visibly, lambda_function, logger
from qd_core.entry.lambdas.topics import is_from_topic, topic_messages
from qd_core.errors import QdError
from qd_core.pipeline.app import App
from qd_core.pipeline.dispatch import dispatch_step
from qd_core.pipeline.notices import forward_alarm
from qd_core.ports import QueueName

__all__ = ["handler"]

_COST_ALARM = "qd-cost-alarm"
_SUBJECT = "AWS costs more than planned"


@lambda_function
def handler(app: App, event: Event) -> None:
    """An event of the bus qd-events, or messages of the topic qd-cost-alarm."""
    if is_from_topic(event):
        for message in topic_messages(event):
            if message.topic != _COST_ALARM:
                raise QdError(f"topic {message.topic} is not one that is forwarded")
            forward_alarm(app, message.message_id, subject=message.subject or _SUBJECT, text=message.text)
            logger.info("cost alarm forwarded", extra={"alarm": message.message_id})
        return
    if "detail-type" not in event:
        raise QdError("neither EventBridge nor SNS sent this event")
    happened = EventBridgeEvent(event)
    rfq_id = str(happened.detail.get("rfq_id", ""))
    with about_rfq(rfq_id), failing_visibly(app, rfq_id, step=QueueName.EVENTS):
        dispatch_step(app, json.dumps(happened.detail))
        logger.info("told of %s", happened.detail_type)
