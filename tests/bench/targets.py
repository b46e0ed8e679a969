"""Rows of a bench run as a person reads them: what was measured, the bar, and whether it was reached.

A row has ``ratio``, ``ms``, ``s`` or ``value`` (with ``unit``) and a ``target`` (``target_ms``, ``target_s``) that the
value must not pass, or must reach where ``at_least`` is set. Everything else in it is told beside.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["told_rows"]

_MEASURES = ("ratio", "ms", "s", "value")
_UNITS = {"ratio": "×", "ms": "ms", "s": "s", "value": ""}


def told_rows(rows: Mapping[str, Mapping[str, object]]) -> list[list[str]]:
    """Name, measured, bar and mark of every row."""
    return [[name, *_told(row)] for name, row in rows.items()]


def _told(row: Mapping[str, Any]) -> tuple[str, str, str]:
    if "problem" in row:
        return f"could not run: {row['problem']}", "", "**no**"
    if "points" in row:
        return ", ".join(f"{_number(size)}: {_number(cost)}" for size, cost in row["points"]), "", ""
    measure = next((name for name in _MEASURES if name in row and _target(row, name) is not None), None)
    measure = measure or next((name for name in _MEASURES if name in row), None)
    if measure is None:
        return ", ".join(f"{key} {_number(value)}" for key, value in row.items()), "", ""
    value, unit = row[measure], str(row.get("unit") or _UNITS[measure])
    more = [
        f"{key} {_number(other)}"
        for key, other in row.items()
        if key not in (measure, "unit", "at_least", "why") and not key.startswith("target")
    ]
    said = f"{_number(value)} {unit}".strip() + (f" ({', '.join(more)})" if more else "")
    target = _target(row, measure)
    if not isinstance(target, int | float) or not isinstance(value, int | float):
        return said, "", ""
    at_least = bool(row.get("at_least"))
    reached = value >= target if at_least else value <= target
    bar = f"{'≥' if at_least else '≤'} {_number(target)} {unit}".strip()
    why = f"**no**: {row['why']}" if row.get("why") else "**no**"
    return said, bar, "yes" if reached else why


def _target(row: Mapping[str, Any], measure: str) -> object:
    own = row.get(f"target_{measure}")
    return own if own is not None or measure in ("ms", "s") else row.get("target")


def _number(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
