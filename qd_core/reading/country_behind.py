"""A country that a running text names after a town: `Exeter in the UK`, `Rotterdam, the Netherlands`."""

from __future__ import annotations

import re
from typing import Final

from qd_core.reading.gazetteer import country_code

__all__ = ["country_end"]

_NAME: Final = re.compile(
    r" (?P<article>(?:the |la |le |les |den |die |der )?)(?P<first>[A-ZÄÖÜÉ][\w'’-]+)(?P<more> [A-ZÄÖÜÉ][\w'’-]+)?"
)


def country_end(text: str, start: int, limit: int) -> int:
    """Where the country ends whose name begins behind the space at ``start``, with an article or without one, in two
    words or one, and not behind ``limit``; 0 where none stands there."""
    found = _NAME.match(text, start, limit)
    if found is None:
        return 0
    article, first, more = found["article"], found["first"], found["more"] or ""
    if more and any(map(country_code, (f"{article}{first}{more}", f"{first}{more}"))):
        return found.end()
    return found.end("first") if any(map(country_code, (f"{article}{first}", first))) else 0
