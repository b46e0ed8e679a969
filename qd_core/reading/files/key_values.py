"""Tables that are no lists: boxes for layout and ``Key: value`` pairs read better as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["as_text_lines", "single_column"]


def as_text_lines(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """The lines that a table of one column, or of labelled values, stands for; None for any other table."""
    if any(map(_is_listed, rows)):
        return None  # a list, as nearly every table is: told by its first full row
    full = [[cell for cell in row if cell] for row in rows]
    full = [row for row in full if row]
    if not full:
        return []
    if all(len(row) == 1 for row in full):
        return [row[0] for row in full]
    labelled = sum(1 for row in full if len(row) > 1 and row[0].endswith(":"))
    if labelled * 2 <= sum(1 for row in full if len(row) > 1):
        return None
    return [line for row in full for line in _pairs(row)]


def single_column(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """The lines of a sheet that fills one cell a row; None for a table, which a bare column of part numbers is, too."""
    if any(len(row) - row.count("") > 1 for row in rows):
        return None
    lines = [next(filter(None, row)) for row in rows if any(row)]
    body = lines[1:]
    codes = sum(1 for line in body if " " not in line and any(map(str.isdigit, line)))
    return None if len(body) > 1 and codes * 10 >= 8 * len(body) else lines


def _is_listed(row: Sequence[str]) -> bool:
    """Whether the row is neither a value, nor a pair, nor pairs side by side."""
    full = [cell for cell in row if cell]
    return len(full) > 2 and (len(full) % 2 == 1 or not all(cell.endswith(":") for cell in full[::2]))


def _pairs(row: list[str]) -> list[str]:
    if len(row) == 1:
        return row
    return [
        f"{row[at]} {row[at + 1]}" if row[at].endswith(":") else f"{row[at]}: {row[at + 1]}"
        for at in range(0, len(row), 2)
    ]
