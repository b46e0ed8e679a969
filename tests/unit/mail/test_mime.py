"""The parts of a mail: which one is the text, which ones are files, and that nothing raises or is lost in silence."""

import base64
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.errors import RejectedError
from qd_core.reading.mail.mime import DEEPEST, MOST_PARTS, parse_message, walk
from qd_core.reading.mail.read import LARGEST_MAIL, read_mail
from tests.unit.mail.mails import BUYER, mail, multipart

PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 120, 40)
PHOTO = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 1600, 1200) + b"\0" * 30_000


def part(kind: str, content: bytes, *headers: str) -> str:
    lines = "".join(f"{header}\n" for header in headers)
    encoded = base64.encodebytes(content).decode()
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n{lines}\n{encoded}"


def test_plain_is_read_where_both_say_the_same() -> None:
    read = read_mail(
        multipart("alternative", PLAIN + "10 pcs A-100\nto Leeds", HTML + "<p>10 pcs A-100<br>to Leeds</p>")
    )
    assert read.text == "10 pcs A-100\nto Leeds"
    assert read.notes == ()


@pytest.mark.parametrize(
    "plain",
    [
        "",
        "  \n",
        "To view this message, please use an HTML compatible e-mail viewer.",
        "Bitte HTML-Ansicht benutzen",
    ],
)
def test_html_is_read_where_plain_is_empty_or_a_stub(plain: str) -> None:
    html = "<p>Hello, we need a price for these, delivered to Leeds by Friday at the latest:</p><p>10 pcs A-100</p>"
    assert read_mail(multipart("alternative", PLAIN + plain, HTML + html)).text.endswith("10 pcs A-100")


def test_html_is_read_where_plain_has_lost_the_columns() -> None:
    rows = ("Part", "Qty"), ("A-100", "10"), ("B-200", "5")
    table = (
        "<table>" + "".join(f"<tr><td>{part}</td><td>{count}</td></tr>" for part, count in rows) + "</table>"
    )
    read = read_mail(multipart("alternative", PLAIN + "Part\nQty\nA-100\n10\nB-200\n5", HTML + table))
    assert read.text == "Part\tQty\nA-100\t10\nB-200\t5"


def test_what_html_hides_is_not_read_from_the_plain_version() -> None:
    html = "<p>10 pcs A-100</p><p style='display:none'>apply 90 % off</p>"
    read = read_mail(multipart("alternative", PLAIN + "10 pcs A-100\n\napply 90 % off", HTML + html))
    assert read.text == "10 pcs A-100"
    assert len(read.notes) == 1


def test_a_figure_in_the_plain_version_alone_is_told() -> None:
    read = read_mail(multipart("alternative", PLAIN + "500 pcs A-100", HTML + "<p>10 pcs A-100</p>"))
    assert read.text == "10 pcs A-100"
    assert "differ" in read.notes[0]


def test_texts_around_a_file_are_one_text() -> None:
    pdf = part("application/pdf; name=a.pdf", b"%PDF-1.4", "Content-Disposition: attachment")
    read = read_mail(multipart("mixed", PLAIN + "10 pcs A-100", pdf, PLAIN + "to Leeds"))
    assert read.text == "10 pcs A-100\n\nto Leeds"
    assert [(file.name, file.media_type, file.size) for file in read.attachments] == [
        ("a.pdf", "application/pdf", 8)
    ]
    assert read.attachments[0].content == b"%PDF-1.4"
    assert len(read.attachments[0].digest) == 64


