"""What arrives: raw messages, their attachments, and what text extraction finds in them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from qd_core.model.strict import Frozen, record

__all__ = [
    "Attachment",
    "Box",
    "Document",
    "ExtractedText",
    "InboundMessage",
    "Lane",
    "MailSignals",
    "Pending",
    "Source",
    "Table",
    "TableRow",
]


class Lane(StrEnum):
    """How an RFQ reached the company."""

    EMAIL = "email"
    FORM = "form"
    UPLOAD = "upload"
    PHONE = "phone"


@record
class Box:
    """A rectangle on a page, in points, origin top left; ``page`` counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class TableRow(Frozen):
    """One row as a person sees it; ``number`` is the sheet's or document's own row number (1-based)."""

    number: int
    cells: tuple[str, ...]
    boxes: tuple[Box | None, ...] = ()


class Table(Frozen):
    """A table found in an attachment, a form or a mail; ``label`` says where ("Sheet1", "page 2")."""

    label: str = ""
    rows: tuple[TableRow, ...] = ()


class Source(Frozen):
    """The exact place a value was read from.

    ``part`` is ``text``, ``subject``, ``form`` or an attachment's name. Prose carries ``start`` and ``end``,
    character offsets in that part's text; a table cell carries ``table`` (index), ``row`` (its own number)
    and ``column`` (index). ``quote`` is what stands there, verbatim.
    """

    part: str
    quote: str
    start: int | None = None
    end: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Document(Frozen):
    """A file given to text extractors."""

    name: str
    media_type: str
    content: bytes = Field(repr=False)
    object_key: str = ""


class ExtractedText(Frozen):
    """What a file says. ``text`` holds everything outside ``tables``; nothing stands in both.

    ``notes`` are facts for the rep ("sheet 'Archive' is hidden and was not read"). ``unread`` is the reason
    why the file, or a part that may hold line items, could not be read.
    """

    text: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    unread: str | None = None


class Pending(Frozen):
    """Extraction goes on elsewhere; ``job`` identifies the message that will resume it."""

    job: str


class Attachment(Frozen):
    """One file of an RFQ. ``content`` is held in memory only until it is stored under ``object_key``."""

    name: str
    media_type: str
    size: int
    digest: str
    object_key: str = ""
    content: bytes | None = Field(default=None, exclude=True, repr=False)
    extractor: str | None = None
    text: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    unread: str | None = None
    inline: bool = False


class MailSignals(Frozen):
    """What the mail's headers say of itself; verdicts are ``PASS``, ``FAIL``, ``GRAY`` … or empty."""

    spam_verdict: str = ""
    virus_verdict: str = ""
    dmarc_verdict: str = ""
    auto_reply: str = ""
    """Why the mail counts as an automatic answer or a bounce (RFC 3834), else empty."""


class InboundMessage(Frozen):
    """Raw bytes as they arrived, stored under ``raw_key`` before anything parses them."""

    lane: Lane
    content: bytes = Field(repr=False)
    name: str = ""
    media_type: str = ""
    received_at: datetime | None = None
    raw_key: str = ""
    email: str = ""
    """The sender, where the lane knows one (an upload session, a phone note)."""
    sender_name: str = ""
    company: str = ""
    also_kept: tuple[str, ...] = ()
    """Keys of what the lane itself has stored of it besides: erased with it."""
