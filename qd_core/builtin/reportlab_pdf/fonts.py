"""The bundled typeface: widths for the layout, and which characters it can show."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["MISSING", "Face", "Typeface", "typeface"]

MISSING = "□"
"""Stands for a character that the typeface does not have: seen, not swallowed."""
_FOLDER = Path(__file__).parent / "typeface"
_REGISTERING = threading.Lock()
_SPACES = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One weight: ``advance`` is the width of every character that it has, in thousandths of the size."""

    name: str
    advance: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """Width of cleaned ``text`` in points."""
        return sum(map(self.advance.__getitem__, text)) * size / 1000

    def clean(self, text: str) -> str:
        """``text`` as one line that can be printed: white space folded, invisible and reordering characters dropped,
        what the typeface lacks replaced by ``MISSING``."""
        if not (text.isascii() and text.isprintable()):
            text = unicodedata.normalize("NFC", "".join(_visible(text)))
            text = "".join([character if character in self.advance else MISSING for character in text])
        return " ".join(text.split(" ")) if "  " not in text else " ".join(text.split())


def _visible(text: str) -> list[str]:
    shown = []
    for character in text:
        if character in _SPACES:
            shown.append(" ")
        elif not character.isascii() and _is_invisible(character):
            continue
        elif character.isprintable() or not character.isascii():
            shown.append(character)
    return shown


def _is_invisible(character: str) -> bool:
    """Format characters (zero width, bidirectional overrides, soft hyphen) and emoji variation selectors."""
    return unicodedata.category(character) in {"Cf", "Cc", "Cs"} or "\ufe00" <= character <= "\ufe0f"


@dataclass(frozen=True, slots=True)
class Typeface:
    """Two weights are enough for a quote."""

    regular: Face
    strong: Face


@cache
def typeface() -> Typeface:
    """The typeface, registered with reportlab once a process."""
    with _REGISTERING:
        return Typeface(_register("Inter-Regular"), _register("Inter-SemiBold"))


def _register(name: str) -> Face:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    # Not ASCII-readable: glyphs are embedded as they are used, which makes smaller files; text stays searchable.
    font = TTFont(name, str(_FOLDER / f"{name}.ttf"), asciiReadable=0)
    registerFont(font)
    widths: dict[int, float] = font.face.charWidths
    advance = {chr(code): width for code, width in widths.items() if code >= ord(" ")}
    # reportlab prints a no-break space as a space; the narrow one is kept as the thousands separator of French.
    advance["\u00a0"] = advance[" "]
    return Face(name, advance)
