"""Numbers, prices, percentages and durations as company documents write them (spec: documents, common grammar)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from qd_core.documents.cells import NumberCell
from qd_core.money import is_currency

__all__ = ["COMMA", "POINT", "Amount", "NumeralError", "amount", "days", "notation", "number", "percent"]

POINT: Final = "1,234.50"
COMMA: Final = "1.234,50"
"""The two number formats, named by how they write the same number."""

_MOST_DIGITS: Final = 24
_EMPTY: Final = frozenset({"", "-", "–", "—", "n/a"})
_GROUP = "[{mark}'’ \u00a0\u202f]"
_NUMBERS: Final = {
    name: re.compile(
        rf"[0-9]{{1,3}}(?:{_GROUP.format(mark=group)}[0-9]{{3}}){{1,7}}(?:{point}[0-9]+)?"
        rf"|[0-9]{{1,2}}(?:{group}[0-9]{{2}}){{1,6}}{group}[0-9]{{3}}(?:{point}[0-9]+)?"  # Indian grouping
        rf"|[0-9]+(?:{point}[0-9]+)?|{point}[0-9]+"
    )
    for name, group, point in ((POINT, ",", r"\."), (COMMA, r"\.", ","))
}
_GROUPING: Final = {
    POINT: str.maketrans("", "", ",'’ \u00a0\u202f"),
    COMMA: str.maketrans(",", ".", ".'’ \u00a0\u202f"),
}
_AMOUNT: Final = re.compile(
    r"(?P<before>[^0-9+\-−.,]{0,12})(?P<sign>[+\-−]?) ?(?P<inner>[^0-9+\-−.,]{0,6})"
    r"(?P<digits>[.,]?[0-9][0-9.,'’ \u00a0\u202f]*)(?P<after>[^0-9]{0,12})"
)
_SIGNED: Final = re.compile(r"(?P<sign>[+\-−]?) ?(?P<digits>[.,]?[0-9][0-9.,'’ \u00a0\u202f]*?) ?%")
_DURATION: Final = re.compile(r"([0-9]{1,4})(?: ?([^\W\d_]+)(?:\W.*)?)?")
_EXAMPLE: Final = re.compile(r"[0-9][0-9.,'’ \u00a0\u202f]*[0-9]")

_DOLLARS: Final = frozenset(
    "USD CAD AUD NZD HKD SGD TWD MXN BRL ARS CLP COP UYU BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD "
    "DOP CUP NIO CVE".split()
)
_SYMBOLS: Final[dict[str, frozenset[str]]] = {
    "$": _DOLLARS,
    "US$": frozenset({"USD"}),
    "C$": frozenset({"CAD", "NIO"}),
    "CA$": frozenset({"CAD"}),
    "A$": frozenset({"AUD"}),
    "AU$": frozenset({"AUD"}),
    "NZ$": frozenset({"NZD"}),
    "S$": frozenset({"SGD"}),
    "HK$": frozenset({"HKD"}),
    "MX$": frozenset({"MXN"}),
    "R$": frozenset({"BRL"}),
    "€": frozenset({"EUR"}),
    "EURO": frozenset({"EUR"}),
    "£": frozenset("GBP FKP GIP SHP EGP LBP SYP SSP SDG".split()),
    "¥": frozenset({"JPY", "CNY"}),
    "￥": frozenset({"JPY", "CNY"}),
    "元": frozenset({"CNY"}),
    "円": frozenset({"JPY"}),
    "₹": frozenset({"INR"}),
    "₩": frozenset({"KRW", "KPW"}),
    "₺": frozenset({"TRY"}),
    "₴": frozenset({"UAH"}),
    "₽": frozenset({"RUB"}),
    "₪": frozenset({"ILS"}),
    "₫": frozenset({"VND"}),
    "₱": frozenset({"PHP"}),
    "฿": frozenset({"THB"}),
    "ZŁ": frozenset({"PLN"}),
    "KČ": frozenset({"CZK"}),
    "KR": frozenset({"SEK", "NOK", "DKK", "ISK"}),
    "FT": frozenset({"HUF"}),
    "LEI": frozenset({"RON", "MDL"}),
    "FR": frozenset({"CHF", "XOF", "XAF"}),
    "SFR": frozenset({"CHF"}),
}
_DAYS: Final = {
    **dict.fromkeys(
        "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen".split(), 1
    ),
    **dict.fromkeys(
        "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken".split(),
        7,
    ),
    **dict.fromkeys("month months monat monate monaten mois mes meses mese mesi maand maanden".split(), 30),
}


class NumeralError(ValueError):
    """A cell is no number; the text says why, as the end of a sentence (``is not a number``)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A price. ``currencies`` are the ISO codes that the cell's own symbol or code allows, empty where it has none."""

    value: Decimal
    currencies: frozenset[str] = frozenset()


