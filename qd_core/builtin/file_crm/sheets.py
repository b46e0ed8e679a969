"""Rows as CSV and as workbook: no cell is ever a formula, whatever a buyer wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from qd_core.builtin.file_crm.book import Row
from qd_core.plugin.cells import CONTROL, safe_text

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["NUMBERS", "csv_bytes", "workbook_bytes"]

NUMBERS = frozenset({"quantity", "unit_price", "line_total", "total"})
"""Columns whose text is a number that we wrote ourselves."""
_LONGEST_CELL = 32_000
_WIDTHS = {"description": 48, "text": 60, "rfq_id": 38, "email": 30, "name": 26, "company": 26}


def csv_bytes(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """UTF-8 with the mark that Excel needs to see it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [
                row.get(column, "") if column in NUMBERS else safe_text(row.get(column, ""))
                for column in columns
            ]
        )
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def workbook_bytes(sheets: Sequence[tuple[str, Sequence[str], Sequence[Row]]]) -> bytes:
    """One sheet a table: text as text cells, numbers as numbers."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 16)
        head = []
        for column in columns:
            cell = WriteOnlyCell(sheet, column)
            cell.font = Font(bold=True)
            head.append(cell)
        sheet.append(head)
        for row in rows:
            sheet.append([_cell(sheet, column, row.get(column, "")) for column in columns])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(sheet: Worksheet | WriteOnlyWorksheet, column: str, text: str) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    number = _number(text) if column in NUMBERS else None
    if number is not None:
        cell = WriteOnlyCell(sheet)
        cell.value = number
        return cell
    cell = WriteOnlyCell(sheet, CONTROL.sub("", text)[:_LONGEST_CELL])
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    cell.quotePrefix = True
    return cell


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
