"""Dates told from today: tomorrow, by Friday, end of next week, within ten days, Ende Mai, KW 24. Patterns are for
lower-case text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from qd_core.model.folding import strip_accents
from qd_core.reading.calendar_words import MONTH, NUMBER, WEEKDAY, month_of, number_of, weekday_of

__all__ = ["RELATIVE", "Clock"]

Resolver = Callable[[re.Match[str], "Clock"], tuple[date | None, float]]


@dataclass(frozen=True, slots=True)
class Clock:
    """The local day that a message is read on, and the steps from it."""

    today: date

    def plus(self, days: int) -> date:
        """``days`` after today."""
        return self.today + timedelta(days=days)

    def weekday(self, number: int) -> date:
        """The next such weekday after today; 0 is Monday."""
        return self.plus((number - self.today.weekday() - 1) % 7 + 1)

    def in_week(self, ahead: int, number: int) -> date:
        """That weekday of the week ``ahead`` weeks on (0: this week)."""
        return self.plus(7 * ahead + number - self.today.weekday())

    def working_days(self, days: int) -> date:
        """``days`` Mondays to Fridays after today."""
        day = self.today
        for _ in range(min(days, 400)):
            day += timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
        return day

    def month_end(self, ahead: int) -> date:
        """The last day of the month ``ahead`` months on."""
        year, month = self._month(ahead)
        return date(year, month, calendar.monthrange(year, month)[1])

    def months_on(self, months: int) -> date:
        """The same day ``months`` later, or the last one of a shorter month."""
        year, month = self._month(months)
        return date(year, month, min(self.today.day, calendar.monthrange(year, month)[1]))

    def part_of_month(self, month: int, part: str) -> date:
        """The start, middle or end of the next such month."""
        day = {"start": 1, "middle": 15}.get(part, 31)
        for year in (self.today.year, self.today.year + 1):
            found = date(year, month, min(day, calendar.monthrange(year, month)[1]))
            if found >= self.today:
                return found
        return found

    def _month(self, ahead: int) -> tuple[int, int]:
        index = self.today.month - 1 + ahead
        return self.today.year + index // 12, index % 12 + 1


def _words(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts))


# --- days -----------------------------------------------------------------------------------------------------

_TODAY = _words(
    r"\b(?:today(?!['’]s)|tonight|this\s(?:afternoon|evening|morning)|heute|aujourd['’]hui|hoy|vandaag|oggi|"
    r"eod|cob|eob|end\sof\s(?:the\s)?(?:business\s)?day|close\sof\s(?:business|play))\b"
)
_TOMORROW = _words(
    r"(?<!guten )(?<!schönen )(?<!die )(?<!por la )(?<!de la )(?<!esta )(?<!la )"
    r"\b(?:tomorrow|tmrw|morgen(?!\s*(?:,|!|frau|herr|zusammen|allerseits|\n))|demain|mañana|domani)\b"
)
_DAY_AFTER = _words(
    r"\b(?:(?:the\s)?day\safter\stomorrow|übermorgen|uebermorgen|après[- ]demain|pasado\smañana|"
    r"overmorgen|dopodomani)\b"
)

# --- weekdays ---------------------------------------------------------------------------------------------------

_NEXT_WEEK = (
    r"(?:(?:in\sder\s)?(?:nächste|kommende)[rn]?\swoche|(?:of\s)?next\sweek|"
    r"(?:de\s)?(?:la\s)?semaine\sprochaine|(?:de\s)?la\s(?:próxima\ssemana|semana\s(?:que\sviene|"
    r"próxima))|volgende\sweek|(?:della\s)?(?:prossima\ssettimana|settimana\sprossima))"
)
_WEEKDAY_NEXT_WEEK = _words(
    rf"\b({WEEKDAY})\b,?\s(?:{_NEXT_WEEK})\b|\b(?:{_NEXT_WEEK})\s(?:on\s|am\s)?({WEEKDAY})\b"
)
_WEEK_ON = _words(
    rf"\b(?:a\sweek\s(?:on|from|this)\s({WEEKDAY})|({WEEKDAY})\sweek(?!\w)|({WEEKDAY})\s(?:en\shuit|in\seiner\swoche))\b"
)
_AFTER_NEXT_WEEK = r"(?:(?:in\sder\s)?übernächste[rn]?\swoche|the\sweek\safter\snext|week\safter\snext)"
_WEEKDAY_AFTER_NEXT = _words(
    rf"\b(?:{_AFTER_NEXT_WEEK})(?:\s(?:am\s|on\s)?({WEEKDAY}))?\b|\b({WEEKDAY})\s(?:{_AFTER_NEXT_WEEK})\b"
)
_WEEKDAY = _words(
    rf"(?:\b(next|this|coming|the\scoming|kommenden?|nächsten?|diesen|este|el\spróximo|próximo|aanstaande|komende|volgende)\s)?"
    rf"\b({WEEKDAY})\b(?:\s(prochain|próximo|que\sviene|prossimo|aanstaande|a\.?s\.?))?"
)
_SHORT_DAYS = _words(
    r"\b(?:by|before|on|until|till|next|this|for|cob|eod)\s(?:the\s)?(mon|tues?|weds?|thu|thurs?|fri|"
    r"sat|sun)\b(?!\s?\d)"
    r"|(?:(?<=\bneeded\s)|(?<=\bwanted\s)|(?<=\brequired\s)|(?<=\bdelivered\s)|(?<=\bdelivery\s)|(?<=\bdue\s)|"
    r"(?<=\bit\s)|(?<=\bthem\s))(mon|tue|wed|thu|fri)\b(?!\s?\d)|\b(tues|weds|thurs?)\b(?!\s?\d)"
)
"""Short forms that are words or names, too, count behind a word of time or of need."""

# --- weeks and months -------------------------------------------------------------------------------------------

_END = (
    r"(?:(?:by\s)?(?:the\s)?end\sof|(?:zum\s|bis\s)?ende|(?:la\s|à\sla\s)?fin\s(?:de|du)?|"
    r"finales?\sde|final\sde|eind(?:e)?(?:\svan)?|fine(?:\sdi)?)"
)
_WEEK_END = _words(
    rf"\b(?:{_END}\s(?:of\s)?(?:the\s|this\s|der\s|dieser\s|la\s|esta\s|de\s|deze\s)?(?:week|woche|semaine|semana|settimana)"
    r"|wochenende|(?:by|before)\sthe\sweek[- ]?end|week['’]?s?\send)\b(?!\s(?:prochaine|que\sviene|próxima|prossima))"
)
_NEXT_WEEK_END = _words(
    rf"\b{_END}\s(?:of\s)?{_NEXT_WEEK}\b|\b{_END}\s(?:nächster|kommender)\swoche\b|\bend\snext\sweek\b"
    r"|\b(?:ende|eind)\s(?:nächste|kommende|volgende)[rn]?\s(?:woche|week)\b"
)
_WEEK_MIDDLE = _words(
    r"\b(?:middle\sof\s(?:the\sweek\safter\s)?next\sweek|mid(?:dle)?(?:\sof|-|\s)next\sweek|"
    r"mitte\s(?:nächster|kommender)\swoche)\b"
)
_WEEK_START = _words(
    r"\b(?:(?:early|beginning\sof|start\sof)\snext\sweek|anfang\s(?:nächster|kommender)\swoche|"
    r"début\sde\sla\ssemaine\sprochaine)\b"
)
_THIS_WEEK = _words(
    r"\b(?:this\sweek|diese\swoche|noch\sdiese\swoche|cette\ssemaine|esta\ssemana|deze\sweek)\b"
)
_IN_NEXT_WEEK = _words(rf"\b{_NEXT_WEEK}\b")
_MONTH_END = _words(
    r"\b(?:(?:the\s)?end\sof\s(?:the\s|this\s)?month|month[- ]?end|monatsende|ende\s(?:des|"
    r"dieses)\smonats|ende\sdiesen\smonats|fin\s(?:de|du|de\sce)\smois|"
    r"fin(?:ales)?\sde\s(?:este\s)?mes|eind(?:e)?\svan\sde\smaand|fine\smese|eom)\b(?!\s(?:prochain|"
    "que))"
)
_NEXT_MONTH_END = _words(
    r"\b(?:end\sof\snext\smonth|ende\s(?:nächsten|kommenden)\smonats|fin\sdu\smois\sprochain|"
    r"fin\sdel\spróximo\smes)\b"
)
_YEAR_END = _words(
    r"\b(?:(?:the\s)?end\sof\s(?:the\s|this\s)?year|year[- ]end|jahresende|ende\sdes\sjahres|"
    r"fin\s(?:de\sl['’])?année|fin\sde\saño)\b"
)
_QUARTER_END = _words(r"\bend\s(?:of\s)?q([1-4])\b|\bende\sq([1-4])\b|\bfin\sq([1-4])\b")

_PARTS = {
    "start": (
        r"early|(?:the\s)?(?:beginning|start)\sof|anfang|début(?:\sde)?|(?:a\s)?(?:principios|comienzos|"
        r"inicios)\sde|begin|(?:l['’])?inizio(?:\sdi)?"
    ),
    "middle": r"mid[- ]?(?:dle\sof\s)?|(?:the\s)?middle\sof|mitte|mi-|(?:a\s)?mediados\sde|half|medio|metà(?:\sdi)?",
    "end": r"late|(?:the\s)?end\sof|end|ende|fin(?:\sde)?|(?:a\s)?final(?:es)?\sde|eind(?:e)?|(?:la\s)?fine(?:\sdi)?",
}
_PART_OF_MONTH = _words(
    rf"\b(?:(?P<start>{_PARTS['start']})|(?P<middle>{_PARTS['middle']})|(?P<end>{_PARTS['end']}))\s?\b(?P<month>{MONTH})\b\.?"
    r"(?:\s(?P<year>20\d\d)\b|(?!\s\d))"
)
_CALENDAR_WEEK = _words(
    r"\b(?:(anfang|ende|mitte|early|end\sof|beginning\sof|mid)\s)?(?:(?:kw|cw|wk|calendar\sweek|"
    r"kalenderwoche|week|semaine|semana|settimana|sem\.)\s?(?:no\.?\s|nr\.?\s|#)?(\d{1,2})|"
    r"(\d{1,2})\.\s?(?:kw|kalenderwoche)|(?<=\bin )(\d{1,2})\.\swoche)(?:\s?(?:/|of|in|"
    r",)?\s?(20\d\d)\b)?(?![\w.,/-]?\d|\s?(?:days|hours|%)|\s\d[a-z]{2}\b)"
)

# --- spans of time ----------------------------------------------------------------------------------------------

_UNITS = (
    "(?P<huit>huitaine)|(?P<quinze>quinzaine|quincena)|(?P<work>(?:working|business|work)[- ]?days?|"
    r"werktage[n]?|arbeitstage[n]?|werktag|arbeitstag|jours?\souvr(?:é|able)s?|días?\s(?:hábiles|"
    r"laborables)|werkdagen|giorni\slavorativi)|(?P<day>(?:calendar\s)?days?|tage[n]?|jours?|días?|"
    "dias?|dagen|giorni|gg)|(?P<week>weeks?|wks?|wochen?|semaines?|semanas?|weken|settiman[ae])|"
    "(?P<month>months?|monate?n?|mois|mes(?:es)?|maand(?:en)?|mes[ei])|(?P<hour>hours?|hrs?|h|"
    "stunden|heures|horas|uur|ore)|(?P<fortnight>fortnight)"
)
_SPAN = _words(
    r"\b(?:within|in|inside|over|during|innerhalb|binnen|dans|sous|d['’]ici|en|dentro\sde|antes\sde|prima\sdi|entro|tra|fra)\s"
    r"(?:(?:the\snext|next|den\snächsten|der\snächsten|les|un\sdélai\sde|von|un\splazo\sde|about|max\.?|maximal|maximum|spätestens|einer\sfrist\svon)\s){0,2}"
    rf"(?:(?P<low>\d{{1,2}}|{NUMBER})\s?(?:-|–|to|bis|à|a|or|oder)\s?)?(?:(?P<count>\d{{1,3}}|{NUMBER})(?:\sof)?[\s-])?"
    rf"(?:{_UNITS})\b(?:['’]?\s(?:from\s(?:now|today)|time))?"
)
_FROM_NOW = _words(
    rf"\b(?P<count>\d{{1,3}}|{NUMBER})\s(?:{_UNITS})\s(?:from\s(?:now|today|receipt)|ab\s(?:heute|jetzt)|hence)\b"
)


def _told(day: Callable[[Clock], date], sure: float) -> Resolver:
    """A phrase that means one day, whatever its words."""

    def resolve(_: re.Match[str], clock: Clock) -> tuple[date | None, float]:
        return day(clock), sure

    return resolve


def _first(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


_NEXT = re.compile(r"nächste|prochain|próximo|prossimo|volgende|que\sviene")


def _weekday(match: re.Match[str], clock: Clock) -> tuple[date | None, float]:
    number = weekday_of(match[2])
    if (match[1] or "").casefold() == "next":
        # English "next Friday", said on a Tuesday, is the Friday of next week for most; German "nächsten" is not.
        return clock.in_week(1, number), 0.7
    day = clock.weekday(number)
    if (day - clock.today).days == 1 and _NEXT.search(match[0]):
        return clock.plus(8), 0.7  # tomorrow would be called tomorrow
    return day, 0.92


def _span(match: re.Match[str], clock: Clock) -> tuple[date | None, float]:
    if match["huit"] or match["quinze"]:
        return clock.plus(8 if match["huit"] else 15), 0.8
    if not match["count"]:
        return None, 0.0
    count = number_of(match["count"])
    if match["work"]:
        return clock.working_days(count), 0.85
    if match["month"]:
        return clock.months_on(min(count, 60)), 0.8
    days = count
    if match["week"]:
        days = 7 * count
    elif match["fortnight"]:
        days = 14 * count
    elif match["hour"]:
        days = -(-count // 24)
    return clock.plus(days), 0.85


def _from_now(match: re.Match[str], clock: Clock) -> tuple[date | None, float]:
    return _span(match, clock)


def _part_of_month(match: re.Match[str], clock: Clock) -> tuple[date | None, float]:
    part = "start" if match["start"] else "middle" if match["middle"] else "end"
    month = month_of(match["month"])
    if match["year"]:
        year = int(match["year"])
        last = calendar.monthrange(year, month)[1]
        return date(year, month, {"start": 1, "middle": 15}.get(part, last)), 0.85
    return clock.part_of_month(month, part), 0.8 if part == "end" else 0.65


def _calendar_week(match: re.Match[str], clock: Clock) -> tuple[date | None, float]:
    week = int(match[2] or match[3] or match[4])
    if not 1 <= week <= 53:
        return None, 0.0
    where = strip_accents((match[1] or "").casefold())
    day = 1 if where in ("anfang", "early", "beginning of") else 3 if where in ("mitte", "mid") else 5
    years = [int(match[5])] if match[5] else [clock.today.year, clock.today.year + 1]
    for year in years:
        try:
            found = date.fromisocalendar(year, week, day)
        except ValueError:
            continue
        if found >= clock.today or match[5]:
            return found, 0.75
    return None, 0.0


def _quarter_end(match: re.Match[str], clock: Clock) -> tuple[date | None, float]:
    return clock.part_of_month(3 * int(_first(match)), "end"), 0.8


RELATIVE: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (_DAY_AFTER, _told(lambda clock: clock.plus(2), 0.9)),
    (_TOMORROW, _told(lambda clock: clock.plus(1), 0.9)),
    (_TODAY, _told(lambda clock: clock.today, 0.85)),
    (_WEEKDAY_NEXT_WEEK, lambda match, clock: (clock.in_week(1, weekday_of(_first(match))), 0.92)),
    (
        _WEEKDAY_AFTER_NEXT,
        lambda match, clock: (clock.in_week(2, weekday_of(match[1] or match[2] or "friday")), 0.85),
    ),
    (_WEEK_ON, lambda match, clock: (clock.weekday(weekday_of(_first(match))) + timedelta(days=7), 0.8)),
    (_WEEKDAY, _weekday),
    (_SHORT_DAYS, lambda match, clock: (clock.weekday(weekday_of(_first(match))), 0.85)),
    (_NEXT_WEEK_END, _told(lambda clock: clock.in_week(1, 4), 0.85)),
    (_WEEK_MIDDLE, _told(lambda clock: clock.in_week(1, 2), 0.7)),
    (_WEEK_START, _told(lambda clock: clock.in_week(1, 0), 0.7)),
    (_WEEK_END, _told(lambda clock: clock.in_week(0 if clock.today.weekday() <= 4 else 1, 4), 0.85)),
    (_THIS_WEEK, _told(lambda clock: clock.in_week(0, 4 if clock.today.weekday() <= 4 else 6), 0.6)),
    (_IN_NEXT_WEEK, _told(lambda clock: clock.in_week(1, 4), 0.6)),
    (_NEXT_MONTH_END, _told(lambda clock: clock.month_end(1), 0.85)),
    (_MONTH_END, _told(lambda clock: clock.month_end(0), 0.85)),
    (_YEAR_END, _told(lambda clock: date(clock.today.year, 12, 31), 0.85)),
    (_QUARTER_END, _quarter_end),
    (_PART_OF_MONTH, _part_of_month),
    (_CALENDAR_WEEK, _calendar_week),
    (_SPAN, _span),
    (_FROM_NOW, _from_now),
)
"""Every pattern with what it means; a longer phrase shuts out a shorter one that starts alike."""
