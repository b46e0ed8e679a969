"""Values as people read them: what was understood from the message, and the short form of a flag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from qd_core.entry.web.writing import Writing
from qd_core.model.place import Place
from qd_core.model.quote import Flag, QuoteLine, Reason

__all__ = ["flag_short", "read_value", "reasons_words"]

_SHORT = 48


def read_value(value: object, writing: Writing) -> str:
    """A condition's value in words."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return writing.day(value)
    if isinstance(value, Place):
        parts = (value.postal_code, value.city, value.region, value.country)
        return ", ".join(part for part in parts if part) or value.text
    return str(value)


def flag_short(flag: Flag, line: QuoteLine, writing: Writing) -> str:
    """What follows the flag's word on its badge; empty where the word says it all."""
    match flag.code:
        case "over_cap":
            return f": {writing.percent(line.discount_pct)}"
        case "below_margin":
            return f": {writing.percent(line.margin)}"
        case "below_moq":
            return f" of {flag.detail.removeprefix('minimum order is ')}" if flag.detail else ""
        case "pack_converted" | "ladder":
            return f": {flag.detail}" if flag.detail and len(flag.detail) <= _SHORT else ""
        case _:
            return ""


def reasons_words(reasons: Sequence[Reason]) -> str:
    """Every reason once, with the lines it is said of: ``Lines 1 to 4 and 6: nothing in the catalog fits.``"""
    lines: dict[str, list[int]] = {}
    for reason in reasons:
        words = reason.detail or reason.code.replace("_", " ")
        lines.setdefault(words, [])
        if reason.line is not None and not words.startswith(f"line {reason.line}:"):
            lines[words].append(reason.line)
    said = (f"{_lines(sorted(set(found)))}{words}".rstrip(".") for words, found in lines.items())
    return " ".join(f"{text[:1].upper()}{text[1:]}." for text in said)


def _lines(numbers: Sequence[int]) -> str:
    """``line 3: ``, ``lines 1 to 4 and 6: ``; empty without a number."""
    if not numbers:
        return ""
    runs = [list(run) for run in _runs(numbers)]
    said = [f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs]
    together = ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1]
    return f"{'line' if len(numbers) == 1 else 'lines'} {together}: "


def _runs(numbers: Sequence[int]) -> Iterable[Iterable[int]]:
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        yield (number for _, number in run)
