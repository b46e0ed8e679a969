"""Text on its way into a vendor's field: clean, and cut where the field ends, not in the middle of a character."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fitted", "person_name"]

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_JOINER = "\u200d"


def fitted(text: str, longest: int, *, lines: bool = False) -> str:
    """``text`` without control characters, at most ``longest`` UTF-16 units (as most vendors count), with an ellipsis
    where something is cut off. White space is collapsed unless ``lines``."""
    clean = _UNWANTED.sub("", text.replace("\r\n", "\n"))
    clean = clean.strip() if lines else " ".join(clean.split())
    if _units(clean) <= longest:
        return clean
    kept, units = 0, 1  # one for the ellipsis
    for character in clean:
        units += _units(character)
        if units > longest:
            break
        kept += 1
    while kept and _belongs_to_the_left(clean, kept):
        kept -= 1
    return clean[:kept].rstrip() + "…" if longest > 0 else ""


def person_name(name: str) -> tuple[str, str]:
    """First and last name; the last is empty where there is one word only. ``Field, Dana`` is read as Dana Field."""
    clean = fitted(name, 1000)
    last, comma, first = clean.partition(",")
    if comma and first.strip() and "," not in first:
        return first.strip(), last.strip()
    first, _, last = clean.rpartition(" ")
    return (first, last) if first else (last, "")


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _belongs_to_the_left(text: str, at: int) -> bool:
    """Whether a cut before ``text[at]`` would tear what is read as one character."""
    here = text[at]
    return (
        bool(unicodedata.combining(here))
        or here in (_JOINER, "\ufe0e", "\ufe0f")
        or text[at - 1] == _JOINER
        or "\U0001f3fb" <= here <= "\U0001f3ff"
    )
