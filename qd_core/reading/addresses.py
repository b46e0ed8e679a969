"""Reads a place from an address or a phrase: the country comes off its end, then postcode, state and city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qd_core.model.place import Place
from qd_core.reading.address_parts import Segment, city_in, endings, segments_of, tidy
from qd_core.reading.address_words import LEGAL, OWN, is_name
from qd_core.reading.gazetteer import (
    Division,
    country_code,
    division,
    divisions_named,
    is_city_too,
    is_country_code,
    place_key,
)
from qd_core.reading.postcodes import (
    begins_with_postcode,
    ends_in_dutch_postcode,
    find_postcode,
    is_dutch_postcode,
)
from qd_core.reading.streets import street_and_town
from qd_core.reading.towns import countries_of_town

__all__ = ["parse_place"]

_STATE_AFTER_CITY = frozenset({"US", "CA", "AU", "MX", "BR", "IN"})
"""Countries that write the postcode after the state: there a postcode's own line may hold the state alone."""

_CITIES_AT_HOME = {"ES": frozenset({"granada"})}
"""Cities that the country's own language names like another country: Granada is no Grenada."""
_CODE_SAID = re.compile(r"(?<!\S)(?:c\.?\s?p|zip(?: code)?|postcode|plz)\.?:?\s*(?=\d{4,6}\b)", re.IGNORECASE)
"""Says that a postcode follows ("Zapopan, Jalisco CP 45010")."""
_CITY_STATES = frozenset({"LU", "SG", "MC", "GI", "VA", "SM"})


@dataclass(slots=True)
class _Reading:
    """An address while it is read, from its end to its start."""

    home: str
    segments: list[Segment]
    country: str = ""
    state: Division | None = None
    counties: list[str] = field(default_factory=list)
    postcode: str = ""
    city: str = ""

    @property
    def region(self) -> str:
        """The state as a ``Place`` holds it; a county within a nation stands before it."""
        return ", ".join([*self.counties, *([self.state.written] if self.state else [])])


def parse_place(text: str, *, home: Place) -> Place:
    """The place that an address or a phrase names ("24105 Kiel, Deutschland", "the Bradford mill").

    ``home`` is the company's own place: codes and postcodes are read the way its country writes them unless the text
    names another country. What cannot be told stays empty; ``text`` is kept, its white space folded. Never raises.
    """
    segments = segments_of(text)
    country = home.country if len(home.country) == 2 else country_code(home.country)
    read = _Reading(country, list(_streets_apart(segments, country)))
    _take_country(read)
    _take_postcode(read)
    _take_state(read)
    _take_city(read)
    return Place(
        text=" ".join(text.split()),
        city=read.city,
        region=read.region,
        country=read.country,
        postal_code=read.postcode,
    )


def _streets_apart(segments: list[Segment], home: str) -> Iterator[Segment]:
    for segment in segments:
        parts = street_and_town(segment.text, home) if segment.is_street else None
        if parts is None:
            yield segment
        else:
            yield Segment(parts[0], aside=segment.aside)
            yield Segment(parts[1], aside=segment.aside, is_town=True)


# --- country ----------------------------------------------------------------------------------------------------


def _take_country(read: _Reading) -> None:
    """The last segment that names a country decides; its name comes off. Lebanon in "Lebanon, NH" is none."""
    for index in _country_places(read):
        segment = read.segments[index]
        for rest, name in endings(segment.text):
            code = _country_of(name, rest, index > 0, read.home)
            if not code and " " in name and division(name, read.home):
                break  # Estado de México, Ciudad de México
            if not code:
                continue
            read.country = code
            nation = division(name, "GB") if code == "GB" else None
            read.state = nation if nation is not None and len(nation.code) == 3 else None
            segment.text = tidy(re.sub(r"\b(?:in|en|à|au|aux|the|de|la|die|den)$", "", rest))
            if not segment.text and index > 1 and code != "GB":
                again = read.segments[index - 1]
                again.text = (
                    "" if country_code(again.text) == code else again.text
                )  # Tanger, Maroc (Marruecos)
            if code in _CITY_STATES and _is_bare_code(segment.text):
                named = any(city_in(one.text) for one in read.segments[:index] if not one.is_street)
                read.city = "" if named and not segment.text else name
            read.segments = [one for one in read.segments if one.text]
            return


