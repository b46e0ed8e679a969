"""Cells of a workbook that nobody sees: type in the colour of its ground, of no size, or under a format that shows
nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from qd_core.reading.files.xml_tree import child, children

__all__ = ["unseen_styles"]

_SMALLEST = 2.0
"""Points of type that nobody reads."""
_NO_FORMAT = re.compile(r'(?:\[[^\]]{0,40}\]|""|[\s;])*')
_WHITE = ("rgb", "FFFFFF")
_BLACK = ("rgb", "000000")
# The theme's first colours are the ground and the ink of every usual theme; the palette repeats its first eight.
_KNOWN = {
    ("theme", "0"): _WHITE,
    ("theme", "1"): _BLACK,
    ("indexed", "64"): _BLACK,
    ("indexed", "65"): _WHITE,
}
_KNOWN |= {("indexed", number): _BLACK for number in ("0", "8")}
_KNOWN |= {("indexed", number): _WHITE for number in ("1", "9")}
Colour = tuple[str, str]


def unseen_styles(styles: Element | None) -> frozenset[int]:
    """The cell style indexes of a ``styles.xml`` under which a value is not seen."""
    formats = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in children(styles, "numFmts", "numFmt")
    }
    fonts = [
        _is_tiny(font) or _colour(child(font, "color"), _BLACK) for font in children(styles, "fonts", "font")
    ]
    grounds = [_ground(fill) for fill in children(styles, "fills", "fill")]
    found = set()
    for index, style in enumerate(children(child(styles, "cellXfs"), "xf")):
        ink, ground = _at(fonts, style.get("fontId")), _at(grounds, style.get("fillId"))
        if ink is True or (ink is not None and ink == (ground or _WHITE)) or _shows_nothing(style, formats):
            found.add(index)
    return frozenset(found)


def _shows_nothing(style: Element, formats: Mapping[str, str]) -> bool:
    code = formats.get(style.get("numFmtId", ""), "")
    return code.count(";") >= 2 and _NO_FORMAT.fullmatch(code) is not None


def _is_tiny(font: Element) -> bool:
    size = child(font, "sz")
    written = "" if size is None else size.get("val", "")
    return re.fullmatch(r"\d{1,3}(?:\.\d{1,6})?", written) is not None and float(written) < _SMALLEST


def _ground(fill: Element) -> Colour:
    """The colour behind the text; one that equals no ink where it is a pattern or runs from one colour to another."""
    pattern = child(fill, "patternFill")
    if pattern is None or pattern.get("patternType", "none") not in ("none", "solid"):
        return _WHITE if child(fill, "gradientFill") is None and pattern is None else ("", "mixed")
    if pattern.get("patternType", "none") == "none":
        return _WHITE
    return _colour(child(pattern, "fgColor"), _BLACK)


def _colour(colour: Element | None, default: Colour) -> Colour:
    """A colour as it can be compared: a theme's colour is only known without its tint."""
    if colour is None or colour.get("auto") in ("1", "true"):
        return default
    for kind in ("rgb", "theme", "indexed"):
        if value := colour.get(kind):
            tint = colour.get("tint", "")
            plain = (kind, value[-6:].upper() if kind == "rgb" else value)
            return (kind, f"{value} {tint}") if tint.strip("0.") else _KNOWN.get(plain, plain)
    return default


def _at(values: Sequence[Colour | bool], index: str | None) -> Colour | bool | None:
    at = int(index) if index is not None and index.isdigit() and len(index) < 7 else 0
    return values[at] if at < len(values) else None
