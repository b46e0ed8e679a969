"""Places in messages and rules: reads one from an address, and says whether a rule's pattern means it."""

from __future__ import annotations

from qd_core.model.folding import clean
from qd_core.model.place import Place
from qd_core.reading.addresses import parse_place
from qd_core.reading.gazetteer import Division, city_key, country_code, division, is_country_code, place_key
from qd_core.reading.postal_states import state_of_postcode, territory_of_postcode
from qd_core.reading.postcodes import fold_postcode
from qd_core.reading.towns import countries_of_town

__all__ = ["parse_place", "place_matches"]

_MOST_PARTS = 8


def place_matches(pattern: str, place: Place, *, home_country: str) -> bool:
    """Whether a rule's ``pattern`` means ``place`` (spec: pricing, "Regions match").

    A name or code equals, case-folded and in any language, the city, state or country; ``606*`` is a prefix of the
    postcode without spaces, of an address in ``home_country`` (ISO alpha-2) or with no country named. Codes are read
    in the home country first: ``DE`` is Delaware for a company in the US. The state is also told by a postcode, where a
    country's postcodes tell it. Several parts with commas ("Perth,
    Australia") must all be met. ``place.text`` is not looked at.
    """
    wanted = clean(pattern).strip().strip(".")
    country, home = _country(place.country), _country(home_country)
    if wanted.endswith("*"):
        prefix = fold_postcode(wanted[:-1])
        return bool(prefix) and country in ("", home) and fold_postcode(place.postal_code).startswith(prefix)
    country = territory_of_postcode(place.postal_code, country or home) or country
    if "," in wanted:
        parts = [part.strip() for part in wanted.split(",") if part.strip()][:_MOST_PARTS]
        return bool(parts) and all(_part_matches(part, place, country, home) for part in parts)
    return bool(wanted) and _part_matches(wanted, place, country, home)


def _country(text: str) -> str:
    return country_code(text) or text.strip().upper()


def _part_matches(wanted: str, place: Place, country: str, home: str) -> bool:
    if wanted.isdigit() and len(wanted) >= 4:
        return country in ("", home) and fold_postcode(place.postal_code) == wanted
    state = division(wanted, home)
    coded = state is not None and len(wanted) <= 3 and wanted.isupper()
    regions = _regions(place, country or home)
    if state is not None and country in ("", home):
        placed = [division(region, home) for region in regions]
        if state in placed:
            return True
        if coded or (home in _STRICT and country == home and any(entry is not None for entry in placed)):
            return False  # "Delaware" is the state: the town of Delaware, OH is not in it
    if not coded and place.city and city_key(wanted) & city_key(place.city):
        return True
    if not coded and any(_same_region(wanted, region, country) for region in regions):
        return True
    return _same_country(wanted, regions, country, state, home)


def _regions(place: Place, country: str) -> list[str]:
    """The states that the address names, and the one that its postcode tells; a code tells no more than a named state
    where every address names one."""
    named = [part.strip() for part in place.region.split(",") if part.strip()]
    towns = countries_of_town(place.city) if place.city and not place.country else frozenset()
    inside = None if towns and country not in towns else state_of_postcode(place.postal_code, country)
    return named if inside is None or (named and country in _STRICT) else [*named, inside.name]


_COMPASS = ("north ", "south ", "east ", "west ", "mid ", "greater ")


def _same_region(wanted: str, region: str, country: str) -> bool:
    """Whether two names of a state outside the home country, or of a county, are one."""
    if len(wanted) == 2 and is_country_code(wanted.upper()):
        return False
    key, other = place_key(wanted), place_key(region)
    if key == other or (country == "GB" and other.startswith(_COMPASS) and other.partition(" ")[2] == key):
        return True
    inside = division(wanted, country) if country else None
    return inside is not None and division(region, country) == inside


def _same_country(wanted: str, regions: list[str], country: str, state: Division | None, home: str) -> bool:
    code = country_code(wanted.upper() if len(wanted) == 2 else wanted)
    if not code or code != country:
        return False
    if state is not None and state.written == wanted and home in _STRICT:
        return False
    nation = division(wanted, "GB")
    return nation is None or any(division(region, "GB") == nation for region in regions)


_STRICT = frozenset({"US", "CA", "AU"})
"""Where addresses are unthinkable without the state's code. A Swiss or Italian price list that says FR means France."""
