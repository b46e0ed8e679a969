"""Whether a text holds lines of a request: a quick look, for where to cut, not for what to quote.

The cut between a message and its signature, and the choice between a covering note and what it forwards, both ask
this. In doubt a line is one of a request: it costs less to keep a telephone number than to lose an order line.
"""

from __future__ import annotations

import re

from qd_core.model.uom import UnitKind, unit_word

__all__ = ["holds_request_lines", "is_contact_line", "is_request_line"]

_LONGEST = 300
_MOST_LINES = 1000

_BULLET = re.compile(r"^[ \t>]{0,40}(?:[-*•·–—▪◦‣o]|\(?\d{1,3}[.)])[ \t]+")
_NUMBER = r"(?<![\w.,/@#+-])\d{1,3}(?:[.,' \u00a0\u202f]\d{3}){1,3}|(?<![\w.,/@#+-])\d{1,7}(?:[.,]\d{1,3})?"
_COUNTED = re.compile(rf"({_NUMBER})[ \t\u00a0]{{0,3}}([^\W\d_]{{1,20}}\.?|×)(?=\W|\d|\Z)")
_TIMES = re.compile(rf"(?:{_NUMBER})[ \t\u00a0]{{0,2}}[x×][ \t\u00a0]{{1,2}}\S", re.IGNORECASE)
_LEADING = re.compile(r"^(\d{1,7})[ \t\u00a0]{1,20}(?:of\s|off\s)?(?=[^\W\d_]|\S{0,20}[^\W\d_])(\S+)")
_SKU = r"(?=[\w./-]{0,30}\d)(?=[\w./-]{0,30}[^\W\d_])[\w][\w./-]{2,30}"
_NUMBER_THEN_SKU = re.compile(rf"(?<![\w.,/@+-])\d{{1,6}}[ \t\u00a0]{{1,3}}{_SKU}(?!\w)")
_SKU_THEN_NUMBER = re.compile(
    rf"(?<!\w){_SKU}[ \t]{{0,3}}[-–:;,x×=][ \t]{{0,3}}\d{{1,6}}(?:\s|[.,;]?$)", re.IGNORECASE
)
_LABELLED = re.compile(
    r"\b(?:qty|quantity|quantities|menge|anzahl|stückzahl|quantité|qté|cantidad|cant|quantità"
    r"|aantal)\b\W{0,3}\d",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s{0,3}(?:the|these|those|them|us|our|my|your|which|all)\b", re.IGNORECASE)
_CELL = re.compile(r"[\t|;]")
_COUNT_CELL = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?(?: {0,2}[^\W\d_]{1,6}\.?)?")

_PHONE = re.compile(
    r"(?:\+|\b00)\d[\d ()./-]{6,20}\d|\(\d{2,5}\)[ -]?\d[\d ./-]{4,14}\d|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b"
    r"|\b\d{3}-\d{4}\b"
    r"|\b0\d{1,5}[ /.-]{1,3}\d[\d /.-]{4,14}\d\b"
)
_CONTACT_LABEL = re.compile(
    r"(?:^|[\s|,;·•(])(?:tel|tél|téléphone|telefon|telefono|teléfono|telephone|phone|ph|fon|fax|mob"
    r"|mobile|mobil|handy"
    r"|portable|cell|office|direct|dw|durchwahl|zentrale|e-?mail|mail|web|www|ext|extension|skype"
    r"|whatsapp|ust-?id(?:nr)?"
    r"|steuernummer|vat|tva|siret|siren|rcs|cif|nif|kvk|btw|hrb|hra|amtsgericht|iban|bic|swift|registered"
    r"|company (?:no|number"
    r"|reg)|geschäftsführer|t|f|m|p|c|o|d)\b\.?[ \t]{0,2}(?:no|nr)?\.?[ \t]{0,2}[:.\-#/]?[ \t]{0,3}[+(\d@w]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|plaza|square"
    r"|suite|ste|floor|fl"
    r"|room|building|bldg|unit|highway|hwy|parkway|pkwy|p\.?\s?o\.? box|estate|park|house|straße|strasse"
    r"|weg|platz|allee"
    r"|rue|chemin|impasse|cours|quai|calle|avda|avenida|paseo|via|viale|corso|piazza|straat|laan|kade"
    r"|postfach|zip"
    r"|postbus|bp)\b\.?(?=\s{0,2}(?:[\d,;|·•()/-]|$)|\s{2}|\t)|\b(?:rue|chemin|calle|via|avenue|avenida"
    r"|viale|p\.?\s?o\.? box) [^\W\d_]|\w(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|straat|laan"
    r"|plein|gade|vej|gatan|vägen)(?:\W|$)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^(?:[A-Z]{1,2}-)?\d{4,5} [^\W\d_]"
    r"|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
_LINK = re.compile(
    r"\bregistered (?:in|office|company)\b|\S@[^\s@]{1,80}\.\S|https?://|\bwww\.", re.IGNORECASE
)
_TIME_WORDS = frozenset(
    """am pm uhr h hrs hr hour hours min mins minute minutes minuten sec day days tag tage tagen jour jours día días
    dias giorni dagen week weeks wk wks woche wochen semaine semaines semana semanas month months monat monate mois
    mes meses year years yr yrs jahr jahre ans años st nd rd th of usd eur gbp chf dollars euro euros pounds percent
    prozent""".split()
)
_NO_COUNT = _TIME_WORDS | {"item", "items"}
"""No quantities: times, money, and the number of things that a note speaks of ("the 3 items below")."""
_MONTH = re.compile(
    r"(?:jan|feb|f[ée]v|m[aä]r|mär|apr|avr|abr|ma[iyj]|jun|jui|jul|aug|ao[uû]|ago|sep|set|o[ck]t|ott|nov"
    r"|de[czk]|d[ée]c|ene|gen"
    r"|mag|giu|lug|dic)[a-zäéûçñ]{0,7}\.?$",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half a|ein|eine|einen|zwei"
    r"|drei|vier|fünf|sechs"
    r"|sieben|acht|neun|zehn|zwölf|un|une|deux|trois|quatre|cinq|dix|douze|dos|tres|cuatro|cinco|diez"
    r"|doce|due|tre|quattro"
    r"|cinque|dieci|twee|drie|vijf|tien)[ \t]{1,3}([^\W\d_]{3,14})\b",
    re.IGNORECASE,
)


def holds_request_lines(text: str) -> bool:
    """Whether any line of ``text`` names a quantity of something."""
    return any(is_request_line(line) for line in text.split("\n", _MOST_LINES)[:_MOST_LINES])


def is_contact_line(line: str) -> bool:
    """Whether the line is of the kind that stands in a signature: telephone, mail, web, postal address."""
    line = line[:_LONGEST]
    return bool(
        _PHONE.search(line)
        or _LINK.search(line)
        or _CONTACT_LABEL.search(line)
        or _POSTCODE.search(line.strip())
        or (_ADDRESS.search(line) and re.search(r"\d", line))
    )


def is_request_line(line: str) -> bool:
    """Whether the line ties a quantity to a thing: ``240 of A12``, ``A12 - 240``, ``10 Stk …``, cells with a count."""
    line = _BULLET.sub("", line[:_LONGEST]).strip()
    if not line or not (any(map(str.isdigit, line)) or _SPELT.search(line)):
        return False
    if _is_counted(line) or _TIMES.search(line) or _LABELLED.search(line):
        return True
    if is_contact_line(line):
        return False
    return bool(
        _is_cells(line)
        or _leads_with_count(line)
        or _NUMBER_THEN_SKU.search(line)
        or _SKU_THEN_NUMBER.search(line)
    )


def _is_counted(line: str) -> bool:
    """A number, or a number word, with a unit behind it, and something that is counted."""
    for found in _COUNTED.finditer(line):
        word = found[2].rstrip(".")
        if word.casefold() in _NO_COUNT or len(word) == 1:
            continue
        unit = unit_word(word)
        if unit is None and (word.casefold() not in ("of", "off") or _OF_THEM.match(line, found.end())):
            continue
        if unit is not None and unit.kind is UnitKind.MEASURE and len(word) < 3 and is_contact_line(line):
            continue
        if _has_other_word(line, found.start(), found.end()):
            return True
    for found in _SPELT.finditer(line):
        unit = unit_word(found[1])
        if (
            unit is not None
            and unit.kind is not UnitKind.MEASURE
            and unit.name not in ("each", "set", "block", "case")
        ):
            return True
    return False


def _has_other_word(line: str, start: int, end: int) -> bool:
    rest = line[:start] + " " + line[end:]
    return bool(re.search(r"[^\W_]{2,}", rest))


def _leads_with_count(line: str) -> bool:
    found = _LEADING.match(line)
    if not found:
        return False
    word = found[2].strip(".,;:")
    if _OF_THEM.match(word):
        return False
    if word.casefold() in _TIME_WORDS or _MONTH.match(word) or len(found[1]) > 6:
        return False
    return not _ADDRESS.search(line)


def _is_cells(line: str) -> bool:
    cells = [cell.strip() for cell in _CELL.split(line) if cell.strip()]
    if len(cells) < 2:
        return False
    counts = [bool(_COUNT_CELL.fullmatch(cell)) for cell in cells]
    return any(counts) and any(
        not count and re.search(r"[^\W_]{3}", cell) for cell, count in zip(cells, counts, strict=True)
    )
