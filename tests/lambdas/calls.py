"""Events as the services send them, made from the recorded ones in ``events/``, and the memory back-end as SQS would hand
it over."""

from __future__ import annotations

import base64
import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qd_core.pipeline.app import App
from qd_core.ports import QueueMessage, QueueName

Json = dict[str, Any]
_EVENTS = Path(__file__).parent / "events"


@dataclass
class Context:
    """What Lambda passes beside the event."""

    aws_request_id: str = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"
    function_name: str = "under-test"
    memory_limit_in_mb: int = 256
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:under-test"


CONTEXT: Any = Context()


def event(name: str) -> Json:
    found: Json = json.loads((_EVENTS / f"{name}.json").read_text())
    return found


def s3_put(*keys: str, size: int = 1024, **more: str) -> Json:
    """The keys as S3 escapes them."""
    made = event("s3_put")
    [pattern] = made["Records"]
    made["Records"] = []
    for key in keys:
        record = copy.deepcopy(pattern)
        record["s3"]["object"] |= {"key": key, "size": size, **more}
        made["Records"].append(record)
    return made


def sqs(*messages: QueueMessage) -> Json:
    made = event("sqs")
    [pattern] = made["Records"]
    made["Records"] = []
    for number, message in enumerate(messages):
        record = copy.deepcopy(pattern)
        record |= {"messageId": f"m{number}", "receiptHandle": message.receipt, "body": message.body}
        record["attributes"] |= {
            "ApproximateReceiveCount": str(message.attempt),
            "MessageGroupId": message.group or f"g{number}",
        }
        made["Records"].append(record)
    return made


def taken(app: App, queue: QueueName, *, most: int = 10) -> list[QueueMessage]:
    """What waits in a queue, as Lambda's poller takes it."""
    found: list[QueueMessage] = []
    while len(found) < most and (message := app.backend.queue.receive(queue)) is not None:
        found.append(message)
    return found


def url(
    body: object = "",
    *,
    path: str = "/api/forms/site",
    method: str = "POST",
    coded: bool = False,
    **headers: str,
) -> Json:
    made = event("url_post")
    content = (
        body
        if isinstance(body, bytes)
        else body.encode()
        if isinstance(body, str)
        else json.dumps(body).encode()
    )
    made["body"] = base64.b64encode(content).decode() if coded else content.decode()
    made["isBase64Encoded"] = coded
    made["rawPath"] = made["requestContext"]["http"]["path"] = path
    made["requestContext"]["http"]["method"] = method
    made["headers"] |= {name.replace("_", "-"): value for name, value in headers.items()}
    return made


def happened(kind: str, body: str) -> Json:
    return event("eventbridge") | {"detail-type": kind, "detail": json.loads(body)}


def told(app: App, rfq_id: str) -> list[str]:
    return [json.loads(body)["kind"] for body in app.backend.audit.trail(rfq_id)]
