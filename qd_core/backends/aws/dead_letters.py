"""The dead letters of a queue: looked at without taking them, and tried again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.items import text_of
from qd_core.backends.aws.resources.queues import FAILURES, QUEUES, DeadLetters
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.work import Work
from qd_core.ports import QueueMessage, QueueName

__all__ = ["FAILURE", "DeadLetterBox", "Letter", "dead_letters_of", "failure_of"]

FAILURE = "failure"
"""The kind of note in qd-work that says why a message failed the last time."""
NO_REASON = "the worker did not answer in time, three times"
_HIDDEN = 30
_MOST = 1000
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Letter:
    """One dead message: ``handle`` removes it, ``sent`` is when it was first sent (milliseconds since 1970)."""

    message: QueueMessage
    reason: str
    handle: str
    sent: int


def dead_letters_of(queue: QueueName) -> DeadLetters:
    """Where the failures of ``queue`` end."""
    return QUEUES[queue].dead if queue in QUEUES else FAILURES[queue]


def failure_of(queue: QueueName, body: str) -> str:
    """The name of the note about a message: what it asks for, since a delivery's receipt does not name the message."""
    return f"{queue}/{body}"


class DeadLetterBox:
    """Reads the dead-letter queues. Of one FIFO group at most ten are seen at once: SQS holds back the rest."""

    def __init__(self, aws: AwsSession, work: Work) -> None:
        self._aws = aws
        self._work = work

    def url(self, queue: QueueName) -> str:
        """The URL of the dead-letter queue."""
        return self._aws.place.queue_url(self._aws.sqs.meta.endpoint_url, dead_letters_of(queue).name)

    def letters(self, queue: QueueName) -> list[Letter]:
        """What is there, oldest first; visible to others again when this returns."""
        url = self.url(queue)
        raw = list(self._received(url))
        for start in range(0, len(raw), _AT_ONCE):
            entries = [
                {"Id": str(index), "ReceiptHandle": one["ReceiptHandle"], "VisibilityTimeout": 0}
                for index, one in enumerate(raw[start : start + _AT_ONCE])
            ]
            with calling(f"queue {dead_letters_of(queue).name}"):
                self._aws.sqs.change_message_visibility_batch(QueueUrl=url, Entries=entries)  # type: ignore[arg-type]
        return sorted((self._letter(queue, one) for one in raw), key=lambda letter: letter.sent)

    def revive(self, queue: QueueName, body: str, again: Callable[[QueueMessage], None]) -> int:
        """Hands each dead message with this body to ``again``, then removes it; says how many."""
        url, count = self.url(queue), 0
        found = [self._letter(queue, one) for one in self._received(url)]
        for letter in found:
            with calling(f"queue {dead_letters_of(queue).name}"):
                if letter.message.body == body:
                    again(letter.message)
                    self._aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=letter.handle)
                    count += 1
                else:
                    self._aws.sqs.change_message_visibility(
                        QueueUrl=url, ReceiptHandle=letter.handle, VisibilityTimeout=0
                    )
        return count

    def _received(self, url: str) -> Iterator[Mapping[str, Any]]:
        seen = set[str]()
        while len(seen) < _MOST:
            with calling(f"queue {url.rpartition('/')[2]}"):
                answer: Any = self._aws.sqs.receive_message(
                    QueueUrl=url,
                    MaxNumberOfMessages=_AT_ONCE,
                    VisibilityTimeout=_HIDDEN,
                    WaitTimeSeconds=0,
                    MessageSystemAttributeNames=["All"],
                    MessageAttributeNames=["All"],
                )
            fresh = [one for one in answer.get("Messages", []) if one["MessageId"] not in seen]
            if not fresh:
                return
            seen |= {one["MessageId"] for one in fresh}
            yield from fresh

    def _letter(self, queue: QueueName, raw: Mapping[str, Any]) -> Letter:
        body, reason = _unwrapped(raw)
        if not reason:
            note = self._work.noted(FAILURE, failure_of(queue, raw["Body"]))
            reason = text_of(note, "reason") if note else NO_REASON
        facts = raw.get("Attributes", {})
        named = raw.get("MessageAttributes", {}).get("group", {}).get("StringValue", "")
        message = QueueMessage(
            queue,
            body,
            raw["ReceiptHandle"],
            int(facts.get("ApproximateReceiveCount", 1)),
            named,
        )
        return Letter(message, reason, raw["ReceiptHandle"], int(facts.get("SentTimestamp", 0)))


def _unwrapped(raw: Mapping[str, Any]) -> tuple[str, str]:
    """Body and reason of what Lambda, EventBridge or Scheduler could not deliver; a message of our own as it is."""
    body, attributes = str(raw["Body"]), raw.get("MessageAttributes", {})
    said = attributes.get("ERROR_MESSAGE", {}).get("StringValue", "")
    try:
        facts = json.loads(body)
    except ValueError:
        return body, said
    if not isinstance(facts, dict):
        return body, said
    if "requestPayload" in facts:
        failure = facts.get("responsePayload") or {}
        said = str(failure.get("errorMessage") or facts.get("requestContext", {}).get("condition", ""))
        facts = facts["requestPayload"] if isinstance(facts["requestPayload"], dict) else {}
    if "detail" in facts:
        return json.dumps(facts["detail"]), said
    return str(facts.get("rfq_id") or body), said
