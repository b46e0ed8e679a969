"""Files made for these tests, and ways to look at what was read from them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence

from qd_core.model.message import Document, ExtractedText

HEAD = ["Pos", "Article no.", "Description", "Qty", "Unit"]
ITEMS = [
    ["10", "GLV-NIT-09", "Nitrile gloves size 9, powder free, blue, with extended cuff", "40", "box"],
    ["20", "6204-2RS", "Deep groove ball bearing", "120", "pcs"],
    [
        "30",
        "CT-100/3",
        "Cable ties 100 x 2,5 mm, black, UV resistant, bag of 100 pieces, halogen free",
        "3",
        "bags",
    ],
    ["40", "HT-8M", "Timing belt", "7", "each"],
    ["50", "M8X20-A2", "Hex bolt M8 x 20 A2", "1,200", "pcs"],
]
A4 = (595.28, 841.89)
WIDTHS = [30, 80, 200, 50, 50]


def document(
    content: bytes, name: str = "list.pdf", media_type: str = "application/octet-stream"
) -> Document:
    return Document(name=name, media_type=media_type, content=content)


def cells(found: ExtractedText | None, table: int = 0) -> list[list[str]]:
    assert found is not None
    assert found.unread is None, found.unread
    return [list(row.cells) for row in found.tables[table].rows]


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def workbook(fill: Callable[[object], None]) -> bytes:
    """``fill`` gets an openpyxl workbook with its one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: Sequence[Sequence[object]], title: str = "List") -> bytes:
    def fill(book: object) -> None:
        book.active.title = title
        for row in rows:
            book.active.append(list(row))

    return workbook(fill)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(body: str, styles: str = "", extra: dict[str, bytes | str] | None = None) -> bytes:
    """A minimal DOCX whose body is ``body`` (the prefix ``w`` is declared)."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>',
    }
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    return zipped(parts | (extra or {}))


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def drawn_table(
    rows: Sequence[Sequence[object]], style: Sequence[tuple], widths: Sequence[float] | None = None, **more
):
    from reportlab.platypus import LongTable

    return LongTable([list(row) for row in rows], colWidths=widths, style=list(style), **more)


def pdf_of(story: Sequence[object], **more: object) -> bytes:
    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    options = {"leftMargin": 40, "rightMargin": 40} | more
    SimpleDocTemplate(out, **options).build(list(story))
    return out.getvalue()


def text_of(words: str, size: float = 10) -> object:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    return Paragraph(words, ParagraphStyle("test", fontName="Helvetica", fontSize=size, leading=size * 1.2))


def space(points: float) -> object:
    from reportlab.platypus import Spacer

    return Spacer(1, points)


def wrapped(rows: Sequence[Sequence[str]], column: int = 2, size: float = 9) -> list[list[object]]:
    """The rows with one column's texts set as paragraphs, which wrap."""
    return [[text_of(cell, size) if at == column else cell for at, cell in enumerate(row)] for row in rows]


def drawn(draw: Callable[[object], None], size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF drawn word by word: ``draw`` gets the canvas."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def squeezed(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(re.sub(r"\s+", "", cell) for cell in row)
