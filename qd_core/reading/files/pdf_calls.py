"""PDFium asked about many things at once. A page has thousands of words and objects, and a call through ctypes takes
three times as long as PDFium itself, nearly all of it for arguments that are made and checked anew: here they are made
once, and the loops run outside the interpreter. As all of PDFium, for one thread at a time (see pdfium_lock)."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["char_boxes", "char_indexes", "fill_colours", "objects_of", "render_modes"]

_MANY = 512
"""Answers that are fetched at a time."""
Box = tuple[float, float, float, float]


def char_indexes(text_page: pypdfium2.PdfTextPage, places: Sequence[int]) -> list[int]:
    """The indexes on the page of the characters at ``places`` of its text; -1 where there is none."""
    return list(map(_bare("FPDFText_GetCharIndexFromTextIndex"), repeat(text_page.raw), places))


def char_boxes(text_page: pypdfium2.PdfTextPage, indexes: Sequence[int]) -> tuple[list[int], list[Box]]:
    """For each index of a character whether it has a box (not 0), and its font's box: left, bottom, right, top. The box
    of one that has none means nothing."""
    function, handle = _bare("FPDFText_GetLooseCharBox"), repeat(text_page.raw)
    answers, pointers = _room(16)
    floats = memoryview(answers).cast("B").cast("f")
    known: list[int] = []
    values: list[float] = []
    for start in range(0, len(indexes), _MANY):
        some = indexes[start : start + _MANY]
        known += map(function, handle, some, pointers)
        values += floats[: 4 * len(some)].tolist()
    return known, list(zip(values[::4], values[3::4], values[2::4], values[1::4], strict=True))


def objects_of(page: pypdfium2.PdfPage, most: int) -> tuple[list[Any], list[int]]:
    """The page's own objects in the order of drawing, at most so many, and their kinds."""
    from pypdfium2 import raw

    count = min(raw.FPDFPage_CountObjects(page.raw), most)
    objects = list(map(_bare("FPDFPage_GetObject", "FPDF_PAGEOBJECT"), repeat(page.raw), range(count)))
    return objects, list(map(_bare("FPDFPageObj_GetType"), objects))


def render_modes(texts: Sequence[Any]) -> list[int]:
    """How each of the text objects is rendered (ISO 32000-1, table 106)."""
    return list(map(_bare("FPDFTextObj_GetTextRenderMode"), texts))


def fill_colours(objects: Sequence[Any]) -> set[tuple[int, int, int, int]]:
    """Every fill colour among the objects that have one: red, green, blue, alpha."""
    function = _bare("FPDFPageObj_GetFillColor")
    answers, pointers = _room(4)
    parts = pointers[::4], pointers[1::4], pointers[2::4], pointers[3::4]
    found: set[tuple[int, int, int, int]] = set()
    for start in range(0, len(objects), _MANY):
        some = objects[start : start + _MANY]
        known = list(map(function, some, *parts))
        values = iter(answers[: 4 * len(some)])
        found.update(compress(zip(values, values, values, values, strict=True), known))
    return found


@cache
def _room(apart: int) -> tuple[ctypes.Array[ctypes.c_uint32], list[Any]]:
    """Memory for four values of each of many answers, and references into it, so many bytes apart."""
    memory = (ctypes.c_uint32 * (4 * _MANY))()
    return memory, [ctypes.byref(memory, at) for at in range(0, ctypes.sizeof(memory), apart)]


@cache
def _bare(name: str, result: str = "FPDF_BOOL") -> Any:
    """The function without the declared types by which ctypes checks and converts every argument. So whatever is given
    has to be what the function takes: a handle as pypdfium2 has it, a small int, a reference to memory."""
    from pypdfium2 import raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(getattr(raw, result))(address)
