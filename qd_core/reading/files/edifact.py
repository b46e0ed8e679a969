"""EDIFACT REQOTE (request for quote) and ORDERS, directories D.93A to D.2xx, also the EANCOM subset."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from qd_core.model.message import Document, ExtractedText
from qd_core.model.unit_codes import unit_of_code
from qd_core.reading.files.edi_segments import EdiSegment, edifact_segments
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.request import RequestLine, address_text, date_text, request_text

__all__ = ["read_edifact"]

_MESSAGES = frozenset(("REQOTE", "ORDERS"))
_DUE = frozenset(("36", "206", "273", "361"))
_WANTED = frozenset(("2", "63", "69", "76", "64"))
_QUANTITIES = frozenset(("1", "21", "145", "99", "17"))


@dataclass(slots=True)
class _Reading:
    facts: list[tuple[str, str]] = field(default_factory=list)
    lines: list[RequestLine] = field(default_factory=list)


def read_edifact(document: Document) -> ExtractedText:
    """The lines and facts of the requests in the file. Raises UnreadableError, also for other messages."""
    segments = edifact_segments(document.content)
    messages = [segment.get(2) for segment in segments if segment.tag == "UNH"]
    if not _MESSAGES.intersection(messages):
        said = ", ".join(messages[:5]) or "nothing"
        raise UnreadableError(f"the EDIFACT file holds no request for quote (REQOTE) but {said}")
    reading = _Reading()
    wanted = False
    places: list[int] = []
    for number, segment in enumerate(segments, 1):
        if segment.tag == "UNH":
            wanted = segment.get(2) in _MESSAGES
        elif wanted and segment.tag in _READERS:
            _READERS[segment.tag](segment, reading)
            places += [number] if segment.tag == "LIN" else []
    return request_text("EDIFACT line items", reading.lines, reading.facts, places, counted="segment")


def _begin(segment: EdiSegment, reading: _Reading) -> None:
    reading.facts.append(("Request no", segment.get(2)))


def _date(segment: EdiSegment, reading: _Reading) -> None:
    qualifier, when = segment.get(1), date_text(segment.get(1, 1))
    if qualifier in _WANTED:
        if reading.lines:
            reading.lines[-1] = replace(reading.lines[-1], wanted=when)
        else:
            reading.facts.append(("Requested delivery date", when))
    elif qualifier in _DUE and not reading.lines:
        reading.facts.append(("Quote due", when))


def _party(segment: EdiSegment, reading: _Reading) -> None:
    """NAD: C058 is free text, else C080 is the name, C059 the street, then city, region, postcode, country."""
    if reading.lines:
        return
    role = segment.get(1)
    free = " ".join(filter(None, (segment.get(3, at) for at in range(5))))
    name = " ".join(filter(None, (segment.get(4, at) for at in range(2)))) or free
    if role == "BY":
        reading.facts.append(("Buyer", name))
    elif role in ("DP", "ST", "CN"):
        address = address_text(
            [name, *(segment.get(5, at) for at in range(4))],
            city=segment.get(6),
            region=segment.get(7),
            postal_code=segment.get(8),
            country=segment.get(9),
        )
        reading.facts.append(("Delivery address", address))


def _contact(segment: EdiSegment, reading: _Reading) -> None:
    if not reading.lines:
        reading.facts.append(("Contact", segment.get(2, 1) or segment.get(1)))


def _item(segment: EdiSegment, reading: _Reading) -> None:
    number, kind = segment.get(3), segment.get(3, 1)
    line = segment.get(1) or str(len(reading.lines) + 1)
    reading.lines.append(_numbered(RequestLine(line=line), number, kind))


def _more_numbers(segment: EdiSegment, reading: _Reading) -> None:
    for at in range(2, len(segment.elements) + 1):
        if reading.lines:
            reading.lines[-1] = _numbered(reading.lines[-1], segment.get(at), segment.get(at, 1))


def _numbered(line: RequestLine, number: str, kind: str) -> RequestLine:
    if not number:
        return line
    if kind in ("SA", "SN", "VP", "VN") or (kind in ("MF", "MP", "MN") and not line.item):
        return replace(line, item=number)
    if kind in ("IN", "BP", "PV", "IT"):
        return replace(line, buyer_item=number)
    if kind in ("EN", "SRV", "UP", "EU"):
        return replace(line, notes=_joined(line.notes, f"GTIN {number}"))
    return line


def _description(segment: EdiSegment, reading: _Reading) -> None:
    text = " ".join(filter(None, (segment.get(3, 3), segment.get(3, 4)))) or segment.get(3, 0)
    if reading.lines and text:
        last = reading.lines[-1]
        joined = f"{last.description} {text}" if last.description else text
        reading.lines[-1] = replace(last, description=joined)


def _quantity(segment: EdiSegment, reading: _Reading) -> None:
    if not reading.lines:
        return
    last = reading.lines[-1]
    if segment.get(1) in _QUANTITIES and not last.quantity:
        number = plain_number(segment.get(1, 1).replace(",", "."))
        reading.lines[-1] = replace(last, quantity=number, unit=unit_of_code(segment.get(1, 2)) or last.unit)


def _text(segment: EdiSegment, reading: _Reading) -> None:
    text = " ".join(filter(None, (segment.get(4, at) for at in range(5))))
    if not text:
        return
    if reading.lines:
        _note(reading, text)
    else:
        reading.facts.append(("Note", text))


def _terms(segment: EdiSegment, reading: _Reading) -> None:
    words = " ".join(filter(None, (segment.get(2, at) for at in range(3, 5))))
    days = segment.get(3, 3)
    reading.facts.append(("Payment terms", words or (f"net {days} days" if days else "")))


def _delivery_terms(segment: EdiSegment, reading: _Reading) -> None:
    if not reading.lines:
        reading.facts.append(("Delivery terms", segment.get(3, 3) or segment.get(3)))


def _note(reading: _Reading, text: str) -> None:
    last = reading.lines[-1]
    reading.lines[-1] = replace(last, notes=_joined(last.notes, text))


def _joined(notes: str, text: str) -> str:
    return f"{notes}; {text}" if notes else text


_READERS = {
    "BGM": _begin,
    "DTM": _date,
    "NAD": _party,
    "CTA": _contact,
    "LIN": _item,
    "PIA": _more_numbers,
    "IMD": _description,
    "QTY": _quantity,
    "FTX": _text,
    "PAT": _terms,
    "TOD": _delivery_terms,
}
