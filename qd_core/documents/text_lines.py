"""Plain text and Markdown to lines: pipe and TAB tables always, comma and semicolon tables where a header is known."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from qd_core.documents.cells import is_rule, protect, tidy, unmarked, unmarked_cells, unmarked_prose
from qd_core.documents.limits import LIMITS
from qd_core.documents.lines import Kind, Line

__all__ = ["IsHeader", "read_text"]

IsHeader = Callable[[Sequence[str]], bool]
"""Whether these cells are a header that the document's grammar knows."""

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_ANCHOR: Final = re.compile(r"\{#[\w\-.:]{1,200}\}\s*$")
_IMAGE_DATA: Final = re.compile(r"\[[^\[\]]{1,80}\]: ?<data:.*")
_DIVIDER: Final = re.compile(r"[-=_*+~ ]{3,}|[-+|=: ]{3,}")


def read_text(texts: Iterable[str], is_header: IsHeader) -> Iterator[Line]:
    """The lines of a text document. Line numbers are those that a text editor shows; a table's rules and empty rows are
    left out."""
    reader = _TextReader(is_header)
    source = enumerate(texts, 1)
    held: Line | None = None
    for number, raw in source:
        line = reader.read(number, raw, source)
        if line is None:
            continue
        if line.kind is Kind.RULE:
            if held is not None:  # the row above is a header, whatever it says
                held.ruled = held.kind is Kind.ROW
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


class _TextReader:
    """Remembers what the table around a line looks like."""

    def __init__(self, is_header: IsHeader) -> None:
        self._is_header = is_header
        self._in_pipes = False
        self._outer = False
        self._in_tabs = False
        self._comma = ""
        self._in_commas = False
        self._width = 0

    def read(self, number: int, raw: str, source: Iterator[tuple[int, str]]) -> Line | None:
        """None for a table's empty row."""
        raw = raw.rstrip(" \r\n")
        text = raw.strip()
        if not text or (text[0] in "-=_*+~:[" and (_DIVIDER.fullmatch(text) or _IMAGE_DATA.fullmatch(text))):
            gap = not text or "|" not in text
            self._in_pipes, self._in_tabs, self._in_commas = self._in_pipes and not gap, False, False
            return Line(Kind.BLANK if gap else Kind.RULE, number)
        if "|" in text and "|" in (hidden := protect(text)):
            self._in_tabs = False
            return self._pipes(number, hidden)
        self._in_pipes = False
        heading = _HEADING.fullmatch(text) if text[0] == "#" else None
        if heading is not None:
            return self._heading(number, heading)
        if "\t" in raw and (line := self._tabs(number, raw)) is not None:
            return line
        self._in_tabs = False
        if ("," in text or ";" in text) and (line := self._commas(number, text, source)) is not None:
            return line
        return Line(Kind.TEXT, number, unmarked_prose(text.removesuffix("\\")))

    def _heading(self, number: int, found: re.Match[str]) -> Line:
        self._comma = ""
        text = _ANCHOR.sub("", found[2]).rstrip().rstrip("#").rstrip()
        shown = unmarked(text)
        return Line(Kind.HEADING, number, shown, level=len(found[1])) if shown else Line(Kind.BLANK, number)

    def _pipes(self, number: int, hidden: str) -> Line | None:
        cells = hidden.split("|")
        if not self._in_pipes:
            self._outer = hidden[0] == "|" and (
                hidden[-1] == "|" or self._is_header([unmarked(cell) for cell in cells[1:]])
            )
            self._in_pipes = True
        if self._outer:
            if hidden[0] == "|":
                del cells[0]
            if len(cells) > 1 and hidden[-1] == "|":
                del cells[-1]
        if is_rule(cells):
            return Line(Kind.RULE, number)
        shown = unmarked_cells(cells)
        return Line(Kind.ROW, number, cells=shown) if any(shown) else None

    def _tabs(self, number: int, raw: str) -> Line | None:
        cells = unmarked_cells(raw.split("\t"))
        filled = sum(map(bool, cells))
        if filled < 2 and not (self._in_tabs and filled):
            return None
        self._in_tabs = True
        return Line(Kind.ROW, number, cells=cells)

    def _commas(self, number: int, text: str, source: Iterator[tuple[int, str]]) -> Line | None:
        """A row of a CSV table, or None: prose has commas too, so only a known header opens such a table, and only rows
        of its width belong to it."""
        for delimiter in ",;":
            if delimiter in text and self._is_header(cells := _split(text, delimiter)):
                self._comma, self._width, self._in_commas = delimiter, len(cells), True
                return Line(Kind.ROW, number, cells=cells)
        if not self._comma or self._comma not in text:
            self._in_commas = False
            return None
        pieces, quotes = [text], text.count('"')
        while quotes % 2 and len(pieces) < LIMITS.quoted_lines:
            _, following = next(source, (0, '"'))
            pieces.append(following)
            quotes += following.count('"')
        cells = _split("\n".join(pieces), self._comma)
        if not self._in_commas and len(cells) != self._width:
            return None
        self._in_commas = True
        return Line(Kind.ROW, number, cells=cells)


def _split(text: str, delimiter: str) -> list[str]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        return [unmarked(cell) for cell in next(rows, [])]
    except csv.Error:  # a field beyond csv's own limit: no table that anybody typed
        return [tidy(text)]
