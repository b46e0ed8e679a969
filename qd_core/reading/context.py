"""Cues about the buyer for the rep: trade, size, whether they bought before, their mood. No price depends on them."""

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
    (
        "construction",
        _words(
            r"contractors?|construction|builders?|bauunternehm\w*|bau(?:leitung|stelle|firma)|(?:job|"
            r"building)\s?site|chantier|BTP|obra|constructora|bouwbedrijf|cantiere"
        ),
    ),
    (
        "plumbing and heating",
        _words(
            r"plumb(?:ing|ers?)|HVAC|heating|sanitär\w*|heizung\w*|plomberie|chauffag\w*|fontaner[ií]a|"
            r"loodgieter\w*|idraulic\w*"
        ),
    ),
    (
        "electrical",
        _words(
            r"electrical|electricians?|elektro\w*|électricité|électriciens?|electricistas?|elettricist\w*"
        ),
    ),
    (
        "manufacturing",
        _words(
            r"manufactur\w+|factory|mill|fabrication|machine shop|OEM|fertigung|werkhalle|maschinenbau|usine|"
            "fabricant|fábrica|stabilimento|fabriek"
        ),
    ),
    (
        "food and hospitality",
        _words(
            "restaurants?|hotels?|catering|bakery|brewery|distillery|kitchen|foods?|gastronomie|bäckerei|"
            "brauerei|traiteur|hostelería|ristorante"
        ),
    ),
    (
        "healthcare",
        _words(
            r"hospitals?|clinic|patients?|klinik\w*|krankenhaus|praxis|hôpital|clinique|ziekenhuis|ospedale"
        ),
    ),
    (
        "education and research",
        _words(
            "school|university|college|laborator(?:y|ies)|research|schule|universität|labor|école|université|"
            "laboratoire|universidad|escuela|scuola"
        ),
    ),
    (
        "public sector",
        _words(
            r"city of|county of|municipal\w*|council|government|public works|stadtwerke|gemeinde|behörde|"
            "mairie|ayuntamiento|gemeente|comune di"
        ),
    ),
    (
        "logistics",
        _words(
            "logistics|warehous(?:e|ing)|freight forwarder|spedition|logistik|logistique|logística|logistiek"
        ),
    ),
    (
        "agriculture",
        _words("farm(?:ing|s)?|nursery|gärtnerei|landwirtschaft|agricol[ea]s?|agrícola|vineyard|weingut"),
    ),
    ("marine", _words("shipyard|marina|vessel|boatyard|werft|chantier naval|astillero")),
    ("mining and quarrying", _words("quarr(?:y|ies)|mine|mining|steinbruch|carrière|cantera")),
)
_SIZE = _words(
    "(?:sole trader|one[- ]man (?:shop|business)|small (?:business|shop|company|team|firm)|"
    r"family[- ](?:run|owned)(?: business)?|start[- ]?up)|(?:\d{1,4}(?:[.,]\d{3})?)\s(?:employees|"
    r"staff|people|locations|branches|sites|stores|restaurants|mitarbeiter\w*|filialen|standorte|"
    "salariés|employés|agences|magasins|empleados|sucursales|medewerkers|dipendenti)|(?:nationwide|"
    "multinational|global company|fortune 500|group of companies|framework (?:agreement|contract)|"
    "blanket order|annual (?:volume|demand|requirement)|jahresbedarf|rahmenvertrag|kleinbetrieb|"
    "familienbetrieb|konzern|contrat[- ]cadre|pme|pyme|contrato marco|raamcontract)"
)
_RETURNING = _words(
    "as (?:usual|always|before|last time)|(?:same|like) (?:as )?last (?:time|month|year|order)|again|"
    "re-?order(?:ing)?|repeat (?:order|customer)|(?:our|your) (?:last|previous) (?:order|quote|"
    r"delivery)|(?:we|we've|we have) (?:\w+ )?(?:bought|ordered|purchased) (?:from you )?(?:before|"
    r"last \w+|in the past)|customer (?:no|number|id)\b[.: ]*\w*|account (?:no|number)\b[.: ]*\w*|"
    "restock|existing customer|long[- ]?time customer|wie (?:immer|gewohnt|üblich|zuletzt|besprochen|"
    r"beim letzten mal)|nachbestell\w*|erneut|kundennummer[.: ]*\w*|kunden-?nr[.: ]*\w*|stammkunde\w*|"
    "comme d['’]habitude|comme la dernière fois|numéro de client|à nouveau|réassort|como siempre|"
    "como la última vez|de nuevo|zoals (?:altijd|gewoonlijk)|come al solito"
)
_NEW = _words(
    "first time (?:buying|ordering|customer|we)|first (?:order|enquiry|inquiry)|new customer|"
    "found you (?:on|through|via|online)|(?:never|not) (?:bought|ordered) (?:from you )?before|"
    r"neukunde\w*|erstmals|zum ersten mal|nouveau client|première (?:commande|fois)|nuevos? clientes?|"
    "primera vez|primer pedido|nieuwe klant|eerste keer|nuov[oi] client[ei]|prima volta"
)
_ANGRY = _words(
    r"unacceptable|disappoint(?:ed|ing)|complain\w*|frustrat\w+|angry|fed up|ridiculous|still waiting|"
    r"third time|second time i(?:'m| am)? ask\w*|(?:very|really|extremely) (?:unhappy|upset|annoyed)|"
    r"terrible|unverschämt\w*|enttäusch\w*|verärgert|beschwer\w+|inakzeptabel|immer noch (?:keine|"
    r"nicht)|zum (?:zweiten|dritten) mal|inacceptable|déçus?|mécontent\w*|scandaleux|toujours pas|"
    r"inaceptable|decepcionad\w*|molest[oa]s?|onacceptabel|teleurgesteld|inaccettabile|delus[oi]"
)
_FRIENDLY = _words(
    "many thanks|thanks (?:a lot|so much|again|in advance)|thank you (?:so much|very much|"
    r"in advance)|hope (?:you(?:'re| are)|all is|this finds)[^.\n]{0,20}|much appreciated|"
    r"really appreciate|great (?:job|service|work)|cheers|have a (?:great|nice|good) \w+|"
    "vielen (?:lieben )?dank|herzlichen dank|liebe grüße|schönes wochenende|danke im voraus|"
    "merci (?:beaucoup|d['’]avance)|bonne (?:journée|semaine)|muchas gracias|gracias de antemano|"
    "alvast bedankt|hartelijk dank|grazie mille"
)


