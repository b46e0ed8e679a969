"""What a line read before is called in words, for those that go on with it."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["described", "told_name", "unit_before"]


def described(entry: Entry, lexicon: Lexicon) -> str:
    """The description of the one item of the catalog that ``entry`` names; its words where it names none."""
    items = lexicon.items_named(entry.name.value)
    return items[0].description if len(items) == 1 else entry.name.value


def told_name(entry: Entry, lexicon: Lexicon) -> str:
    """What an item is called in words, for the sizes that come after it."""
    items = lexicon.catalog.folded(entry.name.value)
    return items[0].description if len(items) == 1 else entry.name.value


def unit_before(item: Found, entries: Sequence[Entry]) -> Span | None:
    """`30 rolls of 24 mm tape, 15 of the 48 mm`: they are counted like those before."""
    joined = item.quantity is not None and item.quantity.joined
    return entries[-1].unit if joined and entries else None
