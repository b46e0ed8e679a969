"""Positions without a mark, as a table leaves them whose columns were lost: `10 Hex bolt M8x20 500 EA`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from qd_core.model.uom import UnitKind, unit_word

__all__ = ["bare_positions"]

_ROW: Final = re.compile(
    r"(?P<lead>(?P<position>0{0,5}\d{1,4})[ \t]+)(?=[^\d\s])[^\n]*?\S[ \t]+\d[\d.,]*[ \t]+"
    r"(?P<unit>[^\W\d_]{1,12})\.?[ \t]*"
)
_UNITLESS: Final = re.compile(
    r"(?P<lead>(?P<position>0{0,5}\d{1,4})[ \t]+)(?=[^\d\s]|\d\S{3})[^\n]*?\S[ \t]+\d{1,3}(?:[.,]?\d{3})*[ \t]*"
)
_STEPS: Final = frozenset({1, 5, 10, 100})
_FEWEST: Final = 2
_FEWEST_UNITLESS: Final = 3
"""`1 LED lamp 9`, `2 LED spot 5` may be counts and sizes; three of them in a row that start at one are a list."""


def bare_positions(lines: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Of which lines the first number is a position: it rises evenly, and a count ends each of them.

    By the line's place: the position and how many characters it takes.
    """
    found = _found(_rows(lines, _UNITLESS), _FEWEST_UNITLESS, len(lines))
    return found | _found(_rows(lines, _ROW), _FEWEST, len(lines))


def _found(rows: Iterator[tuple[int, int, int]], fewest: int, end: int) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    run: list[tuple[int, int, int]] = []
    for at, position, width in [*rows, (end + 1, 0, 0)]:
        if run and not (at == run[-1][0] + 1 and _goes_on([row[1] for row in run], position)):
            if len(run) >= fewest:
                found |= {place: (number, length) for place, number, length in run}
            run = []
        run.append((at, position, width))
    return found


def _rows(lines: Sequence[str], form: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
    for at, line in enumerate(lines):
        match = form.fullmatch(line)
        if match is None:
            continue
        unit = unit_word(match["unit"]) if "unit" in form.groupindex else None
        if form is _UNITLESS or (unit is not None and unit.kind is not UnitKind.MULTIPLE):
            yield at, int(match["position"]), match.end("lead")


def _goes_on(positions: Sequence[int], following: int) -> bool:
    """Whether ``following`` is as far from the last position as those are from each other."""
    step = following - positions[-1]
    if len(positions) == 1:
        return step in _STEPS and positions[0] in {1, step}
    return step == positions[1] - positions[0]
