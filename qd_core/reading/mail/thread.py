"""Where the quoted thread begins: attribution lines, header blocks, separators, and quote marks, line by line.

Every test looks at a bounded piece of at most four lines, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qd_core.reading.mail.phrases import DATE, FORWARDED, INTRO, ORIGINAL, WROTE, field_kind

__all__ = ["MARK", "Boundary", "BoundaryKind", "boundary_at", "is_blank", "is_quoted", "unquoted"]

MARK = "\ue000"
"""A line of this alone says that the mail's HTML marks what follows as the thread; texts are cleaned of it before."""

_LONGEST = 400
_QUOTE = re.compile(r"[ \t]{0,4}>")
_QUOTES = re.compile(r"[ \t]{0,4}(?:>[ \t]?){1,60}")
_INITIALS = re.compile(r"[ \t]{0,2}[A-Za-z]{1,3}>")
_ADDRESS = re.compile(r"[^\s<>@,;:\"]{1,64}@[^\s<>@,;:\"]{1,100}")
_RULER = re.compile(r"[\s>]{0,8}[-_=*—–]{2,60}[^-_=]{0,60}[-_=*—–]{0,200}:?\s*$")
_LINE = re.compile(r"[\s>]{0,8}[-_=*—–]{5,200}\s*$")
_ISO_GMT = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s{1,3}\d{1,2}:\d{2}(?::\d{2})?\s{0,3}(?:GMT|UTC|[+-]\d{2}:?\d{2})\b"
)
_DATED_SENDER = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.{0,200}<[^<>]{3,120}>\s*:?$")
_MOST_FIELDS = 14


class BoundaryKind(StrEnum):
    """What begins the thread."""

    ATTRIBUTION = "attribution"
    HEADERS = "headers"
    ORIGINAL = "original"
    FORWARDED = "forwarded"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Boundary:
    """Lines ``start`` up to ``end`` (excluded) introduce another message; ``text`` is what they say."""

    kind: BoundaryKind
    start: int
    end: int
    text: str = ""


def is_blank(line: str) -> bool:
    """Nothing to see, quote marks aside."""
    return not line.strip(" \t>\u00a0\u200b")


def is_quoted(line: str, *, initials: bool = False) -> bool:
    """Whether the line carries a quote mark; ``initials`` allows ``AB>`` too."""
    return bool(_QUOTE.match(line) or (initials and _INITIALS.match(line)))


def unquoted(line: str) -> str:
    """The line without its quote marks."""
    found = _QUOTES.match(line)
    return line[found.end() :] if found else line


def boundary_at(lines: list[str], at: int) -> Boundary | None:
    """The boundary that begins at line ``at``, whether it is quoted or not."""
    line = lines[at][:_LONGEST]
    if line == MARK:
        return Boundary(BoundaryKind.MARK, at, at + 1)
    ruled = _separator(lines, at, line)
    if ruled is not None:
        return ruled
    text = unquoted(line).strip(" \t\u00a0*_")
    if not text:
        return None
    if ":" in text or "：" in text:
        block = _header_block(lines, at)
        if block is not None:
            return block
    return _attribution(lines, at, text)


def _separator(lines: list[str], at: int, line: str) -> Boundary | None:
    """``-----Original Message-----`` and its like, and a ruler above a header block."""
    text = unquoted(line).strip()
    dashed = text[:2] in ("--", "__", "==", "**", "—", "——", "––") or text.startswith(("-", "_"))
    words = text.strip("-_=*—– \t:>")
    if (dashed or text.endswith(":")) and len(words) <= 60 and FORWARDED.match(words):
        return Boundary(BoundaryKind.FORWARDED, at, at + 1, words)
    if not dashed:
        return None
    if words and len(words) <= 60 and text.startswith("--") and ORIGINAL.fullmatch(words):
        return Boundary(BoundaryKind.ORIGINAL, at, at + 1, words)
    if not words and len(text) >= 5:
        below = next((n for n in range(at + 1, min(at + 4, len(lines))) if not is_blank(lines[n])), -1)
        block = _header_block(lines, below) if below > 0 else None
        if block is not None:
            return Boundary(BoundaryKind.HEADERS, at, block.end, block.text)
    return None


def _header_block(lines: list[str], at: int) -> Boundary | None:
    """From, and at least two more of Sent, To, Subject, Cc … in the lines below it (wrapped ones allowed)."""
    first = field_kind(lines[at][:_LONGEST])
    if first is None or first[0] not in ("from", "date", "subject", "to"):
        return None
    kinds, last, misses = {first[0]}, at, 0
    for number in range(at + 1, min(at + _MOST_FIELDS, len(lines))):
        if is_blank(lines[number]):
            if misses or number - last > 1:
                break
            if len(kinds) >= 3:
                break
            misses += 1
            continue
        found = field_kind(lines[number][:_LONGEST])
        if found is not None and found[0] not in kinds:
            kinds.add(found[0])
            last, misses = number, 0
        elif found is None:
            misses += 1
            if misses > 2:
                break
    named = kinds & {"from", "date", "to", "subject"}
    is_mails = "subject" in kinds or any("@" in line[:_LONGEST] for line in lines[at : last + 1])
    if "from" in kinds and len(named) >= 3 and is_mails:  # else it may be a journey: From, To, Date
        return Boundary(BoundaryKind.HEADERS, at, last + 1)
    return None


def _attribution(lines: list[str], at: int, text: str) -> Boundary | None:
    """``On … wrote:`` in one to four lines, beginning at ``at``."""
    if not (text[0].isdigit() or INTRO.match(text) or _ADDRESS.search(text) or WROTE.search(text)):
        return None
    if _ISO_GMT.match(text) or _DATED_SENDER.match(text):
        return Boundary(BoundaryKind.ATTRIBUTION, at, _end_of_dated(lines, at, text), text)
    joined = ""
    for number in range(at, min(at + 4, len(lines))):
        piece = unquoted(lines[number][:_LONGEST]).strip()
        if not piece or piece == MARK:
            break
        joined = f"{joined} {piece}".strip()
        if _is_whole(joined, _next_is_quoted(lines, number + 1)):
            return Boundary(BoundaryKind.ATTRIBUTION, at, number + 1, joined)
        if piece.endswith((".", "!", "?")) and not DATE.search(piece) and not WROTE.search(piece):
            break
    return None


def _is_whole(text: str, quote_follows: bool) -> bool:
    ended = text.rstrip(" *_>\u00a0")
    if not ended.endswith((":", "：", "----", "wrote", "schrieb")):
        return False
    dated = bool(DATE.search(text))
    named = bool(_ADDRESS.search(text)) or "<" in text
    if WROTE.search(text):
        return dated or named or (quote_follows and len(text) <= 80)
    return (
        dated
        and named
        and len(text) <= 250
        and bool(ended.endswith((">:", "):", "]:", ">")) or quote_follows)
    )


def _end_of_dated(lines: list[str], at: int, text: str) -> int:
    """A dated line without a verb may go on for two more lines, to its colon."""
    if text.endswith(":"):
        return at + 1
    for number in range(at + 1, min(at + 3, len(lines))):
        piece = unquoted(lines[number][:_LONGEST]).strip()
        if not piece:
            break
        if piece.endswith(":") and ("@" in piece or ">" in piece):
            return number + 1
    return at + 1


def _next_is_quoted(lines: list[str], at: int) -> bool:
    for number in range(at, min(at + 3, len(lines))):
        if lines[number].strip():
            return is_quoted(lines[number], initials=True)
    return False
