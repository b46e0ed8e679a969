"""Delivery addresses under a label: the rest of the line after "Ship to:", the lines below, or a column of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from qd_core.reading import destination_cues as cues
from qd_core.reading.address_block import address_block
from qd_core.reading.address_span import address_end
from qd_core.reading.dates import DatePhrase
from qd_core.reading.destination_span import Span

__all__ = ["NO_PLACE_START", "columns_beside", "labelled_spans"]

_MOST_LINES = 5_000
_MOST_LABELS = 60
_LABEL_LINE = re.compile(
    r"(?:^|(?<=\n)|(?<=[;.]\s)|(?<=\t)|(?<= {2}))([ \t>*|•-]*[^\n:|\t;]{2,48}?)[ \t]*"
    r"(?::[ \t*]*|[ ][-–=][ ]+|\n(?=[ \t]*\S))"
)
NO_PLACE_START = re.compile(
    r"\s*(?:(?:self )?collect|pick|abholung|selbstabhol|enlèvement|retrait|recogida|ritiro|afhalen|"
    r"same|wie |as (?:usual|before|above|soon)|please|bitte|we |wir |nous |i |if |when |within|in \d|"
    r"by |not |tbd|tba|n/a|none|asap|see |siehe |voir |\d{1,2}[./ -]\d)",
    re.IGNORECASE,
)
"""The value of a label that is no place."""


def labelled_spans(
    text: str, stops: Sequence[int], days: Sequence[DatePhrase], is_complete: Callable[[str], bool]
) -> Iterator[Span]:
    """The addresses after a label; ``is_complete`` says whether words are a whole address by themselves."""
    dates = {phrase.start for phrase in days}
    lines = zip(range(_MOST_LINES), _LABEL_LINE.finditer(text), strict=False)
    labels = (label for _, label in lines if cues.LABEL.fullmatch(label[1].strip(" \t>*|•-")))
    for _, label in zip(range(_MOST_LABELS), labels, strict=False):
        start = label.end()
        line_end = text.find("\n", start)
        rest = text[start : line_end if line_end >= 0 else len(text)]
        block = address_block(text, start)
        if "\n" in label[0][1:] and (not rest.strip() or block is None):
            continue
        if NO_PLACE_START.match(rest) or any(start + shift in dates for shift in range(4)):
            continue
        sentence = address_end(text, start, [stop for stop in stops if start <= stop < start + 260])
        whole = sentence is not None and bool(rest.strip()) and is_complete(text[sentence[0] : sentence[1]])
        dated = block is not None and any(block[0] < stop < block[1] for stop in stops)
        apart = block is not None and not whole and not (dated and sentence is not None)
        chosen = block if apart and (sentence is None or _is_short(rest)) else sentence
        if chosen is not None:
            yield Span(chosen[0], chosen[1], 0.97)


def _is_short(rest: str) -> bool:
    """Whether the rest of a label's line is a part of an address rather than a sentence."""
    return len(rest) < 80 and not re.search(r"[.!?]\s+\S|\s[-–]\s[a-zäöü]", rest)


_COLUMN = re.compile(r"\S+(?: \S+)*")


def columns_beside(text: str) -> Iterator[tuple[str, int, int]]:
    """Address blocks beside each other under "Bill to     Ship to", as a page's text holds them: the lines of the
    delivery address, and the span from its first to its last piece."""
    lines = text.split("\n")
    start = blocks = 0
    for index, line in enumerate(lines[:_MOST_LINES]):
        heads = list(_COLUMN.finditer(line)) if len(line) < 300 else []
        labels = [match[0].strip(" :") for match in heads]
        chosen = [number for number, label in enumerate(labels) if cues.LABEL.fullmatch(label)]
        others = sum(cues.OTHER_ADDRESS.fullmatch(label) is not None for label in labels)
        if len(heads) > 1 and len(chosen) == 1 and others >= len(labels) - 1:
            pieces = list(
                _under(lines[index + 1 : index + 9], chosen[0], len(heads), heads[chosen[0]].start())
            )
            if pieces:
                blocks += 1
                first = text.index(pieces[0], start)
                yield "\n".join(pieces), first, text.index(pieces[-1], first) + len(pieces[-1])
        start += len(line) + 1
        if blocks >= _MOST_LABELS:
            return


def _under(lines: list[str], number: int, count: int, offset: int) -> Iterator[str]:
    """The pieces of the lines below that stand in one of ``count`` columns."""
    for line in lines:
        pieces = list(_COLUMN.finditer(line))
        if not pieces or len(pieces) > count:
            return
        if len(pieces) == count:
            yield pieces[number][0]
        else:
            yield from (piece[0] for piece in pieces if abs(piece.start() - offset) <= 3)
