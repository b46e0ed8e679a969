"""The calendar days that a text names, written out: read strictly, for a cover that must not name a wrong one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from qd_core.builtin.checking.folded import BARRIER
from qd_core.reading.calendar_words import MONTH, month_of

__all__ = ["NamedDay", "days_in"]

_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|ª)?"
_ISO = re.compile(r"(?<![\w.-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\w-])")
_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})(?P<sign>[./-])\s?(?P<second>\d{1,2})(?P=sign)\s?(?P<year>\d{4}|\d{2})(?![\w/-])"
)
_DAY_FIRST = re.compile(
    rf"(?<![\w.,/-])(?P<day>\d{{1,2}}){_ORDINAL}[ \u00a0-]{{0,2}}(?:of |de |di )?(?P<month>{MONTH})\b\.?"
    r"(?:[,-]?[ \u00a0-]?(?:de |del )?(?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\b\.?[ \u00a0](?:the )?(?P<day>\d{{1,2}}){_ORDINAL}(?![\d.,]*\d)"
    r"(?:,?[ \u00a0](?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"\b(?P<month>{MONTH})\b\.?[ \u00a0](?:de |del )?(?P<year>\d{{4}})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """``text[start:end]`` names a day; ``year`` or ``day`` is None where it is left out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    def is_one_of(self, dates: Collection[date]) -> bool:
        """Whether one of ``dates`` may be meant."""
        return any(
            (self.year in {None, each.year} and self.month == each.month and self.day in {None, each.day})
            for each in dates
        )


def days_in(text: str, *, day_first: bool) -> Iterator[NamedDay]:
    """Every day written in figures or with the month's name, none twice. ``day_first`` decides ``04/09/2026``; with
    dots the day always comes first."""
    for pattern in (_ISO, _NUMERIC, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY):
        yield from (_named(found, day_first=day_first) for found in pattern.finditer(text))
        text = pattern.sub(lambda found: BARRIER * len(found[0]), text)


def _named(found: re.Match[str], *, day_first: bool) -> NamedDay:
    parts = found.groupdict()
    if "first" in parts:
        swap = parts["sign"] != "." and not day_first
        parts["day"], parts["month"] = (
            (parts["second"], parts["first"]) if swap else (parts["first"], parts["second"])
        )
    year = int(parts["year"]) if parts.get("year") else None
    if year is not None and year < 100:
        year += 2000
    month = int(parts["month"]) if parts["month"].isdigit() else month_of(parts["month"])
    day = int(parts["day"]) if parts.get("day") else None
    return NamedDay(*found.span(), year, month, day)
