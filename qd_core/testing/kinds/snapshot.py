"""The whole content of a request, to be compared before and after a call: a change deep inside is a change too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from qd_core.model.catalog import Catalog

__all__ = ["snapshot"]


def snapshot(value: object) -> object:
    """Nested tuples of what ``value`` holds, down to plain values; caches are no content."""
    if isinstance(value, BaseModel):
        return tuple((name, snapshot(getattr(value, name))) for name in type(value).model_fields)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((each.name, snapshot(getattr(value, each.name))) for each in fields(value))
    if isinstance(value, Mapping):
        return tuple((snapshot(key), snapshot(each)) for key, each in value.items())
    if isinstance(value, tuple | list | set | frozenset | Catalog):
        return tuple(snapshot(each) for each in value)
    return value
