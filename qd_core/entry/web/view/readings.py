"""Values as people read them: what was understood from the message, and the short form of a flag."""

from __future__ import annotations

from datetime import date

from qd_core.entry.web.writing import Writing
from qd_core.model.place import Place
from qd_core.model.quote import Flag, QuoteLine

__all__ = ["flag_short", "read_value"]

_SHORT = 48


def read_value(value: object, writing: Writing) -> str:
    """A condition's value in words."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return writing.day(value)
    if isinstance(value, Place):
        parts = (value.postal_code, value.city, value.region, value.country)
        return ", ".join(part for part in parts if part) or value.text
    return str(value)


def flag_short(flag: Flag, line: QuoteLine, writing: Writing) -> str:
    """What follows the flag's word on its badge; empty where the word says it all."""
    match flag.code:
        case "over_cap":
            return f": {writing.percent(line.discount_pct)}"
        case "below_margin":
            return f": {writing.percent(line.margin)}"
        case "below_moq":
            return f" of {flag.detail.removeprefix('minimum order is ')}" if flag.detail else ""
        case "pack_converted" | "ladder":
            return f": {flag.detail}" if flag.detail and len(flag.detail) <= _SHORT else ""
        case _:
            return ""
