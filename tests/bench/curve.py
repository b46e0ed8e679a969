"""Cost against size as an SVG of two logarithmic axes: where the line climbs by one as it goes right by one, the cost is
linear (the grey line)."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["curve"]

_WIDTH, _HEIGHT, _LEFT, _BELOW, _ABOVE = 460, 300, 64, 46, 16
_STYLE = (
    "text{font:11px system-ui,sans-serif;fill:#434c59}.axis{stroke:#858f9e;fill:none}.linear{stroke:#c8cfd9;"
    "stroke-dasharray:4 4}.cost{stroke:#2a4fc4;stroke-width:2;fill:none}.dot{fill:#2a4fc4}"
)


def curve(points: Sequence[tuple[float, float]], *, x: str, y: str = "milliseconds") -> str:
    """The plot of ``points`` (size, cost); a size of 0 stands at the left edge."""
    sizes = [max(size, 1.0) for size, _ in points]
    costs = [max(cost, 0.01) for _, cost in points]
    low_x, high_x = 0, math.ceil(math.log10(max(sizes)) + 1e-9) or 1
    low_y, high_y = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)) + 1e-9)
    high_y = max(high_y, low_y + 1)

    def at(size: float, cost: float) -> tuple[float, float]:
        across = (math.log10(size) - low_x) / (high_x - low_x)
        up = (math.log10(cost) - low_y) / (high_y - low_y)
        return _LEFT + across * (_WIDTH - _LEFT - 16), _HEIGHT - _BELOW - up * (_HEIGHT - _BELOW - _ABOVE)

    dots = [at(size, cost) for size, cost in zip(sizes, costs, strict=True)]
    (x0, y0), (x1, y1) = at(10**low_x, 10**low_y), at(10**high_x, 10**high_y)
    path = " ".join(f"{'L' if number else 'M'}{px:.1f} {py:.1f}" for number, (px, py) in enumerate(dots))
    label = f"{y} by {x}: " + ", ".join(f"{size:g}: {cost:.3g}" for size, cost in points)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">',
            f"<style>{_STYLE}</style>",
            f'<path class="axis" d="M{x0:.1f} {y1:.1f}V{y0:.1f}H{x1:.1f}"/>',
            _linear(at, high_x, low_y, high_y),
            *(
                _tick(*at(10**step, 10**low_y), f"{10**step:,}", below=True)
                for step in range(low_x, high_x + 1)
            ),
            *(
                _tick(*at(10**low_x, 10.0**step), f"{10.0**step:,g}", below=False)
                for step in range(low_y, high_y + 1)
            ),
            f'<path class="cost" d="{path}"/>',
            *(f'<circle class="dot" cx="{px:.1f}" cy="{py:.1f}" r="3"/>' for px, py in dots),
            f'<text x="{(x0 + x1) / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">{x}</text>',
            f'<text x="14" y="{(y0 + y1) / 2:.0f}" text-anchor="middle" transform="rotate(-90 14 {(y0 + y1) / 2:.0f})">{y}</text>',
            "</svg>",
        ]
    )


def _linear(at, high_x: int, low_y: int, high_y: int) -> str:
    steps = min(high_x, high_y - low_y)
    (x0, y0), (x1, y1) = at(10 ** (high_x - steps), 10.0**low_y), at(10**high_x, 10.0 ** (low_y + steps))
    return f'<path class="linear" d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"/>'


def _tick(x: float, y: float, text: str, *, below: bool) -> str:
    if below:
        return f'<text x="{x:.1f}" y="{y + 16:.1f}" text-anchor="middle">{text}</text>'
    return f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{text}</text>'
