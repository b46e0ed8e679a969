"""The warning that a mail server writes above a message from outside."""

from __future__ import annotations

from qd_core.reading.mail.phrases import BANNER, BANNER_WORDS
from qd_core.reading.mail.request_lines import is_request_line

__all__ = ["cut_banner"]

_MOST_LINES = 5


def cut_banner(lines: list[str]) -> tuple[list[str], list[str]]:
    """The warning ("CAUTION: external sender") and the rest of the message."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    last = first - 1
    for number in range(first, min(first + _MOST_LINES, len(lines))):
        if not lines[number].strip() or is_request_line(lines[number]):
            break
        if BANNER_WORDS.search(lines[number][:400]) and (last >= first or BANNER.match(lines[first][:400])):
            last = number
    rest = lines[last + 1 :]
    return (lines[: last + 1], rest) if last >= first and any(map(str.strip, rest)) else ([], lines)
