"""Deadlines in tables: beside or under their label, in a column of their own, or in a table pasted into text."""

from __future__ import annotations

import re
from datetime import date

from qd_core.model.folding import words_apart
from qd_core.model.rfq import Rfq
from qd_core.reading import deadline_cues as cues
from qd_core.reading.conventions import Conventions
from qd_core.reading.dates import DatePhrase, read_date
from qd_core.reading.deadline_judging import Candidate, Kind, is_possible
from qd_core.reading.passages import Cell, cells_of

__all__ = ["date_columns", "in_cells"]

_SPLIT = re.compile(r"\s*\|\s*|\t|;")


def date_columns(text: str) -> list[tuple[int, int]]:
    """Spans of the cells under a deadline's column head, in tables pasted into running text."""
    spans: list[tuple[int, int]] = []
    column, start = -1, 0
    for line in text.split("\n")[:5000]:
        cells = _SPLIT.split(line) if ("|" in line or "\t" in line or ";" in line) else []
        heads = [index for index, cell in enumerate(cells) if cues.GOODS_LABEL.fullmatch(words_apart(cell))]
        if len(cells) > 1 and heads:
            column = heads[0]
        elif column >= 0 and len(cells) > column:
            cell = cells[column]
            offset = line.find(cell) if cell else -1
            if offset >= 0:
                spans.append((start + offset, start + offset + len(cell)))
        elif not cells:
            column = -1
        start += len(line) + 1
    return spans


_KEY_VALUE = re.compile(r"\s*([^:\n]{2,60}?)\s*:\s+(\S[^\n]*)")


def in_cells(rfq: Rfq, how: Conventions) -> list[Candidate]:
    """The deadlines in the message's tables. Of several days in a column the earliest counts, less surely."""
    found: list[Candidate] = []
    for cell in cells_of(rfq):
        text = cell.text.strip()
        pair = _KEY_VALUE.fullmatch(text)
        if pair is not None:
            found += _labelled(pair[1], cell, pair[2], how)
            continue
        label = text.rstrip(" :")
        if len(label) > 60 or (kind := _label_kind(label)) is None:
            continue
        beside = cell.right()
        column = _column_days(cell, how)
        if beside is not None and _day_in(beside, how) is not None:
            found += _labelled(label, beside, beside.text, how)
        elif column:
            first = min(column, key=lambda one: one[0])
            same = all(day == first[0] for day, _ in column)
            found.append(Candidate(first[0], kind, 0.9 if same else 0.6, first[1].source(), 2))
    return found


def _label_kind(label: str) -> Kind | None:
    label = words_apart(label)
    if cues.QUOTE_LABEL.fullmatch(label):
        return Kind.QUOTE
    return Kind.GOODS if cues.GOODS_LABEL.fullmatch(label) else None


def _labelled(label: str, cell: Cell, value: str, how: Conventions) -> list[Candidate]:
    kind = _label_kind(label)
    named = read_date(value, today=how.today, day_first=how.day_first) if kind is not None else None
    if kind is None or named is None or not is_possible(named, how.today) or len(value) > 80:
        return []
    return [Candidate(named.day, kind, min(0.95, named.sure), cell.source(), 2)]


def _day_in(cell: Cell, how: Conventions) -> DatePhrase | None:
    if len(cell.text) > 60:
        return None
    named = read_date(cell.text, today=how.today, day_first=how.day_first)
    return named if named is not None and is_possible(named, how.today) else None


def _column_days(head: Cell, how: Conventions) -> list[tuple[date, Cell]]:
    days = []
    for cell in head.below(500):
        named = _day_in(cell, how)
        if named is not None:
            days.append((named.day, cell))
    return days
