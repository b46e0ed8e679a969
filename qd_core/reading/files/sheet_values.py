"""A spreadsheet's cell as a person sees it, without the noise of binary numbers."""

from __future__ import annotations

import datetime as dt

from qd_core.reading.files.plain_numbers import plain_number

__all__ = ["CellValue", "cell_text", "number_text"]

CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def cell_text(value: CellValue) -> str:
    """``value`` on one line: numbers plain (1200, 0.1), dates ISO, times ``HH:MM``."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return value.isoformat("minutes") if isinstance(value, dt.time) else str(value)


def number_text(value: int | float) -> str:
    """Fifteen significant digits, as a spreadsheet shows at most, never an exponent: no ``0.30000000000000004``."""
    if isinstance(value, float) and not value.is_integer():
        return plain_number(f"{value:.15g}")
    return str(int(value)) if abs(value) < 1e21 else f"{value:.15g}"
