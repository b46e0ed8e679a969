"""Tables, buckets and queues, looked at one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.resources.buckets import StoredBucket
from qd_core.backends.aws.resources.functions import FUNCTIONS, ObjectPut
from qd_core.backends.aws.resources.queues import MAX_RECEIVES, RETENTION_SECONDS, DeadLetters, WorkQueue
from qd_core.backends.aws.resources.tables import Table
from qd_core.backends.aws.session import AwsSession

__all__ = ["bucket_problems", "dead_letter_problems", "queue_problems", "table_problems"]

_UNSET = frozenset({"NoSuchLifecycleConfiguration", "NoSuchPublicAccessBlockConfiguration"})


def table_problems(aws: AwsSession, table: Table) -> list[str]:
    """Keys, indexes, expiry and restore points."""
    with calling(f"table {table.name}"):
        facts: Any = aws.dynamodb.describe_table(TableName=table.name)["Table"]
        expiry: Any = aws.dynamodb.describe_time_to_live(TableName=table.name)["TimeToLiveDescription"]
        backups: Any = aws.dynamodb.describe_continuous_backups(TableName=table.name)
    keys = [one["AttributeName"] for one in facts["KeySchema"]]
    wanted = [table.partition, *([table.sort] if table.sort else [])]
    indexes = {one["IndexName"] for one in facts.get("GlobalSecondaryIndexes", [])}
    restore = backups["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
    problems = []
    if keys != wanted:
        problems.append(f"its keys are {', '.join(keys)}, not {', '.join(wanted)}: it cannot be used")
    if missing := [one.name for one in table.indexes if one.name not in indexes]:
        problems.append(f"it has no index {', '.join(missing)}")
    if table.ttl and expiry.get("AttributeName") != table.ttl:
        problems.append(f"nothing in it expires: set {table.ttl} as its TTL attribute")
    if table.restorable and restore.get("PointInTimeRecoveryStatus") != "ENABLED":
        problems.append("it cannot be restored: point-in-time recovery is off")
    return problems


def bucket_problems(aws: AwsSession, stored: StoredBucket) -> list[str]:
    """No public access, age, versions, and whom it tells of new objects."""
    name = aws.place.bucket(stored.name)
    s3: Any = aws.s3
    with calling(f"bucket {name}"):
        access = _or_nothing(lambda: s3.get_public_access_block(Bucket=name))
        age = _or_nothing(lambda: s3.get_bucket_lifecycle_configuration(Bucket=name))
        versions = s3.get_bucket_versioning(Bucket=name)
        tells = s3.get_bucket_notification_configuration(Bucket=name)
    problems = []
    blocked = access.get("PublicAccessBlockConfiguration", {})
    switches = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    if not all(blocked.get(one) for one in switches):
        problems.append("public access is not blocked")
    rules = [one for one in age.get("Rules", []) if one.get("Status") == "Enabled"]
    expires = [one["Expiration"].get("Days") for one in rules if "Expiration" in one]
    moves = [each.get("Days") for one in rules for each in one.get("Transitions", [])]
    if stored.expire_days is not None and stored.expire_days not in expires:
        problems.append(f"its objects do not expire after {stored.expire_days} days")
    if stored.archive_days is not None and stored.archive_days not in moves:
        problems.append(f"its objects do not go to the archive after {stored.archive_days} days")
    if stored.versioned and versions.get("Status") != "Enabled":
        problems.append("it keeps no versions: what an old quote was priced from would be lost")
    told = [str(one["LambdaFunctionArn"]) for one in tells.get("LambdaFunctionConfigurations", [])]
    problems += [
        f"it does not tell {listener} of new objects: nothing that arrives there is taken in"
        for listener in _listeners(stored)
        if not any(f":function:{listener}" in arn for arn in told)
    ]
    return problems


def queue_problems(aws: AwsSession, queue: WorkQueue) -> list[str]:
    """How long a message in work is hidden, where it ends, how long it is kept."""
    facts = _queue(aws, queue.name)
    problems = []
    if int(facts.get("VisibilityTimeout", 0)) < queue.visibility_seconds:
        problems.append(
            f"a message in work is shown again after {facts.get('VisibilityTimeout')} s: {queue.consumer} needs "
            f"{queue.visibility_seconds}"
        )
    redrive = json.loads(facts.get("RedrivePolicy") or "{}")
    target = str(redrive.get("deadLetterTargetArn", "")).rpartition(":")[2]
    if target != queue.dead.name or int(redrive.get("maxReceiveCount", 0)) != MAX_RECEIVES:
        problems.append(f"what fails {MAX_RECEIVES} times does not go to {queue.dead.name}")
    return problems + _kept(facts)


def dead_letter_problems(aws: AwsSession, dead: DeadLetters) -> list[str]:
    """Whether it is there, and keeps what it gets."""
    return _kept(_queue(aws, dead.name))


def _queue(aws: AwsSession, name: str) -> Mapping[str, str]:
    with calling(f"queue {name}"):
        url = aws.place.queue_url(aws.sqs.meta.endpoint_url, name)
        found = aws.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
    return cast("Mapping[str, str]", found["Attributes"])


def _kept(facts: Mapping[str, str]) -> list[str]:
    days = int(facts.get("MessageRetentionPeriod", 0)) // 86_400
    wanted = RETENTION_SECONDS // 86_400
    return [f"it keeps messages {days} days, not {wanted}"] if days < wanted else []


def _listeners(stored: StoredBucket) -> list[str]:
    return [
        one.name
        for one in FUNCTIONS
        for trigger in one.triggers
        if isinstance(trigger, ObjectPut) and trigger.bucket is stored.bucket
    ]


def _or_nothing(ask: Callable[[], Any]) -> Any:
    """The configuration; nothing where none was ever set, which S3 answers as an error."""
    from botocore.exceptions import ClientError

    try:
        return ask()
    except ClientError as error:
        if code_of(error) not in _UNSET:
            raise
        return {}
