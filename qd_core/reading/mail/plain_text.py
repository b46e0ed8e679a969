"""Plain text parts: flowed lines joined, invisible characters gone, signed text without its armour."""

from __future__ import annotations

import re

from qd_core.reading.mail.thread import MARK
from qd_core.reading.mail.unseen import as_shown

__all__ = ["clean_text", "is_encrypted", "unflowed"]

_LOOSE_NBSP = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\d)")
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"


def clean_text(text: str) -> str:
    """The text as it is seen: without the characters that nobody sees, and what a right-to-left override turns round
    turned round; a no-break space stays only inside a number."""
    text = (
        text.replace(MARK, "")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    return _without_armour(_LOOSE_NBSP.sub(" ", as_shown(text)))


def unflowed(text: str, *, delete_space: bool) -> str:
    """RFC 3676: a line that ends in a space goes on in the next one of the same quote depth."""
    out: list[str] = []
    pieces: list[str] = []
    depth = -1
    for line in text.split("\n"):
        own = len(line) - len(line.lstrip(">"))
        body = line[own:].removeprefix(" ")
        if pieces and own != depth:
            _end(out, pieces, depth)
        depth = own
        soft = body.endswith(" ") and body != "-- "
        pieces.append(body[:-1] if soft and delete_space else body)
        if not soft:
            _end(out, pieces, depth)
    if pieces:
        _end(out, pieces, depth)
    return "\n".join(out)


def _end(out: list[str], pieces: list[str], depth: int) -> None:
    out.append(">" * depth + (" " if depth else "") + "".join(pieces))
    pieces.clear()


def is_encrypted(text: str) -> bool:
    """Whether the text is an OpenPGP message."""
    return text.lstrip().startswith("-----BEGIN PGP MESSAGE-----")


def _without_armour(text: str) -> str:
    """The signed text of an OpenPGP clear-signed message (RFC 9580, 7)."""
    begin = text.find(_SIGNED)
    if begin < 0:
        return text
    body = text.find("\n\n", begin)
    end = text.find(_SIGNATURE, begin)
    if body < 0:
        return text
    signed = text[body + 2 : end if end >= 0 else len(text)]
    signed = "\n".join(line.removeprefix("- ") for line in signed.split("\n"))
    return text[:begin] + signed
