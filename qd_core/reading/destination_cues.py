"""The words by which a message names its delivery address, and those that say that nothing is delivered."""

from __future__ import annotations

import re

from qd_core.reading.pick_up import PICK_UP

__all__ = [
    "ABOUT_US",
    "ADDRESS_IS",
    "AFTER_DATE",
    "AS_USUAL",
    "AT_BRACKET",
    "BARE_AT",
    "BARE_FOR",
    "BARE_TO",
    "BOUGHT_BEFORE",
    "CLAUSE_TO",
    "COMMA",
    "CORRECTED",
    "CORRECTED_TO",
    "DENIED",
    "DIRECT",
    "DIRECTED",
    "IN_PLACE",
    "INLINE",
    "LABEL",
    "NOT_AFTER_NACH",
    "NOT_A_PLACE",
    "NOT_SENT",
    "OTHER_ADDRESS",
    "OWN_AT",
    "PAST",
    "PICK_UP",
    "PLACE_FIRST",
    "SENDING",
    "SENT_THERE",
    "SENT_PAPERS",
    "THERE",
    "VERB_AFTER",
]


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


_GOODS = (
    "(?:it|them|everything|all(?: of (?:it|this|these|them))?|this|these|the (?:goods|material|"
    "materials|parts|order|lot|whole lot|items|shipment|kit)|material|materials|goods|parts)"
)
_FILL = (
    rf"(?:\s(?:{_GOODS}|would be|will be|is|are|should be|shall be|must be|to be|can be|please|directly|direct|"
    r"straight|made|free|prepaid|charges?|costs?|included|paid|price|pricing|cost|rate|quote|"
    r"address(?: is| will be)?|is required|is needed|required|needed|possible)){0,4}"
)
_ENGLISH = (
    (
        r"(?:deliver(?:y|ed|ies|ing|s)?|ship(?:s|ped|ment|ping|ments)?|freight|shipping|carriage|dispatch(?:ed)?|"
        rf"haul(?:ed|age)?|transport(?:ed)?|consigned|drop[- ]?ship(?:ped)?){_FILL}\s?:?\s(?:to|at|in|into|for)"
    ),
    rf"drop(?:ped|ping)?(?: {_GOODS})?(?:[- ]?off)? (?:at|to)",
    (
        r"(?:send|sent|bring|brought|route|routed|get|truck|trucked|go|going|goes|bound|destined|headed)"
        rf"\s(?:{_GOODS}\s)?(?:will be |is |are )?(?:directly |straight |over )?(?:to|for)(?=\s)"
    ),
    (
        r"(?:(?:delivery|shipping|ship-?\s?to|site|job\s?site|delivering|drop[- ]?off) (?:address|location|point|"
        r"destination)|same (?:delivery|ship(?:ping|[- ]?to)|drop[- ]?off)(?: (?:address|place|site|point))?|"
        r"destination|ship-?to|delivery site|place of delivery|delivery point)(?: is|"
        " will be| would be|:)?(?: in| at| to)?"
    ),
    (
        r"(?:(?:the |our )?(?:job\s?|building |work |project |construction )?site(?:'s)?)(?: is| are|"
        ":)(?: located)?(?: in| at| near)?|(?:the |our )?(?:job|project)(?:'s| is)(?: located)? (?:in|at|"
        r"near)|(?:job\s?|building |construction )?site (?:in|at|near)"
    ),
    (
        "(?:to|for|with|by) us (?:here )?(?:in|at|on)|(?:this|these|the|order|it|all|goods|everything|"
        r"parts)\s(?:order |one |lot |material |goods |parts )?(?:is|are|will be) (?:all )?(?:for|"
        "going to|to go to|bound for|destined for)"
    ),
    (
        "(?:needed|wanted|required|due|arrives?|arriving|ha(?:s|ve) to be|must be|should be|to be|be|"
        "land|delivered|on[- ]?site|reach(?:es|ing)?|receive (?:it|them|everything))(?: on[- ]?site|"
        r" there)?\s(?:at|in)"
    ),
    (
        "(?:FOB(?= [A-Z][a-z]+,? [A-Z])|DAP|DDP|DAT|DPU|CPT|CIP|CIF|CFR|C&F|delivered duty paid|"
        r"delivered at place)(?:\s(?:to|at))?[,:]?"
    ),
)
_GERMAN = (
    (
        "(?:(?:an|aus|zu)?lieferung(?:en)?|zustellung|versand|transport|lieferadresse|lieferanschrift|"
        "lieferort|aufstellort|montageort|verwendungsort|versandadresse|anlieferadresse|bestimmungsort|"
        r"warenempfänger|versandkosten|fracht(?:kosten)?)(?:\s(?:erfolgt|soll(?:te)?|bitte|wäre|ist|sind|"
        "geht|gehen|direkt|der ware|lautet|wird|gewünscht|erbeten|an folgende adresse|wie immer|wieder|"
        r"frei haus|per spedition)){0,3}(?:\s?:|\s(?:nach|an|in|auf|zur|zum|frei|ins|bis|bei))?"
    ),
    (
        "(?:liefern|senden|schicken|versenden|geliefert|versendet|versandt|zustellen|"
        r"anliefern)(?:\ssie)?(?:\s(?:bitte|uns|die ware|alles|das|diese|direkt|werden|wird|soll|"
        r"frei)){0,3}\s(?:nach|an|in|auf|zur|zum|frei|ins)"
    ),
    r"frei(?:\s(?:baustelle|haus|lager|werk|verwendungsstelle|bordsteinkante|grenze))?",
    r"(?:baustelle|bauvorhaben|einsatzort)(?:\s(?:ist|liegt|befindet sich))?(?:\sin|:)",
    r"(?:bei uns (?:im|in(?! de[rm]))|im(?= werk)|auf unserer)(?=[^.!?\n]{3,60} (?:sein|eintreffen|ankommen)\b)",
)
_FRENCH = (
    (
        "(?:livraisons?|rendue?s?|livrer|livrée?s?|livrables?|expédi(?:er|tion|ée?s?)|envoi|acheminer|"
        r"acheminement|transport|port|frais de port)(?:\s(?:prévue|souhaitée|demandée|est|sera|franco|"
        "de port|compris|directement|directe|se fera|à effectuer|la marchandise|le tout|incluse?|impérative|"
        r"possible|\w+ées|\w+elles)){0,3}\s?:?\s(?:à|au|aux|en|sur(?! place)|dans|chez|vers|jusqu['’]à|pour|franco)"
    ),
    r"(?:adresse|lieu|site|point) de livraison(?:\s(?:est|sera|souhaité))?\s?:?(?:\sà)?",
    r"(?:chantier|notre site)(?:\s(?:est|situé|se trouve|se situe))?\s(?:à|de|au)",
    r"franco(?:\sde port)?",
)
_SPANISH = (
    (
        r"(?:entreg\w{0,6}|env[ií]\w{0,6}|suministr(?:o|ar)|transporte|portes|"
        r"puest[oa]s?(?: en obra)?|(?:mand|llev)[aá]\w{0,8})"
        r"(?:\s(?:por favor|será|sería|es|incluid[oa]s?|pagados|directamente|"
        r"el material|la mercancía|todo|debe ser|se hará|\w+[ai]d[oa]s|\w+ales)){0,3}\s?:?\s(?:en|em|a|al|hasta|para)"
    ),
    r"(?:dirección|lugar|punto) de (?:entrega|envío)(?:\s(?:es|será))?\s?:?(?:\sen)?",
    r"con destino a|destino\s?:|l\.\s?a\.\s?b\.(?: en)?",
)
_DUTCH = (
    (
        "(?:(?:af)?lever(?:ing|en|d)|geleverd|verzend(?:en|ing|kosten)|verzonden|bezorg(?:en|ing|d)|"
        r"transport)(?:\s(?:graag|is|wordt|op|aan|dit|het|alles|franco)){0,3}\s?:?\s(?:in|te|naar|aan|op|"
        "bij)"
    ),
    r"(?:aflever|lever|bezorg)adres(?:\sis)?\s?:?",
)
_ITALIAN = (
    (
        "(?:consegn(?:a|are|ato|ata|ati|ate)|spedi(?:re|zione|to|ta|ti|te)|trasporto|"
        r"resa|destinat[aeio]|portar[ela]{0,2}|franco(?= destino))"
        r"(?:\s(?:prevista|richiesta|è|sarà|franco|destino|la merce|il tutto|compres[oa]|"
        r"inclus[oa])){0,3}\s?:?\s(?:a|in|presso|nel|nella|alla|al|ad|franco|per)"
    ),
    (
        r"(?:indirizzo|luogo) di (?:consegna|spedizione)(?:\s(?:è|sarà))?\s?:?(?:\sa)?|"
        r"destinazione(?: merce)?\s?:"
    ),
)
INLINE = _words(*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH, *_DUTCH, *_ITALIAN)
"""Ends just before the address."""

