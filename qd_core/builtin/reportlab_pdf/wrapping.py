"""Breaking text into lines: at spaces, and inside a word only where it is wider than the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qd_core.builtin.reportlab_pdf.fonts import Face

__all__ = ["ProseLine", "wrap", "wrap_cell", "wrap_paragraphs"]

_BULLETS = ("- ", "* ", "• ", "– ")
_JOINTS = frozenset("-/_.\u2010\u2013")
_SHORTEST = 0.18
_SHORT = 0.3
"""A last line under this share of the width is evened out."""


def wrap(text: str, width: float, face: Face, size: float, *, narrowest: float = 0.0) -> tuple[str, ...]:
    """Cleaned ``text`` in lines of at most ``width`` points; linear in its length. Nothing is cut off, and no last
    line is left with one short word where lines of ``narrowest`` (a share of the width) can spare some."""
    whole = face.width(text, size)
    if whole <= width:
        return (text,)
    lines = _greedy(text, width, face, size)
    if face.width(lines[-1], size) < width * _SHORT:
        target = max(whole / len(lines) * 1.12, width * narrowest)
        evener = _greedy(text, min(width, target), face, size)
        if len(evener) == len(lines):
            return evener
    return lines


def wrap_cell(text: str, width: float, face: Face, size: float) -> tuple[str, ...]:
    """The same for a description: where two lines do, they part at a comma rather than inside a phrase."""
    lines = wrap(text, width, face, size)
    if len(lines) == 2:
        end = text.rfind(", ")
        while end > 0 and (rest := face.width(text[end + 2 :], size)) <= width:
            if rest >= width * _SHORTEST and face.width(text[: end + 1], size) <= width:
                return text[: end + 1], text[end + 2 :]
            end = text.rfind(", ", 0, end)
    return lines


def _greedy(text: str, width: float, face: Face, size: float) -> tuple[str, ...]:
    lines: list[str] = []
    line, used = "", 0.0
    space = face.width(" ", size)
    for word in _words(text, width, face, size):
        length = face.width(word, size)
        if line and used + space + length > width:
            lines.append(line)
            line, used = word, length
        else:
            line, used = (f"{line} {word}", used + space + length) if line else (word, length)
    return (*lines, line)


def _words(text: str, width: float, face: Face, size: float) -> Iterator[str]:
    """The words; one wider than the line comes in pieces that fit."""
    for word in text.split(" "):
        if face.width(word, size) <= width:
            yield word
        else:
            yield from _pieces(word, width, face, size)


def _pieces(word: str, width: float, face: Face, size: float) -> Iterator[str]:
    """Divided after the last hyphen or slash that fits, else anywhere."""
    start, joint, used, since_joint = 0, 0, 0.0, 0.0
    for position, character in enumerate(word):
        advance = face.width(character, size)
        while position > start and used + advance > width:
            end, used = (joint, since_joint) if joint > start else (position, 0.0)
            yield word[start:end]
            start = end
        used += advance
        since_joint += advance
        if character in _JOINTS:
            joint, since_joint = position + 1, 0.0
    yield word[start:]


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line of running text; an item of a list has its ``mark`` on the first line and is indented on all."""

    text: str
    indent: float = 0.0
    mark: str = ""


def wrap_paragraphs(text: str, width: float, face: Face, size: float) -> tuple[tuple[ProseLine, ...], ...]:
    """The paragraphs of ``text`` (divided by empty lines), each in lines; single line ends are kept."""
    paragraphs: list[tuple[ProseLine, ...]] = []
    current: list[ProseLine] = []
    for raw in [*text.splitlines(), ""]:
        line = face.clean(raw).strip()
        if line:
            current.extend(_prose(line, width, face, size))
        elif current:
            paragraphs.append(tuple(current))
            current = []
    return tuple(paragraphs)


def _prose(line: str, width: float, face: Face, size: float) -> list[ProseLine]:
    if not line.startswith(_BULLETS):
        return [ProseLine(part) for part in wrap(line, width, face, size, narrowest=0.88)]
    parts = wrap(line[2:].strip(), width - size, face, size, narrowest=0.88)
    return [ProseLine(part, size, "" if number else "–") for number, part in enumerate(parts)]
