"""CSS colours, as far as it matters whether text can be told from what is behind it."""

from __future__ import annotations

import re
from enum import Enum

__all__ = ["Colour", "Odd", "colour_of", "opposite", "same_colour"]

Colour = tuple[int, int, int]

_SAME = 16
"""Text whose colour is this near to its background (each channel, of 255) is not seen."""
_NAMED: dict[str, Colour] = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "ivory": (255, 255, 240),
    "floralwhite": (255, 250, 240),
    "aliceblue": (240, 248, 255),
    "azure": (240, 255, 255),
    "mintcream": (245, 255, 250),
    "honeydew": (240, 255, 240),
    "black": (0, 0, 0),
    "windowtext": (0, 0, 0),
    "window": (255, 255, 255),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "navy": (0, 0, 128),
    "green": (0, 128, 0),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
}
_TOKEN = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^()]{1,60}\)|\b[a-z]{3,20}\b")
_PART = re.compile(r"\d{1,3}(?:\.\d{1,4})?%?|\.\d{1,4}")
_FAINT = 0.06


class Odd(Enum):
    """What is no colour that can be compared."""

    NONE = "transparent"
    SAME_AS_OUTSIDE = "inherit"
    UNKNOWN = "unknown"


def colour_of(value: str) -> Colour | Odd:
    """The first colour that a declaration names."""
    for token in _TOKEN.findall(value[:200]):
        if token.startswith("#"):
            return _hex(token[1:])
        if token.startswith("rgb"):
            return _rgb(token)
        if token == "transparent":
            return Odd.NONE
        if token in ("inherit", "currentcolor", "unset"):
            return Odd.SAME_AS_OUTSIDE
        if token in _NAMED:
            return _NAMED[token]
    return Odd.UNKNOWN


def same_colour(one: Colour, other: Colour) -> bool:
    """Whether a person can hardly tell them apart."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _SAME


def opposite(colour: Colour | None) -> Colour:
    """Black or white, whichever is better seen on ``colour``."""
    return (255, 255, 255) if colour is not None and sum(colour) < 384 else (0, 0, 0)


def _hex(digits: str) -> Colour | Odd:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return Odd.UNKNOWN
    if len(digits) == 8 and int(digits[6:], 16) < 16:
        return Odd.NONE
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _rgb(text: str) -> Colour | Odd:
    parts = _PART.findall(text)
    if len(parts) < 3:
        return Odd.UNKNOWN
    if len(parts) > 3 and float(parts[3].rstrip("%")) / (100 if parts[3].endswith("%") else 1) < _FAINT:
        return Odd.NONE
    red, green, blue = (
        min(255, int(float(part.rstrip("%")) * (2.55 if part.endswith("%") else 1))) for part in parts[:3]
    )
    return red, green, blue
