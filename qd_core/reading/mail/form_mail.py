"""Mails that a web form sends in somebody's name: who it is stands in labelled lines of the text."""

from __future__ import annotations

import re

from qd_core.model.rfq import Buyer
from qd_core.reading.mail.headers import parse_addresses
from qd_core.reading.mail.sender import buyer_of
from qd_core.reading.mail.signals import is_no_reply

__all__ = ["buyer_in_form"]

_MOST_LINES = 60
_LONGEST = 120
_LINE = re.compile(r"[\s*_>|-]{0,6}([^\W\d_][\w /-]{0,24}?)[*_ ]{0,3}(?::|\t)[*_\s]{0,4}(\S.{0,200})")
_LABELS = {
    "email": """email e-mail mail emailaddress e-mailaddress e-mail-adresse emailadresse e-mailadresse youremail
    courriel correo""",
    "name": """name yourname fullname contact contactname contactperson ansprechpartner nom nombre naam nome
    vollständigername""",
    "company": """company companyname firma unternehmen firmenname organisation organization société entreprise
    empresa bedrijf bedrijfsnaam azienda""",
    "phone": """phone phonenumber telephone tel telefon telefonnummer téléphone teléfono telefoon telefoonnummer
    telefono mobile""",
}
_WORDS = {word: key for key, words in _LABELS.items() for word in words.split()}


def buyer_in_form(text: str, known: Buyer) -> Buyer:
    """``known`` with what the form's lines say; an address that a person reads, and the name that goes with it,
    stay as they are."""
    found: dict[str, str] = {}
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        match = _LINE.match(line)
        key = _WORDS.get("".join(match[1].casefold().split())) if match else None
        if match is not None and key is not None:
            found.setdefault(key, match[2].strip()[:_LONGEST])
    written = parse_addresses(found.get("email", ""))
    if is_no_reply(known.email) and written and "@" in written[0].email:
        known = buyer_of(written[0])
    return Buyer(
        email=known.email,
        domain=known.domain,
        name=known.name or found.get("name", ""),
        company=known.company or found.get("company", ""),
        phone=known.phone or found.get("phone", ""),
    )
