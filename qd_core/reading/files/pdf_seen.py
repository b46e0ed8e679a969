"""Which words of a PDF page a person sees: not those in the colour of their ground, transparent, under a painted box,
or drawn in no ink at all (the invisible layer of a scan apart)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qd_core.reading.files.limits import PAGE_RULES
from qd_core.reading.files.pdf_calls import fill_colours, objects_of, render_modes

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Ground", "ground_of"]

_NEAR = 24
"""How little two colours (each channel, of 255) may differ for the one not to be seen on the other."""
_BAND = 24.0
_MOST_BANDS = 400
_MOST_OBJECTS = 60_000
_MOST_DRAWN = 10 * PAGE_RULES
_DEEP = 4
_MOST_INSIDE = 20_000
_INVISIBLE = 3
_OUTLINED = (1, 2, 5, 6)
"""Text render modes that stroke the glyphs (ISO 32000-1, table 106)."""
_RECTANGLE = 6
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class _Painted:
    """A box that was painted as the ``order``-th object; ``colour`` is None where it cannot be told (a picture)."""

    order: int
    box: Box
    colour: Colour | None
    covers: bool


@dataclass(slots=True)
class Ground:
    """The painted boxes of a page by height, its texts in the order in which they were drawn, and whether any text is
    such that it has to be looked at."""

    bands: dict[int, list[_Painted]] = field(default_factory=dict)
    texts: list[tuple[Any, int]] = field(default_factory=list)
    """The texts, each with the place at which it was drawn."""
    is_suspicious: bool = False
    has_picture: bool = False
    count: int = 0
    drawn: list[tuple[Any, int]] = field(default_factory=list)
    """The paths and pictures with their kinds, those inside forms left out."""
    _orders: dict[int, int] | None = None

    def shows(self, text_page: pypdfium2.PdfTextPage, index: int, box: Box) -> bool:
        """Whether the character at ``index`` of the page, whose own ``box`` is (left, bottom, right, top), is seen."""
        from pypdfium2 import raw

        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pointers = [ctypes.byref(part) for part in (red, green, blue, alpha)]
        if not raw.FPDFText_GetFillColor(text_page.raw, index, *pointers):
            return True
        text = raw.FPDFText_GetTextObject(text_page.raw, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(text) if text else 0
        if mode == _INVISIBLE:
            return self.has_picture
        if alpha.value < 8 and mode == 0:
            return False
        order = self._order(text)
        behind = self._behind(box, order)
        if behind is _COVERED:
            return False
        ink = red.value, green.value, blue.value
        return mode in _OUTLINED or behind.colour is None or not _is_same(ink, behind.colour)

    def _order(self, text: Any) -> int:
        if self._orders is None:
            self._orders = {_address(drawn): order for drawn, order in self.texts}
        return self._orders.get(_address(text), self.count)

    def _behind(self, box: Box, order: int) -> _Painted:
        """What lies behind the middle of ``box``: the last box painted before; ``_COVERED`` where one came after."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        last = _PAPER
        for painted in self.bands.get(int(y // _BAND), ()):
            left, bottom, right, top = painted.box
            if not (left <= x <= right and bottom <= y <= top):
                continue
            if painted.order < order:
                last = painted
            elif painted.covers:
                return _COVERED
        return last


_PAPER = _Painted(-1, (0, 0, 0, 0), (255, 255, 255), covers=False)
_COVERED = _Painted(-1, (0, 0, 0, 0), None, covers=True)


def ground_of(page: pypdfium2.PdfPage) -> Ground:
    """Everything painted on the page, at most as many objects as a page of a list has."""
    from pypdfium2 import raw

    ground = Ground()
    for drawn, kind, matrix in _objects(page):
        ground.count += 1
        if ground.count > _MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            ground.texts.append((drawn, ground.count))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(ground, drawn, matrix)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            ground.has_picture = ground.has_picture or kind == raw.FPDF_PAGEOBJ_IMAGE
            _add(ground, _bounds(drawn, matrix), None, covers=False)
        is_drawing = kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
        if is_drawing and matrix is _IDENTITY and len(ground.drawn) < _MOST_DRAWN:
            ground.drawn.append((drawn, kind))
    ground.is_suspicious = ground.is_suspicious or _may_be_unseen([drawn for drawn, _ in ground.texts])
    return ground


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, int, Matrix]]:
    """The objects in the order of drawing with their kinds, those inside forms too, each with its form's matrix."""
    from pypdfium2 import raw

    for drawn, kind in zip(*objects_of(page, _MOST_OBJECTS), strict=True):
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _inside(drawn, _IDENTITY, 0)
        else:
            yield drawn, kind, _IDENTITY


def _inside(form: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    from pypdfium2 import raw

    matrix = _product(_matrix(form), outer)
    for index in range(min(raw.FPDFFormObj_CountObjects(form), _MOST_INSIDE)):
        drawn = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(drawn) if drawn else -1
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEP:
            yield from _inside(drawn, matrix, depth + 1)
        elif drawn:
            yield drawn, kind, matrix


def _add_path(ground: Ground, drawn: Any, matrix: Matrix) -> None:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke)) or not fill.value:
        return
    colour = _fill_colour(drawn)
    if colour is None:
        return
    is_box = raw.FPDFPath_CountSegments(drawn) <= _RECTANGLE and raw.FPDFClipPath_CountPaths(
        raw.FPDFPageObj_GetClipPath(drawn)
    ) in (-1, 0)
    is_opaque = colour[3] > 247 and not raw.FPDFPageObj_HasTransparency(drawn)
    if colour[3] > 127:
        _add(ground, _bounds(drawn, matrix), colour[:3], covers=is_box and is_opaque)


def _add(ground: Ground, box: Box | None, colour: Colour | None, *, covers: bool) -> None:
    if box is None or box[3] - box[1] < 1 or len(ground.bands.get(int(box[1] // _BAND), ())) > PAGE_RULES:
        return
    painted = _Painted(ground.count, box, colour, covers)
    is_dark = colour is not None and sum(colour) < 384  # what is dark may be written on in its own colour
    ground.is_suspicious = ground.is_suspicious or is_dark or (covers and bool(ground.texts))
    first, last = int(box[1] // _BAND), int(box[3] // _BAND)
    for band in range(max(first, -_MOST_BANDS), min(last, _MOST_BANDS) + 1):
        ground.bands.setdefault(band, []).append(painted)


def _may_be_unseen(texts: Sequence[Any]) -> bool:
    """Whether one of them is in no ink, transparent, or light."""
    if _INVISIBLE in render_modes(texts):
        return True
    return any(alpha < 8 or min(ink) > 255 - _NEAR for *ink, alpha in fill_colours(texts))


def _fill_colour(drawn: Any) -> tuple[int, int, int, int] | None:
    from pypdfium2 import raw

    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(drawn, *(ctypes.byref(part) for part in parts)):
        return None
    return parts[0].value, parts[1].value, parts[2].value, parts[3].value


def _bounds(drawn: Any, matrix: Matrix) -> Box | None:
    from pypdfium2 import raw

    parts = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(drawn, *(ctypes.byref(part) for part in parts)):
        return None
    a, b, c, d, e, f = matrix
    left, bottom, right, top = (part.value for part in parts)
    across = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    up = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(across), min(up), max(across), max(up)


def _matrix(drawn: Any) -> Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(found)):
        return 1, 0, 0, 1, 0, 0
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _address(drawn: Any) -> int:
    return ctypes.addressof(drawn.contents) if drawn else 0


def _is_same(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _NEAR
