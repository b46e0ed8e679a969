"""Titles and sentences that say what a request is about: `RFQ: bearings`, `Can you price these belts for us?` above the
list of them is no line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.found import content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.sentences import Sentence

__all__ = ["Topic", "topic_of", "without_topics"]


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry that may only say what the lines after it are. Where it names a ``kind`` of goods, at least one counted
    line after it must be of that kind; without it stands under a title, and any will do."""

    entry: Entry
    kind: tuple[str, ...] = ()


def topic_of(sentence: Sentence, entries: Sequence[Entry], lexicon: Lexicon) -> Topic | None:
    """The topic that ``sentence`` names instead of a line; ``entries`` are all that was read in it."""
    if len(entries) != 1:
        return None
    entry = entries[0]
    plain = not entry.known and not any(char.isdigit() for char in entry.name.value)
    if not plain or not entry.waits_for_count:
        return None
    first = sentence.tokens[0]
    titled = sentence.alone and first.has(Tag.REFERENCE) and first.has(Tag.ASK)
    if titled and entry.problem is QuantityProblem.MISSING:
        return Topic(entry)
    words = set(content_words(sentence.tokens, range(len(sentence.tokens))))
    kind = tuple(word for word in fold_words(entry.name.value) if word in words)
    return Topic(entry, kind) if lexicon.is_general(kind) else None


def without_topics(entries: Sequence[Entry], topics: Sequence[Topic], lexicon: Lexicon) -> list[Entry]:
    """``entries`` without the ``topics`` that counted lines follow."""
    counted = [
        at for at, entry in enumerate(entries) if entry.quantity is not None or entry.range is not None
    ]
    told = {id(topic.entry): topic.kind for topic in topics}
    kept = []
    for at, entry in enumerate(entries):
        kind = told.get(id(entry))
        heads = kind is not None and any(
            not kind or lexicon.is_of_kind(entries[after].name.value, kind) for after in counted if after > at
        )
        if not heads:
            kept.append(entry)
    return kept
