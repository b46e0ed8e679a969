"""OCR by an outside program: here a stand-in that prints what Tesseract would."""

import os
from pathlib import Path

import pytest

from qd_core.reading.files.limits import OCR_PIXELS
from qd_core.reading.files.ocr import NOTE, OcrOptions, read_pictures
from qd_core.reading.files.pdf_reading import read_pdf
from qd_core.reading.files.safely import read_safely
from tests.unit.files.made import cells, document, drawn

WORDS = [
    (100, 100, "Please"), (230, 100, "quote:"),
    (100, 200, "Qty"), (300, 200, "Part"), (100, 260, "12"), (300, 260, "UCP206"), (100, 320, "4"), (300, 320, "HT-8M"),
]  # fmt: skip


@pytest.fixture
def tesseract(tmp_path: Path) -> OcrOptions:
    """The stand-in prints its table of words, and keeps what it was called with and given."""
    head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
    rows = ["\t".join(head)]
    for line, (left, top, word) in enumerate(WORDS, 1):
        rows.append("\t".join(map(str, [4, 1, 1, 1, line, 0, left, top, 900, 30, -1, ""])))
        rows.append("\t".join(map(str, [5, 1, 1, 1, line, 1, left, top, 20 * len(word), 30, 91.5, word])))
    rows.append("\t".join(map(str, [5, 1, 1, 1, 99, 1, 900, 900, 10, 30, 3.0, "smudge"])))
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(rows) + "\n")
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = "--list-langs" ]; then echo "List of available languages (2):"; echo deu; echo eng; exit 0; fi\n'
        f'echo "$@" > {tmp_path}/call; cat > {tmp_path}/given; cat {table}\n'
    )
    program.chmod(0o755)
    return OcrOptions(program=str(program))


def picture(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


def test_a_picture_is_read_with_the_languages_there_are(tesseract: OcrOptions) -> None:
    found = read_pictures(document(picture(1240, 1754), "scan.png"), tesseract)
    assert found.text == "Please quote:"
    assert cells(found) == [["Qty", "Part"], ["12", "UCP206"], ["4", "HT-8M"]]
    assert found.notes == (NOTE,)
    call = (Path(tesseract.program).parent / "call").read_text()
    assert call == "stdin stdout --psm 6 -l eng+deu tsv\n"


def test_a_scanned_pdf_is_rendered_and_read(tesseract: OcrOptions) -> None:
    scan = document(drawn(lambda canvas: canvas.rect(50, 50, 200, 200, fill=1)), "scan.pdf")
    assert read_pdf(scan, tesseract) is None
    found = read_pictures(scan, tesseract)
    assert cells(found)[1] == ["12", "UCP206"]
    box = found.tables[0].rows[0].boxes[0]
    assert box is not None
    assert (round(box.left), round(box.top)) == (24, 48)  # 100 and 200 pixels at 300 dots an inch, in points
    given = (Path(tesseract.program).parent / "given").read_bytes()
    assert given.startswith(b"P5\n2480 3509\n255\n")


def test_small_pictures_are_no_lists() -> None:
    found = read_pictures(document(picture(120, 60), "logo.png"), OcrOptions(program="no-such-program"))
    assert found.unread is None
    assert found.notes == ("a picture of 120 x 60 pixels is too small to hold a list",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (picture(1240, 1754), "the file is a picture and no OCR program (Tesseract) is installed"),
        (
            drawn(lambda canvas: canvas.rect(50, 50, 200, 200, fill=1)),
            "page 1 is an image without text (a scan) and no OCR program (Tesseract) is installed",
        ),
        (picture(OCR_PIXELS, 500), f"the picture is too large to be read ({OCR_PIXELS} x 500 pixels)"),
    ],
)
def test_without_the_program_the_reason_is_given(content: bytes, reason: str) -> None:
    options = OcrOptions(program="no-such-program")
    assert read_safely(lambda file: read_pictures(file, options), document(content, "a.png")).unread == reason


def test_a_program_that_hangs_or_fails_is_a_reason(tmp_path: Path) -> None:
    for script, reason in (("exec sleep 5", "took more than"), ("exit 3", "could not be read")):
        program = tmp_path / f"ocr-{len(script)}"
        program.write_text(f'#!/bin/sh\nif [ "$1" = "--list-langs" ]; then exit 0; fi\n{script}\n')
        program.chmod(0o755)
        options = OcrOptions(program=str(program), seconds=0.3)
        found = read_safely(
            lambda file, options=options: read_pictures(file, options), document(picture(900, 900), "a.png")
        )
        assert reason in (found.unread or "")


def test_a_scanned_page_among_others(tesseract: OcrOptions) -> None:
    def draw(canvas) -> None:
        canvas.drawString(50, 700, "Covering letter: please see the list on the next page, and quote.")
        canvas.showPage()
        scan = os.urandom(30_000)
        import io

        from PIL import Image
        from reportlab.lib.utils import ImageReader

        out = io.BytesIO()
        Image.frombytes("L", (150, 200), scan).save(out, "PNG")
        canvas.drawImage(ImageReader(io.BytesIO(out.getvalue())), 50, 50, 450, 700)

    file = document(drawn(draw), "mixed.pdf")
    missing = read_pdf(file, OcrOptions(program="no-such-program"))
    assert missing is not None
    assert missing.text.startswith("Covering letter")
    assert (
        missing.unread == "page 2: an image without text (a scan) and no OCR program (Tesseract) is installed"
    )
    found = read_pdf(file, tesseract)
    assert found is not None
    assert found.unread is None
    assert found.tables[0].label == "page 2"
    assert found.notes == (f"page 2: {NOTE}",)
