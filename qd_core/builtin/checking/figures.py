"""Every number that a text names, with what the words beside it make of it: money, a percentage, a quantity …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from qd_core.model.folding import strip_accents
from qd_core.model.uom import UnitKind, unit_word
from qd_core.money import is_currency
from qd_core.reading.numbers import ENGLISH, EUROPEAN, parse_number, parse_number_words

__all__ = ["Figure", "FigureKind", "figures_in", "spelled_figures_in"]


class FigureKind(StrEnum):
    """What a number stands for in its text."""

    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    QUANTITY = "quantity"
    PLAIN = "number"


@dataclass(frozen=True, slots=True)
class Figure:
    """``text[start:end]`` writes a number; ``values`` are its readings in the two conventions. ``currency`` is the sign
    or code beside it, ``literal`` the digits as written."""

    start: int
    end: int
    literal: str
    values: frozenset[Decimal]
    kind: FigureKind
    currency: str = ""


_GROUP = "[\u00a0\u202f\u2009'’]"
_NUMBER = re.compile(
    r"(?<![^\W_])(?<![^\W_][-/._+#])(?<!\d[.,])"
    rf"(?:\d{{1,3}}(?: \d{{3}}){{1,4}}[.,]\d\d(?!\d)|\d+(?:{_GROUP}\d{{3}})*(?:[.,]\d+)*(?:[/⁄]\d+)?)"
)
"""A plain space groups digits only where two decimals show that one amount is meant (``1 234,50``)."""
_THOUSANDS = re.compile(r"\d{1,3}[.,]000")
_SIGNS = "$€£¥₹₽₩₺฿₫₪₴₦"
_BEFORE = re.compile(rf"((?<![^\W_])[A-Z]{{2,3}}[{_SIGNS}]?|[A-Z]?[{_SIGNS}])[ \u00a0\u202f]?[-+]?$")
_AFTER = re.compile(
    rf"[ \u00a0\u202f]?(%|‰|[{_SIGNS}]|[^\W\d_]+\.?[{_SIGNS}]?)(?:[ \u00a0\u202f]([^\W\d_]+))?"
)
_WORD = re.compile(r"[^\W\d_]+")
_PERCENT = frozenset("% percent prozent procent pct pour per por".split())
_HUNDRED = frozenset("cent cento ciento 100".split())
_CURRENCY_WORDS = {
    "dollar": "$", "dollars": "$", "dolares": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£",
    "pfund": "£", "livres": "£", "libras": "£", "yen": "¥", "franken": "CHF", "cents": "¢", "pence": "¢", "eur": "EUR",
}  # fmt: skip
_TIME = frozenset(
    """day days week weeks month months hour hours year years minute minutes tag tage tagen woche wochen monat monate
    monaten stunde stunden jahr jahre jour jours semaine semaines mois heure heures an ans dia dias semana semanas mes
    meses hora horas ano anos dag dagen weken maand maanden uur giorni giorno settimane mesi ore""".split()
)
_TIME_ADJECTIVES = frozenset("working business calendar werk jours ouvrables habiles".split())
_ORDINAL = frozenset("st nd rd th er ere eme".split())


def figures_in(text: str) -> Iterator[Figure]:
    """Numbers in digits. One that is glued to letters (``A12``) is a name; with a unit, a sign or an ordinal ending it
    is a number (``10mm``, ``2nd``)."""
    for found in _NUMBER.finditer(text):
        figure = _figure(text, found.start(), found.end())
        if figure is not None:
            yield figure


def spelled_figures_in(text: str) -> Iterator[Figure]:
    """Numbers in words, where the word after them says what they stand for: ``twenty percent``, ``three days``."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words[1:], 1):
        following = _key(words[place + 1][0]) if place + 1 < len(words) else ""
        kind, currency = _kind(word[0], _key(word[0]), following)
        if kind is not FigureKind.PLAIN and (
            figure := _spelled(text, words[max(0, place - 4) : place], kind, currency)
        ):
            yield figure


def _spelled(text: str, words: list[re.Match[str]], kind: FigureKind, currency: str) -> Figure | None:
    """The longest run of number words that ends where ``words`` end."""
    end = words[-1].end()
    for word in words:
        phrase = text[word.start() : end]
        value = parse_number_words(phrase) if "\n" not in phrase else None
        if value is not None:
            return Figure(word.start(), end, phrase, frozenset({value}), kind, currency)
    return None


def _figure(text: str, start: int, end: int) -> Figure | None:
    literal = text[start:end]
    glued = _WORD.match(text, end)
    before = _BEFORE.search(text, max(0, start - 8), start)
    currency = before[1] if before and (not before[1].isalpha() or is_currency(before[1])) else ""
    after = _AFTER.match(text, end)
    first = _key(after[1]) if after else ""
    second = _key(after[2] or "") if after else ""
    if glued and not _is_ending(glued[0]):
        return None
    kind, currency = (
        (FigureKind.MONEY, currency) if currency else _kind(after[1] if after else "", first, second)
    )
    if glued and _key(glued[0]) == "k":
        literal = f"{literal}k"
    return Figure(start, end, literal, _readings(literal, kind), kind, currency)


def _readings(literal: str, kind: FigureKind) -> frozenset[Decimal]:
    """In the two conventions; ``1,000`` is never a plain one, though ``$1.000`` may be a price of three decimals."""
    forms = [ENGLISH, EUROPEAN]
    if _THOUSANDS.fullmatch(literal) and not (kind is FigureKind.MONEY and "." in literal):
        forms = [ENGLISH if "," in literal else EUROPEAN]
    return frozenset(v for form in forms if (v := parse_number(literal, number_format=form)) is not None)


@lru_cache(maxsize=4096)
def _kind(sign: str, first: str, second: str) -> tuple[FigureKind, str]:
    """What the sign or word after a number makes of it, and the currency it names."""
    if first in {"%", "‰"} or (
        first in _PERCENT and (first not in {"pour", "per", "por"} or second in _HUNDRED)
    ):
        return FigureKind.PERCENT, ""
    currency = sign if sign[-1:] in _SIGNS or is_currency(sign) else _CURRENCY_WORDS.get(first, "")
    if sign and currency:
        return FigureKind.MONEY, currency
    if first in _TIME or (first in _TIME_ADJECTIVES and second in _TIME):
        return FigureKind.DURATION, ""
    unit = unit_word(first) if first else None
    counts = unit is not None and unit.kind in {UnitKind.COUNT, UnitKind.PACKAGE}
    return (FigureKind.QUANTITY if counts else FigureKind.PLAIN), ""


def _is_ending(word: str) -> bool:
    """Whether a number may be glued to ``word``: ``10mm``, ``2nd``, ``30days``, ``45EUR``."""
    key = _key(word)
    return (
        key in _ORDINAL
        or key in _TIME
        or key == "k"
        or unit_word(key) is not None
        or is_currency(word.upper())
    )


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    return strip_accents(word.casefold()).rstrip(".")
