"""XLSX to lines. Values are what the cells hold; percentages and padded codes look as they do in the sheet."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from qd_core.documents.cells import NumberCell, unmarked
from qd_core.documents.grid_lines import grid_line
from qd_core.documents.limits import Limits
from qd_core.documents.lines import Kind, Line
from qd_core.documents.problem_list import ProblemList
from qd_core.documents.workbook_guard import inspect_workbook, shape_of
from qd_core.money import plain

__all__ = ["read_workbook"]

_MOST_EXPONENT: Final = 30

Sheets = Iterator[tuple[str, int, Iterator[list[str]]]]
"""Each visible sheet: its name, how many there are, its rows from the first on."""


def read_workbook(content: bytes, limits: Limits, problems: ProblemList) -> Iterator[Line]:
    """The rows of every visible sheet, each sheet after a SHEET line. A file that is no workbook, is damaged, or
    unpacks to more than ``limits`` allow is one problem."""
    facts = inspect_workbook(content, limits)
    if facts.refusal:
        problems.refuse(facts.refusal)
        return
    try:
        # calamine is some twenty times faster, but does not tell what a cell looks like.
        for name, of, rows in _without_formats(content) if facts.plain else _with_formats(content):
            yield Line(Kind.SHEET, 0, text=name, level=of, sheet=name, gridded=True)
            for number, cells in enumerate(rows, 1):
                yield grid_line(number, cells, name)
    except (
        BaseException
    ) as error:  # each library raises what it stumbles over, calamine even a panic of Rust's
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        problems.refuse(f"is a damaged workbook ({type(error).__name__}): open it, save it again as .xlsx")


def _without_formats(content: bytes) -> Sheets:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    for name in shown:
        sheet = book.get_sheet_by_name(name)
        # Rows come from the sheet's first on, columns only from the first that is filled.
        margin = [""] * (sheet.start or (0, 0))[1]
        yield name, len(shown), ([*margin, *map(_shown, row)] for row in sheet.iter_rows())


def _with_formats(content: bytes) -> Sheets:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl warns of what it drops: drop-down lists, headers, print areas
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in shown:
            yield sheet.title, len(shown), (_formatted(row) for row in sheet.iter_rows())
        book.close()


def _formatted(row: Sequence[object]) -> list[str]:
    return [_shown(getattr(cell, "value", None), str(getattr(cell, "number_format", ""))) for cell in row]


def _shown(value: object, number_format: str = "") -> str:
    if isinstance(value, str):
        return unmarked(value) if value else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, shape_of(number_format))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return str(value)


def _number(value: int | float, shape: str) -> str:
    """Fifteen digits, as the sheet's own arithmetic keeps them: 0.1 + 0.2 is 0.3."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    if not exact.is_finite() or abs(exact.adjusted()) > _MOST_EXPONENT:
        return str(exact)
    if shape == "%":
        return NumberCell(f"{_plain(exact.scaleb(2))}%")
    text = _plain(exact)
    return _padded(text, shape) if shape and text.isdecimal() else NumberCell(text)


def _plain(value: Decimal) -> str:
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _padded(digits: str, shape: str) -> str:
    """``00-000`` shows 12345 as 12-345."""
    places = shape.count("0")
    digits = digits.rjust(places, "0")
    head, rest = digits[: len(digits) - places], iter(digits[len(digits) - places :])
    return head + "".join(next(rest) if char == "0" else char for char in shape)
