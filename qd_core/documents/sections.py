"""Lines to sections: which heading begins one, and which rows, headers and prose belong to it (spec: documents)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qd_core.documents.cells import fold
from qd_core.documents.columns import Header
from qd_core.documents.lines import Kind, Line, property_of, reads_as_heading
from qd_core.documents.lost_rows import LostRows
from qd_core.documents.problem_list import ProblemList, quoted
from qd_core.documents.properties import PropertyList
from qd_core.documents.rule_columns import SectionSpec, is_rule_header, section_named

__all__ = ["Section", "SectionReader", "UnknownTable"]

_NO_SECTION: Final = (
    "a table stands before the first section: put the section's name (Tiers, Volume breaks, …) above it"
)


@dataclass(slots=True)
class UnknownTable:
    """A table that the grammar does not know: its first row is its header."""

    header: Line
    rows: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """One section as it stands. A known one has ``rows``, each with its header; an unknown one has ``tables``."""

    name: str
    line: int
    level: int
    spec: SectionSpec | None
    sheet: str = ""
    rows: list[tuple[Header, Line]] = field(default_factory=list)
    tables: list[UnknownTable] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    header: Header | None = None


class SectionReader:
    """Reads the lines of a rules document once, with a look at what follows a heading."""

    def __init__(self, lines: Sequence[Line], properties: PropertyList, problems: ProblemList) -> None:
        self._lines = lines
        self._properties = properties
        self._problems = problems
        self._sections: list[Section] = []
        self._current: Section | None = None
        self._lost = LostRows(())
        self._kind_before = Kind.BLANK
        self._skipped = False
        self.ignored: list[Line] = []
        """Header rows of tables that do not belong where they stand."""

    def read(self) -> list[Section]:
        """The sections in order. Problems with what surrounds the rows are noted; the rows themselves are not read."""
        for index, line in enumerate(self._lines):
            if line.kind is Kind.HEADING:
                self._take_heading(index, line)
            elif line.kind is Kind.SHEET:
                self._take_sheet(index, line)
            elif line.kind is Kind.TEXT:
                self._take_text(index, line)
            elif line.kind is Kind.ROW:
                self._take_row(line)
            elif self._current is not None:
                self._current.texts.append(line)
            self._kind_before = line.kind
        for section in self._sections:
            self._check(section)
        return self._sections

    # --- what begins a section ---------------------------------------------------------------------------------

    def _open(self, line: Line, name: str, spec: SectionSpec | None) -> None:
        self._current = Section(name, line.number, line.level, spec, line.sheet)
        self._sections.append(self._current)
        self._lost = LostRows(spec.columns if spec else ())
        self._skipped = False

    def _take_heading(self, index: int, line: Line) -> None:
        spec = section_named(line.text)
        current = self._current
        if spec is not None:
            self._open(line, line.text, spec)
        elif current is None:
            if self._table_after(index):
                self._open(line, line.text, None)
        elif not (current.spec and 0 < current.level < line.level and self._continues(index, current.spec)):
            self._open(line, line.text, None)

    def _take_sheet(self, index: int, line: Line) -> None:
        spec = section_named(line.text)
        self._current = None
        if spec is not None or self._table_after(index):
            self._open(line, line.text, spec)

    def _take_text(self, index: int, line: Line) -> None:
        name = line.text.rstrip(": ")
        spec = section_named(name)
        if spec is not None:
            self._open(line, name, spec)
        elif self._is_plain_heading(index, line):
            self._open(line, name, None)
        elif line.gridded and self._kind_before is Kind.ROW and self._in_table():
            self._take_row(Line(Kind.ROW, line.number, cells=line.cells, sheet=line.sheet, gridded=True))
        elif self._current is None:
            self._properties.take(line)
        else:
            self._current.texts.append(line)
            if not line.gridded and self._lost.take(line):
                self._problems.add(self._lost.line, LostRows.MESSAGE)

    def _in_table(self) -> bool:
        current = self._current
        return current is not None and current.spec is not None and not current.spec.is_prose

    def _is_plain_heading(self, index: int, line: Line) -> bool:
        """A line alone right above a table whose first row is a header, and not one of the current section's."""
        pair = property_of(line)
        if (
            not reads_as_heading(line.text)
            or self._kind_before is Kind.TEXT
            or (pair is not None and pair[1])
        ):
            return False
        row = self._next(index, over=(Kind.BLANK,))
        if row is None or row.kind is not Kind.ROW or not (row.ruled or _is_wordy(row)):
            return False
        spec = self._current.spec if self._current else None
        return spec is None or spec.is_prose or bool(spec.missing(spec.header(row.cells)))

    def _table_after(self, index: int) -> bool:
        """Whether the heading at ``index`` has a table of its own, and is no title above the document's properties."""
        has_table = False
        for line in self._lines[index + 1 :]:
            if line.kind in (Kind.HEADING, Kind.SHEET) or section_named(line.text.rstrip(": ")):
                break
            pair = property_of(line) if line.kind is Kind.TEXT else None
            if pair is not None and (not has_table or self._properties.knows(pair[0])):
                return False
            has_table = has_table or line.kind is Kind.ROW
        return has_table

    def _continues(self, index: int, spec: SectionSpec) -> bool:
        """Whether a deeper heading only divides its section: the table under it has the section's columns."""
        row = self._next(index, over=(Kind.BLANK, Kind.TEXT))
        if row is None or row.kind is not Kind.ROW:
            return spec.is_prose or spec.is_list
        return not spec.is_prose and not spec.missing(spec.header(row.cells))

    def _next(self, index: int, over: tuple[Kind, ...]) -> Line | None:
        for at in range(index + 1, len(self._lines)):
            if self._lines[at].kind not in over:
                return self._lines[at]
        return None

    # --- what belongs to it ------------------------------------------------------------------------------------

    def _take_row(self, line: Line) -> None:
        current = self._current
        begins = self._kind_before is not Kind.ROW
        if current is None:
            self._take_unowned(line, begins)
        elif current.spec is None:
            if not current.tables or (begins and (line.ruled or _is_wordy(line))):
                current.tables.append(UnknownTable(line))
            else:
                current.tables[-1].rows.append(line)
        elif current.spec.is_prose:
            current.texts.append(
                Line(Kind.TEXT, line.number, ", ".join(filter(None, line.cells)), sheet=line.sheet)
            )
        else:
            self._take_known(current, current.spec, line, begins)

    def _take_unowned(self, line: Line, begins: bool) -> None:
        """A row above the first section: a property, or a table that nobody asked for (a list of revisions, say)."""
        if self._properties.take(line) or not begins:
            return
        if is_rule_header(line.cells):
            self._problems.add(line.number, _NO_SECTION, line.sheet)
        else:
            self.ignored.append(line)

    def _take_known(self, section: Section, spec: SectionSpec, line: Line, begins: bool) -> None:
        header = spec.header(line.cells)
        missing = spec.missing(header)
        if not missing:
            section.header, self._skipped = header, False
            self._say_doubled(header, line)
        elif begins and (line.ruled or section.header is None):
            if section.header is not None and not header.at:
                self.ignored.append(line)
            else:
                self._say_missing(section, missing, line)
            self._skipped = True
        elif not self._skipped and section.header is not None:
            section.rows.append((section.header, line))

    def _say_missing(self, section: Section, missing: Sequence[str], line: Line) -> None:
        wanted = ", ".join(f'"{name}"' for name in missing)
        text = f"the table of {section.name} has no column {wanted} (its first row is {quoted(line.shown())})"
        self._problems.add(line.number, text, line.sheet)

    def _say_doubled(self, header: Header, line: Line) -> None:
        for name, first, second in header.doubled:
            text = f"two columns could be the {name} ({quoted(first)} and {quoted(second)}): rename the one that is not"
            self._problems.add(line.number, text, line.sheet)

    def _first_line(self) -> int:
        return next((line.number for line in self._lines if line.kind is not Kind.BLANK), 0)

    def _check(self, section: Section) -> None:
        """A table section without a table, but with figures, is a table that nobody could read. So is one of a known
        kind under the document's title."""
        spec = section.spec
        if spec is None and section is self._sections[0] and section.line == self._first_line():
            for table in section.tables:
                if is_rule_header(table.header.cells):
                    self._problems.add(table.header.number, _NO_SECTION, table.header.sheet)
        if spec is None or spec.is_prose or spec.is_list or section.header is not None or self._problems:
            return
        figures = next((text for text in section.texts if any(char.isdigit() for char in text.text)), None)
        if figures is not None:
            names = " | ".join(column.name.capitalize() for column in spec.columns)
            text = f"{section.name} has no table that can be read: its first row must be a header such as {names}"
            self._problems.add(figures.number, text, figures.sheet)


def _is_wordy(row: Line) -> bool:
    """Whether a row may be a header: names, no figures."""
    filled = [cell for cell in row.cells if cell]
    return (
        len(filled) > 1
        and not any(char.isdigit() or char in "@%*" for cell in filled for char in cell)
        and all(fold(cell) and "." not in cell.strip(".") for cell in filled)
    )
