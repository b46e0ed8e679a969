"""Messages that try to cost time or memory: small bytes that unpack to much, and much of one thing."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from qd_core.model.message import InboundMessage, Lane
from tests.hostile.mails import DOCX, HEAD, XLSX, Part, mail, raw_mail

__all__ = ["BOMBS", "SHAPES", "Attack", "Shape"]

COVERING = "Hello,\n\nplease quote the attached list.\n\nThanks\nDana\n"
START = b"From: dana@saltmarsh.example\nTo: q@tidewater.example\nSubject: RFQ\n"


@dataclass(frozen=True, slots=True)
class Attack:
    """One message; ``refused`` is a word of the reason that has to be given, empty where it may be read."""

    name: str
    make: Callable[[], InboundMessage]
    refused: str = ""
    seconds: float = 1.0
    megabytes: float = 200.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A message of about ``size`` bytes, to see that twice the size is about twice the work."""

    name: str
    make: Callable[[int], InboundMessage]
    size: int = 400_000


def _zip(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
BOOK = {
    "[Content_Types].xml": (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "xl/workbook.xml": (
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        b'<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        b'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def workbook_of(rows: bytes, **more: bytes) -> Part:
    """An XLSX whose only sheet has these ``<row>`` elements."""
    return "list.xlsx", XLSX, _zip({**BOOK, "xl/worksheets/sheet1.xml": SHEET % rows, **more})


def document_of(body: bytes) -> Part:
    """A DOCX with this body."""
    types = (
        BOOK["[Content_Types].xml"]
        .replace(b"xl/workbook", b"word/document")
        .replace(b"spreadsheetml.sheet", b"wordprocessingml.document")
    )
    return "list.docx", DOCX, _zip({"[Content_Types].xml": types, "word/document.xml": WORD % body})


def _with(part: Callable[[], Part]) -> Callable[[], InboundMessage]:
    return lambda: mail(COVERING, files=[part()])


def _entities() -> Part:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
    xml = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">' + levels + b"]><worksheet>&l9;</worksheet>"
    return "list.xlsx", XLSX, _zip({**BOOK, "xl/worksheets/sheet1.xml": xml, "xl/styles.xml": xml})


def _far_cell() -> Part:
    return workbook_of(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def _lying_sizes() -> Part:
    """A zip whose directory says that its part is small."""
    content = bytearray(_zip({**BOOK, "xl/worksheets/sheet1.xml": SHEET % (b" " * 300_000_000)}))
    size = (300_000_000 + len(SHEET) - 2).to_bytes(4, "little")
    at = content.find(size)
    while at >= 0:
        content[at : at + 4] = (5_000).to_bytes(4, "little")
        at = content.find(size, at + 1)
    return "list.xlsx", XLSX, bytes(content)


def pdf_of(pages: int, stream: bytes = b"") -> bytes:
    """A PDF of many pages that share one stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(pages))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"] * pages
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _pdf(pages: int, stream: bytes = b"") -> Part:
    return "list.pdf", "application/pdf", pdf_of(pages, zlib.compress(stream))


def _large(megabytes: int) -> InboundMessage:
    file = ("scan.bin", "application/octet-stream", bytes(megabytes * 3 * 2**18))
    return mail(COVERING, files=[file])


def _parts(count: int) -> InboundMessage:
    body = b"--x\nContent-Type: text/plain\n\na\n" * count
    return raw_mail(START + b"Content-Type: multipart/mixed; boundary=x\n\n" + body + b"--x--\n")


def _nested(levels: int) -> InboundMessage:
    body = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(levels)
    )
    return raw_mail(START + body + b"Content-Type: text/plain\n\nplease quote 5 SH-0810\n")


def _mails_in_mails(levels: int) -> InboundMessage:
    message = EmailMessage(policy=SMTP)
    for name, value in HEAD.items():
        message[name] = value
    message.set_content("please quote 5 SH-0810")
    content = message.as_bytes()
    for _ in range(levels):
        content = START + b"Content-Type: message/rfc822\n\n" + content
    return raw_mail(content)


def _data_picture() -> InboundMessage:
    """A picture that stands in the page itself."""
    picture = b"QUFB" * 5_000_000
    page = b'<p>please quote 5 SH-0810</p><img src="data:image/png;base64,' + picture + b'">'
    return raw_mail(START + b"Content-Type: text/html\n\n" + page)


def _packed_page() -> InboundMessage:
    """A body that is said to be packed, as pages on the web are: mail knows no such thing, and nothing unpacks it."""
    head = START + b"Content-Type: text/html\nContent-Encoding: gzip\nContent-Transfer-Encoding: base64\n\n"
    return raw_mail(head + base64.encodebytes(gzip.compress(b"<p>" * 100_000_000)))


def _packed_list() -> InboundMessage:
    return mail(
        COVERING, files=[("list.csv.gz", "application/gzip", gzip.compress(b"SH-0810,5\n" * 50_000_000))]
    )


def _form(**keys: object) -> InboundMessage:
    content = json.dumps({"name": "D", "email": "dana@saltmarsh.example", **keys}).encode()
    return InboundMessage(lane=Lane.FORM, content=content, name="form.json", media_type="application/json")


def _deep_json() -> InboundMessage:
    return InboundMessage(
        lane=Lane.FORM, content=b'{"a":' * 200_000, name="form.json", media_type="application/json"
    )


ROW = b'<row><c t="inlineStr"><is><t>aaaaaaaa</t></is></c></row>'
PARAGRAPH = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
NESTED_TABLE, UNNESTED = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
BOMBS = (
    Attack("xlsx, 1 GB of rows", _with(lambda: workbook_of(ROW * 18_000_000)), "unpacks"),
    Attack(
        "xlsx, shared strings of 300 MB",
        _with(lambda: workbook_of(ROW, **{"xl/sharedStrings.xml": b" " * 300_000_000})),
        "unpacks",
    ),
    Attack("xlsx, entities that explode", _with(_entities), "entities"),
    Attack("xlsx, a cell at the far corner", _with(_far_cell), "far apart"),
    Attack("xlsx, sizes that lie", _with(_lying_sizes), "damaged"),
    Attack("docx, 500 MB of text", _with(lambda: document_of(PARAGRAPH * 14_000_000)), "unpacks"),
    Attack(
        "docx, tables in tables", _with(lambda: document_of(NESTED_TABLE * 5_000 + UNNESTED * 5_000)), "deep"
    ),
    Attack(
        "zip in a zip",
        _with(lambda: ("a.zip", "application/zip", _zip({"b.zip": _zip({"c.txt": bytes(100_000_000)})}))),
        "zip",
    ),
    Attack("pdf, 10,000 pages", _with(lambda: _pdf(10_000)), "pages"),
    Attack("pdf, a stream of 200 MB", _with(lambda: _pdf(1, b"q " * 100_000_000)), "unpacks"),
    Attack("mail of 50 MB", lambda: _large(50), "MB"),
    Attack("100,000 parts", lambda: _parts(100_000), "parts"),
    Attack("multiparts, 5,000 deep", lambda: _nested(5_000), "deep"),
    Attack("mails, 2,000 deep", lambda: _mails_in_mails(2_000), ""),
    Attack("html, a picture of 20 MB inside", _data_picture, "longer"),
    Attack("html, packed", _packed_page, ""),
    Attack("a list of 500 MB, packed", _packed_list, "no reader"),
    Attack("form of one key, 20 MB long", lambda: _form(message="a" * 20_000_000), "long"),
    Attack("form nested 200,000 deep", _deep_json, "deep"),
    Attack(
        "form of 100,000 items",
        lambda: _form(line_items=[{"item": "SH-0810", "quantity": 1}] * 100_000),
        "at most",
    ),
)


def _text(piece: str, *, head: str = "Content-Type: text/plain; charset=utf-8\n\nplease quote 5 SH-0810\n\n"):
    def make(size: int) -> InboundMessage:
        encoded = piece.encode()
        return raw_mail(START + head.encode() + (encoded * (size // len(encoded) + 1))[:size])

    return make


def _page(piece: str):
    return _text(piece, head="Content-Type: text/html\n\n<p>please quote 5 SH-0810</p>\n")


def _csv(piece: str):
    def make(size: int) -> InboundMessage:
        content = (piece.encode() * (size // len(piece) + 1))[:size]
        return mail(COVERING, files=[("list.csv", "text/csv", b"Part,Qty\n" + content)])

    return make


def _asked(line: str):
    def make(size: int) -> InboundMessage:
        lines = "".join(line.format(number) for number in range(size // len(line)))
        return mail(f"Hello,\n\nplease quote\n{lines}\nThanks\nDana\n")

    return make


def shapes() -> Iterator[Shape]:
    """The shapes that mail and its files are made long with."""
    for name, piece in {
        "newlines": "\n",
        "quote marks": ">",
        "quoted lines": "> a\n",
        "On Tue": "On Tue",
        "On Tue lines": "On Tue\n",
        "dashes": "-",
        "dashes in lines": "--\n",
        "spaces": " ",
        "tabs": "\t",
        "digits": "1",
        "numbers": "1 ",
        "points": "1.",
        "commas": "1,",
        "at signs": "a@",
        "words": "bolt ",
        "one word": "a",
        "colons": "a: ",
        "pipes": "|",
        "brackets": "(",
        "SKU pieces": "SH-",
        "SKUs": "SH-0810 ",
        "sizes": "M8x20 ",
        "fractions": "1/2 ",
        "dates": "04/05/06 ",
        "and": "and ",
        "street": "12 Main Street, ",
        "zero width": "\u200b",
        "overrides": "\u202e",
        "combining marks": "\u0301",
        "ligatures": "\ufdfa",
        "signature lines": "Thanks,\nDana\n",
        "header lines": "From: a\nSent: b\n",
    }.items():
        yield Shape(f"text: {name}", _text(piece))
    for name, piece in {
        "divs": "<div>",
        "closing tags": "</p>",
        "tables in tables": "<table><tr><td>",
        "rows": "<tr><td>5<td>SH-0810",
        "comments": "<!--",
        "less than": "<",
        "ampersands": "&",
        "attributes": "<a b=c ",
        "styles": "<p style='color:red'>x",
        "lists": "<ul><li>",
    }.items():
        yield Shape(f"html: {name}", _page(piece))
    yield Shape(
        "html: css comments",
        _text("/*", head="Content-Type: text/html\n\n<p>please quote 5 SH-0810</p><style>"),
    )
    yield Shape("csv: rows", _csv("SH-0810,5\n"), 100_000)
    yield Shape("csv: quotes", _csv('"'))
    yield Shape("csv: commas", _csv(","))
    yield Shape("lines: SKUs", _asked("{} SH-0810\n"), 60_000)
    yield Shape("lines: names", _asked("{} bow shackles 8 mm stainless\n"), 60_000)
    yield Shape("lines: prose", _asked("{} SH-0810 and "), 60_000)


SHAPES = tuple(shapes())
