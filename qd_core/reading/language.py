"""A cheap guess at a text's language, by its commonest small words."""

from __future__ import annotations

import re

__all__ = ["guess_language"]

_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        (
            "the and for please we you your our need with this that are have quote price of to can could "
            "would by from thanks regards following is in on at what hello hi dear us me if be it delivery "
            "ship order"
        ).split()
    ),
    "de": frozenset(
        (
            "der die das und für bitte wir sie ihr unser mit ein eine einen ist sind von zu den dem des im "
            "am bis auf nach angebot stück benötigen brauchen guten tag gruß grüße hallo sehr geehrte uns "
            "ich oder nicht auch als bei zum zur anfrage lieferung"
        ).split()
    ),
    "fr": frozenset(
        (
            "le la les des et pour nous vous votre notre avec une un est sont de du au aux en sur dans devis "
            "merci bonjour cordialement pouvez besoin que qui ce cette par pas plus je s'il livraison "
            "veuillez prix svp soumission"
        ).split()
    ),
    "es": frozenset(
        (
            "el la los las y para por favor nosotros su nuestro con una un es son de del al en presupuesto "
            "gracias buenos días hola saludos necesitamos que cotización precio entrega estimados como más "
            "no si lo enviar unidades"
        ).split()
    ),
    "nl": frozenset(
        (
            "de het een en voor graag wij we u uw ons onze met is zijn van te op in naar offerte stuks nodig "
            "hebben groeten beste geachte dank bij dit dat niet ook als kunt leveren levering vriendelijke "
            "alvast hierbij"
        ).split()
    ),
    "it": frozenset(
        (
            "il lo la i gli le e per noi vostro nostro con una un è sono di del della al alla in su "
            "preventivo grazie buongiorno saluti abbiamo bisogno che cordiali consegna prezzo pezzi si prega "
            "vorremmo gentile da dei offerta"
        ).split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LOOKED_AT = 4000


def guess_language(text: str, default: str = "en") -> str:
    """``en``, ``de``, ``fr``, ``es``, ``nl`` or ``it``: the language whose small words ``text`` holds most of;
    ``default`` where none leads."""
    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    counts = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0] != default))
    (best, most), (_, second) = ranked[0], ranked[1]
    if most == 0 or (most == second and default in (ranked[0][0], ranked[1][0])):
        return default
    return best
