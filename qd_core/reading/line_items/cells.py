"""The cells of a table, and what a column of them looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.message import Source
from qd_core.model.uom import unit_word
from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["Cell", "ColumnEvidence", "Row"]

_FRACTION: Final = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_CHAPTER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}\.?")
_BLANK: Final = frozenset({"", "-", "--", "n/a", "na", "."})
_MOSTLY: Final = 0.6
_SAMPLE: Final = 200
"""Cells of a column that are looked at."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: what it says and where it stands."""

    text: str
    source: Source

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return self.text.strip().casefold() in _BLANK

    @property
    def words(self) -> str:
        """Its text with white space folded."""
        return " ".join(self.text.split())


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What the filled cells of one column are, as shares of them."""

    hits: float = 0.0
    """SKUs of the catalog."""
    known: float = 0.0
    """Cells with a word of the catalog."""
    countable: float = 0.0
    """Numbers, perhaps with a unit."""
    wordy: float = 0.0
    units: float = 0.0
    length: float = 0.0
    """Mean length in characters."""
    running: bool = False
    """1, 2, 3 … or 10, 20, 30 …: positions."""
    whole: bool = False
    chapters: bool = False
    """1, 1.1, 1.2, 2 …"""
    fractions: float = 0.0
    """Numbers with one or two decimals: prices."""

    @property
    def textual(self) -> bool:
        """Whether the column may name things."""
        return self.wordy >= 0.5 and self.units < 0.5

    @staticmethod
    def of(lexicon: Lexicon, cells: Sequence[Cell]) -> ColumnEvidence:
        """The evidence of ``cells``."""
        texts = [cell.text.strip() for cell in cells if not cell.blank][:_SAMPLE]
        size = len(texts)
        if not size:
            return ColumnEvidence()
        counts = [_is_count(text) for text in texts]
        numbers = [int(text.strip(". ")) for text in texts if text.strip(". ").isdecimal() and len(text) < 10]
        return ColumnEvidence(
            hits=sum(lexicon.is_sku(text) for text in texts) / size,
            known=sum(any(lexicon.knows(word) for word in fold_words(text)) for text in texts) / size,
            countable=sum(counts) / size,
            wordy=sum(
                any(char.isalpha() for char in text) and not count
                for text, count in zip(texts, counts, strict=True)
            )
            / size,
            units=sum(unit_word(text) is not None or lexicon.is_unit(text) for text in texts) / size,
            length=sum(len(text) for text in texts) / size,
            running=len(numbers) == size and _runs(numbers),
            whole=len(numbers) == size,
            chapters=any("." in text for text in texts)
            and sum(_CHAPTER.fullmatch(text) is not None for text in texts) >= size * _MOSTLY,
            fractions=sum(_FRACTION.search(text) is not None for text in texts) / size,
        )


def _runs(numbers: Sequence[int]) -> bool:
    first, step = numbers[0], 10 if numbers[0] == 10 else 1
    expected = range(first, first + step * len(numbers), step)
    return len(numbers) > 1 and first in {0, 1, 10} and list(numbers) == list(expected)


def _is_count(text: str) -> bool:
    first, _, rest = text.partition(" ")
    number = first.replace(",", "").replace(".", "").replace("'", "")
    return text == "?" or (number.isdecimal() and (not rest or unit_word(rest) is not None))
