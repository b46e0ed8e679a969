"""What a block in columns is: a list of goods, labelled values, or blocks of text side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

__all__ = ["BlockKind", "kind_of_block"]

_QUANTITY = re.compile(r"^[~#x×]?\s?\d[\d.,' ]*(?:\s?[^\W\d_]{1,12}\.?)?$")
_NUMBERING = re.compile(r"^(?:\(?\d{1,3}[.)]|[•·▪◦*–-])$")
_LABEL_WORDS = 5


class BlockKind(StrEnum):
    """``TABLE`` keeps its rows; ``PAIRS`` are labels with values; ``SIDE_BY_SIDE`` is read column by column."""

    TABLE = "table"
    PAIRS = "pairs"
    SIDE_BY_SIDE = "side_by_side"


def kind_of_block(rows: Sequence[Sequence[str]]) -> BlockKind:
    """The kind of a block of at least two rows; an empty cell is empty text."""
    width = len(rows[0])
    if width > 2:
        return _kind_of_wide(rows)
    left, right = [row[0] for row in rows], [row[1] for row in rows]
    if all(_NUMBERING.match(text) for text in left if text):
        return BlockKind.PAIRS
    if _is_list(right, left) or _is_list(left, right):
        return BlockKind.TABLE
    labels = [text for text in left if text]
    if all(_is_label(text) for text in labels) and 2 * len(labels) > len(rows) and not _both_labels(rows[0]):
        return BlockKind.PAIRS
    return BlockKind.SIDE_BY_SIDE


def _kind_of_wide(rows: Sequence[Sequence[str]]) -> BlockKind:
    """Three columns and more are a table, but for blocks under headings that end with colons, and prose."""
    first = [cell for cell in rows[0] if cell]
    if len(first) > 1 and all(cell.endswith(":") for cell in first):
        return BlockKind.SIDE_BY_SIDE
    cells = [cell for row in rows for cell in row if cell]
    has_numbers = any(map(_QUANTITY.match, cells))
    if not has_numbers and len(rows) > 2 and sum(len(cell.split()) for cell in cells) > 5 * len(cells):
        return BlockKind.SIDE_BY_SIDE
    return BlockKind.TABLE


def _is_list(quantities: Sequence[str], names: Sequence[str]) -> bool:
    """A column of quantities beside names, with a head that is no number, or with names that look like part numbers."""
    headed = bool(quantities[0] and names[0]) and not any(char.isdigit() for char in quantities[0] + names[0])
    start = 1 if headed else 0
    body = [
        (quantity, name) for quantity, name in zip(quantities[start:], names[start:], strict=True) if name
    ]
    counted = sum(1 for quantity, _ in body if _QUANTITY.match(quantity))
    if not body or counted * 10 < 6 * len(body):
        return False
    coded = sum(1 for _, name in body if any(char.isdigit() for char in name))
    return headed or (counted == len(body) and coded * 2 > len(body))


def _is_label(text: str) -> bool:
    return len(text.split()) <= _LABEL_WORDS and not any(char.isdigit() for char in text)


def _both_labels(row: Sequence[str]) -> bool:
    return all(cell.endswith(":") for cell in row)
