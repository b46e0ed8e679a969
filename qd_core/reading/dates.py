"""Finds every date that a text names, absolute or relative, with the exact span it stands in.

Which of them is a deadline is not decided here. Days are resolved against the local day the message arrived: a
weekday is the next such day after it, a day and month without a year the next such day on or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from qd_core.reading.absolute_dates import ABSOLUTE, Reader, own_order
from qd_core.reading.address_words import STREET_OF_A_DAY
from qd_core.reading.calendar_words import MONTH, WEEKDAY, WEEKDAY_SHORT
from qd_core.reading.relative_dates import RELATIVE, Clock

__all__ = ["DatePhrase", "find_dates", "read_date"]

_CHUNK = 4_000
_MOST = 300
"""Dates in one text; a message that names more of them is no request."""


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """``text[start:end]`` names ``day``. ``sure`` is 0..1: below 0.6 it may be no date at all (a fraction), or the
    day was chosen within a span (a week). ``dated`` says that the phrase itself holds a year."""

    start: int
    end: int
    day: date
    sure: float
    dated: bool = False


def find_dates(text: str, *, today: date, day_first: bool) -> list[DatePhrase]:
    """The date phrases of ``text`` in order, none overlapping, the longer one where two start alike; at most 300.

    ``today`` is the local day of the message; ``day_first`` how an ambiguous ``04/12`` is read where the text itself
    does not settle it by another date (an impossible order is turned round).
    """
    return list(_find(text, today, day_first))


@lru_cache(maxsize=16)
def _find(text: str, today: date, day_first: bool) -> tuple[DatePhrase, ...]:
    small = _lower(text)
    reader = Reader(Clock(today), own_order(small, day_first))
    kept: list[DatePhrase] = []
    for start, end in _chunks(small):
        kept += _in_chunk(small, start, end, reader)
        if len(kept) >= _MOST:
            break
    days = [phrase for phrase in kept[:_MOST] if not _is_in_street(small, phrase)]
    return tuple(_trimmed(text, phrase) for phrase in _without_day_ends(small, days))


def _lower(text: str) -> str:
    """Lower case, character for character: an offset in it is an offset in ``text``."""
    small = text.lower()
    return (
        small
        if len(small) == len(text)
        else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Pieces that end with a line where one does, so that no phrase is cut."""
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        line = text.rfind("\n", start + 1, end)
        end = line if line > start and end < len(text) else end
        yield start, end
        start = end


def _is_in_street(text: str, phrase: DatePhrase) -> bool:
    """Whether the phrase belongs to a street: Avda. del Mar 22, rue du 8 mai 1945."""
    return STREET_OF_A_DAY.search(text, max(0, phrase.start - 40), phrase.start) is not None


