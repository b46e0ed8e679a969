"""What a message's parts come to: one text, the files, the messages inside, and facts for the rep."""

from __future__ import annotations

from dataclasses import dataclass, field

from qd_core.reading.mail.alternatives import html_says_more, without_repeats
from qd_core.reading.mail.markup import Rendered, render
from qd_core.reading.mail.mime import Part, parse_message
from qd_core.reading.mail.plain_text import clean_text, is_encrypted, unflowed
from qd_core.reading.mail.smime import signed_content
from qd_core.reading.mail.tnef import read_tnef
from qd_core.reading.mail.uuencoded import split_uuencoded

__all__ = ["Content", "RawFile", "read_content"]

_LONGEST_TEXT = 500_000
_HTML_NAME = "message text (HTML)"
_MOST_BYTES = 5_000_000
"""Of one part: more than a text or an HTML page that is read can have, so that what is longer is noticed."""
_IGNORED = frozenset(
    """application/pkcs7-signature application/x-pkcs7-signature application/pgp-signature application/pgp-keys
    message/delivery-status message/disposition-notification message/feedback-report text/rfc822-headers
    message/global-delivery-status""".split()
)
_FIRST_ONLY = frozenset(("multipart/signed", "multipart/report"))
"""Of these the first part is for people; the others are a signature, or a machine's report."""
_BODY_TYPES = frozenset(
    "text/plain text/html text/enriched text/x-markdown text/markdown text/x-amp-html".split()
)
DIFFER_NOTE = (
    "the plain and the HTML version of the mail differ: the version that mail programs show was read"
)


@dataclass(slots=True)
class RawFile:
    """A file before it is judged: ``declared`` is the label, ``unread`` why it cannot be read; ``aside`` says that it
    is known to hold no line of the request."""

    name: str
    declared: str
    content: bytes
    content_id: str = ""
    inline: bool = False
    unread: str | None = None
    aside: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Content:
    """``messages`` are mails that came as attachments. ``cids`` are the images that the HTML shows."""

    pieces: list[str] = field(default_factory=list)
    files: list[RawFile] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cids: set[str] = field(default_factory=set)
    rendered: Rendered | None = None

    @property
    def text(self) -> str:
        """The pieces, one below the other."""
        return "\n\n".join(piece.strip("\n") for piece in self.pieces if piece.strip())

    def add(self, other: Content, *, pieces: bool = True) -> None:
        """Takes over what ``other`` holds; its text only where ``pieces`` is set."""
        self.files += other.files
        self.messages += other.messages
        self.cids |= other.cids
        if pieces:
            self.pieces += other.pieces
            self.notes += [note for note in other.notes if note not in self.notes]


def read_content(message: Part) -> Content:
    """Everything in the message. Never raises; what cannot be read is a file with its reason."""
    content = Content()
    _collect(message, content)
    content.pieces = without_repeats(content.pieces)
    text = content.text
    if len(text) > _LONGEST_TEXT:
        content.pieces = [text[:_LONGEST_TEXT]]
        content.files.append(
            _unread("message text", f"only the first {_LONGEST_TEXT:,} characters were read")
        )
    return content


def _unread(name: str, reason: str) -> RawFile:
    """Something that may hold lines and was not read must not go unnoticed: it is an unread file."""
    return RawFile(name, "text/plain", b"", unread=reason)


def _collect(part: Part, into: Content) -> None:
    if part.problem:
        into.files.append(_unread("message text", part.problem))
    if part.media_type == "multipart/alternative":
        _choose(part, into)
    elif part.media_type == "multipart/encrypted":
        into.files.append(RawFile("message", part.media_type, b"", unread="the mail is encrypted (OpenPGP)"))
    elif part.is_multipart:
        for child in part.children[:1] if part.media_type in _FIRST_ONLY else part.children:
            _collect(child, into)
    elif part.children:
        into.messages.append(part.children[0])
    elif part.media_type not in _IGNORED:
        _leaf(part, into)


def _choose(part: Part, into: Content) -> None:
    """One of the versions of a multipart/alternative: plain text, unless the HTML version holds the content."""
    versions = []
    for child in part.children:
        version = Content()
        _collect(child, version)
        versions.append(version)
    plain = next((one for one in versions if one.pieces and one.rendered is None), None)
    rich = next((one for one in versions if one.rendered is not None), None)
    chosen = plain or rich
    if plain is not None and rich is not None and rich.rendered is not None:
        more, differ = html_says_more(plain.text, rich.rendered)
        chosen = rich if more else plain
        if differ:
            chosen.notes.append(DIFFER_NOTE)
        if chosen is plain:  # HTML that was not read is not missed
            rich.files = [file for file in rich.files if file.name != _HTML_NAME]
    for version in versions:
        into.add(version, pieces=version is chosen)
        if version is chosen and version.rendered is not None:
            into.rendered = version.rendered


def _leaf(part: Part, into: Content) -> None:
    is_body = part.media_type in _BODY_TYPES and not part.name and part.disposition != "attachment"
    if is_body and part.media_type == "text/html":
        _html(part.text(_MOST_BYTES), into)
    elif is_body:
        _plain(part, into)
    elif part.media_type in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        _smime(part, into)
    elif part.name.lower().endswith(".eml") and part.content.strip():  # a mail, whatever its label says
        into.messages.append(parse_message(part.content))
    elif part.media_type == "application/ms-tnef" or part.name.lower() == "winmail.dat":
        _tnef(part, into)
    else:
        into.files.append(
            RawFile(part.name, part.media_type, part.content, part.content_id, part.disposition == "inline")
        )


def _html(html: str, into: Content) -> None:
    rendered = render(html)
    if rendered.problem:
        into.files.append(_unread(_HTML_NAME, rendered.problem))
    into.rendered = rendered if into.rendered is None else into.rendered.followed_by(rendered)
    into.cids |= rendered.cids
    into.notes += [note for note in rendered.notes if note not in into.notes]
    into.pieces.append(rendered.text)


def _plain(part: Part, into: Content) -> None:
    text = part.text(_MOST_BYTES)
    if text[:200].lstrip("\ufeff \n\t").lower().startswith(("<html", "<!doctype html")):
        _html(text, into)
        return
    if is_encrypted(text):
        into.files.append(
            RawFile("message", "application/pgp-encrypted", b"", unread="the mail is encrypted (OpenPGP)")
        )
        return
    if part.params.get("format", "").lower() == "flowed":
        text = unflowed(text, delete_space=part.params.get("delsp", "").lower() == "yes")
    text, files = split_uuencoded(text)
    into.files += [RawFile(name, "application/octet-stream", content) for name, content in files]
    into.pieces.append(clean_text(text))


def _smime(part: Part, into: Content) -> None:
    inner = signed_content(part.content)
    if inner is not None:
        _collect(parse_message(inner), into)
        return
    kind = part.params.get("smime-type", "").lower()
    reason = "the signed mail cannot be opened" if kind == "signed-data" else "the mail is encrypted (S/MIME)"
    into.files.append(RawFile(part.name or "smime.p7m", part.media_type, part.content, unread=reason))


def _tnef(part: Part, into: Content) -> None:
    found = read_tnef(part.content)
    if found is None:
        into.files.append(
            RawFile(part.name, part.media_type, part.content, unread="not a readable winmail.dat")
        )
        return
    text, files = found
    if text.strip() and not any(piece.strip() for piece in into.pieces):
        into.pieces.append(clean_text(text))
    into.files += [
        RawFile(file.name, file.media_type, file.content, notes=("was in winmail.dat",)) for file in files
    ]
