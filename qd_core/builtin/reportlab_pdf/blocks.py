"""The pieces a page is set from, each as high as it says and never divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from qd_core.builtin.reportlab_pdf.fonts import Face
from qd_core.builtin.reportlab_pdf.page import Rgb
from qd_core.builtin.reportlab_pdf.pen import Pen

__all__ = ["Block", "Gap", "TextLine", "text_lines"]


class Block(Protocol):
    """``height`` in points; ``keep`` holds it on one page with the block after it; a page that opens with a block
    that is ``in_table`` repeats the table's head."""

    @property
    def height(self) -> float: ...
    @property
    def keep(self) -> bool: ...
    @property
    def in_table(self) -> bool: ...
    def draw(self, pen: Pen, top: float) -> None:
        """Draws it with its upper edge at ``top``."""
        ...


@dataclass(slots=True)
class Gap:
    """White space; dropped at the top of a page."""

    height: float
    keep: bool = False
    in_table: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        """Nothing."""


@dataclass(slots=True)
class TextLine:
    """One line of running text; the baseline stands 0.76 of the line's height under its top."""

    text: str
    left: float
    face: Face
    size: float
    color: Rgb
    height: float
    keep: bool = False
    in_table: bool = False

    def draw(self, pen: Pen, top: float) -> None:
        """The line."""
        pen.text(self.left, top + self.height * 0.76, self.text, self.face, self.size, self.color)


def text_lines(
    paragraphs: Sequence[Sequence[str]], left: float, face: Face, size: float, color: Rgb, leading: float
) -> list[Block]:
    """Paragraphs with half a line between them; no paragraph leaves one line alone on either page."""
    blocks: list[Block] = []
    for lines in paragraphs:
        if blocks:
            blocks.append(Gap(leading * 0.5))
        last = len(lines) - 1
        for number, line in enumerate(lines):
            keep = number < last and number in {0, last - 1}
            blocks.append(TextLine(line, left, face, size, color, leading, keep))
    return blocks
