"""Sheets with a column for each size and counts in the cells (`Article | S | M | L`), turned into a row a size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from qd_core.model.message import Source
from qd_core.reading.line_items.cells import Cell, Row
from qd_core.reading.line_items.columns import Column, Role, read_heading

__all__ = ["unfolded"]

_PREFIX: Final = r"(?:(?:size|sz|größe|groesse|grösse|gr|taille|talla|maat|taglia|tg|eu|uk|us|t)\b\.?\s*)"
_LETTER = re.compile(
    rf"{_PREFIX}?(?:xxs|xs|s|m|l|xl|xxl|xxxl|[2-6]xl)(?:\s*\([^()]{{1,12}}\))?", re.IGNORECASE
)
_NAMED = re.compile(rf"{_PREFIX}\d{{1,3}}(?:[.,]5)?(?:\s*[/-]\s*\d{{1,3}})?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,2})(?:[.,]5)?(?:\s*[/-]\s*\d{1,2})?")
_MEASURE = re.compile(r"\d+(?:[.,/]\d+)?\s?(?:mm|cm|ml|cl|l|kg|g|in|inch|zoll|\"|'')", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,6}(?:[.,]0+)?(?:\s?(?:x|st|stk|stück|pcs?|ea|pr|paar))?\.?", re.IGNORECASE)
_SMALLEST, _WIDEST_STEP = 3, 2
"""Bare numbers are sizes from here on, and where they rise in such steps: no positions, no quantity breaks."""
_ITEMS: Final = frozenset({Role.SKU, Role.NAME})


@dataclass(frozen=True, slots=True)
class _Head:
    """A header row: its columns of sizes, those that stay, and those of sums."""

    row: Row
    sizes: tuple[int, ...]
    kept: tuple[int, ...]
    sums: tuple[int, ...]


def unfolded(rows: Sequence[Row]) -> Sequence[Row]:
    """``rows`` with every matrix of sizes as rows of article, size and count; other rows stay as they are."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        head = _head(rows[at])
        body = _body(head, rows, at + 1) if head is not None else []
        if head is None or not body:
            result.append(rows[at])
            at += 1
            continue
        result.append(_heading(head))
        result.extend(one for row in body for one in _rows_of(head, row))
        at += 1 + len(body)
    return result


def _head(row: Row) -> _Head | None:
    """The columns of a header row of sizes beside an article; None for any other row."""
    headings = [cell.text.strip() for cell in row]
    sizes = [at for at, text in enumerate(headings) if _is_size(text)]
    if len(sizes) < 2 or not _are_sizes([headings[at] for at in sizes]):
        return None
    columns = {at: read_heading(text) for at, text in enumerate(headings) if at not in sizes}
    named = any(column is not None and column.role in _ITEMS for column in columns.values())
    unnamed = sizes[0] > 0 and not headings[0]
    strangers = sum(column is None and bool(headings[at]) for at, column in columns.items())
    if not (named or unnamed) or strangers > 1:
        return None
    sums = tuple(at for at, column in columns.items() if _is_sum(column))
    kept = tuple(at for at in columns if at not in sums)
    return _Head(row, tuple(sizes), kept, sums)


def _is_sum(column: Column | None) -> bool:
    return column is not None and column.role in {Role.QUANTITY, Role.OTHER}


def _is_size(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_LETTER, _NAMED, _NUMBER, _MEASURE))


def _are_sizes(texts: Sequence[str]) -> bool:
    """Whether bare numbers among the headings rise like sizes do."""
    numbers = [int(found[1]) for text in texts if (found := _NUMBER.fullmatch(text))]
    if not numbers:
        return True
    steps = [after - before for before, after in pairwise(numbers)]
    return numbers[0] >= _SMALLEST and len(texts) > 2 and all(0 <= step <= _WIDEST_STEP for step in steps)


def _body(head: _Head, rows: Sequence[Row], start: int) -> list[Row]:
    """The rows under a header, up to the next one; none where a cell under a size is no count or a sum is another."""
    body: list[Row] = []
    counted = False
    for row in rows[start:]:
        if _head(row) is not None:
            break
        cells = [row[at] for at in head.sizes if at < len(row) and not row[at].blank]
        if not all(_COUNT.fullmatch(cell.text.strip()) for cell in cells):
            return []
        if not _adds_up(head, row, cells):
            return []
        counted = counted or bool(cells)
        body.append(row)
    return body if counted else []


def _adds_up(head: _Head, row: Row, cells: Sequence[Cell]) -> bool:
    sums = [row[at].text.strip() for at in head.sums if at < len(row) and not row[at].blank]
    counts = [text for text in sums if _COUNT.fullmatch(text)]
    total = sum((_count(cell.text) for cell in cells), Decimal(0))
    return not counts or not cells or any(_count(text) == total for text in counts)


def _count(text: str) -> Decimal:
    digits = re.match(r"\d+", text.strip())
    return Decimal(digits[0]) if digits else Decimal(0)


def _heading(head: _Head) -> Row:
    source = head.row[head.sizes[0]].source
    kept = [head.row[at] for at in head.kept]
    if kept and not kept[0].text.strip():
        kept[0] = Cell("Description", kept[0].source)
    return [*kept, Cell("Size", source), Cell("Qty", Source(part=source.part, quote="", table=source.table))]


def _rows_of(head: _Head, row: Row) -> list[Row]:
    """A row for each size that is counted; a row without counts (a title) as it is."""
    kept = [row[at] for at in head.kept if at < len(row)]
    kept += [Cell("", head.row[0].source)] * (len(head.kept) - len(kept))
    counted = [at for at in head.sizes if at < len(row) and not row[at].blank]
    if not counted:
        return []
    return [[*kept, head.row[at], row[at]] for at in counted]
