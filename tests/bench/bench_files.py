"""Reading lists: a workbook beside openpyxl and bare calamine, a PDF beside the bare text of pypdfium2, interleaved.

The bare sides only get characters out: no hidden rows, no number formats, no columns, no tables.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

from qd_core.model.message import Document
from qd_core.reading.files.pdf_reading import read_pdf
from qd_core.reading.files.sheets import read_workbook

__all__ = ["run"]

ROUNDS = 7
ROWS = 5_000
PAGES = 20
HEAD = ("Pos", "Article", "Description", "Qty", "Unit", "Price")


def run() -> dict[str, object]:
    """Milliseconds and the median ratio of paired rounds."""
    book, paper = _workbook(), _pdf()
    return {
        f"xlsx of {ROWS:,} rows, against openpyxl": _paired(
            lambda: read_workbook(Document(name="a.xlsx", media_type="", content=book)),
            lambda: _openpyxl_sheet(book),
            target=0.1,
            why="calamine alone takes half of this; the rest looks for what is hidden, how numbers are shown and how far "
            "apart cells lie (a fifth), and writes every cell as a person reads it (a quarter)",
        ),
        f"xlsx of {ROWS:,} rows, against bare calamine": _paired(
            lambda: read_workbook(Document(name="a.xlsx", media_type="", content=book)),
            lambda: _bare_sheet(book),
        ),
        f"pdf of {PAGES} pages with tables, against bare text": _paired(
            lambda: read_pdf(Document(name="a.pdf", media_type="", content=paper)),
            lambda: _bare_text(paper),
            target=1.5,
            why="the bare side gets characters; this gets each word's place, what covers or hides it, columns, rows and "
            "a box for every cell (pdfplumber's tables take 30 to 50 times the bare text). pdfium is asked in bulk; of "
            "the rest each of the 11,000 words takes some 7 µs, and 1.5 × would leave it one, as much as it takes to make "
            "the word and the box of its cell",
        ),
    }


def _paired(ours: Callable[[], object], bare: Callable[[], object], **bar: object) -> dict[str, object]:
    ours(), bare()
    pairs = [(_ms(ours), _ms(bare)) for _ in range(ROUNDS)]
    return {
        "ratio": statistics.median(left / right for left, right in pairs),
        "ms": statistics.median(left for left, _ in pairs),
        "bare_ms": statistics.median(right for _, right in pairs),
        **bar,
    }


def _ms(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _row(number: int) -> tuple[object, ...]:
    return (
        number,
        f"BX-{number:05}",
        f"Hex bolt M8x{20 + number % 90}, zinc plated",
        5 * number,
        "pcs",
        number % 90 + 0.5,
    )


def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("List")
    for row in (HEAD, *map(_row, range(1, ROWS))):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _openpyxl_sheet(content: bytes) -> int:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def _bare_sheet(content: bytes) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    for page in range(PAGES):
        canvas.setFont("Helvetica", 8)
        for line in range(55):
            row = HEAD if line == 0 else _row(page * 55 + line)
            for x, value in zip((40, 80, 150, 380, 440, 500), row, strict=True):
                canvas.drawString(x, 800 - 13 * line, str(value))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _bare_text(content: bytes) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in pdf)
    finally:
        pdf.close()
