"""The declared resources hang together, and are what the emulator was given."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import (
    BUCKETS,
    FAILURES,
    FUNCTIONS,
    QUEUES,
    RULES,
    SCHEDULES,
    TABLES,
    TOPICS,
    WORK,
    function,
)
from qd_core.backends.aws.resources.calls import ESCALATIONS
from qd_core.backends.aws.resources.functions import QueueBatch, RuleMatch, ScheduleTick, TopicMessage
from qd_core.errors import ConfigError
from qd_core.ports import Bucket, QueueName, TableName


def test_every_port_name_has_its_resource() -> None:
    assert set(TABLES) == set(TableName)
    assert {stored.bucket for stored in BUCKETS} == {*Bucket, None}
    assert {*QUEUES, *FAILURES} == set(QueueName)
    assert not set(QUEUES) & set(FAILURES)


def test_triggers_name_what_there_is() -> None:
    ticks = {schedule.name for schedule in SCHEDULES} | {ESCALATIONS.name}
    for one in FUNCTIONS:
        for trigger in one.triggers:
            match trigger:
                case QueueBatch(queue):
                    assert (QUEUES[queue].consumer, QUEUES[queue].consumer_timeout) == (one.name, one.timeout)
                    assert trigger.size == 1
                case RuleMatch(rule):
                    assert {named.target for named in RULES if named.name == rule} == {one.name}
                case ScheduleTick(schedule):
                    assert schedule in ticks
                case TopicMessage(topic):
                    assert topic in TOPICS
    assert {queue.consumer for queue in QUEUES.values()} <= {one.name for one in FUNCTIONS}


def test_a_function_that_there_is_not_is_refused_with_the_choices() -> None:
    assert function("pricer").module == "pricer"
    assert function("intake-ses-parser").module == "intake_ses_parser"
    with pytest.raises(ConfigError, match="drafter, pricer") as caught:
        function("drafer")
    assert len(caught.value.choices) == 13


def test_queues_are_as_declared(backend: AwsBackend) -> None:
    for queue in QUEUES.values():
        url = backend.aws.sqs.get_queue_url(QueueName=queue.name)["QueueUrl"]
        facts: Any = backend.aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert int(facts["VisibilityTimeout"]) >= 6 * function(queue.consumer).timeout
        assert int(facts["MessageRetentionPeriod"]) == 14 * 24 * 3600
        redrive = json.loads(facts["RedrivePolicy"])
        assert (redrive["maxReceiveCount"], redrive["deadLetterTargetArn"].rpartition(":")[2]) == (
            3,
            queue.dead.name,
        )
        assert facts.get("ContentBasedDeduplication", "false") == str(queue.fifo).lower()


def test_tables_expire_and_list_as_declared(backend: AwsBackend) -> None:
    for table in (*TABLES.values(), WORK):
        facts: Any = backend.aws.dynamodb.describe_table(TableName=table.name)["Table"]
        assert facts["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
        assert {index["IndexName"] for index in facts.get("GlobalSecondaryIndexes", [])} == {
            index.name for index in table.indexes
        }
        ttl: Any = backend.aws.dynamodb.describe_time_to_live(TableName=table.name)["TimeToLiveDescription"]
        assert ttl.get("AttributeName", "") == table.ttl


def test_buckets_age_as_declared(backend: AwsBackend) -> None:
    for bucket in BUCKETS:
        name = backend.aws.place.bucket(bucket.name)
        [rule] = backend.aws.s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
        moves = [(move["Days"], move["StorageClass"]) for move in rule.get("Transitions", [])]
        assert moves == (
            [(30, "GLACIER_IR")] if bucket.bucket in (Bucket.RAW, Bucket.UPLOADS, Bucket.PDFS) else []
        )
        assert rule.get("Expiration", {}).get("Days") == bucket.expire_days
        versioning = backend.aws.s3.get_bucket_versioning(Bucket=name).get("Status")
        assert (versioning == "Enabled") == (bucket.bucket is Bucket.DOCUMENTS)
