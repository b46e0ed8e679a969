"""Counts as purchasing programs write them, with three decimals: `3,000`, `12,000`, `2,500`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qd_core.model.folding import clean
from qd_core.reading.line_items.cells import Row
from qd_core.reading.line_items.columns import Column, Role
from qd_core.reading.numbers import EUROPEAN

__all__ = ["in_decimals", "without_zeros"]

_WRITTEN: Final = re.compile(r"(\d{1,6})([.,])(\d{3})(?=$|\s)")
_FEWEST: Final = 2
_GROUP_BY: Final = {",": frozenset({"en"}), ".": frozenset("de es fr it nl".split())}
"""Languages in which the sign groups thousands."""


def in_decimals(
    columns: Sequence[Column], rows: Sequence[Row], number_format: str, languages: frozenset[str]
) -> list[Column]:
    """``columns``, with those marked in which each count has three decimals after the sign that is the decimal one of
    the documents, where no writer of ``languages`` groups thousands by it."""
    sign = "," if number_format == EUROPEAN else "."
    if languages & _GROUP_BY[sign]:
        return list(columns)
    return [
        replace(column, decimals=True)
        if column.role is Role.QUANTITY and _has_decimals(rows, at, sign)
        else column
        for at, column in enumerate(columns)
    ]


def _has_decimals(rows: Sequence[Row], column: int, sign: str) -> bool:
    texts = [row[column].text for row in rows if column < len(row) and not row[column].blank]
    written = [_WRITTEN.match(clean(text).strip()) for text in texts]
    return len(texts) >= _FEWEST and all(match is not None and match[2] == sign for match in written)


def without_zeros(text: str) -> str:
    """`3,000 ST` is `3 ST`, `2,500 M` is `2,5 M`; any other text is left alone."""
    plain = clean(text).strip()
    match = _WRITTEN.match(plain)
    if match is None:
        return text
    decimals = match[3].rstrip("0")
    number = f"{match[1]}{match[2]}{decimals}" if decimals else match[1]
    return f"{number}{plain[match.end() :]}"
