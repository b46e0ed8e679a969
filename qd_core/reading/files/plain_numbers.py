"""Numbers that come with a decimal point, written so that no reader takes the point for thousands."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

__all__ = ["plain_number"]


def plain_number(text: str) -> str:
    """A number with a decimal point as nobody can misread it: ``40.000`` is 40, ``1.125`` is 1.1250 (not 1125)."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text.strip()
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return text.strip()
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, _, fraction = plain.partition(".")
    return f"{plain}0" if len(fraction) == 3 and len(whole.lstrip("-")) <= 3 else plain
