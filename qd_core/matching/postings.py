"""Which rows hold a key: the inverted lists of the index, in memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

__all__ = ["Postings", "Rows", "RowsInMemory"]

Rows = Sequence[int]
"""Rows in ascending order, each once: an array of 32-bit integers, numpy's where the index lies on disk."""


class Postings(Protocol):
    """Rows by key."""

    def rows(self, key: str) -> Rows:
        """Empty for a key that no row holds."""
        ...

    def count(self, key: str) -> int:
        """How many rows hold the key."""
        ...

    def words(self) -> Sequence[str]:
        """Every key that is one word of letters, in order."""
        ...

    def reversed_words(self) -> Sequence[str]:
        """The words spelt backwards, in order."""
        ...

    def codes(self) -> Sequence[str]:
        """Every key of a maker's code (``!…``), in order."""
        ...


class RowsInMemory:
    """Arrays in a dict: the fastest for catalogs up to some ten thousand rows, and where every index is built."""

    def __init__(self, keys_of_rows: Iterable[Iterable[str]]) -> None:
        lists: dict[str, array[int]] = defaultdict(lambda: array("i"))
        for row, keys in enumerate(keys_of_rows):
            for key in keys:
                lists[key].append(row)
        self._lists: Mapping[str, array[int]] = dict(lists)
        self._words = sorted(key for key in lists if key.isalpha())
        self._codes = sorted(key for key in lists if key[0] == "!")

    def __iter__(self) -> Iterator[tuple[str, Rows]]:
        return iter(self._lists.items())

    def rows(self, key: str) -> Rows:
        """The rows that hold ``key``."""
        return self._lists.get(key, ())

    def count(self, key: str) -> int:
        """How many rows hold ``key``."""
        return len(self._lists.get(key, ()))

    def words(self) -> Sequence[str]:
        """The words, sorted."""
        return self._words

    def reversed_words(self) -> Sequence[str]:
        """The words backwards, sorted."""
        return self._reversed

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)

    def codes(self) -> Sequence[str]:
        """The codes, sorted."""
        return self._codes
