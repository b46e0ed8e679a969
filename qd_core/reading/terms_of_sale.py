"""Payment terms that the buyer asks for, and whether the request is in a hurry."""

from __future__ import annotations

import re

from qd_core.model.message import Source
from qd_core.model.rfq import Extracted, Rfq
from qd_core.reading.passages import cells_of, passages_of

__all__ = ["payment_spans", "read_payment_terms", "read_rush"]

_TERMS = re.compile(
    r"(?<![\w-])(?:(?:\d{1,2}(?:[.,]\d)?\s?%,?\s\d{1,2},?\s|\d{1,2}\s?/\s?\d{1,2},?\s)?"
    r"net[\s-]?\d{1,3}(?:[\s-]days?)?(?: EOM)?|n/?(?:30|45|60|90)|"
    r"\d{1,3}[\s-]days?(?:['’])?\s(?:net|EOM|end of month|from (?:date of )?invoice|after (?:delivery|"
    "invoice)|credit|account)(?: terms)?|(?:cash|payment) (?:on delivery|in advance|with order|"
    "upon receipt|on receipt)|pro[- ]?forma payment|prepay(?:ment|ment terms)?|letter of credit|"
    r"(?:\d{2} ?% )?(?:deposit(?!o)|down ?payment)[^.\n]{0,30}|due on receipt|"
    r"\d{1,3}\stage(?:n)?\s(?:netto|rein netto|ziel|nach rechnung\w*|ab rechnung\w*)|(?:zahlungsziel|"
    r"zahlbar)(?: innerhalb(?: von)?| binnen)?\s\d{1,3}\stage(?:n)?(?: netto)?|"
    r"\d{1,2}\stage\s\d{1,2}(?:,\d)?\s?%\s?skonto(?:, ?\d{1,3} tage netto)?|vorkasse|vorauskasse|"
    "zahlung (?:auf|per) rechnung|kauf auf rechnung|(?:paiement|règlement|payable|réglé|"
    r"réglement)[^.\n\d]{0,20}\d{1,3}\sjours(?: (?:nets?|fin de mois|date de facture|fdm))*|"
    r"\d{1,3}\sjours\s(?:nets?|fin de mois|date de facture|fdm)(?: (?:fin de mois|le \d{1,2}))?|"
    "paiement (?:comptant|à la commande|à réception)|(?:pago|forma de pago|condiciones de pago|"
    r"pagar[eé])[^.\n\d]{0,20}\d{1,3}\sd[ií]as(?: (?:fecha (?:de )?factura|f\.?f\.?|netos?))*|"
    r"\d{1,3}\sd[ií]as\s(?:fecha (?:de )?factura|netos?)|pago (?:al contado|anticipado|"
    r"por adelantado)|\d{1,3}\sdagen\s(?:netto|na factuur\w*)|"
    r"betaling(?:stermijn)? (?:binnen )?\d{1,3}\sdagen|vooruitbetaling|\d{1,3}\s(?:giorni|"
    r"gg)\s(?:data fattura|d\.?f\.?|netti|fine mese)(?: fine mese)?|"
    r"pagamento[^.\n\d]{0,20}\d{1,3}\s(?:giorni|gg)(?: (?:data fattura|fine mese))?|"
    r"bonifico anticipato)(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|\n)[ \t*•-]*(?:payment(?: terms?| conditions?)?|terms(?: of payment)?|"
    "zahlungs(?:bedingungen|ziel|konditionen|weise)|zahlung|conditions de (?:paiement|règlement)|"
    "paiement|règlement|(?:condiciones|forma) de pago|pago|betalings(?:voorwaarden|conditie|termijn)|"
    r"betaling|(?:condizioni|termini) di pagamento|pagamento)[ \t]*:[ \t]*([^\n]{2,60})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:\bare your\b|\bwhat\b[^.?\n]{0,40}|\bwelche\b[^.?\n]{0,40}|\bquelles?\b[^.?\n]{0,40})$",
    re.IGNORECASE,
)
_CELL_LABEL = re.compile(
    "(?:payment(?: terms?)?|terms(?: of payment)?|zahlungsbedingungen|zahlungsziel|"
    "conditions de (?:paiement|règlement)|(?:condiciones|forma) de pago|betalingsvoorwaarden|"
    "condizioni di pagamento)",
    re.IGNORECASE,
)


def payment_spans(text: str) -> list[tuple[int, int]]:
    """Where ``text`` speaks of payment: a "30 days end of month" there is no date."""
    return [match.span() for match in _TERMS.finditer(text)] + [
        match.span(1) for match in _LABEL.finditer(text)
    ]


