"""Whether a date is a deadline, and for what: judged by the words of its own sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from qd_core.model.message import Source
from qd_core.reading import deadline_cues as cues
from qd_core.reading.dates import DatePhrase
from qd_core.reading.passages import clause_around

__all__ = ["Candidate", "Kind", "Verdict", "is_possible", "judge", "kind_of"]

_FARTHEST = timedelta(days=300)
"""A day without a year that lies farther ahead is told of the past ("the valves of 3 May")."""


class Kind(IntEnum):
    """What a deadline is for; the lower counts first."""

    GOODS = 0
    QUOTE = 1
    EVENT = 2
    """Something of the buyer's begins that day; nothing says that the goods are wanted for it."""


Verdict = tuple[Kind, float]
"""The kind and a confidence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that may be the deadline; ``rank`` orders a message's parts, ``corrects`` takes back an earlier one."""

    day: date
    kind: Kind
    confidence: float
    source: Source
    rank: int
    corrects: bool = False


def is_possible(phrase: DatePhrase, today: date) -> bool:
    """Whether the day lies ahead, and not so far that it was meant to lie behind."""
    return phrase.day >= today and (phrase.dated or phrase.day - today <= _FARTHEST)


def judge(
    text: str, phrase: DatePhrase, following: DatePhrase | None, preceding: DatePhrase | None
) -> Verdict | None:
    """What the words around a date make it; None when it is no deadline. ``following`` and ``preceding`` are the
    dates next to it."""
    before, after = clause_around(text, phrase.start, phrase.end)
    if preceding is not None and preceding.end > phrase.start - len(before):
        own = text[preceding.end : phrase.start]
        before = before if cues.RANGE_END.match(own) or not _has_cue(own) else own
    if following is not None and following.start < phrase.end + len(after):
        between = text[phrase.end : following.start]
        if cues.RANGE_START.search(before) and cues.RANGE_END.match(between):
            return None  # the window's end counts
        after = _own_words(between)
    limit = cues.BEFORE.search(before) is not None or cues.LIMIT_INSIDE.match(text, phrase.start) is not None
    if _is_something_else(before, after) or _is_hours(text, phrase, following, preceding):
        return None
    if phrase.sure < _SURE and not _is_surely_date(before, after, limit):
        return None
    if not limit and (alone := _standing_alone(text, phrase, before, after)):
        return kind_of(before, after, limit=False) or alone
    if cues.WILL_DO.match(after) and not cues.FOR_QUOTE.search(before):
        return Kind.GOODS, 0.8
    return kind_of(before, after, limit=limit)


_SURE = 0.6


def _is_something_else(before: str, after: str) -> bool:
    """Whether the words say that the date is none: "valid until", "your quote of", "last", "not before"."""
    if cues.DENIED.search(before) or cues.NOT_AFTER.match(after) or cues.OTHER_LABEL.search(before):
        return True
    return cues.NOT_A_DEADLINE.search(before) is not None and not _cue_after_denial(before)


def _standing_alone(text: str, phrase: DatePhrase, before: str, after: str) -> Verdict | None:
    """A date that is a sentence of its own or its tail ("In 2 weeks if possible.", ", end of next week.")."""
    if not _NOTHING_ELSE.match(after):
        return None
    if not before.strip():
        return Kind.GOODS, 0.7 if _IN_A_WHILE.match(text, phrase.start) else 0.6
    return (Kind.GOODS, 0.65) if _TAIL.search(before) and phrase.sure >= _SURE else None


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
_CLEAN_END = re.compile(r"\s*(?:$|[.,:;!?)\n]|(?:to|at)\b)")


def _is_surely_date(before: str, after: str, limit: bool) -> bool:
    """Whether ``6/20`` is a day and no fraction: a limiting word before it, no number before that, a clean end."""
    if not limit and not _DATED.search(before):
        told = any((match := _last(cue, before)) and not before[match.end() :].strip() for cue in _TELLING)
        return told and _CLEAN_END.match(after) is not None
    words = before.split()
    if len(words) > 1 and re.fullmatch(r"[\d/.-]{1,4}[\"”″']?", words[-2]):
        return False  # "1/2 by 3/4" is a size
    return _GOES_ON.match(after) is not None


_GOES_ON = re.compile(
    r"\s*(?:$|[.,:;!?)\n]|(?:at|or|on|au|matin|early|late|morning|afternoon|noon|um|gegen|ab|a\.?m|"
    r"p\.?m|and|if|please|bitte|an|in|to|for|we|wir|brauchen|benötigt|liefern|delivery)\b)",
    re.IGNORECASE,
)


_TAIL = re.compile(r"[,–]\s*$|\s-\s*$")
"""A date on its own at the sentence's end: "20 pcs to our Tilburg depot, end of next week."."""

_IN_A_WHILE = re.compile(r"(?:in|within|dans|en|over|tra|fra)\b", re.IGNORECASE)
_NOTHING_ELSE = re.compile(
    r"\s*(?:$|[.,;!)\n]|if possible|please|or so|max|latest|bitte|wenn möglich|si possible|svp|"
    "por favor|a ser posible|graag|se possibile)",
    re.IGNORECASE,
)


def kind_of(before: str, after: str, *, limit: bool) -> Verdict | None:
    """The kind that the nearest words give a date; ``limit`` says that a limiting word ("by") leads up to it."""
    if own := _SEPARATOR.search(after):
        after = (
            after if not _has_cue(before) else after[: own.start()]
        )  # what follows is told of something else
    goods, needed, quote = (
        _nearest(cue, before, after) for cue in (cues.FOR_GOODS, cues.NEEDED, cues.FOR_QUOTE)
    )
    sure = 0.96 if limit else 0.9
    if goods is not None and (quote is None or goods <= quote):
        return Kind.GOODS, sure
    if needed is not None and (quote is None or not _asks_for_quote(before, after)):
        return Kind.GOODS, sure - 0.02
    if quote is not None and (limit or quote < 60):
        if not (limit or needed is not None or _DATED.search(before) or _CLOSES.search(before)):
            return None
        return Kind.QUOTE, sure - 0.04
    starts = _nearest(cues.EVENT, before, after) is not None
    if limit and not re.search(r"\bin\s*$|\bper\s*$", before, re.IGNORECASE):
        return Kind.GOODS, 0.75
    return (Kind.EVENT, 0.5) if starts else None


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
    found = list(cue.finditer(words))
    return found[-1] if found else None


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
