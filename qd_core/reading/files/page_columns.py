"""Where one column of a table ends and the next begins: the white rivers that all its rows leave open."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qd_core.reading.files.page_words import Chunk, Line, Word

__all__ = ["Columns", "columns_of"]

_CHUNK_RIVER = 0.25
_WORD_RIVER = 0.2
"""The least width of a river, as a share of the line height."""


@dataclass(frozen=True, slots=True)
class Columns:
    """``boundaries`` are the x positions between the columns, left to right; ``rivers`` the white space around each.

    ``drawn``: by rules, so that every word has its place; where a rule is not drawn (each has its spans, top to bottom)
    the cells on both sides are one. Else a chunk is one cell's, or cut where it crosses a river.
    """

    boundaries: list[float]
    rivers: list[tuple[float, float]] = field(default_factory=list)
    drawn: Sequence[Sequence[tuple[float, float]]] = ()

    def cells(self, line: Line) -> list[list[Word]]:
        """The words of ``line`` in each column."""
        cells: list[list[Word]] = [[] for _ in range(len(self.boundaries) + 1)]
        if self.drawn:
            self._by_rules(line, cells)
            return cells
        for chunk in line.chunks:
            start = 0
            first, last = bisect_left(self.boundaries, chunk.left), bisect_left(self.boundaries, chunk.right)
            if first == last:
                cells[first] += chunk.words
                continue
            if len(line.chunks) > 1:
                for column in range(first, last):
                    end = _cut(chunk, start, self.rivers[column], line.height)
                    cells[column].extend(chunk.words[start:end])
                    start = max(start, end)
            if start < len(chunk.words):
                cells[bisect_left(self.boundaries, chunk.words[start].left)].extend(chunk.words[start:])
        return cells

    def _by_rules(self, line: Line, cells: list[list[Word]]) -> None:
        middle = (line.top + line.bottom) / 2
        here = [
            at
            for at, spans in enumerate(self.drawn)
            if any(top - 1 <= middle <= bottom + 1 for top, bottom in spans)
        ]
        edges = [self.boundaries[at] for at in here]
        for word in line.words:
            column = bisect_left(edges, (word.left + word.right) / 2)
            cells[here[column - 1] + 1 if column else 0].append(word)


def _cut(chunk: Chunk, start: int, river: tuple[float, float], height: float) -> int:
    """Where ``chunk`` is cut at ``river``: before the word (its index) behind the widest gap there; ``start``: nowhere.

    Text that runs on over the next, empty cell has no gap there wider than its others.
    """
    words = chunk.words
    best, widest = start, 0.0
    gaps: list[float] = []
    for at in range(start + 1, len(words)):
        gap = words[at].left - words[at - 1].right
        gaps.append(gap)
        if gap > widest and words[at].left > river[0] - 0.5 and words[at - 1].right < river[1] + 0.5:
            best, widest = at, gap
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 else 0.0
    return best if widest >= max(_WORD_RIVER * height, 1.25 * usual) else start


def columns_of(lines: Sequence[Line]) -> Columns:
    """The columns of ``lines`` (each of several chunks), whose first may be a head: its words may stand close.

    A river is open where no chunk crosses it. In a long table a few rows may overflow. Between words that stand close
    in every row (``Qty Unit`` over ``10 pcs``) it is open too, where no word crosses it and a column of numbers ends.
    """
    head = lines[0]
    headed = len(lines) > 1 and not any(char.isdigit() for char in head.text)
    if headed and len(lines) > 2 and len(head.chunks) < max(len(line.chunks) for line in lines[1:]):
        lines = lines[1:]  # the head names groups of columns
        headed = False
    overflow = len(lines) // 12 if len(lines) >= 12 else 0
    edges = _edges(lines, head.words if headed else lines[0].chunks)
    height = min(line.height for line in lines)
    found: list[tuple[float, float]] = []
    narrow: list[tuple[float, float]] = []
    chunks = words = 0
    started, state = edges[0][0], _SHUT
    for at, chunk_step, word_step in edges:
        chunks, words = chunks + chunk_step, words + word_step
        now = _OPEN if chunks <= overflow else _NARROW if words == 0 else _SHUT
        if now == state:
            continue
        width, middle = at - started, (started + at) / 2
        if state == _OPEN and width >= _CHUNK_RIVER * height and _has_both_sides(lines, middle):
            found.append((started, at))
        elif state == _NARROW and width >= _WORD_RIVER * height and _parts_numbers(lines, middle):
            narrow.append((started, at))
        started, state = at, now
    rivers = sorted(_filled(lines, found) + narrow)
    return Columns([(left + right) / 2 for left, right in rivers], rivers)


def _edges(lines: Sequence[Line], first: Sequence[Chunk | Word]) -> list[tuple[float, int, int]]:
    """Where chunks and words begin and end, left to right: x, how many more chunks and how many more words there are
    from there on. Of the first line ``first`` are the chunks."""
    words = [word for line in lines for word in line.words]
    chunks = [*first, *(chunk for line in lines[1:] for chunk in line.chunks)]
    return sorted(
        [
            *((at, count, 0) for at, count in Counter([chunk.left for chunk in chunks]).items()),
            *((at, -count, 0) for at, count in Counter([chunk.right for chunk in chunks]).items()),
            *((at, 0, count) for at, count in Counter([word.left for word in words]).items()),
            *((at, 0, -count) for at, count in Counter([word.right for word in words]).items()),
        ]
    )


_SHUT, _OPEN, _NARROW = range(3)


def _filled(lines: Sequence[Line], rivers: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The rivers without those that cut off no column, but the overhang of a head or of a few long cells."""
    kept = list(rivers)
    spans = [(chunk.left, chunk.right) for line in lines for chunk in line.chunks]
    for river in rivers:
        at = (river[0] + river[1]) / 2
        crossing = sum([left < at < right for left, right in spans])
        if not crossing:
            continue
        index = kept.index(river)
        left = kept[index - 1][1] if index else float("-inf")
        right = kept[index + 1][0] if index + 1 < len(kept) else float("inf")
        for low, high in ((left, at), (at, right)):
            filled = sum(1 for line in lines if any(low - 1 < word.left < high for word in line.words))
            if filled <= crossing:
                kept.remove(river)
                break
    return kept


def _parts_numbers(lines: Sequence[Line], at: float) -> bool:
    """Whether numbers end at ``at`` in every row below the first, which has words on both sides of it."""
    if len(lines) < 3:
        return False
    for index, line in enumerate(lines):
        place = bisect_left([word.left for word in line.words], at)
        if not 0 < place < len(line.words):
            return False
        before, after = line.words[place - 1], line.words[place]
        if after.left - before.right > 1.5 * line.height:
            return False
        if index and not before.text[:1].isdigit():
            return False
    return not any(char.isdigit() for char in lines[0].text)


def _has_both_sides(lines: Sequence[Line], at: float) -> bool:
    return any(line.words[0].left < at for line in lines) and any(line.words[-1].left > at for line in lines)
