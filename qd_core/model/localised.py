"""How amounts, numbers and days read in a locale. Formatting only: money is rounded before it comes here."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from qd_core.money import minor_units

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

__all__ = ["day_formats", "format_amount", "format_day", "format_number", "language_of", "locale_for"]

_CODE_GLUED = re.compile(r"(?<=[A-Z])(?=\d)")
"""Where a currency has no sign, English puts its code right before the digits."""
_HOME = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "it": "it_IT", "nl": "nl_NL"}


def language_of(locale: str) -> str:
    """The language of a CLDR name: ``de`` of ``de_AT``."""
    return locale.replace("-", "_").partition("_")[0].lower()


def locale_for(language: str, preferred: str) -> str:
    """A locale in which text of ``language`` reads well: the deployment's own where it has that language."""
    return preferred if language_of(preferred) == language else _HOME.get(language, preferred)


def format_amount(amount: Decimal, currency: str, locale: str) -> str:
    """``$1,234.50``, ``1.234,50 €``: every decimal that ``amount`` has, at least the currency's minor units."""
    written = amount.as_tuple().exponent
    digits = max(minor_units(currency), -written if isinstance(written, int) else 0)
    pattern = _money_pattern(locale, digits)
    text = str(pattern.apply(amount, _locale(locale), currency=currency, currency_digits=False))
    return _CODE_GLUED.sub("\u00a0", text)


def format_number(value: Decimal, locale: str) -> str:
    """``1,200`` or ``1.200``, with as many decimals as ``value`` needs."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(locale), decimal_quantization=False)


def format_day(day: date, locale: str) -> str:
    """The day in words, so that no reader can swap day and month: ``April 9, 2026``, ``9. April 2026``."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=_locale(locale))


def day_formats(day: date) -> tuple[str, ...]:
    """The ways in which a cover may have written ``day``: in words in every language that covers are written in."""
    return (
        day.isoformat(),
        *(format_day(day, locale) for locale in _HOME.values()),
        format_day(day, "en_GB"),
    )


@cache
def _money_pattern(locale: str, digits: int) -> NumberPattern:
    """The locale's way of writing money, with exactly ``digits`` decimals (its own idea of a currency's may differ)."""
    from babel.numbers import parse_pattern

    pattern = parse_pattern(_locale(locale).currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    return pattern


@cache
def _locale(name: str) -> Locale:
    """An unknown name falls back to its language, then to English: a wrong setting never stops a quote."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    for candidate in (name, language_of(name), "en_US"):
        try:
            return Locale.parse(candidate.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("babel knows en_US")
