"""One-off calls by EventBridge Scheduler, which makes them itself and then forgets them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.resources.calls import ESCALATIONS
from qd_core.backends.aws.resources.queues import FAILURES
from qd_core.backends.aws.session import AwsSession
from qd_core.ports import Clock, DueCall, QueueName

__all__ = ["ROLE", "TARGET", "EventScheduler", "call_of"]

TARGET = "QD_ESCALATOR_ARN"
"""The variable with the ARN of what is called."""
ROLE = "QD_SCHEDULER_ROLE_ARN"
"""The variable with the ARN of the role that may call it."""
RESOURCE = f"schedule group {ESCALATIONS.name}"
_SOONEST = timedelta(minutes=1)
"""Scheduler is precise to the minute; a call for the past is one for the next."""
_LONGEST_NAME = 64
_OTHER = re.compile(r"[^0-9A-Za-z_.-]")


def schedule_name(name: str) -> str:
    """The schedule of ``remind/<rfq>``: the letters that Scheduler takes, one name a name."""
    plain = _OTHER.sub(".", name)
    if plain == name.replace("/", ".") and "." not in name and len(plain) <= _LONGEST_NAME:
        return plain
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    return f"{plain[: _LONGEST_NAME - len(digest) - 1]}-{digest}"


def call_of(payload: dict[str, Any]) -> DueCall:
    """The call that the target was given. Raises KeyError or ValueError for a payload that is none of ours."""
    return DueCall(payload["name"], payload["body"], datetime.fromisoformat(payload["when"]))


class EventScheduler:
    """`Scheduler` on EventBridge Scheduler: a schedule a call, in one group, that deletes itself."""

    def __init__(self, aws: AwsSession, clock: Clock) -> None:
        self._aws = aws
        self._clock = clock

    def at(self, when: datetime, name: str, body: str) -> None:
        """Creates the schedule, or changes the one of that name."""
        schedule = self._schedule(max(when, self._clock.now() + _SOONEST), name, body)
        with calling(RESOURCE):
            client = self._aws.scheduler
            try:
                client.create_schedule(**schedule)
            except client.exceptions.ConflictException:
                try:
                    client.update_schedule(**schedule)
                except client.exceptions.ResourceNotFoundException:  # it came due in between
                    client.create_schedule(**schedule)

    def cancel(self, name: str) -> None:
        """Removes the schedule; one that is gone is no error."""
        with calling(RESOURCE):
            client = self._aws.scheduler
            try:
                client.delete_schedule(Name=schedule_name(name), GroupName=ESCALATIONS.name)
            except client.exceptions.ResourceNotFoundException:
                return

    def due(self) -> Sequence[DueCall]:
        """Nothing: Scheduler calls by itself."""
        return ()

    def done(self, call: DueCall) -> None:
        """Nothing: the schedule has deleted itself."""

    def _schedule(self, when: datetime, name: str, body: str) -> dict[str, Any]:
        whole = when.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1 if when.microsecond else 0)
        dead = self._aws.place.arn("sqs", FAILURES[QueueName.EVENTS].name)
        return {
            "Name": schedule_name(name),
            "GroupName": ESCALATIONS.name,
            "ScheduleExpression": f"at({whole:%Y-%m-%dT%H:%M:%S})",
            "ScheduleExpressionTimezone": "UTC",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {
                "Arn": self._aws.required(TARGET, what="the function that schedules call"),
                "RoleArn": self._aws.required(ROLE, what="the role with which schedules call"),
                "Input": json.dumps({"name": name, "body": body, "when": when.isoformat()}),
                "DeadLetterConfig": {"Arn": dead},
                "RetryPolicy": {"MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 20},
            },
        }
