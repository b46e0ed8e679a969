"""What Quote Drafter asks a buyer, in the languages that it writes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["QuestionWording", "wording_in"]


@dataclass(frozen=True, slots=True)
class QuestionWording:
    """Templates of ``str.format``: ``what`` is the item, ``said`` the buyer's own words, ``choices`` a list."""

    missing: str
    vague: str
    range: str
    ladder: str
    ambiguous: str
    meant: str
    which: str
    unit: str
    successor: str
    unread: str
    no_lines: str
    destination: str
    piece: str
    either: str
    quotes: tuple[str, str]


_EN = QuestionWording(
    missing="How many of {what} do you need?",
    vague="You wrote {said}: how many of {what} do you need exactly?",
    range="For {what} you gave a range of {low} to {high}: which quantity shall we quote?",
    ladder="You named several quantities for {what} ({choices}): which one shall we quote?",
    ambiguous="Which one do you mean by {said}: {choices}?",
    meant="Do you mean {choices} by {said}?",
    which="Which item exactly do you mean by {said}?",
    unit="You asked for {asked} of {what}, which we price per {unit}: how many is that?",
    successor="{what} has been discontinued: shall we quote {successor} in its place?",
    unread="We could not read your file {said}: could you send the list again as PDF, Excel or plain text?",
    no_lines="Which items, and how many of each, shall we quote?",
    destination="Where shall the goods go: {choices}?",
    piece="piece",
    either="or",
    quotes=("“", "”"),
)
_DE = QuestionWording(
    missing="Welche Menge benötigen Sie von {what}?",
    vague="Sie schreiben {said}: Welche Menge benötigen Sie genau von {what}?",
    range="Für {what} nennen Sie einen Bereich von {low} bis {high}: Welche Menge sollen wir anbieten?",
    ladder="Für {what} nennen Sie mehrere Mengen ({choices}): Welche sollen wir anbieten?",
    ambiguous="Welchen Artikel meinen Sie mit {said}: {choices}?",
    meant="Meinen Sie mit {said} den Artikel {choices}?",
    which="Welchen Artikel meinen Sie genau mit {said}?",
    unit="Sie fragen {asked} von {what} an, unser Preis gilt je {unit}: Welche Menge ist das?",
    successor="{what} ist ausgelaufen: Sollen wir stattdessen {successor} anbieten?",
    unread="Ihre Datei {said} konnten wir nicht lesen: Können Sie uns die Liste noch einmal als PDF, Excel oder Text "
    "schicken?",
    no_lines="Welche Artikel in welcher Menge sollen wir anbieten?",
    destination="Wohin soll die Ware gehen: {choices}?",
    piece="Stück",
    either="oder",
    quotes=("„", "“"),
)
_FR = QuestionWording(
    missing="Quelle quantité vous faut-il pour {what} ?",
    vague="Vous écrivez {said} : quelle quantité exacte vous faut-il pour {what} ?",
    range="Pour {what} vous indiquez une fourchette de {low} à {high} : quelle quantité devons-nous chiffrer ?",
    ladder="Pour {what} vous indiquez plusieurs quantités ({choices}) : laquelle devons-nous chiffrer ?",
    ambiguous="Quel article désignez-vous par {said} : {choices} ?",
    meant="Par {said}, désignez-vous {choices} ?",
    which="Quel article désignez-vous exactement par {said} ?",
    unit="Vous demandez {asked} pour {what}, dont le prix s'entend par {unit} : quelle quantité cela fait-il ?",
    successor="{what} n'est plus fabriqué : devons-nous chiffrer {successor} à la place ?",
    unread="Nous n'avons pas pu lire votre fichier {said} : pouvez-vous renvoyer la liste en PDF, Excel ou texte ?",
    no_lines="Quels articles, et en quelle quantité, devons-nous chiffrer ?",
    destination="Où la marchandise doit-elle être livrée : {choices} ?",
    piece="pièce",
    either="ou",
    quotes=("« ", " »"),
)
_ES = QuestionWording(
    missing="¿Qué cantidad necesita de {what}?",
    vague="Usted escribe {said}: ¿qué cantidad exacta necesita de {what}?",
    range="Para {what} indica un intervalo de {low} a {high}: ¿qué cantidad debemos cotizar?",
    ladder="Para {what} indica varias cantidades ({choices}): ¿cuál debemos cotizar?",
    ambiguous="¿A qué artículo se refiere con {said}: {choices}?",
    meant="¿Se refiere con {said} a {choices}?",
    which="¿A qué artículo se refiere exactamente con {said}?",
    unit="Pide {asked} de {what}, cuyo precio es por {unit}: ¿qué cantidad es?",
    successor="{what} está descatalogado: ¿debemos cotizar {successor} en su lugar?",
    unread="No pudimos leer su archivo {said}: ¿puede enviarnos la lista de nuevo en PDF, Excel o texto?",
    no_lines="¿Qué artículos y en qué cantidad debemos cotizar?",
    destination="¿Adónde debe ir la mercancía: {choices}?",
    piece="unidad",
    either="o",
    quotes=("«", "»"),
)
_IT = QuestionWording(
    missing="Che quantità vi serve di {what}?",
    vague="Scrivete {said}: quale quantità esatta vi serve di {what}?",
    range="Per {what} indicate un intervallo da {low} a {high}: quale quantità dobbiamo quotare?",
    ladder="Per {what} indicate più quantità ({choices}): quale dobbiamo quotare?",
    ambiguous="Quale articolo intendete con {said}: {choices}?",
    meant="Con {said} intendete {choices}?",
    which="Quale articolo intendete esattamente con {said}?",
    unit="Chiedete {asked} di {what}, il cui prezzo è per {unit}: che quantità è?",
    successor="{what} è fuori produzione: dobbiamo quotare {successor} al suo posto?",
    unread="Non siamo riusciti a leggere il file {said}: potete rimandare l'elenco in PDF, Excel o testo?",
    no_lines="Quali articoli, e in quale quantità, dobbiamo quotare?",
    destination="Dove deve essere consegnata la merce: {choices}?",
    piece="pezzo",
    either="o",
    quotes=("«", "»"),
)
_NL = QuestionWording(
    missing="Hoeveel hebt u nodig van {what}?",
    vague="U schrijft {said}: hoeveel hebt u precies nodig van {what}?",
    range="Voor {what} noemt u een aantal tussen {low} en {high}: welk aantal zullen wij offreren?",
    ladder="Voor {what} noemt u meerdere aantallen ({choices}): welk aantal zullen wij offreren?",
    ambiguous="Welk artikel bedoelt u met {said}: {choices}?",
    meant="Bedoelt u met {said} {choices}?",
    which="Welk artikel bedoelt u precies met {said}?",
    unit="U vraagt {asked} van {what}, waarvan de prijs per {unit} geldt: welk aantal is dat?",
    successor="{what} wordt niet meer geleverd: zullen wij in plaats daarvan {successor} offreren?",
    unread="Wij konden uw bestand {said} niet lezen: kunt u de lijst opnieuw sturen als pdf, Excel of tekst?",
    no_lines="Welke artikelen, en hoeveel van elk, zullen wij offreren?",
    destination="Waar moeten de goederen naartoe: {choices}?",
    piece="stuk",
    either="of",
    quotes=("“", "”"),
)
_BY_LANGUAGE = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "it": _IT, "nl": _NL}


def wording_in(language: str) -> QuestionWording:
    """The wording of a language (``de``); English where there is none."""
    return _BY_LANGUAGE.get(language, _EN)
