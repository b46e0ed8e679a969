"""The pieces a page is set from, each as high as it says and never divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from qd_core.builtin.reportlab_pdf.fonts import Face
from qd_core.builtin.reportlab_pdf.page import Rgb
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.wrapping import ProseLine

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
    mark: str = ""
    mark_left: float = 0.0

    def draw(self, pen: Pen, top: float) -> None:
        """The line, after its mark."""
        if self.mark:
            pen.text(self.mark_left, top + self.height * 0.76, self.mark, self.face, self.size, self.color)
        pen.text(self.left, top + self.height * 0.76, self.text, self.face, self.size, self.color)


def text_lines(
    paragraphs: Sequence[Sequence[ProseLine]],
    left: float,
    face: Face,
    size: float,
    color: Rgb,
    leading: float,
) -> list[Block]:
    """Paragraphs with half a line between them; no paragraph leaves one line alone on either page."""
    blocks: list[Block] = []
    for lines in paragraphs:
        if blocks:
            blocks.append(Gap(leading * 0.5))
        last = len(lines) - 1
        for number, line in enumerate(lines):
            keep = number < last and number in {0, last - 1}
            block = TextLine(line.text, left + line.indent, face, size, color, leading, keep)
            block.mark, block.mark_left = line.mark, left
            blocks.append(block)
    return blocks
