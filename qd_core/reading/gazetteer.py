"""Which country, state or city a name stands for, whatever language it is written in.

Countries come from CLDR (``country_names.tsv``), loaded when the first name is looked up; states and exonyms from
``divisions``. Look-ups are by folded name (no case, accents, dots or hyphens; ``St.`` and ``Saint`` are one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qd_core.model.folding import clean, strip_accents
from qd_core.reading.city_names import ALSO_CITIES, CITY_NAMES
from qd_core.reading.divisions import CODED, COUNTIES, DIVISIONS

__all__ = [
    "Division",
    "city_key",
    "country_code",
    "division",
    "divisions_named",
    "is_country_code",
    "name_keys",
    "place_key",
]

_OTHER_NAMES = {
    "US": (
        "usa; u s a; u s; united states of america; america; vereinigte staaten von amerika; etats unis "
        "d amerique; ee uu; eeuu; estados unidos de america; stati uniti d america; vs; the states"
    ),
    "GB": (
        "uk; u k; great britain; britain; united kingdom of great britain and northern ireland; "
        "grossbritannien; england; scotland; wales; northern ireland; grande bretagne; royaume uni; gran "
        "bretana; gran bretagna; engeland; angleterre; inglaterra; inghilterra; verenigd koninkrijk; "
        "groot brittannie; schottland; nordirland; ecosse; pays de galles; escocia"
    ),
    "IE": "eire; republic of ireland; rep of ireland; roi; irish republic",
    "NL": (
        "holland; niederlanden; den niederlanden; the netherlands; die niederlande; les pays bas; "
        "hollande; holanda; olanda"
    ),
    "DE": "brd; bundesrepublik deutschland; federal republic of germany; bundesrep deutschland",
    "CH": "confoederatio helvetica; die schweiz; svizzera; svizra",
    "CZ": "czech republic; tschechische republik; republique tcheque; ceska republika; ceska rep",
    "RU": "russian federation; russische foderation; federation de russie; rossija",
    "BY": "belorussia; weissrussland; bielorussie",
    "KR": "korea; republic of korea",
    "KP": "dprk",
    "CN": "people s republic of china; pr china; prc; vr china",
    "TR": "turkey; turkei",
    "MK": "macedonia; mazedonien",
    "CI": "ivory coast; cote d ivoire",
    "AE": "uae; u a e; emirates",
    "HK": "hong kong; hongkong",
    "MO": "macau",
    "SK": "slovak republic; slowakische republik",
    "LU": "grand duchy of luxembourg; grossherzogtum luxemburg",
    "ES": "espana",
    "IT": "italia",
    "GR": "hellas",
    "HU": "magyarorszag",
    "RO": "romania",
    "HR": "hrvatska",
    "SI": "slovenija",
    "IS": "island",
    "IR": "islamic republic of iran",
    "SY": "syrian arab republic",
    "VN": "viet nam",
    "BA": "bosnia; bosnien",
}
_ALPHA3 = {
    "USA": "US", "CAN": "CA", "AUS": "AU", "GBR": "GB", "DEU": "DE", "GER": "DE", "FRA": "FR", "ESP": "ES", "ITA": "IT",
    "NLD": "NL", "NED": "NL", "BEL": "BE", "AUT": "AT", "CHE": "CH", "SUI": "CH", "IRL": "IE", "LUX": "LU", "DNK": "DK",
    "SWE": "SE", "NOR": "NO", "POL": "PL", "PRT": "PT", "MEX": "MX", "CZE": "CZ", "NZL": "NZ",
}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_FLAT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_SEPARATORS = re.compile(r"[\s\-/,_()&]+")
_DROPPED = re.compile(r"[.'`´’]")
_SAINT = re.compile(r"\b(?:saint|sankt|sint|ste|sainte|st)\b")


@dataclass(frozen=True, slots=True)
class Division:
    """A state: ``code`` ties its spellings together and is the postal code where ``country`` writes one."""

    country: str
    code: str
    name: str

    @property
    def written(self) -> str:
        """How a ``Place.region`` holds it: the postal code where there is one, else the name."""
        return self.code if self.country in CODED and len(self.code) <= 3 else self.name


def place_key(text: str) -> str:
    """The folded form in which two spellings of one name are equal: ``Saint-Étienne`` is ``st etienne``."""
    folded = strip_accents(clean(text).casefold().translate(_FLAT)).replace("u s a", "usa")
    folded = _SEPARATORS.sub(" ", _DROPPED.sub("", folded)).strip()
    return _SAINT.sub("st", folded)


def name_keys(name: str) -> tuple[str, ...]:
    """The keys of a name: flattened (``zurich``) and spelled out (``zuerich``)."""
    flat = place_key(name)
    spelled = place_key(clean(name).casefold().translate(_UMLAUTS))
    return (flat,) if flat == spelled else (flat, spelled)


@cache
def _countries() -> dict[str, str]:
    table: dict[str, str] = {}
    listed = files("qd_core.reading").joinpath("country_names.tsv").read_text(encoding="utf-8")
    for line in listed.splitlines():
        code, _, keys = line.partition("\t")
        table.update(dict.fromkeys(keys.split(";") if keys else (), code))
    for code, names in _OTHER_NAMES.items():
        for name in names.split("; "):
            table[place_key(name)] = code
    return table


@cache
def _codes() -> frozenset[str]:
    return frozenset(_countries().values())


def is_country_code(text: str) -> bool:
    """Whether ``text``, upper case, is an ISO 3166-1 alpha-2 code (or ``UK``)."""
    return text == "UK" or text in _codes()


def country_code(name: str) -> str:
    """The ISO alpha-2 code of a country's name or code (``Deutschland``, ``USA``, ``FR``), else empty. A two-letter
    code counts in capitals only: ``in`` is not India."""
    text = name.strip().strip(".").strip()
    if len(text) == 2 and text.isupper():
        return "GB" if text == "UK" else text if text in _codes() else ""
    if len(text) == 3 and text in _ALPHA3:
        return _ALPHA3[text]
    key = place_key(text)
    if len(key) <= 2 and not text.isupper():
        return ""
    return _countries().get(key, "")


@cache
def _divisions(country: str) -> dict[str, Division]:
    table: dict[str, Division] = {}
    for line in DIVISIONS.get(country, "").split("\n"):
        code, _, names = line.partition("=")
        spellings = [name.strip() for name in names.split(";") if name.strip()]
        for name in spellings:
            for key in name_keys(name):
                table.setdefault(key, Division(country, code, spellings[0]))
    for name in COUNTIES.get(country, "").split("; "):
        if name:
            table.setdefault(place_key(name), Division(country, place_key(name), name))
            if country == "IE":
                for lead in ("co ", "county "):
                    table.setdefault(lead + place_key(name), Division(country, place_key(name), name))
    return table


@cache
def _division_codes(country: str) -> dict[str, Division]:
    if country not in CODED:
        return {}
    return {entry.code: entry for entry in _divisions(country).values() if len(entry.code) <= 3}


def division(name: str, country: str) -> Division | None:
    """The state of ``country`` that ``name`` (a code in capitals, or a name) stands for, or None."""
    text = name.strip().strip(".")
    bare = text.replace(".", "")
    if bare.isupper() and bare in _division_codes(country):
        return _division_codes(country)[bare]
    return _divisions(country).get(place_key(text))


def divisions_named(name: str) -> tuple[Division, ...]:
    """Every state of any country that ``name`` may stand for, by full name or code; counties are left out."""
    found = (division(name, country) for country in DIVISIONS)
    return tuple(entry for entry in found if entry is not None and len(entry.code) <= 3)


def is_city_too(name: str) -> bool:
    """Whether a state's name is a city's as well, so that alone it is the city (Salzburg, Milano, New York)."""
    key = place_key(name)
    return key in ALSO_CITIES or key in _divisions("IT")


@cache
def _cities() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in CITY_NAMES:
        names = line.split("; ")
        for name in names:
            for key in name_keys(name):
                table.setdefault(key, place_key(names[0]))
    return table


def city_key(name: str) -> frozenset[str]:
    """The keys of a city; two names mean the same city when their keys meet (``Wien``, ``Vienna``)."""
    short = name.partition("/")[0].strip()
    keys = (
        name_keys(name) if short == name or not short else (*name_keys(name), *name_keys(short))
    )  # Halle/Saale
    return frozenset(_cities().get(key, key) for key in keys)
