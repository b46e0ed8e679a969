"""Where the goods are to go: only a place that the message names as its delivery address (spec: extraction)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.model.message import Source
from qd_core.model.place import Place
from qd_core.model.rfq import Extracted, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading import destination_cues as cues
from qd_core.reading.conventions import Conventions
from qd_core.reading.destination_search import Found, Search
from qd_core.reading.gazetteer import city_key
from qd_core.reading.passages import passages_of
from qd_core.reading.places import parse_place, place_matches
from qd_core.reading.towns import countries_of_town

__all__ = ["Destinations", "read_destinations"]

_STRONG = 0.75
_ALREADY_SURE = 0.85
_LABELLED = 0.93


@dataclass(frozen=True, slots=True)
class Destinations:
    """``one`` is the delivery address where the message leaves no doubt; ``named`` every different one it names."""

    one: Extracted[Place] | None = None
    named: tuple[Extracted[Place], ...] = ()


def read_destinations(rfq: Rfq, documents: CompanyDocuments, how: Conventions) -> Destinations:
    """The delivery address of ``rfq``. A form's own field wins over text, the message over its attachments. Two
    different ones count only where no regional rule tells them apart; else ``one`` is None."""
    form = rfq.form.delivery_address.strip()
    if form:
        if cues.PICK_UP.search(form) and not any(char.isdigit() for char in form):
            return Destinations()
        place = parse_place(form, home=how.home)
        if place.city or place.region or place.country or place.postal_code:
            found = Extracted(
                value=place, confidence=0.98, source=Source(part="form", quote=rfq.form.delivery_address)
            )
            return Destinations(found, (found,))
    search = Search(how, _known_cities(documents))
    passages = passages_of(rfq)
    hits = [one for passage in passages if passage.rank < 2 for one in search.in_passage(passage)]
    if not any(one.confidence >= _ALREADY_SURE for one in hits):
        hits += [one for passage in passages if passage.rank == 2 for one in search.in_passage(passage)]
        hits += search.in_cells(rfq)
    if any(cues.PICK_UP.search(passage.text) for passage in passages if passage.rank == 0):
        hits = [one for one in hits if one.rank > 0 or one.confidence >= _ALREADY_SURE]
    return _choose(hits, documents, how)


def _known_cities(documents: CompanyDocuments) -> frozenset[str]:
    """Every city that a rule names, and whatever else it names: an address there is one."""
    names = [name for rule in documents.rules.regions for name in rule.matches]
    names += [part for rule in documents.rules.excluded for part in rule.match.split(";")]
    return frozenset(
        key for name in names if "*" not in name and len(name.strip()) > 3 for key in city_key(name.strip())
    )


def _choose(found: Sequence[Found], documents: CompanyDocuments, how: Conventions) -> Destinations:
    if not found:
        return Destinations()
    strong = [one for one in found if one.confidence >= _STRONG] or list(found)
    rank = _best_rank(strong)
    group = [one for one in strong if one.rank == rank]
    corrected = [index for index, one in enumerate(group) if one.corrects]
    if corrected:
        group = group[corrected[-1] :]
    merged = _without_nicknames(_merged(group))
    named = tuple(
        Extracted(value=one.place, confidence=round(one.confidence, 2), source=one.source) for one in merged
    )
    if len(merged) == 1:
        return Destinations(named[0], named)
    if len({_row_of(one.place, documents, how) for one in merged}) == 1:
        return Destinations(named[0].model_copy(update={"confidence": 0.7}), named)
    return Destinations(None, named)


def _best_rank(found: Sequence[Found]) -> int:
    """The message goes before what is attached; but a label of an attachment goes before a place that the message
    only speaks of ("for the Burlington job")."""
    rank = min(one.rank for one in found)
    surest = max(one.confidence for one in found if one.rank == rank)
    labelled = [one.rank for one in found if one.confidence >= _LABELLED]
    return min(labelled) if labelled and surest < _ALREADY_SURE else rank


def _without_nicknames(places: list[Found]) -> list[Found]:
    """``places`` without what the buyer calls one of his own where its address is told too: "for the Farnam building …,
    ship to 1904 Farnam St, Omaha, NE"."""
    full = [one for one in places if _detail(one.place) > 1]
    if len(full) != 1:
        return places
    words = set(full[0].place.text.casefold().replace(",", " ").split())
    names = (one for one in places if one is not full[0])
    called = [
        one for one in names if one.place.city.casefold() in words or not countries_of_town(one.place.city)
    ]
    return [one for one in places if one not in called]


def _row_of(place: Place, documents: CompanyDocuments, how: Conventions) -> tuple[int, bool]:
    """What the price depends on: the regional row, and whether the place is served at all."""
    rules, home = documents.rules, how.home.country
    patterns = [part for one in rules.excluded for part in one.match.split(";") if part.strip()]
    served = not any(place_matches(pattern, place, home_country=home) for pattern in patterns)
    for index, rule in enumerate(rules.regions):
        if any(place_matches(name, place, home_country=home) for name in rule.matches):
            return index, served
    return -1, served


def _merged(group: Sequence[Found]) -> list[Found]:
    """One for each different place; the fuller of two that agree."""
    kept: list[Found] = []
    for one in group:
        for index, other in enumerate(kept):
            if _agree(one.place, other.place):
                if _detail(one.place) > _detail(other.place):
                    kept[index] = one
                break
        else:
            kept.append(one)
    return kept


def _agree(left: Place, right: Place) -> bool:
    pairs = (
        (left.country, right.country),
        (left.region, right.region),
        (left.postal_code, right.postal_code),
    )
    if any(one and other and one != other for one, other in pairs):
        return False
    if left.city and right.city:
        return bool(city_key(left.city) & city_key(right.city)) or _shortens(left.city, right.city)
    return any(one and one == other for one, other in pairs)


def _shortens(one: str, other: str) -> bool:
    """Whether one name is the other without what tells it apart: Mairena del Aljarafe, Burton upon Trent."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return bool(short) and long[: len(short)] == short and long[len(short) : len(short) + 1] in _TELLS_APART


_TELLS_APART = [[word] for word in "de del d' di am an im ob bei on upon sur sous en aan".split()]


def _detail(place: Place) -> int:
    return sum(bool(part) for part in (place.city, place.region, place.country, place.postal_code))
