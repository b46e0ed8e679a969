"""The table qd-work: small notes of the pipeline under a name, some until a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.items import Item, alive, chunks, seconds, short, text
from qd_core.backends.aws.resources.tables import WORK
from qd_core.backends.aws.session import AwsSession
from qd_core.errors import TransientError
from qd_core.ports import Clock

__all__ = ["ONLY", "Work", "batch_get", "work_key"]

ONLY = "-"
"""The sort key of a name that has one item."""
RESOURCE = f"table {WORK.name}"
_LONGEST_NAME = 1024
_BATCH = 100
_ROUNDS = 8


def work_key(kind: str, name: str, sort: str = ONLY) -> Item:
    """The key of one note."""
    return {WORK.partition: text(f"{kind}/{short(name, _LONGEST_NAME)}"), WORK.sort: text(sort)}


class Work:
    """Notes by kind and name."""

    def __init__(self, aws: AwsSession, clock: Clock) -> None:
        self._aws = aws
        self._clock = clock

    def note(self, kind: str, name: str, keep: timedelta, /, **facts: str) -> None:
        """Writes a note, kept for ``keep``; a later one of the same name replaces it."""
        item = {
            **work_key(kind, name),
            **{key: text(value) for key, value in facts.items()},
            "expires_at": seconds(self._clock.now() + keep),
        }
        with calling(RESOURCE):
            self._aws.dynamodb.put_item(TableName=WORK.name, Item=item)

    def noted(self, kind: str, name: str) -> Mapping[str, Any] | None:
        """The note, unless it has expired."""
        with calling(RESOURCE):
            found = self._aws.dynamodb.get_item(
                TableName=WORK.name, Key=work_key(kind, name), ConsistentRead=True
            )
        item = found.get("Item")
        return item if item and alive(item, self._clock.now()) else None

    def forget(self, kind: str, name: str) -> None:
        """Removes a note; no error when there is none."""
        with calling(RESOURCE):
            self._aws.dynamodb.delete_item(TableName=WORK.name, Key=work_key(kind, name))


def batch_get(aws: AwsSession, table: str, keys: Sequence[Item], *, only: str = "") -> list[Item]:
    """The items there are of ``keys``, in no order; ``only`` is a projection. Raises TransientError when DynamoDB keeps
    leaving some out."""
    found: list[Item] = []
    names = {f"#p{index}": name for index, name in enumerate(only.split())}
    for some in chunks(keys, _BATCH):
        asked: Any = {"Keys": list(some), "ConsistentRead": True}
        if names:
            asked |= {"ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}
        for _ in range(_ROUNDS):
            with calling(f"table {table}"):
                answer: Any = aws.dynamodb.batch_get_item(RequestItems={table: asked})
            found += answer["Responses"].get(table, [])
            asked = answer.get("UnprocessedKeys", {}).get(table, {})
            if not asked:
                break
        else:
            raise TransientError(f"table {table} is busy", retry_after=1.0)
    return found
