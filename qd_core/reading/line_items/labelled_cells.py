"""Tables without a header whose cells carry their headings: `Glass cleaner, qty 48, code GL-32`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.reading.line_items.cells import Cell, Row
from qd_core.reading.line_items.columns import Role, exact_heading

__all__ = ["shared_label", "with_headings"]

_LONGEST: Final = 3
"""Words of a label."""
_FEWEST: Final = 2
"""Rows that must say it alike."""
_TELLING: Final = frozenset({Role.SKU, Role.QUANTITY})


def with_headings(rows: Sequence[Row]) -> Sequence[Row]:
    """``rows`` under a header row made of the labels that stand in every cell of a column, and the cells without them;
    as they are where no column has one."""
    filled = [row for row in rows if any(not cell.blank for cell in row)]
    if len(filled) < _FEWEST:
        return rows
    width = max(len(row) for row in filled)
    columns = ([row[at].text for row in filled if at < len(row) and not row[at].blank] for at in range(width))
    labels = [shared_label(texts) for texts in columns]
    if not any(labels):
        return rows
    source = filled[0][0].source
    head = [Cell(label, source.model_copy(update={"quote": label})) for label in labels]
    return [
        head,
        *([_unlabelled(cell, label) for cell, label in zip(row, labels, strict=False)] for row in filled),
    ]


def shared_label(texts: Sequence[str]) -> str:
    """The label that all of ``texts`` begin with; empty where one has none or another."""
    found = {_label(text) for text in texts}
    return found.pop() if len(found) == 1 and len(texts) >= _FEWEST else ""


def _label(text: str) -> str:
    words = text.split()
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        label = " ".join(words[:size]).rstrip(":.#=")
        role, value = exact_heading(label), words[size]
        counted = role is Role.QUANTITY and value[0].isdigit()
        coded = role is Role.SKU and len(words) == size + 1 and any(map(str.isdigit, value))
        if role in _TELLING and (counted or coded):
            return label
    return ""


def _unlabelled(cell: Cell, label: str) -> Cell:
    if not label or cell.blank:
        return cell
    size = len(label.split())
    rest = cell.text.split(maxsplit=size)[-1]
    start = cell.text.rindex(rest)
    source = cell.source
    if source.start is not None:
        place = {"start": source.start + start, "end": source.start + start + len(rest), "quote": rest}
        source = source.model_copy(update=place)
    return Cell(rest, source)
