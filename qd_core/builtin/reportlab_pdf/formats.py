"""Numbers and dates as the buyer's locale writes them (CLDR). Nothing is rounded here: money comes rounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qd_core.errors import ConfigError
from qd_core.money import minor_units, plain

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Formats", "decimals_of", "formats", "local_date"]


@dataclass(frozen=True, slots=True)
class Formats:
    """One locale. ``language`` and ``territory`` are its codes; ``primary`` and ``secondary`` are how many digits a
    group has from the right (3 and 2 in India)."""

    locale: Locale
    language: str
    territory: str
    point: str
    separator: str
    minus: str
    primary: int
    secondary: int

    def number(self, value: Decimal, places: int | None = None) -> str:
        """``value`` with at least ``places`` decimals; without ``places`` with as many as it needs."""
        digits = plain(abs(value))
        whole, _, fraction = digits.partition(".")
        fraction = fraction.rstrip("0") if places is None else fraction.ljust(places, "0")
        text = self._grouped(whole) + (self.point + fraction if fraction else "")
        return f"{self.minus}{text}" if value < 0 else text

    def currency(self, value: Decimal, currency: str) -> str:
        """An amount with its currency's sign, where the locale puts it."""
        from babel.numbers import format_currency

        # A finer amount than the currency has coins is shown as it is: Babel would round it.
        exact = decimals_of(value) > minor_units(currency)
        return str(format_currency(value, currency, locale=self.locale, decimal_quantization=not exact))

    def day(self, value: date) -> str:
        """The date with the month's name, so that nobody takes April for December."""
        from babel.dates import format_date

        return str(format_date(value, format="long", locale=self.locale))

    def _grouped(self, whole: str) -> str:
        if len(whole) < self.primary + 1:
            return whole
        head, groups = whole[: -self.primary], [whole[-self.primary :]]
        while len(head) > self.secondary:
            head, group = head[: -self.secondary], head[-self.secondary :]
            groups.append(group)
        return self.separator.join([head, *reversed(groups)])


@cache
def formats(locale: str) -> Formats:
    """The locale's formats. Raises ConfigError for a name that CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise ConfigError(
            f"unknown locale {locale!r}; use a CLDR name such as en_US or de_DE", key="app.locale"
        ) from error
    symbols = found.number_symbols.get("latn", found.number_symbols)
    pattern = found.decimal_formats[None]
    return Formats(
        locale=found,
        language=found.language,
        territory=found.territory or "",
        point=str(symbols["decimal"]),
        separator=str(symbols["group"]),
        minus=str(symbols["minusSign"]).strip("\u200e\u200f"),
        primary=pattern.grouping[0],
        secondary=pattern.grouping[1],
    )


def decimals_of(value: Decimal) -> int:
    """How many decimals ``value`` is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def local_date(moment: datetime, time_zone: str) -> date:
    """The day that ``moment`` falls on where the company is. Raises ConfigError for an unknown zone."""
    try:
        return moment.astimezone(ZoneInfo(time_zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"unknown time zone {time_zone!r}; use an IANA name such as Europe/Berlin", key="app.time_zone"
        ) from error
