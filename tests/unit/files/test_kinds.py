"""A file's kind is told from its bytes and its name."""

import pytest

from qd_core.reading.files.image_size import image_size
from qd_core.reading.files.kinds import FileKind, kind_of, root_element
from tests.unit.files.made import document, sheet_of, word_file, zipped


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n", "scan", FileKind.PDF),
        (b"\r\n%PDF-1.4", "a.txt", FileKind.PDF),
        (b"Pos;Menge\n1;2\n", "liste.CSV", FileKind.CSV),
        (b"Pos\tMenge\n1\t2\n", "export.xls", FileKind.CSV),
        (b"Please quote 3 boxes.\n", "request.txt", FileKind.TEXT),
        (b"Please quote 3 boxes.\n", "request", FileKind.TEXT),
        ("Größe 9".encode("utf-16"), "note.txt", FileKind.TEXT),
        (b"<!DOCTYPE html><p>Hi", "offer.htm", FileKind.HTML),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "list.xls", FileKind.HTML),
        (b"<?xml version='1.0'?><Order/>", "order.xml", FileKind.XML),
        (b"\x89PNG\r\n\x1a\n", "logo.png", FileKind.IMAGE),
        (b"\xff\xd8\xff\xe0", "photo", FileKind.IMAGE),
        (b"{\\rtf1\\ansi", "a.rtf", FileKind.RTF),
        (b"UNA:+.? 'UNB+UNOA:1", "rfq.edi", FileKind.EDIFACT),
        (b"00        83L", "LV.D83", FileKind.GAEB_FIXED),
        (b"#begin[GAEB]", "LV.P83", FileKind.GAEB_2000),
        (b"PK\x03\x04 not a zip", "a.xlsx", FileKind.OTHER),
        (b"\x00\x01\x02\x03\x04" * 100, "blob.txt", FileKind.OTHER),
        (b"some text", "drawing.dwg", FileKind.OTHER),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            FileKind.ENCRYPTED_OFFICE,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.doc", FileKind.DOC),
    ],
)
def test_kind_by_bytes_and_name(content: bytes, name: str, kind: FileKind) -> None:
    assert kind_of(document(content, name)) is kind


def test_office_files_by_their_parts_not_their_name() -> None:
    assert kind_of(document(sheet_of([["a"]]), "report.docx")) is FileKind.XLSX
    assert kind_of(document(word_file(""), "list.xlsx")) is FileKind.DOCX
    assert kind_of(document(zipped({"drawing.dwg": "x"}), "list.xlsx")) is FileKind.OTHER


def test_the_declared_type_is_the_last_resort() -> None:
    assert kind_of(document(b"a;b\n1;2\n", "download", "text/csv; charset=utf-8")) is FileKind.CSV
    assert kind_of(document(b"%PDF-1.4", "list.csv", "text/csv")) is FileKind.PDF


@pytest.mark.parametrize(
    "content",
    [
        b"<?xml version='1.0'?><!-- <Invoice> --><!DOCTYPE x><ns:Order xmlns:ns='u'/>",
        b"\xef\xbb\xbf<Order/>",
        "<?xml version='1.0' encoding='utf-16'?><Order/>".encode("utf-16"),
    ],
)
def test_root_element(content: bytes) -> None:
    assert root_element(content) == "Order"


def test_sizes_of_pictures() -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    jpeg = (
        b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08"
        + (480).to_bytes(2, "big")
        + (640).to_bytes(2, "big")
        + b"\3"
    )
    gif = b"GIF89a" + (640).to_bytes(2, "little") + (480).to_bytes(2, "little")
    tiff = b"II*\0\x08\0\0\0\x02\0" + b"\0\1\3\0\1\0\0\0\x80\2\0\0" + b"\1\1\3\0\1\0\0\0\xe0\1\0\0"
    for picture in (png, jpeg, gif, tiff):
        assert image_size(picture) == (640, 480)
        assert image_size(picture[:7]) is None