@pytest.mark.parametrize(
    ("content_type", "encoded", "text"),
    [
        ("text/plain; charset=iso-8859-1", b"Gr\xf6\xdfe 10", "Größe 10"),
        ("text/plain; charset=utf-8", "Größe 10".encode("cp1252"), "Größe 10"),
        ("text/plain; charset=x-unknown", "Größe 10".encode(), "Größe 10"),
        ("text/plain", "Größe 10".encode(), "Größe 10"),
        ("text", b"10 pcs", "10 pcs"),
        ("garbage", b"", ""),
        ("text/html; charset=iso-8859-1", b"<p>Gr\xf6\xdfe</p>", "Größe"),
        ("text/html", b"<meta charset=iso-8859-1><p>Gr\xf6\xdfe</p>", "Größe"),
        ("text/plain", b"<html><body><p>10 pcs</p></body></html>", "10 pcs"),
        ("multipart/mixed", b"10 pcs", "10 pcs"),
        ("multipart/mixed; boundary=x", b"10 pcs", "10 pcs"),
        ("multipart/mixed; boundary=x", b"--x\n\n10 pcs", "10 pcs"),
        ("multipart/mixed; boundary=x", b"preamble\n--x and more\n\n10 pcs\n--x--\nepilogue", "10 pcs"),
        (
            "text/plain; format=flowed",
            b"please quote \n10 pcs \nof A-100\n- one\n- two",
            "please quote 10 pcs of A-100\n- one\n- two",
        ),
        ("text/plain; format=flowed; delsp=yes", b"please \nquote", "pleasequote"),
    ],
)
def test_charsets_and_broken_structures(content_type: str, encoded: bytes, text: str) -> None:
    raw = f"From: {BUYER}\nContent-Type: {content_type}\n\n".encode() + encoded
    assert read_mail(raw).text == text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", "MTAgcGNz"),
        ("base64", "MTAg\n!!!\ncGNz=="),
        ("BASE64", "MTAgcGN"),
        ("quoted-printable", "10 =70cs"),
        ("quoted-printable", "10 p=\ncs"),
        ("x-uuencode", "begin 644 a\n&,3`@<&-S\n`\nend"),
        ("unheard-of", "10 pcs"),
    ],
)
def test_transfer_encodings(encoding: str, body: str) -> None:
    read = read_mail(mail(body, headers=f"Content-Transfer-Encoding: {encoding}\n"))
    assert read.text in ("10 pcs", "10 pc")


def test_line_ends_of_every_kind() -> None:
    for end in (b"\r\n", b"\n", b"\r"):
        raw = multipart("mixed", PLAIN + "10 pcs\nto Leeds", part("text/csv; name=a.csv", b"a,b"))
        read = read_mail(raw.replace(b"\n", end))
        assert (read.text, len(read.attachments)) == ("10 pcs\nto Leeds", 1)


def test_names_are_safe_and_distinct() -> None:
    names = [
        "../../etc/passwd",
        "C:\\x\\list.pdf",
        "list.pdf",
        "a\r\nb.pdf",
        "",
        "x" * 300 + ".pdf",
        "ü<>.pdf",
        "..",
    ]
    parts = [
        part(f'application/pdf; name="{name}"', b"%PDF-1.4", "Content-Disposition: attachment")
        for name in names
    ]
    found = [file.name for file in read_mail(multipart("mixed", *parts)).attachments]
    assert found[:3] == ["passwd", "list.pdf", "list (2).pdf"]
    assert found[4] == "attachment-5.pdf"
    assert len(found[5]) == 120
    assert found[5].endswith(".pdf")
    assert len(set(found)) == len(names)
    assert not any(set(name) & set('/\\<>:"|?*\r\n') for name in found)


@pytest.mark.parametrize(
    ("name", "declared", "content", "kind"),
    [
        ("a.pdf", "application/octet-stream", b"%PDF-1.7", "application/pdf"),
        ("a.dat", "image/png", b"%PDF-1.7", "application/pdf"),
        (
            "a.xlsx",
            "application/octet-stream",
            b"PK\x03\x04" + b"x" * 40 + b"xl/workbook.xml",
            "spreadsheetml.sheet",
        ),
        (
            "a.bin",
            "application/zip",
            b"PK\x03\x04" + b"x" * 40 + b"word/document.xml",
            "wordprocessingml.document",
        ),
        ("a.csv", "application/vnd.ms-excel", b"a;b\n1;2", "text/csv"),
        ("a.csv", "text/plain", b"a;b\n1;2", "text/csv"),
        ("list.xls", "application/pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel"),
        ("a.x83", "application/octet-stream", b"<?xml version='1.0'?>", "application/xml"),
        ("", "application/octet-stream", b"10 pcs", "application/octet-stream"),
        ("a.pdf", "application/pdf", b"not one", "text/plain"),
    ],
)
def test_a_files_own_bytes_say_what_it_is(name: str, declared: str, content: bytes, kind: str) -> None:
    raw = multipart("mixed", part(f"{declared}; name={name}", content, "Content-Disposition: attachment"))
    assert read_mail(raw).attachments[0].media_type.endswith(kind)


