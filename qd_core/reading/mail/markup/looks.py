"""How an element looks: just enough of CSS to know whether a person sees its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qd_core.reading.mail.markup.colours import Colour, Odd, colour_of, opposite, same_colour

__all__ = ["PLAIN_LOOK", "Look", "look_of"]

_SMALLEST = 2.5
"""Pixels of type that nobody reads."""
_FAR_OFF = -400
_NO_SIZE = 1.1
_FAINT = 0.06
_HIDING = frozenset(
    """display mso-hide opacity max-height max-width overflow position text-indent margin-left transform clip
    clip-path""".split()
)
_NUMBER = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)\s{0,3}(px|pt|em|rem|ex|%|cm|mm|in|vw|vh|)")
_TO_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "rem": 16.0, "%": 1.0}
_CLIPPED_AWAY = re.compile(
    r"inset\(\s{0,3}(?:[5-9]\d|100)(?:\.\d{1,4})?%|(?:circle|ellipse)\(\s{0,3}0|polygon\(\s{0,3}\)"
)
_OUTSIDE = frozenset("inherit initial none transparent unset".split())


@dataclass(frozen=True, slots=True)
class Look:
    """What text inherits. ``colour`` is None for transparent text, ``background`` where it cannot be told (an image);
    ``gone`` is for good, ``invisible`` may be undone inside."""

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
        return self.background is None or not same_colour(self.colour, self.background)


PLAIN_LOOK = Look()


def look_of(parent: Look, style: Mapping[str, str]) -> Look:
    """The look of an element with these declarations, inside ``parent``."""
    if not style:
        return parent
    background = _background(style, parent)
    space = style.get("white-space", "")
    return replace(
        parent,
        gone=parent.gone or (not _HIDING.isdisjoint(style) and _is_gone(style)),
        invisible=style.get("visibility") in ("hidden", "collapse")
        if "visibility" in style
        else parent.invisible,
        size=_font_size(style["font-size"], parent.size) if "font-size" in style else parent.size,
        colour=_colour(style["color"], parent, background) if "color" in style else parent.colour,
        background=background,
        keeps_spaces=space.startswith(("pre", "break-spaces")) if space else parent.keeps_spaces,
        struck=parent.struck
        or "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""),
    )


def _background(style: Mapping[str, str], parent: Look) -> Colour | None:
    value = style.get("background-color") or style.get("background") or "none"
    if value in _OUTSIDE:
        return parent.background
    if "url(" in value or "gradient" in value:
        return None
    found = colour_of(value)
    if isinstance(found, Odd):
        return None if found is Odd.UNKNOWN else parent.background
    return found


def _colour(value: str, parent: Look, background: Colour | None) -> Colour | None:
    found = colour_of(value)
    if not isinstance(found, Odd):
        return found
    if found is Odd.SAME_AS_OUTSIDE:
        return parent.colour
    return None if found is Odd.NONE else opposite(background)


def _is_gone(style: Mapping[str, str]) -> bool:
    get = style.get
    is_clipped = get("overflow") == "hidden" and (
        _is_below(get("height"), _NO_SIZE) or _is_below(get("width"), _NO_SIZE)
    )
    is_away = get("position") in ("absolute", "fixed") and any(
        _is_below(get(side), _FAR_OFF) for side in ("left", "top", "right", "bottom")
    )
    return (
        get("display") == "none"
        or get("mso-hide") == "all"
        or _is_below(get("opacity"), _FAINT)
        or _is_below(get("max-height"), _NO_SIZE)
        or _is_below(get("max-width"), _NO_SIZE)
        or is_clipped
        or is_away
        or _is_below(get("text-indent"), _FAR_OFF)
        or _is_below(get("margin-left"), _FAR_OFF)
        or "scale(0" in get("transform", "").replace("scale(0.", "")
        or _CLIPPED_AWAY.match(get("clip-path", "")) is not None
        or get("clip", "").replace(" ", "").startswith(("rect(0,0,0,0", "rect(0000", "rect(0px,0px,0px,0px"))
    )


def _is_below(value: str | None, limit: float) -> bool:
    found = _NUMBER.match(value) if value else None
    if found is None or found[1] in ("", "-"):
        return False
    return float(found[1]) * _TO_PIXELS.get(found[2], 16.0) < limit


def _font_size(value: str, parent: float) -> float:
    found = _NUMBER.match(value)
    if found is None or found[1] in ("", "-"):
        return parent if value in ("inherit", "smaller", "larger") else max(parent, 10.0)
    number = float(found[1])
    if found[2] in ("em", "ex"):
        return number * parent
    if found[2] == "%":
        return number * parent / 100
    return number * _TO_PIXELS.get(found[2], 16.0)
