"""Lines in the making: spaces collapse as in a browser, quote marks stand before quoted lines."""

from __future__ import annotations

import re

from qd_core.reading.mail.thread import MARK
from qd_core.reading.mail.unseen import NOTHING, as_shown

__all__ = ["Writer"]

_SPACES = re.compile(r"[ \t\r\n\f]+")
_LOOSE_NBSP = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\d)")
_WORD_BULLET = re.compile(
    r"^[ \u00a0]{0,9}([·•§oØüvq▪¨]|\(?\w{1,3}[.)])[ \u00a0]{0,2}\u00a0{2}[ \u00a0]{0,20}"
)
"""Word writes its lists as paragraphs: a letter of a symbol font, or a number, and no-break spaces."""


class Writer:
    """Collects lines; ``quote_depth`` many ``> `` stand before each line that is ended."""

    def __init__(self) -> None:
        self.quote_depth = 0
        self._lines: list[str] = []
        self._captured: list[tuple[list[str], int]] = []
        self._parts: list[str] = []
        self._bullet = ""

    def write(self, text: str, *, keeps_spaces: bool) -> None:
        """Adds to the current line."""
        if keeps_spaces and "\n" in text:
            *whole, text = text.replace("\r", "").split("\n")
            for line in whole:
                self._parts.append(line)
                self.break_line()
        if keeps_spaces:
            if text:
                self._parts.append(text)
            return
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._parts or self._parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        if text:
            self._parts.append(text)

    @property
    def ends_in_digit(self) -> bool:
        """Whether the current line ends in a digit."""
        return bool(self._parts) and self._parts[-1][-1:].isdigit()

    @property
    def last_line(self) -> str:
        """The last line that was ended."""
        return self._lines[-1] if self._lines else ""

    def bullet(self, text: str) -> None:
        """Begins a list item; a paragraph inside it begins no line of its own."""
        self.end_line()
        self._bullet = text

    def end_item(self) -> None:
        """Ends a list item: the bullet of one that shows nothing is no bullet of what comes after it."""
        self.end_line()
        self._bullet = ""

    def break_line(self) -> None:
        """A line break, also where the line is empty."""
        self._flush()

    def end_line(self) -> None:
        """Ends the current line if there is anything on it."""
        if self._parts:
            if any(part.strip(NOTHING) for part in self._parts):
                self._flush()
            self._parts.clear()

    def blank_line(self) -> None:
        """Ends the line and leaves one line free, not two; none between a list's bullet and its text."""
        self.end_line()
        if self._lines and self._lines[-1].strip("> ") and not self._bullet:
            self._lines.append("> " * self.quote_depth)

    def mark(self) -> None:
        """Writes down that the thread begins here."""
        self.end_line()
        self._lines.append(MARK)

    def add_lines(self, lines: list[str]) -> None:
        """Adds whole lines; quote marks are put before them."""
        prefix = "> " * self.quote_depth
        self._lines.extend(line if line == MARK or not prefix else prefix + line for line in lines)

    def begin_capture(self) -> None:
        """What is written from here on is kept apart: a table's cell."""
        self.end_line()
        self._captured.append((self._lines, self.quote_depth))
        self._lines, self.quote_depth = [], 0

    def end_capture(self) -> list[str]:
        """The lines since ``begin_capture``."""
        self.end_line()
        lines = self._lines
        self._lines, self.quote_depth = self._captured.pop()
        while lines and not lines[-1].strip():
            lines.pop()
        return lines

    def text(self) -> str:
        """Everything, at most two blank lines in a row."""
        self.end_line()
        out: list[str] = []
        for line in self._lines:
            if line.strip("> ") or len(out) < 2 or out[-1].strip("> ") or out[-2].strip("> "):
                out.append(line)
        return "\n".join(out).strip("\n")

    def _flush(self) -> None:
        line = "".join(self._parts)
        line = _WORD_BULLET.sub(_bullet, line if line.isascii() else as_shown(line))
        line = _LOOSE_NBSP.sub(" ", line).rstrip(" ")
        self._parts.clear()
        if self._bullet and line.strip():
            line, self._bullet = self._bullet + line.lstrip(), ""
        self._lines.append("> " * self.quote_depth + line)


def _bullet(found: re.Match[str]) -> str:
    return f"{found[1]} " if found[1][-1] in ".)" else "- "
