"""Which of a message's dates is its deadline: the date the buyer names, for the goods first, else for the quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from qd_core.model.message import Source
from qd_core.model.rfq import Extracted, Rfq
from qd_core.reading import deadline_cues as cues
from qd_core.reading.calendar_words import number_of
from qd_core.reading.conventions import Conventions
from qd_core.reading.dates import DatePhrase, find_dates, read_date
from qd_core.reading.passages import Cell, Passage, cells_of, clause_around, passages_of
from qd_core.reading.terms_of_sale import payment_spans

__all__ = ["read_deadline"]

_FARTHEST = timedelta(days=300)
"""A day named without a year that lies farther ahead is told of the past ("the valves of 3 May")."""


_POINTS_BACK = 170
"""Characters from a day to the words that point back to it."""


class _Kind(IntEnum):
    GOODS = 0
    QUOTE = 1
    EVENT = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    day: date
    kind: _Kind
    confidence: float
    source: Source
    rank: int
    corrects: bool = False


def read_deadline(rfq: Rfq, how: Conventions) -> Extracted[date] | None:
    """The deadline with its span, or None. A form's own field wins over text, the message over its attachments."""
    if rfq.form.deadline.strip():
        named = read_date(rfq.form.deadline, today=how.today, day_first=how.day_first)
        if named is not None:
            source = Source(part="form", quote=rfq.form.deadline)
            return Extracted(value=named.day, confidence=min(0.99, named.sure + 0.02), source=source)
    found = [one for passage in passages_of(rfq) for one in _in_passage(passage, how)]
    found += _in_cells(rfq, how)
    if not found:
        return None
    best = _choose(found)
    return Extracted(value=best.day, confidence=round(best.confidence, 2), source=best.source)


def _choose(found: Sequence[_Candidate]) -> _Candidate:
    kind = min(one.kind for one in found)
    rank = min(one.rank for one in found if one.kind is kind)
    group = [one for one in found if one.kind is kind and one.rank == rank]
    corrected = [one for one in group if one.corrects]
    if corrected:
        return corrected[-1]
    best = max(one.confidence for one in group)
    return next(one for one in group if one.confidence >= best - 0.12)


# --- running text -----------------------------------------------------------------------------------------------


def _in_passage(passage: Passage, how: Conventions) -> Iterator[_Candidate]:
    phrases = find_dates(passage.text, today=how.today, day_first=how.day_first)
    columns = _date_columns(passage.text)
    paying = payment_spans(passage.text)
    for index, phrase in enumerate(phrases):
        following = phrases[index + 1] if index + 1 < len(phrases) else None
        if not _possible(phrase, how.today) or any(
            first < phrase.end and phrase.start < last for first, last in paying
        ):
            continue
        read = _judge(passage.text, phrase, following, phrases[index - 1] if index else None)
        if read is None and any(line <= phrase.start < end for line, end in columns):
            read = (_Kind.GOODS, 0.8)
        if read is None:
            continue
        kind, confidence = read
        if index and cues.WEEKDAY_BEFORE.match(passage.text, phrase.end) and not phrase.dated:
            phrase = _weekday_before(phrase, phrases[index - 1].day)
        between = passage.text[phrases[index - 1].end : phrase.start] if index else ""
        corrects = bool(index) and len(between) < 160 and cues.CORRECTION.search(between) is not None
        source = passage.source(phrase.start, phrase.end)
        yield _Candidate(phrase.day, kind, min(confidence, phrase.sure), source, passage.rank, corrects)
    yield from _pointed_back(passage, phrases, how)


def _weekday_before(phrase: DatePhrase, day: date) -> DatePhrase:
    back = (day.weekday() - phrase.day.weekday() - 1) % 7 + 1
    return DatePhrase(phrase.start, phrase.end, day - timedelta(days=back), phrase.sure)


