"""Money's own rules, and what is remembered between lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.model.localised import format_amount, format_day, format_number, locale_for
from qd_core.money import percent, plain, round_half_up, round_money, signed_percent
from qd_core.plugin.latest import latest
from tests.unit.pricing.shop import NOON, D


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("0.125", 2, "0.13"), ("0.135", 2, "0.14"), ("2.5", 0, "3"), ("-0.125", 2, "-0.13"), ("1", 3, "1.000")],
)
def test_halves_round_up(value: str, places: int, rounded: str) -> None:
    assert plain(round_half_up(D(value), places)) == rounded


@pytest.mark.parametrize(("currency", "rounded"), [("USD", "1.24"), ("JPY", "1"), ("KWD", "1.235")])
def test_money_has_the_minor_units_of_its_currency(currency: str, rounded: str) -> None:
    assert plain(round_money(D("1.2350"), currency)) == rounded


@pytest.mark.parametrize(
    ("fraction", "text"),
    [("0.145", "14.5%"), ("0.10", "10%"), ("1", "100%"), ("0", "0%"), ("0.0001", "0.01%")],
)
def test_a_fraction_reads_as_a_percentage(fraction: str, text: str) -> None:
    assert percent(D(fraction)) == text


@pytest.mark.parametrize(
    ("change", "text"), [("-0.10", "-10%"), ("0.04", "+4%"), ("0", "+0%"), ("0.000", "+0%")]
)
def test_a_change_has_a_sign(change: str, text: str) -> None:
    assert signed_percent(D(change)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_plain_decimal_has_no_exponent_and_loses_nothing(value: Decimal) -> None:
    assert "E" not in plain(value)
    assert Decimal(plain(value)) == value


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("1234.50", "USD", "en_US", "$1,234.50"),
        ("1234.50", "EUR", "de_DE", "1.234,50\u00a0€"),
        ("1234", "JPY", "en_US", "¥1,234"),
        ("0.1234", "USD", "en_US", "$0.1234"),
        ("12.345", "KWD", "en_US", "KWD\u00a012.345"),
        ("1.5", "HUF", "xx_YY", "HUF\u00a01.50"),
    ],
)
def test_an_amount_reads_as_the_locale_writes_it(amount: str, currency: str, locale: str, text: str) -> None:
    assert format_amount(D(amount), currency, locale) == text


def test_days_numbers_and_locales() -> None:
    assert format_day(NOON.date(), "de_AT") == "10. März 2026"
    assert format_number(D("1200.50"), "en_GB") == "1,200.5"
    assert (locale_for("de", "de_AT"), locale_for("fr", "de_AT"), locale_for("xx", "de_AT")) == (
        "de_AT",
        "fr_FR",
        "de_AT",
    )


def test_what_was_made_of_the_latest_source_is_kept_and_no_other() -> None:
    made: list[str] = []

    def make(source: str) -> str:
        made.append(source)
        return source.upper()

    remembered, first, second = latest(make), "first " + "one", "second"
    got = [remembered(source) for source in (first, first, second, first)]
    assert got == ["FIRST ONE", "FIRST ONE", "SECOND", "FIRST ONE"]
    assert made == [first, second, first]
