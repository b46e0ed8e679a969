"""What every structured request says, in the words that the readers of prose and tables understand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise

from qd_core.model.message import ExtractedText, Table, TableRow

__all__ = ["WANTED", "RequestLine", "address_text", "date_text", "request_text"]

_HEADERS = ("Line", "Item no", "Buyer part no", "Description", "Quantity", "Unit", "Notes")
WANTED = "Requested delivery date"
_ALWAYS = frozenset(("Line", "Description", "Quantity"))
_DATE = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})")
_CITY_FIRST = frozenset("US USA CA CAN GB GBR UK IE IRL AU AUS NZ NZL".split())


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line, each part as text; ``item`` is the seller's number (or the maker's), ``unit`` a word, not a code,
    ``wanted`` the ISO date that this line is asked for."""

    line: str = ""
    item: str = ""
    buyer_item: str = ""
    description: str = ""
    quantity: str = ""
    unit: str = ""
    notes: str = ""
    wanted: str = ""


def request_text(
    label: str,
    lines: Sequence[RequestLine],
    facts: Iterable[tuple[str, str]],
    places: Sequence[int] = (),
    *,
    counted: str = "line",
) -> ExtractedText:
    """The facts as ``Key: value`` lines and the lines as one table; columns that nobody filled are left out.

    ``places`` say where in the file each line begins: the number of its segment, record or line of text (``counted``).
    They become the numbers of the table's rows, so that a value can be traced to where it stands in the file itself."""
    facts = [(key, value) for key, value in facts if value]
    wanted = next((value for key, value in facts if key == WANTED), "")
    dates = {line.wanted for line in lines}
    if not wanted and len(dates) == 1 and "" not in dates:
        wanted = dates.pop()
        facts.append((WANTED, wanted))
    rows = [_row(line, wanted) for line in lines]
    kept = [at for at, header in enumerate(_HEADERS) if header in _ALWAYS or any(row[at] for row in rows)]
    table = [tuple(_HEADERS[at] for at in kept), *(tuple(row[at] for at in kept) for row in rows)]
    text = "\n".join(f"{key}: {value}" for key, value in dict.fromkeys(facts))
    if not lines:
        return ExtractedText(text=text, unread="the document holds no line items")
    numbers = [places[0] - 1, *places] if _tell(places, lines) else range(1, len(table) + 1)
    said = f"{label}, numbered by {counted}" if _tell(places, lines) else label
    placed = tuple(TableRow(number=number, cells=row) for number, row in zip(numbers, table, strict=True))
    return ExtractedText(text=text, tables=(Table(label=said, rows=placed),))


def _tell(places: Sequence[int], lines: Sequence[RequestLine]) -> bool:
    """Whether each line has a place of its own: in a file without line breaks all stand in the first."""
    return len(places) == len(lines) and places[0] > 1 and all(a < b for a, b in pairwise(places))


def _row(line: RequestLine, wanted: str) -> tuple[str, ...]:
    """The cells of ``line``; a date of its own goes to the notes."""
    if line.wanted and line.wanted != wanted:
        line = replace(line, notes="; ".join(filter(None, (line.notes, f"deliver by {line.wanted}"))))
    return tuple(getattr(line, field.name) for field in fields(RequestLine)[: len(_HEADERS)])


def date_text(text: str) -> str:
    """``20250627`` and ``2025-06-27T00:00:00`` as 2025-06-27; anything that is no date as it stands."""
    found = _DATE.match(text.strip())
    if not found:
        return text.strip()
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return text.strip()


def address_text(
    lines: Iterable[str], *, city: str = "", region: str = "", postal_code: str = "", country: str = ""
) -> str:
    """An address on one line, in the order of its country."""
    if country.upper() in _CITY_FIRST:
        place = [city, f"{region} {postal_code}".strip()]
    else:
        place = [f"{postal_code} {city}".strip(), region]
    return ", ".join(part for part in (*lines, *place, country) if part)
