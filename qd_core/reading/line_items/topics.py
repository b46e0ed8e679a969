"""Titles that say what a request is about: `RFQ: bearings` above the list of them is no line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.sentences import Sentence

__all__ = ["is_topic", "without_topics"]


def is_topic(sentence: Sentence, entry: Entry) -> bool:
    """Whether a line of its own begins with the noun for a request and names goods without size or count."""
    titled = sentence.alone and sentence.tokens[0].has(Tag.REFERENCE) and sentence.tokens[0].has(Tag.ASK)
    plain = not entry.known and not any(char.isdigit() for char in entry.name.value)
    return titled and plain and entry.problem is QuantityProblem.MISSING and entry.quantity is None


def without_topics(entries: Sequence[Entry], topics: Sequence[Entry]) -> list[Entry]:
    """``entries`` without the ``topics`` that counted lines follow."""
    last = max((at for at, entry in enumerate(entries) if entry.quantity is not None), default=-1)
    told = set(map(id, topics))
    return [entry for at, entry in enumerate(entries) if at > last or id(entry) not in told]
