"""From a message's text to the request in it: the latest reply, or what was forwarded, without signature."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.reading.mail.forward import Forwarded, read_forwarded
from qd_core.reading.mail.headers import Address
from qd_core.reading.mail.reply import Split, split_thread
from qd_core.reading.mail.request_lines import holds_request_lines
from qd_core.reading.mail.signature import cut_banner, cut_signature
from qd_core.reading.mail.thread import BoundaryKind

__all__ = ["Envelope", "OwnWords", "own_words"]

_MOST_FORWARDS = 5
_LONGEST_REMOVED = 200_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers say that the text needs: who wrote, to whom, and whether it answers or forwards."""

    sender: Address = Address()
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
    if words.holds_lines or not _forwards(split, envelope):
        return words
    found = _first_request(split)
    return found or words


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

    Outlook puts the same header block above both. It is a forward where the subject says so; without a word of the
    subject, where the message below came neither from the mail's sender nor from anybody it is addressed to.
    """
    boundary = split.boundary
    if boundary is None or boundary.kind is BoundaryKind.ATTRIBUTION:
        return boundary is not None and envelope.is_forward and not "".join(split.own).strip()
    if boundary.kind is BoundaryKind.FORWARDED or envelope.is_forward:
        return True
    if envelope.is_reply:
        return False
    found = read_forwarded(split.thread)
    quoted = found.sender.email.casefold() if found else ""
    return bool(quoted) and quoted != envelope.sender.email.casefold() and quoted not in envelope.recipients


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
        covering = "\n".join([covering, words.text, signature]).strip("\n")
    return first
