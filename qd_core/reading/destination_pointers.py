"""Delivery addresses that need no verb: the same place as before, told once more, and the dock or site that a paragraph
of its own names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from qd_core.reading.address_span import address_end
from qd_core.reading.destination_span import Span

__all__ = ["pointed_spans"]

_MOST: Final = 60
_AHEAD: Final = 260
_SAME_PLACE: Final = re.compile(
    r"(?:^|(?<=[\n.;!?(–-])|(?<=[\n.;!?(–-] )|(?<=, ))(?:to |at |an |à |a )?(?:the |die |der |la |il |lo |het )?"
    r"(?:same|gleichen?r?|selben?r?|même|mism[oa]|stess[oa]|zelfde) "
    r"(?:(?:shop|job|site|yard|office|depot|delivery|shipping|warehouse|drop|store)[ -])?"
    r"(?:address|place|spot|site|job ?site|location|shop|yard|depot|dock|warehouse|adresse|anschrift|ort|endroit|"
    r"lieu|dirección|sitio|lugar|indirizzo|posto|luogo|adres|plek)"
    r"(?: (?:as|like|wie|que|comme|de|come|als) [^\n.;:,(–—]{2,30}?|(?: que)? d['’]habitude)?\s?[-–—:,(]\s*",
    re.IGNORECASE,
)
_PAPERS: Final = re.compile(
    r"(?<!\w)(?:invoic\w*|bill\w*|quot\w+|repl\w+|rechnung\w*|factur\w*|fattur\w*|factuur\w*)(?!\w)",
    re.IGNORECASE,
)
_LANDING: Final = re.compile(
    r"(?:\A|(?<=\n\n))[ \t]*(?=(?:(?:[A-Z][\w'’-]+ ){0,3}(?:[Dd]ock|[Yy]ard|[Ss]ite|[Jj]ob\s?site)|"
    r"Plots? \d[\d-]*(?: ?(?:&|and|to) ?\d+)?)(?:,| -| –|:) )"
)
"""A paragraph that begins with where goods are taken in: `Beloit dock, 1400 Cranston Rd`, `Plots 14-22, Rodley`."""


def pointed_spans(text: str, stops: Sequence[int]) -> Iterator[Span]:
    """Every span of ``text`` that may be such an address; it runs into none of ``stops`` (dates)."""
    for _, cue in zip(range(_MOST), _SAME_PLACE.finditer(text), strict=False):
        before = re.split(r"[\n.;!?]", text[max(0, cue.start() - 120) : cue.start()])[-1]
        if not _PAPERS.search(before) and not before.rstrip().endswith(("not", "nicht", "pas")):
            yield from _address(text, cue.end(), stops, 0.88)
    for _, cue in zip(range(_MOST), _LANDING.finditer(text), strict=False):
        yield from _address(text, cue.end(), stops, 0.8)


def _address(text: str, start: int, stops: Sequence[int], confidence: float) -> Iterator[Span]:
    ends = address_end(text, start, [stop for stop in stops if start <= stop < start + _AHEAD])
    if ends is not None:
        yield Span(ends[0], ends[1], confidence, firm=True)
