"""Tables whose columns stand one blank apart, as a paste leaves them: `Pos Artikel Bezeichnung Menge` over
`1 700412 Sauglippe 850 mm 4`. The heading tells which words of a row are which cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qd_core.model.uom import unit_word
from qd_core.reading.line_items.blocks import GridCell, GridRow, RawLine
from qd_core.reading.line_items.columns import Role, exact_heading

__all__ = ["spaced_table"]

_WORD: Final = re.compile(r"\S+")
_OTHER_TABLE: Final = re.compile(r"[ ]{2}|[\t|;]")
"""What parts the columns of tables of other kinds."""
_LONGEST_HEAD: Final = 120
_LONGEST_ROW: Final = 300
_MOST_WORDS: Final = 3
"""Words of one heading."""
_COUNT: Final = re.compile(r"\d[\d.,']*|\?")
_FIGURE: Final = re.compile(r"[€$£]?\d[\d.,']*[€$£%]?|-")
_CURRENCY: Final = re.compile(r"[€$£]|EUR|USD|GBP|CHF")
_CODE: Final = re.compile(r"(?=\S*\d)\S{2,}")

_Words = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings of a table and what they mean; ``wide`` is the one column whose cells have several words."""

    cells: tuple[GridCell, ...]
    roles: tuple[Role, ...]
    wide: int


def spaced_table(text: str, lines: Sequence[RawLine], at: int) -> tuple[int, list[GridRow]]:
    """The table whose heading is line ``at``: where it ends and its rows; ``(at, [])`` when there is none."""
    head = _head(text, lines[at])
    if head is None:
        return at, []
    rows: list[GridRow] = []
    end = at + 1
    while end < len(lines) and not (lines[end].blank_before and rows):
        row = _row(text, lines[end], head)
        if row is None:
            if not rows or not _goes_on(text, lines, end, head):
                break
            rows[-1] = _longer(text, rows[-1], lines[end], head)
        else:
            rows.append(row)
        end += 1
    if len(rows) < (1 if len(head.cells) > 2 else 2):
        return at, []
    return end, [GridRow(head.cells), *rows]


def _head(text: str, line: RawLine) -> _Head | None:
    run = text[line.start : line.end]
    if len(run) > _LONGEST_HEAD or _OTHER_TABLE.search(run) or run[:1].isdigit():
        return None
    words = list(_WORD.finditer(text, line.start, line.end))
    cells: list[GridCell] = []
    roles: list[Role] = []
    at = 0
    while at < len(words):
        found = next(
            ((n, role) for n in range(_MOST_WORDS, 0, -1) if (role := _role(text, words[at : at + n]))), None
        )
        if found is None:
            return None
        size = min(found[0], len(words) - at)
        cells.append(_cell(text, words[at : at + size]))
        roles.append(found[1])
        at += size
    wide = _wide(roles)
    if wide is None or roles.count(Role.QUANTITY) != 1:
        return None
    return _Head(tuple(cells), tuple(roles), wide)


def _role(text: str, words: _Words) -> Role | None:
    return exact_heading(text[words[0].start() : words[-1].end()]) if words else None


def _wide(roles: Sequence[Role]) -> int | None:
    """The one column that names things; None where two columns may have several words."""
    if any(role in {Role.ATTRIBUTE, Role.NOTE} for role in roles):
        return None
    for role in (Role.NAME, Role.SKU):
        if role in roles:
            return roles.index(role) if roles.count(role) == 1 else None
    return None


def _row(text: str, line: RawLine, head: _Head) -> GridRow | None:
    """The cells of a row; one that has all before the name but no quantity behind it has an empty one."""
    if line.end - line.start > _LONGEST_ROW:
        return None
    words = list(_WORD.finditer(text, line.start, line.end))
    front: list[GridCell] = []
    for role in head.roles[: head.wide]:
        size = _size(role, words, head, ahead=True)
        if not size:
            return None
        front.append(_cell(text, words[:size]))
        words = words[size:]
    back: list[GridCell] = []
    rest = list(words)
    for role in reversed(head.roles[head.wide + 1 :]):
        size = _size(role, rest, head, ahead=False)
        if not size:
            back = []
            break
        back.insert(0, _cell(text, rest[-size:]))
        rest = rest[:-size]
    behind = len(head.roles) - head.wide - 1
    if len(back) < behind:
        if not front:
            return None
        blank = GridCell("", line.end, line.end)
        return GridRow((*front, _cell(text, words), *[blank] * behind)) if words else None
    return GridRow((*front, _cell(text, rest), *back)) if rest else None


_FORMS: Final = {
    Role.POSITION: re.compile(r"\d{1,4}[.)]?"),
    Role.SKU: _CODE,
    Role.FOREIGN: _CODE,
    Role.QUANTITY: _COUNT,
    Role.UNIT: re.compile(r"[^\W\d_]+[²³]?\.?"),
    Role.OTHER: _FIGURE,
}


def _size(role: Role, words: _Words, head: _Head, *, ahead: bool) -> int:
    """How many words the first cell (or the last) of a row takes; 0 when they are none of its column."""
    form = _FORMS.get(role)
    if not words or form is None:
        return 0
    word = words[0 if ahead else -1][0]
    named = (role is Role.QUANTITY and Role.UNIT not in head.roles and unit_word(word) is not None) or (
        role is Role.OTHER and _CURRENCY.fullmatch(word) is not None
    )
    if named and not ahead and len(words) > 1:
        return 2 if form.fullmatch(words[-2][0]) else 0
    return 1 if form.fullmatch(word) else 0


def _goes_on(text: str, lines: Sequence[RawLine], at: int, head: _Head) -> bool:
    """Whether a line is the rest of the name above it: a row follows, and it is none."""
    return (
        at + 1 < len(lines) and not lines[at + 1].blank_before and _row(text, lines[at + 1], head) is not None
    )


def _longer(text: str, row: GridRow, line: RawLine, head: _Head) -> GridRow:
    cells = list(row.cells)
    name = cells[head.wide]
    behind = cells[head.wide + 1 :]
    if all(not cell.text for cell in behind):  # one run of text, so that the whole can be quoted
        cells[head.wide] = GridCell(text[name.start : line.end], name.start, line.end)
    return GridRow(tuple(cells))


def _cell(text: str, words: _Words) -> GridCell:
    start, end = words[0].start(), words[-1].end()
    return GridCell(text[start:end], start, end)
