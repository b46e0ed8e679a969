"""Titles and sentences that say what a request is about: `RFQ: bearings`, `Can you price these belts for us?`,
`prices for TM-55:` above the list of them are no lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_sku, fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.found import content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.sentences import Sentence

__all__ = ["Topic", "papers_of", "topic_of", "without_topics"]

_SHORTEST: Final = 4
"""Characters of a paper's number."""
_LABELS: Final = ("ref", "rif")
"""How the word for a reference begins in every language that is read."""


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry that may only say what the lines after it are. Where it names a ``kind`` of goods, at least one counted
    line after it must be of that kind; without it stands under a title, and any will do. One ``labelled`` as a
    reference may also stand below the list."""

    entry: Entry
    kind: tuple[str, ...] = ()
    labelled: bool = False


def papers_of(*titles: str) -> frozenset[str]:
    """The numbers in the subject of a message and in the names of its files, folded: perhaps those of papers."""
    words = (fold_sku(word.rpartition(".")[0] or word) for title in titles for word in title.split())
    return frozenset(word for word in words if len(word) >= _SHORTEST and any(map(str.isdigit, word)))


def topic_of(
    sentence: Sentence, entries: Sequence[Entry], lexicon: Lexicon, papers: frozenset[str]
) -> Topic | None:
    """The topic that ``sentence`` names instead of a line; ``entries`` are all that was read in it, ``papers`` the
    numbers that the message has in its title."""
    if len(entries) != 1 or entries[0].known or not entries[0].waits_for_count:
        return None
    entry = entries[0]
    if any(char.isdigit() for char in entry.name.value):
        if not _numbers_paper(entry, lexicon, papers):
            return None
        return Topic(entry, labelled=fold_words(sentence.tokens[0].text)[:1][0].startswith(_LABELS))
    first = sentence.tokens[0]
    titled = sentence.alone and first.has(Tag.REFERENCE) and first.has(Tag.ASK)
    if titled and entry.problem is QuantityProblem.MISSING:
        return Topic(entry)
    words = set(content_words(sentence.tokens, range(len(sentence.tokens))))
    kind = tuple(word for word in fold_words(entry.name.value) if word in words)
    return Topic(entry, kind) if lexicon.is_general(kind) else None


def _numbers_paper(entry: Entry, lexicon: Lexicon, papers: frozenset[str]) -> bool:
    """Whether the name is one of ``papers`` and, perhaps, words that the catalog does not know."""
    *words, code = entry.name.value.split()
    return fold_sku(code) in papers and not any(
        lexicon.knows(word) for text in words for word in fold_words(text)
    )


def without_topics(
    entries: Sequence[Entry], topics: Sequence[Topic], lexicon: Lexicon, others: Sequence[Entry] = ()
) -> list[Entry]:
    """``entries`` without the ``topics`` that counted lines follow, among ``others`` too: those of the attachments."""
    lines = [*entries, *others]
    counted = [at for at, entry in enumerate(lines) if entry.quantity is not None or entry.range is not None]
    told = {id(topic.entry): topic for topic in topics}
    kept = []
    for at, entry in enumerate(entries):
        topic = told.get(id(entry))
        heads = topic is not None and any(
            (after > at or topic.labelled)
            and (not topic.kind or lexicon.is_of_kind(lines[after].name.value, topic.kind))
            for after in counted
        )
        if not heads:
            kept.append(entry)
    return kept