OWN_AT = re.compile(
    r"(?<![\w-])(?:at|in|on|to|into|an|auf|nach|zu|à|a|sur|dans|chez|en|op|te|naar|vers|presso|for|"
    r"für|pour|para|voor|per)(?=\s(?:our|the|my|unser\w{0,2}|die|das|den|der|dem|notre|nos|la|le|"
    "l['’]|nuestr[oa]s?|el|ons|onze|de|il nostro|la nostra|lo|il|filiale|werk|lager|baustelle|"
    r"niederlassung|standort)\s?[\w])",
    re.IGNORECASE,
)
"""A place of the buyer's that the goods are for ("for our plant in Tulsa"): a delivery address in all but name. After
another word than "for" a verb of sending or needing has to stand before it."""

DIRECTED = re.compile(r"(?:for|für|pour|para|voor|per|to|into|nach|naar|vers|op|a)\b", re.IGNORECASE)
AT_BRACKET = re.compile(
    r"(?<![\w-])(?:on[- ]?site|site|job\s?site|depot|warehouse|yard|plant|address|baustelle|werk|"
    r"lager|chantier|dépôt|obra|werf|cantiere|(?:même|same|mism[oa]) \w+[^()\n.]{0,40})\s?\((?=[A-ZÄÖÜÉ0-9])",
    re.IGNORECASE,
)
NOT_AFTER_NACH = re.compile(
    r"(?:\w+ung|\w*eingang|absprache|rücksprache|auftrag\w*|erhalt|din|en|iso|norm|zeichnung|muster|"
    r"plan|aufwand|möglichkeit|wahl|feierabend|ostern|pfingsten|hause?|ihr\w*|ablauf|freigabe|bedarf|"
    r"gewicht|maß|liste|\d{1,3})",
    re.IGNORECASE,
)