def _pointed_back(passage: Passage, phrases: list[DatePhrase], how: Conventions) -> Iterator[_Candidate]:
    """Days that a later word makes the deadline ("PO goes out June 9, we need your offer before that")."""
    starts = [phrase.start for phrase in phrases]
    for pointer in cues.ANAPHORA.finditer(passage.text):
        index = bisect_left(starts, pointer.start()) - 1
        if (
            index < 0
            or pointer.start() - phrases[index].end > _POINTS_BACK
            or not _possible(phrases[index], how.today)
        ):
            continue
        phrase = phrases[index]
        before, after = clause_around(passage.text, pointer.start(), pointer.end())
        own = before[-(pointer.start() - phrase.end) :] if pointer.start() > phrase.end else before
        read = _kind_of(own, after, limit=True)
        if read is None:
            continue
        day = phrase.day
        if lead := cues.EARLIER.search(passage.text[phrase.end : pointer.start()]):
            day -= timedelta(days=number_of(lead[1]) * (1 if lead[2] else 7))
        if day >= how.today:
            source = passage.source(phrase.start, phrase.end)
            yield _Candidate(
                day, read[0], min(0.88, phrase.sure), source, passage.rank, corrects=lead is not None
            )


def _possible(phrase: DatePhrase, today: date) -> bool:
    if phrase.day < today:
        return False
    return phrase.dated or phrase.day - today <= _FARTHEST


def _judge(
    text: str, phrase: DatePhrase, following: DatePhrase | None, preceding: DatePhrase | None
) -> tuple[_Kind, float] | None:
    """The kind of deadline that the words around a date make it, with a confidence; None when it is none."""
    before, after = clause_around(text, phrase.start, phrase.end)
    if preceding is not None and preceding.end > phrase.start - len(before):
        own = text[preceding.end : phrase.start]
        shared = cues.RANGE_END.match(own) is not None
        before = before if shared or not _has_cue(own) else own
    if following is not None and following.start < phrase.end + len(after):
        between = text[phrase.end : following.start]
        if cues.RANGE_START.search(before) and cues.RANGE_END.match(between):
            return None
        after = _own_words(between)
    if (
        cues.DENIED.search(before)
        or cues.NOT_AFTER.match(after)
        or _is_hours(text, phrase, following, preceding)
    ):
        return None
    limit = cues.BEFORE.search(before) is not None or cues.LIMIT_INSIDE.match(text, phrase.start) is not None
    if cues.OTHER_LABEL.search(before) or (
        cues.NOT_A_DEADLINE.search(before) and not _cue_after_denial(before)
    ):
        return None
    if phrase.sure < 0.6 and not _is_surely_date(before, after, limit):
        return None
    if (
        not limit
        and not before.strip()
        and _IN_A_WHILE.match(text, phrase.start)
        and _NOTHING_ELSE.match(after)
    ):
        return _Kind.GOODS, 0.7
    if (
        not limit
        and _NOTHING_ELSE.match(after)
        and phrase.sure >= 0.6
        and (not before.strip() or _TAIL.search(before))
    ):
        sure = 0.65 if before.strip() else 0.6
        return _kind_of(before, after, limit) or (_Kind.GOODS, sure)
    if cues.WILL_DO.match(after) and not cues.FOR_QUOTE.search(before):
        return _Kind.GOODS, 0.8
    return _kind_of(before, after, limit)


_HOURS = re.compile(r"\s*(?:to|-|–|bis|through|thru|à|au|a|t/m|tot)\s*", re.IGNORECASE)


def _is_hours(
    text: str, phrase: DatePhrase, following: DatePhrase | None, preceding: DatePhrase | None
) -> bool:
    """Whether the day is an end of "Monday to Friday": when somebody is there, not when something is due."""
    for first, second in ((phrase, following), (preceding, phrase)):
        if first is not None and second is not None and _HOURS.fullmatch(text[first.end : second.start]):
            plain = not any(char.isdigit() for char in text[first.start : second.end])
            if plain and not cues.FOR_GOODS.search(text[max(0, first.start - 40) : first.start]):
                return True
    return False


