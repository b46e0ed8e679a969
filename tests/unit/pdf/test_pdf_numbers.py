"""Numbers as CLDR writes them, checked against Babel."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from qd_core.builtin.reportlab_pdf.formats import formats

LOCALES = (
    "en_US",
    "de_DE",
    "de_CH",
    "fr_FR",
    "es_ES",
    "pt_PT",
    "pl_PL",
    "sv_SE",
    "nl_NL",
    "en_IN",
    "hi_IN",
    "ja_JP",
)
AMOUNTS = st.decimals(min_value=Decimal("-9999999999"), max_value=Decimal("9999999999"), places=3)


@given(AMOUNTS, st.sampled_from(LOCALES))
def test_a_number_is_grouped_and_pointed_like_babels(value: Decimal, locale: str) -> None:
    expected = format_decimal(value, format=formats(locale).locale.decimal_formats[None], locale=locale)
    assert formats(locale).number(value).replace("−", "-") == expected.replace("−", "-")


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        ("4.2", 2, "4.20"),
        ("4.205", 2, "4.205"),
        ("1234567", 0, "1,234,567"),
        ("240.0", None, "240"),
        ("2.50", None, "2.5"),
        ("-45.00", 2, "-45.00"),
        ("0", 2, "0.00"),
        ("1E+3", None, "1,000"),
    ],
)
def test_decimals_are_filled_up_and_never_cut(value: str, places: int | None, said: str) -> None:
    assert formats("en_US").number(Decimal(value), places) == said


@pytest.mark.parametrize(
    ("locale", "currency", "value", "said"),
    [
        ("en_US", "USD", "906.60", "$906.60"),
        ("de_DE", "EUR", "1234.50", "1.234,50 €"),
        ("de_CH", "CHF", "1234.50", "CHF 1’234.50"),
        ("en_GB", "GBP", "0.50", "£0.50"),
        ("en_US", "JPY", "1234", "¥1,234"),
        ("en_US", "USD", "1.005", "$1.005"),
    ],
)
def test_an_amount_wears_its_sign_where_the_locale_puts_it(
    locale: str, currency: str, value: str, said: str
) -> None:
    assert formats(locale).currency(Decimal(value), currency).replace("\u00a0", " ") == said
