"""The words that make a date a deadline, for the goods or for the quote, or that say that it is none."""

from __future__ import annotations

import re

from qd_core.reading.calendar_words import NUMBER

__all__ = [
    "ANAPHORA",
    "BEFORE",
    "CORRECTION",
    "DENIED",
    "EARLIER",
    "EVENT",
    "FOR_GOODS",
    "FOR_QUOTE",
    "GOODS_LABEL",
    "NEEDED",
    "LIMIT_INSIDE",
    "NOT_A_DEADLINE",
    "NOT_AFTER",
    "OTHER_LABEL",
    "QUOTE_LABEL",
    "RANGE_END",
    "RANGE_START",
    "WEEKDAY_BEFORE",
    "WILL_DO",
]


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


FOR_GOODS = _words(
    r"deliver(?:y|ed|ies|ing|s)?|ship(?:ped|ment|ments|ping|s)?|arriv\w{1,4}|lleg\w{1,4}|"
    r"(?:an)?kommen|da sein|aankom\w*|on[- ]?site|in[- ]hands?|drop(?:ped)?(?: off)?|send|bring|"
    r"dispatch(?:ed)?|collect(?:ed|ion)?|pick(?:ed|ing)?[- ]?(?:\w+ )?up|materials?|goods|"
    "in (?:our )?stock|in(?:to)? (?:our|the) (?:warehouse|yard|shop|plant)|on (?:the|our) (?:dock|"
    r"shelf|truck)|will call|has to be in|land(?:ed)?|lead[- ]?time|turn[- ]?around|\w*liefer(?:ung|n|"
    r"t|termin(?:e)?|scadenza|datum|bar|zeit|tag|frist)?|geliefert|anliefer\w*|versand\w*|baustelle|ware|"
    r"wareneingang|material|\w*abhol(?:ung|en|er)|abgeholt|eintreffen|vor ort|verfügbar|bedarfstermin|"
    r"wunschtermin|livr(?:aison|er|é|ée|és|ées|able)|expédi\w*|sur (?:le )?chantier|marchandises?|"
    r"réception|enlèvement|retrait|matériel|entreg\w*|env[ií](?:o|ar|ado)|rec[oó][gj](?!n)\w*|"
    r"retir(?:o|amos|ar\w*)|suministr\w*|mercanc[ií]a|"
    r"en obra|material(?:es)?|(?:ge)?lever(?:ing|en|d|datum|tijd)|bezorg\w*|op (?:de )?(?:bouwplaats|"
    r"werf)|goederen|afgehaald|afhalen|ophalen|ritir\w*|a prender\w*|consegn\w*|spedi\w*|merce|in cantiere|fornitura"
)
NEEDED = _words(
    "(?:should|must|to|will) be (?:there|here|in|at|with us|delivered)|needed|needs?|required?|"
    "requested|req['’]?d|requires|requirement|want(?:ed)?|due|deadline|must (?:be|have)|ha(?:s|"
    "ve) to (?:be|have)|receive|have (?:it|them|everything|these|this|all)|get (?:it|them)|"
    "expect(?:ed|ing)?|looking for|hoping for|latest|no later than|target(?:ing|ed)?|RDD|ready|"
    r"available|would like|brauch(?:e|en|t)|bräucht\w*|gebraucht|benötig(?:e|en|t)|bedarf|termine|"
    "scadenza|spätestens|termin|frist|müss(?:en|te)|muss|fertig|bis spätestens|besoin|"
    "(?:il )?(?:nous )?faut|faudrait|nécessaires?|souhait(?:ons|é|ée|és|ées|erions|e)|délais?|"
    "au plus tard|voulons|attendus?|necesit(?:amos|o|ar[ií]amos|a|an)|necesari[oa]s?|hacen? falta|"
    "requerid[oa]s?|plazo|fecha l[ií]mite|fecha tope|a m[aá]s tardar|queremos|precisamos|nodig|benodigd|"
    "uiterlijk|gewenst|moet(?:en)?|hebben|serv(?:e|ono|irebbe|irebbero)|bisogno|necessari[oae]?|"
    "abbiamo bisogno|entro e non oltre|richiest[oaie]"
)
FOR_QUOTE = _words(
    "quot(?:e|es|ation|ations|ing)|pric(?:e|es|ing)|offers?|bids?|proposals?|repl(?:y|ies)|"
    "respon(?:d|se|ses)|answers?|hear (?:back )?from|get back|come back|let (?:me|us) know|tenders?|"
    "submi(?:t|ssion|ssions|tted)|estimates?|numbers|figures|RFQ|clos(?:ing|es|e date)|"
    "solicitations?|confirm(?:ation)?|angebot(?:e|s|sfrist|sabgabe|sschluss|stermin)?|preis(?:e|"
    "angebot|anfrage)?|anbieten|rückmeldung|antwort(?:en)?|offerte|abgabe(?:frist|termin)?|"
    "kostenvoranschlag|zurückmelden|devis|offres?(?: de prix)?|remise des|prix|répon(?:se|dre|ses)|chiffrage|"
    "chiffrer|cotation|retour|tarifs?|cotizaci(?:ón|on|ones)|cotizar|presupuestos?|ofertas?|precios?|"
    "respuesta|responder|contestar|ofertar|offertes?|prijs(?:opgave|zen)?|prijzen|reactie|"
    "antwoord(?:en)?|preventiv[oi]|offert[ae]|prezz[oi]|risposta|rispondere|quotazione"
)
EVENT = _words(
    "start(?:s|ing|ed)?|begin(?:s|ning)?|kick[- ]?off|open(?:s on|ing)|install(?:ing|ation|s)?|"
    "shut[- ]?down|outage|pour(?:ing)?|go[- ]live|commission(?:ing)?|turnaround|beginn(?:en|t)?|"
    r"baubeginn|starten|montage|einbau|inbetriebnahme|eröffn\w*|revision|stillstand|démarr\w*|"
    r"commenc\w*|début des travaux|ouverture|pose|arrêt|empez\w*|comenz\w*|inicio|inicia\w*|parada|"
    "apertura|begint|aanvang|iniziamo|inizio|partiamo"
)

