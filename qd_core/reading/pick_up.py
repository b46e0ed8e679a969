"""The words that say that nothing is delivered: the buyer collects the goods."""

from __future__ import annotations

import re

__all__ = ["PICK_UP"]

_ENGLISH = (
    "no delivery|(?:we|we['’]ll|we will|i['’]ll|i will|can|will|"
    r"to)(?: \w+){0,2} (?:pick(?:ing)?[- ]?(?:it |them |this |these |everything )?up|"
    "collect)(?: (?:it|them|this|these|everything|from|at))?|pick[- ]?up at|(?:for|customer|own|"
    "counter) (?:pick[- ]?up|collection)|will[- ]?call|collection (?:from|by us)|ex[- ]?works|EXW|"
    "FCA|no (?:shipping|freight) (?:needed|required|necessary)|pick(?:ing)? (?:it|them|this|these|"
    "everything) up|our (?:truck|driver|van) will"
)
_GERMAN = (
    r"selbstabhol\w*|abholung|(?:wir )?holen (?:\w+ ){0,4}ab|werden (?:\w+ ){0,3}abgeholt|"
    r"wird (?:\w+ ){0,3}abgeholt|ab werk|ab lager|keine lieferung"
)
_FRENCH = (
    r"enlèvement|nous (?:viendrons|passerons|venons|passons) (?:\w+ ){0,2}(?:chercher|prendre|récupérer|retirer|"
    "enlever)|retrait (?:sur place|au comptoir|magasin)|départ usine|pas de livraison"
)
_SPANISH = (
    r"recogida|recogemos|recogeremos|recogeré|recojo|recogerl[oa]s?|(?:lo|la|los|las) rec(?:og|oj)\w+|"
    r"pas(?:o|amos|aré|aremos) (?:\w+ ){0,4}?(?:a (?:recoger|por)|por (?:la|el|vuestr\w))|"
    "franco fábrica|sin (?:envío|entrega)"
)
_DUTCH = r"afhalen|ophalen|(?:halen|haal) (?:\w+ ){0,3}(?:zelf )?(?:op|af)|(?:komen|kom) (?:\w+ ){0,3}halen|af fabriek"
_ITALIAN = (
    r"ritir(?:o|iamo|eremo|erò)(?: (?:in sede|noi|presso))?|franco fabbrica|"
    r"(?:pass|ven)(?:o|iamo|go|erò|eremo|errò|erremo) (?:\w+ ){0,4}?a (?:ritirar|prender)\w+"
)
PICK_UP = re.compile(
    rf"(?<![\w-])(?:{_ENGLISH}|{_GERMAN}|{_FRENCH}|{_SPANISH}|{_DUTCH}|{_ITALIAN})(?!\w)",
    re.IGNORECASE,
)
