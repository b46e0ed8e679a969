"""What goes into a row: text that is never a formula, amounts to the cent, notes in one cell."""

from __future__ import annotations

from decimal import Decimal

from qd_core.errors import RejectedError
from qd_core.plugin import CrmLine, safe_text
from qd_crm_sheet.spreadsheet import Row

__all__ = ["NO_LONGER", "amount", "gone_row", "line_row", "with_note"]

NO_LONGER = "(no longer quoted)"
_LONGEST_NOTES = 30_000
"""Characters; a cell holds 50,000."""
_MARK = " · "


def amount(value: Decimal) -> float:
    """The number as a sheet holds it. Raises RejectedError where it would lose a digit."""
    held = float(value)
    if Decimal(repr(held)) != value:
        raise RejectedError(f"{value:f} has more digits than a spreadsheet's number can hold")
    return held


def line_row(deal_id: str, position: int, line: CrmLine) -> Row:
    """A line item."""
    return {
        "rfq_id": deal_id,
        "position": position,
        "sku": safe_text(line.sku),
        "description": safe_text(line.description),
        "quantity": amount(line.quantity),
        "unit": safe_text(line.unit),
        "unit_price": amount(line.unit_price.amount),
        "line_total": amount(line.line_total.amount),
        "currency": line.line_total.currency,
    }


def gone_row(deal_id: str, position: int) -> Row:
    """What is left of a line that a later revision no longer has: nothing that anybody could add up."""
    empty = dict.fromkeys(("sku", "quantity", "unit", "unit_price", "line_total", "currency"), "")
    return {"rfq_id": deal_id, "position": position, **empty, "description": NO_LONGER}


def with_note(notes: str, text: str, day: str) -> str | None:
    """The cell with one note more, a line each, the oldest gone where it grows too long; None where it has the note."""
    flat = " ".join(text.split())
    lines = notes.split("\n") if notes else []
    if any(line.partition(_MARK)[2] == flat for line in lines):
        return None
    lines.append(f"{day}{_MARK}{flat}"[:_LONGEST_NOTES])
    while len(lines) > 1 and sum(map(len, lines)) + len(lines) > _LONGEST_NOTES:
        del lines[0]
    return safe_text("\n".join(lines))
