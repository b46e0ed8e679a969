"""One line that lists several positions: `Pos 1: … / Pos 2: …`, `1) … 2) …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["pieces_of"]

_LABEL = re.compile(
    r"(?:(?<=[\n/;,|:.])|(?<=[\n/;,|:.] )|^)"
    r"(?:pos|position|item|line|artikel|ligne|línea)\.? ?#?(?P<index>\d{1,3})[:.)]",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:(?<=[\s:;,])|^)(?:(?P<number>\d{1,2})[).]|(?P<letter>[a-z])\))(?=\s+[^\W_])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line ``[start, end)`` whole, or cut before its labels where they count on. Linear in its length."""
    cuts = _labels(text, start, end) or _marks(text, start, end)
    if not cuts:
        yield start, end
        return
    for first, following in pairwise([start, *(at for at in cuts if at > start), end]):
        last = first + len(text[first:following].rstrip(" /;,|"))
        if last > first:
            yield first, last


def _labels(text: str, start: int, end: int) -> list[int]:
    """Where `Pos 1:`, `Pos 2:` … begin, from whatever number they count on."""
    labels = [(match.start(), int(match["index"])) for match in _LABEL.finditer(text, start, end)]
    counts_on = all(after[1] == before[1] + 1 for before, after in pairwise(labels))
    return [at for at, _ in labels] if len(labels) > 1 and counts_on else []


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where `1)`, `2)` … begin that count from the first, with words between them. A number with a full stop may as
    well end a sentence (`10 of size 1. 20 of size 2.`): such ones begin the line, or follow a colon."""
    found: list[re.Match[str]] = []
    for match in _MARK.finditer(text, start, end):
        first = "1" if match["number"] else "a"
        wanted = _following(found[-1]) if found else (first, text[match.end() - 1])
        if (match["number"] or match["letter"], text[match.end() - 1]) == wanted:
            found.append(match)
    spans = [text[before.end() : after.start()] for before, after in pairwise(found)]
    if len(found) < 2 or not all(_WORD.search(span) for span in spans):
        return []
    if any(span.count("(") != span.count(")") for span in (text[start : found[0].start()], *spans)):
        return []  # (size 1) and (size 2)
    opens = text[start : found[0].start()].rstrip()
    if found[0][0].endswith(".") and opens and opens[-1] != ":":
        return []
    return [match.start() for match in found]


def _following(mark: re.Match[str]) -> tuple[str, str]:
    if mark["number"]:
        return str(int(mark["number"]) + 1), mark[0][-1]
    return chr(ord(mark["letter"]) + 1), mark[0][-1]
