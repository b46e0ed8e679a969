"""Sizes as letters behind a count: `5 boxes of blue gloves M and 10 L`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qd_core.reading.line_items.ellipsis import completed, counted_letters
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.entry_writing import EntryWriter
from qd_core.reading.line_items.tokens import Token

__all__ = ["letter_entries"]


def letter_entries(writer: EntryWriter, carrier: str, run: range, tokens: Sequence[Token]) -> list[Entry]:
    """The lines of the letters counted in ``run`` of goods ``carrier`` that come in letters: ten of the size L, not ten
    litres."""
    entries = []
    for index in counted_letters(carrier, run, tokens):
        letter = writer.span(tokens[index].end - 1, tokens[index].end)
        amount = writer.source(tokens[index].start, tokens[index].end)
        entry = Entry(text=writer.quote(tokens[index].start, tokens[index].end), name=letter)
        entry.set_quantity(tokens[index].value or Decimal(1), amount, "size as a letter")
        entry.complete(completed(carrier, letter.value))
        entries.append(entry)
    return entries