def _is_bare_code(text: str) -> bool:
    """Whether nothing but a postcode is left ("L-1855 Luxembourg"): then the country is the city too."""
    return (
        not any(is_name(word) and word[0].isalpha() for word in text.split())
        or "-" in text.split(" ", maxsplit=1)[0][:3]
    )


def _country_places(read: _Reading) -> list[int]:
    """The segments that may name the country: the last one that is no street and no bare number, and the first."""
    last = len(read.segments) - 1
    while last > 0 and (
        read.segments[last].is_street
        or not any(char.isalpha() for char in read.segments[last].text)
        or is_dutch_postcode(read.segments[last].text)
    ):
        last -= 1
    if last < 0:
        return []
    words = [word for word in read.segments[last].text.split(" ") if not any(char.isdigit() for char in word)]
    ending = words[-1] if words else ""
    ended = any(_is_state_code(ending, country) for country in (read.home, "US", "CA", "AU")) or division(
        " ".join(words), read.home
    )
    first = (
        [0]
        if last > 0 and not ended and country_code(read.segments[0].text) and len(read.segments[0].text) > 3
        else []
    )
    return [last, *first]


def _country_of(name: str, rest: str, follows: bool, home: str) -> str:
    """The country that the last words ``name`` of a segment stand for. A state of the home country goes first, and a
    code that may be a foreign state stands for no country."""
    code = country_code(name)
    if not code or not name[0].isupper() or place_key(name) in _CITIES_AT_HOME.get(home, ()):
        return ""
    if len(name) == 2 and name != "UK":
        if not (rest or follows):
            return ""
        if code != home and any(_is_state_code(name, other) for other in (home, "US", "CA", "AU")):
            return ""
        return "" if ends_in_dutch_postcode(f"{rest} {name}") else code
    if division(name, home) is not None and home not in ("", code):
        return ""
    last = rest.rsplit(" ", maxsplit=1)[-1]
    longer = last and any(division(f"{last} {name}", country) for country in {"US", "GB", home})
    return "" if longer else code


def _is_state_code(text: str, country: str) -> bool:
    found = division(text, country)
    return found is not None and found.written == text


# --- postcode ---------------------------------------------------------------------------------------------------


def _take_postcode(read: _Reading) -> None:
    """The last postcode of the address comes off its segment, and tells the country where only one writes it so."""
    numbered = [segment for segment in read.segments if any(char.isdigit() for char in segment.text)]
    if len(numbered) > 1 and begins_with_postcode(numbered[-1].text, read.country or read.home):
        numbered[-1].is_town = True
    for segment in reversed(read.segments):
        if not any(char.isdigit() for char in segment.text):
            continue
        segment.text = _CODE_SAID.sub("", segment.text)
        found = find_postcode(segment.text, named=read.country, home=read.home)
        if found is None or (not found.country and segment.is_street):
            continue
        read.postcode = found.text
        read.country = read.country or found.country
        segment.text = tidy(f"{segment.text[: found.start]} {segment.text[found.end :]}")
        segment.coded = True
        break
    read.segments = [segment for segment in read.segments if segment.text]


# --- state ------------------------------------------------------------------------------------------------------


def _take_state(read: _Reading) -> None:
    """The state comes off the end; a county may stand before a nation ("Fife, Scotland")."""
    for _ in range(2):
        if not _take_one_state(read):
            return


def _take_one_state(read: _Reading) -> bool:
    for index in range(len(read.segments) - 1, max(-1, len(read.segments) - 4), -1):
        segment = read.segments[index]
        for rest, name in endings(segment.text):
            state = _state_of(name, rest, segment, read)
            if state is None:
                continue
            if read.state is not None:
                read.counties.insert(0, state.name)
            else:
                read.state = state
            read.country = read.country or state.country
            segment.text = rest
            read.segments = [one for one in read.segments if one.text]
            return True
    return False


