"""Charts as shapes: where each bar, line and label of a drawing goes. The template only writes them down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

__all__ = ["Bar", "Chart", "Label", "columns", "lines", "spark"]

_LEFT, _TOP, _FOOT = 52.0, 16.0, 26.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text; ``anchor`` is start, middle or end, ``strong`` a value rather than a scale."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of ``width`` by ``height``. ``grid`` are heights of scale lines, the first one is zero."""

    width: float
    height: float
    grid: tuple[float, ...]
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...] = ()
    paths: tuple[str, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    limit: float | None = None

    @property
    def left(self) -> float:
        """Where the scale ends and the drawing begins."""
        return _LEFT


def columns(
    names: Sequence[str], values: Sequence[float], *, width: float, height: float, say: Callable[[float], str]
) -> Chart:
    """One column a value; the highest one carries its value."""
    scale = _Scale(max(values, default=0), width, height)
    slot = (width - _LEFT) / max(1, len(values))
    thick = min(48.0, slot * 0.72)
    bars, labels = [], list(scale.labels(say))
    every = ceil(len(names) / max(1, (width - _LEFT) // 56))
    for number, (name, value) in enumerate(zip(names, values, strict=True)):
        centre = _LEFT + slot * (number + 0.5)
        top = scale.y(value)
        bars.append(
            Bar(round(centre - thick / 2, 1), round(top, 1), round(thick, 1), round(scale.zero - top, 1))
        )
        if (len(names) - 1 - number) % every == 0:
            labels.append(Label(round(centre, 1), height - 8, name))
        if value and value == max(values):
            labels.append(Label(round(centre, 1), round(top - 4, 1), say(value), strong=True))
    return Chart(width, height, scale.grid, tuple(labels), bars=tuple(bars))


def lines(
    names: Sequence[str],
    series: Sequence[Sequence[float | None]],
    *,
    width: float,
    height: float,
    say: Callable[[float], str],
    limit: float | None = None,
) -> Chart:
    """One line a series, broken where a value is missing; the last value of each is written beside it."""
    known = [value for one in series for value in one if value is not None]
    scale = _Scale(max([*known, limit or 0.0], default=0), width, height)
    step = (width - _LEFT - 48) / max(1, len(names) - 1)
    every = ceil(len(names) / max(1, (width - _LEFT - 48) // 64))
    labels = list(scale.labels(say))
    labels += [
        Label(round(_LEFT + step * number, 1), height - 8, name)
        for number, name in enumerate(names)
        if (len(names) - 1 - number) % every == 0
    ]
    paths, dots = [], []
    for one in series:
        points = [
            None if value is None else (round(_LEFT + step * number, 1), round(scale.y(value), 1))
            for number, value in enumerate(one)
        ]
        paths.append(_path(points))
        ends = [
            (point, value) for point, value in zip(points, one, strict=True) if point and value is not None
        ]
        if ends:
            (x, y), value = ends[-1]
            dots.append((x, y))
            labels.append(Label(x + 8, y + 4, say(value), "start", strong=True))
    return Chart(
        width,
        height,
        scale.grid,
        tuple(labels),
        paths=tuple(paths),
        dots=tuple(dots),
        limit=round(scale.y(limit), 1) if limit is not None else None,
    )


def spark(values: Sequence[float]) -> tuple[str, float, float] | None:
    """A small line of 160 by 28, and where it ends; None where there is nothing to draw."""
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    points = [
        (round(2 + 154 * number / (len(values) - 1), 1), round(25 - 22 * (value - low) / span, 1))
        for number, value in enumerate(values)
    ]
    return _path(points), *points[-1]


class _Scale:
    """Round numbers from zero up to the highest value."""

    def __init__(self, highest: float, width: float, height: float) -> None:
        self.zero = height - _FOOT
        self._step = _round_step(highest)
        self._count = max(1, ceil(highest / self._step)) if highest else 1
        self._room = self.zero - _TOP

    @property
    def grid(self) -> tuple[float, ...]:
        """Heights of the lines, zero first."""
        return tuple(round(self.y(self._step * number), 1) for number in range(self._count + 1))

    def y(self, value: float) -> float:
        """How far down a value is."""
        return self.zero - self._room * value / (self._step * self._count)

    def labels(self, say: Callable[[float], str]) -> list[Label]:
        """The numbers beside the lines."""
        return [
            Label(_LEFT - 8, round(self.y(self._step * number) + 4, 1), say(self._step * number), "end")
            for number in range(self._count + 1)
        ]


def _round_step(highest: float) -> float:
    """1, 2, 2.5 or 5 times a power of ten, so that there are three to five lines."""
    if highest <= 0:
        return 1.0
    rough = highest / 4
    power: float = 10.0 ** floor(log10(rough))
    return next(power * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if power * factor >= rough)


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """The points as an SVG path; a single one between gaps is a short stroke."""
    parts, pen = [], "M"
    for number, point in enumerate(points):
        if point is None:
            pen = "M"
            continue
        parts.append(f"{pen}{point[0]} {point[1]}")
        alone = pen == "M" and (number + 1 == len(points) or points[number + 1] is None)
        if alone:
            parts.append("h.1")
        pen = "L"
    return " ".join(parts)
