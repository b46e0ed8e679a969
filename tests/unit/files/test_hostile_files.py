"""Files made to break a reader get a reason, quickly and in little memory; never an exception."""

import io
import random
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files import limits
from qd_core.reading.files.delimited import read_delimited
from qd_core.reading.files.edifact import read_edifact
from qd_core.reading.files.gaeb import read_gaeb_xml
from qd_core.reading.files.gaeb_fixed import read_gaeb_fixed
from qd_core.reading.files.pdf_reading import read_pdf
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.sheets import read_workbook
from qd_core.reading.files.ubl import read_ubl
from qd_core.reading.files.word import read_word
from qd_core.reading.files.x12 import read_x12
from tests.timing import assert_linear, cpu_seconds
from tests.unit.files.made import document, drawn, paragraph, pdf_of, sheet_of, text_of, word_file, zipped

SECONDS = 1.0
MEGABYTES = 200


def refused(read: Callable[[Document], ExtractedText | None], content: bytes, name: str) -> str:
    """The reason given, which must come in time and within bounds."""
    tracemalloc.start()
    began = time.process_time()
    found = read_safely(read, document(content, name))
    spent = time.process_time() - began
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert found is not None
    assert found.unread
    assert spent < 4 * SECONDS, f"{spent:.1f} s"  # tracing makes everything several times slower
    assert peak < MEGABYTES, f"{peak:.0f} MB"
    return found.unread


