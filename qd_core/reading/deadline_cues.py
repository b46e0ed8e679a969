"""The words that make a date a deadline, for the goods or for the quote, or that say that it is none."""

from __future__ import annotations

import re

from qd_core.reading.calendar_words import NUMBER

__all__ = [
    "ANAPHORA", "BEFORE", "CORRECTION", "DENIED", "EARLIER", "EVENT", "FOR_GOODS", "FOR_QUOTE", "GOODS_LABEL", "NEEDED",
    "LIMIT_INSIDE", "NOT_A_DEADLINE", "NOT_AFTER", "OTHER_LABEL", "QUOTE_LABEL", "RANGE_END", "RANGE_START", "WEEKDAY_BEFORE", "WILL_DO",
]  # fmt: skip


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)


FOR_GOODS = _words(
    r"deliver(?:y|ed|ies|ing|s)?", r"ship(?:ped|ment|ments|ping|s)?", r"arriv\w{1,4}", r"lleg\w{1,4}", r"(?:an)?kommen", r"da sein", r"aankom\w*", r"on[- ]?site", r"in[- ]hand",
    r"drop(?:ped)?(?: off)?", r"send", r"bring", r"dispatch(?:ed)?", r"collect(?:ed|ion)?", r"pick(?:ed|ing)?[- ]?up", r"materials?", r"goods", r"in (?:our )?stock",
    r"in(?:to)? (?:our|the) (?:warehouse|yard|shop|plant)", r"on (?:the|our) (?:dock|shelf|truck)", r"will call", r"has to be in", r"land(?:ed)?",
    r"lead[- ]?time", r"turn[- ]?around",
    r"\w*liefer(?:ung|n|t|termin|datum|bar|zeit|tag|frist)?", r"geliefert", r"anliefer\w*", r"versand\w*", r"baustelle", r"ware", r"wareneingang",
    r"material", r"\w*abhol(?:ung|en|er)", r"abgeholt", r"eintreffen", r"vor ort", r"verfügbar", r"bedarfstermin", r"wunschtermin",
    r"livr(?:aison|er|é|ée|és|ées|able)", r"expédi\w*", r"sur (?:le )?chantier", r"marchandises?", r"réception", r"enlèvement", r"matériel",
    r"entreg\w*", r"env[ií](?:o|ar|ado)", r"recogida", r"suministr\w*", r"mercanc[ií]a", r"en obra", r"material(?:es)?",
    r"(?:ge)?lever(?:ing|en|d|datum|tijd)", r"bezorg\w*", r"op (?:de )?(?:bouwplaats|werf)", r"goederen", r"afgehaald",
    r"consegn\w*", r"spedi\w*", r"merce", r"in cantiere", r"fornitura",
)  # fmt: skip
NEEDED = _words(
    r"(?:should|must|to|will) be (?:there|here|in|at|with us|delivered)", r"needed", r"needs?", r"required?", r"req['’]?d", r"requires", r"requirement", r"want(?:ed)?", r"due", r"deadline", r"must (?:be|have)", r"ha(?:s|ve) to (?:be|have)", r"receive",
    r"have (?:it|them|everything|these|this|all)", r"get (?:it|them)", r"expect(?:ed|ing)?", r"looking for", r"hoping for", r"latest", r"no later than", r"target(?:ing|ed)?", r"RDD", r"ready", r"available", r"would like",
    r"brauch(?:e|en|t)", r"bräucht\w*", r"gebraucht", r"benötig(?:e|en|t)", r"bedarf", r"spätestens", r"termin", r"frist", r"müss(?:en|te)", r"muss", r"fertig", r"bis spätestens",
    r"besoin", r"(?:il )?(?:nous )?faut", r"faudrait", r"nécessaires?", r"souhait(?:ons|é|ée|és|ées|erions|e)", r"délais?", r"au plus tard", r"voulons", r"attendus?",
    r"necesit(?:amos|o|ar[ií]amos|a|an)", r"necesari[oa]s?", r"hacen? falta", r"requerid[oa]s?", r"plazo", r"fecha l[ií]mite", r"a m[aá]s tardar", r"queremos", r"precisamos",
    r"nodig", r"benodigd", r"uiterlijk", r"gewenst", r"moet(?:en)?", r"hebben",
    r"serv(?:e|ono|irebbe|irebbero)", r"bisogno", r"necessari[oae]?", r"abbiamo bisogno", r"entro e non oltre", r"richiest[oaie]",
)  # fmt: skip
FOR_QUOTE = _words(
    r"quot(?:e|es|ation|ations|ing)", r"pric(?:e|es|ing)", r"offers?", r"bids?", r"proposals?", r"repl(?:y|ies)", r"respon(?:d|se|ses)", r"answers?", r"hear (?:back )?from",
    r"get back", r"come back", r"let (?:me|us) know", r"tenders?", r"submi(?:t|ssion|ssions|tted)", r"estimates?", r"numbers", r"figures", r"RFQ", r"closing", r"confirm(?:ation)?",
    r"angebot(?:e|s|sfrist|sabgabe|sschluss|stermin)?", r"preis(?:e|angebot|anfrage)?", r"anbieten", r"rückmeldung", r"antwort(?:en)?", r"offerte", r"abgabe(?:frist|termin)?", r"kostenvoranschlag", r"zurückmelden",
    r"devis", r"offre(?: de prix)?", r"prix", r"répon(?:se|dre|ses)", r"chiffrage", r"chiffrer", r"cotation", r"retour", r"tarifs?",
    r"cotizaci(?:ón|on|ones)", r"cotizar", r"presupuestos?", r"ofertas?", r"precios?", r"respuesta", r"responder", r"contestar", r"ofertar",
    r"offertes?", r"prijs(?:opgave|zen)?", r"prijzen", r"reactie", r"antwoord(?:en)?",
    r"preventiv[oi]", r"offert[ae]", r"prezz[oi]", r"risposta", r"rispondere", r"quotazione",
)  # fmt: skip
EVENT = _words(
    r"start(?:s|ing|ed)?", r"begin(?:s|ning)?", r"kick[- ]?off", r"open(?:s on|ing)", r"install(?:ing|ation|s)?", r"shut[- ]?down", r"outage", r"pour(?:ing)?", r"go[- ]live", r"commission(?:ing)?", r"turnaround",
    r"beginn(?:en|t)?", r"baubeginn", r"starten", r"montage", r"einbau", r"inbetriebnahme", r"eröffn\w*", r"revision", r"stillstand",
    r"démarr\w*", r"commenc\w*", r"début des travaux", r"ouverture", r"pose", r"arrêt", r"empez\w*", r"comenz\w*", r"inicio", r"inicia\w*", r"parada", r"apertura",
    r"begint", r"aanvang", r"iniziamo", r"inizio", r"partiamo",
)  # fmt: skip

