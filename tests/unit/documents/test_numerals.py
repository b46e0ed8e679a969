"""Numbers as people write them: read right, or refused."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.documents.cells import NumberCell
from qd_core.documents.numerals import COMMA, POINT, NumeralError, amount, days, notation, number, percent


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1,234.50", POINT, "1234.50"),
        ("1234.5", POINT, "1234.5"),
        ("$4.20", POINT, "4.20"),
        ("4.20 USD", POINT, "4.20"),
        ("USD 4.20", POINT, "4.20"),
        ("US$ 1,000", POINT, "1000"),
        ("£ 0.85", POINT, "0.85"),
        (".5", POINT, "0.5"),
        ("-4.20", POINT, "-4.20"),
        ("−4.20", POINT, "-4.20"),
        ("$-4.20", POINT, "-4.20"),
        ("-$4.20", POINT, "-4.20"),
        ("1 234.50", POINT, "1234.50"),
        ("1'234.50", POINT, "1234.50"),
        ("12,34,567.50", POINT, "1234567.50"),
        ("1.234,50", COMMA, "1234.50"),
        ("1234,5", COMMA, "1234.5"),
        ("1.000", COMMA, "1000"),
        ("4,20 €", COMMA, "4.20"),
        ("1 234,50 EUR", COMMA, "1234.50"),
        ("12 kr", COMMA, "12"),
        ("0", POINT, "0"),
    ],
)
def test_a_price_is_read(text: str, style: str, value: str) -> None:
    found = amount(text, style)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "4.2O", "l0", "1,23", "1,2345", "12,34", "1.2.3", "4.20 per 100", "4.20/ea", "ca. 4", "on request", "½",
        "٣", "4²", "4.20 XXX", "$ 4.20 USD", "1e5", "0x10", "NaN", "Infinity", "--4", "4-5", "1" * 30, "4.20%",
        "1,,000", ",5",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        amount(text, POINT)


def test_a_decimal_comma_needs_the_documents_word_and_the_message_says_so() -> None:
    with pytest.raises(NumeralError, match=r"Number format: 1\.234,50"):
        amount("4,20", POINT)
    with pytest.raises(NumeralError, match=r"Number format: 1,234\.50"):
        amount("4.20", COMMA)


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A"])
def test_an_empty_cell_is_no_number(text: str) -> None:
    assert amount(text, POINT) is None
    assert percent(text, POINT) is None


@pytest.mark.parametrize(
    ("text", "currency", "fits"),
    [("$4.20", "USD", True), ("$4.20", "CAD", True), ("$4.20", "EUR", False), ("4.20 EUR", "EUR", True),
     ("4.20 €", "USD", False)],
)  # fmt: skip
def test_a_symbol_tells_which_currencies_it_may_be(text: str, currency: str, fits: bool) -> None:
    found = amount(text, POINT)
    assert found is not None
    assert (currency in found.currencies) is fits


def test_a_plain_number_has_no_currency() -> None:
    assert number("1,000", POINT) == 1000
    with pytest.raises(NumeralError):
        number("$1,000", POINT)


def test_a_spreadsheets_number_needs_no_format() -> None:
    found = amount(NumberCell("1234.5"), COMMA)
    assert found is not None
    assert found.value == Decimal("1234.5")
    assert percent(NumberCell("14.5%"), COMMA) == (Decimal("0.145"), False)
    with pytest.raises(NumeralError):
        amount(NumberCell("5%"), COMMA)


@pytest.mark.parametrize(
    ("text", "style", "fraction", "plus"),
    [
        ("5%", POINT, "0.05", False),
        ("-5%", POINT, "-0.05", False),
        ("−5 %", POINT, "-0.05", False),
        ("+12 %", POINT, "0.12", True),
        ("14.5%", POINT, "0.145", False),
        ("14,5%", COMMA, "0.145", False),
        ("0%", POINT, "0", False),
        ("0", POINT, "0", False),
    ],
)
def test_a_percentage_is_a_fraction(text: str, style: str, fraction: str, plus: bool) -> None:
    assert percent(text, style) == (Decimal(fraction), plus)


@pytest.mark.parametrize("text", ["5", "0.05", "5 percent", "five%", "%", "5%%", "5% off", "$5%", "14,5%"])
def test_a_percentage_that_could_be_something_else_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        percent(text, POINT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("30 days", 30), ("1 day", 1), ("2 weeks", 14), ("1 month", 30), ("3 Months", 90), ("30", 30), ("14 Tage", 14),
     ("30 calendar days", 30), ("2 semaines", 14), ("15 días", 15),
     ("30 days from the date of this quote", 30)],
)  # fmt: skip
def test_a_duration_in_days(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "0 days",
        "30 business days",
        "-3 days",
        "1.5 weeks",
        "9999 weeks",
        "30 dx",
        "30 %",
        "30, or so",
    ],
)
def test_no_duration(text: str) -> None:
    with pytest.raises(NumeralError):
        days(text)


@pytest.mark.parametrize(
    ("text", "style"),
    [("1.234,50", COMMA), ("1,234.50", POINT), ("1 234,50", COMMA), ("1'234.50", POINT), ("1234.5", POINT),
     ("0,00", COMMA),
     ("1.234", None), ("1,234", None), ("german", None), ("", None), ("1234", None)],
)  # fmt: skip
def test_the_number_format_is_read_off_its_example(text: str, style: str | None) -> None:
    assert notation(text) == style


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False),
    st.sampled_from([POINT, COMMA]),
)
def test_every_number_reads_back(value: Decimal, style: str) -> None:
    text = f"{value:,f}"
    if style == COMMA:
        text = text.translate(str.maketrans(",.", ".,"))
    found = amount(text, style)
    assert found is not None
    assert found.value == value


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.sampled_from([POINT, COMMA]))
def test_any_text_is_a_number_or_refused(text: str, style: str) -> None:
    for read in (lambda: amount(text, style), lambda: percent(text, style), lambda: days(text)):
        with contextlib.suppress(NumeralError):
            read()
