"""Addresses typed without commas: where the street ends and the town begins."""

from __future__ import annotations

import re
from typing import Final

from qd_core.reading.address_words import is_name
from qd_core.reading.gazetteer import division
from qd_core.reading.postcodes import find_postcode
from qd_core.reading.towns import countries_of_town

__all__ = ["street_and_town"]

_STREET_END: Final = re.compile(
    r"(?<=[\w.] )(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|parkway|"
    r"pkwy|highway|hwy|terrace|close|crescent|row|quay|trail|pike|circle|loop|industrial estate|business park)\b\.?"
    r"(?: (?:N|S|E|W|NE|NW|SE|SW)\b\.?(?= [A-Z][a-z]))?(?:,? (?:suite|ste|unit|#) ?[\w-]{1,5})?(?= [A-Z])",
    re.IGNORECASE,
)
_LONGEST_TOWN: Final = 5
"""Words of a town's name, and of its state."""


def street_and_town(text: str, home: str) -> tuple[str, str] | None:
    """``4410 S 36th St Omaha NE 68107`` in two: the street, and the town with what follows it; None where no known town
    and no state's code stands behind a street. Codes are those of ``home`` (ISO alpha-2)."""
    proven: tuple[str, str] | None = None
    for end in _STREET_END.finditer(text):
        street, tail = text[: end.end()], text[end.end() :].strip()
        town, coded = _town_of(tail, home)
        words = town.split()
        if not words or len(words) > _LONGEST_TOWN or not is_name(words[0]) or words[0][0].isdigit():
            continue
        if countries_of_town(town):
            return street, tail
        proven = (street, tail) if coded else proven
    return proven


def _town_of(tail: str, home: str) -> tuple[str, bool]:
    """The words of ``tail`` that name the town, and whether a state's code stands behind them."""
    code = find_postcode(tail, named="", home=home)
    name = tail if code is None else f"{tail[: code.start]} {tail[code.end :]}".strip()
    before, _, last = name.rpartition(" ")
    state = division(last, home) if before else None
    if state is not None and state.written == last:
        return before, True
    return name, False