def notation(text: str) -> str | None:
    """``POINT`` or ``COMMA`` for the value of ``Number format`` (``1.234,50``, ``1 234,50``, ``1234.5``); None when it
    shows no decimal sign."""
    found = _EXAMPLE.search(text)
    example = found[0] if found else ""
    mark = next((char for char in reversed(example) if char in ".,"), "")
    decimals = example.rpartition(mark)[2] if mark else ""
    if not decimals or (len(decimals) == 3 and example.count(mark) == 1 and not {".", ","} <= set(example)):
        return None
    return POINT if mark == "." else COMMA


def number(text: str, style: str) -> Decimal | None:
    """The unsigned or signed number in ``text``; None for an empty cell. Raises NumeralError."""
    found = amount(text, style)
    if found is not None and found.currencies:
        raise NumeralError("is not a number")
    return None if found is None else found.value


def amount(text: str, style: str) -> Amount | None:
    """The price in ``text`` (``$4.20``, ``4.20 USD``, ``-3``); None for an empty cell (also ``-`` and ``n/a``).
    Raises NumeralError."""
    if type(text) is NumberCell:
        if text.endswith("%"):
            raise NumeralError("is a percentage, not a number")
        return Amount(_decimal(text))
    return _amount(text, style)


@lru_cache(maxsize=30_000)
def _amount(text: str, style: str) -> Amount | None:
    """Cached: prices repeat, and one Decimal serves them all."""
    if _NUMBERS[style].fullmatch(text):
        return Amount(_decimal(text.translate(_GROUPING[style])))
    if text.casefold() in _EMPTY:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise NumeralError("is not a number")
    marks = [mark for name in ("before", "inner", "after") if (mark := found[name].strip())]
    if len(marks) > 1:
        raise NumeralError("is not a number")
    currencies = _currencies(marks[0]) if marks else frozenset()
    return Amount(_signed(found["sign"], _unsigned(found["digits"].rstrip(), style)), currencies)


def _currencies(mark: str) -> frozenset[str]:
    upper = mark.rstrip(".").upper()
    if upper in _SYMBOLS:
        return _SYMBOLS[upper]
    if is_currency(upper):
        return frozenset({upper})
    raise NumeralError("is not a number")


def _unsigned(digits: str, style: str) -> Decimal:
    if _NUMBERS[style].fullmatch(digits):
        return _decimal(digits.translate(_GROUPING[style]))
    other = COMMA if style == POINT else POINT
    if _NUMBERS[other].fullmatch(digits):
        raise NumeralError(
            f"is not a number in the format {style} (write `Number format: {other}` above if it is meant so)"
        )
    raise NumeralError("is not a number")


def _decimal(plain: str) -> Decimal:
    if len(plain) > _MOST_DIGITS:
        raise NumeralError("has too many digits")
    return Decimal(plain)


def _signed(sign: str, value: Decimal) -> Decimal:
    return -value if sign in {"-", "−"} and value else value


def percent(text: str, style: str) -> tuple[Decimal, bool] | None:
    """The percentage in ``text`` as a fraction (``14.5%`` is 0.145, ``-5 %`` is -0.05) and whether a ``+`` stands
    before it; None for an empty cell. A bare ``0`` is 0 %, any other bare number is refused. Raises NumeralError."""
    if text.casefold() in _EMPTY:
        return None
    if type(text) is NumberCell:
        style = POINT
    found = _SIGNED.fullmatch(text)
    if found is not None:
        value = _unsigned(found["digits"], style)
        return _signed(found["sign"], value).scaleb(-2), found["sign"] == "+"
    try:
        bare = number(text, style)
    except NumeralError as error:
        raise NumeralError("is not a percentage such as 5%") from error
    if bare:
        raise NumeralError("has no percent sign: write it as 5%")
    return Decimal(0), False


def days(text: str) -> int:
    """The days in ``30 days``, ``2 weeks``, ``1 month`` (30 days each) or a bare ``30``. Raises NumeralError."""
    found = _DURATION.fullmatch(text.replace("calendar ", "").strip().casefold())
    factor = _DAYS.get(found[2] or "days", 0) if found else 0
    if found is None or not factor or not 1 <= int(found[1]) * factor <= 3650:
        raise NumeralError("is not a duration such as 30 days, 2 weeks or 1 month")
    return int(found[1]) * factor
