"""Who a mail is from, for the purpose of an answer."""

from __future__ import annotations

import re

from qd_core.model.folding import strip_accents
from qd_core.model.rfq import Buyer
from qd_core.reading.mail.headers import Address, Headers, parse_addresses
from qd_core.reading.mail.signals import is_no_reply

__all__ = ["buyer_of", "sender_of"]

_VIA = re.compile(r"\s+(?:via|über|par)\s+.{1,80}$", re.IGNORECASE)
_LONGEST_NAME = 120
_COMPANY_WORD = re.compile(
    r"\b(?:inc|llc|ltd|gmbh|co|corp|ag|kg|sa|srl|bv|plc|sarl|sas|limited|company|group)\b\.?", re.IGNORECASE
)


def sender_of(headers: Headers) -> tuple[Address, tuple[str, ...]]:
    """The person who asks, and a note where that is not the From field.

    Reply-To counts where From is a program's address (no-reply, a web form's mailer) or a mailing list's stand-in
    ("Ann via Sales <sales@…>"); otherwise From, as the one that DMARC vouches for.
    """
    from_ = _first(headers, "from") or _first(headers, "sender") or Address()
    reply_to = _first(headers, "reply-to")
    if reply_to is None or not reply_to.email or reply_to.email.casefold() == from_.email.casefold():
        return from_, ()
    stands_in = _VIA.search(from_.name) is not None
    if not from_.email or is_no_reply(from_.email) or stands_in:
        name = reply_to.name or (_VIA.sub("", from_.name) if stands_in else "")
        return Address(name, reply_to.email), (
            f"sent by {from_.email or 'nobody'}: answers go to {reply_to.email} (Reply-To)",
        )
    return from_, ()


def _first(headers: Headers, name: str) -> Address | None:
    for value in headers.all(name)[:5]:
        for address in parse_addresses(value):
            if address.email or address.name:
                return address
    return None


def buyer_of(address: Address, company: str = "") -> Buyer:
    """A mailbox as a buyer, its address in lower case (one buyer, however written); a name written
    ``Okello, Grace`` is turned round where the address bears it out."""
    email = address.email.strip().lower() if "@" in address.email else ""
    name = _VIA.sub("", address.name).strip()[:_LONGEST_NAME]
    if "@" in name and name.casefold() == email.casefold():
        name = ""
    company = company[:_LONGEST_NAME]
    return Buyer(
        email=email, name=_turned(name, email), company=company, domain=email.rpartition("@")[2].rstrip(".")
    )


def _turned(name: str, email: str) -> str:
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma or not last or not first or "," in first or _COMPANY_WORD.search(first):
        return name
    local = strip_accents(email.partition("@")[0].casefold())
    return f"{first} {last}" if strip_accents(last.split()[0].casefold()) in local else name
