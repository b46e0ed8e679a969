"""Finds every date that a text names, absolute or relative, with the exact span it stands in.

Which of them is a deadline is not decided here. Days are resolved against the local day the message arrived: a
weekday is the next such day after it, a day and month without a year the next such day on or after it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from qd_core.reading.calendar_words import MONTH, WEEKDAY, WEEKDAY_SHORT, month_of
from qd_core.reading.relative_dates import RELATIVE, Clock

__all__ = ["DatePhrase", "find_dates", "read_date"]

_LONGEST = 400_000
"""Characters of one text that are searched; no message's words are longer."""


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """``text[start:end]`` names ``day``. ``sure`` is 0..1: below 0.6 it may be no date at all (a fraction), or the
    day was chosen within a span (a week). ``dated`` says that the phrase itself holds a year."""

    start: int
    end: int
    day: date
    sure: float
    dated: bool = False


_PRE = rf"(?:\b(?:{WEEKDAY}|{WEEKDAY_SHORT})\b\.?,?\s{{1,3}}(?:(?:the|den|dem|der|le|el|il)\s)?)?"
_ORD = r"(?:\.|st|nd|rd|th|er|ère|º|°|ª|ste|de)?"
_NOT_MORE = r"(?![\w/-]|[.,]\d)"

_ISO = re.compile(r"(?<![\w.-])(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d)?)?" + _NOT_MORE)
_NUMERIC = re.compile(
    _PRE + r"(?<![\w./-])(\d{1,2})(?:(\.)\s?|([/-])|\s([./-])\s)(\d{1,2})(?:\2\s?|\3|\s\4\s)(20\d\d|\d\d)" + _NOT_MORE,
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    _PRE + rf"(?<![\w.,/-])(?:(\d{{1,2}}){_ORD}\s?(?:[-–]|to|bis|au|al|until|and|und)\s?)?(\d{{1,2}}){_ORD}[\s-]{{0,3}}"
    rf"(?:of\s|de\s|di\s|van\s|d')?({MONTH})\b\.?(?:(?:,?\s|[-/]|\sde\s|\sdel\s|,\s)(20\d\d)\b|[-/ ]?['’](\d\d)\b|-(\d\d)\b)?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    _PRE + rf"\b({MONTH})\b\.?\s{{0,2}}(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:[-–]|to|through)\s?(?:{MONTH})?\s?"
    r"(\d{1,2})(?:st|nd|rd|th)?)?(?![\w.]?\d)(?:,?\s{1,2}(20\d\d)\b)?(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    _PRE + r"(?<![\w./,-])(\d{1,2})(?:([./])(\d{1,2})(?:\2(?!\d)|(?![\w/-]|[.,]\d)))(?!\s?(?:[\"”″']|in\b|inch|zoll|mm|cm|x\b|%))",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(
    rf"(?:(?:\b({WEEKDAY}),?\s(?:the\s)?)|\bthe\s)(\d{{1,2}})(?:st|nd|rd|th)\b"
    r"(?!\s(?:floor|street|st|ave|avenue|of|time|order|one|edition|delivery|shift|road|quarter))"
    rf"|\b(?:bis(?:\szum)?|zum|spätestens(?:\sam)?|vor\sdem|am)\s(?:({WEEKDAY}),?\s(?:den|dem)\s)?(\d{{1,2}})\."
    r"(?=\s[a-zäöü]|\s?$|\s?\n|\s?[,;!])"
    rf"|\b(?:avant\sle|pour\sle|au\splus\stard\sle|d[’']ici\sle|jusqu[’']au|antes\sdel|para\sel|el\sdía|hasta\sel|entro\sil)\s"
    rf"(?:({WEEKDAY})\s)?(\d{{1,2}})(?![\w./-]|\s(?:de\s)?(?:{MONTH})\b|\s?%)",
    re.IGNORECASE,
)
_FRACTIONS = frozenset((top, bottom) for bottom in (2, 4, 8) for top in range(1, bottom))


@dataclass(frozen=True, slots=True)
class _Reader:
    clock: Clock
    day_first: bool

    def make(self, year: int, month: int, day: int) -> date | None:
        if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
            return None
        return date(year, month, day)

    def upcoming(self, month: int, day: int) -> date | None:
        """The next such day on or after today; 29 February waits for a leap year."""
        for year in range(self.clock.today.year, self.clock.today.year + 5):
            found = self.make(year, month, day)
            if found is not None and found >= self.clock.today:
                return found
        return None

    def iso(self, match: re.Match[str]) -> tuple[date | None, float, bool]:
        return self.make(int(match[1]), int(match[3]), int(match[4])), 0.98, True

    def numeric(self, match: re.Match[str]) -> tuple[date | None, float, bool]:
        first, second = int(match[1]), int(match[5])
        year = int(match[6]) + (2000 if len(match[6]) == 2 else 0)
        day_first = self.day_first or "." in (match[2] or match[4] or "")
        day, month = (first, second) if day_first else (second, first)
        found, other = self.make(year, month, day), self.make(year, day, month)
        if found is None or (found < self.clock.today and other is not None and other >= self.clock.today):
            found = other if other is not None else found
        plain = other is None or first == second
        return found, 0.97 if plain or "." in match[0] else 0.9, True

    def day_month(self, match: re.Match[str]) -> tuple[date | None, float, bool]:
        year = match[4] or match[5] or match[6]
        month, day = month_of(match[3]), int(match[2])
        if year:
            return self.make(int(year) + (2000 if len(year) == 2 else 0), month, day), 0.98, True
        return self.upcoming(month, day), 0.95, False

    def month_day(self, match: re.Match[str]) -> tuple[date | None, float, bool]:
        month, first = month_of(match[1]), int(match[2])
        day = int(match[3]) if match[3] and first < int(match[3]) <= 31 else first
        if match[4]:
            return self.make(int(match[4]), month, day), 0.98, True
        return self.upcoming(month, day), 0.95, False

    def short(self, match: re.Match[str]) -> tuple[date | None, float, bool]:
        first, second, dots = int(match[1]), int(match[3]), match[2] == "."
        day, month = (first, second) if self.day_first or dots else (second, first)
        found = self.upcoming(month, day) if 1 <= month <= 12 else None
        found = found or (self.upcoming(day, month) if 1 <= day <= 12 else None)
        ends = match[0].endswith(".") if dots else (first, second) not in _FRACTIONS and (max(first, second) > 9)
        named = match[0][0].isalpha()
        return found, 0.9 if named or (dots and ends and len(match[3]) <= 2) else 0.55 if ends else 0.4, False

    def day_only(self, match: re.Match[str]) -> tuple[date | None, float, bool]:
        day = int(match[2] or match[4] or match[6])
        start = self.clock.today
        for ahead in range(0, 3):
            year, month = start.year + (start.month - 1 + ahead) // 12, (start.month - 1 + ahead) % 12 + 1
            found = self.make(year, month, day)
            if found is not None and found >= start:
                return found, 0.8, False
        return None, 0.0, False


def _absolute(text: str, reader: _Reader) -> Iterator[DatePhrase]:
    kinds: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date | None, float, bool]]], ...] = (
        (_ISO, reader.iso),
        (_NUMERIC, reader.numeric),
        (_DAY_MONTH, reader.day_month),
        (_MONTH_DAY, reader.month_day),
        (_SHORT, reader.short),
        (_DAY_ONLY, reader.day_only),
    )
    for pattern, resolve in kinds:
        for match in pattern.finditer(text):
            day, sure, dated = resolve(match)
            if day is not None:
                yield DatePhrase(match.start(), match.end(), day, sure, dated)


