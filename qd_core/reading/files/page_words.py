"""Words with their places on a page, and the lines they stand on. Points, origin top left, text upright."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter, sub
from statistics import median

__all__ = ["Chunk", "Line", "Page", "Rule", "Word", "lines_of"]

_RULER = re.compile(r"[-=_*·.|+…]{2,}|[.·…]")
_RULER_MARKS = "-=_*·.|+…"
_SAME_LINE = 0.35
"""How far two words' bottoms may differ on one line, as a share of the smaller height."""

_TYPED_GAP = 1.4
"""The gap between chunks of typewriter text, in characters."""
_PITCHES = 4


@dataclass(slots=True)
class Word:
    """One word; the box is the font's, not the glyphs', so that words of one line share top and bottom."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Rule:
    """A drawn line: horizontal where ``top`` equals ``bottom``, vertical where ``left`` equals ``right``."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Page:
    """``number`` counts from 1. ``width`` and ``height`` are the page's as shown; ``turn`` is by how many degrees the
    shown page was turned clockwise until its text stood upright, which words and rules do. ``picture``: an image covers
    much of the page; ``hidden``: words that nobody sees were left out."""

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Rule] = field(default_factory=list)
    picture: bool = False
    turn: int = 0
    hidden: bool = False

    @property
    def upright_height(self) -> float:
        """The height of the page with its text upright."""
        return self.width if self.turn in (90, 270) else self.height

    @property
    def upright_width(self) -> float:
        """The width of the page with its text upright."""
        return self.height if self.turn in (90, 270) else self.width


@dataclass(slots=True)
class Chunk:
    """Words of a line with no more than a space between them."""

    words: list[Word]
    left: float
    right: float

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join([word.text for word in self.words])


class Line:
    """Words on one base line, left to right. ``base`` is the first word's bottom: steady where a line mixes sizes."""

    __slots__ = ("base", "bottom", "chunks", "height", "top", "words")

    def __init__(self, words: list[Word], space: float = 0.25, pitches: Sequence[float] = ()) -> None:
        """``space`` is the page's usual gap between words, as a share of the height; ``pitches`` its typewriter's."""
        words.sort(key=_left)
        self.words = words
        self.base = words[0].bottom
        tops, bottoms = [word.top for word in words], [word.bottom for word in words]
        self.top, self.bottom = min(tops), max(bottoms)
        heights = sorted(map(sub, bottoms, tops))
        self.height = heights[len(heights) // 2] or 1.0
        limit = min(max(1.4 * space, 0.45), 1.2) * self.height
        for pitch in pitches:
            if all(_is_typed(word, pitch) for word in words):
                limit = _TYPED_GAP * pitch
        self.chunks = _chunks(words, limit)

    @property
    def text(self) -> str:
        """All words with a space between them."""
        return " ".join([word.text for word in self.words])


def _typewriter_pitch(words: Sequence[Word]) -> float:
    """The width of a character where all are of one width (whose spaces are wide, too), else 0."""
    pitch = 0.0
    seen = 0
    for word in words:
        if len(word.text) > 2 and sum(map(str.isalpha, word.text)) > 1:
            if seen and not _is_typed(word, pitch):
                return 0.0
            pitch = pitch or (word.right - word.left) / len(word.text)
            seen += 1
    return pitch if seen > 1 else 0.0


def _is_typed(word: Word, pitch: float) -> bool:
    width = word.right - word.left
    return abs(width - pitch * len(word.text)) <= 0.02 * width


_left = attrgetter("left")
_bottom = attrgetter("bottom")


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of a page from top to bottom, each cut into chunks. Typed rulers and dot leaders are left out."""
    groups: list[list[Word]] = []
    last: list[
        tuple[float, float, list[Word]]
    ] = []  # three, the lowest first, each with its base and its reach
    for word in sorted(words, key=_bottom):
        if word.text[0] in _RULER_MARKS and _RULER.fullmatch(word.text):
            continue
        bottom = word.bottom
        own_reach = _SAME_LINE * (bottom - word.top)
        for base, reach, group in last:
            if own_reach >= bottom - base <= reach:
                group.append(word)
                break
        else:
            group = [word]
            groups.append(group)
            last = [(bottom, own_reach, group), *last[:2]]
    space = _space(groups)
    pitches = sorted({round(pitch, 2) for group in groups if (pitch := _typewriter_pitch(group))})[:_PITCHES]
    return [Line(group, space, pitches) for group in groups]


def _space(groups: Sequence[list[Word]]) -> float:
    """The usual gap between two words, as a share of the line's height."""
    shares: list[float] = []
    for group in groups:
        group.sort(key=_left)
        height = group[0].bottom - group[0].top or 1.0
        for before, after in pairwise(group):
            share = (after.left - before.right) / height
            if 0.05 < share < 0.7:
                shares.append(share)
    return median(shares) if len(shares) >= 5 else 0.25


def _chunks(words: Sequence[Word], limit: float) -> list[Chunk]:
    first = words[0]
    chunk = Chunk([first], first.left, first.right)
    chunks = [chunk]
    for word in words[1:]:
        if word.left - chunk.right > limit:
            chunk = Chunk([word], word.left, word.right)
            chunks.append(chunk)
        else:
            chunk.words.append(word)
            if word.right > chunk.right:
                chunk.right = word.right
    return chunks
