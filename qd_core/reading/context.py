"""Cues about the buyer for the rep: trade, size, whether they bought before, and their mood. No price depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qd_core.model.message import Source
from qd_core.model.rfq import Context, Extracted, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading.passages import passages_of

__all__ = ["read_context"]


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


_INDUSTRIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("construction", _words(r"contractors?", r"construction", r"builders?", r"bauunternehm\w*", r"bau(?:leitung|stelle|firma)", r"(?:job|building)\s?site", r"chantier", r"BTP", r"obra", r"constructora", r"bouwbedrijf", r"cantiere")),
    ("plumbing and heating", _words(r"plumb(?:ing|ers?)", r"HVAC", r"heating", r"sanitär\w*", r"heizung\w*", r"plomberie", r"chauffag\w*", r"fontaner[ií]a", r"loodgieter\w*", r"idraulic\w*")),
    ("electrical", _words(r"electrical", r"electricians?", r"elektro\w*", r"électricité", r"électriciens?", r"electricistas?", r"elettricist\w*")),
    ("manufacturing", _words(r"manufactur\w+", r"factory", r"mill", r"fabrication", r"machine shop", r"OEM", r"fertigung", r"werkhalle", r"maschinenbau", r"usine", r"fabricant", r"fábrica", r"stabilimento", r"fabriek")),
    ("food and hospitality", _words(r"restaurants?", r"hotels?", r"catering", r"bakery", r"brewery", r"distillery", r"kitchen", r"foods?", r"gastronomie", r"bäckerei", r"brauerei", r"traiteur", r"hostelería", r"ristorante")),
    ("healthcare", _words(r"hospitals?", r"clinic", r"patients?", r"klinik\w*", r"krankenhaus", r"praxis", r"hôpital", r"clinique", r"ziekenhuis", r"ospedale")),
    ("education and research", _words(r"school", r"university", r"college", r"laborator(?:y|ies)", r"research", r"schule", r"universität", r"labor", r"école", r"université", r"laboratoire", r"universidad", r"escuela", r"scuola")),
    ("public sector", _words(r"city of", r"county of", r"municipal\w*", r"council", r"government", r"public works", r"stadtwerke", r"gemeinde", r"behörde", r"mairie", r"ayuntamiento", r"gemeente", r"comune di")),
    ("logistics", _words(r"logistics", r"warehous(?:e|ing)", r"freight forwarder", r"spedition", r"logistik", r"logistique", r"logística", r"logistiek")),
    ("agriculture", _words(r"farm(?:ing|s)?", r"nursery", r"gärtnerei", r"landwirtschaft", r"agricol[ea]s?", r"agrícola", r"vineyard", r"weingut")),
    ("marine", _words(r"shipyard", r"marina", r"vessel", r"boatyard", r"werft", r"chantier naval", r"astillero")),
    ("mining and quarrying", _words(r"quarr(?:y|ies)", r"mine", r"mining", r"steinbruch", r"carrière", r"cantera")),
)  # fmt: skip
_SIZE = _words(
    r"(?:sole trader|one[- ]man (?:shop|business)|small (?:business|shop|company|team|firm)|family[- ](?:run|owned)(?: business)?|start[- ]?up)",
    r"(?:\d{1,4}(?:[.,]\d{3})?)\s(?:employees|staff|people|locations|branches|sites|stores|restaurants|mitarbeiter\w*|filialen|standorte|salariés|employés|agences|magasins|empleados|sucursales|medewerkers|dipendenti)",
    r"(?:nationwide|multinational|global company|fortune 500|group of companies|framework (?:agreement|contract)|blanket order|annual (?:volume|demand|requirement)|jahresbedarf|rahmenvertrag|kleinbetrieb|familienbetrieb|konzern|contrat[- ]cadre|pme|pyme|contrato marco|raamcontract)",
)
_RETURNING = _words(
    r"as (?:usual|always|before|last time)", r"(?:same|like) (?:as )?last (?:time|month|year|order)", r"again", r"re-?order(?:ing)?", r"repeat (?:order|customer)", r"(?:our|your) (?:last|previous) (?:order|quote|delivery)",
    r"(?:we|we've|we have) (?:\w+ )?(?:bought|ordered|purchased) (?:from you )?(?:before|last \w+|in the past)", r"customer (?:no|number|id)\b[.: ]*\w*", r"account (?:no|number)\b[.: ]*\w*", r"restock", r"existing customer", r"long[- ]?time customer",
    r"wie (?:immer|gewohnt|üblich|zuletzt|besprochen|beim letzten mal)", r"nachbestell\w*", r"erneut", r"kundennummer[.: ]*\w*", r"kunden-?nr[.: ]*\w*", r"stammkunde\w*",
    r"comme d['’]habitude", r"comme la dernière fois", r"numéro de client", r"à nouveau", r"réassort", r"como siempre", r"como la última vez", r"de nuevo", r"zoals (?:altijd|gewoonlijk)", r"come al solito",
)  # fmt: skip
_NEW = _words(
    r"first time (?:buying|ordering|customer|we)", r"first (?:order|enquiry|inquiry)", r"new customer", r"found you (?:on|through|via|online)", r"(?:never|not) (?:bought|ordered) (?:from you )?before", r"neukunde\w*", r"erstmals", r"zum ersten mal",
    r"nouveau client", r"première (?:commande|fois)", r"nuevos? clientes?", r"primera vez", r"primer pedido", r"nieuwe klant", r"eerste keer", r"nuov[oi] client[ei]", r"prima volta",
)  # fmt: skip
_ANGRY = _words(
    r"unacceptable", r"disappoint(?:ed|ing)", r"complain\w*", r"frustrat\w+", r"angry", r"fed up", r"ridiculous", r"still waiting", r"third time", r"second time i(?:'m| am)? ask\w*", r"(?:very|really|extremely) (?:unhappy|upset|annoyed)", r"terrible",
    r"unverschämt\w*", r"enttäusch\w*", r"verärgert", r"beschwer\w+", r"inakzeptabel", r"immer noch (?:keine|nicht)", r"zum (?:zweiten|dritten) mal",
    r"inacceptable", r"déçus?", r"mécontent\w*", r"scandaleux", r"toujours pas", r"inaceptable", r"decepcionad\w*", r"molest[oa]s?", r"onacceptabel", r"teleurgesteld", r"inaccettabile", r"delus[oi]",
)  # fmt: skip
_FRIENDLY = _words(
    r"many thanks", r"thanks (?:a lot|so much|again|in advance)", r"thank you (?:so much|very much|in advance)", r"hope (?:you(?:'re| are)|all is|this finds)[^.\n]{0,20}", r"much appreciated", r"really appreciate", r"great (?:job|service|work)", r"cheers", r"have a (?:great|nice|good) \w+",
    r"vielen (?:lieben )?dank", r"herzlichen dank", r"liebe grüße", r"schönes wochenende", r"danke im voraus", r"merci (?:beaucoup|d['’]avance)", r"bonne (?:journée|semaine)", r"muchas gracias", r"gracias de antemano", r"alvast bedankt", r"hartelijk dank", r"grazie mille",
)  # fmt: skip


def read_context(rfq: Rfq, documents: CompanyDocuments) -> Context:
    """The cues that stand in the message's own words (body, subject, company name), each with its span."""
    return Context(
        industry=_first(rfq, _INDUSTRIES, 0.6),
        company_size_cue=_quoted(rfq, _SIZE, 0.7),
        returning_customer_cue=_first(rfq, (("new customer", _NEW), ("returning customer", _RETURNING)), 0.7),
        mood=_first(rfq, (("angry", _ANGRY), ("friendly", _FRIENDLY)), 0.7),
    )


def _first(rfq: Rfq, kinds: Iterable[tuple[str, re.Pattern[str]]], confidence: float) -> Extracted[str] | None:
    """The first kind with a word in the message; the kind that stands first in the text where several do."""
    for passage in passages_of(rfq):
        if passage.rank > 1:
            break
        hits = [(match.start(), order, match, name) for order, (name, pattern) in enumerate(kinds) if (match := pattern.search(passage.text))]
        if hits:
            _, _, match, name = min(hits, key=lambda hit: (hit[0], hit[1]))
            return Extracted(value=name, confidence=confidence, source=passage.source(match.start(), match.end()))
    return None


def _quoted(rfq: Rfq, pattern: re.Pattern[str], confidence: float) -> Extracted[str] | None:
    for passage in passages_of(rfq):
        if passage.rank <= 1 and (match := pattern.search(passage.text)):
            source: Source = passage.source(match.start(), match.end())
            return Extracted(value=match[0], confidence=confidence, source=source)
    return None
