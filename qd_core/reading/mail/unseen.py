"""Characters that nobody sees, and those that turn text round."""

from __future__ import annotations

import re

__all__ = ["NOTHING", "POP", "TURN", "as_shown"]

TURN, POP = "\u202e", "\u202c"
"""Right-to-left override, and its end (Unicode Standard Annex 9)."""
NOTHING = " \t\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""Of these a line is empty."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_TURNED = re.compile(
    "\u202e([^\u202a-\u202e\u2066-\u2069\n]*)(?:\u202c|(?=[\n\u202a-\u202e\u2066-\u2069])|$)"
)


def as_shown(text: str) -> str:
    """``text`` without the characters that nobody sees; what an override turns round is turned round, to the end of its
    line at most."""
    if TURN in text:
        text = _TURNED.sub(lambda run: run[1][::-1], text)
    return _UNSEEN.sub("", text)
