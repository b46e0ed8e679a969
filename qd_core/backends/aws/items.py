"""DynamoDB's typed values, written and read; times as numbers, keys that hold whatever text they are given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from math import ceil
from typing import Any

__all__ = ["Item", "alive", "chunks", "instant", "moment", "number", "seconds", "text", "text_of", "whole_of"]

Item = dict[str, Any]
"""An item, or a part of one, as the low-level client speaks: ``{"rfq_id": {"S": "…"}}``."""


def text(value: str) -> Item:
    """A string."""
    return {"S": value}


def number(value: int) -> Item:
    """A whole number."""
    return {"N": str(value)}


def instant(value: datetime) -> Item:
    """A time to the microsecond, as seconds since 1970: compared by DynamoDB itself."""
    return {"N": f"{Decimal(int(value.timestamp())) + Decimal(value.microsecond) / 1_000_000}"}


def seconds(value: datetime) -> Item:
    """A time as DynamoDB's expiry reads it: whole seconds, never early."""
    return {"N": str(ceil(value.timestamp()))}


def moment(item: Mapping[str, Any], name: str) -> datetime | None:
    """The time under ``name``, UTC; None where there is none."""
    value = item.get(name)
    return datetime.fromtimestamp(float(value["N"]), UTC) if value else None


def text_of(item: Mapping[str, Any], name: str) -> str:
    """The string under ``name``; empty where there is none."""
    return str(item.get(name, {}).get("S", ""))


def whole_of(item: Mapping[str, Any], name: str) -> int:
    """The whole number under ``name``; 0 where there is none."""
    return int(item.get(name, {}).get("N", "0"))


def alive(item: Mapping[str, Any], now: datetime) -> bool:
    """Whether the item has not expired: DynamoDB itself removes one up to days later."""
    expires = moment(item, "expires_at")
    return expires is None or expires > now


def short(value: str, longest: int) -> str:
    """``value``, or where it is longer than ``longest`` bytes its beginning and its digest: still one key a value."""
    encoded = value.encode()
    if len(encoded) <= longest:
        return value
    digest = hashlib.sha256(encoded).hexdigest()
    return f"{encoded[: longest - len(digest) - 1].decode(errors='ignore')}~{digest}"


def chunks(values: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """``values`` in pieces of ``size``, as the batch calls take them."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
