"""``Ship from``: a line such as ``Norfolk, VA, USA`` to a place. The destinations of messages are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from qd_core.documents.cells import fold
from qd_core.model.folding import strip_accents
from qd_core.model.place import Place

__all__ = ["country_named", "place_named"]

_LANGUAGES: Final = "en de fr es it nl pt pl cs da sv nb fi hu ro sk sl hr el bg tr ja zh ko".split()
_COMMON: Final = {
    "usa": "US",
    "us": "US",
    "u s a": "US",
    "u s": "US",
    "america": "US",
    "uk": "GB",
    "u k": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "holland": "NL",
    "brd": "DE",
    "czech republic": "CZ",
    "turkey": "TR",
}
_STATES: Final = {
    "US": frozenset(
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
        "OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY".split()
    ),
    "CA": frozenset("AB BC MB NB NL NS NT NU ON PE QC SK YT".split()),
    "AU": frozenset("ACT NSW NT QLD SA TAS VIC WA".split()),
}
_HOME: Final = {
    "USD": "US",
    "CAD": "CA",
    "GBP": "GB",
    "AUD": "AU",
    "NZD": "NZ",
    "CHF": "CH",
    "SEK": "SE",
    "NOK": "NO",
}
_HOME_TOO: Final = {"DKK": "DK", "PLN": "PL", "CZK": "CZ", "HUF": "HU", "RON": "RO", "JPY": "JP", "INR": "IN"}
_CURRENCY_HOME: Final = {**_HOME, **_HOME_TOO}
"""Currencies that by and large one country's companies price in."""

_POSTCODE_FIRST: Final = re.compile(r"((?:[A-Z]{1,2}-)?[0-9]{4,5}(?: [A-Z]{2})?) (\D.*)")
_POSTCODE_LAST: Final = re.compile(
    r"(.*?\D) ([0-9]{4,5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})"
)
_MOST: Final = 200


def place_named(text: str, currency: str = "") -> Place:
    """The place that ``text`` names: city, region and country between commas, the country last.

    ``country`` is an ISO code where it could be told, by its name, else by ``currency`` (the catalog's): it decides
    whether ``DE`` is Germany or Delaware, and where a line without a country lies. ``region`` is as written.
    """
    parts = [part for piece in text[:_MOST].split(",") if (part := piece.strip())]
    if not parts:
        return Place(text=text)
    country = _last_country(parts, currency)
    if country:
        del parts[-1]
    postal_code, parts = _without_postcode(parts)
    region = parts.pop() if len(parts) > 1 else ""
    if not country:
        country = next(
            (code for code, states in _STATES.items() if region in states and _fits(code, currency)), ""
        )
        country = country or _CURRENCY_HOME.get(currency, "")
    return Place(
        text=text, city=parts[-1] if parts else "", region=region, country=country, postal_code=postal_code
    )


def _last_country(parts: list[str], currency: str) -> str:
    """The country that the last part names, unless it is rather a state's code."""
    last = parts[-1]
    code = country_named(last)
    states = [home for home, codes in _STATES.items() if last in codes]
    if not code or not states or len(parts) == 1 or len(last) > 3:
        return code
    if currency and any(_fits(home, currency) for home in states):
        return ""
    return code if not currency or _uses(code, currency) else ""


def _fits(country: str, currency: str) -> bool:
    return not currency or _CURRENCY_HOME.get(currency) == country


@lru_cache(maxsize=64)
def _uses(country: str, currency: str) -> bool:
    from babel.numbers import get_territory_currencies

    return currency in get_territory_currencies(country)


def _without_postcode(parts: list[str]) -> tuple[str, list[str]]:
    found = ""
    rest: list[str] = []
    for whole in parts:
        part = whole
        first, last = _POSTCODE_FIRST.fullmatch(part), _POSTCODE_LAST.fullmatch(part)
        if first is not None and not found:
            found, part = first[1], first[2]
        elif last is not None and not found:
            found, part = last[2], last[1]
        rest.append(part.strip())
    return found, rest


@lru_cache(maxsize=256)
def country_named(text: str) -> str:
    """The ISO 3166-1 code of the country that ``text`` names in one of the larger European or Asian languages, or
    by its own code; empty where it names none."""
    folded = strip_accents(fold(text))
    if folded in _COMMON:
        return _COMMON[folded]
    if len(text) == 2 and text.isascii() and text.isupper():
        return text if text in _territories("en").values() else ""
    return next((code for names in _name_tables() if (code := names.get(folded, ""))), "")


def _name_tables() -> Iterator[dict[str, str]]:
    """One language after the other: each costs a file, and most names are found in the first."""
    for language in _LANGUAGES:
        yield _territories(language)


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    names = Locale.parse(language).territories
    return {
        strip_accents(fold(name)): code
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    }
