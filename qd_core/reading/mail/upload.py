"""An uploaded file: a text is read as one, every other file is left to the text extractors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qd_core.errors import RejectedError
from qd_core.model.message import Attachment, InboundMessage
from qd_core.model.rfq import Buyer
from qd_core.reading.decode import decode_text
from qd_core.reading.mail.bundle import BUNDLE, unpack
from qd_core.reading.mail.content import RawFile
from qd_core.reading.mail.files import LARGEST_FILE, attachments
from qd_core.reading.mail.headers import Address, parse_addresses, parse_date
from qd_core.reading.mail.media import media_type
from qd_core.reading.mail.own_words import Envelope, own_words
from qd_core.reading.mail.phrases import field_kind
from qd_core.reading.mail.plain_text import clean_text
from qd_core.reading.mail.sender import buyer_of

__all__ = ["ReadUpload", "read_typed", "read_upload"]

_LONGEST_TEXT = 500_000
_TEXT_ENDINGS = ("txt", "text", "md", "")
_MOST_HEADER_LINES = 12


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """An upload as an RFQ needs it. ``date`` is that of a header on top of a text file."""

    buyer: Buyer
    text: str = ""
    subject: str = ""
    date: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    removed: str = ""
    notes: tuple[str, ...] = ()


def read_upload(message: InboundMessage) -> ReadUpload:
    """Raises RejectedError when there is nothing in the file, or too much."""
    name = message.name or "upload"
    if not message.content.strip(b"\0 \t\r\n"):
        raise RejectedError(f"{name} is empty.")
    if message.media_type == BUNDLE:
        return _bundle(message.content, _known(message))
    if len(message.content) > LARGEST_FILE:
        size = len(message.content) / 1024 / 1024
        raise RejectedError(f"{name} is {size:.0f} MB; at most {LARGEST_FILE // 1024 // 1024} MB are read.")
    known = _known(message)
    kind = media_type(name, message.media_type, message.content)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if kind in ("text/plain", "text/markdown") and ending in _TEXT_ENDINGS:
        return _text(message.content, known)
    file = RawFile(name, message.media_type or kind, message.content)
    return ReadUpload(known, attachments=attachments([file]))


def _bundle(content: bytes, known: Buyer) -> ReadUpload:
    bundle = unpack(content)
    accepted = bundle.terms_accepted_at
    return ReadUpload(
        known,
        text=clean_text(bundle.note)[:_LONGEST_TEXT],
        attachments=attachments(list(bundle.files)),
        notes=(f"terms of upload accepted {accepted}",) if accepted else (),
    )


def read_typed(message: InboundMessage) -> ReadUpload:
    """What a rep wrote down: every line of it is meant. ``name`` is its subject. Raises RejectedError
    when there is nothing."""
    text = clean_text(decode_text(message.content))[:_LONGEST_TEXT].strip()
    if not text:
        raise RejectedError("nothing was written down.")
    return ReadUpload(_known(message), text=text, subject=message.name.strip()[:1000])


def _known(message: InboundMessage) -> Buyer:
    email = message.email.strip().lower()
    domain = email.rpartition("@")[2] if "@" in email else ""
    return Buyer(email=email, name=message.sender_name, company=message.company, domain=domain)


def _text(content: bytes, known: Buyer) -> ReadUpload:
    text = clean_text(decode_text(content))
    rest: list[RawFile] = []
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT]
        rest = [
            RawFile(
                "rest of the text", "text/plain", b"", unread=f"only {_LONGEST_TEXT:,} characters were read"
            )
        ]
    fields, body = _header(text)
    senders = parse_addresses(fields.get("from", ""))
    buyer = known
    if senders and not known.email:
        written = buyer_of(senders[0])
        buyer = written.model_copy(update={"company": known.company, "name": known.name or written.name})
    words = own_words(body, Envelope(Address(buyer.name, buyer.email)))
    if words.forwarded is not None and not known.email and not senders:
        buyer = buyer_of(words.forwarded.sender)
    return ReadUpload(
        buyer,
        text=words.text,
        subject=fields.get("subject", "")[:1000],
        date=parse_date(fields["date"]) if "date" in fields else None,
        attachments=attachments(rest),
        removed=words.removed,
    )


def _header(text: str) -> tuple[dict[str, str], str]:
    """Fields on top (``From:``, ``Subject:``, ``Date:`` … up to a blank line), and the text below them.

    Two different ones are needed: a first line ``To: Leeds`` alone is the request's.
    """
    fields: dict[str, str] = {}
    lines = text.lstrip("\n").split("\n")
    for number, line in enumerate(lines[:_MOST_HEADER_LINES]):
        if not line.strip():
            if len(fields) >= 2 or "from" in fields:
                return fields, "\n".join(lines[number + 1 :])
            break
        found = field_kind(line)
        if found is None:
            break
        fields.setdefault(found[0], found[1])
    return {}, text
