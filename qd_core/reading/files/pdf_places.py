"""From a PDF page's own coordinates to those of the page with its text upright, origin top left."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Upright", "as_shown"]

_FINE = 100
Box = tuple[float, float, float, float]
Place = Callable[[float, float, float, float], Box]


class Upright:
    """``place(left, bottom, right, top)`` gives left, top, right, bottom; ``turn`` is by how many degrees clockwise
    the page as shown is turned for its text to stand upright, ``width`` and ``height`` are the page's then."""

    def __init__(self, page: pypdfium2.PdfPage, angle: int) -> None:
        """``angle`` is the direction of the text on the page as stored, counter-clockwise, a multiple of 90."""
        from pypdfium2 import raw

        width, height = page.get_size()
        size = round(width * _FINE), round(height * _FINE)
        x, y = ctypes.c_int(), ctypes.c_int()

        def shown(at: float, up: float) -> tuple[float, float]:
            raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, at, up, ctypes.byref(x), ctypes.byref(y))
            return x.value / _FINE, y.value / _FINE

        origin, across, up = shown(0, 0), shown(1000, 0), shown(0, 1000)
        xx, xy = round((across[0] - origin[0]) / 1000, 4), round((across[1] - origin[1]) / 1000, 4)
        yx, yy = round((up[0] - origin[0]) / 1000, 4), round((up[1] - origin[1]) / 1000, 4)
        self.turn = (angle - page.get_rotation()) % 360
        x0, y0 = origin
        self.width, self.height = (height, width) if self.turn in (90, 270) else (width, height)
        if self.turn == 90:
            x0, y0, xx, xy, yx, yy = height - y0, x0, -xy, xx, -yy, yx
        elif self.turn == 180:
            x0, y0, xx, xy, yx, yy = width - x0, height - y0, -xx, -xy, -yx, -yy
        elif self.turn == 270:
            x0, y0, xx, xy, yx, yy = y0, width - x0, xy, -xx, yy, -yx
        self._shift = (x0, y0) if (xx, xy, yx, yy) == (1, 0, 0, -1) else None
        self.place: Place = _shifted(x0, y0) if self._shift else _turned(x0, y0, xx, xy, yx, yy)

    def placed(self, boxes: Sequence[Box]) -> list[Box]:
        """``place`` of each of ``boxes``."""
        if self._shift is None:
            return [self.place(*box) for box in boxes]
        x0, y0 = self._shift
        return [(x0 + left, y0 - top, x0 + right, y0 - bottom) for left, bottom, right, top in boxes]


def _shifted(x0: float, y0: float) -> Place:
    def place(left: float, bottom: float, right: float, top: float) -> Box:
        return x0 + left, y0 - top, x0 + right, y0 - bottom

    return place


def _turned(x0: float, y0: float, xx: float, xy: float, yx: float, yy: float) -> Place:
    def place(left: float, bottom: float, right: float, top: float) -> Box:
        x1, x2 = x0 + xx * left + yx * bottom, x0 + xx * right + yx * top
        y1, y2 = y0 + xy * left + yy * bottom, y0 + xy * right + yy * top
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    return place


def as_shown(
    left: float, top: float, right: float, bottom: float, *, turn: int, width: float, height: float
) -> Box:
    """A box of the upright page on the page as shown (``width`` by ``height``)."""
    if turn == 90:
        return top, height - right, bottom, height - left
    if turn == 180:
        return width - right, height - bottom, width - left, height - top
    if turn == 270:
        return width - bottom, left, width - top, right
    return left, top, right, bottom