def read_context(rfq: Rfq, documents: CompanyDocuments) -> Context:  # noqa: ARG001 - the same for every topic
    """The cues that stand in the message's own words (body, subject, company name), each with its span."""
    return Context(
        industry=_first(rfq, _INDUSTRIES, 0.6),
        company_size_cue=_quoted(rfq, _SIZE, 0.7),
        returning_customer_cue=_first(rfq, (("new customer", _NEW), ("returning customer", _RETURNING)), 0.7),
        mood=_first(rfq, (("angry", _ANGRY), ("friendly", _FRIENDLY)), 0.7),
    )


def _first(
    rfq: Rfq, kinds: Iterable[tuple[str, re.Pattern[str]]], confidence: float
) -> Extracted[str] | None:
    """The first kind with a word in the message; the kind that stands first in the text where several do."""
    for passage in passages_of(rfq):
        if passage.rank > 1:
            break
        hits = [
            (match.start(), order, match, name)
            for order, (name, pattern) in enumerate(kinds)
            if (match := pattern.search(passage.text))
        ]
        if hits:
            _, _, match, name = min(hits, key=lambda hit: (hit[0], hit[1]))
            return Extracted(
                value=name, confidence=confidence, source=passage.source(match.start(), match.end())
            )
    return None


def _quoted(rfq: Rfq, pattern: re.Pattern[str], confidence: float) -> Extracted[str] | None:
    for passage in passages_of(rfq):
        if passage.rank <= 1 and (match := pattern.search(passage.text)):
            source: Source = passage.source(match.start(), match.end())
            return Extracted(value=match[0], confidence=confidence, source=source)
    return None
