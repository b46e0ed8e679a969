"""Dates that name their day: 2025-06-13, 12/06/2025, 10. Juni, May 16, the 15th. Patterns are for lower-case text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from qd_core.reading.calendar_words import MONTH, WEEKDAY, WEEKDAY_SHORT, month_of, weekday_of
from qd_core.reading.relative_dates import Clock

__all__ = ["ABSOLUTE", "Reader", "own_order"]

_ORD = r"(?:\.|st|nd|rd|th|er|ère|º|°|ª|ste|de)?"
_NOT_MORE = r"(?![\w/-]|[.,]\d)"

_ISO = re.compile(r"(?<![\w.-])(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d\d:\d\d(?::\d\d)?)?" + _NOT_MORE)
_NUMERIC = re.compile(
    (r"(?<![\w./-])(\d{1,2})(?:(\.)\s?|([/-])|\s([./-])\s)(\d{1,2})(?:\2\s?|\3|\s\4\s)(20\d\d|\d\d)")
    + _NOT_MORE
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.,/-])(?:(\d{{1,2}}){_ORD}\s?(?:[-–]|to|bis|au|al|until|and|und)\s?)?(\d{{1,2}}){_ORD}[\s-]{{0,3}}"
    rf"(?:of\s|de\s|di\s|van\s|d')?({MONTH})\b\.?"
    r"(?:(?:,?\s|[-/]|\sde\s|\sdel\s|,\s)(20\d\d)\b|[-/ ]?['’](\d\d)\b|-(\d\d)\b)?"
)
_MONTH_DAY = re.compile(
    rf"\b({MONTH})\b\.?\s{{0,2}}(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:[-–]|to|through)\s?(?:{MONTH})?\s?"
    r"(\d{1,2})(?:st|nd|rd|th)?)?(?![\w.]?\d)(?:,?\s{1,2}(20\d\d)\b)?(?!\w)"
)
_SHORT = re.compile(
    r"(?<![\w./,-])(?:(?=\d\d-\d\d(?![\d-]))|(?!\d{1,2}-))(\d{1,2})([./-])(\d{1,2})(?:\2(?!\d)|"
    "(?![\\w/-]|[.,]\\d))(?!\\s?(?:[\\\"”″']|in\\b|inch|zoll|mm|cm|x\\b|%))"
)
_DAY_ONLY = re.compile(
    rf"(?:(?:\b({WEEKDAY}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,?\s(?:the\s)?)|\bthe\s)"
    r"(\d{1,2})(?:st|nd|rd|th)\b"
    r"(?!\s(?:floor|street|st|ave|avenue|of|time|order|one|edition|delivery|shift|road|quarter))"
    rf"|\b(?:bis(?:\szum)?|zum|spätestens(?:\sam)?|vor\sdem|am)\s(?:({WEEKDAY}),?\s(?:den|dem)\s)?(\d{{1,2}})\.(?:\s?d\.\s?m\.)?"
    r"(?=\s[a-zäöü]|\s?$|\s?\n|\s?[,;!])"
    r"|\b(?:avant\sle|pour\sle|au\splus\stard\sle|d[’']ici\sle|jusqu[’']au|antes\sdel|para\sel(?:\sdía)?|el\sdía|hasta\sel|entro\sil)\s"
    rf"(?:({WEEKDAY})\s)?(\d{{1,2}})(?![\w/-]|[.,]\d|\s(?:de\s)?(?:{MONTH})\b|\s?%)"
)
_FRACTIONS = frozenset((top, bottom) for bottom in (2, 4, 8) for top in range(1, bottom))
_NAMED = re.compile(rf"\b({WEEKDAY}|{WEEKDAY_SHORT})\b\.?,?\s{{1,3}}(?:(?:the|den|dem|der|le|el|il)\s)?$")

_MORE_SIZES = re.compile(
    r"\s?(?:,|and|und|et|y|or|&)\s?\d{1,2}(?:[-/]\d{1,2}){0,2}\s?(?:[\"”″,]|in\b|inch|zoll|and\b)"
)
"""``1/2, 3/4 and 1"`` are sizes."""

_AT_LATEST = re.compile(
    r"\s?(?:at the latest|latest|or (?:before|sooner|earlier)|spätestens|au plus tard|como (?:muy tarde|máximo)|"
    r"al más tardar|al più tardi|uiterlijk)(?!\w)"
)
_BEFORE = 24
_ON_SITE = re.compile(r"(?<!\w)(?:on|to) site(?: (?:on|by|for))?\s$")

