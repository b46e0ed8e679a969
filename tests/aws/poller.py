"""What stands between the services and the functions in the cloud: the pollers of the queues, and what S3 and the bus say."""

from __future__ import annotations

from email.utils import format_datetime
from typing import Any

from qd_core.pipeline.app import App
from qd_core.ports import Bucket
from tests.integration.small_company import MAIL
from tests.lambdas.calls import s3_put

__all__ = ["aws_of", "batch", "delete", "poll", "stored_mail", "stored_now"]


def aws_of(app: App) -> Any:
    return app.backend.aws  # type: ignore[attr-defined]


def poll(app: App, name: str, *, wait: int = 0) -> list[dict[str, Any]]:
    """What Lambda's poller takes from a queue: raw messages."""
    url = aws_of(app).sqs.get_queue_url(QueueName=name)["QueueUrl"]
    answer = aws_of(app).sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=wait,
        MessageSystemAttributeNames=["All"],
        MessageAttributeNames=["All"],
    )
    found: list[dict[str, Any]] = answer.get("Messages", [])
    return found


def delete(app: App, name: str, raw: list[dict[str, Any]]) -> None:
    """Takes messages away for good."""
    url = aws_of(app).sqs.get_queue_url(QueueName=name)["QueueUrl"]
    for one in raw:
        aws_of(app).sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])


def batch(raw: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The event that Lambda makes of them."""
    return {
        "Records": [
            {
                "messageId": one["MessageId"],
                "receiptHandle": one["ReceiptHandle"],
                "body": one["Body"],
                "attributes": one["Attributes"],
                "messageAttributes": {},
                "md5OfBody": one["MD5OfBody"],
                "eventSource": "aws:sqs",
                "eventSourceARN": f"arn:aws:sqs:us-east-1:123456789012:{name}",
                "awsRegion": "us-east-1",
            }
            for one in raw
        ]
    }


def stored_mail(app: App, body: str) -> None:
    """A mail of today, as SES stores it."""
    today = f"Date: {format_datetime(app.backend.clock.now())}"
    lines = [today if one.startswith("Date:") else one for one in MAIL.format(body=body).splitlines()]
    app.backend.objects.put(Bucket.RAW, "0mail0", "\r\n".join(lines).encode())


def stored_now(app: App) -> dict[str, Any]:
    """What S3 tells of the mail."""
    event = s3_put("0mail0")
    event["Records"][0]["eventTime"] = f"{app.backend.clock.now():%Y-%m-%dT%H:%M:%S}.000Z"
    return event
