"""Bare numbers that end a line behind a name: `22 mm copper tees 40` counts, `copper tees 22` sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["counts_at_end"]

_YEARS: Final = range(1990, 2100)
"""`calendar 2027` counts no calendars."""


def counts_at_end(words: Sequence[str], number: str, lexicon: Lexicon) -> bool:
    """Whether ``number`` behind the folded ``words`` can only count: goods of the catalog have all of the words, every
    number in their descriptions is said among the words already, and with ``number`` there are none."""
    if not number.isdecimal() or int(number) in _YEARS or lexicon.carries([*words, number]):
        return False
    sizes = lexicon.numbers_of(words)
    return sizes is not None and sizes <= set(words)
