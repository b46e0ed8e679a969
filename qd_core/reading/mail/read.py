"""A raw e-mail read: who asks, what for, with which files, and what the mail says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from qd_core.errors import RejectedError
from qd_core.model.message import Attachment, MailSignals
from qd_core.model.rfq import Buyer
from qd_core.reading.mail.content import Content, RawFile, read_content
from qd_core.reading.mail.files import attachments, pictures_of
from qd_core.reading.mail.form_mail import buyer_in_form
from qd_core.reading.mail.headers import Address, Headers, parse_addresses, parse_date
from qd_core.reading.mail.mime import Part, parse_message
from qd_core.reading.mail.own_words import Envelope, OwnWords, own_words
from qd_core.reading.mail.sender import buyer_of, sender_of
from qd_core.reading.mail.signals import is_forward_subject, is_no_reply, is_reply_subject, read_signals

__all__ = ["LARGEST_MAIL", "ReadMail", "read_mail"]

LARGEST_MAIL = 40 * 1024 * 1024
_MOST_NESTED = 4
_LONGEST_SUBJECT = 1000
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_MOST_REFERENCES = 50


@dataclass(frozen=True, slots=True)
class ReadMail:
    """An e-mail as an RFQ needs it. ``date`` is the Date field in UTC, None where it is missing or absurd;
    message ids keep their angle brackets."""

    buyer: Buyer
    subject: str
    text: str
    removed: str
    attachments: tuple[Attachment, ...]
    date: datetime | None
    signals: MailSignals
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    forwarded_by: str = ""
    notes: tuple[str, ...] = ()


def read_mail(content: bytes) -> ReadMail:
    """Raises RejectedError where the mail as a whole cannot be read: too large, or nothing in it."""
    if len(content) > LARGEST_MAIL:
        raise RejectedError(
            f"The mail is {len(content) / 1024 / 1024:.0f} MB; at most {LARGEST_MAIL // 1024 // 1024} MB are read. "
            "Ask the sender to send the files in smaller mails."
        )
    if not content.strip():
        raise RejectedError("The mail is empty.")
    message = parse_message(content)
    headers = message.headers
    sender, of_program = sender_of(headers)
    found = _read(message, sender, 0)
    notes = list(dict.fromkeys([*of_program, *found.notes]))
    return ReadMail(
        buyer=found.buyer,
        subject=headers.get("subject")[:_LONGEST_SUBJECT],
        text=found.words.text,
        removed=found.words.removed,
        attachments=attachments(
            found.files,
            pictures_of(found.words.text, holds_lines=found.words.holds_lines, shown=found.content.cids),
        ),
        date=parse_date(headers.raw("date")),
        signals=read_signals(message),
        message_id=_ids(headers, "message-id")[:1][0] if _ids(headers, "message-id") else "",
        in_reply_to=_ids(headers, "in-reply-to")[0] if _ids(headers, "in-reply-to") else "",
        references=_ids(headers, "references"),
        forwarded_by=sender.email or sender.name if found.is_forwarded else "",
        notes=tuple(notes),
    )


@dataclass(slots=True)
class _Found:
    """What one message came to, the messages inside it included."""

    buyer: Buyer
    words: OwnWords
    files: list[RawFile]
    content: Content
    notes: list[str]
    is_forwarded: bool = False


def _read(message: Part, sender: Address, depth: int) -> _Found:
    content = read_content(message)
    words = own_words(content.text, _envelope(message.headers, sender))
    buyer = buyer_of(sender, message.headers.get("organization"))
    found = _Found(buyer, words, list(content.files), content, list(content.notes))
    if words.forwarded is not None:
        written = words.forwarded.sender
        if not _is_same(written, sender):
            found.is_forwarded = True
            found.buyer = buyer_of(written)
            found.notes.append(_forward_note(sender, found.buyer))
    if is_no_reply(sender.email) or is_no_reply(_written_by(message)):
        found.buyer = buyer_in_form(words.text, found.buyer)
    if content.messages:
        _add_messages(found, content.messages, sender, depth)
    return found


def _written_by(message: Part) -> str:
    return next((one.email for one in parse_addresses(message.headers.raw("from"))), "")


def _is_same(written: Address, sender: Address) -> bool:
    """Whether somebody sent a mail of their own again; where no address is quoted the name must do."""
    if written.email:
        return written.email.casefold() == sender.email.casefold()
    return bool(written.name) and written.name.casefold() == sender.name.casefold()


def _envelope(headers: Headers, sender: Address) -> Envelope:
    recipients = [
        one for name in ("to", "cc") for field in headers.all(name)[:5] for one in parse_addresses(field)
    ]
    subject = headers.get("subject")
    is_forward = is_forward_subject(subject)
    return Envelope(
        sender,
        frozenset(one.email.casefold() for one in recipients if one.email),
        is_reply=is_reply_subject(subject) or (bool(headers.raw("in-reply-to")) and not is_forward),
        is_forward=is_forward,
    )


def _add_messages(found: _Found, messages: list[Part], sender: Address, depth: int) -> None:
    """Mails that came as attachments. The first is the request where the covering mail names no line and brings no
    file of its own; the others are kept as files, and said to be there."""
    covering_asks = found.words.holds_lines or any(not _may_be_decoration(file) for file in found.files)
    for number, nested in enumerate(messages):
        if number == 0 and not covering_asks and not found.is_forwarded and depth < _MOST_NESTED:
            inner_sender = sender_of(nested.headers)[0]
            inner = _read(nested, inner_sender, depth + 1)
            if inner.words.text.strip() or inner.files:
                _take_over(found, inner, sender)
                continue
        found.files.append(_as_file(nested))


def _may_be_decoration(file: RawFile) -> bool:
    return file.declared.startswith("image/") or file.unread is not None


def _take_over(found: _Found, inner: _Found, sender: Address) -> None:
    covering = "\n".join(text for text in (found.words.text, found.words.removed) if text)
    removed = "\n\n".join(text for text in (covering, inner.words.removed) if text)
    found.words = OwnWords(inner.words.text, removed, inner.words.forwarded, inner.words.holds_lines)
    found.files = found.files + inner.files
    found.content.cids |= inner.content.cids
    found.notes += [*inner.notes, _forward_note(sender, inner.buyer)]
    found.buyer, found.is_forwarded = inner.buyer, True


def _as_file(nested: Part) -> RawFile:
    subject = nested.headers.get("subject")[:80] or "message"
    text = own_words(read_content(nested).text, Envelope()).text[:20_000]
    file = RawFile(f"{subject}.eml", "message/rfc822", text.encode(), aside=True)
    file.notes = ("a mail that came as an attachment: it was not read as part of the request",)
    return file


def _forward_note(sender: Address, buyer: Buyer) -> str:
    who = sender.email or sender.name or "somebody"
    note = f"forwarded by {who}: the request is the forwarded message"
    return note if buyer.email else f"{note}, which names no mail address of its sender"


def _ids(headers: Headers, name: str) -> tuple[str, ...]:
    return tuple(_MESSAGE_ID.findall(headers.raw(name)))[-_MOST_REFERENCES:]
