"""The parts of an address between commas and line ends, and the name of a city in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qd_core.model.folding import clean
from qd_core.reading.address_words import (
    ASIDE,
    FACILITY,
    GERMAN_FACILITY,
    LEADING,
    OWN,
    PARTICLES,
    PHONE,
    STREET,
    STREET_NAME,
    is_name,
)

__all__ = ["Segment", "city_in", "endings", "segments_of", "tidy"]

_LONGEST = 400
"""Characters of an address that are looked at: a postal address is never longer."""

_BREAK = re.compile(r"[\n\r;|•·]|,(?!\d)|\s[-–—/]\s|[()\[\]]|\t|:\s")
_CEDEX = re.compile(r"\s+cedex(?:\s+\d{1,2})?$", re.IGNORECASE)
_DISTRICT = re.compile(r"(?<=[^\W\d]) \d{1,2}(?:e|er|ème)?$")


@dataclass(slots=True)
class Segment:
    """A part of an address between two breaks."""

    text: str
    coded: bool = False
    """A postcode stood in it."""

    aside: bool = False
    """It stood in brackets: a state or a country perhaps, no city."""

    is_town: bool = False
    """It stood behind a street or begins with a postcode: a town, even where it sounds like a street (`St Paul`,
    `7270 Davos Platz`)."""

    @property
    def is_street(self) -> bool:
        """A street, a unit, a phone number: no city."""
        digits = any(char.isdigit() for char in self.text)
        return not self.is_town and bool(
            (digits and STREET.search(self.text))
            or STREET_NAME.fullmatch(self.text)
            or PHONE.search(self.text)
        )


def segments_of(text: str) -> list[Segment]:
    """The parts of ``text`` in order; what is said of a person to ask for is left out."""
    return list(_split(ASIDE.sub("\n", _calm(clean(text)[:_LONGEST]))))


def _calm(text: str) -> str:
    """An address in capitals with its small words small: "OUR PLANT IN TULSA, OK"."""
    if not text.isupper():
        return text
    return _SMALL_WORD.sub(
        lambda word: (
            word[0].lower() if word[0].casefold() in _CALMED or FACILITY.fullmatch(word[0]) else word[0]
        ),
        text,
    )


_SMALL_WORD = re.compile(r"\b[A-ZÄÖÜ]+\b(?= +[A-ZÄÖÜ])")
_CALMED = OWN | {"in", "at", "to", "near"}


def _split(text: str) -> Iterator[Segment]:
    start, aside = 0, False
    for mark in [*_BREAK.finditer(text), None]:
        piece = _without_facility(tidy(text[start : mark.start() if mark else len(text)]))
        if piece:
            yield Segment(piece, aside=aside)
        if mark:
            start, aside = mark.end(), mark[0] in "([" or (aside and mark[0] not in ")]")


def tidy(piece: str) -> str:
    """One space between words, no punctuation around."""
    return " ".join(piece.split()).strip(" .,!?\"'*<>:")


def _without_facility(segment: str) -> str:
    """Without a closing "warehouse" or "yard": "AZ warehouse" is AZ."""
    words = segment.split(" ")
    while len(words) > 1 and words[-1].islower() and FACILITY.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def endings(segment: str) -> list[tuple[str, str]]:
    """What stands before, and the last one to four words, the most words first."""
    words = segment.split(" ")
    return [(" ".join(words[:-size]), " ".join(words[-size:])) for size in range(min(4, len(words)), 0, -1)]


_TOWN_WORD = re.compile(r"mills?|cent(?:er|re)|village|town|place|hall|works")
"""With a capital at the end they belong to a town's name: Owings Mills."""


def city_in(segment: str) -> str:
    """The run of name words of a segment: "our Richmond yard" is Richmond, "unser Werk in Kiel" is Kiel."""
    earlier: list[str] = []
    best: list[str] = []
    run: list[str] = []
    own = segment.split(" ", maxsplit=1)[0].casefold() in OWN
    words = _DISTRICT.sub("", _CEDEX.sub("", segment)).split(" ")
    for word in words:
        bare = word.strip(".,'\"")
        small = re.sub(r"^[ld]['’]", "", bare.casefold())
        ends = own and word is words[-1] and not _TOWN_WORD.fullmatch(small)
        built = FACILITY.fullmatch(small) and (ends or bare.islower() or GERMAN_FACILITY.fullmatch(bare))
        if built or not bare or bare[0].isdigit():
            best, run = (run or best), []
        elif (
            is_name(bare) or is_name(word) or (small in PARTICLES and run and small not in ("in", "a", "en"))
        ):
            run.append(word)
        elif small in LEADING:
            earlier, best, run = (run or best or earlier), [], []
        else:
            best, run = (run or best), []
    run = run or best or earlier
    while run and run[-1].casefold() in PARTICLES:
        run.pop()
    while run and run[0].casefold() in (OWN - {"the"} if run[0][0].isupper() else LEADING):
        run.pop(0)
    if len(run) > 1 and run[0] == "The" and own and len(run) < len(segment.split(" ")):
        run.pop(0)
    return " ".join(run).strip(" .,")
