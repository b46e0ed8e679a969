"""One line that lists several positions: `Pos 1: … / Pos 2: …`."""

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


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line ``[start, end)`` whole, or cut before its labels where they count on. Linear in its length."""
    labels = [(match.start(), int(match["index"])) for match in _LABEL.finditer(text, start, end)]
    counts_on = all(after[1] == before[1] + 1 for before, after in pairwise(labels))
    if len(labels) < 2 or not counts_on:
        yield start, end
        return
    cuts = [start, *(at for at, _ in labels if at > start), end]
    for first, following in pairwise(cuts):
        last = first + len(text[first:following].rstrip(" /;,|"))
        if last > first:
            yield first, last
