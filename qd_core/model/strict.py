"""The one configuration of every boundary model: frozen, and nothing unknown goes unnoticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict

__all__ = ["Frozen", "record"]

R = TypeVar("R")


class Frozen(BaseModel):
    """Immutable value; two with the same content are equal."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[R]) -> type[R]:
    """A slotted dataclass that the type checker holds immutable: made five times as fast as one that is frozen at run
    time too. For the few values that are made on every line or cell; hashable, so never write to one."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