BEFORE = re.compile(
    r"(?<!\w)(?:by|before|until|till|til|for|no later than|not later than|latest(?: by)?|at the latest|on or before|prior to|due(?: on| by)?|in|"
    r"bis(?: (?:zum|spätestens|spätestens am|einschließlich|am))?|spätestens(?: am| bis| zum)?|vor(?: dem)?|zum|per|"
    r"avant(?: le| la)?|pour(?: le)?|d['’]ici(?: au| le| la| à)?|jusqu['’]au|au plus tard(?: le)?|"
    r"antes (?:del?|de la)(?: d[ií]a)?|para(?: el| finales de)?|hasta(?: el)?|a m[aá]s tardar(?: el)?|"
    r"vóór|voor|tegen|uiterlijk(?: op)?|tot|entro(?: il| la)?|prima del?|per(?: il)?)\s*(?:the\s|het\s|de\s|la\s|le\s|el\s|il\s|dem\s|der\s|die\s|the\send\sof\s|EOD\s|COB\s|noon\s(?:on\s)?|close\sof\sbusiness\s(?:on\s)?)?$",
    re.IGNORECASE,
)
"""Ends where the date begins: the date is a limit, whatever else the sentence says."""

LIMIT_INSIDE = re.compile(r"(?:by|before|bis|zum|spätestens|vor|avant|pour|au plus tard|d['’]ici|jusqu['’]au|antes|para|hasta|entro|within|innerhalb|binnen|sous|dentro)\b", re.IGNORECASE)
"""Begins a date phrase that carries its own limiting word."""

