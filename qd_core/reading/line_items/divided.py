"""Sentences that say in few words what several lines are: variants of one thing, the same once more in another size.

They are divided in what is read here and the parts before and behind it, that are read like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.model.folding import fold_words
from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.clause_state import Before
from qd_core.reading.line_items.ellipsis import completed, lent, names_thing
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.line_context import Context
from qd_core.reading.line_items.repeats import Repeat, repeat_in
from qd_core.reading.line_items.sentences import Sentence, cues_of
from qd_core.reading.line_items.tokens import Kind
from qd_core.reading.line_items.told_names import unit_before
from qd_core.reading.line_items.variant_lists import VariantList
from qd_core.reading.line_items.variants import VariantReader

if TYPE_CHECKING:
    from qd_core.reading.line_items.prose import ProseReader

__all__ = ["read_sentence"]

_JOINTS = frozenset(",;:.)-–—&+/")
_MOST_REPEATS = 20
"""Repeats in one sentence; whoever writes more is no buyer."""
_COPIED = 0.8
"""How sure a quantity is that was said for the line before."""


def read_sentence(reader: ProseReader, sentence: Sentence, context: Context) -> None:
    """Reads one sentence, whole or in parts, into the entries of ``reader``."""
    shut = context.off or context.address or context.closed
    lists = [] if shut else VariantReader(sentence.tokens, reader.lexicon, reader.languages).read()
    if shut:
        reader.plain_sentence(sentence, context)
        return
    before, start = Before(), 0
    for variants in lists:
        lead = _part(sentence, start, variants.start) if variants.start else None
        before = _read_part(reader, lead, context, before) if lead is not None else before
        _read_variants(reader, sentence, variants, context)
        before, start = Before(before.cues, variants.parts[-1].trails), variants.end
    rest = _part(sentence, start, len(sentence.tokens)) if start else sentence
    if not (start and _says_what_for(rest)):
        _read_part(reader, rest, context, before)


def _says_what_for(rest: Sentence) -> bool:
    """`4 grade 5 and 2 grade 7 for the old filters`: behind a list, what is for something and not counted."""
    opening = rest.tokens[0] if rest.tokens else None
    counted = any(token.kind is Kind.NUMBER for token in rest.tokens)
    return opening is not None and opening.has(Tag.PURPOSE) and not counted


def _read_variants(reader: ProseReader, sentence: Sentence, variants: VariantList, context: Context) -> None:
    """The lines of the variants of one thing."""
    read: list[Entry] = []
    for variant in variants.parts:
        entry = reader.writer.entry(variant.found, sentence)
        entry.unit = entry.unit or unit_before(variant.found, read)
        read.append(entry)
        if entry.name.value != variant.name and not _is_whole(entry.name.value, variant.name, reader.lexicon):
            entry.complete(variant.name)
        if not variants.agrees:
            entry.doubt(QuantityProblem.VAGUE, "they do not add up to the number of all together")
        reader.entries.append(entry)
    _go_on(reader, sentence, context, variants.parts[-1].name)


def _is_whole(name: str, completed: str, lexicon: Lexicon) -> bool:
    """Whether ``name`` is that of goods already, and nothing is called ``completed``: `gloves: 3 nitrile gloves M`."""
    return bool(lexicon.items_named(name)) and not lexicon.carries(fold_words(completed))


def _read_part(reader: ProseReader, part: Sentence, context: Context, before: Before) -> Before:
    """Reads a part with `20 m of the same in navy` behind the goods that it means; what a further part goes on with."""
    for _ in range(_MOST_REPEATS):
        repeat = repeat_in(part.tokens, reader.lexicon, reader.languages)
        if repeat is None or not (reader.entries or repeat.start):
            break
        lead = _part(part, 0, repeat.start)
        before = _read_plain(reader, lead, context, before)
        if not reader.entries:
            part = _part(part, repeat.start, len(part.tokens))
            break
        entry = _repeated(reader, part, repeat, reader.entries[-1], context.carrier)
        reader.entries.append(entry)
        _go_on(reader, part, context, entry.name.value)
        part = _part(part, repeat.end, len(part.tokens))
    return _read_plain(reader, part, context, before)


def _read_plain(reader: ProseReader, part: Sentence, context: Context, before: Before) -> Before:
    if not part.tokens:
        return before
    reader.plain_sentence(part, context, before)
    return Before(before.cues | _asking(part), before.trails)


def _repeated(reader: ProseReader, sentence: Sentence, repeat: Repeat, last: Entry, carrier: str) -> Entry:
    """The line before once more, with the words that tell it apart, and with the count where one is said."""
    found = Found(name=list(repeat.words), quantity=repeat.quantity)
    entry = reader.writer.entry(found, sentence)
    words = entry.name.value
    noun_last = not reader.languages or "en" in reader.languages
    name = lent(carrier or last.name.value, words, reader.lexicon, noun_last=noun_last)
    if name is None and not names_thing(words, reader.lexicon):
        name = completed(carrier or last.name.value, words)
    if name is not None:
        entry.complete(name)
    if repeat.quantity is None:
        entry.quantity, entry.range, entry.ladder = last.quantity, last.range, last.ladder
        entry.quantity_source, entry.problem = last.quantity_source, last.problem
        entry.notes.append("as many as of the line before")
        entry.certain = min(entry.certain, _COPIED)
    if repeat.quantity is None or repeat.quantity.unit is None:
        entry.unit = last.unit
    return entry


def _asking(part: Sentence) -> frozenset[Tag]:
    """The cues of a part by which the rest of the sentence asks, too."""
    return cues_of(part.tokens) & {Tag.ASK, Tag.PRICE}


def _go_on(reader: ProseReader, sentence: Sentence, context: Context, carrier: str) -> None:
    """What comes next may go on with the line that was read last."""
    context.carrier, context.listed, context.mentioned = carrier, True, None
    context.line = sentence.line
    reader.last_line = sentence.line


def _part(sentence: Sentence, start: int, stop: int) -> Sentence:
    """The tokens ``[start, stop)`` as a sentence of the same line, without the sign or `and` that joins them."""
    tokens = sentence.tokens
    while start < stop and (tokens[start].text in _JOINTS or tokens[start].has(Tag.AND)):
        start += 1
    while start < stop and (tokens[stop - 1].text in {",", ";"} or tokens[stop - 1].has(Tag.AND)):
        stop -= 1
    return Sentence(tokens[start:stop], sentence.line, alone=False)