CLAUSE_TO = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?] ))To(?= (?:the|our) )|(?<=[.!?] )To(?= [A-Z0-9])|, for(?= [A-Z])|"
    r"(?<=\n)To(?= [A-Z0-9][^\n]{4,80} (?:please|as (?:before|usual|always)|again)\b)|(?:^|[,\n;:–—]\s?|\)\s|"
    r"\s-\s)[ \t]*(?:all |everything |it's |and )?(?:to|nach)(?=\s(?:the |our |unser\w* )?[A-ZÄÖÜÉ])|"
    r"(?:^|(?<=\n)|(?<=[.!?] ))(?:Para|Per|Pour|Voor|Für)(?= [A-ZÄÖÜÉ])"
)
"""A bare "to" at the start of a clause: ", to the Bradford mill", "Para Badajoz"."""

SENDING = _words(
    r"deliver\w*|ship\w*|send|sent|drop(?:ped)?(?: off)?|bring|freight|courier\w*|dispatch\w*|"
    r"transport\w*|haul\w*|truck\w*|\w*liefer\w*|versand\w*|versend\w*|schick\w*|senden|brauch\w*|"
    r"benötig\w*|livr\w*|expédi\w*|envo\w*|entreg\w*|env[ií]\w*|puest\w*|lever\w*|geleverd|verzend\w*|"
    r"bezorg\w*|consegn\w*|spedi\w*"
)
"""A verb of sending earlier in the clause makes any "to" after it the destination ("ship 12 cases to …")."""

