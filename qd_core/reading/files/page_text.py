"""The text of a page outside its tables, in the order in which a person reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qd_core.reading.files.page_columns import Columns
from qd_core.reading.files.page_words import Line

__all__ = ["block_texts", "join_lines", "line_texts", "pair_texts"]

_LABEL = re.compile(r"^[^\d\W][^:]{0,40}:(?:\s|$)")
_NUMBERING = re.compile(r"^(?:\(?\d{1,3}[.)]|[•·▪◦*–-])$")
_WIDE = 1.2
"""The gap that two spaces stand for, as a share of the line height: justified prose has none so wide."""
_HYPHENATED = re.compile(r"[^\W\d_]{2}-$")


def line_texts(line: Line) -> list[str]:
    """A line as text: labelled values that stand side by side (``No: 77   Date: 2 June``) take a line each."""
    texts: list[str] = []
    right = 0.0
    for chunk in line.chunks:
        text = chunk.text
        if texts and not (_LABEL.match(text) and not texts[-1].endswith(":")):
            close = (
                chunk.left - right < _WIDE * line.height
                or texts[-1].endswith(":")
                or _NUMBERING.match(texts[-1])
            )
            texts[-1] += (" " if close else "  ") + text
        else:
            texts.append(text)
        right = chunk.right
    return texts


def block_texts(lines: Sequence[Line], table: Columns) -> list[str]:
    """Blocks that stand side by side (addresses, columns of prose), the left one first."""
    columns: list[list[str]] = [[] for _ in range(len(table.boundaries) + 1)]
    for line in lines:
        for column, words in zip(columns, table.cells(line), strict=True):
            if words:
                column.append(" ".join(word.text for word in words))
    return [text for column in columns for text in column]


def pair_texts(rows: Sequence[Sequence[str]]) -> list[str]:
    """Labels and values of two columns, a line each: ``Inquiry no.: 7741``."""
    texts: list[str] = []
    for row in rows:
        label, value = row[0], " ".join(filter(None, row[1:]))
        if label and value:
            texts.append(
                f"{label} {value}" if label.endswith(":") or _NUMBERING.match(label) else f"{label}: {value}"
            )
        elif value and texts:
            texts[-1] += f", {value}"
        elif label or value:
            texts.append(label or value)
    return texts


def join_lines(lines: Sequence[str]) -> str:
    """Wrapped lines as one: a hyphenated word is made whole, a part number keeps its hyphen."""
    joined = ""
    for line in lines:
        if not joined:
            joined = line
        elif _HYPHENATED.search(joined) and line[:1].islower():
            joined = joined[:-1] + line
        elif joined.endswith("-") and len(joined) > 1 and joined[-2].isalnum() and line[:1].isalnum():
            joined += line
        else:
            joined = f"{joined} {line}"
    return joined