BEFORE = re.compile(
    r"(?<!\w)(?:by \d{1,4}(?:[:.]\d\d)?\s?(?:am|pm|hrs|h)?(?: on)?|by|before|until|till|til|"
    "(?:any ?time|anything|any day) up to(?: and including)?|for|no later than|not later than|"
    "latest(?: by)?|at the latest|on or before|prior to|due(?: on| by)?|in|bis(?: (?:zum|spätestens|"
    "spätestens am|einschließlich|am))?|spätestens(?: am| bis| zum)?|vor(?: dem)?|zum|per|"
    "avant(?: le| la)?|pour(?: le)?|d['’]ici(?: au| le| la| à)?|jusqu['’]au|au plus tard(?: le)?|"
    "antes (?:del?|de la)(?: d[ií]a)?|para(?: el| finales de)?|hasta(?: el)?|a m[aá]s tardar(?: el)?|"
    r"vóór|voor|tegen|uiterlijk(?: op)?|tot|entro(?: il| la)?|prima del?|per(?: il)?)\s*(?:the\s|"
    r"het\s|de\s|la\s|le\s|el\s|il\s|dem\s|der\s|die\s|the\send\sof\s|EOD\s|COB\s|noon\s(?:on\s)?|"
    r"close\sof\sbusiness\s(?:on\s)?)?$",
    re.IGNORECASE,
)
"""Ends where the date begins: the date is a limit, whatever else the sentence says."""

LIMIT_INSIDE = re.compile(
    "(?:by|before|bis|zum|spätestens|vor|avant|pour|au plus tard|d['’]ici|jusqu['’]au|antes|para|"
    r"hasta|entro|within|innerhalb|binnen|sous|dentro)\b",
    re.IGNORECASE,
)
"""Begins a date phrase that carries its own limiting word."""

