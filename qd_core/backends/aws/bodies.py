"""A record's body in an item of at most 400 KB: as text while it is small, then compressed, then in parts of its own.

Parts are written before the item that names them and removed after it, so that a reader either finds the whole or sees
that the item has changed meanwhile.
"""

from __future__ import annotations

import uuid
import zlib
from typing import TYPE_CHECKING

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.items import Item, number, text, text_of, whole_of
from qd_core.backends.aws.resources.tables import WORK
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.work import RESOURCE, work_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["Bodies"]

AS_TEXT = 16_000
"""Bytes up to which a body is kept as one reads it in the console."""
IN_ITEM = 300_000
"""Bytes of body and summary that an item holds; the rest of its 400 KB is for keys and facets."""
_PART = 380_000
_KIND = "body"


class Bodies:
    """Turns a body into attributes and back."""

    def __init__(self, aws: AwsSession) -> None:
        self._aws = aws

    def attributes(self, body: str, *, beside: int = 0) -> Item:
        """The attributes that hold ``body``; its parts, if it needs any, are written. ``write`` names the writing;
        ``beside`` is how many bytes else there are in the item."""
        content, write = body.encode(), str(uuid.uuid4())
        if len(content) <= min(AS_TEXT, IN_ITEM - beside):
            return {"body": text(body), "write": text(write)}
        packed = zlib.compress(content, level=6)
        if len(packed) <= IN_ITEM - beside:
            return {"packed": {"B": packed}, "write": text(write)}
        parts = [packed[start : start + _PART] for start in range(0, len(packed), _PART)]
        for index, part in enumerate(parts):
            item = {**work_key(_KIND, write, f"{index:04d}"), "packed": {"B": part}}
            with calling(RESOURCE):
                self._aws.dynamodb.put_item(TableName=WORK.name, Item=item)
        return {"parts": number(len(parts)), "write": text(write)}

    def body_of(self, item: Mapping[str, Any]) -> str | None:
        """The body; None where its parts are gone, since the item was written anew meanwhile."""
        if "parts" not in item:
            return (
                zlib.decompress(item["packed"]["B"]).decode() if "packed" in item else text_of(item, "body")
            )
        found = []
        for key in _keys(item):
            with calling(RESOURCE):
                part = self._aws.dynamodb.get_item(TableName=WORK.name, Key=key, ConsistentRead=True)
            if "Item" not in part:
                return None
            found.append(part["Item"]["packed"]["B"])
        return zlib.decompress(b"".join(found)).decode()

    def discard(self, item: Mapping[str, Any]) -> None:
        """Removes the parts of an item that is there no more."""
        for key in _keys(item):
            with calling(RESOURCE):
                self._aws.dynamodb.delete_item(TableName=WORK.name, Key=key)


def _keys(item: Mapping[str, Any]) -> list[Item]:
    return [
        work_key(_KIND, text_of(item, "write"), f"{index:04d}") for index in range(whole_of(item, "parts"))
    ]
