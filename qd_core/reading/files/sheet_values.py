"""A spreadsheet's cell as a person sees it, without the noise of binary numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache

from qd_core.reading.files.plain_numbers import plain_number

__all__ = ["CellValue", "cell_text", "number_text", "row_texts"]

_MOST_WHOLE = 1e21
CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def row_texts(values: Sequence[CellValue]) -> list[str]:
    """Every value on one line: numbers plain (1200, 0.1), dates ISO, times ``HH:MM``."""
    # a list is tidy words and whole numbers for the most part: they are written out here, without a call for each
    return [
        (
            value
            if value.isprintable() and "  " not in value and value.strip() == value
            else " ".join(value.split())
        )
        if type(value) is str
        else (
            str(int(value)) if value.is_integer() and -_MOST_WHOLE < value < _MOST_WHOLE else _fraction(value)
        )
        if type(value) is float
        else _TEXTS[type(value)](value)
        for value in values
    ]


def cell_text(value: CellValue) -> str:
    """One value, as in ``row_texts``."""
    return _TEXTS[type(value)](value)


def number_text(value: int | float) -> str:
    """Fifteen significant digits, as a spreadsheet shows at most, never an exponent: no ``0.30000000000000004``."""
    if isinstance(value, float) and not value.is_integer():
        return _fraction(value)
    return str(int(value)) if -_MOST_WHOLE < value < _MOST_WHOLE else f"{value:.15g}"


@lru_cache(maxsize=4096)
def _fraction(value: float) -> str:
    """Prices of a list come again and again."""
    return plain_number(f"{value:.15g}")


def _line(value: str) -> str:
    return " ".join(value.split())


def _date_time(value: dt.datetime) -> str:
    return value.isoformat(" ", "minutes") if value.time() != dt.time() else value.date().isoformat()


_TEXTS: dict[type, Callable[..., str]] = {
    str: _line,
    float: number_text,
    int: number_text,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.datetime: _date_time,
    dt.date: dt.date.isoformat,
    dt.time: lambda value: value.isoformat("minutes"),
    dt.timedelta: str,
}
