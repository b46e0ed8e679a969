"""From a message's text to the request in it: the latest reply, or what was forwarded, without signature."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qd_core.reading.mail.banner import cut_banner
from qd_core.reading.mail.forward import Forwarded, read_forwarded
from qd_core.reading.mail.headers import NOBODY, Address
from qd_core.reading.mail.reply import Split, split_thread
from qd_core.reading.mail.request_lines import holds_request_lines
from qd_core.reading.mail.signature import cut_signature
from qd_core.reading.mail.thread import BoundaryKind

__all__ = ["Envelope", "OwnWords", "own_words"]

_MOST_FORWARDS = 5
_LONGEST_REMOVED = 200_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers say that the text needs: who wrote, to whom, and whether it answers or forwards."""

    sender: Address = NOBODY
    recipients: frozenset[str] = frozenset()
    is_reply: bool = False
    is_forward: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """``text`` is the request, ``removed`` all the rest. ``forwarded`` is the message the request was found in,
    where that is not the mail itself; ``holds_lines`` whether quantities are named in ``text``."""

    text: str
    removed: str = ""
    forwarded: Forwarded | None = None
    holds_lines: bool = False


def own_words(text: str, envelope: Envelope) -> OwnWords:
    """The sender's latest words; where they name no line and forward a message, that message's latest words.

    Of messages forwarded in a chain the first one counts that names lines, else the first.
    """
    split = split_thread(text, is_reply=envelope.is_reply and not envelope.is_forward)
    body, signature = _body(split, envelope.sender)
    words = _words(body, [signature, *split.thread])
    if words.holds_lines:
        return words
    memo = _memo(split, envelope)
    if memo is not None:
        found = own_words(memo.text, envelope)
        head = "\n".join(split.thread).partition(memo.text)[0].strip("\n")
        return replace(found, removed=f"{head}\n{found.removed}".strip("\n"))
    if not _forwards(split, envelope):
        return words
    return _first_request(split) or words


def _memo(split: Split, envelope: Envelope) -> Forwarded | None:
    """A message that begins with From, To, Date and Subject like a fax: the writer's own, under no mail address."""
    if split.boundary is None or split.boundary.kind is not BoundaryKind.HEADERS or envelope.is_forward:
        return None
    if envelope.is_reply or any(map(str.strip, split.own)):
        return None
    found = read_forwarded(split.thread)
    return found if found is not None and not found.sender.email and found.text.strip() else None


def _body(split: Split, sender: Address) -> tuple[list[str], str]:
    banner, own = cut_banner(split.own)
    own, signature = cut_signature(own, sender)
    return own, "\n".join([*banner, *signature]).strip("\n")


def _words(body: list[str], removed: list[str], forwarded: Forwarded | None = None) -> OwnWords:
    while body and not body[-1].strip():
        body = body[:-1]
    first = next((number for number, line in enumerate(body) if line.strip()), 0)
    text = "\n".join(line.rstrip(" ") for line in body[first:])
    rest = "\n".join(removed).strip("\n")[:_LONGEST_REMOVED]
    return OwnWords(text, rest, forwarded, holds_request_lines(text))


def _forwards(split: Split, envelope: Envelope) -> bool:
    """Whether the thread is a forwarded message, not one that is answered.

    Outlook puts the same header block above both. It is a forward where the subject says so, or nothing stands
    above it in a mail that answers none. Without a word of the subject it is one only where the message below was
    sent to the mail's sender by somebody who is not of the house the mail goes to: taking an old quote for a new
    request is the costlier mistake.
    """
    boundary = split.boundary
    if boundary is None or boundary.kind is BoundaryKind.ATTRIBUTION:
        return boundary is not None and envelope.is_forward and not "".join(split.own).strip()
    if boundary.kind is BoundaryKind.FORWARDED or envelope.is_forward:
        return True
    if envelope.is_reply:
        return False
    if not any(map(str.strip, split.own)):
        return True
    found = read_forwarded(split.thread)
    return found is not None and _was_sent_to(envelope, found)


def _was_sent_to(envelope: Envelope, found: Forwarded) -> bool:
    author, sender = found.sender.email.casefold(), envelope.sender
    if "@" not in author or author == sender.email.casefold():
        return False
    houses = {address.rpartition("@")[2] for address in envelope.recipients}
    to = found.recipients.casefold()
    named = [word.casefold() for word in (sender.email, sender.name) if len(word) > 3]
    return author.rpartition("@")[2] not in houses and any(word in to for word in named)


def _first_request(split: Split) -> OwnWords | None:
    covering = "\n".join(split.own).strip("\n")
    first: OwnWords | None = None
    for _ in range(_MOST_FORWARDS):
        found = read_forwarded(split.thread)
        if found is None:
            break
        split = split_thread(found.text)
        body, signature = _body(split, found.sender)
        words = _words(body, [covering, signature, *split.thread], found)
        first = first or words
        if words.holds_lines:
            return words
        if split.boundary is None or split.boundary.kind is not BoundaryKind.FORWARDED:
            break
        covering = f"{covering}\n{words.text}\n{signature}".strip("\n")
    return first
