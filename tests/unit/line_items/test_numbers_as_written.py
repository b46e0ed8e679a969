"""Numbers in digits and words, in either convention."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.numbers import ENGLISH, EUROPEAN, is_grouped_ambiguously, parse_number

BOTH = [
    ("240", "240"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("1,200.50", "1200.50"),
    ("1.200,50", "1200.50"),
    ("12,5", "12.5"),
    ("12.5", "12.5"),
    ("0,125", "0.125"),
    ("1234.500", "1234.500"),
    ("1 200", "1200"),
    ("1\u202f200", "1200"),
    ("1'200", "1200"),
    ("12 000,5", "12000.5"),
    ("2 1/2", "2.5"),
    ("1-1/2", "1.5"),
    ("3/4", "0.75"),
    ("2½", "2.5"),
    ("¾", "0.75"),
    ("10k", "10000"),
    ("2.5k", "2500"),
    ("-5", "-5"),
    ("twelve", "12"),
    ("twenty-five", "25"),
    ("two hundred and fifty", "250"),
    ("twelve thousand five hundred", "12500"),
    ("a hundred", "100"),
    ("two and a half", "2.5"),
    ("zwölf", "12"),
    ("fünfundzwanzig", "25"),
    ("zweihundertfünfzig", "250"),
    ("eintausendzweihundert", "1200"),
    ("dreihundertfünfundsechzig", "365"),
    ("quatre-vingt-dix", "90"),
    ("quatre-vingts", "80"),
    ("soixante-quinze", "75"),
    ("deux cents", "200"),
    ("quarante et un", "41"),
    ("treinta y cinco", "35"),
    ("mil doscientos", "1200"),
    ("vijfentwintig", "25"),
    ("duecento", "200"),
]


@pytest.mark.parametrize(("text", "value"), BOTH)
@pytest.mark.parametrize("number_format", [ENGLISH, EUROPEAN])
def test_what_is_plain_is_read_the_same_in_both_conventions(
    text: str, value: str, number_format: str
) -> None:
    assert parse_number(text, number_format=number_format) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "english", "european"),
    [
        ("1,200", "1200", "1.2"),
        ("1.200", "1.2", "1200"),
        ("12,500", "12500", "12.5"),
        ("-1.500", "-1.5", "-1500"),
    ],
)
def test_the_convention_decides_what_is_ambiguous(text: str, english: str, european: str) -> None:
    assert parse_number(text, number_format=ENGLISH) == Decimal(english)
    assert parse_number(text, number_format=EUROPEAN) == Decimal(european)


@pytest.mark.parametrize(
    "text",
    ["", "and", "1.2.3", "1,2,3", "1,23,456", "12,34.5.6", "abc", "two three", "twenty-ten", "1/0", "9" * 40],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text, number_format=ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "ambiguous"), [("1.200", True), ("1,200", True), ("0.200", False), ("1200", False)]
)
def test_tells_what_may_be_read_either_way(text: str, ambiguous: bool) -> None:
    assert is_grouped_ambiguously(text) is ambiguous


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_reads_back_what_either_convention_writes(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    european = english.translate(str.maketrans(",.", ".,"))
    value = Decimal(f"{whole}.{cents:02}")
    assert parse_number(english, number_format=ENGLISH) == value
    assert parse_number(european, number_format=EUROPEAN) == value


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    parse_number(text, number_format=ENGLISH)
