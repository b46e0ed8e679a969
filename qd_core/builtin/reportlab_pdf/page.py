"""The sheet: size by country, margins, the two columns above the table, and the few colours."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GREY", "HAIRLINE", "INK", "WHITE_GREY", "PageSize", "Rgb", "accent_for_text", "page_size", "rgb"]

Rgb = tuple[float, float, float]
"""Red, green and blue, each 0..1."""

# Where CLDR's paper size is US Letter; A4 everywhere else.
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
_READABLE = 4.5
"""WCAG AA: the contrast that small text needs against white."""


def rgb(color: str) -> Rgb:
    """The colour ``#rrggbb``."""
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


INK = rgb("#14181f")
GREY = rgb("#59626e")
HAIRLINE = rgb("#d5dae1")
WHITE_GREY = rgb("#eceef1")


@dataclass(frozen=True, slots=True)
class PageSize:
    """Everything in points. Text runs from ``left`` to ``right``; the second column starts at ``middle``."""

    width: float
    height: float
    margin: float = 54
    top: float = 46
    continued_top: float = 84
    """Where the text starts on a page after the first, under the running head."""
    bottom: float = 58
    """What the foot keeps free."""

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return self.margin

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.width - self.margin

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.margin

    @property
    def middle(self) -> float:
        """Left edge of the second column."""
        return self.left + round(self.measure * 0.56)


def page_size(territory: str) -> PageSize:
    """A4, or US Letter where the country (ISO 3166-1 alpha-2) prints on that."""
    return PageSize(612, 792) if territory in _LETTER else PageSize(595.28, 841.89)


def accent_for_text(color: Rgb) -> Rgb:
    """The accent, darkened as far as text on white needs it: a company's yellow stays yellow in rules only."""
    for _ in range(40):
        if 1.05 / (_luminance(color) + 0.05) >= _READABLE:
            break
        red, green, blue = color
        color = (red * 0.94, green * 0.94, blue * 0.94)
    return color


def _luminance(color: Rgb) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
