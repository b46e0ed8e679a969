"""Workbooks read as a person sees them."""

import base64
import datetime as dt
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.sheet_area import column_index, column_letters
from qd_core.reading.files.sheet_facts import sheet_facts
from qd_core.reading.files.sheet_values import number_text
from qd_core.reading.files.sheets import read_workbook
from tests.unit.files.made import cells, document, sheet_of, workbook, zipped

# One visible sheet "Bedarf" (Pos, Artikel, Menge), one hidden sheet: written by an Excel 97 writer.
XLS = (
    "c-rk)O=uHA6#izDZGLRiq^3eElu)qRS`UpEFLg~oduoYZ6cIEvtCWO9)*RG>R%?!e;7RdP=*3Ibi$CZ=Z-PQaK|v4_y$GI!3"
    "Le_5Z{F^vY0aSl4YusJ%$v7w-nToM_vR=2b|F%peb`&U8tjJ$RWpFLI-8&paBjk&cGHxqQ~RlyE;bYbehOrpif0{fd@_bI-W"
    "4c#;C)FF_(J6b&S9dE*JCY2lKYSrvJa!eOSz}uE|m~^xL;i?PqW<0@;>`MXL*1vH&~96Z&@72f;KU<&(7mxN<X)SND4e=&L_"
    "5vpc}7b9$&dBEMFA~V=A5dKO6eI?U(~aZcNYXMmkqUltMU%pJohLbmr=dm}_sXU4ZPrR@;3I?6(vzFb(sRkcn8Lg#6~QreRX"
    "gq>VErY{3Ur2Hb;0uDFCa&rn&&FI6~Cp-&jasjQwOuW>zpR;LFhl6yw1Do*KgAt={vp6B6J^Spzzznx?TovcTA4uokXU%L0>"
    "-S}imJIR)5UfZo5V2A87Ok9-=B8RxeQ<Fo?*v;}9KXp6ny)2`Yxl|9Nx^3mq4EtQ?)&Y9YUdDTEXPv%_^wRgkPx?w<wL#M7$"
    "10bi^B=WY^wW-%A-=q3Ff4|}o!b&mHK!K#TJf1>&mZfCUkTfNH|=e%6Uzv)8ewVO$<YzDJH;L=$rfwamz5yfB0S2{Uocyaj@"
    "2gFaht6)U@OcH+H5N_UYo5j`?cJol`cGzuC(5*pcT;;HMvovEgD8!bw(A9M%9H27cN}5aN%MzK=4`CI=Rb}o@$>KefD>qWhz"
    "zoGs&jK5ftbu(%;g9$Wv|LVpI9E4XSXSCDzGtz86XyrMDZ%Vv_rjZ90GHv@hy^&$@}>zc+=NeSfu?e*WY4{|4`X_%i"
)


def read(content: bytes, name: str = "list.xlsx"):
    return read_safely(read_workbook, document(content, name))


def test_rows_keep_the_sheets_own_numbers() -> None:
    found = read(
        sheet_of([["Take-off, rev B"], [], ["Qty", "Part"], [12, "30205"], [0.5, "HK2016"]], "Requirement")
    )
    assert [(row.number, row.cells) for row in found.tables[0].rows] == [
        (1, ("Take-off, rev B", "")),
        (3, ("Qty", "Part")),
        (4, ("12", "30205")),
        (5, ("0.5", "HK2016")),
    ]
    assert found.tables[0].label == "Requirement"
    assert (found.text, found.notes) == ("", ())


def test_several_sheets_are_several_tables_and_a_column_of_notes_is_text() -> None:
    def fill(book) -> None:
        book.active.title = "List"
        book.active.append(["Qty", "Part"])
        book.active.append([4, "22206"])
        notes = book.create_sheet("Notes")
        notes.append(["Deliver to Glasgow"])
        notes.append(["Required by 13 June 2025"])
        more = book.create_sheet("Lot 2")
        more.append(["Qty", "Part"])
        more.append([8, "22207"])
        book.create_sheet("Empty")

    found = read(workbook(fill))
    assert [table.label for table in found.tables] == ["List", "Lot 2"]
    assert found.text == "Deliver to Glasgow\nRequired by 13 June 2025"


