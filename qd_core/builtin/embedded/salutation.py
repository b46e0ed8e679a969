"""How a cover addresses the buyer: by first name where the company's voice is familiar, else by the whole name."""

from __future__ import annotations

import re

from qd_core.builtin.embedded.cover_wording import CoverWording
from qd_core.model.rfq import Buyer
from qd_core.model.rules import Voice

__all__ = ["greeting", "shown_name"]

_FAMILIAR = re.compile(
    r"\b(?:friendly|casual|informal|familiar|relaxed|chatty|first[ -]names?|first-name|locker|duzen|du-form|vornamen?|"
    r"herzlich|amical|chaleureux|prénom|cercano|nombre de pila|tuteo|amichevole|informale|cordiale|informeel|"
    r"vriendelijk|voornaam)\b",
    re.IGNORECASE,
)
_FAMILIAR_OPENING = re.compile(r"\s*(?:hi|hey|hello|hallo|salut|hola|ciao|hoi)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’\-]*(?:[ ,.'’\-]{1,2}[^\W\d_][^\W\d_]*\.?){0,5}")
_TITLE = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|miss|herr|frau|m|mme|sr|sra|ing|dipl)\b\.?\s*)+", re.IGNORECASE
)
_DESKS = frozenset(
    """purchasing procurement buying orders office sales info accounts admin team department dept stores dispatch
    maintenance warehouse reception workshop einkauf bestellung beschaffung verkauf büro bauleitung werkstatt lager
    buchhaltung achats service services comptabilité compras pedidos ventas inkoop acquisti mail noreply contact
    kontakt""".split()
)


def greeting(buyer: Buyer, voice: Voice, words: CoverWording) -> str:
    """The opening line; one without a name where none can be trusted to be a person's."""
    name = shown_name(buyer.name)
    if not name or _is_company(name, buyer):
        return words.nobody
    familiar = _FAMILIAR.search(voice.tone) or _FAMILIAR_OPENING.match(voice.fallback_cover)
    return words.warm.format(name=_first(name)) if familiar else words.formal.format(name=name)


def shown_name(written: str) -> str:
    """A sender's name as a letter may show it (``Field, Dana`` is Dana Field); empty where it is no person's name."""
    name = " ".join(written.split())
    if len(name) > 60 or not _NAME.fullmatch(name):
        return ""
    last, comma, first = name.partition(", ")
    if comma and "," not in first:
        name = f"{first} {last}"
    if "," in name or any(_is_desk(word.casefold()) for word in name.split()):
        return ""
    return name if not name.isupper() else name.title()


def _is_company(name: str, buyer: Buyer) -> bool:
    """``Tidewater Mechanical`` of ``tidewater-mech.example`` is no person, Uwe Petersen of ``petersen.example`` is."""
    first = name.partition(" ")[0].casefold()
    own = f"{buyer.company} {buyer.domain or buyer.email.partition('@')[2]}".casefold()
    return len(first) > 3 and first in own


def _is_desk(word: str) -> bool:
    return word in _DESKS or any(
        word.endswith(desk) or word.startswith(desk) for desk in _DESKS if len(desk) > 6
    )


def _first(name: str) -> str:
    bare = _TITLE.sub("", name)
    titled = bare != name
    parts = bare.split()
    return name if titled or not parts or len(parts[0].rstrip(".")) < 2 else parts[0]