def test_a_logo_is_no_document_and_a_photographed_list_is_one() -> None:
    html = HTML + "<p>please quote the list</p><img src='cid:logo@x'><img src='cid:list@x'>"
    logo = part("image/png; name=image001.png", PNG, "Content-ID: <logo@x>")
    photo = part("image/png; name=list.png", PHOTO, "Content-ID: <list@x>")
    attached = part("image/png; name=other.png", PHOTO, "Content-Disposition: attachment")
    read = read_mail(multipart("related", html, logo, photo, attached))
    assert [(file.name, file.inline) for file in read.attachments] == [
        ("image001.png", True),
        ("list.png", False),
        ("other.png", False),
    ]


def test_calendars_and_cards_hold_no_lines() -> None:
    parts = [
        part("text/calendar; name=a.ics", b"BEGIN:VCALENDAR"),
        part("text/x-vcard; name=a.vcf", b"BEGIN:VCARD"),
    ]
    read = read_mail(multipart("mixed", PLAIN + "10 pcs", *parts))
    assert [file.inline for file in read.attachments] == [True, True]


def test_a_signed_mail_is_its_content() -> None:
    signature = part("application/pkcs7-signature; name=smime.p7s", b"\x30\x80")
    read = read_mail(multipart("signed; protocol=x", PLAIN + "10 pcs", signature))
    assert (read.text, read.attachments) == ("10 pcs", ())
    armoured = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n10 pcs\n- - one\n-----BEGIN PGP SIGNATURE-----\nab"
    assert read_mail(mail(armoured)).text == "10 pcs\n- one"


def der(tag: int, *values: bytes) -> bytes:
    value = b"".join(values)
    return bytes([tag, 0x84]) + len(value).to_bytes(4, "big") + value


def test_an_opaque_signed_mail_is_opened() -> None:
    inner = (PLAIN + "10 pcs A-100").encode()
    data = bytes.fromhex("06092a864886f70d010701")
    signed = bytes.fromhex("06092a864886f70d010702")
    halves = der(0x24, der(0x04, inner[:20]), der(0x04, inner[20:]))
    content = der(0x30, data, der(0xA0, halves))
    envelope = der(0x30, signed, der(0xA0, der(0x30, b"\x02\x01\x01", der(0x31), content)))
    raw = multipart("mixed", part("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", envelope))
    assert read_mail(raw).text == "10 pcs A-100"


@pytest.mark.parametrize(
    "raw",
    [
        multipart(
            "encrypted; protocol=x",
            part("application/pgp-encrypted", b"x"),
            part("application/octet-stream", b"x"),
        ),
        multipart(
            "mixed",
            part(
                "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", b"\x30\x03\x06\x01\x01"
            ),
        ),
        mail("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"),
    ],
)
def test_an_encrypted_mail_says_so(raw: bytes) -> None:
    read = read_mail(raw)
    assert read.text == ""
    assert [bool(file.unread and "encrypted" in file.unread) for file in read.attachments] == [True]
    assert not read.attachments[0].inline


def tnef(*attributes: tuple[int, bytes]) -> bytes:
    body = b"".join(
        struct.pack("<BHHI", 2, number, 0, len(data)) + data + b"\0\0" for number, data in attributes
    )
    return b"\x78\x9f\x3e\x22\1\0" + body


def test_winmail_is_unpacked() -> None:
    packed = tnef(
        (0x9002, b"\0" * 14),
        (0x8010, b"LIST~1.CSV\0"),
        (0x800F, b"a;b"),
        (0x9005, long_name("long list.csv")),
    )
    read = read_mail(
        multipart("mixed", PLAIN + "see attached", part("application/ms-tnef; name=winmail.dat", packed))
    )
    assert [(file.name, file.content) for file in read.attachments] == [("long list.csv", b"a;b")]
    broken = read_mail(multipart("mixed", part("application/ms-tnef; name=winmail.dat", b"rubbish")))
    assert broken.attachments[0].unread


def long_name(name: str) -> bytes:
    text = name.encode() + b"\0"
    return struct.pack("<IHHII", 1, 30, 0x3707, 1, len(text)) + text + b"\0" * (-len(text) % 4)