NOT_A_DEADLINE = re.compile(
    r"(?<!\w)(?:valid(?:ity)?|discounts?|rebates?|rabatt\w*|preisbindung|festpreis|remises?(?! des)|"
    r"descuentos?|held|hold(?:ing)?|firm|good (?:through|until|till|for)|expir\w+|gültig\w*|bindend|"
    r"valables?|validité|válid[oa]s?|validez|geldig|valid[oai]|invoic\w+|payments?|pay|payable|"
    r"zahlung\w*|paiements?|règlement|pagos?|betaling\w*|pagament\w+|rechnung\w*|facturas?|factuur|"
    "fattura|paid|payment due|fällig|zahlbar|échéance|dated|date of birth|printed|issued|created|"
    r"revised|rev(?:ision)?\.?|drawing|stand vom|since|seit|depuis|desde|sinds|out of (?:the )?office|"
    r"on (?:holiday|vacation|leave)|urlaub|closed|geschlossen|fermé\w*|en congés?|back (?:on|in)|"
    "zurück am|(?:(?<!will )call|meet(?:ing)?|visit(?:ing)?|appointment|besprechung|telefonat|"
    "réunion|rendez-vous|reunión|llamada|webinar|trade (?:show|fair)|messe|salon)|ordered|bought|"
    "purchased|(?<!be )received|fitted|installed last|spoke|talked|discussed|met|bestellt|gekauft|erhalten|"
    r"telefoniert|besprochen|commandé\w*|acheté\w*|reçus?|parlé|compr(?:amos|ado)|recibi\w+|hablamos|"
    "besteld|gekocht|ordinato|acquistato|(?:was|were) (?:delivered|ordered|quoted|shipped|supplied)|"
    r"last (?:order|delivery|time|quote)|price list|preisliste|tarif (?:de|du))(?!\w)[^.;\n]{0,45}$",
    re.IGNORECASE,
)
"""What came before in the sentence says that the date is something else."""

OTHER_LABEL = re.compile(
    r"(?:^|\n)[ \t*]*(?:date|datum|fecha|data|sent|gesendet|envoyé|enviado|quote date|rfq date|"
    "inquiry date|issue date|order date|angebotsdatum|anfragedatum|bestelldatum|date de la demande|"
    "valid until|gültig bis|rev(?:ision)?|printed|created|erstellt|stand|version|your quote|"
    r"invoice date|rechnungsdatum)\s?:\s*$|(?:quote|quotation|offer|order|PO|e-?mail|mail|letter|"
    "enquiry|inquiry|request|RFQ|call|conversation|angebot|bestellung|schreiben|anfrage|mail|"
    "telefonat|devis|commande|courriel|demande|offre|oferta|pedido|correo|solicitud|offerte|"
    r"bestelling|offerta|ordine)\b[^.;,\n]{0,30}\b(?:of|from|dated|on|vom|von|du|del|de fecha|de|van|"
    r"op|in data)\s*(?:the\s)?$|(?:^|\n)[ \t*]*(?:purchase )?(?:quote|quotation|order|PO|enquiry|inquiry|request|RFQ|"
    r"requisition|angebot|anfrage|bestellung|devis|demande|solicitud|offerte|richiesta)(?: (?:no|nr|n°|ref)\.?)? ?"
    r"[\w/.-]*\d[\w/.-]*\s?[,–—-]\s*$",
    re.IGNORECASE,
)
"""The date of a document, or of an earlier letter ("your quote of 12 May")."""

DENIED = re.compile(
    r"(?<!\w)(?:not(?: on| by)?|nicht(?: am| bis)?(?: zum)?|statt(?: am| bis)?|instead of|rather than|"
    r"last|letzte[nrs]?|vergangene[nrs]?|past|previous|vorige[nr]?|vorletzte[nrs]?|"
    r"no longer|not before|no earlier than|earliest|not until|after|frühestens(?: am| ab)?|"
    r"ab(?: dem)?|nicht vor(?: dem)?|nach(?: dem)?|pas avant(?: le)?|à partir d[ue]|après(?: le)?|"
    r"no antes del?|a partir del?|después del?|al lugar del?|en lugar del?|au lieu du|niet voor|vanaf|"
    r"dopo il|a partire dal|every|each|jeden|chaque|cada)\s*$",
    re.IGNORECASE,
)
"""Stands directly before the date."""

