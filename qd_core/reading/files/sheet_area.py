"""How much room a worksheet's cells take. The reader behind lays out the whole rectangle up to the last cell that holds
something, and ends the process where memory does not suffice: a file of a kilobyte that names two cells far apart must
be refused before."""

from __future__ import annotations

import re
from xml.parsers import expat

from qd_core.reading.files.limits import UnreadableError

__all__ = ["check_area", "column_index", "column_letters", "has_prefixes"]

_AREA = 3_000_000
"""Cells of the rectangle from A1 to the last one."""
_PREFIXED = re.compile(rb":(?:c|row|f)\b")
_ODD_OR_FAR_CELL = re.compile(rb'<c(?! r="[A-Z][0-9]{1,5}")(?![\w.:-])')
"""A cell that is not written as every usual program writes it, or not in A1:Z99999, which is within the area."""
_ODD_ROW = re.compile(rb'<row(?! r="[0-9]{1,7}")(?![\w.:-])')
_UNUSUAL = re.compile(
    rb'<(?:[^<>\s/:]+:)?(?:c(?![\w.:-])(?! r="[A-Z]{1,3}[0-9]{1,7}")|row(?![\w.:-])(?! r="[0-9]{1,7}"))'
)
"""A row or cell that does not begin as every usual program writes it. Where there is none, the rest can be scanned."""
_FULL_CELL = re.compile(rb'\bc r="([A-Z]{1,3})([0-9]{1,7})"(?!(?: [st]="\w{1,20}"){0,3}\s?/>)')
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_FAR_APART = "the workbook has cells too far apart to be a list and was not read"
_DAMAGED = "the workbook is damaged and could not be read"


def check_area(xml: bytes, *, prefixed: bool) -> None:
    """``prefixed`` as ``has_prefixes`` tells. Raises UnreadableError for cells farther apart than a list has, and for a
    worksheet whose places cannot be told."""
    if b"\0" in xml:  # UTF-16: nothing here could be seen
        raise UnreadableError(_DAMAGED)
    if not (prefixed or _ODD_OR_FAR_CELL.search(xml) or _ODD_ROW.search(xml)):
        return
    if _UNUSUAL.search(xml):
        rows, columns = _walked(xml)
    else:
        cells = _FULL_CELL.findall(xml)
        rows = max((int(number) for _, number in cells), default=1)
        columns = max(
            (column_index(letters.decode()) + 1 for letters in {letters for letters, _ in cells}), default=1
        )
    if rows * columns > _AREA:
        raise UnreadableError(_FAR_APART)


def has_prefixes(xml: bytes) -> bool:
    """Whether a row, cell or formula may have another name than its bare one (``x:c``)."""
    return _PREFIXED.search(xml) is not None


class _Walk:
    """The last row and column of a cell that holds something; cells without a place stand behind the one before."""

    def __init__(self) -> None:
        self.rows = self.columns = 1
        self._row = self._column = 0
        self._open: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = name.rpartition(":")[2]
        if kind == "row":
            written = attributes.get("r", "")
            if written and not re.fullmatch(r"[0-9]{1,7}", written):
                raise UnreadableError(_DAMAGED)
            self._row, self._column = int(written) if written else self._row + 1, 0
        elif kind == "c":
            self._open = self._place(attributes.get("r"))
        elif self._open is not None:
            self.rows, self.columns = max(self.rows, self._open[0]), max(self.columns, self._open[1])

    def end(self, name: str) -> None:
        """An element ends."""
        if name.rpartition(":")[2] == "c":
            self._open = None

    def _place(self, written: str | None) -> tuple[int, int]:
        if written is None:
            self._column += 1
            return self._row, self._column
        found = _REFERENCE.fullmatch(written)
        if found is None:
            raise UnreadableError(_DAMAGED)
        self._column = column_index(found[1].upper()) + 1
        return max(self._row, int(found[2])), self._column


def _walked(xml: bytes) -> tuple[int, int]:
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as problem:
        raise UnreadableError(_DAMAGED) from problem
    return walk.rows, walk.columns


def _refuse_entities(*_: object) -> None:
    raise UnreadableError("the XML declares entities, which is unsafe, and was not read")


def column_index(letters: str) -> int:
    """``A`` is 0, ``AA`` is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """0 is ``A``, 26 is ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