_TRIGGER = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|{WEEKDAY_SHORT}|tonight|today|this|tomorrow|tmrw|heute|morgen|übermorgen|"
    r"uebermorgen|aujourd|hoy|vandaag|oggi|demain|après|mañana|pasado|overmorgen|domani|dopodomani|"
    r"eod|cob|eob|eom|day|days|close|weeks?|wks?|wk|woche[n]?|wochenende|semaines?|semanas?|weken|"
    r"settiman[ae]|week[- ]?end|months?|monat\w*|mois|mes|meses|mes[ei]|maand\w*|year|jahr\w*|année|año|"
    r"q[1-4]|\w{0,12}tage?n?|jours?|d[ií]as?|dagen|giorni|gg|hours?|hrs?|h|stunden|heures|horas|uur|ore|"
    r"fortnight|quinzaine|quincena|huitaine|kw\d{0,2}|cw\d{0,2}|\d\d?th|\d\d?st|\d\d?nd|\d\d?rd|werk\w+|"
    r"arbeits\w+|kalenderwoche|sem)\b"
)
_AROUND = 48
"""Characters before and after a calendar's word that its phrase may reach over."""


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a phrase with a word of the calendar may stand."""
    first, last = -1, -_AROUND - 1
    for hit in _TRIGGER.finditer(text, start, end):
        if hit.start() - _AROUND > last:
            if first >= 0:
                yield first, last
            first = max(start, hit.start() - _AROUND)
        last = min(end, hit.end() + _AROUND)
    if first >= 0:
        yield first, last


def _in_chunk(text: str, start: int, end: int, reader: Reader) -> list[DatePhrase]:
    found = sorted(_matches(text, start, end, reader), key=lambda one: (one.start, -one.end, -one.sure))
    kept: list[DatePhrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
        elif phrase.end > kept[-1].end and phrase.sure > kept[-1].sure:
            kept[-1] = phrase
    return kept


def _matches(text: str, start: int, end: int, reader: Reader) -> Iterator[DatePhrase]:
    """Every match of every pattern in a chunk; they may overlap."""
    windows = list(_windows(text, start, end))
    for pattern, resolve, everywhere in ABSOLUTE:
        for match in _found(pattern, text, [(start, end)] if everywhere else windows):
            day, sure, dated = resolve(reader, match)
            if day is not None:
                yield DatePhrase(_weekday_start(text, match.start(), start), match.end(), day, sure, dated)
    for relative, told in RELATIVE:
        for match in _found(relative, text, windows):
            day, sure = told(match, reader.clock)
            if day is not None:
                yield DatePhrase(match.start(), match.end(), day, sure)


def _found(pattern: re.Pattern[str], text: str, windows: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for first, last in windows:
        yield from pattern.finditer(text, first, last)


_BEFORE = re.compile(
    rf"\b(?:(?:next|this|coming|kommenden?|nächsten?|diesen|ce|este|komende|volgende)\s)?(?:{WEEKDAY}|{WEEKDAY_SHORT})\b\.?,?\s{{1,3}}(?:(?:the|den|dem|der|le|el|il)\s)?$"
)


def _weekday_start(text: str, start: int, floor: int) -> int:
    """Where the phrase begins, with the weekday before it ("Thursday, May 22")."""
    if start and not text[start - 1].isspace():
        return start
    named = _BEFORE.search(text, max(floor, start - 34), start)
    return named.start() if named else start


_DAY_END = re.compile(r"(?:eod|cob|eob|end\sof|close\sof)")


def _without_day_ends(text: str, phrases: list[DatePhrase]) -> Iterator[DatePhrase]:
    """The phrases without an "end of day" that the next one says the day of ("EOD Friday")."""
    for phrase, following in zip(phrases, [*phrases[1:], None], strict=False):
        if following is None or following.start - phrase.end > 6 or not _DAY_END.match(text, phrase.start):
            yield phrase


def _trimmed(text: str, phrase: DatePhrase) -> DatePhrase:
    """The phrase without a comma, a dot or a blank that the pattern took along."""
    quote = text[phrase.start : phrase.end]
    start = phrase.start + len(quote) - len(quote.lstrip())
    bare = quote.rstrip(" ,\t\n")
    if bare.endswith(".") and bare[-2:-1].isalpha():
        bare = bare[:-1]
    return DatePhrase(start, phrase.start + len(bare), phrase.day, phrase.sure, phrase.dated)


_COMPACT = re.compile(r"\s*(20\d\d)(\d\d)(\d\d)\s*")


def read_date(text: str, *, today: date, day_first: bool) -> DatePhrase | None:
    """The date that a field or a cell of its own holds (``2025-06-13``, ``20250613``, ``13 June``), or None."""
    if compact := _COMPACT.fullmatch(text):
        try:
            return DatePhrase(
                0, len(text), date(int(compact[1]), int(compact[2]), int(compact[3])), 0.95, dated=True
            )
        except ValueError:
            return None
    phrases = find_dates(text, today=today, day_first=day_first)
    return phrases[-1] if phrases and _is_range(phrases) else phrases[0] if phrases else None


def _is_range(phrases: list[DatePhrase]) -> bool:
    """Whether two dates are the ends of one window: then the end counts."""
    return (
        len(phrases) == 2 and 0 <= phrases[1].start - phrases[0].end <= 6 and phrases[0].day < phrases[1].day
    )