NOT_A_DEADLINE = re.compile(
    r"(?<!\w)(?:valid(?:ity)?|discounts?|rebates?|rabatt\w*|preisbindung|festpreis|remises?|descuentos?|held|hold(?:ing)?|firm|good (?:through|until|till|for)|expir\w+|gültig\w*|bindend|valables?|validité|válid[oa]s?|validez|geldig|valid[oai]|"
    r"invoic\w+|payments?|pay|payable|zahlung\w*|paiements?|règlement|pagos?|betaling\w*|pagament\w+|rechnung\w*|facturas?|factuur|fattura|paid|payment due|fällig|zahlbar|échéance|"
    r"dated|date of birth|printed|issued|created|revised|rev(?:ision)?\.?|drawing|stand vom|"
    r"since|seit|depuis|desde|sinds|out of (?:the )?office|on (?:holiday|vacation|leave)|urlaub|closed|geschlossen|fermé\w*|en congés?|back (?:on|in)|zurück am|"
    r"(?:(?<!will )call|meet(?:ing)?|visit(?:ing)?|appointment|besprechung|telefonat|réunion|rendez-vous|reunión|llamada|webinar|trade (?:show|fair)|messe|salon)|"
    r"ordered|bought|purchased|received|fitted|installed last|spoke|talked|discussed|met|bestellt|gekauft|erhalten|telefoniert|besprochen|"
    r"commandé\w*|acheté\w*|reçus?|parlé|compr(?:amos|ado)|recibi\w+|hablamos|besteld|gekocht|ordinato|acquistato|"
    r"(?:was|were) (?:delivered|ordered|quoted|shipped|supplied)|last (?:order|delivery|time|quote)|price list|preisliste|tarif (?:de|du))(?!\w)[^.;\n]{0,45}$",
    re.IGNORECASE,
)
"""What came before in the sentence says that the date is something else."""

OTHER_LABEL = re.compile(
    r"(?:^|\n)[ \t*]*(?:date|datum|fecha|data|sent|gesendet|envoyé|enviado|quote date|rfq date|inquiry date|issue date|order date|angebotsdatum|anfragedatum|bestelldatum|date de la demande|"
    r"valid until|gültig bis|rev(?:ision)?|printed|created|erstellt|stand|version|your quote|invoice date|rechnungsdatum)\s?:\s*$|"
    r"(?:quote|quotation|offer|order|PO|e-?mail|mail|letter|enquiry|inquiry|request|RFQ|call|conversation|angebot|bestellung|schreiben|anfrage|mail|telefonat|devis|commande|courriel|demande|offre|oferta|pedido|correo|solicitud|"
    r"offerte|bestelling|offerta|ordine)\b[^.;,\n]{0,30}\b(?:of|from|dated|on|vom|von|du|del|de fecha|de|van|op|in data)\s*(?:the\s)?$",
    re.IGNORECASE,
)
"""The date of a document, or of an earlier letter ("your quote of 12 May")."""

