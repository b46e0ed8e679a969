"""PDFium asked about many things at once answers as it does when asked about each."""

from __future__ import annotations

import ctypes
import io
import random
from collections.abc import Iterator

import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from qd_core.reading.files.pdf_calls import (
    _MANY,
    char_boxes,
    char_indexes,
    fill_colours,
    objects_of,
    render_modes,
)

COLOURS = {(0, 0, 0, 255), (255, 255, 255, 255), (255, 0, 0, 128), (0, 0, 255, 0)}


@pytest.fixture(scope="module")
def page() -> Iterator[pypdfium2.PdfPage]:
    """More texts than are asked about at a time, in four colours and four ways, turned and straight, and a box."""
    chance = random.Random(7)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.rect(20, 20, 40, 40, fill=1)
    for number in range(_MANY + 100):
        red, green, blue, alpha = sorted(COLOURS)[number % len(COLOURS)]
        canvas.setFillColorRGB(red / 255, green / 255, blue / 255, alpha / 255)
        text = canvas.beginText(chance.uniform(0, 580), chance.uniform(0, 830))
        text.setFont("Helvetica", chance.choice([0.5, 6, 14]))
        text.setTextRenderMode(number % 4)
        text.textOut(chance.choice(["bolt M8", "straße", "—", "40", "a  b"]))
        canvas.drawText(text)
        canvas.rotate(chance.choice([0, 0, 0.1]))
    canvas.save()
    pdf = pypdfium2.PdfDocument(out.getvalue())
    yield pdf[0]
    pdf.close()


def test_the_boxes_of_characters(page: pypdfium2.PdfPage) -> None:
    text_page = page.get_textpage()
    indexes = [-1, *range(text_page.count_chars()), 1_000_000, 3]
    known, boxes = char_boxes(text_page, indexes)
    assert len(indexes) > 2 * _MANY
    assert len(known) == len(boxes) == len(indexes)
    rect = raw.FS_RECTF()
    for index, is_known, box in zip(indexes, known, boxes, strict=True):
        assert raw.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(rect)) == is_known
        assert not is_known or box == (rect.left, rect.bottom, rect.right, rect.top)
    assert known[0] == 0
    assert sum(known) > _MANY
    assert char_boxes(text_page, []) == ([], [])


def test_the_indexes_of_characters(page: pypdfium2.PdfPage) -> None:
    text_page = page.get_textpage()
    places = [*range(len(text_page.get_text_range())), 1_000_000]
    assert char_indexes(text_page, places) == [
        raw.FPDFText_GetCharIndexFromTextIndex(text_page.raw, place) for place in places
    ]


def test_objects_their_kinds_modes_and_colours(page: pypdfium2.PdfPage) -> None:
    objects, kinds = objects_of(page, 10_000)
    assert len(objects) == raw.FPDFPage_CountObjects(page.raw) > _MANY
    for at, (found, kind) in enumerate(zip(objects, kinds, strict=True)):
        own = raw.FPDFPage_GetObject(page.raw, at)
        assert ctypes.addressof(own.contents) == ctypes.addressof(found.contents)
        assert raw.FPDFPageObj_GetType(own) == kind
    assert len(objects_of(page, 5)[0]) == 5
    texts = [found for found, kind in zip(objects, kinds, strict=True) if kind == raw.FPDF_PAGEOBJ_TEXT]
    assert render_modes(texts) == [raw.FPDFTextObj_GetTextRenderMode(text) for text in texts]
    assert set(render_modes(texts)) == {0, 1, 2, 3}
    assert fill_colours(texts) == COLOURS
    assert fill_colours(texts[:1]) == {min(COLOURS)}
    assert fill_colours([]) == set()
