"""The small words of addresses: what leads to a name, joins one, and names a street, a firm or a building."""

from __future__ import annotations

import re

__all__ = [
    "ASIDE",
    "FACILITY",
    "GERMAN_FACILITY",
    "LEADING",
    "LEGAL",
    "OWN",
    "PARTICLES",
    "PHONE",
    "STREET",
    "STREET_OF_A_DAY",
    "STREET_NAME",
    "is_name",
]

PARTICLES = frozenset(
    (
        "am an im der den dem die das la le les las los el de del du des di da do dos d l upon on under "
        "sur sous the of aan bei ob vor und y en et and op a o i e lez lès auf zu v b & ob vor"
    ).split()
)
"""May stand inside a name: Frankfurt am Main, Burton on Trent, Rio de Janeiro."""

LEADING = frozenset(
    (
        "our the my their new main old central usual other second a an address following is in are at to "
        "near into of on for zip postcode plz code job building construction downtown unser unsere "
        "unserem unseren unserer mein die das der den dem des neue neues neuen im ins zur zum nach an "
        "bei auf folgende adresse firma notre nos votre le la les l' au aux du de d' à en sur dans chez "
        "nouveau nouvel nouvelle adresse l'adresse suivante l’adresse nuestro nuestra nuestros el los "
        "las al del nueva nuevo dirección siguiente ons onze het te bij naar nieuwe il lo i gli nostro "
        "nostra nostri nostre nuestras presso sede nuovo nuova adres address indirizzo seguente l'indirizzo c/o ns vs"
    ).split()
)
"""May stand between the cue and the first name of an address."""

FACILITY = re.compile(
    "(?:mills?|yards?|shops?|sites?|plant|warehouse|depot|works|factory|stores?|branch|offices?|"
    "facility|workshop|dock|quarry|jobsite|location|address|distribution|cent(?:re|er)|hub|premises|"
    "lab|laboratory|school|hospital|hotel|campus|building|terminal|headquarters|hq|area|counter|"
    r"compound|barn|farm|clubhouse|pavilion|church|museum|garage|restaurant|place|town|village|job|project|customer|client|kunden?|domizil|haus|werk\w{0,3}|lager|"
    "baustelle|filiale|niederlassung|standort|werkstatt|zentrallager|betrieb|büro|klinik|usine|dépôt|"
    "chantier|entrepôt|magasin|atelier|agence|fábrica|almacén|obra|nave|planta|taller|oficina|tienda|"
    "magazijn|vestiging|fabriek|werf|bouwplaats|filiaal|kantoor|stabilimento|magazzino|cantiere|sede|"
    "officina|negozio|deposito|capannone|ufficio|laboratorio|vivero|instalaciones|delegación|sucursal|finca|schule|krankenhaus|école|collège|hôpital|hôtel|clinique|escuela|colegio|clínica|scuola|"
    "ospedale|clinica|ziekenhuis)",
    re.IGNORECASE,
)
"""One word for a place of work: no part of a city's name."""

STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|boul|bd|blvd|bld|way|court|(?-i:ct|Ct)|"
    "place|pl|square|parkway|pkwy|highway|hwy|terrace|close|crescent|row|quay|wharf|park|estate|"
    "trail|turnpike|pike|circle|loop|route|rte|unit|suite|ste|building|bldg|floor|dock|door|bay|gate|"
    r"room|apt|app|bureau|plot|lot|po box|p\.?o\.? box|box|attn|attention|fao|rue|chemin|impasse|allée|quai|"
    "zone industrielle|zi|za|zac|bp|cours|faubourg|calle|c/|avenida|avda|av|plaza|polígono|pol|ctra|"
    "carretera|paseo|camino|via|viale|piazza|corso|strada|vicolo|gebäude|postfach|stock|etage|"
    r"z\.?\s?hd)\b|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|straat|laan|"
    r"plein|kade|dijk|singel)(?:\s|$|\d)",
    re.IGNORECASE,
)
"""A word of a street or a unit; with a number in the same part of an address it is no city."""

