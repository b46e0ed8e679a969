"""Records in DynamoDB: conditional writes, and lists from indexes that carry what a list shows."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from qd_core.backends.aws.bodies import Bodies
from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.items import Item, alive, text, text_of, whole_of
from qd_core.backends.aws.record_items import (
    facet_key,
    facets_of,
    item_of,
    key_of,
    list_filter,
    storable,
    unchanged,
)
from qd_core.backends.aws.resources.tables import ALL_LISTED, LISTED, TABLES, Table, indexed
from qd_core.backends.aws.session import AwsSession
from qd_core.errors import ConflictError, QdError, TransientError
from qd_core.ports import Clock, Record, TableName

__all__ = ["DynamoRecords"]

_READ_AGAIN = 4
_FIRST_PAGE = 25
_LARGEST_PAGE = 1000


class DynamoRecords:
    """`RecordStore` on DynamoDB. A record is read consistently; a list may lag behind a write for some milliseconds."""

    def __init__(self, aws: AwsSession, clock: Clock) -> None:
        self._aws = aws
        self._clock = clock
        self._bodies = Bodies(aws)

    def get(self, table: TableName, key: str) -> Record | None:
        """The record, unless it has expired."""
        if not storable(key):
            return None
        layout = TABLES[table]
        for _ in range(_READ_AGAIN):
            with calling(f"table {layout.name}"):
                found: Any = self._aws.dynamodb.get_item(
                    TableName=layout.name, Key=key_of(layout, key), ConsistentRead=True
                )
            item = found.get("Item")
            if item is None or not alive(item, self._clock.now()):
                return None
            body = self._bodies.body_of(item)
            if body is not None:
                return Record(key, whole_of(item, "version"), body, text_of(item, "summary"))
        raise TransientError(f"table {layout.name}: {key} changes as it is read", retry_after=1.0)

    def put(
        self,
        table: TableName,
        key: str,
        body: str,
        *,
        expected: int,
        expires_at: datetime | None = None,
        facets: Mapping[str, str] | None = None,
        summary: str = "",
    ) -> Record:
        """One conditional write."""
        layout = TABLES[table]
        if not storable(key):
            raise QdError(f"table {layout.name}: a record cannot have the key {key[:80]!r}")
        stored = self._bodies.attributes(
            body, beside=2 * len(summary.encode())
        )  # as it is, and to be searched
        item = item_of(
            layout, key, version=expected + 1, expires_at=expires_at, facets=facets, summary=summary
        )
        try:
            old = self._put(layout, item | stored, expected)
        except QdError:
            self._bodies.discard(stored)
            raise
        self._bodies.discard(old)
        return Record(key, expected + 1, body, summary)

    def find(
        self,
        table: TableName,
        *,
        facets: Mapping[str, Sequence[str]] | None = None,
        text: str = "",
        limit: int = 100,
        before: str | None = None,
        oldest_first: bool = False,
    ) -> Sequence[Record]:
        """The list without bodies, from the index of the facet that names the fewest records. Its values are read side
        by side, each in order, no further than the list needs."""
        layout, facets = TABLES[table], facets or {}
        words = text.casefold().split()
        lists = [
            self._listed(layout, query, before=before, oldest_first=oldest_first, limit=limit)
            for query in self._queries(layout, facets, words)
        ]
        merged = heapq.merge(*lists, key=lambda item: text_of(item, "key"), reverse=not oldest_first)
        chosen = (
            Record(text_of(item, "key"), whole_of(item, "version"), "", text_of(item, "summary"))
            for item in merged
            if _matches(item, facets, words)
        )
        return list(itertools.islice(chosen, max(0, limit)))

    def count(self, table: TableName, *, facets: Mapping[str, Sequence[str]] | None = None) -> int:
        """How many are listed, counted by DynamoDB."""
        layout = TABLES[table]
        total = 0
        for query in self._queries(layout, facets or {}, ()):
            with calling(f"table {layout.name}"):
                pages = self._aws.dynamodb.get_paginator("query").paginate(Select="COUNT", **query)
                total += sum(page["Count"] for page in pages)
        return total

    def delete(self, table: TableName, key: str) -> None:
        """Removes the record and the parts of its body."""
        layout = TABLES[table]
        if not storable(key):
            return
        with calling(f"table {layout.name}"):
            old: Any = self._aws.dynamodb.delete_item(
                TableName=layout.name, Key=key_of(layout, key), ReturnValues="ALL_OLD"
            )
        self._bodies.discard(old.get("Attributes", {}))

    def _put(self, layout: Table, item: Item, expected: int) -> Mapping[str, Any]:
        from botocore.exceptions import ClientError

        with calling(f"table {layout.name}"):
            try:
                written: Any = self._aws.dynamodb.put_item(
                    TableName=layout.name,
                    Item=item,
                    ReturnValues="ALL_OLD",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    **unchanged(layout, expected, self._clock.now()),
                )
            except ClientError as error:
                if code_of(error) != "ConditionalCheckFailedException":
                    raise
                there: Any = error.response.get("Item", {})
                if there.get("write") == item["write"]:  # our own: its answer was lost, boto3 sent it again
                    return {}
                version = whole_of(there, "version") if alive(there, self._clock.now()) else 0
                raise ConflictError(
                    f"{layout.name} {text_of(item, 'key')} is at version {version}, not {expected}: load it again"
                ) from None
        old: Mapping[str, Any] = written.get("Attributes", {})
        return old

    def _queries(
        self, layout: Table, facets: Mapping[str, Sequence[str]], words: Sequence[str]
    ) -> list[Item]:
        """A query for each value of the leading facet; one over everything listed where none has an index."""
        if any(not wanted for wanted in facets.values()):
            return []
        keys = {index.partition: index.name for index in layout.indexes}
        if LISTED not in keys:
            raise QdError(f"table {layout.name} keeps no list")
        leading = min(
            (name for name in facets if indexed(name) in keys),
            key=lambda name: list(keys).index(indexed(name)),
            default="",
        )
        attribute = indexed(leading) if leading else LISTED
        values = dict.fromkeys(map(str, facets[leading])) if leading else [ALL_LISTED]
        others = {name: wanted for name, wanted in facets.items() if name != leading}
        queries = []
        for value in values:
            exact = {leading: [value]} if leading and facet_key(value) != value else {}
            query = list_filter({**others, **exact}, words, self._clock.now())
            query["ExpressionAttributeNames"]["#partition"] = attribute
            query["ExpressionAttributeValues"][":partition"] = text(facet_key(value))
            queries.append(
                {
                    "TableName": layout.name,
                    "IndexName": keys[attribute],
                    "KeyConditionExpression": "#partition = :partition",
                    **query,
                }
            )
        return queries

    def _listed(
        self, layout: Table, query: Item, *, before: str | None, oldest_first: bool, limit: int
    ) -> Iterator[Item]:
        """The items of one query, a page when it is needed; pages grow, since a filter may let few through."""
        query = {**query, "ScanIndexForward": oldest_first}
        if before is not None:
            query["KeyConditionExpression"] += f" AND #key {'>' if oldest_first else '<'} :before"
            query["ExpressionAttributeNames"] = {**query["ExpressionAttributeNames"], "#key": "key"}
            query["ExpressionAttributeValues"] = {
                **query["ExpressionAttributeValues"],
                ":before": text(before),
            }
        size = min(max(limit, _FIRST_PAGE), _LARGEST_PAGE)
        while True:
            with calling(f"table {layout.name}"):
                page: Any = self._aws.dynamodb.query(Limit=size, **query)
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]
            size = min(size * 2, _LARGEST_PAGE)


def _matches(item: Mapping[str, Any], facets: Mapping[str, Sequence[str]], words: Sequence[str]) -> bool:
    """What DynamoDB let through, looked at again in full."""
    has = facets_of(item)
    search = text_of(item, "search")
    return all(has.get(name) in set(map(str, wanted)) for name, wanted in facets.items()) and all(
        word in search for word in words
    )
