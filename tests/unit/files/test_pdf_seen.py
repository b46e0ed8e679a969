"""What is seen on a PDF page is read, whatever its colours; what is not seen is left out and said."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from qd_core.reading.files.pdf_reading import read_pdf
from tests.unit.files.made import document

NOTE = "page 1: text that nobody sees was not read"


def said(*draws) -> tuple[str, tuple[str, ...]]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.drawString(60, 780, "Please quote the following:")
    for draw in draws:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.save()
    found = read_pdf(document(out.getvalue()))
    assert found is not None
    return found.text, found.notes


def box(red: float, green: float, blue: float, y: float = 690):
    def draw(canvas) -> None:
        canvas.setFillColorRGB(red, green, blue)
        canvas.rect(50, y, 400, 30, stroke=0, fill=1)

    return draw


def line(red: float, green: float, blue: float, y: float = 700):
    def draw(canvas) -> None:
        canvas.setFillColorRGB(red, green, blue)
        canvas.drawString(60, y, "40 pcs AB-100")

    return draw


def test_white_on_a_dark_box_is_seen() -> None:
    text, notes = said(box(0, 0, 0.5), line(1, 1, 1))
    assert "40 pcs AB-100" in text
    assert notes == ()


def test_white_on_paper_and_ink_on_its_own_colour_are_not() -> None:
    for draws in ([line(1, 1, 1)], [box(0, 0, 0.5), line(0, 0, 0.5)], [line(0, 0, 0), box(1, 1, 1)]):
        text, notes = said(*draws)
        assert "AB-100" not in text
        assert notes == (NOTE,)


def test_a_box_beside_or_before_the_text_hides_nothing() -> None:
    text, notes = said(box(1, 1, 1), line(0, 0, 0), box(1, 1, 1, y=500), box(0, 0, 0, y=600))
    assert "40 pcs AB-100" in text
    assert notes == ()


def test_a_see_through_marker_over_the_text_hides_nothing() -> None:
    def marker(canvas) -> None:
        canvas.setFillColorRGB(1, 1, 0)
        canvas.setFillAlpha(0.4)
        canvas.rect(50, 690, 400, 30, stroke=0, fill=1)

    text, _ = said(line(0, 0, 0), marker)
    assert "40 pcs AB-100" in text


def test_the_invisible_layer_of_a_scan_is_its_text() -> None:
    from reportlab.lib.utils import ImageReader

    def scan(canvas) -> None:
        canvas.drawImage(ImageReader(_picture()), 0, 0, 595, 842)
        layer = canvas.beginText(60, 700)
        layer.setTextRenderMode(3)
        layer.textOut("40 pcs AB-100 and 12 pcs AB-200")
        canvas.drawText(layer)

    text, _ = said(scan)
    assert "40 pcs AB-100" in text


def _picture():
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (20, 28), 200).save(out, "PNG")
    out.seek(0)
    return out