STREET_NAME = re.compile(
    r"[^\d]{3,40} (?:street|road|rd|avenue|ave|lane|drive|boulevard|blvd|parkway|pkwy|highway|hwy|"
    "terrace|crescent|quay|wharf|estate|industrial park|business park|retail park|trading estate|"
    r"industrial estate)\.?|[^\W\d]+(?:stra(?:ß|ss)e|gasse|allee|straat|laan)|(?:rue|avenue|chemin|"
    "quai|zone|boulevard|place|calle|avenida|plaza|polígono|paseo|via|viale|piazza|corso|"
    "gewerbegebiet|industriegebiet|gewerbepark|bedrijventerrein) .+",
    re.IGNORECASE,
)
"""A street without a number, as a whole part of an address."""

STREET_OF_A_DAY = re.compile(
    r"(?:\b(?:rue|avenue|av|avenida|avda|calle|c/|plaza|pza|paseo|via|viale|piazza|boulevard|bd|quai|place(?= d[ue]\b)|"
    r"pra[cç]a|rua)|stra(?:ß|ss)e|str|platz|allee|ufer|weg|straat|plein|laan)\.?"
    r"(?:\s(?:du|des|de|del|della|da|do|di|la|van|[ivx]{1,5}|\d{1,2}\.?(?:er|º|°)?))*\s$",
    re.IGNORECASE,
)
"""Before a day or a month: the street is named after it (rue du 8 Mai, Straße des 17. Juni, via XX Settembre)."""

LEGAL = re.compile(
    r"\b(?:ltd|limited|plc|inc|llc|llp|corp|co|company|gmbh|ag|kg|ohg|e\.?k|ug|sarl|sas|sa|s\.a\.?|"
    r"s\.l\.?|sl|slu|bv|b\.v|nv|spa|s\.p\.a|srl|s\.r\.l|pty|gbr|mbh|herr|frau|mr|mrs|ms|works|"
    r"works)\b\.?(?!\s(?:cork|kerry|clare|down|antrim|armagh|tyrone|fermanagh|donegal|durham|galway|"
    "mayo|meath|dublin))",
    re.IGNORECASE,
)
"""A firm or a person rather than a city."""

ASIDE = re.compile(
    r"\b(?:(?:attn|attention|fao|z\.?\s?hd|ansprechpartner|à l['’]attention)\b\.?\s?[:.]?|(?:contact|"
    r"kontakt)\s?:|(?:tel|telefon|phone|fon|fax|mobile|mobil|cell)\b\.?\s?:?(?=\s?[+(\d]))[^\n]*",
    re.IGNORECASE,
)
"""Whom to ask for: no part of the place, up to the end of its line."""

PHONE = re.compile(
    r"\b(?:tel|telefon|fon|phone|fax)\b|\b(?:mobile|mobil|cell)\b\s?:?\s?[+(\d]|@|www\.|https?:",
    re.IGNORECASE,
)


GERMAN_FACILITY = re.compile(
    "haus|domizil|kunden?|(?:zentral)?(?:werk|lager|baustelle|filiale|niederlassung|standort|"
    r"werkstatt|betrieb|büro|klinik)\w{0,2}",
    re.IGNORECASE,
)
"""Those that are written with a capital in any sentence."""

OWN = frozenset(
    (
        "our the unser unsere unserem unseren unserer notre nos nuestro nuestra nuestros nuestras ons onze my your "
        "nostro nostra nostri nostre ns vs"
    ).split()
)


_ELIDED = re.compile(r"(?:d|n|s)?(?:a|e|u)ll['’](?=[^\W\d_])(?=[A-ZÀ-Ý])")


def is_name(word: str) -> bool:
    """Whether ``word`` may be a part of a name or a number in an address: a capital or a digit first, or l', d', 's;
    dell', all' and such."""
    if _ELIDED.match(word):
        return True
    if word[:2].casefold() in ("l'", "d'", "'s", "l’", "d’", "’s"):
        return word[2:3].isupper() or word[1:3] in ("s-", "s ") or word.casefold() in ("'s", "’s")
    if word.casefold() in ("s/n", "s/nº", "snc"):
        return True  # no number
    return bool(word) and (word[0].isupper() or word[0].isdigit() or word[0] == "#")