_SEPARATOR = re.compile(
    r"[,;–]|\s-\s|(?<!\w)(?:so|and|but|und|aber|et|donc|mais|y|pero|en|maar|e|ma)(?!\w)", re.IGNORECASE
)


def _own_words(between: str) -> str:
    """Of the words between two dates those that belong to the first: none where they lead up to the second."""
    if not cues.BEFORE.search(between):
        return between
    marks = list(_SEPARATOR.finditer(between))
    return between[: marks[0].start()] if marks else ""


def _has_cue(words: str) -> bool:
    return any(cue.search(words) for cue in (cues.FOR_GOODS, cues.NEEDED, cues.FOR_QUOTE)) or bool(
        cues.BEFORE.search(words)
    )


def _cue_after_denial(before: str) -> bool:
    """Whether a deadline's own word stands nearer than the denying one ("as discussed we need it by")."""
    denial = cues.NOT_A_DEADLINE.search(before)
    start = denial.start() if denial else 0
    word_end = start + len(before[start:].split(" ", maxsplit=1)[0])
    near = before[word_end:]
    return bool(cues.FOR_GOODS.search(near) or cues.NEEDED.search(near))


_DATED = re.compile(
    r"(?:\bon|\bam|\ble|\bel|\bis|\bist|\best|\bes|\bdate|[:=]|\s[-–])\s*(?:the\s|den\s)?$", re.IGNORECASE
)
_CLEAN_END = re.compile(r"\s*(?:$|[.,;!?)\n]|(?:to|at)\b)")
_ODD_SIZE = re.compile(r"\d{1,2}/(?:16|32|64)$")


def _is_surely_date(before: str, after: str, limit: bool) -> bool:
    """Whether ``6/20`` is a day and no fraction: a limiting word before it, no number before that, a clean end."""
    if not limit and not _DATED.search(before):
        told = any((match := _last(cue, before)) and not before[match.end() :].strip() for cue in _TELLING)
        return told and _CLEAN_END.match(after) is not None
    words = before.split()
    if len(words) > 1 and re.fullmatch(r"[\d/.-]{1,4}[\"”″']?", words[-2]):
        return False  # "1/2 by 3/4" is a size
    return (
        re.match(
            r"\s*(?:$|[.,;!?)\n]|(?:at|or|on|au|matin|early|late|morning|afternoon|noon|um|gegen|ab|a\.?m|"
            r"p\.?m|and|if|please|bitte|an|in|to|for|we|wir|brauchen|benötigt|liefern|delivery)\b)",
            after,
        )
        is not None
    )


_TAIL = re.compile(r"[,–]\s*$|\s-\s*$")
"""A date on its own at the sentence's end: "20 pcs to our Tilburg depot, end of next week."."""

_IN_A_WHILE = re.compile(r"(?:in|within|dans|en|over|tra|fra)\b", re.IGNORECASE)
_NOTHING_ELSE = re.compile(
    r"\s*(?:$|[.,;!)\n]|if possible|please|or so|max|latest|bitte|wenn möglich|si possible|svp|"
    "por favor|a ser posible|graag|se possibile)",
    re.IGNORECASE,
)


def _kind_of(before: str, after: str, limit: bool) -> tuple[_Kind, float] | None:
    goods, needed, quote = (
        _nearest(cue, before, after) for cue in (cues.FOR_GOODS, cues.NEEDED, cues.FOR_QUOTE)
    )
    sure = 0.96 if limit else 0.9
    if goods is not None and (quote is None or goods <= quote):
        return _Kind.GOODS, sure
    if needed is not None and (quote is None or not _asks_for_quote(before, after)):
        return _Kind.GOODS, sure - 0.02
    if quote is not None and (limit or quote < 60):
        if not (limit or needed is not None or _DATED.search(before) or _CLOSES.search(before)):
            return None
        return _Kind.QUOTE, sure - 0.04
    starts = _nearest(cues.EVENT, before, after) is not None
    if limit and not re.search(r"\bin\s*$|\bper\s*$", before, re.IGNORECASE):
        return _Kind.GOODS, 0.75
    return (_Kind.EVENT, 0.5) if starts else None