Told = tuple[date | None, float, bool]
"""The day, how sure it is, and whether the phrase holds its year."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Resolves matches; ``day_first`` is how an ambiguous ``04/12`` is read."""

    clock: Clock
    day_first: bool

    def iso(self, match: re.Match[str]) -> Told:
        """``2025-06-13``."""
        return _day(int(match[1]), int(match[3]), int(match[4])), 0.98, True

    def numeric(self, match: re.Match[str]) -> Told:
        """Three numbers. The other order is taken where this one is impossible, past, or on another weekday."""
        first, second = int(match[1]), int(match[5])
        year = int(match[6]) + (2000 if len(match[6]) == 2 else 0)
        day_first = self.day_first or "." in (match[2] or match[4] or "")
        day, month = (first, second) if day_first else (second, first)
        found, other = _day(year, month, day), _day(year, day, month)
        if found is None or (found < self.clock.today and other is not None and other >= self.clock.today):
            found = other if other is not None else found
        elif other is not None and (named := _weekday_before(match)) not in (None, found.weekday()):
            found = other if other.weekday() == named else found
        plain = other is None or first == second or "." in match[0]
        return found, 0.97 if plain else 0.9, True

    def day_month(self, match: re.Match[str]) -> Told:
        """``12th of June 2025``; of a range the end."""
        year = match[4] or match[5] or match[6]
        month, day = month_of(match[3]), int(match[2])
        if year:
            return _day(int(year) + (2000 if len(year) == 2 else 0), month, day), 0.98, True
        return self._upcoming(month, day), 0.95, False

    def month_day(self, match: re.Match[str]) -> Told:
        """``June 12th, 2025``; of a range the end."""
        month, first = month_of(match[1]), int(match[2])
        day = int(match[3]) if match[3] and first < int(match[3]) <= 31 else first
        if match[4]:
            return _day(int(match[4]), month, day), 0.98, True
        return self._upcoming(month, day), 0.95, False

    def short(self, match: re.Match[str]) -> Told:
        """``6/20``, ``10.6.``: a fraction or a decimal as well, unless a weekday or a closing dot says otherwise."""
        first, second, dots = int(match[1]), int(match[3]), match[2] == "."
        day, month = (first, second) if self.day_first or dots else (second, first)
        if (first, second) in _FRACTIONS and _MORE_SIZES.match(match.string, match.end()):
            return None, 0.0, False
        found = self._upcoming(month, day) or self._upcoming(day, month)
        if _weekday_before(match) is not None or (dots and match[0].endswith(".")):
            return found, 0.9, False
        before = match.string[
            max(0, match.start() - _BEFORE) : match.start()
        ]  # a text may hold thousands of them
        if _AT_LATEST.match(match.string, match.end()) or _ON_SITE.search(before):
            return found, 0.9, False
        no_fraction = match[2] == "/" and (first, second) not in _FRACTIONS and max(first, second) > 9
        return found, 0.55 if no_fraction else 0.4, False

    def day_only(self, match: re.Match[str]) -> Told:
        """``the 15th``: of this month, or of the next that has such a day left, with the weekday that is named."""
        day, today = int(match[2] or match[4] or match[6]), self.clock.today
        months = (divmod(today.month - 1 + ahead, 12) for ahead in range(3))
        days = [_day(today.year + year, month + 1, day) for year, month in months]
        left = [one for one in days if one is not None and one >= today]
        weekday = match[1] or match[3] or match[5]
        named = [one for one in left if weekday and one.weekday() == weekday_of(weekday)]
        found = next(iter(named or left), None)
        return found, 0.0 if found is None else 0.8, False

    def _upcoming(self, month: int, day: int) -> date | None:
        """The next such day on or after today; 29 February waits for a leap year."""
        for year in range(self.clock.today.year, self.clock.today.year + 5):
            found = _day(year, month, day)
            if found is not None and found >= self.clock.today:
                return found
        return None


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _weekday_before(match: re.Match[str]) -> int | None:
    named = _NAMED.search(match.string, max(0, match.start() - 24), match.start())
    return weekday_of(named[1]) if named else None


def own_order(text: str, day_first: bool) -> bool:
    """The order that the text itself shows: one ``28/06/2025`` settles the others. Else ``day_first``."""
    orders = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[5])
        if "." not in (match[2] or match[4] or "") and (first > 12) != (second > 12):
            orders.add(first > 12)
    return orders.pop() if len(orders) == 1 else day_first


ABSOLUTE: tuple[tuple[re.Pattern[str], Callable[[Reader, re.Match[str]], Told], bool], ...] = (
    (_ISO, Reader.iso, True),
    (_NUMERIC, Reader.numeric, True),
    (_SHORT, Reader.short, True),
    (_DAY_ONLY, Reader.day_only, True),
    (_DAY_MONTH, Reader.day_month, False),
    (_MONTH_DAY, Reader.month_day, False),
)
"""Every pattern with its reading, and whether it is looked for everywhere or beside a calendar's words only."""
