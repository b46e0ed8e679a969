"""Which lines of a page stand in columns: a region grows from line to line while the columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qd_core.reading.files.page_words import Chunk, Line

__all__ = ["Region", "is_labelled", "regions_of"]

_PENDING = 15
"""Lines of a single cell that may follow each other inside a table: a long wrapped description, or headings."""
_HEADING_WORDS = 25
_LABEL = re.compile(r"^[^\d\W][^:]{0,40}:(?:\s|$)")
_BARE_LABEL = re.compile(r"^[^\d\W][^:]{0,40}:$")


@dataclass(slots=True)
class Region:
    """Lines in columns. ``rows`` are those of several chunks; of ``lines``, ``across`` (by id) run over the columns."""

    lines: list[Line]
    rows: list[Line]
    columns: list[list[float]] = field(default_factory=list)
    across: set[int] = field(default_factory=set)
    widest: int = 0


def regions_of(lines: Sequence[Line]) -> list[Region | Line]:
    """The lines in order, those that stand in columns gathered to regions."""
    found: list[Region | Line] = []
    at = 0
    while at < len(lines):
        region, end = _grow(lines, at) if len(lines[at].chunks) >= 2 else (None, at + 1)
        if region is None:
            found.append(lines[at])
            at += 1
            continue
        _pull_head_down(found, region)
        _pull_cell_down(found, region)
        found.append(region)
        at = end
    return found


def is_labelled(line: Line) -> bool:
    """Whether the line is labelled values (``Date: 2 June   Contact: J. Roe``) and not a row of a table."""
    chunks = line.chunks
    return bool(_LABEL.match(chunks[0].text)) and not _heads_blocks(line)


def _heads_blocks(line: Line) -> bool:
    """``Bill to:   Ship to:`` heads two blocks that stand side by side."""
    return len(line.chunks) > 1 and all(_BARE_LABEL.match(chunk.text) for chunk in line.chunks)


def _grow(lines: Sequence[Line], start: int) -> tuple[Region | None, int]:
    first = lines[start]
    region = Region(
        [first], [first], [[chunk.left, chunk.right] for chunk in first.chunks], widest=len(first.chunks)
    )
    labelled = is_labelled(first)
    pending: list[tuple[Line, bool]] = []
    end = start + 1
    widest_gap = 0.0
    for at in range(start + 1, len(lines)):
        line, before = lines[at], lines[at - 1]
        gap = line.top - before.bottom
        placed = _placed(line, region.columns)
        if gap > max(_reach(line, region, placed), 1.8 * widest_gap):
            break
        if len(line.chunks) == 1:
            pending.append((line, placed is not None))
            if len(pending) > _PENDING or _ends_table(line, region, gap, fits=placed is not None):
                break
            continue
        if placed is None or is_labelled(line) != labelled:
            break
        if region.widest == 2 and any(column < 0 for _, column in placed):
            break
        if _starts_another(line, region, near=gap <= 1.2 * widest_gap + 3):
            break
        _take(region, pending)
        _accept(region, line, placed)
        widest_gap = max(widest_gap, gap)
        end = at + 1
    if len(region.rows) < 2:
        return None, start + 1
    taken = _tail(region, pending)
    _take(region, pending[:taken])
    return region, end + taken


def _take(region: Region, pending: list[tuple[Line, bool]]) -> None:
    for line, fits in pending:
        region.lines.append(line)
        if not fits:
            region.across.add(id(line))
    pending.clear()


def _tail(region: Region, pending: Sequence[tuple[Line, bool]]) -> int:
    """How many of the last lines of one cell are the rest of the last row, and not the prose below the table."""
    last = region.lines[-1]
    count = 0
    for line, fits in pending:
        gap = line.top - last.bottom
        if (
            not fits
            or gap > 0.45 * line.height
            or not (_goes_on(line, region) or gap < 0.5 * _row_gap(region))
        ):
            break
        count, last = count + 1, line
    return count


def _row_gap(region: Region) -> float:
    """The least gap between two rows; 0 where rows stand as close as lines do."""
    gaps = [below.top - above.bottom for above, below in pairwise(region.rows)]
    return least if gaps and (least := min(gaps)) > 0.3 * region.rows[0].height else 0.0


def _goes_on(line: Line, region: Region) -> bool:
    """In the first column only text may go on that was wrapped there before, or whose first word had no room above."""
    chunk = line.chunks[0]
    if chunk.left > region.columns[0][1]:
        return True
    if any(len(row.chunks) == 1 and abs(row.chunks[0].left - chunk.left) < 2 for row in region.lines[1:]):
        return True
    above, word = region.lines[-1].chunks[0], chunk.words[0]
    room = region.columns[1][0] - 1.3 * line.height - above.right
    return abs(above.left - chunk.left) < 2 and word.right - word.left + 0.2 * line.height > room


def _ends_table(line: Line, region: Region, gap: float, *, fits: bool) -> bool:
    """Whether a line of one piece is prose or a label below the table, and no wrapped cell and no heading in it."""
    at_margin = line.chunks[0].left < region.columns[0][1]
    if _LABEL.match(line.text) and at_margin and (region.widest == 2 or fits) and gap > 0.45 * line.height:
        return True
    return not fits and (region.widest == 2 or len(line.words) > _HEADING_WORDS)


def _starts_another(line: Line, region: Region, *, near: bool) -> bool:
    """A line of clearly more columns is the head of a table of its own, below a block of labelled values; below a head
    without figures (``Dimensions`` over ``L W H``) it is the first row of its body."""
    if len(line.chunks) <= region.widest + 1 and not (region.widest == 2 and len(line.chunks) > 2):
        return False
    return not (near and _has_digits(line) and not any(_has_digits(row) for row in region.lines))


def _has_digits(line: Line) -> bool:
    return any(char.isdigit() for char in line.text)


def _reach(line: Line, region: Region, placed: list[tuple[Chunk, int]] | None) -> float:
    """How far below the last line the next row may stand: farther where it fills the same columns, one by one."""
    columns = {column for _, column in placed} if placed else set()
    if len(line.chunks) > 2 and len(columns) == len(line.chunks) >= region.widest - 1 and -1 not in columns:
        return 5 * line.height
    return (2.5 if len(region.rows) < 3 else 1.5) * line.height


def _accept(region: Region, line: Line, placed: list[tuple[Chunk, int]]) -> None:
    region.lines.append(line)
    region.rows.append(line)
    region.widest = max(region.widest, len(line.chunks))
    fresh: list[list[float]] = []
    for chunk, column in placed:
        if column < 0:
            fresh.append([chunk.left, chunk.right])
        else:
            bounds = region.columns[column]
            if chunk.left < bounds[0]:
                bounds[0] = chunk.left
            if chunk.right > bounds[1]:
                bounds[1] = chunk.right
    if fresh:
        region.columns = sorted(region.columns + fresh)


def _placed(line: Line, columns: list[list[float]]) -> list[tuple[Chunk, int]] | None:
    """Each chunk with its column, -1 for a new one; None where a chunk runs across columns."""
    placed: list[tuple[Chunk, int]] = []
    for chunk in line.chunks:
        left, right = chunk.left, chunk.right
        hits = [  # the columns that share more than half a point with it
            at
            for at, (start, end) in enumerate(columns)
            if right - start > 0.5 and end - left > 0.5 and end - start > 0.5 and right - left > 0.5
        ]
        if len(hits) <= 1:
            placed.append((chunk, hits[0] if hits else -1))
            continue
        parts = _cut(chunk, columns, hits)
        if parts is None:
            return None
        placed.extend(parts)
    if len(line.chunks) == 1 and placed[0][1] < 0:
        return None
    return placed


def _cut(chunk: Chunk, columns: list[list[float]], hits: list[int]) -> list[tuple[Chunk, int]] | None:
    """``chunk`` cut between words where one column ends and the next begins; None where a word is in the way."""
    parts: list[tuple[Chunk, int]] = []
    words = chunk.words
    for here, there in pairwise(hits):
        border = columns[there][0]
        count = next((n for n, word in enumerate(words) if word.left >= border - 1.0), 0)
        if not count or words[count - 1].right > border:
            return None
        parts.append((Chunk(words[:count], words[0].left, words[count - 1].right), here))
        words = words[count:]
    return [*parts, (Chunk(words, words[0].left, words[-1].right), hits[-1])]


def _pull_head_down(found: list[Region | Line], region: Region) -> None:
    """The upper lines of a head that is higher than one line and has gaps in it."""
    while found:
        line, first = found[-1], region.lines[0]
        if not isinstance(line, Line) or first.top - line.bottom > 0.3 * first.height:
            return
        if any(char.isdigit() for char in line.text) or line.text.endswith((":", ".", "!", "?", ",")):
            return
        placed = _placed(line, region.columns)
        if placed is None or any(column < 0 for _, column in placed):
            return
        if any(chunk.right > region.columns[column][1] + line.height for chunk, column in placed):
            return
        region.lines.insert(0, line)
        if len(line.chunks) > 1:
            region.rows.insert(0, line)
        found.pop()


def _pull_cell_down(found: list[Region | Line], region: Region) -> None:
    """The first lines of a wrapped cell, where a page goes on with a row whose other cells are set lower."""
    near = 0.5 * _row_gap(region)
    while found and near and _has_digits(region.rows[0]):
        line, first = found[-1], region.lines[0]
        if not isinstance(line, Line) or len(line.chunks) > 1 or first.top - line.bottom > near:
            return
        if _placed(line, region.columns) is None:
            return
        region.lines.insert(0, line)
        found.pop()