DENIED = re.compile(
    r"(?:\bnot(?: on| by)?|\bnicht(?: am| bis)?(?: zum)?|\bstatt(?: am| bis)?|instead of|rather than|\blast|\bletzte[nrs]?|\bvergangene[nrs]?|\bpast|\bprevious|\bvorige[nr]?|\bvorletzte[nrs]?|no longer|"
    r"not before|no earlier than|earliest|not until|after|frühestens(?: am| ab)?|\bab(?: dem)?|nicht vor(?: dem)?|\bnach(?: dem)?|pas avant(?: le)?|à partir d[ue]|après(?: le)?|no antes del?|a partir del?|después del?|"
    r"al lugar del?|en lugar del?|au lieu du|niet voor|vanaf|dopo il|a partire dal|every|each|jeden|chaque|cada|on)\s*$(?<!\bon )(?<!\bon)",
    re.IGNORECASE,
)
"""Stands directly before the date."""

WEEKDAY_BEFORE = re.compile(r"\s*(?:before|prior|davor|vorher|zuvor|avant|précédent|antes|anterior|ervoor|prima)\b", re.IGNORECASE)
"""After a weekday: the one before the day named last ("starts 16 June, needed the Friday before")."""

NOT_AFTER = re.compile(r"^\s*(?:dernier(?! délai)|pasado|passat[oa]|scorso|jl\.|geleden|ago\b|or later|oder später|at the earliest|onwards)", re.IGNORECASE)
"""Stands directly after the date."""

WILL_DO = re.compile(r"\s*(?:will do|is fine|would be fine|is ok(?:ay)?|works(?: for us)?|would work|is good enough|at the latest|latest|reicht|genügt|passt|wäre (?:gut|schön|ideal|perfekt)|ist ok|suffit|convient|conviendrait|"
    r"irait|está bien|vale|nos vale|is prima|is goed|va bene)(?!\w)", re.IGNORECASE)
"""After a date: the buyer is content with it."""

CORRECTION = re.compile(
    r"(?<!\w)(?:make (?:that|it)|correction|sorry|actually|instead|scratch that|rather|no[,:] |change (?:that )?to|moved (?:up )?to|korrektur|doch (?:schon|erst)|besser|sondern|statt dessen|stattdessen|"
    r"verschoben|plutôt|rectification|erratum|corrección|mejor|perdón|en su lugar|correctie|liever|correzione|anzi)(?!\w)",
    re.IGNORECASE,
)
ANAPHORA = re.compile(
    r"(?<!\w)(?:by then|before then|until then|(?<=week )(?:before|earlier|prior)(?=\s*(?:[.,;!?)]|$))|(?<=weeks )(?:before|earlier|prior)(?=\s*(?:[.,;!?)]|$))|(?<=days )(?:before|earlier|prior)(?=\s*(?:[.,;!?)]|$))|by that (?:date|day|time)|in time for (?:that|this|it)|before that|then at the latest|bis dahin|bis dann|vorher|rechtzeitig|d['’]ici là|avant cette date|pour cette date|"
    r"para entonces|antes de esa fecha|para esa fecha|tegen die tijd|tegen dan|voor die tijd|per allora|entro quella data|entro allora)(?!\w)",
    re.IGNORECASE,
)
EARLIER = re.compile(rf"(?<!\w)(\d{{1,2}}|{NUMBER})\s(?:(days?|tage?|jours?|d[ií]as?|dagen|giorni)|(?:weeks?|wochen?|semaines?|semanas?|weken|settiman[ae]))\s*$", re.IGNORECASE)
"""Directly before "before that": how long before."""

RANGE_START = re.compile(r"(?<!\w)(?:from|between|zwischen(?: dem)?|vom|entre(?: le| el)?|du|del|tussen|van|tra(?: il)?|dal)\s*(?:the\s)?$", re.IGNORECASE)
RANGE_END = re.compile(r"^\s*(?:to|and|until|till|through|thru|bis(?: zum)?|und(?: dem)?|et(?: le)?|au|y(?: el)?|al|en|tot|e(?: il)?|-|–|—|/|or|oder|ou|o)\s*(?:the\s)?$", re.IGNORECASE)

