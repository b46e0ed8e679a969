"""Claims and leases in qd-work: each is one conditional write."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.items import Item, instant, moment, seconds, text, text_of
from qd_core.backends.aws.resources.tables import WORK
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.work import RESOURCE, work_key
from qd_core.errors import ConflictError
from qd_core.ports import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["DynamoClaims"]

KIND = "claim"
_SWEPT_AFTER = timedelta(days=7)
"""A lease that ran out so long ago says nothing any more: DynamoDB removes it."""
_NAMES = {"#owner": "owner", "#until": "until", "#result": "result"}


class DynamoClaims:
    """`Claims` on DynamoDB."""

    def __init__(self, aws: AwsSession, clock: Clock) -> None:
        self._aws = aws
        self._clock = clock

    def claim(self, name: str, owner: str, *, lease: timedelta) -> bool:
        """Takes or renews the claim, if it is free, one's own, or run out."""
        now = self._clock.now()
        try:
            self._update(
                name,
                "SET #owner = :owner, #until = :until, expires_at = :swept",
                "attribute_not_exists(pk) OR (attribute_not_exists(#result) AND (#owner = :owner OR #until <= :now))",
                {
                    ":owner": text(owner),
                    ":until": instant(now + lease),
                    ":now": instant(now),
                    ":swept": seconds(now + lease + _SWEPT_AFTER),
                },
            )
        except ConflictError:
            return False
        return True

    def owner(self, name: str) -> str | None:
        """Who holds or settled the claim."""
        item = self._item(name)
        until = moment(item, "until")
        if not item or ("result" not in item and until is not None and until <= self._clock.now()):
            return None
        return text_of(item, "owner")

    def complete(self, name: str, owner: str, result: str) -> None:
        """Settles the claim, and keeps it for good."""
        try:
            self._update(
                name,
                "SET #result = :result REMOVE expires_at",
                "#owner = :owner",
                {":owner": text(owner), ":result": text(result)},
            )
        except ConflictError:
            raise ConflictError(f"{owner} does not hold the claim {name}") from None

    def result(self, name: str) -> str | None:
        """What it was settled with."""
        item = self._item(name)
        return text_of(item, "result") if "result" in item else None

    def release(self, name: str, owner: str) -> None:
        """Removes an unsettled claim of one's own."""
        try:
            with calling(RESOURCE):
                self._aws.dynamodb.delete_item(
                    TableName=WORK.name,
                    Key=work_key(KIND, name),
                    ConditionExpression="#owner = :owner AND attribute_not_exists(#result)",
                    ExpressionAttributeNames={key: _NAMES[key] for key in ("#owner", "#result")},
                    ExpressionAttributeValues={":owner": text(owner)},
                )
        except ConflictError:
            return  # somebody else's, settled, or not there: nothing to give back

    def _item(self, name: str) -> Mapping[str, Any]:
        with calling(RESOURCE):
            found = self._aws.dynamodb.get_item(
                TableName=WORK.name, Key=work_key(KIND, name), ConsistentRead=True
            )
        return found.get("Item", {})

    def _update(self, name: str, update: str, condition: str, values: Item) -> None:
        used = {key: word for key, word in _NAMES.items() if key in update + condition}
        with calling(RESOURCE):
            self._aws.dynamodb.update_item(
                TableName=WORK.name,
                Key=work_key(KIND, name),
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeNames=used,
                ExpressionAttributeValues=values,
            )
