"""Plain text, and HTML as the text and tables that it shows."""

from __future__ import annotations

import re

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.decode import decode_text
from qd_core.reading.files.kinds import FileKind, kind_of
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.mail.markup.rendering import render
from qd_core.reading.mail.thread import MARK

__all__ = ["read_plain"]

_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)


def read_plain(document: Document) -> ExtractedText:
    """The text of a plain file or an HTML page. Raises UnreadableError for an empty one."""
    if kind_of(document) is FileKind.HTML:
        return _read_html(document)
    text = decode_text(document.content, _declared(document.media_type))
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        raise UnreadableError("the file is empty")
    return ExtractedText(text=text)


def _declared(media_type: str) -> str | None:
    _, found, charset = media_type.partition("charset=")
    return charset.partition(";")[0].strip(" \"'") if found else None


def _read_html(document: Document) -> ExtractedText:
    """The page as a person sees it; rows of its tables are lines with their cells joined by TAB."""
    found = _CHARSET.search(document.content[:4096])
    html = decode_text(
        document.content, found.group(1).decode("ascii") if found else _declared(document.media_type)
    )
    rendered = render(html)
    if rendered.problem:
        raise UnreadableError(rendered.problem)
    text = "\n".join(line for line in rendered.text.split("\n") if line != MARK).strip("\n")
    if not text.strip():
        raise UnreadableError("the page shows no text")
    return ExtractedText(text=text, notes=rendered.notes)