def _state_of(name: str, rest: str, segment: Segment, read: _Reading) -> Division | None:
    """The state that ``name`` stands for: in the named country, else at home, else where its code proves it."""
    if not name[:1].isupper() or (
        segment.coded and not rest and (read.country or read.home) not in _STATE_AFTER_CITY | {"GB", "IE"}
    ):
        return None
    if LEGAL.fullmatch(name) and len(name) == 2 and not segment.coded and (read.country or read.home) != "US":
        return None  # "Bau AG" is a firm, not Aargau
    others = [one for one in read.segments if one is not segment and not one.is_street]
    alone = not any(city_in(one.text) for one in others) and not city_in(rest)
    if segment.coded and not rest and is_city_too(name):
        return None
    if segment.coded and len(name) == 2:
        name = name.upper()  # "Roanoke, Va. 24011"
    state = division(name, read.country or read.home)
    if state is not None or read.country:
        if state is None or state == read.state or (read.state is not None and state.country != "GB"):
            return None
        county = place_key(name).startswith(("co ", "county "))
        lone = alone and not county and rest.casefold() not in OWN
        return None if lone and (len(name) <= 2 or is_city_too(name)) else state
    foreign = [
        entry for entry in divisions_named(name) if entry.country in ("US", "CA", "AU", "GB", "DE", "AT")
    ]
    if len(name) <= 3:
        foreign = [
            entry for entry in foreign if entry.written == name and _proves(entry, name, read.postcode)
        ]
    elif is_city_too(name):
        foreign = [entry for entry in foreign if not alone and entry.country in ("US", "CA", "AU")]
    return foreign[0] if len(foreign) == 1 else None


def _proves(state: Division, code: str, postcode: str) -> bool:
    """Whether a foreign state's code stands for it: by its postcode, or because nothing else is written so."""
    if state.country == "US" and postcode[:5].isdigit() and len(postcode) in (5, 10):
        return True
    if state.country == "AU":
        return (postcode.isdigit() and len(postcode) == 4) or (not postcode and len(code) == 3)
    return not postcode and not is_country_code(code) and state.country in ("US", "CA")


# --- city -------------------------------------------------------------------------------------------------------


def _take_city(read: _Reading) -> None:
    """The postcode's own segment names the city, else the last known town, else the last name that is no street and
    no firm. What is left over beside a named country is kept as its region: rules compare both."""
    if not read.city:
        names = [city for city in _names(read) if city]
        coded = next((city_in(segment.text) for segment in read.segments if segment.coded), "")
        if coded and (len(names) < 2 or countries_of_town(coded)):
            names = [coded]
        towns = [name for name in names if countries_of_town(name)]
        read.city = (towns or names or [coded])[-1]
        others = [name for name in names if name != read.city]
        if others and others[-1] == names[-1] and read.country and not read.state and not read.counties:
            read.counties = [others[-1]]
        elif len(towns) > 1 and read.country and not read.state and not read.postcode:
            read.city, read.counties = towns[-2], [towns[-1]]  # "Móstoles, Madrid, España"
    new_york = place_key(read.city) == "new york" and read.country in ("", "US") and read.home == "US"
    if new_york and read.state is None:
        read.state, read.country = division("NY", "US"), "US"


def _names(read: _Reading) -> list[str]:
    """The names that may be the city's: of segments that are no street, in no brackets, no firm, without a number;
    what is left of these conditions where nothing meets them all."""
    named = [segment for segment in read.segments if not segment.is_street and city_in(segment.text)]
    named = [segment for segment in named if not segment.aside] or named
    named = [segment for segment in named if not LEGAL.search(segment.text)] or named
    named = [one for one in named if not any(char.isdigit() for char in one.text)] or named
    return [city_in(segment.text) for segment in named]
