"""Decimal money. The only module that rounds (spec: pricing)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import cache

__all__ = [
    "CONTEXT",
    "exact",
    "is_currency",
    "minor_units",
    "percent",
    "plain",
    "round_half_up",
    "round_money",
    "signed_percent",
]

CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Forty digits: no product of a price, a quantity and five percentages is rounded on the way."""

# ISO 4217, the active codes of money; funds, metals and testing codes left out.
_CURRENCIES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
    UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG""".split()
)
_NO_MINOR = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THREE_MINOR = frozenset("BHD IQD JOD KWD LYD OMR TND".split())


def is_currency(code: str) -> bool:
    """Whether ``code`` is an active ISO 4217 currency."""
    return code in _CURRENCIES


def minor_units(currency: str) -> int:
    """Decimal places of the currency's smallest coin (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD."""
    if currency in _NO_MINOR:
        return 0
    return 3 if currency in _THREE_MINOR else 2


def exact() -> AbstractContextManager[Context]:
    """A context in which arithmetic keeps forty digits; pricing runs inside it."""
    return localcontext(CONTEXT)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """``value`` rounded half up to ``places`` decimals."""
    return value.quantize(_step(places), ROUND_HALF_UP, CONTEXT)


@cache
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def round_money(value: Decimal, currency: str) -> Decimal:
    """``value`` rounded half up to the currency's minor units."""
    return value.quantize(_coin(currency), ROUND_HALF_UP, CONTEXT)


@cache
def _coin(currency: str) -> Decimal:
    return _step(minor_units(currency))


def plain(value: Decimal) -> str:
    """The decimal without an exponent, as JSON carries it: ``240``, ``4.20``."""
    text = str(value)
    return text if "E" not in text else format(value, "f")


def percent(fraction: Decimal) -> str:
    """A fraction as a person writes it, without trailing zeros: 0.145 is ``14.5%``."""
    hundredths = fraction.scaleb(2, CONTEXT).normalize(CONTEXT)
    return f"{plain(hundredths if hundredths else Decimal(0))}%"


def signed_percent(change: Decimal) -> str:
    """The change of a price as a step shows it: ``-10%``, ``+4%``; a rule that changes nothing is ``+0%``."""
    return percent(change) if change < 0 else f"+{percent(change)}"
