"""Makes the declared resources by API calls: for an emulator and for tests. A deployment is made by its template."""

from __future__ import annotations

import json
from typing import Any, cast

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.resources.buckets import BUCKETS, StoredBucket
from qd_core.backends.aws.resources.calls import ESCALATIONS, RULES, TOPICS
from qd_core.backends.aws.resources.names import BUS
from qd_core.backends.aws.resources.queues import (
    FAILURES,
    MAX_RECEIVES,
    QUEUES,
    RETENTION_SECONDS,
    DeadLetters,
    WorkQueue,
)
from qd_core.backends.aws.resources.tables import TABLES, WORK, Table
from qd_core.backends.aws.session import AwsSession

__all__ = ["install"]


def install(aws: AwsSession) -> None:
    """Every table, bucket, queue, topic, the bus with its rules, and the group of schedules. The account must be empty
    of them. Functions, and what calls them, are not made."""
    with calling("the emulator"):
        for table in (*TABLES.values(), WORK):
            _table(aws, table)
        for bucket in BUCKETS:
            _bucket(aws, bucket)
        for queue in QUEUES.values():
            _dead(aws, queue.dead)
            _queue(aws, queue)
        for dead in FAILURES.values():
            _dead(aws, dead)
        aws.events.create_event_bus(Name=BUS)
        for rule in RULES:
            pattern = json.dumps({"source": [rule.source], "detail-type": list(rule.kinds)})
            aws.events.put_rule(Name=rule.name, EventBusName=BUS, EventPattern=pattern)
        aws.scheduler.create_schedule_group(Name=ESCALATIONS.name)
        for topic in TOPICS:
            cast(Any, aws.client("sns")).create_topic(Name=topic)


def _table(aws: AwsSession, table: Table) -> None:
    keys = {
        table.partition,
        table.sort,
        *(part for one in table.indexes for part in (one.partition, one.sort)),
    }
    options: dict[str, Any] = {}
    if table.indexes:
        options["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index.name,
                "KeySchema": _schema(index.partition, index.sort),
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(index.carries)},
            }
            for index in table.indexes
        ]
    aws.dynamodb.create_table(
        TableName=table.name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in sorted(keys - {""})],
        KeySchema=cast(Any, _schema(table.partition, table.sort)),
        **options,
    )
    if table.restorable:
        aws.dynamodb.update_continuous_backups(
            TableName=table.name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
    if table.ttl:
        aws.dynamodb.update_time_to_live(
            TableName=table.name, TimeToLiveSpecification={"Enabled": True, "AttributeName": table.ttl}
        )


def _schema(partition: str, sort: str) -> list[dict[str, str]]:
    schema = [{"AttributeName": partition, "KeyType": "HASH"}]
    return [*schema, {"AttributeName": sort, "KeyType": "RANGE"}] if sort else schema


def _bucket(aws: AwsSession, bucket: StoredBucket) -> None:
    name = aws.place.bucket(bucket.name)
    aws.s3.create_bucket(Bucket=name)
    aws.s3.put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    aws.s3.put_bucket_encryption(
        Bucket=name,
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": cast(Any, bucket.encryption)}}]
        },
    )
    if bucket.versioned:
        aws.s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    rule: Any = {"ID": "age", "Status": "Enabled", "Filter": {"Prefix": ""}}
    rule["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": bucket.abandoned_upload_days}
    if bucket.archive_days is not None:
        rule["Transitions"] = [{"Days": bucket.archive_days, "StorageClass": bucket.archive_class}]
    if bucket.expire_days is not None:
        rule["Expiration"] = {"Days": bucket.expire_days}
    aws.s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [rule]})


def _dead(aws: AwsSession, dead: DeadLetters) -> None:
    aws.sqs.create_queue(QueueName=dead.name, Attributes=_kept(dead.fifo))


def _queue(aws: AwsSession, queue: WorkQueue) -> None:
    redrive = {"deadLetterTargetArn": aws.place.arn("sqs", queue.dead.name), "maxReceiveCount": MAX_RECEIVES}
    aws.sqs.create_queue(
        QueueName=queue.name,
        Attributes={
            **_kept(queue.fifo),
            "VisibilityTimeout": str(queue.visibility_seconds),
            "RedrivePolicy": json.dumps(redrive),
        },
    )


def _kept(fifo: bool) -> dict[Any, str]:
    attributes = {"MessageRetentionPeriod": str(RETENTION_SECONDS)}
    return attributes | ({"FifoQueue": "true", "ContentBasedDeduplication": "true"} if fifo else {})
