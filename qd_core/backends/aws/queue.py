"""The pipeline's queues on SQS; events go over the bus, a delivery is a call of its function."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from qd_core.backends.aws.dead_letters import FAILURE, DeadLetterBox, failure_of
from qd_core.backends.aws.events import BusEvents
from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.resources.queues import MAX_RECEIVES, QUEUES, WorkQueue
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.work import Work
from qd_core.ports import QueueMessage, QueueName

__all__ = ["DELIVERY_FUNCTION", "DELIVERY_VARIABLE", "SqsQueue"]

DELIVERY_FUNCTION = "render-pdf"
DELIVERY_VARIABLE = "QD_DELIVERY_FUNCTION"
"""Names the function (or its ARN) that delivers, where it is called otherwise."""
_DEDUPE = "dedupe"
_WINDOW = timedelta(minutes=5)
_REASON_KEPT = timedelta(days=21)
_LONGEST_REASON = 4000
_LONGEST_HIDDEN = 43_200
_PLAIN = re.compile(r"[A-Za-z0-9!\"#$%&'()*+,./:;<=>?@\[\\\]^_`{|}~-]{1,128}")
_GONE = frozenset(
    {
        "AWS.SimpleQueueService.MessageNotInflight",
        "InvalidParameterValue",
        "MessageNotInflight",
        "ReceiptHandleIsInvalid",
    }
)


class SqsQueue:
    """`Queue` on SQS. ``wait_seconds`` is how long ``receive`` waits for a message; Lambda's pollers do not need it."""

    def __init__(self, aws: AwsSession, work: Work, events: BusEvents, *, wait_seconds: int = 1) -> None:
        self._aws = aws
        self._work = work
        self._events = events
        self._dead = DeadLetterBox(aws, work)
        self.wait_seconds = wait_seconds

    def send(self, queue: QueueName, body: str, *, group: str = "", dedupe: str = "") -> None:
        """Taken by AWS when it returns. A FIFO queue deduplicates itself; elsewhere a note does, written after the
        message, so that a crash in between repeats the message rather than losing it."""
        target = QUEUES.get(queue)
        if target is not None and target.fifo:
            self._send(target, body, group, dedupe)
            return
        noted = f"{queue}/{dedupe}"
        if dedupe and self._work.noted(_DEDUPE, noted) is not None:
            return
        if target is not None:
            self._send(target, body, group, dedupe)
        elif queue is QueueName.DELIVERY:
            self._deliver(body)
        else:
            self._events.publish(_kind_of(body), body)
        if dedupe:
            self._work.note(_DEDUPE, noted, _WINDOW)

    def receive(self, queue: QueueName) -> QueueMessage | None:
        """The next message; none where AWS itself calls the function."""
        target = QUEUES.get(queue)
        if target is None:
            return None
        with calling(f"queue {target.name}"):
            answer: Any = self._aws.sqs.receive_message(
                QueueUrl=self._url(target),
                MaxNumberOfMessages=1,
                WaitTimeSeconds=self.wait_seconds,
                MessageSystemAttributeNames=["ApproximateReceiveCount"],
                MessageAttributeNames=["group"],
            )
        for raw in answer.get("Messages", []):
            group = raw.get("MessageAttributes", {}).get("group", {}).get("StringValue", "")
            attempt = int(raw["Attributes"]["ApproximateReceiveCount"])
            return QueueMessage(queue, raw["Body"], raw["ReceiptHandle"], attempt, group)
        return None

    def acknowledge(self, message: QueueMessage) -> None:
        """Deletes the message, if this delivery still holds it."""
        target = QUEUES.get(message.queue)
        if target is not None:
            self._held(
                target, lambda url: self._aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=message.receipt)
            )

    def retry(self, message: QueueMessage, *, reason: str, delay: timedelta = timedelta()) -> None:
        """Notes why, and shows the message again after ``delay``. After the last attempt SQS moves it to the dead
        letters by itself, from where the console can send it back."""
        target = QUEUES.get(message.queue)
        if target is None:
            return
        said = reason[:_LONGEST_REASON] or "no reason was given"
        self._work.note(FAILURE, failure_of(message.queue, message.body), _REASON_KEPT, reason=said)
        last = message.attempt >= MAX_RECEIVES
        hidden = 0 if last else min(int(delay.total_seconds()), _LONGEST_HIDDEN)
        self._held(
            target,
            lambda url: self._aws.sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message.receipt, VisibilityTimeout=hidden
            ),
        )

    def depth(self, queue: QueueName) -> int:
        """Messages waiting, delayed or in work, as SQS estimates them."""
        target = QUEUES.get(queue)
        if target is None:
            return 0
        with calling(f"queue {target.name}"):
            facts = self._aws.sqs.get_queue_attributes(
                QueueUrl=self._url(target),
                AttributeNames=[
                    "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesNotVisible",
                    "ApproximateNumberOfMessagesDelayed",
                ],
            )["Attributes"]
        return sum(int(value) for value in facts.values())

    def dead_letters(self, queue: QueueName) -> Sequence[tuple[QueueMessage, str]]:
        """What could not be done, oldest first, with the reason of the last attempt."""
        return [(letter.message, letter.reason) for letter in self._dead.letters(queue)]

    def revive(self, queue: QueueName, body: str) -> int:
        """Dead messages with this body are tried again, from the first attempt; says how many."""
        return self._dead.revive(queue, body, lambda dead: self.send(queue, dead.body, group=dead.group))

    def forget(self, rfq_id: str) -> None:
        """Removes why steps of an erased RFQ failed: a reason may quote the buyer. Messages name the RFQ alone."""
        for queue in QueueName:
            self._work.forget(FAILURE, failure_of(queue, rfq_id))

    def _send(self, target: WorkQueue, body: str, group: str, dedupe: str) -> None:
        options: dict[str, Any] = {}
        if target.fifo:
            # without a group each message is one of its own: none waits for another
            options["MessageGroupId"] = _identifier(group) if group else str(uuid.uuid4())
            options["MessageDeduplicationId"] = _identifier(dedupe) if dedupe else str(uuid.uuid4())
        if group:
            options["MessageAttributes"] = {"group": {"DataType": "String", "StringValue": group}}
        with calling(f"queue {target.name}"):
            self._aws.sqs.send_message(QueueUrl=self._url(target), MessageBody=body, **options)

    def _deliver(self, rfq_id: str) -> None:
        name = self._aws.environment.get(DELIVERY_VARIABLE) or DELIVERY_FUNCTION
        payload = json.dumps({"rfq_id": rfq_id}).encode()
        with calling(f"function {name}"):
            self._aws.functions.invoke(FunctionName=name, InvocationType="Event", Payload=payload)

    def _held(self, target: WorkQueue, act: Any) -> None:
        """Does ``act`` on a message in work; one that another delivery has by now is let alone."""
        from botocore.exceptions import ClientError

        with calling(f"queue {target.name}"):
            try:
                act(self._url(target))
            except ClientError as error:
                if code_of(error) not in _GONE:
                    raise

    def _url(self, target: WorkQueue) -> str:
        return self._aws.place.queue_url(self._aws.sqs.meta.endpoint_url, target.name)


def _identifier(value: str) -> str:
    """``value`` as a group or a deduplication id: 128 plain characters; anything else by its digest."""
    return value if _PLAIN.fullmatch(value) else hashlib.sha256(value.encode()).hexdigest()


def _kind_of(body: str) -> str:
    return str(json.loads(body)["kind"])