SENT_THERE = re.compile(
    r"[^.;!?\n]{0,30}(?<!you )\b(?:freight|deliver\w*|ship\w*|send|bring)\b(?:[^.;!?\n]{0,20}"
    r"\b(?:there|to (?:that|this|the same) (?:address|place|site))\b|(?: (?:it|them|please))*\s*(?:[.;!\n]|$))", re.I,
)  # fmt: skip
"""Behind a place: the goods go there ("we are in Henderson, please include freight to that address")."""
BARE_AT = re.compile(
    r"(?<=[\w)\"”]) (?:at|@|in|into|en|in|te|à|a|presso|an) (?=(?:the |our |unser\w* |notre |"
    r"nuestr\w+ )?[A-ZÄÖÜÉ0-9])"
)
"""Like ``BARE_TO``; counts only with a verb of sending or needing before it and a place that proves itself."""

DIRECT = re.compile(
    r"(?<![\w-])(?:delivered|delivery|deliver|del['’]d|dlvd|del\.?|ship|shipped|shipping|shipment|freight|"
    "carriage paid|on[- ]?site|FOB(?= our| destination)|lieferung|anlieferung|geliefert|versand|"
    r"frank?co|franko|rendu|livraison|livré\w*|entrega|portes pagados|levering|geleverd|franco|"
    r"consegna|reso)(?:\s?[:,])?(?=\s\S)",
    re.IGNORECASE,
)
"""A name straight after it is the place: "delivered Doncaster DN4 5HX", "livraison : Ajaccio, Corse"."""

THERE = re.compile(
    r"(?<![\w-])(?:(?:should|must|to|have to|has to) be|deliver\w*|ship\w*|needed|required|wanted|"
    r"sent|drop\w*)(?: (?:it|them|everything|direct(?:ly)?|straight))? there\b|(?<!\w)(?:dorthin|"
    r"dort (?:hin )?(?:liefern|anliefern|benötigt|gebraucht))\b|livr\w+ (?:\w+ment )?(?:là-bas|sur place)|"
    r"entreg\w+ all[ií]\b|daar (?:leveren|nodig)\b",
    re.IGNORECASE,
)
ABOUT_US = re.compile(
    r"(?:\b(?:based|located|situated|headquartered|operate|operating|work|sit|live|office|offices|"
    "headquarters|company|shop|firm|business|branch|we['’]re|we are|(?:an?|the|our|for) (?:job|"
    "project|bid)|i['’]m|i am|crew|sitz|ansässig|sitzen|sind|betrieb|basée?s?|située?s?|société|"
    "sommes|siège|ubicad[oa]s?|empresa|somos|estamos|gevestigd|zitten|bedrijf|azienda|siamo|"
    r"sede)\b[^,.;\n]{0,18}|\bfair|\bshow|\bmesse|\bsalon)\s*$",
    re.IGNORECASE,
)
"""Before a place: where the buyer is, not where the goods go."""

PLACE_FIRST = re.compile(
    r"(?:^|(?<=[.!?\n;,] )|(?<=\n))(?:(?:[A-Z][\w'’-]*|\d[A-Z]{2}|\d{5}),? ){1,6}(?=delivery(?: please|[.,;!\n]|$))"
)
"""A place, the word, and the clause is over."""

BARE_FOR = re.compile(r"(?<=[\w)\"”]) (?:for|für|pour|para|voor|per) (?=[A-ZÄÖÜÉ])")
"""Counts only with a postcode, a state or a country."""

IN_PLACE = re.compile(
    r"(?<!\w)(?:in|at|to|near|by|through|nach|à|au|en|te|a) (?=(?:the |our |unser\w* |notre )?[A-ZÄÖÜÉ0-9])"
)
"""Where "deliver there" points back to."""

BARE_TO = re.compile(r"(?<=[\w)\"”]) (?:to|nach|naar|vers) (?=(?:the |our |unser\w* |notre )?[A-ZÄÖÜÉ0-9])")
"""A "to" anywhere: "3 x F12 to Exeter EX4 3LS". Counts only where a postcode, a state or a country proves the place."""

