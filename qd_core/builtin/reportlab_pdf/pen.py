"""Ink on one page: text and rules at points from the top left corner.

One text object a page instead of one a string: half of what ``Canvas.drawString`` costs is starting and measuring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.builtin.reportlab_pdf.fonts import Face
from qd_core.builtin.reportlab_pdf.page import Rgb

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Pen"]


class Pen:
    """Draws on the canvas's current page; ``end_page`` finishes it. ``y`` grows downwards."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._text = canvas.beginText()
        self._font: tuple[str, float] | None = None
        self._color: Rgb | None = None

    def text(self, x: float, y: float, text: str, face: Face, size: float, color: Rgb) -> None:
        """Cleaned ``text`` from ``x`` on the baseline ``y``."""
        ink = self._text
        if self._font != (face.name, size):
            self._font = (face.name, size)
            ink.setFont(face.name, size)
        if self._color is not color:
            self._color = color
            ink.setFillColorRGB(*color)
        ink.setTextOrigin(x, self._height - y)
        ink.textOut(text)

    def right(self, x: float, y: float, text: str, face: Face, size: float, color: Rgb) -> None:
        """The same, ending at ``x``."""
        self.text(x - face.width(text, size), y, text, face, size, color)

    def rule(self, left: float, right: float, y: float, width: float, color: Rgb) -> None:
        """A horizontal line under all text of the page."""
        canvas = self._canvas
        canvas.setLineWidth(width)
        canvas.setStrokeColorRGB(*color)
        canvas.line(left, self._height - y, right, self._height - y)

    def image(self, picture: ImageReader, left: float, top: float, width: float, height: float) -> None:
        """A picture whose upper left corner is at ``left``, ``top``."""
        self._canvas.drawImage(picture, left, self._height - top - height, width, height, mask="auto")

    def watermark(
        self, text: str, face: Face, size: float, angle: float, centre: tuple[float, float], color: Rgb
    ) -> None:
        """Large slanted words under everything else."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColorRGB(*color)
        canvas.setFont(face.name, size)
        canvas.translate(centre[0], self._height - centre[1])
        canvas.rotate(angle)
        canvas.drawCentredString(0, -size * 0.36, text)
        canvas.restoreState()

    def end_page(self) -> None:
        """Lays the text over what was drawn and finishes the page."""
        self._canvas.drawText(self._text)
        self._canvas.showPage()
