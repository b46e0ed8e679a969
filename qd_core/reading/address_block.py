"""An address of several lines, as it stands under "Ship to:"."""

from __future__ import annotations

import re

from qd_core.reading.address_span import LABELLED
from qd_core.reading.address_words import FACILITY, PARTICLES, STREET, is_name
from qd_core.reading.gazetteer import country_code

__all__ = ["address_block"]

_CLOSERS = re.compile(
    r"\s*(?:thanks|thank you|many thanks|regards|kind regards|best|best regards|cheers|sincerely|"
    "yours|mit freundlichen|mfg|gruß|grüße|viele grüße|freundliche|cordialement|bien à vous|merci|"
    "saludos|atentamente|un saludo|gracias|groeten|met vriendelijke|cordiali saluti|distinti saluti|"
    r"grazie)\b",
    re.IGNORECASE,
)
_HOLDS_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}-)?\d{4,6}(?![\w-])|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|"
    r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)


_COUNT_BEHIND = re.compile(r"\S\s?:\s*\d{1,5}(?:\s[^\W\d]{1,6}\.?)?$")
_COUNT_BEFORE = re.compile(r"\d{1,5} (?:x )?([a-zà-ÿ]{2,})")
"""Goods and their number, under a place that is told in one line."""


def address_block(text: str, start: int) -> tuple[int, int] | None:
    """The span of an address of several lines that begins at ``start`` (just after "Ship to:"): up to a blank line, a
    line with another label, a greeting, or a sentence; at most seven lines."""
    end = first = -1
    position, lines = start, 0
    coded = False
    while position < len(text) and lines < 8:
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        bare = line.strip(" \t*|")
        if not bare and first < 0 and lines < 2:
            lines, position = lines + 1, stop + 1
            continue
        if not bare or len(bare) > 90 or _CLOSERS.match(bare) or not _is_address_line(bare, first < 0):
            break
        if coded and not country_code(bare):
            break
        coded = _HOLDS_POSTCODE.search(bare) is not None and STREET.search(bare) is None
        if first < 0:
            first = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position, lines = stop + 1, lines + 1
    return (first, end) if first >= 0 else None


def _is_address_line(line: str, first: bool) -> bool:
    if LABELLED.match(line) or "@" in line or line[0] in "-•*–" or _COUNT_BEHIND.search(line):
        return False
    counted = _COUNT_BEFORE.match(line)
    if counted is not None and counted[1] not in PARTICLES and STREET.search(line) is None:
        return False  # 12 cylinders 30 x 40
    words = [word.strip("(),.;'\"") for word in line.split()]
    if any(char.isdigit() for char in line) and len(words) <= 7 and not re.search(r"[.!?]\s+\S", line):
        return True
    small = [
        word
        for word in words
        if word and not (is_name(word) or word.casefold() in PARTICLES or FACILITY.fullmatch(word))
    ]
    return (first and len(small) <= 3) or (not small and not line.endswith(("!", "?")) and len(words) <= 9)