def parts_of(content: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bomb_by_its_own_account() -> None:
    parts = parts_of(sheet_of([["a"]]))
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet>" + b" " * 61_000_000
    bomb = zipped(parts)
    assert "far more data" in refused(read_workbook, bomb, "bomb.xlsx")
    parts = parts_of(word_file(paragraph("x")))
    parts["word/document.xml"] = b" " * 61_000_000
    assert "far more data" in refused(read_word, zipped(parts), "bomb.docx")


def test_a_bomb_that_lies() -> None:
    """The directory declares 1,000 bytes; the part unpacks to 61 million."""
    parts = parts_of(sheet_of([["a"]]))
    parts["xl/worksheets/sheet1.xml"] = b" " * 61_000_000
    bomb = bytearray(zipped(parts))
    at = bomb.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert bomb[at : at + 4] == b"PK\x01\x02"
    bomb[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    refused(read_workbook, bytes(bomb), "bomb.xlsx")


def test_many_overlapping_parts_are_counted_each() -> None:
    parts: dict[str, bytes | str] = {f"xl/worksheets/sheet{at}.xml": b" " * 900_000 for at in range(100)}
    parts |= {"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}
    assert "far more data" in refused(read_workbook, zipped(parts), "bomb.xlsx")


@pytest.mark.parametrize(
    "last",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="200000"><c r="ZZ200000"><v>1</v></c></row>',
        '<row r="2"><c r="Z1048576"><v>1</v></c></row>',
    ],
)
def test_cells_far_apart(last: str) -> None:
    parts = parts_of(sheet_of([["a"]]))
    sheet = str(parts["xl/worksheets/sheet1.xml"], "utf-8")
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{last}</sheetData>")
    assert "too far apart" in refused(read_workbook, zipped(parts), "sparse.xlsx")


ODD_CELLS = {
    "single quotes": b"<row r='9'><c r='XFD900000'><v>1</v></c></row>",
    "small letters": b'<row r="9"><c r="xfd900000"><v>1</v></c></row>',
    "tabs": b'<row\tr="9"><c\tr="XFD900000"><v>1</v></c></row>',
    "a sign before": b'<row r="9"><c x=">" r="XFD900000"><v>1</v></c></row>',
    "a stroke behind": b'<row r="9"><c r="XFD900000" x="/"><v>1</v></c></row>',
    "a space before the sign": b'<row r="9"><c r ="XFD900000"><v>1</v></c></row>',
    "a row of none": b'<row><c r="XFD900000"><v>1</v></c></row>',
    "a reference": b'<row r="9"><c r="&#88;FD900000"><v>1</v></c></row>',
    "text": b'<row r="9"><c r="XFD900000" t="inlineStr"><is><t>x</t></is></c></row>',
    "a formula": b'<row r="9"><c r="XFD900000"><f>1+1</f></c></row>',
    "too many letters": b'<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>',
    "a cell that is not closed": b'<row r="9"><c r="XFD900000"><v>1</v></row>',
}


def with_cells(xml: bytes) -> dict[str, bytes | str]:
    parts = parts_of(sheet_of([["a"]]))
    sheet = bytes(parts["xl/worksheets/sheet1.xml"])
    return parts | {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", xml + b"</sheetData>")}


@pytest.mark.parametrize("xml", ODD_CELLS.values(), ids=ODD_CELLS)
def test_cells_far_apart_in_xml_that_no_program_writes(xml: bytes) -> None:
    """The reader behind would lay out billions of cells, and the process would end."""
    why = refused(read_workbook, zipped(with_cells(xml)), "sparse.xlsx")
    assert "too far apart" in why or "damaged" in why


def test_a_sheet_in_utf_16_is_not_looked_through() -> None:
    parts = with_cells(ODD_CELLS["text"])
    sheet = bytes(parts["xl/worksheets/sheet1.xml"]).decode().encode("utf-16")
    assert "damaged" in refused(read_workbook, zipped(parts | {"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")


def test_a_sheet_that_only_the_reader_behind_finds() -> None:
    """It does not mind capitals, follows odd paths, and takes a ``sheet`` wherever one stands."""
    parts = with_cells(ODD_CELLS["text"])
    other = parts.pop("xl/worksheets/sheet1.xml")
    assert "too far apart" in refused(
        read_workbook, zipped(parts | {"xl/worksheets/SHEET1.xml": other}), "a.xlsx"
    )
    twice = {"xl/worksheets/SHEET1.xml": other, "xl/worksheets/sheet1.xml": sheet_of([["a"]])}
    assert "damaged" in refused(read_workbook, zipped(parts | twice), "a.xlsx")
    book = (
        bytes(parts["xl/workbook.xml"])
        .replace(b"<sheets>", b"<x><sheets>")
        .replace(b"</sheets>", b"</sheets></x>")
    )
    hidden = parts | {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": other}
    assert "too far apart" in refused(read_workbook, zipped(hidden), "a.xlsx")


def test_styled_cells_that_hold_nothing_may_lie_far_away() -> None:
    xml = b'<row r="2"><c r="XFD2" s="0"/></row><row r="900000"><c r="A900000" s="0" t="n"/></row>'
    found = read_workbook(document(zipped(with_cells(xml)), "wide.xlsx"))
    assert found.text == "a"


def test_too_many_cells() -> None:
    parts = parts_of(sheet_of([["a"]]))
    chance = random.Random(7)
    values = [b"<c><v>%d</v></c>" % chance.randrange(10**6) for _ in range(1000)]
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + b"".join(b"<row>%b</row>" % b"".join(values[at:] + values[:at]) for at in range(700))
        + b"</sheetData></worksheet>"
    )
    assert "too many cells" in refused(read_workbook, zipped(parts), "wide.xlsx")


def test_billion_laughs_and_external_entities() -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE GAEB [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 50) for at in range(8))
        + b"]><GAEB>&i;</GAEB>"
    )
    assert "entities" in refused(read_gaeb_xml, laughs, "lv.x83")
    file = (
        b'<?xml version="1.0"?><!DOCTYPE Order [<!ENTITY x SYSTEM "file:///etc/passwd">]><Order>&x;</Order>'
    )
    assert "entities" in refused(read_ubl, file, "order.xml")


def test_deep_and_broken_xml() -> None:
    assert "nested too deeply" in refused(read_gaeb_xml, b"<GAEB>" * 5000 + b"</GAEB>" * 5000, "lv.x83")
    assert "damaged" in refused(read_gaeb_xml, b"<GAEB><Award></GAEB>", "lv.x83")
    assert "too large" in refused(read_gaeb_xml, b"<GAEB>" + b"<a/>" * 900_000 + b"</GAEB>", "lv.x83")
    assert "too large" in refused(read_gaeb_xml, b"<GAEB>" + b" " * 9_000_000 + b"</GAEB>", "lv.x83")


def test_a_pdf_of_ten_thousand_pages() -> None:
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(10_000))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 10000/Kids[" + kids + b"]>>"]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 10_000
    content = bytearray(b"%PDF-1.4\n")
    offsets = []
    for at, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (at, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    assert refused(read_pdf, bytes(content), "long.pdf") == "the PDF has 10000 pages; at most 200 are read"


def test_a_page_with_too_much_on_it() -> None:
    def crowded(canvas) -> None:
        canvas.setFont("Helvetica", 1)
        for at in range(900):
            canvas.drawString(10, at * 0.9, "overfull " * 8)

    assert "characters" in refused(read_pdf, drawn(crowded), "crowded.pdf")


def test_a_page_full_of_rules_is_read_in_time() -> None:
    def hatched(canvas) -> None:
        canvas.drawString(50, 800, "Please quote 12 valves")
        for at in range(20_000):
            canvas.line(at % 595, 0, at % 595, 40)

    began = time.process_time()
    found = read_safely(read_pdf, document(drawn(hatched)))
    assert found is not None
    assert found.text == "Please quote 12 valves"
    assert time.process_time() - began < 4 * SECONDS


@pytest.mark.parametrize(
    ("read", "name"),
    [
        (read_workbook, "a.xlsx"), (read_word, "a.docx"), (read_pdf, "a.pdf"), (read_ubl, "a.xml"), (read_x12, "a.edi"),
        (read_edifact, "a.edi"), (read_gaeb_fixed, "a.d83"), (read_delimited, "a.csv"),
    ],
)  # fmt: skip
def test_damaged_files_of_every_kind(read, name: str) -> None:
    whole = {
        "a.xlsx": sheet_of([["Qty", "Part"], [1, "A"]]),
        "a.docx": word_file(paragraph("Please quote")),
        "a.pdf": pdf_of([text_of("Please quote")]),
    }.get(name, b"ISA*00*          *00*" * 20)
    chance = random.Random(4)
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read_safely(read, document(bytes(content[: chance.randint(1, len(content))]), name))


def test_a_file_too_large_to_open() -> None:
    big = bytes(limits.FILE_BYTES + 1)
    assert "too large" in refused(read_pdf, big, "a.pdf")
    assert "too large" in (
        read_safely(read_delimited, document(big, "a.csv"), limit=limits.TEXT_BYTES).unread or ""
    )


@pytest.mark.parametrize("line", ['"', ";", "a,", "\t" * 50, '""""', "'+:?'"])
def test_time_grows_with_the_size_alone(line: str) -> None:
    def spent(count: int) -> float:
        content = (line + "\n").encode() * count

        def read() -> None:
            read_safely(read_delimited, document(content, "a.csv"))
            read_safely(read_edifact, document(b"UNA:+.? '" + content, "a.edi"))

        return cpu_seconds(read)

    assert_linear(spent, 5_000)


def test_the_zip_directory_is_read_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(sheet_of([["a"]]))
    parts["xl/worksheets/sheet1.xml"] = b" " * 61_000_000
    bomb = zipped(parts)
    monkeypatch.setattr(zlib, "decompressobj", lambda *_: pytest.fail("unpacked"))
    assert "far more data" in (read_safely(read_workbook, document(bomb, "bomb.xlsx")).unread or "")
