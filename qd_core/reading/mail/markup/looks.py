"""How an element looks: just enough of CSS to know whether a person sees its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

__all__ = ["PLAIN_LOOK", "Look", "look_of"]

Colour = tuple[int, int, int]

_SAME = 16
"""Text whose colour is this near to its background (each channel, of 255) is not seen."""
_SMALLEST = 1.5
"""Pixels of type that nobody reads."""
_FAR_OFF = -400
_NAMED: dict[str, Colour] = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "ivory": (255, 255, 240),
    "floralwhite": (255, 250, 240),
    "black": (0, 0, 0),
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
_NUMBER = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)\s{0,3}(px|pt|em|rem|ex|%|cm|mm|in|vw|vh|)")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^()]{1,60}\)|\b[a-z]{3,20}\b")
_TO_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "rem": 16.0}


@dataclass(frozen=True, slots=True)
class Look:
    """What text inherits. ``background`` is None where it cannot be told (an image); ``gone`` is for good."""

    gone: bool = False
    invisible: bool = False
    size: float = 16.0
    colour: Colour | None = (0, 0, 0)
    background: Colour | None = (255, 255, 255)
    keeps_spaces: bool = False
    struck: bool = False
    is_seen: bool = field(init=False, default=True)
    """Whether a person sees text that looks so."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_seen", self._is_seen())

    def _is_seen(self) -> bool:
        if self.gone or self.invisible or self.size < _SMALLEST or self.colour is None:
            return False
        back = self.background
        return back is None or max(abs(a - b) for a, b in zip(self.colour, back, strict=True)) > _SAME


PLAIN_LOOK = Look()


def look_of(parent: Look, style: Mapping[str, str]) -> Look:
    """The look of an element with these declarations, inside ``parent``."""
    if not style:
        return parent
    changes: dict[str, object] = {}
    if _is_gone(style):
        changes["gone"] = True
    visibility = style.get("visibility")
    if visibility:
        changes["invisible"] = visibility in ("hidden", "collapse")
    if "font-size" in style:
        changes["size"] = _font_size(style["font-size"], parent.size)
    if "color" in style:
        colour = _colour(style["color"])
        if colour != "unknown":
            changes["colour"] = colour
        elif parent.is_seen:
            changes["colour"] = (0, 0, 0) if parent.background != (0, 0, 0) else (255, 255, 255)
    background = style.get("background-color") or style.get("background")
    if background and background not in ("inherit", "initial", "none", "transparent"):
        found = None if "url(" in background or "gradient" in background else _colour(background)
        changes["background"] = None if found == "unknown" else (found or parent.background)
    space = style.get("white-space")
    if space:
        changes["keeps_spaces"] = space.startswith("pre") or space == "break-spaces"
    if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
        changes["struck"] = True
    return replace(parent, **changes) if changes else parent  # type: ignore[arg-type]


def _is_gone(style: Mapping[str, str]) -> bool:
    get = style.get
    if get("display") == "none" or get("mso-hide") == "all":
        return True
    if (
        _is_below(get("opacity"), 0.06)
        or _is_below(get("max-height"), 1.1)
        or _is_below(get("max-width"), 1.1)
    ):
        return True
    if get("overflow", "") == "hidden" and (_is_below(get("height"), 1.1) or _is_below(get("width"), 1.1)):
        return True
    if get("position") in ("absolute", "fixed") and any(
        _is_below(get(side), _FAR_OFF) for side in ("left", "top", "right", "bottom")
    ):
        return True
    if _is_below(get("text-indent"), _FAR_OFF) or _is_below(get("margin-left"), _FAR_OFF):
        return True
    return "scale(0" in get("transform", "") or get("clip", "").replace(" ", "").startswith(
        ("rect(0,0,0,0", "rect(0000")
    )


def _is_below(value: str | None, limit: float) -> bool:
    found = _NUMBER.match(value) if value else None
    if found is None or found[1] in ("", "-"):
        return False
    return float(found[1]) * (_TO_PIXELS.get(found[2], 16.0) if found[2] != "%" else 1.0) < limit


def _font_size(value: str, parent: float) -> float:
    found = _NUMBER.match(value)
    if found is None or found[1] in ("", "-"):
        return max(parent, 10.0) if value not in ("inherit", "smaller") else parent
    number = float(found[1])
    if found[2] in ("em", "ex"):
        return number * parent
    if found[2] == "%":
        return number * parent / 100
    return number * _TO_PIXELS.get(found[2], 16.0)


def _colour(value: str) -> Colour | str | None:
    """A colour, None for no colour at all (transparent), or ``unknown``."""
    for found in _COLOUR.findall(value[:200]):
        if found.startswith("#"):
            colour = _hex(found[1:])
        elif found.startswith("rgb"):
            colour = _rgb(found)
        elif found == "transparent":
            colour = None
        elif found in _NAMED:
            colour = _NAMED[found]
        else:
            continue
        return colour
    return "unknown"


def _hex(digits: str) -> Colour | str | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return "unknown"
    if len(digits) == 8 and int(digits[6:], 16) < 16:
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _rgb(text: str) -> Colour | str | None:
    numbers = re.findall(r"\d{1,3}(?:\.\d{1,4})?|\.\d{1,4}", text)
    if len(numbers) < 3:
        return "unknown"
    if len(numbers) > 3 and float(numbers[3]) < 0.06:
        return None
    red, green, blue = (min(255, int(float(number))) for number in numbers[:3])
    return red, green, blue