NOT_SENT = re.compile(
    r"\b(?:quotes?|quotations?|offers?|prices?|pricing|invoices?|bills?|reply|replies|respond|"
    "answers?|write|wrote|spoken?|talk(?:ed|ing)?|speak(?:ing)?|e-?mail|mail|fax|call|forward|copy|cc|"
    r"addressed|according|refer(?:ring)?|regard|due|up|moved?|relocated?|close|next|back|compared|similar|"
    r"equal|from \w+|angebot\w*|"
    r"rechnung\w*|antwort\w*|zurück|umgezogen|devis|facture|réponse|oferta|factura|offerte|factuur|"
    r"(?:no need to|don['’]t|do not|not|never|nicht|kein\w*|pas|niet|geen)\s(?:\w+\s){0,2}\w+)\s*$",
    re.IGNORECASE,
)
AFTER_DATE = re.compile(
    r"\.?\s*,?\s(?:(?:delivered|arriving|geliefert|livré\w*|entregad\w+)\s)?(?:at|in|to|into|nach|an|auf|"
    r"à|au|sur|chez|en|a|te|naar|presso)(?=[\s:])",
    re.IGNORECASE,
)
COMMA = re.compile(
    r"(?:\s(?:morning|afternoon|noon|at the latest|latest|vormittags?|nachmittags?|matin))?,\s(?=[A-ZÄÖÜÉ0-9])"
)
"""Or nothing but a comma, before a place that proves itself: "required by Tuesday, Immingham DN40 2AA"."""

"""Directly after the day the goods are wanted on: "on 12 June at our Leeds depot", "Ende Juni nach Innsbruck"."""

CORRECTED_TO = re.compile(
    r"(?<!\w)(?:make (?:that|it)|sorry,?(?: (?:it's|i mean|that's|to))?|actually,?(?: to| it's)?|"
    "correction:?|change (?:that|it) to|korrektur:?|doch(?: lieber)? nach|sondern(?: nach)?|"
    "stattdessen(?: nach)?|plutôt à|rectification:?|mejor (?:a|en)|corrección:?|liever naar|"
    r"correctie:?|anzi,? a)(?=\s)",
    re.IGNORECASE,
)

VERB_AFTER = re.compile(
    r"(?<!\w)(?:nach|an|in|zu|zur|auf|à|sur|en|a|naar|op)(?=\s[^.!?\n]{2,60}?\s(?:zu )?(?:liefern|"
    "geliefert|anliefern|senden|schicken|versenden|zustellen|sein|eintreffen|ankommen|haben|brauchen|"
    r"benötigen|benötigt|gebraucht|leveren|geleverd|verzenden)\b)",
    re.IGNORECASE,
)
"""German and Dutch put the verb last: "nach Kiel liefern"."""

DENIED = re.compile(
    r"(?:\bno|\bno need to|\bnot|\bwithout|\bdon['’]t|\bdo not|\bnever|\bkeine?|\bnicht|\bpas(?: de)?|"
    r"\bsin|\bgeen|\bniet|\bnon|\blast|(?<!as )(?<!like )\blast time(?: you)?|\bpreviously|\bletzte|"
    r"\bzuletzt|\binvoices?|\bbill(?:ing)?|\brechnungs?|\bstatt|\binstead of)\s*$",
    re.IGNORECASE,
)
OTHER_ADDRESS = re.compile(
    r"\s*(?:bill(?:ing)?(?: to| address)?|invoice(?: to| address)?|sold to|remit(?: to)?|office|"
    "head office|registered office|address|rechnung(?: an|sadresse|sanschrift)?|rechnungsadresse|"
    "adresse(?: de facturation)?|facturation|facturer à|siège(?: social)?|facturaci[oó]n|"
    r"direcci[oó]n(?: de facturaci[oó]n| fiscal)?|factuuradres|indirizzo di fatturazione|fattur\w+|"
    "supplier|vendor|lieferant|from|buyer|customer|kunde|besteller|contact|ansprechpartner|phone|"
    r"tel\w*|fax|e-?mail|mobile|date|datum|ref\w*|your ref|our ref|subject|betreff|objet|asunto|"
    r"payment\w*|terms?|zahlung\w*|part\w*|item\w*|qty|quantity|notes?|required|needed|deadline|due|"
    r"attn|attention|z\.?\s?hd\.?|vat\w*|ust\w*|po|project|job|incoterms?|carrier|ship via|"
    r"lead time)\b.*",
    re.IGNORECASE,
)
"""A label that is not the delivery address: its block ends one."""

