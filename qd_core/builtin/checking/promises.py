"""Words that promise availability or delivery, as patterns of folded text (lower case, no accents, single spaces).

One pattern a line; ``WHEN`` stands for a day or a span of time in the language of its block.
"""

from __future__ import annotations

__all__ = ["PROMISES"]

_ANY_LANGUAGE = r"""
guarant\w+
garant(?:i|ee|y)\w*
gegarandeerd\w*
promis(?:e|es|ed|ing)
prometemos
promettons
zusicher\w*
beloven
(?:in|on|from|ex|out of|en|de|sur|em) ?stock
"""

_ENGLISH_WHEN = (
    r"(?:today|tomorrow|tonight|overnight|same day|next (?:day|week)|within COUNT|in COUNT TIME"
    r"|by (?:\d|mon|tue|wed|thu|fri|sat|sun|the end|end|close|next|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)"
)
_ENGLISH = r"""
we stock
stocked item
while stocks? lasts?
on hand
(?:off|on) the shelf
(?:available|availability) (?:now|today|immediately|right away|at once|straight away)
(?:immediate|immediately|readily|always|instantly) (?:available|availability)
ready (?:to ship|for (?:shipment|shipping|dispatch|despatch|delivery|collection|pick ?up))
(?:immediate|same day|next day|overnight|express|prompt|fast) (?:delivery|dispatch|despatch|shipping|shipment)
deliver(?!y (?:address|note|terms|point|site))\w*(?: \S+){0,4} WHEN
(?:ships?|shipped|shipping|dispatch\w*|despatch\w*|arriv\w+)(?: \S+){0,4} WHEN
(?:will|can|shall) (?:ship|arrive|be (?:shipped|delivered|dispatched|despatched|with you))
we (?:will|can|ll) (?:ship|deliver|dispatch|despatch)
arrives? (?:on|by|before)
lead ?times?
"""

_GERMAN_WHEN = (
    r"(?:heute|morgen|ubermorgen|(?:innerhalb|binnen)(?: von)? COUNT|in COUNT TIME"
    r"|bis (?:zum )?(?:\d|mo|di|mi|do|fr|sa|so|jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*)"
)
_GERMAN = r"""
(?:ab|auf) ?lager
lagernd\w*
lagerware
auf vorrat
vorratig\w*
lieferbar\w*
versandfertig\w*
(?:sofort|umgehend|direkt|jederzeit|derzeit|immer) verfugbar\w*
(?:sofortige|umgehende|prompte)\w? (?:lieferung|verfugbarkeit)
(?:liefern|geliefert|lieferung|versand|versendet|versenden|verschicken|verschickt|eintreffen)(?: \S+){0,4} WHEN
(?:noch heute|heute noch|morgen) (?:versandt|verschickt|geliefert|versendet|bei ihnen)
liefer(?:zeit|frist)(?:en)?
liefertermin (?:ist|betragt|am|bis)
"""

_FRENCH = r"""
disponibles? (?:immediatement|de suite|tout de suite|sur stock|des|sous)
immediatement disponibles?
disponibilite immediate
livraison (?:immediate|rapide|express|sous|en \d+|demain|aujourd|avant)
livr(?:e|ee|es|ees|able|ables|ons|erons)(?: \S+){0,3} (?:sous|en \d+|demain|aujourd|avant|des)
expedi(?:e|ee|es|ees|ons|erons)(?: \S+){0,3} (?:sous|en \d+|demain|aujourd|avant|des)
delais? de livraison
"""

_SPANISH_AND_PORTUGUESE = r"""
existencias?
disponibles? (?:en almacen|de inmediato|inmediatamente|ya|ahora|hoy)
disponibilidad inmediata
(?:entrega|envio|despacho) (?:inmediat[oa]|rapid[oa]|urgente|hoy|manana|en \d+|antes)
(?:entrega(?:mos|remos)|envia(?:mos|remos)|se (?:envia|entrega|despacha))(?: \S+){0,3} (?:hoy|manana|en \d+|antes)
plazos? de entrega
em estoque
pronta entrega
entrega imediata
"""

_ITALIAN_AND_DUTCH = r"""
disponibil\w+ (?:a|in|da) (?:magazzino|stock)
disponibil\w+ (?:subito|immediatamente|immediata)
(?:in|a) magazzino
pronta consegna
consegna (?:immediata|rapida|entro|in \d+|domani|oggi)
tempi di consegna
(?:op|uit) voorraad
voorradig\w*
leverbaar\w*
levertijd\w*
levering (?:binnen|morgen|vandaag)
morgen in huis
"""

_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|ten|few|eine[mr]?|zwei|drei|vier|funf|sechs|wenigen)"
_TIME = r"(?:working |business )?(?:days?|weeks?|hours?|(?:werk|arbeits)?tage?n?|wochen?|stunden?)"


def _patterns(block: str, when: str = "") -> tuple[str, ...]:
    when = when.replace("COUNT", _COUNT).replace("TIME", _TIME)
    return tuple(line.replace("WHEN", when) for line in block.split("\n") if line)


PROMISES: tuple[str, ...] = (
    *_patterns(_ANY_LANGUAGE),
    *_patterns(_ENGLISH, _ENGLISH_WHEN),
    *_patterns(_GERMAN, _GERMAN_WHEN),
    *_patterns(_FRENCH),
    *_patterns(_SPANISH_AND_PORTUGUESE),
    *_patterns(_ITALIAN_AND_DUTCH),
)
"""Each matches a whole run of words."""