def read_payment_terms(rfq: Rfq) -> Extracted[str] | None:
    """The terms as written ("net 30", "30 Tage netto"); a form's own field wins."""
    if form := rfq.form.payment_terms.strip():
        return Extracted(
            value=form, confidence=0.98, source=Source(part="form", quote=rfq.form.payment_terms)
        )
    for passage in passages_of(rfq):
        for pattern, group, confidence in ((_LABEL, 1, 0.95), (_TERMS, 0, 0.9)):
            for match in pattern.finditer(passage.text):
                if _ASKED.search(passage.text[max(0, match.start() - 60) : match.start()]):
                    continue
                value = " ".join(match[group].split()).strip(" .")
                if value:
                    start = match.start(group)
                    end = start + len(match[group].rstrip(" ."))
                    return Extracted(value=value, confidence=confidence, source=passage.source(start, end))
    return _in_cells(rfq)


def _in_cells(rfq: Rfq) -> Extracted[str] | None:
    for cell in cells_of(rfq):
        label, colon, value = cell.text.strip().partition(":")
        if not _CELL_LABEL.fullmatch(label.strip()):
            continue
        if value.strip():
            return Extracted(value=" ".join(value.split()), confidence=0.93, source=cell.source())
        beside = cell.right()
        if beside is not None and len(beside.text) <= 60:
            return Extracted(value=" ".join(beside.text.split()), confidence=0.93, source=beside.source())
        if not colon:
            continue
    return None


_RUSH = re.compile(
    r"(?<![\w-])(?:urgent(?! care)(?:ly|e|es|emente)?|urgence|asap|a\.s\.a\.p|rush(?: (?:order|job|"
    "delivery|request|quote))|(?-i:rush|RUSH)|as soon as (?:possible|you can)|right away|immediately|"
    "express (?:delivery|shipping|shipment)|expedited?|top priority|emergency(?: order| repair|"
    " shutdown)|this is an emergency|in a hurry|time[- ]critical|quick turn[- ]?around|"
    "line (?:is )?down|dringend(?:e[nrs]?)?|eilt|eilig(?:e[nrs]?)?|eilauftrag|eilbestellung|"
    "schnellstmöglich(?:e[nrs]?)?|schnellstens|so schnell wie möglich|so bald wie möglich|"
    "baldmöglichst|umgehend|sofort(?! lieferbar)|asap|express(?:lieferung|versand)|au plus vite|"
    "dès que possible|le plus (?:vite|rapidement|tôt) possible|dans les plus brefs délais|en urgence|"
    "pressée?|lo antes posible|cuanto antes|con urgencia|a la mayor brevedad|de inmediato|"
    "inmediat(?:o|amente)|spoed|spoedig|zo (?:snel|spoedig) mogelijk|haast|il prima possibile|"
    "al più presto|quanto prima|con urgenza|no rush|no hurry|keine eile|sin prisa|geen haast|"
    r"eilt nicht)(?!\w)",
    re.IGNORECASE,
)
_NO_RUSH = re.compile(
    r"(?:\b(?:no|not|isn['’]t|without|nothing|never|nicht|kein(?:e|en)?|pas|non|niet|geen|"
    r"sin|ninguna|es ist nicht)\s(?:\w+\s){0,2}|\brien d['’])$",
    re.IGNORECASE,
)
_CALM = re.compile(r"no rush|no hurry|keine eile|sin prisa|geen haast|eilt nicht", re.IGNORECASE)
_SAID_OF_OTHERS = re.compile(
    r"(?:\bfor|\bif|\bin case of|\bfalls|\bbei|\bwenn|\ben cas d['’])\s*$", re.IGNORECASE
)


def read_rush(rfq: Rfq) -> Extracted[bool] | None:
    """True where the message is in a hurry, False where it says that it is not, None where it says neither."""
    calm: Extracted[bool] | None = None
    for passage in passages_of(rfq):
        if passage.rank > 1:
            break
        for match in _RUSH.finditer(passage.text):
            before = passage.text[max(0, match.start() - 40) : match.start()]
            if _SAID_OF_OTHERS.search(before):
                continue
            source = passage.source(match.start(), match.end())
            if (
                _NO_RUSH.search(before)
                or _CALM.fullmatch(match[0])
                or re.match(r"\s+nicht\b", passage.text[match.end() :])
            ):
                calm = calm or Extracted(value=False, confidence=0.9, source=source)
                continue
            return Extracted(value=True, confidence=0.92, source=source)
    return calm
