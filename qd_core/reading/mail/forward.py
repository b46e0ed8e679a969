"""A forwarded message inside a text: who wrote it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.reading.mail.headers import Address, parse_addresses
from qd_core.reading.mail.phrases import field_kind
from qd_core.reading.mail.thread import MARK, BoundaryKind, boundary_at, is_blank, is_quoted, unquoted

__all__ = ["Forwarded", "read_forwarded"]

_MOST_FIELD_LINES = 24


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The message that was forwarded. Its ``text`` may itself hold a thread, a signature, another forward;
    ``recipients`` is its To field as quoted."""

    sender: Address
    subject: str
    text: str
    recipients: str = ""


def read_forwarded(thread: list[str]) -> Forwarded | None:
    """The message that ``thread`` (from its boundary on) forwards, or None where no sender is named there."""
    lines = [unquoted(line) for line in thread] if _all_quoted(thread) else thread
    at = 0
    while at < len(lines) and at < 6 and (is_blank(lines[at]) or lines[at] == MARK or _is_marker(lines, at)):
        at += 1
    fields, body = _fields(lines, at)
    if "from" not in fields:
        return None
    senders = parse_addresses(_with_brackets(fields["from"]))
    sender = senders[0] if senders else Address(fields["from"][:200])
    return Forwarded(
        sender, fields.get("subject", ""), "\n".join(lines[body:]).strip("\n"), fields.get("to", "")
    )


def _all_quoted(lines: list[str]) -> bool:
    """Apple Mail quotes what it forwards."""
    return all(is_quoted(line) for line in lines if line.strip() and line != MARK)


def _is_marker(lines: list[str], at: int) -> bool:
    found = boundary_at(lines, at)
    if found is not None and found.kind in (BoundaryKind.FORWARDED, BoundaryKind.ORIGINAL):
        return True
    return not lines[at].strip(" \t-_=*–—>")


def _fields(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    """The header fields from line ``at`` on, and the line at which the body begins. A field may go on below."""
    fields: dict[str, str] = {}
    kind, body = "", at
    for number in range(at, min(at + _MOST_FIELD_LINES, len(lines))):
        line = lines[number]
        if is_blank(line):
            if len(fields) >= 2 and not _field_follows(lines, number + 1):
                break
            continue
        found = field_kind(line)
        if found is not None:
            kind = found[0]
            fields.setdefault(kind, found[1])
            body = number + 1
        elif kind and _field_follows(lines, number + 1):
            fields[kind] = f"{fields[kind]} {line.strip()}".strip()
        elif fields:
            break
        else:
            return {}, at
    return fields, body


def _field_follows(lines: list[str], at: int) -> bool:
    return any(field_kind(line) is not None for line in lines[at : at + 2] if not is_blank(line))


def _with_brackets(value: str) -> str:
    """``Ann [mailto:a@b.example]`` and ``Ann (a@b.example)`` in the form of a header."""
    value = value.replace("[mailto:", "<").replace("<mailto:", "<").replace("&lt;", "<").replace("&gt;", ">")
    value = value.replace("]", ">") if "<" in value and ">" not in value else value
    return value.replace("[", "<").replace("]", ">") if "@" in value and "<" not in value else value