def test_numbers_formats_and_dates_as_displayed() -> None:
    def fill(book) -> None:
        sheet = book.active
        shown = [
            (0.05, "0%"), (0.125, "0.0%"), (123, "00000"), (25, '0" pcs"'), (1234.5, '#,##0.00 "m"'),
            (9.5, '#,##0.00 "€"'),
            (dt.date(2025, 6, 27), "dd/mm/yyyy"), (0.1 + 0.2, "General"), (1200.0, "#,##0"), (True, "General"),
        ]  # fmt: skip
        for row, (value, code) in enumerate(shown, 1):
            sheet.cell(row, 1, "x")
            sheet.cell(row, 2, value).number_format = code

    assert [row[1] for row in cells(read(workbook(fill)))] == [
        "5%", "12.5%", "00123", "25 pcs", "1234.5 m", "9.5", "2025-06-27", "0.3", "1200", "TRUE",
    ]  # fmt: skip


def test_hidden_rows_columns_and_sheets_are_said_and_not_read() -> None:
    def fill(book) -> None:
        sheet = book.active
        sheet.title = "List"
        for row in (["Qty", "Part", "Cost"], [1, "A-1", 9], [2, "A-2", 9], [3, "A-3", 9]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("Archive").append(["old", "list"])
        book["Archive"].sheet_state = "veryHidden"

    found = read(workbook(fill))
    assert cells(found) == [["Qty", "Part"], ["1", "A-1"], ["3", "A-3"]]
    assert found.notes == (
        "sheet 'List': hidden rows were not read (3)",
        "sheet 'List': hidden columns were not read (C)",
        "sheet 'Archive' is hidden and was not read",
    )


def test_a_merged_header_does_not_shift_columns() -> None:
    def fill(book) -> None:
        sheet = book.active
        sheet.append(["Item", "Size", None, "Qty"])
        sheet.merge_cells("B1:C1")
        sheet.append(["Beam", "100", "HEA", 4])

    assert cells(read(workbook(fill))) == [["Item", "Size", "", "Qty"], ["Beam", "100", "HEA", "4"]]


def test_formulas_have_their_stored_value_and_missing_ones_are_said() -> None:
    stored = sheet_of([["Qty", "Part"], ["=2*6", "A-1"]])
    found = read(stored)
    assert found.notes == ("sheet 'List': formulas without a stored result (A2)",)
    import zipfile

    parts = {
        name: zipfile.ZipFile(io.BytesIO(stored)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(stored)).namelist()
    }
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = (
        parts[sheet]
        .replace(b"<v></v>", b"<v>12</v>")
        .replace(b"<v />", b"<v>12</v>")
        .replace(b"<v/>", b"<v>12</v>")
    )
    assert cells(read(zipped(parts)))[1] == ["12", "A-1"]
    assert read(zipped(parts)).notes == ()


def test_the_old_excel_format() -> None:
    found = read(zlib.decompress(base64.b85decode(XLS)), "alt.xls")
    assert cells(found) == [["Pos", "Artikel", "Menge"], ["1", "AB-1", "12"], ["2", "AB-2", "0.5"]]
    assert found.notes == ("sheet 'Alt' is hidden and was not read",)


def test_an_open_document_sheet() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = (
        '<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>'
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='Liste'>"
        f"<table:table-row>{cell.format('Menge')}{cell.format('Artikel')}</table:table-row>"
        f"<table:table-row>{number}{cell.format('AB-1')}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    file = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
    assert cells(read(file, "liste.ods")) == [["Menge", "Artikel"], ["12", "AB-1"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (0.5, "0.5"),
        (1.125, "1.1250"),
        (1234.125, "1234.125"),
        (1e-7, "0.0000001"),
        (1e15, "1" + "0" * 15),
    ],
)
def test_no_number_can_be_taken_for_thousands(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_plain_numbers_keep_their_value(number) -> None:
    plain = plain_number(str(number))
    assert float(plain) == float(number)
    whole, _, fraction = plain.partition(".")
    assert len(fraction) != 3 or len(whole) > 3


@given(st.integers(0, 16_383))
def test_column_letters(index: int) -> None:
    assert column_index(column_letters(index)) == index


def test_facts_of_a_sheet_with_a_name_space_prefix() -> None:
    xml = (
        b'<x:worksheet><x:cols><x:col min="2" max="3" hidden="1"/></x:cols><x:sheetData><x:row r="1"><x:c r="A1" s="1">'
        b'<x:v>1</x:v></x:c></x:row><x:row r="2" hidden="true"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    )
    facts = sheet_facts(xml, {1: "0%"})
    assert (facts.hidden_rows, facts.hidden_columns, facts.formats) == ({2}, {1, 2}, {(1, 0): "0%"})
