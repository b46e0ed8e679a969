"""What changed from one revision to the next: the lines, the sums, the words of the cover."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qd_core.entry.web.writing import Writing
from qd_core.model.quote import Draft, QuoteLine
from qd_core.model.review import DraftRecord, Revision

__all__ = ["Change", "Diff", "WordChange", "diffs", "word_changes"]

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_KEEP = 60
_LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """One row: where, what, before and after, as text."""

    where: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words: ``kind`` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Diff:
    """From revision ``number`` to the next one."""

    number: int
    at: datetime
    by: str
    why: str
    old_total: Decimal | None
    new_total: Decimal | None
    rows: tuple[Change, ...]
    cover: tuple[WordChange, ...]


def diffs(record: DraftRecord, kept: Sequence[Revision], writing: Writing) -> list[Diff]:
    """Every step of the draft's history, the newest first."""
    drafts = [*(revision.draft for revision in kept), record.draft]
    found = [
        Diff(
            revision.number,
            revision.at,
            revision.by,
            revision.why,
            _sum(old),
            _sum(new),
            tuple(_rows(old, new, writing)),
            word_changes(_cover(old), _cover(new)),
        )
        for revision, old, new in zip(kept, drafts, drafts[1:], strict=False)
    ]
    return found[::-1]


def word_changes(old: str, new: str) -> tuple[WordChange, ...]:
    """The words that went and came, with a few that stayed around them; nothing where the texts are equal."""
    if old == new:
        return ()
    before, after = _TOKENS.findall(old[:_LONGEST_TEXT]), _TOKENS.findall(new[:_LONGEST_TEXT])
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(WordChange("same", _shortened("".join(before[a:b]))))
            continue
        if a < b:
            found.append(WordChange("gone", "".join(before[a:b])))
        if c < d:
            found.append(WordChange("new", "".join(after[c:d])))
    return tuple(found)


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _KEEP else f"{text[:_KEEP]} … {text[-_KEEP:]}"


def _rows(old: Draft, new: Draft, writing: Writing) -> list[Change]:
    before = {line.position: line for line in old.lines}
    after = {line.position: line for line in new.lines}
    rows = []
    for position in sorted({*before, *after}):
        rows += _line_rows(before.get(position), after.get(position), position, writing)
    facts: list[tuple[str, Callable[[Draft], str]]] = [
        ("Freight", lambda draft: writing.amount(draft.freight)),
        ("Valid until", lambda draft: writing.day(draft.valid_until)),
        ("Payment terms", lambda draft: draft.payment_terms),
        ("Terms", lambda draft: draft.terms),
        ("Move", lambda draft: draft.move.replace("_", " ")),
    ]
    for what, value in facts:
        if value(old) != value(new):
            rows.append(Change("Quote", what, value(old), value(new)))
    return rows


def _line_rows(old: QuoteLine | None, new: QuoteLine | None, position: int, writing: Writing) -> list[Change]:
    where = f"Line {position}"
    if old is None or new is None:
        line = new or old
        assert line is not None  # noqa: S101 - the position came from one of the two
        words = f"{writing.number(line.quantity)} {line.unit or ''} {line.sku or 'no SKU'}".strip()
        return [Change(where, "Line", "" if old is None else words, "" if new is None else words)]
    facts: list[tuple[str, Callable[[QuoteLine], str]]] = [
        ("SKU", lambda line: line.sku or "none"),
        ("Quantity", lambda line: f"{writing.number(line.quantity)} {line.unit or ''}".strip()),
        ("Unit price", lambda line: writing.amount(line.unit_price)),
        ("Discount", lambda line: writing.percent(line.discount_pct)),
        ("Line total", lambda line: writing.amount(line.line_total)),
        ("Flags", lambda line: ", ".join(flag.code.replace("_", " ") for flag in line.flags) or "none"),
    ]
    return [Change(where, what, value(old), value(new)) for what, value in facts if value(old) != value(new)]


def _cover(draft: Draft) -> str:
    return draft.cover.text if draft.cover else ""


def _sum(draft: Draft) -> Decimal | None:
    return draft.total if draft.total is not None else draft.subtotal
