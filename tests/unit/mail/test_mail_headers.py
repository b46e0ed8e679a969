"""Header fields, encoded words, parameters, addresses and dates."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.mail.headers import (
    Address,
    decode_words,
    parse_addresses,
    parse_date,
    parse_headers,
    parse_value,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Schutzausr=C3=BCstung?=", "Schutzausrüstung"),
        ("Anfrage =?iso-8859-1?Q?Gr=F6=DFe?= 10", "Anfrage Größe 10"),
        ("=?utf-8?B?R3LDtsOfZQ==?=", "Größe"),
        ("=?utf-8?B?R3LDtsOfZQ?=", "Größe"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?b?4oI=?= =?utf-8?b?rA==?=", "€"),
        ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?UTF-8*EN?q?caf=C3=A9?=", "café"),
        ("=?x-no-such?q?a=E9?=", "aé"),
        ("=?utf-8?q?broken", "=?utf-8?q?broken"),
        ("plain", "plain"),
        ("tab\tand\x07bell", "tab and bell"),
    ],
)
def test_encoded_words(written: str, read: str) -> None:
    assert decode_words(written) == read


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ('text/csv; name="a b.csv"', "name", "a b.csv"),
        ("x/y; name=a.csv; name=b.csv", "name", "a.csv"),
        ("attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf", "filename", "Größe.pdf"),
        (
            "attachment; filename*0*=utf-8''Gr%C3%B6; filename*1*=%C3%9Fe; filename*2=.pdf",
            "filename",
            "Größe.pdf",
        ),
        ("attachment; filename*1=b.pdf; filename*0=a", "filename", "ab.pdf"),
        ("attachment; filename=plain.pdf; filename*=utf-8''f%C3%BCr.pdf", "filename", "für.pdf"),
        ('attachment; filename="=?utf-8?q?Gr=C3=B6=C3=9Fe.pdf?="', "filename", "Größe.pdf"),
        ('a/b; name="quo\\"te;semi.pdf"', "name", 'quo"te;semi.pdf'),
        ("a/b; name=unquoted name.pdf", "name", "unquoted name.pdf"),
        ("a/b; charset = utf-8", "charset", "utf-8"),
    ],
)
def test_parameters(written: str, name: str, value: str) -> None:
    assert parse_value(written)[1][name] == value


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ('"Okello, Grace" <g@x.example>', [Address("Okello, Grace", "g@x.example")]),
        ("=?utf-8?q?=C3=89lodie?= Garnier <e@x.example>", [Address("Élodie Garnier", "e@x.example")]),
        ("a@x.example, B <b@x.example>", [Address("", "a@x.example"), Address("B", "b@x.example")]),
        ("g@x.example (Grace)", [Address("Grace", "g@x.example")]),
        ("Grace [g@x.example]", [Address("Grace", "g@x.example")]),
        ("Grace g@x.example", [Address("Grace", "g@x.example")]),
        ("", []),
    ],
)
def test_addresses(written: str, addresses: list[Address]) -> None:
    assert list(parse_addresses(written)) == addresses


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 05 May 2025 08:14:00 -0400", datetime(2025, 5, 5, 12, 14, tzinfo=UTC)),
        ("5 May 2025 08:14:00", datetime(2025, 5, 5, 8, 14, tzinfo=UTC)),
        ("Mon, 05 May 2025 08:14:00 -0000", datetime(2025, 5, 5, 8, 14, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("Mon, 05 May 1825 08:14:00 -0400", None),
        ("Mon, 05 May 2225 08:14:00 -0400", None),
        ("Mon, 45 May 2025 99:14:00 -9999", None),
    ],
)
def test_dates(written: str, moment: datetime | None) -> None:
    assert parse_date(written) == moment


def test_a_block_ends_at_the_blank_line_or_where_no_field_is() -> None:
    headers, body = parse_headers(b"A: 1\n b\nB: 2\n\nC: 3\n", 0, 20)
    assert headers.fields == (("a", "1 b"), ("b", "2"))
    assert body == 14
    assert parse_headers(b"no field here\nA: 1\n\n", 0, 20)[1] == 0
    assert parse_headers(b"A: 1\nthis is text\n", 0, 18)[1] == 5


@given(st.text(max_size=200))
def test_nothing_raises(value: str) -> None:
    decode_words(value)
    parse_value(value)
    parse_addresses(value)
    parse_date(value)


@given(st.binary(max_size=300))
def test_no_block_raises(content: bytes) -> None:
    assert 0 <= parse_headers(content, 0, len(content))[1] <= len(content)
