"""How the desk writes money, numbers, days and times: the deployment's locale and time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal

from qd_core.money import minor_units, round_half_up

__all__ = ["Writing"]

NOTHING = "–"


@dataclass(frozen=True)
class Writing:
    """Everything a template may write as text."""

    locale: str
    zone: tzinfo
    currency: str

    def money(self, value: Decimal | None, currency: str = "") -> str:
        """With the currency's sign: ``$31,622.84``."""
        if value is None:
            return NOTHING
        return format_currency(value, currency or self.currency, locale=self.locale, currency_digits=True)

    def amount(self, value: Decimal | None, places: int | None = None) -> str:
        """A price without its currency, at least to the coin and never cut: ``31,622.84``, ``0.0125``."""
        if value is None:
            return NOTHING
        wanted = minor_units(self.currency) if places is None else places
        exponent = value.as_tuple().exponent
        digits = wanted if places is not None else max(wanted, -exponent if isinstance(exponent, int) else 0)
        return format_decimal(
            round_half_up(value, digits), f"#,##0.{'0' * digits}" if digits else "#,##0", self.locale
        )

    def number(self, value: Decimal | int | None) -> str:
        """A quantity, without zeros that say nothing."""
        return NOTHING if value is None else format_decimal(value, "#,##0.############", self.locale)

    def percent(self, fraction: Decimal | None, places: int = 2) -> str:
        """A fraction as a percentage with two decimals: ``21.34 %``."""
        if fraction is None:
            return NOTHING
        hundredths = round_half_up(fraction * 100, places)
        return format_decimal(hundredths, f"#,##0.{'0' * places}", self.locale) + "\u00a0%"

    def moment(self, when: datetime | None, now: datetime | None = None) -> str:
        """Day and time; where ``now`` is given the year is left out of this year's, the day of today's."""
        if when is None:
            return NOTHING
        local = when.astimezone(self.zone)
        if now is not None and local.date() == now.astimezone(self.zone).date():
            return self.clock(when)
        if now is not None and local.year == now.astimezone(self.zone).year:
            return format_datetime(local, "d MMM, HH:mm", locale=self.locale)
        return format_datetime(local, "d MMM y, HH:mm", locale=self.locale)

    def clock(self, when: datetime) -> str:
        """The time of day."""
        return format_time(when.astimezone(self.zone), "HH:mm", locale=self.locale)

    def day(self, when: date | None) -> str:
        """``24 Dec 2026``."""
        if when is None:
            return NOTHING
        local = when.astimezone(self.zone).date() if isinstance(when, datetime) else when
        return format_date(local, "d MMM y", locale=self.locale)

    @staticmethod
    def age(duration: timedelta) -> str:
        """``51 h 02 m``, ``31 m``; ``3 d 4 h`` from four days on."""
        minutes = max(0, int(duration.total_seconds() // 60))
        hours, rest = divmod(minutes, 60)
        if hours >= 96:
            return f"{hours // 24} d {hours % 24} h"
        return f"{hours} h {rest:02d} m" if hours else f"{rest} m"

    @staticmethod
    def iso(when: datetime) -> str:
        """For the ``datetime`` attribute of a ``time`` element."""
        return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
