"""White type on a colour is read as ever; white on white, tiny or under a format that shows nothing is left out and said."""

from __future__ import annotations

import io

import pytest

from qd_core.reading.files.sheets import read_workbook
from qd_core.reading.files.word import read_word
from tests.unit.files.made import cells, document, workbook

ROWS = [["Part no.", "Qty"], ["AB-100", "40"], ["AB-200", "7"]]


def filled(book) -> None:
    for row in ROWS:
        book.active.append(row)


def styled(row: int, **style) -> bytes:
    def fill(book) -> None:
        filled(book)
        for cell in book.active[row]:
            for name, value in style.items():
                setattr(cell, name, value)

    return workbook(fill)


def test_a_head_in_white_on_blue_is_read() -> None:
    from openpyxl.styles import Font, PatternFill

    found = read_workbook(
        document(styled(1, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF1F4E78")))
    )
    assert cells(found) == ROWS
    assert found.notes == ()


def test_a_head_in_white_in_a_table_with_a_style_is_read() -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.table import Table, TableStyleInfo

    def fill(book) -> None:
        filled(book)
        for cell in book.active[1]:
            cell.font = Font(color="FFFFFFFF")
        table = Table(displayName="Items", ref="A1:B3")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
        book.active.add_table(table)

    assert cells(read_workbook(document(workbook(fill)))) == ROWS


@pytest.mark.parametrize("kind", ["white", "theme", "own ground", "tiny", "format"])
def test_cells_that_nobody_sees_are_left_out(kind: str) -> None:
    from openpyxl.styles import Color, Font, PatternFill

    blue = "FF336699"
    style = {
        "white": {"font": Font(color="FFFFFFFF")},
        "theme": {"font": Font(color=Color(theme=0))},
        "own ground": {"font": Font(color=blue), "fill": PatternFill("solid", fgColor=blue)},
        "tiny": {"font": Font(sz=1)},
        "format": {"number_format": ";;;"},
    }[kind]
    found = read_workbook(document(styled(3, **style)))
    assert cells(found) == ROWS[:2]
    assert found.notes == ("sheet 'Sheet': cells in type that is not seen were not read (A3, B3)",)


@pytest.mark.parametrize("style", [{"font": "FF000000"}, {"font": "FF7F7F7F"}, {"number_format": "0;-0;;@"}])
def test_ordinary_type_is_read(style: dict[str, str]) -> None:
    from openpyxl.styles import Font

    named = {name: Font(color=value) if name == "font" else value for name, value in style.items()}
    found = read_workbook(document(styled(3, **named)))
    assert cells(found) == ROWS
    assert found.notes == ()


def written(draw) -> bytes:
    import docx

    paper = docx.Document()
    paper.add_paragraph("Please quote:")
    draw(paper)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def shaded(properties, fill: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def white(run) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(255, 255, 255)


def test_a_word_table_with_a_white_head_on_blue_is_read() -> None:
    def draw(paper) -> None:
        table = paper.add_table(rows=0, cols=2)
        for number, row in enumerate(ROWS):
            for cell, value in zip(table.add_row().cells, row, strict=True):
                run = cell.paragraphs[0].add_run(value)
                if number == 0:
                    white(run)
                    shaded(cell._tc.get_or_add_tcPr(), "1F4E78")

    found = read_word(document(written(draw), "a.docx"))
    assert cells(found) == ROWS
    assert found.notes == ()


@pytest.mark.parametrize(
    ("fill", "read"), [("1F4E78", True), ("FFFFFF", False), ("auto", False), ("", False)]
)
def test_a_white_paragraph_is_read_on_a_colour_alone(fill: str, read: bool) -> None:
    def draw(paper) -> None:
        paragraph = paper.add_paragraph()
        white(paragraph.add_run("40 pcs AB-100"))
        if fill:
            shaded(paragraph._p.get_or_add_pPr(), fill)

    found = read_word(document(written(draw), "a.docx"))
    assert ("AB-100" in found.text) is read
    assert found.notes == (() if read else ("hidden text was not read",))
