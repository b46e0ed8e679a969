"""Which of a message's dates is its deadline: the date the buyer names, for the goods first, else for the quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from qd_core.model.message import Source
from qd_core.model.rfq import Extracted, Rfq
from qd_core.reading import deadline_cues as cues
from qd_core.reading.calendar_words import number_of
from qd_core.reading.conventions import Conventions
from qd_core.reading.dates import DatePhrase, find_dates, read_date
from qd_core.reading.deadline_judging import Candidate, Kind, Verdict, is_possible, judge, kind_of
from qd_core.reading.deadline_tables import date_columns, in_cells
from qd_core.reading.passages import Passage, clause_around, passages_of
from qd_core.reading.terms_of_sale import payment_spans

__all__ = ["read_deadline"]

_POINTS_BACK = 170
"""Characters from a day to the words that point back to it."""

_NEAR = 160
_AS_SURE = 0.12
"""Of several dates for one thing the first counts that is about as sure as the surest."""


def read_deadline(rfq: Rfq, how: Conventions) -> Extracted[date] | None:
    """The deadline with its span, or None. A form's own field wins over text, the message over its attachments."""
    if rfq.form.deadline.strip():
        named = read_date(rfq.form.deadline, today=how.today, day_first=how.day_first)
        if named is not None:
            source = Source(part="form", quote=rfq.form.deadline)
            return Extracted(value=named.day, confidence=min(0.99, named.sure + 0.02), source=source)
    found = [one for passage in passages_of(rfq) for one in _in_passage(passage, how)]
    found += in_cells(rfq, how)
    if not found:
        return None
    best = _choose(found)
    return Extracted(value=best.day, confidence=round(best.confidence, 2), source=best.source)


def _choose(found: Sequence[Candidate]) -> Candidate:
    kind = min(one.kind for one in found)
    rank = min(one.rank for one in found if one.kind is kind)
    group = [one for one in found if one.kind is kind and one.rank == rank]
    corrected = [one for one in group if one.corrects]
    if corrected:
        return corrected[-1]
    best = max(one.confidence for one in group)
    return next(one for one in group if one.confidence >= best - _AS_SURE)


def _in_passage(passage: Passage, how: Conventions) -> Iterator[Candidate]:
    text = passage.text
    phrases = find_dates(text, today=how.today, day_first=how.day_first)
    columns, paying = date_columns(text), payment_spans(text)
    for index, named in enumerate(phrases):
        if not is_possible(named, how.today) or _is_within(named, paying):
            continue
        preceding = phrases[index - 1] if index else None
        following = phrases[index + 1] if index + 1 < len(phrases) else None
        verdict = judge(text, named, following, preceding)
        if verdict is None and _is_within(named, columns):
            verdict = Kind.GOODS, 0.8
        if verdict is not None:
            yield _candidate(passage, named, preceding, verdict)
    yield from _pointed_back(passage, phrases, how)


def _is_within(phrase: DatePhrase, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < phrase.end and phrase.start < last for first, last in spans)


def _candidate(
    passage: Passage, phrase: DatePhrase, preceding: DatePhrase | None, verdict: Verdict
) -> Candidate:
    kind, confidence = verdict
    day, corrects = phrase.day, False
    if preceding is not None:
        if cues.WEEKDAY_BEFORE.match(passage.text, phrase.end) and not phrase.dated:
            day = preceding.day - timedelta(days=(preceding.day.weekday() - day.weekday() - 1) % 7 + 1)
        between = passage.text[preceding.end : phrase.start]
        corrects = len(between) < _NEAR and cues.CORRECTION.search(between) is not None
    source = passage.source(phrase.start, phrase.end)
    return Candidate(day, kind, min(confidence, phrase.sure), source, passage.rank, corrects)


def _lead_days(lead: re.Match[str]) -> int:
    count = 1 if lead[1].casefold() == "the" else number_of(lead[1])
    return count * (1 if lead[2] else 7)


def _pointed_back(passage: Passage, phrases: Sequence[DatePhrase], how: Conventions) -> Iterator[Candidate]:
    """Days that a later word makes the deadline ("PO goes out June 9, we need your offer before that")."""
    starts = [phrase.start for phrase in phrases]
    for pointer in cues.ANAPHORA.finditer(passage.text):
        index = bisect_left(starts, pointer.start()) - 1
        if index < 0 or pointer.start() - phrases[index].end > _POINTS_BACK:
            continue
        phrase = phrases[index]
        between = passage.text[phrase.end : pointer.start()]
        before, after = clause_around(passage.text, pointer.start(), pointer.end())
        verdict = kind_of(before[-len(between) :] if between else before, after, limit=True)
        if verdict is None or not is_possible(phrase, how.today):
            continue
        lead = cues.EARLIER.search(between)
        day = phrase.day - timedelta(days=_lead_days(lead)) if lead else phrase.day
        if day >= how.today:
            source = passage.source(phrase.start, phrase.end)
            yield Candidate(day, verdict[0], min(0.88, phrase.sure), source, passage.rank, lead is not None)