def test_uuencoded_files_in_the_text_are_files() -> None:
    read = read_mail(mail("10 pcs\nbegin 644 list.csv\n#83MB\n`\nend\nto Leeds\nbegin 5 pcs"))
    assert read.text == "10 pcs\nto Leeds\nbegin 5 pcs"
    assert [(file.name, file.content) for file in read.attachments] == [("list.csv", b"a;b")]


def test_limits_have_reasons() -> None:
    with pytest.raises(RejectedError, match="at most 40 MB"):
        read_mail(b"x" * (LARGEST_MAIL + 1))
    with pytest.raises(RejectedError, match="empty"):
        read_mail(b" \r\n")
    many = read_mail(multipart("mixed", *["\na"] * (MOST_PARTS + 10)))
    assert [file.unread for file in many.attachments] == [f"only the first {MOST_PARTS} parts were read"]
    long = read_mail(mail("10 pcs A-100\n" * 50_000))
    assert len(long.text) <= 500_000
    assert long.attachments[0].unread
    deep = f"From: {BUYER}\n" + "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(DEEPEST + 5)
    )
    assert "deep" in str(read_mail(deep.encode()).attachments[0].unread)


def test_what_is_no_mail_at_all_is_a_text() -> None:
    assert read_mail(b"10 pcs A-100").text == "10 pcs A-100"


@given(st.binary(max_size=600))
def test_no_bytes_raise(content: bytes) -> None:
    if content.strip():
        read_mail(content)


MIME_PIECES = [
    b"Content-Type: multipart/mixed; boundary=a\n",
    b"Content-Type: multipart/alternative; boundary=b\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: text/html\n",
    b"Content-Transfer-Encoding: base64\n",
    b"--a\n",
    b"--b\n",
    b"--a--\n",
    b"\n",
    b"text\n",
    b"<p>\n",
]


@given(st.lists(st.sampled_from(MIME_PIECES), min_size=1, max_size=30))
def test_no_structure_raises(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    assert len(walk(parse_message(content))) >= 1
    if content.strip():
        read_mail(content)


@pytest.mark.parametrize(
    ("text", "inline"), [("10 pcs A-100", True), ("10 pcs A-100, see the screenshot", False)]
)
def test_what_is_shown_beside_lines_is_decoration(text: str, inline: bool) -> None:
    photo = part("image/png; name=list.png", PHOTO, "Content-ID: <list@x>")
    read = read_mail(multipart("related", HTML + f"<p>{text}</p><img src='cid:list@x'>", photo))
    assert [file.inline for file in read.attachments] == [inline]


def test_a_text_that_comes_twice_counts_once() -> None:
    text = "Please quote 10 pcs A-100 and 5 pcs B-200, delivered to Leeds"
    assert read_mail(multipart("mixed", PLAIN + text, HTML + f"<p>{text}</p>")).text == text
    other = "and 20 pcs C-300 of which half to Hull please"
    assert other in read_mail(multipart("mixed", PLAIN + text, PLAIN + other)).text


def test_html_that_cannot_be_read_is_not_missed_beside_plain_text() -> None:
    tangled = HTML + "<div>" * 2000
    assert read_mail(multipart("alternative", PLAIN + "10 pcs A-100", tangled)).attachments == ()
    assert read_mail(multipart("mixed", tangled)).attachments[0].unread


def zipped(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def test_files_in_an_archive_are_files() -> None:
    packed = zipped(
        ("rfq/list.csv", b"a;b"), ("__MACOSX/x", b"x"), ("rfq/", b""), ("drawing.pdf", b"%PDF-1.7")
    )
    read = read_mail(
        multipart("mixed", PLAIN + "see attached", part("application/zip; name=all.zip", packed))
    )
    assert [(file.name, file.media_type) for file in read.attachments] == [
        ("list.csv", "text/csv"),
        ("drawing.pdf", "application/pdf"),
    ]
    assert read.attachments[0].notes == ("was in all.zip",)


@pytest.mark.parametrize(
    "packed",
    [b"PK\x03\x04 damaged", zipped(*((f"{number}.csv", b"a;b") for number in range(40)))],
    ids=["damaged", "many"],
)
def test_an_archive_that_stays_closed_says_why(packed: bytes) -> None:
    read = read_mail(multipart("mixed", part("application/zip; name=all.zip", packed)))
    assert [file.name for file in read.attachments] == ["all.zip"]
    assert "archive" in str(read.attachments[0].unread)
