"""What was read, and where: a mark for each line and each condition, placed in the part of the message it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qd_core.model.message import Source
from qd_core.model.quote import Draft
from qd_core.model.rfq import Constraints, Context, Extracted, LineItem
from qd_core.pipeline.record import RfqRecord

__all__ = ["UNSURE", "Mark", "Marks", "Placed", "Read", "marks_of"]

UNSURE = 0.7
"""A reading under this confidence is shown as doubtful."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Mark:
    """``label`` is a line's number or a condition's letter; ``target`` is where on the page it leads."""

    label: str
    target: str
    what: str
    square: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark at the place it was read from."""

    mark: Mark
    source: Source


@dataclass(frozen=True, slots=True)
class Read:
    """A condition that was read: its mark, what it is called, what was understood, how sure the reading is."""

    mark: Mark
    words: str
    value: object
    confidence: float
    quote: str


@dataclass(frozen=True, slots=True)
class Marks:
    """``by_part`` are the marks of the text, the subject, the form and each attachment, by its name."""

    by_part: Mapping[str, Sequence[Placed]]
    conditions: Sequence[Read]

    def of(self, part: str) -> Sequence[Placed]:
        """The marks of one part."""
        return self.by_part.get(part, ())


def marks_of(record: RfqRecord, draft: Draft | None) -> Marks:
    """Every value that was read, lines first."""
    placed = defaultdict[str, list[Placed]](list)
    items = [line.request for line in draft.lines] if draft else [line.request for line in record.lines]
    for item in items:
        for one in _of_line(item):
            placed[one.source.part].append(one)
    conditions = []
    if record.fields is not None:
        for letter, (words, found) in zip(
            _LETTERS, _conditions(record.fields.constraints, record.fields.context), strict=False
        ):
            unsure = found.confidence < UNSURE
            mark = Mark(letter, f"#read-{letter.lower()}", words, square=True, unsure=unsure)
            conditions.append(Read(mark, words, found.value, found.confidence, found.source.quote))
            placed[found.source.part].append(Placed(mark, found.source))
    return Marks(placed, conditions)


def _of_line(item: LineItem) -> Iterable[Placed]:
    unsure = item.confidence < UNSURE
    mark = Mark(str(item.position), f"#line-{item.position}", f"Line {item.position}", unsure=unsure)
    for value in (item.name_or_sku, item.quantity, item.unit):
        if value is not None and value.source.part != "rep":
            yield Placed(mark, value.source)


def _conditions(constraints: Constraints, context: Context) -> Iterable[tuple[str, Extracted[Any]]]:
    named: list[tuple[str, Extracted[Any] | None]] = [
        ("Deadline", constraints.deadline),
        ("Destination", constraints.destination),
        *(("Destination", one) for one in constraints.other_destinations),
        ("Terms", constraints.payment_terms),
        ("Rush", constraints.rush),
        ("Trade", context.industry),
        ("Company size", context.company_size_cue),
        ("Returning", context.returning_customer_cue),
        ("Mood", context.mood),
    ]
    for words, found in named:
        if found is not None:
            yield words, found