def find_dates(text: str, *, today: date, day_first: bool) -> list[DatePhrase]:
    """The date phrases of ``text`` in order, none overlapping, the longer one where two start alike.

    ``today`` is the local day of the message; ``day_first`` how an ambiguous ``04/12`` is read (an impossible order
    is turned round).
    """
    text = text[:_LONGEST]
    clock = Clock(today)
    found = list(_absolute(text, _Reader(clock, day_first)))
    for pattern, resolve in RELATIVE:
        for match in pattern.finditer(text):
            day, sure = resolve(match, clock)
            if day is not None:
                found.append(DatePhrase(match.start(), match.end(), day, sure))
    found.sort(key=lambda phrase: (phrase.start, -phrase.end, -phrase.sure))
    kept: list[DatePhrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
        elif phrase.end > kept[-1].end and phrase.sure > kept[-1].sure:
            kept[-1] = phrase
    return [_trimmed(text, phrase) for phrase in _without_day_ends(text, kept)]


_DAY_END = re.compile(r"(?:EOD|COB|EOB|end\sof|close\sof)", re.IGNORECASE)


def _without_day_ends(text: str, phrases: list[DatePhrase]) -> Iterator[DatePhrase]:
    """The phrases without an "end of day" that the next one says the day of ("EOD Friday")."""
    for phrase, following in zip(phrases, [*phrases[1:], None], strict=False):
        if following is None or following.start - phrase.end > 6 or not _DAY_END.match(text, phrase.start):
            yield phrase


def _trimmed(text: str, phrase: DatePhrase) -> DatePhrase:
    """The phrase without a comma or blank that the pattern took along."""
    quote = text[phrase.start : phrase.end]
    start = phrase.start + len(quote) - len(quote.lstrip())
    bare = quote.rstrip(" ,\t\n")
    if bare.endswith(".") and bare[-2:-1].isalpha():
        bare = bare[:-1]
    end = phrase.end - (len(quote) - len(bare))
    return DatePhrase(start, end, phrase.day, phrase.sure, phrase.dated)


_COMPACT = re.compile(r"\s*(20\d\d)(\d\d)(\d\d)\s*")


def read_date(text: str, *, today: date, day_first: bool) -> DatePhrase | None:
    """The date that a field or a cell of its own holds (``2025-06-13``, ``20250613``, ``13 June``), or None."""
    if compact := _COMPACT.fullmatch(text):
        try:
            return DatePhrase(0, len(text), date(int(compact[1]), int(compact[2]), int(compact[3])), 0.95, True)
        except ValueError:
            return None
    phrases = find_dates(text, today=today, day_first=day_first)
    return phrases[-1] if phrases and _is_range(text, phrases) else phrases[0] if phrases else None


def _is_range(text: str, phrases: list[DatePhrase]) -> bool:
    """Whether two dates are the ends of one window: then the end counts."""
    return len(phrases) == 2 and 0 <= phrases[1].start - phrases[0].end <= 6 and phrases[0].day < phrases[1].day


