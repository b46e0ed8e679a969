"""Ids that sort by time (RFC 9562, UUID version 7); in the standard library from Python 3.14 only."""

from __future__ import annotations

import secrets
import uuid

from qd_core.ports import Clock

__all__ = ["UuidV7"]


class UuidV7:
    """Makes ids: 48 bits of milliseconds, then 74 random bits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def new(self) -> str:
        """A fresh id in the usual text form."""
        milliseconds = int(self._clock.now().timestamp() * 1000) & (1 << 48) - 1
        random = secrets.randbits(74)
        value = milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
        return str(uuid.UUID(int=value))