def _nearest(cue: re.Pattern[str], before: str, after: str) -> int | None:
    """Characters to the nearest such word; one after the date counts as farther."""
    left = [len(before) - match.end() for match in cue.finditer(before)]
    right = cue.search(after)
    distances = left[-1:] + ([right.start() + 12] if right else [])
    return min(distances) if distances else None


_CLOSES = re.compile(
    r"(?:clos\w+|due|deadline|frist|abgabe\w*|limite|schluss)\b[^.;\n]{0,22}$", re.IGNORECASE
)
_TELLING = (cues.FOR_GOODS, cues.NEEDED, cues.EVENT)


def _last(cue: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = None
    for found in cue.finditer(words):
        pass
    return found


def _asks_for_quote(before: str, after: str) -> bool:
    """Whether it is the quote that is needed ("we need a price by", "quote needed by")."""
    for words in (before, after):
        wanted = [(match.start(), match.end()) for match in cues.FOR_QUOTE.finditer(words)]
        needs = [(match.start(), match.end()) for match in cues.NEEDED.finditer(words)]
        for start, end in wanted[-3:]:
            for first, last in needs[-3:]:
                gap = words[last:start] if last <= start else words[end:first]
                if len(gap) <= 26 and not re.search(r"[,\d\n]", gap):
                    return True
        if (
            words is before
            and wanted
            and (not needs or wanted[-1][0] > needs[-1][0])
            and len(words) - wanted[-1][1] < 25
        ):
            return True
    return not cues.NEEDED.search(before) and cues.FOR_QUOTE.search(after) is not None


# --- tables -----------------------------------------------------------------------------------------------------

_SPLIT = re.compile(r"\s*\|\s*|\t|;")


def _date_columns(text: str) -> list[tuple[int, int]]:
    """Spans of the cells under a deadline's column head, in tables pasted into running text."""
    spans: list[tuple[int, int]] = []
    column, start = -1, 0
    for line in text.split("\n")[:5000]:
        cells = _SPLIT.split(line) if ("|" in line or "\t" in line or ";" in line) else []
        heads = [index for index, cell in enumerate(cells) if cues.GOODS_LABEL.fullmatch(cell)]
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


def _in_cells(rfq: Rfq, how: Conventions) -> list[_Candidate]:
    found: list[_Candidate] = []
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
            found.append(_Candidate(first[0], kind, 0.9 if same else 0.6, first[1].source(), 2))
    return found


def _label_kind(label: str) -> _Kind | None:
    if cues.QUOTE_LABEL.fullmatch(label):
        return _Kind.QUOTE
    return _Kind.GOODS if cues.GOODS_LABEL.fullmatch(label) else None


def _labelled(label: str, cell: Cell, value: str, how: Conventions) -> list[_Candidate]:
    kind = _label_kind(label)
    named = read_date(value, today=how.today, day_first=how.day_first) if kind is not None else None
    if kind is None or named is None or not _possible(named, how.today) or len(value) > 80:
        return []
    return [_Candidate(named.day, kind, min(0.95, named.sure), cell.source(), 2)]


def _day_in(cell: Cell, how: Conventions) -> DatePhrase | None:
    if len(cell.text) > 60:
        return None
    named = read_date(cell.text, today=how.today, day_first=how.day_first)
    return named if named is not None and _possible(named, how.today) else None


def _column_days(head: Cell, how: Conventions) -> list[tuple[date, Cell]]:
    days = []
    for cell in head.below(500):
        named = _day_in(cell, how)
        if named is not None:
            days.append((named.day, cell))
    return days