AS_USUAL = re.compile(
    r"(?:(?:as|like) (?:usual|always|before|ever|last time)|same (?:(?:place|address|site) )?as (?:usual|before|ever|"
    r"last time|always)|usual (?:address|place|site)|wie (?:immer|üblich|gehabt|gewohnt)|übliche (?:adresse|anschrift)|"
    r"comme d['’]habitude|adresse habituelle|como siempre|dirección habitual|zoals altijd|gebruikelijke adres|"
    r"come sempre|solito indirizzo)\)?\s*[-–—:,(]\s*",
    re.IGNORECASE,
)
"""Between the words of a delivery and an address that both sides know: "to the clinic as usual - 410 Elm St"."""

ADDRESS_IS = re.compile(
    r"(?:(?<=[.!?;,:(–-])|(?<=[.!?;,:–-] )|(?<=\n)|(?<=\band )|(?<=\bund )|(?<=\bet )|(?<=\by )|(?<=\ben )|(?<=\be ))"
    r"(?:(?:the|our|my|its|die|unsere|l['’]|notre|la|nuestra|het|ons|il nostro) ?)?(?:full |exact |genaue |new |neue )?"
    r"(?:address|adresse|anschrift|dirección|adres|indirizzo)"
    r"(?: (?:there |dort )?(?:is|will be|would be|ist|lautet|wäre|est|sera|es|será|è|sarà)| ?[:=])(?=\s)",
    re.IGNORECASE,
)
"""Words that state the address of the place that was just named: "delivery to the stud, address is …"."""

SENT_PAPERS = re.compile(
    r"(?<!\w)(?:send|sent|schick\w*|senden|envo\w*|env[ií]\w*|stu(?:ur|ren)|invi\w+)(?:\s[\w'’]+){0,4}?\s"
    r"(?:quot\w+|offers?|invoices?|pric\w+|catalog\w*|brochures?|cheques?|repl(?:y|ies)|e-?mails?|angebot\w*|"
    r"rechnung\w*|preis\w*|devis|factur\w+|offre|prix|oferta|presupuesto|precios?|offerte|factuur|prijs\w*|preventivo|"
    r"fattura|prezz[io])(?!\w)|(?<!\w)(?:angebot\w*|rechnung\w*|preis\w*)(?:\s\w+){0,4}?\s(?:senden|schicken)(?!\w)",
    re.IGNORECASE,
)
"""A verb of sending that sends no goods."""

BOUGHT_BEFORE = re.compile(
    r"(?<!\w)(?:bought|purchased|ordered|(?:got|received) (?:some|\d+)|gekauft|bestellt|bezogen|acheté\w*|"
    r"commandé\w*|compr(?:amos|ado)|pedimos|gekocht|besteld|comprat\w|ordinat\w)(?!\w)"
    r"(?:(?!\b(?:quot\w+|pric\w+|need|please|now|again|more|would|want|bitte|brauch\w+|merci)\b)[^.!?\n])*$",
    re.IGNORECASE,
)
"""Before a participle in the same sentence: what is told is an earlier order."""

PAST = re.compile(
    r"(?:\b(?:you|we|they|was|were|had|already|been|(?<!as )(?<!like )last (?:year|month|time|"
    r"week)(?: \w+){0,3})\s|\b(?:avez|avons|haben|hatten|wurde[n]?|habt|han|hemos|avete|"
    r"abbiamo)\s(?:\w+\s){0,3})$",
    re.IGNORECASE,
)
"""Before a participle: something that was sent once."""