WEEKDAY_BEFORE = re.compile(
    r"\s*(?:before|prior|davor|vorher|zuvor|avant|précédent|antes|anterior|ervoor|prima)\b", re.IGNORECASE
)
"""After a weekday: the one before the day named last ("starts 16 June, needed the Friday before")."""

NOT_AFTER = re.compile(
    r"^\s*(?:dernier(?! délai)|pasado|passat[oa]|scorso|jl\.|geleden|ago\b|or later|oder später|"
    "at the earliest|onwards)",
    re.IGNORECASE,
)
"""Stands directly after the date."""

WILL_DO = re.compile(
    r"\s*(?:will do|is fine|would be fine|is ok(?:ay)?|works(?: for us)?|would work|is good enough|"
    "at the latest|latest|reicht|genügt|passt|wäre (?:gut|schön|ideal|perfekt)|ist ok|suffit|"
    r"convient|conviendrait|irait|está bien|vale|nos vale|is prima|is goed|va bene)(?!\w)",
    re.IGNORECASE,
)
"""After a date: the buyer is content with it."""

CORRECTION = re.compile(
    r"(?<!\w)(?:make (?:that|it)|correction|sorry|actually|instead|scratch that|rather|no[,:] |"
    "change (?:that )?to|moved (?:up )?to|korrektur|doch (?:schon|erst)|besser|sondern|statt dessen|"
    "stattdessen|verschoben|plutôt|rectification|erratum|corrección|mejor|perdón|en su lugar|"
    r"correctie|liever|correzione|anzi|diciamo|digamos|disons|sagen wir|laten we zeggen)(?!\w)",
    re.IGNORECASE,
)
ANAPHORA = re.compile(
    r"(?<!\w)(?:by then|before then|until then|(?<=week )(?:before|earlier|prior)(?=\s*(?:[.,;!?)]|"
    r"$))|(?<=weeks )(?:before|earlier|prior)(?=\s*(?:[.,;!?)]|$))|(?<=days )(?:before|earlier|"
    r"prior)(?=\s*(?:[.,;!?)]|$))|by that (?:date|day|time)|in time for (?:that|this|it)|before that|"
    "then at the latest|bis dahin|bis dann|vorher|rechtzeitig|d['’]ici là|avant cette date|"
    "pour cette date|para entonces|antes de esa fecha|para esa fecha|tegen die tijd|tegen dan|"
    r"voor die tijd|per allora|entro quella data|entro allora)(?!\w)",
    re.IGNORECASE,
)
EARLIER = re.compile(
    rf"(?<!\w)(\d{{1,2}}|the|{NUMBER})\s(?:(days?|tage?|jours?|d[ií]as?|dagen|giorni)|(?:weeks?|wochen?|semaines?|semanas?|weken|settiman[ae]))\s*$",
    re.IGNORECASE,
)
"""Directly before "before that": how long before."""

RANGE_START = re.compile(
    r"(?<!\w)(?:from|between|zwischen(?: dem)?|vom|entre(?: le| el)?|du|del|tussen|van|tra(?: il)?|"
    r"dal)\s*(?:the\s)?$",
    re.IGNORECASE,
)
RANGE_END = re.compile(
    r"^\s*(?:to|and|until|till|through|thru|bis(?: zum)?|und(?: dem)?|et(?: le)?|au|y(?: el)?|al|en|"
    r"tot|e(?: il)?|-|–|—|/|or|oder|ou|o)\s*(?:the\s)?$",
    re.IGNORECASE,
)

