"""The sender's own words: the text without the quoted thread below, above or between them."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.reading.mail.phrases import DEVICE
from qd_core.reading.mail.second_opinion import thread_begins
from qd_core.reading.mail.thread import (
    MARK,
    Boundary,
    BoundaryKind,
    boundary_at,
    is_blank,
    is_quoted,
    unquoted,
)

__all__ = ["Split", "split_thread"]

_MOST_LINES = 5_000
"""Lines that are examined; what lies behind them is kept as it is."""
_DEVICE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Split:
    """``own`` are the sender's lines, ``thread`` the rest in order, and ``boundary`` what introduced it first.

    ``boundary.start`` counts in ``thread`` (it is 0): the lines of ``thread`` begin with the boundary.
    """

    own: list[str]
    thread: list[str]
    boundary: Boundary | None = None


def split_thread(text: str, *, is_reply: bool = False) -> Split:
    """Parts the sender's own lines from the thread.

    Answers written below or between quoted lines are the sender's own; the quoted lines are not. ``is_reply`` says
    that the mail's headers make it a reply: then ``>`` is a quote mark even where no attribution line stands above.
    """
    lines = text.split("\n")
    quoting = is_reply or _quotes_a_message(lines)
    own: list[str] = []
    thread: list[str] = []
    first: Boundary | None = None
    at = 0
    while at < len(lines):
        boundary = _boundary(lines, at) if at < _MOST_LINES else None
        if boundary is None:
            if is_quoted(lines[at], initials=first is not None) and (quoting or first is not None):
                thread.append(lines[at])
            else:
                own.append(lines[at])
            at += 1
            continue
        first = first or Boundary(boundary.kind, 0, boundary.end - boundary.start, boundary.text)
        if boundary.kind is BoundaryKind.ATTRIBUTION and _is_marked_quote(lines, boundary):
            thread.extend(lines[at : boundary.end])
            at = boundary.end
            continue
        thread.extend(lines[at:])
        break
    if first is None and not thread:
        own, thread = _by_second_opinion(own, is_reply)
    return Split(_without_device_lines(own), [line for line in thread if line != MARK], first)


def _boundary(lines: list[str], at: int) -> Boundary | None:
    """A boundary counts where it is not itself quoted; the mark of a forward does in any case."""
    if is_blank(lines[at]):
        return None
    found = boundary_at(lines, at)
    if found is None or found.kind is BoundaryKind.FORWARDED:
        return found
    if found.kind is BoundaryKind.MARK:
        return _below_mark(lines, found)
    return None if is_quoted(lines[at]) else found


def _below_mark(lines: list[str], mark: Boundary) -> Boundary:
    """What the HTML's mark stands above: the words of the mail program say more than the mark."""
    below = [
        n
        for n in range(mark.end, min(mark.end + 12, len(lines)))
        if not is_blank(lines[n]) and lines[n] != MARK
    ]
    for number in below[:1]:
        found = boundary_at(lines, number)
        if found is not None:
            return Boundary(found.kind, mark.start, found.end, found.text)
    for number in below[:5]:
        if is_quoted(lines[number]):
            return Boundary(BoundaryKind.ATTRIBUTION, mark.start, number)
    return mark


def _quotes_a_message(lines: list[str]) -> bool:
    """Whether lines with ``>`` quote a message: an attribution or header block among them, or quotes in quotes.

    Without such a sign the arrows may be the sender's bullets, and lines of the request.
    """
    for at, line in enumerate(lines[:_MOST_LINES]):
        if (
            is_quoted(line)
            and not is_blank(line)
            and (line.lstrip().startswith((">>", "> >")) or boundary_at(lines, at))
        ):
            return True
    return False


def _is_marked_quote(lines: list[str], boundary: Boundary) -> bool:
    """Whether the text behind an attribution line carries quote marks: then what does not is the sender's own."""
    for line in lines[boundary.end : boundary.end + 4]:
        if line.strip() and line != MARK:
            return is_quoted(line, initials=True)
    return False


def _by_second_opinion(own: list[str], is_reply: bool) -> tuple[list[str], list[str]]:
    at = thread_begins(own, is_reply=is_reply)
    return (own, []) if at is None else (own[:at], own[at:])


def _without_device_lines(lines: list[str]) -> list[str]:
    return [
        line
        for line in lines
        if not (len(line) <= _DEVICE_LENGTH and DEVICE.fullmatch(unquoted(line).strip()))
    ]
