"""The lines of a text as a person sees them: paragraphs, list lines, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from qd_core.reading.line_items.bare_positions import bare_positions
from qd_core.reading.line_items.blocks import BULLET, Block, GridBlock, Line, RawLine
from qd_core.reading.line_items.item_lines import item_lines
from qd_core.reading.line_items.numbered_pieces import pieces_of
from qd_core.reading.line_items.text_grids import Grids

__all__ = ["blocks_of"]

_NUMBERED = re.compile(
    r"[ \t]*(?:(?:(?:pos|position|item|line|artikel|ligne|línea|linea|lot|no|nr)\.?[ \t]*#?)?"
    r"(?P<index>\d{1,3})(?:[.):](?=[ \t]|[^\W\d])|[ \t]+-(?=[ \t]))[ \t]*"
    r"|\((?P<paren>\d{1,3})\)[ \t]*|(?P<letter>[a-z])[.)][ \t]+"
    r"|(?:pos|position|item|line|ligne|línea)\.?[ \t]*#?(?P<labelled>\d{1,3})[ \t]*[:.)-]?[ \t]+)",
    re.IGNORECASE,
)
_COUNT_LAST = re.compile(r"\w.*[^\W\d].* [-–—] ?\d+(?: [^\W\d]{1,12}\.?)?(?P<aside>, .*)?")
"""`vinyl gloves - 1 case`, perhaps with an aside."""
_LONGEST_ROW: Final = 400
_WRAP: Final = 55
"""Shorter texts are not wrapped by a mail program: every line end is meant."""


def blocks_of(text: str) -> list[Block]:
    """The blocks of ``text`` in order. Linear in the length."""
    lines = list(_raw_lines(text))
    widest = max((line.end - line.start for line in lines), default=0)
    grids = Grids(text, lines)
    positions = bare_positions([text[line.start : line.end][:_LONGEST_ROW] for line in lines])
    items = item_lines([(text[line.start : line.end], line.blank_before) for line in lines])
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        grid_end, rows = grids.at(at)
        if grid_end > at:
            blocks.append(GridBlock(tuple(rows)))
            at = grid_end
            continue
        end = at + 1
        head = _line(text, lines[at])
        if at in positions and head.index is None:
            number, width = positions[at]
            head = replace(head, index=number, start=head.start + width, labelled=True)
        listed = head.bullet or head.index is not None
        while end < len(lines) and end not in items and _continues(text, lines, end, widest, bullet=listed):
            end += 1
        blocks.append(replace(head, end=lines[end - 1].end))
        at = end
    return _settle_numbers(blocks)


def _raw_lines(text: str) -> Iterator[RawLine]:
    at = 0
    blank = True
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        stripped = text[at:end].strip()
        if not stripped:
            blank = True
        else:
            start = at + (len(text[at:end]) - len(text[at:end].lstrip(" ")))
            stop = at + len(text[at:end].rstrip())
            for piece_start, piece_end in pieces_of(text, start, stop):
                yield RawLine(piece_start, piece_end, blank)
                blank = False
        at = end + 1


def _line(text: str, raw: RawLine) -> Line:
    """A line without its bullet or list number."""
    start, bullet, index = raw.start, False, None
    match = BULLET.match(text, start, raw.end)
    if match is not None:
        start, bullet = match.end(), True
    outset, labelled, enumerated = start, False, False
    numbered = _NUMBERED.match(text, start, raw.end)
    if numbered is not None and numbered.end() < raw.end:
        number = numbered["index"] or numbered["paren"] or numbered["labelled"]
        index = int(number) if number else None
        labelled = numbered["labelled"] is not None or text[start].isalpha()
        enumerated = numbered["index"] is not None and text[numbered.end("index")] in ".)"
        if (index is not None and index > 0) or numbered["letter"]:
            start = numbered.end()
    return Line(start, raw.end, bullet, index, raw.blank_before, outset, labelled, enumerated)


def _continues(text: str, lines: Sequence[RawLine], at: int, widest: int, *, bullet: bool) -> bool:
    """Whether line ``at`` was wrapped off the line before it."""
    line, before = lines[at], lines[at - 1]
    if line.blank_before or _starts_item(text, line) or "\t" in text[line.start : line.end]:
        return False
    previous = text[before.start : before.end]
    own = _COUNT_LAST.fullmatch(text, line.start, min(line.end, line.start + _LONGEST_ROW))
    if own is not None and _COUNT_LAST.fullmatch(previous[:_LONGEST_ROW]):
        return False  # both are counted
    if (
        bullet
        and line.start > before.start
        and text[line.start - 1 : line.start] == " "
        and previous[-1:] not in ".!?:"
    ):
        return text[line.start].islower() or len(previous) > _WRAP
    ended = previous[-1:] in ".!?]" and not text[line.start].islower()
    if previous[-1:] in ":|" or ended:
        return False
    if widest < _WRAP:
        return False
    first = text[line.start : line.end].split(maxsplit=1)[0]
    width = max(_WRAP + 5, min(widest, 80))
    return len(previous) + 1 + len(first) > width


def _starts_item(text: str, line: RawLine) -> bool:
    return (
        BULLET.match(text, line.start, line.end) is not None
        or _NUMBERED.match(text, line.start, line.end) is not None
    )


def _settle_numbers(blocks: list[Block]) -> list[Block]:
    """A number is a list index where the lines run 1, 2, 3 (or 10, 20, 30); `(24) filters` counts filters. Written
    `3)`, `4)` a list may start anywhere: it goes on from an earlier mail."""
    settled: list[Block] = []
    last = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and block.index is not None and not block.labelled:
            following = next(
                (other.index for other in blocks[at + 1 : at + 4] if isinstance(other, Line) and other.index),
                None,
            )
            starts = block.index in {1, 10} and following in {None, block.index + 1, block.index * 2}
            starts = starts or (block.enumerated and following == block.index + 1)
            if starts or (last and block.index in {last + 1, last + 10}):
                last = block.index
            else:
                settled.append(replace(block, start=block.outset, index=None))
                continue
        settled.append(block)
    return settled