_SOFT = r"(?:\s*\((?:[^()\n]{0,30})\))?\s*"
GOODS_LABEL = re.compile(
    r"\s*(?:(?:requested|required|req(?:['’]?d)?\.?|needed|desired|preferred|expected|latest|target|planned|proposed|our)[\s-]{0,2})?"
    r"(?:(?:delivery|deliver|ship(?:ping|ment)?|arrival|on[- ]site|in[- ]hands?|goods|receipt|material)[\s-]{0,2}(?:required |needed |requested )?(?:date|by|deadline|on|due|time|needed by|required by)|delivery|"
    r"(?:date )?(?:needed|required|wanted|requested)(?: (?:by|on|date|on site|for))?|need[- ]?by(?:[- ]date)?|need(?:ed)?[- ]date|require(?:d)?[- ]by(?:[- ]date)?|by when|when needed|when|due(?: (?:date|by))?|date due|deadline|RDD|ETA|wanted by|want date|"
    r"(?:gewünschter |spätester |geplanter )?(?:liefertermin|lieferdatum|wunschtermin|wunschlieferdatum|bedarfstermin|anlieferung|anliefertermin|termin|lieferung|lieferung bis|lieferzeit|lieferfrist|frist|fälligkeit)(?: gewünscht| bis)?|benötigt(?: (?:bis|am|zum))?|gewünschter termin|bis wann|bedarf bis|"
    r"(?:date|délai)(?: limite)?(?: de| souhaitée? de)?(?: la)?(?: livraison| mise à disposition| besoin)(?: souhaitée?| demandée?| prévue?)?|date souhaitée|livraison(?: souhaitée| demandée| avant| pour)?(?: le)?|délai(?: souhaité)?|besoin pour(?: le)?|échéance|"
    r"(?:fecha|plazo)(?: l[ií]mite)?(?: de| requerida de| deseada de)?(?: la)? ?(?:entrega|suministro|necesidad|requerida|deseada|necesaria|l[ií]mite)(?: (?:deseada|requerida|solicitada))?|plazo|entrega(?: antes del?| requerida| deseada)?|para cuándo|"
    r"(?:gewenste |uiterste )?(?:leverdatum|levering|leverweek|levertijd)|nodig(?: (?:op|voor|vóór))?|deadline|"
    r"(?:data|termine)(?: di)? ?(?:consegna|richiesta|limite)(?: richiesta| desiderata)?|consegna(?: (?:entro|richiesta))?|scadenza)" + _SOFT,
    re.IGNORECASE,
)
QUOTE_LABEL = re.compile(
    r"\s*(?:(?:quote|quotation|bid|offer|tender|rfq|rfp|proposal|response|reply|submission|submittal|pricing|price)s?(?:['’]s)?(?: is| are)?[\s-]{0,2}(?:due|deadline|closing|close|needed|required|wanted|return|submission)?[\s-]{0,2}(?:date|by|on)?(?: due)?|(?:closing|return|reply|respond|quote|response|submission)[\s-](?:date|by|deadline)|"
    r"angebotsfrist|angebotsabgabe(?: bis)?|angebot bis|angebotsschluss|abgabetermin|abgabefrist|abgabe bis|rückgabe bis|rückmeldung bis|antwort bis|submissionstermin|einreichungsfrist|"
    r"(?:date limite|délai|date)(?: de| pour la| pour)?(?: remise| réponse| réception)(?: (?:des|de|du|d['’])\s?(?:offres?|devis|plis|l['’]offre))?|réponse avant(?: le)?|devis avant(?: le)?|"
    r"(?:fecha|plazo)(?: l[ií]mite)?(?: de| para la| para)? ?(?:oferta|ofertas|respuesta|cotización|presentación|presupuesto)(?: de ofertas)?|oferta antes del?|"
    r"offerte (?:vóór|voor|uiterlijk)|inschrijfdatum|sluitingsdatum|offerta entro|risposta entro|scadenza offerta)" + _SOFT,
    re.IGNORECASE,
)
"""The whole label of a form's field, a ``Key: value`` line or a column's head."""