_SOFT = r"(?:\s*\((?:[^()\n]{0,30})\))?\s*"
GOODS_LABEL = re.compile(
    (
        r"\s*(?:(?:requested|del\.?|required|req(?:['’]?d)?\.?|needed|desired|preferred|expected|latest|"
        r"target|planned|proposed|our)[\s-]{0,2})?(?:(?:delivery|deliver|ship(?:ping|ment)?|arrival|"
        r"on[- ]site|in[- ]hands?|goods|receipt|material)[\s-]{0,2}(?:required |needed |"
        "requested )?(?:date|by|deadline|on|due|time|needed by|required by)|delivery|(?:date )?(?:needed|"
        "required|wanted|requested)(?: (?:by|on|date|on site|for))?|need[- ]?by(?:[- ]date)?|"
        "need(?:ed)?[- ]date|require(?:d)?[- ]by(?:[- ]date)?|by when|when needed|when|due(?: (?:date|"
        "by))?|date due|deadline|RDD|ETA|wanted by|want date|(?:gewünschter |spätester |"
        "geplanter )?(?:liefertermin|lieferdatum|wunschtermin|wunschlieferdatum|bedarfstermin|"
        "anlieferung|anliefertermin|termin|lieferung|lieferung bis|lieferzeit|lieferfrist|frist|"
        "fälligkeit)(?: gewünscht| bis)?|benötigt(?: (?:bis|am|zum))?|gewünschter termin|bis wann|"
        "bedarf bis|(?:date|délai)(?: limite)?(?: de| souhaitée? de)?(?: la)?(?: livraison|"
        " mise à disposition| besoin)(?: souhaitée?| demandée?| prévue?)?|date souhaitée|"
        "livraison(?: souhaitée| demandée| avant| pour)?(?: le)?|délai(?: souhaité)?|besoin pour(?: le)?|"
        "échéance|(?:fecha|plazo)(?: l[ií]mite)?(?: de| requerida de| deseada de)?(?: la)? ?(?:entrega|"
        "suministro|necesidad|requerida|deseada|necesaria|l[ií]mite)(?: (?:deseada|requerida|"
        "solicitada))?|plazo|entrega(?: antes del?| requerida| deseada)?|para cuándo|(?:gewenste |"
        "uiterste )?(?:leverdatum|levering|leverweek|levertijd)|nodig(?: (?:op|voor|vóór))?|deadline|"
        "(?:data|termine)(?: di)? ?(?:consegna|richiesta|limite)(?: richiesta| desiderata)?|"
        "consegna(?: (?:entro|richiesta))?|scadenza)"
    )
    + _SOFT,
    re.IGNORECASE,
)
QUOTE_LABEL = re.compile(
    (
        r"\s*(?:(?:quote|quotation|bid|offer|tender|rfq|rfp|proposal|response|reply|submission|submittal|"
        r"pricing|price)s?(?:['’]s)?(?: is| are)?[\s-]{0,2}(?:due|deadline|closing|close|needed|required|"
        r"wanted|return|submission)?[\s-]{0,2}(?:date|by|on)?(?: due)?|(?:closing|return|reply|respond|"
        r"quote|response|submission)[\s-](?:date|by|deadline)|angebotsfrist|angebotsabgabe(?: bis)?|"
        "angebot bis|angebotsschluss|abgabetermin|abgabefrist|abgabe bis|rückgabe bis|rückmeldung bis|"
        "antwort bis|submissionstermin|einreichungsfrist|(?:date limite|délai|date)(?: de| pour la|"
        r" pour)?(?: remise| réponse| réception)(?: (?:des|de|du|d['’])\s?(?:offres?|devis|plis|"
        "l['’]offre))?|réponse avant(?: le)?|devis avant(?: le)?|(?:fecha|plazo)(?: l[ií]mite)?(?: de|"
        " para la| para)? ?(?:oferta|ofertas|respuesta|cotización|presentación|"
        "presupuesto)(?: de ofertas)?|oferta antes del?|offerte (?:vóór|voor|uiterlijk)|inschrijfdatum|"
        "sluitingsdatum|offerta entro|risposta entro|scadenza offerta)"
    )
    + _SOFT,
    re.IGNORECASE,
)
"""The whole label of a form's field, a ``Key: value`` line or a column's head."""
