"""The ``Key: value`` lines above a document's first section."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from qd_core.documents.cells import fold, one_line
from qd_core.documents.lines import Kind, Line, property_of
from qd_core.documents.numerals import NumeralError, notation
from qd_core.documents.problem_list import ProblemList, quoted
from qd_core.model.documents import Citation
from qd_core.model.rules import Property

__all__ = ["NUMBER_FORMAT", "PropertyList"]

NUMBER_FORMAT: Final = "number format"
_MOST: Final = 1_000

T = TypeVar("T")


class PropertyList:
    """Reads and keeps the properties of one document, those that nobody knows too."""

    def __init__(self, document: str, version: str, known: frozenset[str], problems: ProblemList) -> None:
        self._document = document
        self._version = version
        self._known = known | {NUMBER_FORMAT}
        self._problems = problems
        self._found: dict[str, Property] = {}
        self._said: set[str] = set()

    def __iter__(self) -> Iterator[Property]:
        return iter(self._found.values())

    def knows(self, key: str) -> bool:
        """Whether ``key`` is a property of this document, as far as the grammar goes."""
        return fold(key) in self._known

    def take(self, line: Line) -> bool:
        """Whether ``line`` is a property; it is then kept. A known one that is given twice differently is a problem."""
        pair = property_of(line) or self._in_two_cells(line)
        if pair is None or len(self._found) >= _MOST:
            return False
        key, value = fold(pair[0]), one_line(pair[1])
        earlier = self._found.get(key)
        if earlier is None:
            row = Citation(
                self._document, self._version, self._document, line.number, f"{pair[0]}: {value}", line.sheet
            )
            self._found[key] = Property(pair[0], value, row)
        elif key in self._known and earlier.value != value:
            self._problems.add(
                line.number, f"{pair[0]} is already given on line {earlier.row.line}", line.sheet
            )
        return True

    def _in_two_cells(self, line: Line) -> tuple[str, str] | None:
        if line.kind is not Kind.ROW:
            return None
        filled = [cell for cell in line.cells if cell]
        return (filled[0], filled[1]) if len(filled) == 2 and fold(filled[0]) in self._known else None

    def text(self, key: str) -> str:
        """The value of ``key`` (lower case) as written, empty where it is not given."""
        found = self._found.get(fold(key))
        return found.value if found else ""

    def read(self, key: str, meaning: Callable[[str], T | None], default: T) -> T:
        """What ``key``'s value means; the default where it is not given. ``meaning`` raises NumeralError."""
        found = self._found.get(fold(key))
        if found is None or not found.value:
            return default
        try:
            value = meaning(found.value)
        except NumeralError as error:
            if key not in self._said:
                self._problems.add(
                    found.row.line, f"{found.key} {quoted(found.value)} {error}", found.row.sheet
                )
            self._said.add(key)
            return default
        return default if value is None else value

    def number_format(self) -> str:
        """``1,234.50`` or ``1.234,50``; empty where the document does not say."""
        return self.read(NUMBER_FORMAT, _notation, "")

    def by_name(self) -> dict[str, Property]:
        """Every property by its lower-case name."""
        return {" ".join(found.key.casefold().split()): found for found in self._found.values()}

    def line_of(self, key: str) -> int:
        """The line of ``key``; 0 where it is not given."""
        found = self._found.get(fold(key))
        return found.row.line if found else 0


def _notation(text: str) -> str:
    style = notation(text)
    if style is None:
        raise NumeralError("is unknown: write 1,234.50 or 1.234,50")
    return style
