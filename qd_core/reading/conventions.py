"""How this company reads what is ambiguous: its country, its day, and the order of day and month (spec: extraction)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qd_core.model.place import Place
from qd_core.model.rfq import Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading.gazetteer import division

__all__ = ["Conventions", "conventions_of"]

_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH", "PR", "GU"})
_EASTERN = "America/New_York"
_ZONES = {
    "US": _EASTERN, "CA": "America/Toronto", "GB": "Europe/London", "IE": "Europe/Dublin",
    "DE": "Europe/Berlin", "AT": "Europe/Vienna", "CH": "Europe/Zurich", "FR": "Europe/Paris",
    "BE": "Europe/Brussels", "NL": "Europe/Amsterdam", "LU": "Europe/Luxembourg", "ES": "Europe/Madrid",
    "IT": "Europe/Rome", "PT": "Europe/Lisbon", "DK": "Europe/Copenhagen", "SE": "Europe/Stockholm",
    "NO": "Europe/Oslo", "FI": "Europe/Helsinki", "PL": "Europe/Warsaw", "CZ": "Europe/Prague",
    "AU": "Australia/Sydney", "NZ": "Pacific/Auckland", "IN": "Asia/Kolkata", "SG": "Asia/Singapore",
    "JP": "Asia/Tokyo", "ZA": "Africa/Johannesburg", "MX": "America/Mexico_City", "BR": "America/Sao_Paulo",
}  # fmt: skip
_STATE_ZONES = {
    "America/Chicago": (
        "US-AL US-AR US-IL US-IA US-KS US-LA US-MN US-MS US-MO US-NE US-ND US-OK US-SD US-TN US-TX US-WI "
        "CA-MB"
    ),
    "America/Denver": "US-CO US-ID US-MT US-NM US-UT US-WY CA-AB",
    "America/Phoenix": "US-AZ",
    "America/Los_Angeles": "US-CA US-NV US-OR US-WA",
    "America/Vancouver": "CA-BC",
    "America/Regina": "CA-SK",
    "America/Halifax": "CA-NS CA-NB CA-PE",
    "America/Anchorage": "US-AK",
    "Pacific/Honolulu": "US-HI",
    "Australia/Perth": "AU-WA",
    "Australia/Brisbane": "AU-QLD",
    "Australia/Adelaide": "AU-SA AU-NT",
}
_CURRENCY_COUNTRY = {"USD": "US", "GBP": "GB", "CHF": "CH", "CAD": "CA", "AUD": "AU", "NZD": "NZ", "PLN": "PL",
                     "SEK": "SE", "NOK": "NO", "DKK": "DK", "CZK": "CZ"}  # fmt: skip
_DOMAIN_COUNTRY = {"uk": "GB", "com": "", "org": "", "net": ""}


@dataclass(frozen=True, slots=True)
class Conventions:
    """``home`` is where the company ships from; ``today`` the day there when the message arrived."""

    home: Place
    day_first: bool
    today: date


def conventions_of(rfq: Rfq, documents: CompanyDocuments) -> Conventions:
    """The conventions for one RFQ: from the documents where they say, else from the buyer's own country."""
    home = documents.rules.ship_from
    if not home.country:
        home = home.model_copy(update={"country": _CURRENCY_COUNTRY.get(documents.catalog.currency, "")})
    european = documents.number_format.rstrip("0").endswith(",5")
    country = home.country or _country_of_domain(rfq.buyer.domain)
    today = rfq.received_at.astimezone(_zone(home)).date()
    return Conventions(home, european or country not in _MONTH_FIRST, today)


def _country_of_domain(domain: str) -> str:
    last = domain.rpartition(".")[2].casefold()
    return _DOMAIN_COUNTRY.get(last, last.upper() if len(last) == 2 else "")


def _zone(home: Place) -> ZoneInfo:
    known = division(home.region, home.country)
    state = f"{home.country}-{known.code if known else home.region}"
    name = next((zone for zone, states in _STATE_ZONES.items() if state in states.split()), "")
    try:
        return ZoneInfo(name or _ZONES.get(home.country, "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
