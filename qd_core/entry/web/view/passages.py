"""A text cut into pieces, those that were read marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qd_core.entry.web.view.marks import Mark, Placed

__all__ = ["Piece", "pieces"]

_JOINT = re.compile(r"[ \t|,;:()×x*–-]{0,12}(?:of|à|de|von|di|van)?[ \t]{0,3}", re.IGNORECASE)
"""What may stand between a quantity and its item for both to be shown as one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the mark that it carries, None for plain text; ``ends`` are the marks whose sign follows it."""

    text: str
    mark: Mark | None = None
    ends: tuple[Mark, ...] = ()


_NOBODY = Mark("", "", "")


@dataclass(slots=True)
class _Span:
    start: int
    end: int
    mark: Mark


def pieces(text: str, placed: Sequence[Placed]) -> list[Piece]:
    """``text`` in order, whole. Where two marks overlap, the first keeps the words and both signs follow them."""
    spans = _joined(text, _spans(text, placed))
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    found: list[Piece] = []
    over: list[_Span] = []
    coming = iter([*spans, _Span(len(text) + 1, len(text) + 1, _NOBODY)])
    upcoming = next(coming)
    for start, end in pairwise(cuts):
        over = [span for span in over if span.end > start]
        while upcoming.start <= start:
            over.append(upcoming)
            upcoming = next(coming)
        ends = tuple(dict.fromkeys(span.mark for span in over if span.end == end))
        found.append(Piece(text[start:end], over[0].mark if over else None, ends))
    return found


def _spans(text: str, placed: Iterable[Placed]) -> list[_Span]:
    spans = []
    for one in placed:
        source = one.source
        if source.table is not None or source.start is None or source.end is None:
            continue
        if 0 <= source.start < source.end <= len(text):
            spans.append(_Span(source.start, source.end, one.mark))
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _joined(text: str, spans: list[_Span]) -> list[_Span]:
    """Neighbours of one mark become one span, so that ``40 x A-12`` is one thing with one sign."""
    joined: list[_Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.mark == span.mark and _JOINT.fullmatch(text[last.end : max(last.end, span.start)]):
            last.end = max(last.end, span.end)
        else:
            joined.append(span)
    return joined
