"""Bytes to text, whatever the label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.decode import decode_text


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", None),
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "us-ascii"),
        ("utf-8", "x-unknown"),
        ("utf-8-sig", "cp1252"),
        ("cp1252", None),
        ("cp1252", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "punycode"),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", "utf-16be"),
        ("iso-8859-15", "ISO-8859-15"),
        ("utf-32", None),
    ],
)
def test_german_text_is_read_whatever_its_label_says(charset: str, declared: str | None) -> None:
    text = "Größe 10 µm, Stück für 5 €, Maß"
    assert decode_text(text.encode(charset), declared) == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "見積もり 10 個"),
        ("gb2312", "请报价 10 个"),
        ("koi8-r", "Прошу цену на 10 шт"),
        ("big5", "報價 10 個"),
    ],
)
def test_a_right_label_is_believed(charset: str, text: str) -> None:
    assert decode_text(text.encode(charset), charset) == text


def test_old_code_pages_are_told_by_their_letters() -> None:
    text = "Schläuche, Rohrstück, Größe, Hülse, für Röhren"
    assert decode_text(text.encode("cp850")) == text
    assert decode_text(text.encode("mac-roman")) == text


def test_a_few_foreign_bytes_do_not_spoil_utf8() -> None:
    assert decode_text("Größe für Öl und Maß ".encode() + b"Gr\xf6\xdfe") == "Größe für Öl und Maß Größe"


def test_a_cut_off_utf8_text_stays_utf8() -> None:
    assert decode_text("Größe für Öl ä".encode()[:-1]).startswith("Größe für Öl ")


@pytest.mark.parametrize(
    "declared", ["base64", "rot13", "idna", "unicode_escape", "zlib", "hex", "", "utf-9", "x" * 500]
)
def test_what_is_no_character_set_is_ignored(declared: str) -> None:
    assert decode_text(rb"caf\u00e9 " + b"\xe9", declared) == "caf\\u00e9 é"


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "latin-1", "gbk", "utf-7", "utf-16", "iso-2022-jp", "x"]),
)
def test_never_raises(content: bytes, declared: str | None) -> None:
    assert isinstance(decode_text(content, declared), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff\0")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode_text(text.encode("utf-8"), "utf-8") == text
