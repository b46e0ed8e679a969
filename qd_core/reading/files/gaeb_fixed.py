"""GAEB 90 (D81 to D86): records of 80 columns, the first two of which name the record's kind.

Columns after the GAEB 90 rules: kind 1-2, text 3-74, running number 75-80. Kind 00 holds the mask of ordinal numbers
(63-71); 21 an item: ordinal number 3-11, kind of item 13-15, quantity 24-34 with three decimals, unit 35-38; 25 its
short text, 26 its long text; 11 and 12 a section and its title; 01 to 03 project, title and owner; 20 and 27 remarks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.decode import decode_text
from qd_core.reading.files.article_numbers import labelled_article_number
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.request import RequestLine, request_text

__all__ = ["read_gaeb_fixed"]

_QUANTITY = re.compile(r"(\d{6,14})\s?(\S{0,4})")
_MOST_LINES = 200_000


@dataclass(slots=True)
class _Reading:
    mask: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    lines: list[RequestLine] = field(default_factory=list)
    in_item: bool = False


def read_gaeb_fixed(document: Document) -> ExtractedText:
    """Every item with its ordinal number, and the facts of the header. Raises UnreadableError."""
    if document.name.lower().endswith("d84"):
        raise UnreadableError(
            "the file is a GAEB offer (D84), which holds prices but no texts and quantities"
        )
    records = decode_text(document.content).splitlines()
    if len(records) > _MOST_LINES:
        raise UnreadableError("the GAEB file has too many records to be read")
    reading = _Reading()
    for record in records:
        _record(record[:2], record[2:74].rstrip(), reading)
    lines = [_with_article(line) for line in reading.lines]
    places = [number for number, record in enumerate(records, 1) if record[:2] == "21"]
    return request_text("GAEB items", lines, reading.facts.items(), places, counted="record")


def _record(kind: str, text: str, reading: _Reading) -> None:
    said = text.strip()
    if kind == "00":
        reading.mask = text[60:69].strip()
    elif kind in ("01", "02", "03"):
        name = {"01": "Project", "02": "Bill of quantities", "03": "Buyer"}[kind]
        reading.facts[name] = text[:40].strip() if kind == "01" else said
    elif kind == "21":
        reading.lines.append(_item(text, reading.mask))
        reading.in_item = True
    elif kind in ("11", "20", "99"):
        reading.in_item = False
    elif kind in ("25", "26") and reading.in_item and said:
        last = reading.lines[-1]
        if kind == "25":
            reading.lines[-1] = replace(last, description=f"{last.description} {said}".strip())
        else:
            reading.lines[-1] = replace(last, notes=f"{last.notes} {said}".strip())


def _item(text: str, mask: str) -> RequestLine:
    digits, unit = text[21:32], text[32:36].strip()
    if not digits.strip().isdigit():
        found = _QUANTITY.search(text, 9)
        digits, unit = (found.group(1), found.group(2)) if found else ("", "")
    kind = text[9:21].strip()
    return RequestLine(
        line=_ordinal(text[:9], mask),
        quantity=plain_number(str(Decimal(int(digits)) / 1000)) if digits.strip().isdigit() else "",
        unit=unit,
        notes="" if kind in ("", "NNN") else f"[GAEB item kind {kind}]",
    )


def _ordinal(number: str, mask: str) -> str:
    """The number in the parts that the mask tells (``1122PPPPI``), joined with dots."""
    if len(mask) < len(number.rstrip()):
        return ".".join(number.split())
    parts: list[str] = []
    for at, char in enumerate(number):
        if at == 0 or mask[at : at + 1] != mask[at - 1 : at]:
            parts.append("")
        parts[-1] += char
    return ".".join(part.strip() for part in parts if part.strip())


def _with_article(line: RequestLine) -> RequestLine:
    if not line.description:
        line = replace(line, description=line.notes, notes="")
    return replace(line, item=labelled_article_number(f"{line.description} {line.notes}"))
