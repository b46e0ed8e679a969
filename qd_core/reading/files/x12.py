"""ASC X12 840 (request for quotation) and 850 (purchase order), versions 003040 to 008010."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qd_core.model.message import Document, ExtractedText
from qd_core.model.unit_codes import unit_of_x12_code
from qd_core.reading.files.edi_segments import EdiSegment, x12_segments
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.request import RequestLine, address_text, date_text, request_text

__all__ = ["read_x12"]

_SETS = frozenset(("840", "850"))
_SELLER_NUMBERS = ("VP", "VN", "VC", "SK", "MG", "MF", "MN")
_BUYER_NUMBERS = ("BP", "IN", "CB", "PI")
_GTINS = ("UP", "UI", "EN", "UK", "EO")
_DUE = frozenset(("036", "175", "815", "BID"))
_WANTED = frozenset(("002", "063", "038", "074", "106"))
_SHIP = frozenset(("010", "011", "037"))


@dataclass(slots=True)
class _Reading:
    facts: list[tuple[str, str]] = field(default_factory=list)
    lines: list[RequestLine] = field(default_factory=list)
    party: str = ""
    name: str = ""
    street: list[str] = field(default_factory=list)


def read_x12(document: Document) -> ExtractedText:
    """The lines and facts of the requests in the file. Raises UnreadableError, also for other transaction sets."""
    segments = x12_segments(document.content)
    sets = [segment.get(1) for segment in segments if segment.tag == "ST"]
    if not _SETS.intersection(sets):
        raise UnreadableError(
            f"the X12 file holds no request for quotation (840) but {', '.join(sets) or 'nothing'}"
        )
    reading = _Reading()
    wanted = False
    places: list[int] = []
    for number, segment in enumerate(segments, 1):
        if segment.tag == "ST":
            wanted = segment.get(1) in _SETS
        elif wanted and segment.tag in _READERS:
            _READERS[segment.tag](segment, reading)
            places += [number] if segment.tag == "PO1" else []
    return request_text("X12 line items", reading.lines, reading.facts, places, counted="segment")


def _begin(segment: EdiSegment, reading: _Reading) -> None:
    number = segment.get(2) if segment.tag == "BQT" else segment.get(3)
    reading.facts.append(("Request no", number))
    if segment.tag == "BQT" and segment.get(4) in ("", *_DUE):
        reading.facts.append(("Quote due", date_text(segment.get(5))))


def _date(segment: EdiSegment, reading: _Reading) -> None:
    qualifier, when = segment.get(1), date_text(segment.get(2))
    if qualifier in _WANTED or qualifier in _SHIP:
        if reading.lines and qualifier in _WANTED:
            reading.lines[-1] = replace(reading.lines[-1], wanted=when)
        elif reading.lines:
            _note(reading, f"ship by {when}")
        else:
            reading.facts.append(
                ("Requested delivery date" if qualifier in _WANTED else "Requested ship date", when)
            )
    elif qualifier in _DUE and not reading.lines:
        reading.facts.append(("Quote due", when))


def _party(segment: EdiSegment, reading: _Reading) -> None:
    reading.party, reading.name, reading.street = segment.get(1), segment.get(2), []
    if reading.party in ("BY", "BT") and reading.name:
        reading.facts.append(("Buyer", reading.name))


def _street(segment: EdiSegment, reading: _Reading) -> None:
    reading.street += [part for part in (segment.get(1), segment.get(2)) if part]


def _city(segment: EdiSegment, reading: _Reading) -> None:
    if reading.party == "ST":
        address = address_text(
            [reading.name, *reading.street],
            city=segment.get(1),
            region=segment.get(2),
            postal_code=segment.get(3),
            country=segment.get(4) or "US",
        )
        reading.facts.append(("Delivery address", address))


def _contact(segment: EdiSegment, reading: _Reading) -> None:
    numbers = [segment.get(at) for at in (4, 6, 8)]
    reading.facts.append(("Contact", ", ".join(filter(None, (segment.get(2), *numbers)))))


def _terms(segment: EdiSegment, reading: _Reading) -> None:
    text = segment.get(12) or (f"net {segment.get(7)} days" if segment.get(7) else "")
    reading.facts.append(("Payment terms", text))


def _item(segment: EdiSegment, reading: _Reading) -> None:
    numbers: dict[str, str] = {}
    for at in range(6, len(segment.elements), 2):
        numbers.setdefault(segment.get(at), segment.get(at + 1))
    gtin = _first(numbers, _GTINS)
    reading.lines.append(
        RequestLine(
            line=segment.get(1) or str(len(reading.lines) + 1),
            item=_first(numbers, _SELLER_NUMBERS),
            buyer_item=_first(numbers, _BUYER_NUMBERS),
            description=numbers.get("PD", ""),
            quantity=plain_number(segment.get(2)),
            unit=unit_of_x12_code(segment.get(3)),
            notes=f"GTIN {gtin}" if gtin else "",
        )
    )


def _description(segment: EdiSegment, reading: _Reading) -> None:
    text = segment.get(5)
    if not reading.lines or not text:
        return
    last = reading.lines[-1]
    if text not in last.description:
        joined = f"{last.description}, {text}" if last.description else text
        reading.lines[-1] = replace(last, description=joined)


def _message(segment: EdiSegment, reading: _Reading) -> None:
    text = segment.get(1) if segment.tag == "MSG" else segment.get(2)
    if not text:
        return
    if reading.lines:
        _note(reading, text)
    else:
        reading.facts.append(("Note", text))


def _schedule(segment: EdiSegment, reading: _Reading) -> None:
    when = date_text(segment.get(6))
    if reading.lines and when:
        _note(reading, f"{plain_number(segment.get(1))} {unit_of_x12_code(segment.get(2))} by {when}")


def _note(reading: _Reading, text: str) -> None:
    last = reading.lines[-1]
    if text in last.notes.split("; "):
        return
    reading.lines[-1] = replace(last, notes=f"{last.notes}; {text}" if last.notes else text)


def _first(numbers: dict[str, str], qualifiers: Sequence[str]) -> str:
    return next((numbers[qualifier] for qualifier in qualifiers if numbers.get(qualifier)), "")


_READERS = {
    "BQT": _begin,
    "BEG": _begin,
    "DTM": _date,
    "N1": _party,
    "N3": _street,
    "N4": _city,
    "PER": _contact,
    "ITD": _terms,
    "PO1": _item,
    "PID": _description,
    "MSG": _message,
    "NTE": _message,
    "SCH": _schedule,
}
