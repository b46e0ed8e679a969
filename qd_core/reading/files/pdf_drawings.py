"""What is drawn on a PDF page beside its text: ruling lines and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qd_core.reading.files.limits import PAGE_RULES
from qd_core.reading.files.page_words import Rule
from qd_core.reading.files.pdf_places import Upright

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["drawings_of"]

_THIN = 2.0
_SHORT = 4.0
_SEGMENTS = 2_000
_LARGE_PICTURE = 0.25


def drawings_of(
    page: pypdfium2.PdfPage, upright: Upright, drawn_objects: Sequence[tuple[Any, int]]
) -> tuple[list[Rule], bool]:
    """The ruling lines among the objects (with their kinds), and whether a picture covers much of the page."""
    from pypdfium2 import raw

    rules: list[Rule] = []
    pictured = 0.0
    bounds = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(bound) for bound in bounds]
    for drawn, kind in drawn_objects:
        if not raw.FPDFPageObj_GetBounds(drawn, *pointers):
            continue
        box = upright.place(*(bound.value for bound in bounds))
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictured += (box[2] - box[0]) * (box[3] - box[1])
        elif len(rules) < PAGE_RULES:
            rules.extend(_rules_of(drawn, box, upright))
    width, height = page.get_size()
    return rules, pictured > _LARGE_PICTURE * width * height


def _rules_of(drawn: Any, box: tuple[float, float, float, float], upright: Upright) -> Iterator[Rule]:
    """A path of many strokes (a whole grid drawn at once) is taken apart; any other is its box."""
    from pypdfium2 import raw

    count = raw.FPDFPath_CountSegments(drawn)
    if count <= 5 or min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield from _edges(*box)
        return
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    here: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(min(count, _SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        there = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == raw.FPDF_SEGMENT_LINETO and here is not None:
            yield from _stroke(here, there, upright)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = there
        here = there
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _stroke(there, start, upright)
            here = start


def _stroke(here: tuple[float, float], there: tuple[float, float], upright: Upright) -> Iterator[Rule]:
    (x1, y1), (x2, y2) = here, there
    if min(abs(x1 - x2), abs(y1 - y2)) <= _THIN:
        yield from _edges(*upright.place(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))


def _edges(left: float, top: float, right: float, bottom: float) -> Iterator[Rule]:
    """A thin box is one rule; a larger one (a cell, a shaded row) is its four edges."""
    width, height = right - left, bottom - top
    if height <= _THIN:
        if width >= _SHORT:
            middle = (top + bottom) / 2
            yield Rule(left, middle, right, middle)
    elif width <= _THIN:
        if height >= _SHORT:
            middle = (left + right) / 2
            yield Rule(middle, top, middle, bottom)
    else:
        yield Rule(left, top, right, top)
        yield Rule(left, bottom, right, bottom)
        yield Rule(left, top, left, bottom)
        yield Rule(right, top, right, bottom)
