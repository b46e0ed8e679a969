"""One thing in several sizes becomes several lines: series with a shared count, and counts of each size."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.model.rfq import QuantityProblem
from qd_core.reading.line_items.ellipsis import completed
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.entry_writing import EntryWriter
from qd_core.reading.line_items.found import Found
from qd_core.reading.line_items.line_context import Context
from qd_core.reading.line_items.sentences import Sentence
from qd_core.reading.line_items.size_run import SizeRun, size_run
from qd_core.reading.line_items.size_series import SizeSeries, size_series

__all__ = ["spread", "without_total"]

_FEWEST_PARTS = 2


def spread(
    writer: EntryWriter, sentence: Sentence, found: Sequence[Found], context: Context
) -> tuple[list[Found], list[Entry]]:
    """What of ``found`` stays as it is, and the lines that the sizes of the sentence make."""
    if context.off or context.closed:
        return list(found), []
    run = size_run(sentence.tokens, writer.lexicon, context.carrier)
    if run is not None:
        headed = run.thing == context.carrier  # shirts large: …, 10 x-large
        return [item for item in found if not _overlaps(item, run)], _of_run(writer, sentence, run, headed)
    series = size_series(sentence.tokens, found, writer.lexicon)
    if series is not None:
        return [item for item in found if not series.holds(item)], _of_series(writer, sentence, series)
    return list(found), []


def without_total(entries: list[Entry]) -> list[Entry]:
    """The lines of a sentence without the first, where that counts the others together: `10 collars, 5 of the 15 cm
    and 5 of the 25 cm`."""
    if len(entries) <= _FEWEST_PARTS:
        return entries
    total, *parts = entries
    counts = [part.quantity for part in parts if part.completed and part.quantity is not None]
    adds_up = len(counts) == len(parts) and total.quantity == sum(counts) and not total.known
    return parts if adds_up else entries


def _overlaps(item: Found, run: SizeRun) -> bool:
    own = [*item.name, *item.aside, *([item.quantity.first] if item.quantity else [])]
    return any(run.start <= index < run.end for index in own)


def _of_run(writer: EntryWriter, sentence: Sentence, run: SizeRun, headed: bool) -> list[Entry]:
    tokens, entries = sentence.tokens, []
    for part in run.parts:
        first, last = tokens[part.start].start, tokens[part.end - 1].end
        entry = Entry(text=writer.quote(sentence.start, sentence.end), name=writer.span(first, last))
        entry.complete(completed(run.thing, part.size) if headed else f"{run.thing} {part.size}")
        if run.unit is not None:
            entry.unit = writer.span(tokens[run.unit].start, tokens[run.unit].end)
        entry.set_quantity(part.count, writer.source(first, last), f"{part.count:f} of size {part.size}")
        if not run.agrees:
            entry.doubt(QuantityProblem.VAGUE, "the sizes do not add up to the number of all together")
        entries.append(entry)
    return entries


def _of_series(writer: EntryWriter, sentence: Sentence, series: SizeSeries) -> list[Entry]:
    item = Found(name=list(range(series.start, series.end)), quantity=series.quantity)
    entries = []
    for name in series.names:
        entry = writer.entry(item, sentence)
        entry.complete(name)
        if not series.shared and entry.quantity is not None:
            entry.doubt(QuantityProblem.VAGUE, f"{entry.quantity:f} of each size, or of all together?")
        entries.append(entry)
    return entries
