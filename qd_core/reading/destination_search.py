"""Finds the places that a message names as delivery addresses, in running text and in tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qd_core.model.folding import strip_accents, words_apart
from qd_core.model.message import Source
from qd_core.model.place import Place
from qd_core.model.rfq import Rfq
from qd_core.model.uom import unit_word
from qd_core.reading import destination_cues as cues
from qd_core.reading.address_words import FACILITY, LEADING, STREET_NAME
from qd_core.reading.conventions import Conventions
from qd_core.reading.dates import find_dates
from qd_core.reading.destination_labels import NO_PLACE_START, columns_beside, labelled_spans
from qd_core.reading.destination_sentences import capitals, sentence_spans
from qd_core.reading.destination_span import Span
from qd_core.reading.gazetteer import city_key
from qd_core.reading.passages import Cell, Passage, cells_of
from qd_core.reading.places import parse_place
from qd_core.reading.towns import countries_of_town

__all__ = ["Found", "Search"]

_NO_PLACES = frozenset(strip_accents(word) for word in cues.NOT_A_PLACE)
_SURELY = 0.6
"""A date this sure ends an address; less and it may be "Unit 2/14"."""

_HALL = re.compile(r"\bHalle\s+(?:\d{1,3}|[A-Z])(?!\w)")
"""A hall with its number, not the town."""
_CODE_WITH_ARTICLE = re.compile(r"(?i:the)\s+(?!US|UK)[A-Z]{2}")
"""``the AI`` is not Anguilla: of the codes only these two take an article."""
_SMALL_CODES = frozenset("in or me to be is as at hi de la so no my by us it am an on if of".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A place with what was seen for it; ``corrects`` says that it takes back an earlier one."""

    place: Place
    confidence: float
    source: Source
    rank: int
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """``known`` are the keys of the places that the company's rules name."""

    how: Conventions
    known: frozenset[str]

    def in_passage(self, passage: Passage) -> list[Found]:
        """The delivery addresses of a running text, in order."""
        text = passage.text
        days = find_dates(text, today=self.how.today, day_first=self.how.day_first)
        stops = [phrase.start for phrase in days if phrase.sure >= _SURELY]
        spans = list(sentence_spans(text, days, stops))
        found: list[Found] = []
        if passage.part != "subject":
            spans += labelled_spans(text, stops, days, self._is_complete)
            found += self._beside(passage)
        taken = [(one.source.start or 0, one.source.end or 0) for one in found]
        for span in sorted(spans, key=lambda one: -one.confidence):
            if any(first < span.end and span.start < last for first, last in taken):
                continue
            one = self._place_in(passage, span)
            if one is not None and (
                not span.corrects or any((other.source.start or 0) <= span.start for other in found)
            ):
                taken.append((span.start, span.end))
                found.append(one)
        return sorted(found, key=lambda one: one.source.start or 0)

    def _beside(self, passage: Passage) -> list[Found]:
        found = []
        for lines, first, last in columns_beside(passage.text):
            place = self._place(lines)
            if place is not None:
                found.append(Found(place, 0.96, passage.source(first, last), passage.rank))
        return found

    def _place_in(self, passage: Passage, span: Span) -> Found | None:
        text = passage.text
        quote = text[span.start : span.end]
        start = span.start + len(quote) - len(quote.lstrip(" \t\n:\"'*"))
        quote = text[start : span.end]
        if not quote.strip() or NO_PLACE_START.match(quote):
            return None
        place = self._place(capitals(quote) if span.small else quote)
        if place is None:
            return None
        proven = self._is_proven_small(place, quote) if span.small else self._is_proven(place, span)
        if span.firm and not proven:
            return None
        confidence = span.confidence if proven or span.confidence > 0.95 else span.confidence - 0.08
        corrects = span.corrects or cues.CORRECTED.search(text[max(0, start - 90) : start]) is not None
        return Found(place, confidence, passage.source(start, span.end), passage.rank, corrects)

    def _place(self, quote: str) -> Place | None:
        """The place in ``quote``, or None where its words are none."""
        if _CODE_WITH_ARTICLE.fullmatch(quote.strip()):
            return None
        place = parse_place(quote, home=self.how.home)
        if not (place.city or place.region or place.country or place.postal_code):
            return None
        if any(char.isdigit() for char in place.city) and not (
            place.postal_code or place.region or place.country
        ):
            return None  # delivery needed for 300 HC5-38-200: no town has a digit in its name
        words = place.city.split()
        counted = unit_word(place.city) is not None  # (Lieferung 1), 30 Stk
        counted = counted or _HALL.search(quote) is not None
        if (counted or _is_street(place.city, quote)) and not (
            place.postal_code or place.region or place.country
        ):
            return None  # for our site in Mühlegasse
        if words and strip_accents(words[0].casefold()) in _NO_PLACES and not (place.region or place.country):
            return None
        return place

    def _is_complete(self, quote: str) -> bool:
        place = parse_place(quote, home=self.how.home)
        return bool(place.city and (place.postal_code or place.region or place.country))

    def _is_proven(self, place: Place, span: Span) -> bool:
        """Whether it is a place for sure: a postcode, a state, a country, a name of the rules, or a town's name."""
        if place.region or place.country or place.postal_code or city_key(place.city) & self.known:
            return True
        towns = frozenset() if span.coded else countries_of_town(place.city)
        return self.how.home.country in towns if span.at_home else bool(towns)

    def _is_proven_small(self, place: Place, quote: str) -> bool:
        """The same for words without capitals: there "be" is no Belgium."""
        if place.postal_code or city_key(place.city) & self.known:
            return len(place.city.split()) <= 3
        return bool(place.region and place.city) and place.country == self.how.home.country and (
            quote.rsplit(maxsplit=1)[-1] not in _SMALL_CODES
        )  # fmt: skip

    # --- tables

    def in_cells(self, rfq: Rfq) -> list[Found]:
        """The delivery addresses under, beside or behind their label in a table."""
        found: list[Found] = []
        for cell in cells_of(rfq):
            label, _, value = cell.text.strip().partition(":")
            if len(label) > 60 or not cues.LABEL.fullmatch(words_apart(label).strip()):
                continue
            if value.strip():
                found += self._from_cell(cell, value)
                continue
            beside = cell.right()
            if beside is not None and (got := self._from_cell(beside, beside.text)):
                found += got
                continue
            found += self._below(cell)
        return found

    def _from_cell(self, cell: Cell, value: str, confidence: float = 0.93) -> list[Found]:
        if len(value) > 400 or NO_PLACE_START.match(value) or cues.LABEL.fullmatch(value.strip(" :")):
            return []
        if cues.OTHER_ADDRESS.fullmatch(value.strip(" :")) and not any(char.isdigit() for char in value):
            return []
        if find_dates(value, today=self.how.today, day_first=self.how.day_first):
            return []
        place = self._place(value.strip())
        return [Found(place, confidence, cell.source(), 2)] if place is not None else []

    def _below(self, head: Cell) -> list[Found]:
        """A column of delivery places, or an address block under its label."""
        cells = list(head.below(300))
        row = head.rows.rows[head.row].cells
        others = [cell.strip(" :") for index, cell in enumerate(row) if index != head.column and cell.strip()]
        if others and not all(_IS_ADDRESS.fullmatch(other) for other in others):
            return [one for cell in cells for one in self._from_cell(cell, cell.text, 0.88)]
        block: list[Cell] = []
        for cell in cells[:7]:
            if cell.row != head.row + len(block) + 1 or ":" in cell.text:
                break
            block.append(cell)
        place = self._place("\n".join(cell.text for cell in block)) if block else None
        return [Found(place, 0.9, block[0].source(), 2)] if place is not None else []


def _is_street(city: str, quote: str) -> bool:
    """Whether what was taken for a city, or all of the words without those that lead to it, is a street's name."""
    words = quote.strip(" .,").split()
    while words and (words[0].casefold() in LEADING or FACILITY.fullmatch(words[0])):
        words.pop(0)
    return any(STREET_NAME.fullmatch(name) for name in (city, " ".join(words)))


_IS_ADDRESS = re.compile(
    "bill(?:ing)?(?: to| address)?|invoice(?: to| address)|sold to|buyer|customer|from|supplier|"
    r"vendor|rechnungs\w+|facturation|adresse de facturation|facturaci[oó]n",
    re.IGNORECASE,
)
