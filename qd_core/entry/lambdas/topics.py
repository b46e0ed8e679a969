"""Messages of SNS topics, in the envelope that SNS puts around them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from aws_lambda_powertools.utilities.data_classes import SNSEvent

from qd_core.entry.lambdas.function import Event

__all__ = ["TopicMessage", "is_from_topic", "topic_messages"]


@dataclass(frozen=True, slots=True)
class TopicMessage:
    """One message; ``topic`` is the topic's name without account and region."""

    topic: str
    message_id: str
    subject: str
    text: str

    def facts(self) -> dict[str, object]:
        """The message as a JSON object. Raises ValueError when it is none."""
        found = json.loads(self.text)
        if not isinstance(found, dict):
            raise ValueError(f"message {self.message_id} of topic {self.topic} is no JSON object")
        return found


def is_from_topic(event: Event) -> bool:
    """Whether SNS sent the event."""
    records = event.get("Records") or [{}]
    return bool(records[0].get("EventSource") == "aws:sns")


def topic_messages(event: Event) -> Iterator[TopicMessage]:
    """The messages in an event of SNS."""
    for record in SNSEvent(event).records:
        sns = record.sns
        yield TopicMessage(
            topic=sns.topic_arn.rpartition(":")[2],
            message_id=sns.message_id,
            subject=sns.get("Subject") or "",
            text=sns.message,
        )