CORRECTED = re.compile(
    r"(?<!\w)(?:make (?:that|it)|correction|sorry|actually|instead|scratch that|rather|not to|"
    "no longer|change(?: that)?(?: to)?|new (?:delivery|shipping) address|korrektur|doch|stattdessen|"
    "sondern|neue lieferadresse|plutôt|rectification|nouvelle adresse|corrección|mejor|"
    r"nueva dirección|correctie|nieuw afleveradres|correzione|anzi)(?!\w)",
    re.IGNORECASE,
)

_SOFT = r"(?:\s*\([^()\n]{0,30}\))?\s*"
LABEL = re.compile(
    (
        r"[\s*_#•-]{0,4}(?:del\.? ?add(?:r|ress)?\.?|(?:ship|deliver|delivery|shipping|shipment|dispatch|"
        r"send|goods|consign|material)[\s-]{0,2}(?:goods )?(?:to|address|location|site|point|destination|"
        r"place)(?:[\s-]?(?:address|location))?|(?:delivery|shipping|freight|"
        "ship)(?: required)?(?: is)?(?: to)?|place of delivery|delivery(?: &| and)? (?:site|terms)?|"
        r"destination|consignee|(?:job\s?|project |work |construction )?site(?: address| location)?|"
        "(?:job|project) (?:location|address)|(?:gewünschte )?(?:liefer|versand|anliefer)(?:adresse|"
        "anschrift|ort)|(?:an)?liefern(?: an| nach)?|lieferung(?: an| nach| frei)?|anlieferung(?: an)?|"
        "warenempfänger|empfänger(?:adresse)?|bestimmungsort|baustelle(?:nadresse)?|erfüllungsort|"
        "lieferstelle|versand(?: an| nach)?|bauvorhaben|(?:adresse|lieu|site|"
        "point) de livraison(?: souhaitée?)?|livraison(?: à| sur)?|(?:à )?livrer(?: à| chez)?|(?:adresse du )?chantier|"
        "destinataire|adresse d['’]expédition|(?:dirección|lugar|punto) de (?:la )?(?:entrega|envío|"
        "suministro)|lugar|lieu|entrega(?:r)?(?: en(?: obra| destino| domicilio| almacén)?)?|env[ií](?:o|"
        "ar)(?: a)?|destino|destinatario|obra|(?:aflever|lever|bezorg)adres|(?:af)?leveren(?: aan| op|"
        " in| bij)?|bezorgen(?: bij| op)?|levering(?: aan| op| in)?|plaats van levering|(?:indirizzo|"
        "luogo) di (?:consegna|spedizione|destinazione)|(?:consegna|spedizione)(?: a| presso| in)?|"
        "destinazione(?: merce)?|spedire a|cantiere|DAP|DDP|CPT|CIP|CIF|DPU)"
    )
    + _SOFT,
    re.IGNORECASE,
)
"""The whole label of a line, a block, a field or a column that holds the delivery address."""

NOT_A_PLACE = frozenset(
    (
        "whom you us me them him her site address above below following same asap dear hi hello the our "
        "we i it this that these those uns ihnen sie euch nous vous nosotros ustedes ons noi voi "
        "baustelle haus werk lager chantier obra domicilio door kerb kerbside curb customer stock time "
        "anfrage bestellung auftrag "
        "full price prices pricing quote quotation offer angebot devis oferta offerte preventivo total "
        "fob exw bulk boxes black white red blue green yellow time note notes date terms charge charges "
        "cost costs method instructions options address schedule number required needed requested "
        "stainless steel copper brass size north south east west order po rfq ref information info kind "
        "best thanks regards please bitte merci monday tuesday wednesday thursday friday saturday sunday "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi "
        "january february march april may june july august september october november december januar "
        "februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août "
        "septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto "
        "septiembre octubre noviembre diciembre week month weekend woche kalenderwoche wochenende monat semaine mois "
        "semana mes settimana mese maand weekeinde weeks days tagen wochen jours semaines part parts lots "
        "batches ein eine einem eur usd gbp adresse anschrift adres indirizzo dirección"
    ).split()
)
"""First words that make a captured address none, folded."""
