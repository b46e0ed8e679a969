"""What AWS calls by itself: one-off schedules, and rules of the bus."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.scheduler import call_of, schedule_name
from qd_core.errors import ConfigError
from qd_core.ports import DueCall
from tests.aws.emulator import EmulatorClock

DAY = timedelta(hours=24)


@pytest.fixture
def target(backend: AwsBackend) -> str:
    """The queue that stands where the escalator is; its URL."""
    return str(backend.aws.sqs.create_queue(QueueName="escalated")["QueueUrl"])


def calls(backend: AwsBackend, target: str, wanted: int, seconds: float = 10) -> list[DueCall]:
    """The calls that came, in their order, once there are as many as wanted."""
    found: list[DueCall] = []
    end = time.monotonic() + seconds
    while len(found) < wanted and time.monotonic() < end:
        found += [call_of(json.loads(body)) for body in bodies(backend, target)]
    return found


def bodies(backend: AwsBackend, url: str) -> list[str]:
    answer: Any = backend.aws.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1)
    for one in answer.get("Messages", []):
        backend.aws.sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
    return [one["Body"] for one in answer.get("Messages", [])]


def schedules(backend: AwsBackend) -> list[str]:
    found = backend.aws.scheduler.list_schedules(GroupName="qd-escalations")["Schedules"]
    return sorted(one["Name"] for one in found)


def until(what: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


class TestScheduler:
    def test_a_call_comes_once_when_its_time_has_come_and_its_schedule_goes(
        self, backend: AwsBackend, clock: EmulatorClock, target: str
    ) -> None:
        when = clock.now() + DAY
        backend.scheduler.at(when, "remind/r1", "r1")
        assert schedules(backend) == ["remind.r1"]
        clock.forward(DAY - timedelta(seconds=30))
        assert bodies(backend, target) == []
        clock.forward(timedelta(seconds=31))
        assert calls(backend, target, 1) == [DueCall("remind/r1", "r1", when)]
        assert until(lambda: schedules(backend) == [])
        clock.forward(DAY)
        assert bodies(backend, target) == []
        assert list(backend.scheduler.due()) == []

    def test_the_same_name_replaces_and_cancel_is_harmless(
        self, backend: AwsBackend, clock: EmulatorClock, target: str
    ) -> None:
        backend.scheduler.at(clock.now() + DAY, "remind/r1", "one")
        backend.scheduler.at(clock.now() + 2 * DAY, "remind/r1", "two")
        backend.scheduler.at(clock.now() + DAY, "escalate/r1", "gone")
        for _ in range(2):
            backend.scheduler.cancel("escalate/r1")
        assert schedules(backend) == ["remind.r1"]
        clock.forward(DAY + timedelta(minutes=1))
        assert bodies(backend, target) == []
        clock.forward(DAY)
        assert [call.body for call in calls(backend, target, 1)] == ["two"]

    def test_a_time_that_has_passed_is_the_next_minute(
        self, backend: AwsBackend, clock: EmulatorClock, target: str
    ) -> None:
        backend.scheduler.at(clock.now() - DAY, "n", "late")
        assert schedules(backend) == ["n"]
        clock.forward(timedelta(seconds=61))
        assert [call.body for call in calls(backend, target, 1)] == ["late"]

    @pytest.mark.parametrize("name", ["remind/" + "x" * 100, "remind/Müller", "a b", "0199/…"])
    def test_any_name_has_a_schedule_of_its_own(
        self, backend: AwsBackend, clock: EmulatorClock, name: str
    ) -> None:
        other = name[:-1] + "~"
        assert schedule_name(name) != schedule_name(other)
        for one in (name, other):
            backend.scheduler.at(clock.now() + DAY, one, "b")
        assert len(schedules(backend)) == 2
        backend.scheduler.cancel(name)
        assert schedules(backend) == [schedule_name(other)]

    def test_an_environment_without_a_target_names_the_variable(
        self, backend: AwsBackend, clock: EmulatorClock, surroundings: dict[str, str]
    ) -> None:
        del surroundings["QD_ESCALATOR_ARN"]
        with pytest.raises(ConfigError, match="QD_ESCALATOR_ARN"):
            backend.scheduler.at(clock.now() + DAY, "n", "b")


class TestBus:
    def test_the_rule_lets_through_what_people_are_told(self, backend: AwsBackend) -> None:
        url = backend.aws.sqs.create_queue(QueueName="told")["QueueUrl"]
        arn = backend.aws.place.arn("sqs", "told")
        backend.aws.events.put_targets(
            Rule="qd-dispatch", EventBusName="qd-events", Targets=[{"Id": "1", "Arn": arn}]
        )
        for kind in ("draft.viewed", "draft.ready", "rfq.oos", "draft.priced"):
            backend.events.publish(kind, json.dumps({"kind": kind, "rfq_id": "r1"}))
        told = [json.loads(body) for body in bodies(backend, url)]
        assert sorted(one["detail-type"] for one in told) == ["draft.ready", "rfq.oos"]
        assert {one["detail"]["rfq_id"] for one in told} == {"r1"}
        assert {one["source"] for one in told} == {"qd"}
