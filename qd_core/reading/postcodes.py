"""Postcodes: which part of an address is one, and which country it gives away."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "Postcode",
    "begins_with_postcode",
    "ends_in_dutch_postcode",
    "find_postcode",
    "fold_postcode",
    "is_dutch_postcode",
]

# Formats that only one country writes: the code alone tells the country.
_TELLING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("GB", re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b")),
    ("CA", re.compile(r"\b[A-Z]\d[A-Z][ -]?\d[A-Z]\d\b")),
    ("IE", re.compile(r"\b(?:[A-Z]\d{2}|D6W) ?(?=[A-Z]*\d)[0-9A-Z]{4}\b")),
    ("NL", re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w-])")),
    ("PT", re.compile(r"(?<![\w-])\d{4}-\d{3}(?![\w-])")),
    ("PL", re.compile(r"(?<![\w-])\d{2}-\d{3}(?![\w-])")),
)  # fmt: skip
_PREFIXED = re.compile(
    r"(?<!\w)(DK|NL|FL|LT|LV|EE|SI|HR|CZ|SK|HU|AT|DE|FR|BE|CH|IT|ES|LU|SE|FI|NO|PL|PT|D|A|F|B|L|I|E|S|"
    r"N)([-‐–]| ?)(\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}|\d{4} [A-Z]{2}\b|\d{4,5})(?!\d)"
)
_CAR_SIGNS = {
    "D": "DE",
    "A": "AT",
    "F": "FR",
    "B": "BE",
    "L": "LU",
    "I": "IT",
    "E": "ES",
    "S": "SE",
    "N": "NO",
    "FL": "LI",
}
_NUMERIC = {
    "US": 5, "DE": 5, "FR": 5, "ES": 5, "IT": 5, "FI": 5, "MX": 5, "SE": 5, "CZ": 5, "SK": 5, "GR": 5, "TR": 5, "HR": 5,
    "AT": 4, "CH": 4, "BE": 4, "LU": 4, "DK": 4, "NO": 4, "AU": 4, "NZ": 4, "HU": 4, "SI": 4, "LI": 4, "ZA": 4,
    "IN": 6, "CN": 6, "SG": 6, "RU": 6, "RO": 6, "IL": 7, "JP": 7, "BR": 8, "KR": 5,
}  # fmt: skip
_CAPITALS = str.maketrans({chr(code): chr(code - 32) for code in range(ord("a"), ord("z") + 1)})
"""People type ``ls10 1ab``; character for character, so that offsets stay."""

_DUTCH = re.compile(r"(?<![\w-])[1-9]\d{3} [A-Z]{2}$")

_AT_END = frozenset({"US", "AU", "NZ", "ZA", "IN", "SG", "CN", "CA", "GB", "IE", "JP", "KR"})
"""Countries that write the postcode after the town."""

_FIRST = re.compile(r"\s*(\d{3} \d{2}|\d{4,7})(?![\d.,/-])(?:\s+|$)")
_LAST = re.compile(r"(?:^|(?<=[\s,.])(?<!\d\.))(\d{5}-\d{4}|\d{3} \d{2}|\d{4,7})\s*$")
_TOWN_AFTER = re.compile(r"(\d{4,5}) [^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]+)?")
_OUTWARD = re.compile(r"(?<=[a-z] )([A-Z]{1,2}\d{1,2}[A-Z]?)\s*$")


@dataclass(frozen=True, slots=True)
class Postcode:
    """``text`` without spaces, upper case; ``country`` where the format gives it away; ``start``/``end`` in the
    segment it was found in."""

    text: str
    country: str
    start: int
    end: int


def fold_postcode(text: str) -> str:
    """The form that prefixes are compared in: no spaces, upper case."""
    return "".join(text.split()).upper()


def _fits(code: str, country: str) -> bool:
    return country in ("NL", "PL", "PT") or _numeric_fits(code.replace(" ", ""), country)


def _numeric_fits(digits: str, country: str) -> bool:
    count = len(digits.replace(" ", "").split("-")[0])
    wanted = _NUMERIC.get(country)
    return count == wanted if wanted else count in (4, 5, 6)


def begins_with_postcode(segment: str, country: str) -> bool:
    """Whether ``segment`` is a postcode as ``country`` writes it before a town, and a name of one or two words."""
    found = _TOWN_AFTER.fullmatch(segment)
    return found is not None and country not in _AT_END and _NUMERIC.get(country) == len(found[1])


def is_dutch_postcode(segment: str) -> bool:
    """Whether ``segment`` is a Dutch postcode and nothing else: its letters name no country."""
    return _DUTCH.fullmatch(segment) is not None and ends_in_dutch_postcode(segment)


def ends_in_dutch_postcode(text: str) -> bool:
    """Whether the two letters that ``text`` ends in belong to a Dutch postcode (5651 GW) rather than naming a country:
    one whose own postcodes have four digits may be named behind one (1010 AT)."""
    return _DUTCH.search(text) is not None and _NUMERIC.get(text[-2:]) != 4


def find_postcode(segment: str, *, named: str, home: str) -> Postcode | None:
    """The postcode in one segment of an address (no street), given the country it names and the home country."""
    shown = segment.translate(_CAPITALS)
    for country, pattern in _TELLING:
        if named in ("", country) and (
            found := pattern.search(shown if country in ("GB", "CA") else segment)
        ):
            return Postcode(fold_postcode(found[0]), country, found.start(), found.end())
    if (found := _PREFIXED.search(segment)) and (found[2].strip() or home not in _AT_END):
        country = _CAR_SIGNS.get(found[1], found[1])
        if named in ("", country) and _fits(found[3], country):
            return Postcode(fold_postcode(found[3]), country, found.start(), found.end())
    likely = named or home
    patterns = (_LAST, _FIRST) if likely in _AT_END else (_FIRST, _LAST)
    for pattern in patterns:
        if pattern is _FIRST and likely in _AT_END:
            continue
        found = pattern.match(segment) if pattern is _FIRST else pattern.search(segment)
        if found and (_numeric_fits(found[1], named) if named else len(found[1].replace(" ", "")) >= 4):
            return Postcode(fold_postcode(found[1]), "", found.start(1), found.end(1))
    if likely == "GB" and (found := _OUTWARD.search(segment)):
        return Postcode(found[1], "", found.start(1), found.end(1))
    return None
