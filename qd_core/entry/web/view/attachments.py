"""The attachments of a request as the rep sees them: cells, text and pages, with what was read marked in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qd_core.entry.web.pdf_pictures import MOST_PAGES, page_sizes, places_of
from qd_core.entry.web.view.marks import Mark, Marks, Placed
from qd_core.entry.web.view.passages import Piece, pieces
from qd_core.errors import RejectedError
from qd_core.model.message import Attachment, Box, Table, TableRow
from qd_core.model.rfq import Rfq

__all__ = ["Cell", "FileView", "PageView", "SheetView", "file_views", "is_picture", "is_pdf", "sheet_view"]

_ROWS = 60
_AROUND = 1
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_SHOWN_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the marks of what was read from it."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """A table. ``columns`` are its letters; a row is its number and its cells, None where rows were left out."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]] | None, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a PDF in points, with the boxes of what was read from it."""

    number: int
    width: float
    height: float
    boxes: tuple[tuple[Box, Mark], ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """One attachment. ``number`` counts from 1 and is part of its address; ``problem`` says why no page is shown."""

    number: int
    attachment: Attachment
    sheets: tuple[SheetView, ...]
    text: tuple[Piece, ...]
    pages: tuple[PageView, ...]
    more_pages: int
    picture: bool
    problem: str


def file_views(rfq: Rfq, marks: Marks, content: Callable[[str], bytes]) -> list[FileView]:
    """Every attachment that a person put there; pictures of a mail's layout are left out."""
    return [
        _file(number, attachment, marks.of(attachment.name), content)
        for number, attachment in enumerate(rfq.attachments, start=1)
        if not attachment.inline
    ]


def sheet_view(index: int, table: Table, placed: Sequence[Placed]) -> SheetView:
    """A table with its marks; of a long one the rows that were read from, each with its neighbours."""
    by_cell: dict[tuple[int, int], dict[Mark, None]] = {}
    for one in placed:
        source = one.source
        if source.table == index and source.row is not None and source.column is not None:
            by_cell.setdefault((source.row, source.column), {})[one.mark] = None
    width = max((len(row.cells) for row in table.rows), default=0)
    shown = _shown(table.rows, {row for row, _ in by_cell})
    rows: list[tuple[int, tuple[Cell, ...]] | None] = []
    signed = set[Mark]()
    last = -1
    for at in shown:
        if at != last + 1:
            rows.append(None)
        last = at
        rows.append((table.rows[at].number, _cells(table.rows[at], by_cell, width, signed)))
    return SheetView(
        table.label,
        tuple(_letter(column) for column in range(width)),
        tuple(rows),
        len(table.rows) - len(shown),
    )


def is_pdf(content: bytes) -> bool:
    """Whether the bytes are a PDF, whatever they are called."""
    return b"%PDF-" in content[:1024]


def is_picture(content: bytes) -> str:
    """The media type of a picture that a browser may show; empty for anything else."""
    return next((kind for magic, kind in _PICTURES.items() if content.startswith(magic)), "")


def _cells(
    row: TableRow, by_cell: Mapping[tuple[int, int], Mapping[Mark, None]], width: int, signed: set[Mark]
) -> tuple[Cell, ...]:
    cells = []
    for column in range(width):
        text = row.cells[column] if column < len(row.cells) else ""
        cells.append(Cell(text, tuple(by_cell.get((row.number, column), ()))))
        signed.update(cells[-1].marks)
    return tuple(cells)


def _shown(rows: Sequence[TableRow], marked: set[int]) -> list[int]:
    if len(rows) <= _ROWS:
        return list(range(len(rows)))
    wanted = {0}
    for at, row in enumerate(rows):
        if row.number in marked:
            wanted.update(range(max(0, at - _AROUND), min(len(rows), at + _AROUND + 1)))
    return sorted(wanted)[: 10 * _ROWS] if len(wanted) > 1 else list(range(_ROWS))


def _file(
    number: int, attachment: Attachment, placed: Sequence[Placed], content: Callable[[str], bytes]
) -> FileView:
    sheets = tuple(sheet_view(index, table, placed) for index, table in enumerate(attachment.tables))
    text = tuple(pieces(attachment.text[:_SHOWN_TEXT], placed)) if attachment.text else ()
    pages, more, picture, problem = tuple[PageView, ...](), 0, False, ""
    try:
        raw = content(attachment.object_key)
    except KeyError:
        problem = "the file is not there any more"
    else:
        picture = bool(is_picture(raw))
        if is_pdf(raw):
            try:
                pages, more = _pages(raw, attachment, placed)
            except RejectedError as error:
                problem = str(error)
    return FileView(number, attachment, sheets, text, pages, more, picture, problem)


def _pages(
    content: bytes, attachment: Attachment, placed: Sequence[Placed]
) -> tuple[tuple[PageView, ...], int]:
    """The pages from which something was read; the first one where nothing was."""
    sizes = page_sizes(content)
    boxes = [*_cell_boxes(attachment, placed), *_word_boxes(content, placed)]
    wanted = sorted({box.page for box, _ in boxes} | {1})
    pages = tuple(
        PageView(number, *sizes[number - 1], tuple((box, mark) for box, mark in boxes if box.page == number))
        for number in wanted
        if number <= len(sizes)
    )
    return pages[:MOST_PAGES], len(sizes) - len(pages)


def _cell_boxes(attachment: Attachment, placed: Sequence[Placed]) -> list[tuple[Box, Mark]]:
    found = []
    for one in placed:
        source = one.source
        if source.table is None or source.table >= len(attachment.tables) or source.column is None:
            continue
        row = next((row for row in attachment.tables[source.table].rows if row.number == source.row), None)
        box = row.boxes[source.column] if row and source.column < len(row.boxes) else None
        if box is not None:
            found.append((box, one.mark))
    return found


def _word_boxes(content: bytes, placed: Sequence[Placed]) -> list[tuple[Box, Mark]]:
    loose = [one for one in placed if one.source.table is None and one.source.start is not None]
    if not loose:
        return []
    places = places_of(content, [one.source.quote for one in loose])
    return [(box, one.mark) for one in loose for box in places.get(one.source.quote, ())]


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
