"""The three parsers: one lane each, one shape for all."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.builtin import email as email_plugin
from qd_core.builtin import form as form_plugin
from qd_core.builtin import upload as upload_plugin
from qd_core.builtin.email.parser import EmailParser
from qd_core.builtin.form import FormParser
from qd_core.builtin.upload import UploadParser
from qd_core.errors import RejectedError
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.rfq import Rfq
from qd_core.plugin import IntakeParser, NoSettings, ProviderContext
from qd_core.reading.mail.sniff import inbound_from_file
from tests.unit.mail.mails import mail

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


@dataclass
class Context:
    """The only thing a parser asks of its context."""

    clock: Callable[[], datetime] = field(default=lambda: NOW)


CONTEXT = cast(ProviderContext, Context())
PARSERS: dict[Lane, IntakeParser] = {
    Lane.EMAIL: EmailParser(NoSettings(), CONTEXT),
    Lane.FORM: FormParser(NoSettings(), CONTEXT),
    Lane.UPLOAD: UploadParser(NoSettings(), CONTEXT),
}


def parsed(message: InboundMessage) -> Rfq:
    rfq = PARSERS[message.lane].parse(message)
    assert rfq is not None
    return rfq


def form(value: Any) -> Rfq:
    return parsed(InboundMessage(lane=Lane.FORM, content=json.dumps(value).encode()))


def upload(name: str, content: bytes, **more: Any) -> Rfq:
    return parsed(InboundMessage(lane=Lane.UPLOAD, name=name, content=content, **more))


@pytest.mark.parametrize("plugin", [email_plugin, form_plugin, upload_plugin])
def test_each_plugin_offers_its_parser(plugin: Any) -> None:
    (provider,) = plugin.qd_intake_parsers()
    assert provider.name == plugin.__name__.rpartition(".")[2]
    assert provider.build(NoSettings(), CONTEXT) is not None


@pytest.mark.parametrize("lane", list(Lane))
def test_other_lanes_are_declined(lane: Lane) -> None:
    message = InboundMessage(lane=lane, content=b"x")
    taken_by = Lane.UPLOAD if lane is Lane.PHONE else lane
    others = [parser for own, parser in PARSERS.items() if own is not taken_by]
    assert [parser.parse(message) for parser in others] == [None for _ in others]


def test_what_a_rep_typed_is_the_text_line_by_line() -> None:
    said = "Best, the baker, called:\n> 5 BR-10\n-- \n2 RL-50"
    message = InboundMessage(
        lane=Lane.PHONE, content=said.encode(), name="Phone call", email="Bo@Bakery.example", sender_name="Bo"
    )
    rfq = PARSERS[Lane.UPLOAD].parse(message)
    assert rfq is not None
    assert (rfq.lane, rfq.text, rfq.subject) == (Lane.PHONE, said, "Phone call")
    assert (rfq.buyer.email, rfq.buyer.domain) == ("bo@bakery.example", "bakery.example")


# --- e-mail ---------------------------------------------------------------------------------------------------


def test_an_email_as_an_rfq() -> None:
    raw = mail(
        "10 pcs A-100\n\nThanks,\nKarl",
        subject="=?utf-8?q?Anfrage_f=C3=BCr_A?=",
        headers="Message-ID: <m@x>\n",
    )
    rfq = parsed(InboundMessage(lane=Lane.EMAIL, content=raw, raw_key="raw/1"))
    assert (rfq.rfq_id, rfq.lane, rfq.raw_key, rfq.dedupe_hash) == ("", Lane.EMAIL, "raw/1", "")
    assert (rfq.buyer.email, rfq.buyer.name, rfq.buyer.company) == (
        "k.weber@weber-bau.example",
        "Karl Weber",
        "",
    )
    assert (rfq.subject, rfq.text, rfq.removed) == ("Anfrage für A", "10 pcs A-100", "Thanks,\nKarl")
    assert (rfq.message_id, rfq.in_reply_to) == ("<m@x>", "")


def test_when_an_email_was_received() -> None:
    raw = mail("10 pcs A-100")
    given_at = datetime.fromisoformat("2025-06-01T10:00:00+02:00")
    assert parsed(InboundMessage(lane=Lane.EMAIL, content=raw)).received_at == datetime(
        2025, 5, 5, 12, 14, tzinfo=UTC
    )
    told = parsed(InboundMessage(lane=Lane.EMAIL, content=raw, received_at=given_at)).received_at
    assert (told, told.tzinfo) == (given_at, UTC)
    for date in (b"rubbish", b""):
        undated = raw.replace(b"Mon, 05 May 2025 08:14:00 -0400", date)
        assert parsed(InboundMessage(lane=Lane.EMAIL, content=undated)).received_at == NOW


# --- form -----------------------------------------------------------------------------------------------------


def test_a_form_as_an_rfq() -> None:
    rfq = form(
        {
            "form_id": "web",
            "secret": "s3cret",
            "captcha_token": "t0ken",
            "name": "Karl Weber",
            "email": "K.Weber@Weber-Bau.example",
            "company": "Weber Bau",
            "phone": "555 0100",
            "message": "10 pcs A-100\r\n\r\nThanks,\r\nKarl",
            "deadline": "2025-06-13",
            "delivery_address": "Leeds",
            "payment_terms": "net 30",
            "how_did_you_find_us": "fair",
            "newsletter": True,
            "budget": 1000.50,
        }
    )
    assert rfq.buyer.model_dump() == {
        "email": "k.weber@weber-bau.example",
        "name": "Karl Weber",
        "company": "Weber Bau",
        "domain": "weber-bau.example",
        "phone": "555 0100",
    }
    assert (rfq.text, rfq.removed, rfq.received_at) == ("10 pcs A-100", "Thanks,\nKarl", NOW)
    assert (rfq.form.form_id, rfq.form.deadline, rfq.form.delivery_address) == ("web", "2025-06-13", "Leeds")
    assert rfq.form.extra == {"how_did_you_find_us": "fair", "newsletter": "true", "budget": "1000.5"}
    assert "s3cret" not in rfq.model_dump_json()
    assert "t0ken" not in rfq.model_dump_json()


def test_line_items_are_one_table_with_a_header() -> None:
    rfq = form(
        {
            "line_items": [
                {"item": "A-100", "quantity": 10},
                {"item": "B", "quantity": "2 boxes", "notes": "red"},
                {},
            ]
        }
    )
    (table,) = rfq.tables
    assert table.label == "form"
    assert [(row.number, row.cells) for row in table.rows] == [
        (0, ("item", "quantity", "notes")),
        (1, ("A-100", "10", "")),
        (2, ("B", "2 boxes", "red")),
    ]


@pytest.mark.parametrize(
    ("quantity", "cell"), [(10, "10"), (2.5, "2.5"), (1e3, "1000"), (None, ""), ("", ""), (0.1, "0.1")]
)
def test_quantities_may_be_numbers(quantity: Any, cell: str) -> None:
    rfq = form({"line_items": [{"item": "A", "quantity": quantity}]})
    assert rfq.tables[0].rows[1].cells[1] == cell


def test_items_may_be_text_or_a_list_of_lines() -> None:
    assert form({"items": "10 x A\n5 x B"}).text == "10 x A\n5 x B"
    assert form({"items": ["10 x A", "5 x B"]}).text == "10 x A\n5 x B"
    assert form({"message": "Hello", "items": "10 x A"}).text == "Hello\n\n10 x A"


def test_what_a_person_pastes_into_a_form_is_the_request() -> None:
    pasted = "From: Ann <ann@x.example>\nSent: Monday\nTo: Karl\nSubject: parts\n\n10 x A-100"
    assert form({"message": pasted}).text == pasted
    quoted = "please see\n\nOn Mon, 5 May 2025, Ann <ann@x.example> wrote:\n> 10 x A-100"
    assert form({"message": quoted}).text == quoted


def test_files_of_a_form() -> None:
    content = base64.b64encode(b"%PDF-1.7").decode()
    rfq = form(
        {"attachments": [{"name": "../a.pdf", "media_type": "x/y", "content": f"data:x/y;base64,{content}"}]}
    )
    (file,) = rfq.attachments
    assert (file.name, file.media_type, file.size, file.content) == (
        "a.pdf",
        "application/pdf",
        8,
        b"%PDF-1.7",
    )


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ([], "one JSON object"),
        ({"name": ["a"]}, '"name" must be text, not a list'),
        ({"email": {"a": 1}}, '"email" must be text, not an object'),
        ({"message": True}, '"message" must be text, not true or false'),
        ({"line_items": "A"}, '"line_items" must be a list'),
        ({"line_items": ["A"]}, '"line_items", item 1'),
        ({"line_items": [{"item": "A"}, {"item": ["B"]}]}, 'item 2: "item" must be text'),
        ({"line_items": [{"item": "A", "quantity": {}}]}, 'item 1: "quantity" must be text or a number'),
        ({"line_items": [{}] * 6000}, "at most 5,000"),
        ({"attachments": "a"}, '"attachments" must be a list'),
        ({"attachments": [1]}, '"attachments", file 1'),
        ({"attachments": [{"name": 1}]}, '"name" must be text'),
        ({"attachments": [{"content": "é"}]}, "must be base64"),
        ({"name": "x" * 30_000}, "longer than"),
    ],
)
def test_a_form_of_the_wrong_shape_names_the_key(value: Any, named: str) -> None:
    with pytest.raises(RejectedError) as caught:
        form(value)
    assert named in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b'"text"', b"[" * 100_000, b"NaN", b'{"name": NaN}']
)
def test_what_is_no_form_is_rejected(content: bytes) -> None:
    with pytest.raises(RejectedError):
        parsed(InboundMessage(lane=Lane.FORM, content=content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["name", "email", "message", "items", "line_items", "attachments", "deadline", "secret", "other"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_any_form_is_read_or_rejected(value: dict[str, Any]) -> None:
    try:
        rfq = form(value)
    except RejectedError:
        return
    assert "secret" not in rfq.form.extra


# --- upload ---------------------------------------------------------------------------------------------------


def test_a_file_is_its_one_attachment() -> None:
    rfq = upload(
        "C:\\lists\\list.xlsx", b"PK\x03\x04xl/workbook.xml", email="ann@cust.example", sender_name="Ann"
    )
    assert (rfq.buyer.email, rfq.buyer.name, rfq.buyer.domain) == ("ann@cust.example", "Ann", "cust.example")
    assert [(file.name, file.inline) for file in rfq.attachments] == [("list.xlsx", False)]
    assert rfq.attachments[0].media_type.endswith("spreadsheetml.sheet")
    assert (rfq.text, rfq.received_at) == ("", NOW)


def test_a_file_without_a_sender_is_a_new_prospects() -> None:
    assert upload("list.csv", b"A-100;10").buyer.email == ""


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_is_the_text(charset: str) -> None:
    rfq = upload("request.txt", "10 Stück A-100\r\nGröße 9".encode(charset))
    assert (rfq.text, rfq.attachments) == ("10 Stück A-100\nGröße 9", ())


def test_a_text_file_may_begin_with_a_header() -> None:
    text = (
        b"From: Ann <ann@cust.example>\nSubject: parts\nDate: Mon, 05 May 2025 08:14:00 -0400\n\n10 x A-100\n"
    )
    rfq = upload("request.txt", text)
    assert (rfq.buyer.email, rfq.subject, rfq.text) == ("ann@cust.example", "parts", "10 x A-100")
    assert rfq.received_at == datetime(2025, 5, 5, 12, 14, tzinfo=UTC)
    known = upload("request.txt", text, email="bob@other.example")
    assert (known.buyer.email, known.text) == ("bob@other.example", "10 x A-100")


@pytest.mark.parametrize(
    "text", ["To: Leeds\n\n10 x A-100", "Subject: 10 x A-100", "Date: Friday\n10 x A-100\n\n5 x B"]
)
def test_a_line_or_two_with_a_colon_is_no_header(text: str) -> None:
    assert upload("request.txt", text.encode()).text == text


def test_an_empty_upload_is_rejected() -> None:
    with pytest.raises(RejectedError, match="empty"):
        upload("a.txt", b" \n")


# --- bare files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "lane"),
    [
        ("a.eml", b"10 pcs", Lane.EMAIL),
        ("A.EML", b"", Lane.EMAIL),
        ("message", mail("10 pcs"), Lane.EMAIL),
        ("a.json", b"{}", Lane.FORM),
        ("a.json", b"not json", Lane.FORM),
        ("a.txt", b"10 pcs", Lane.UPLOAD),
        ("a.txt", b"From: Ann\nSubject: x\n\n10 pcs", Lane.UPLOAD),
        ("a.pdf", b"%PDF-1.7", Lane.UPLOAD),
        ("a.csv", b"a;b", Lane.UPLOAD),
        ("noending", b"10 pcs", Lane.UPLOAD),
    ],
)
def test_the_lane_of_a_bare_file(name: str, content: bytes, lane: Lane) -> None:
    message = inbound_from_file(name, content, NOW)
    assert (message.lane, message.content, message.received_at) == (lane, content, NOW)


def test_outlooks_own_files_are_refused_with_a_way_out() -> None:
    with pytest.raises(RejectedError, match=r"\.eml"):
        inbound_from_file("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None)
