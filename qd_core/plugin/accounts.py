"""What a provider with an account elsewhere may offer besides: a check, a set-up, a token kept fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

__all__ = ["Check", "Checkable", "Installable", "TokenRefresher"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a provider needs; ``fix`` says what to do where ``ok`` is False."""

    name: str
    ok: bool
    detail: str = ""
    fix: str = ""


@runtime_checkable
class Checkable(Protocol):
    """A provider that can say what is missing in the account it works with."""

    def check(self) -> Sequence[Check]:
        """Asks, changes nothing."""
        ...


@runtime_checkable
class Installable(Protocol):
    """A provider that can create what it needs."""

    def setup(self) -> Sequence[Check]:
        """Creates what is missing; harmless when run again."""
        ...


@runtime_checkable
class TokenRefresher(Protocol):
    """A provider whose access token must be kept fresh."""

    def refresh(self) -> None:
        """Refreshes under a lease; at most one caller does it."""
        ...
