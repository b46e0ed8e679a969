"""A record as an item: its key in each table, what its indexes carry, and the conditions of its writes and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qd_core.backends.aws.items import Item, instant, number, seconds, short, text
from qd_core.backends.aws.resources.tables import ALL_LISTED, LISTED, Table, indexed

__all__ = ["HEAD", "facet_key", "facets_of", "item_of", "key_of", "list_filter", "storable", "unchanged"]

HEAD = "head"
"""The sort key of the record of an RFQ itself; what hangs on it (``<rfq>/r0001``) has a sort key of its own."""
NO_VALUE = "(none)"
_LONGEST_PARTITION = 2048
_LONGEST_SORT = 1024
_MOST_WORDS = 10
"""Words that DynamoDB looks for; what it lets through is looked at for all of them."""


def storable(key: str) -> bool:
    """Whether a record can have this key at all; one asked for by a visitor may be anything."""
    head, _, rest = key.partition("/")
    return bool(head) and len(key.encode()) <= _LONGEST_SORT and len(rest.encode()) < _LONGEST_SORT


def key_of(table: Table, key: str) -> Item:
    """The item's key: ``<rfq>/r0001`` is two keys where the table has two."""
    if not table.sort:
        return {table.partition: text(key)}
    head, _, rest = key.partition("/")
    return {table.partition: text(head), table.sort: text(rest or HEAD)}


def facet_key(value: str) -> str:
    """A facet's value as the key of an index, which may be neither empty nor long."""
    return short(value, _LONGEST_PARTITION) if value else NO_VALUE


def item_of(
    table: Table,
    key: str,
    *,
    version: int,
    expires_at: datetime | None,
    facets: Mapping[str, str] | None,
    summary: str,
) -> Item:
    """The item without its body. Only one with facets is in the indexes."""
    item: Item = {
        **key_of(table, key),
        "key": text(key),
        "version": number(version),
        "summary": text(summary),
    }
    if expires_at is not None:
        item["expires_at"] = seconds(expires_at)
    if facets is None:
        return item
    item |= {LISTED: text(ALL_LISTED), "search": text(summary.casefold())}
    item["facets"] = {"M": {name: text(str(value)) for name, value in facets.items()}}
    keys = {index.partition for index in table.indexes}
    item |= {
        indexed(name): text(facet_key(str(value))) for name, value in facets.items() if indexed(name) in keys
    }
    return item


def facets_of(item: Mapping[str, Any]) -> dict[str, str]:
    """The facets of an item."""
    return {name: value["S"] for name, value in item.get("facets", {}).get("M", {}).items()}


def unchanged(table: Table, expected: int, now: datetime) -> Item:
    """The condition of a write: the stored version is ``expected``, where an expired record counts as none."""
    condition = (
        "version = :expected AND (attribute_not_exists(expires_at) OR expires_at > :now)"
        if expected
        else f"attribute_not_exists({table.partition}) OR expires_at <= :now"
    )
    values = {":now": instant(now), **({":expected": number(expected)} if expected else {})}
    return {"ConditionExpression": condition, "ExpressionAttributeValues": values}


def list_filter(facets: Mapping[str, Sequence[str]], words: Sequence[str], now: datetime) -> Item:
    """What of a query's items is wanted, for DynamoDB to leave out the rest."""
    names: dict[str, str] = {}
    values: Item = {":now": instant(now)}
    terms = ["(attribute_not_exists(expires_at) OR expires_at > :now)"]
    for index, (name, wanted) in enumerate(facets.items()):
        names |= {"#facets": "facets", f"#f{index}": name}
        marks = {f":f{index}x{place}": text(str(value)) for place, value in enumerate(wanted)}
        values |= marks
        terms.append(f"#facets.#f{index} IN ({', '.join(marks)})")
    for index, word in enumerate(words[:_MOST_WORDS]):
        names["#search"] = "search"
        values[f":w{index}"] = text(word)
        terms.append(f"contains(#search, :w{index})")
    return {
        "FilterExpression": " AND ".join(terms),
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
    }
