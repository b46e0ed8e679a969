"""Remembering what was made of the newest document or quote: pricing looks things up without scanning rules a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Latest"]

S = TypeVar("S")
V = TypeVar("V")


class Latest(Generic[S, V]):
    """``make(source)``, made once for the source last asked about and kept while the same object is asked again.

    Sources are compared by identity, so they must be immutable. Threads with different sources get each their own
    answer; at worst it is made twice.
    """

    __slots__ = ("_entry", "_make")

    def __init__(self, make: Callable[[S], V]) -> None:
        self._make = make
        self._entry: tuple[S, V] | None = None

    def __call__(self, source: S) -> V:
        """What ``make`` gives for ``source``."""
        entry = self._entry
        if entry is not None and entry[0] is source:
            return entry[1]
        made = self._make(source)
        self._entry = (source, made)
        return made
