"""The sentences of the embedded cover, in the languages that it writes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "CoverWording", "wording_in"]


@dataclass(frozen=True, slots=True)
class CoverWording:
    """Templates of ``str.format``. Pairs are (one, several): ``count`` lines. No sentence promises anything."""

    warm: str
    """Greeting of a first name, where the voice is familiar."""
    formal: str
    nobody: str
    thanks: str
    quoted: tuple[str, str]
    total: str
    total_with_freight: str
    open_price: tuple[str, str]
    """Lines whose price a person still fills in."""
    valid: str
    partly: tuple[str, str]
    none_yet: str
    ask: tuple[str, str]
    ask_plainly: str
    not_offered: tuple[str, str]
    not_offered_named: str
    not_served: str
    closing: str
    instead: str
    reply: str


_EN = CoverWording(
    warm="Hi {name},",
    formal="Dear {name},",
    nobody="Hello,",
    thanks="Thank you for your request.",
    quoted=(
        "Our quotation {reference} covers the item you asked for.",
        "Our quotation {reference} covers the {count} items you asked for.",
    ),
    total="The total is {total}, before taxes.",
    total_with_freight="The total is {total} including {freight} freight, before taxes.",
    open_price=(
        "We are still working out the price of one item.",
        "We are still working out the prices of {count} items.",
    ),
    valid="The prices are valid until {day}.",
    partly=("We have priced the item that is clear.", "We have priced the {count} items that are clear."),
    none_yet="We need a little more from you before we can quote.",
    ask=(
        "To finish the quotation we need one answer from you:",
        "To finish the quotation we need a few answers:",
    ),
    ask_plainly="To finish the quotation we need a few more details from you.",
    not_offered=(
        "One item on your list is not in our range.",
        "{count} items on your list are not in our range.",
    ),
    not_offered_named="Not in our range: {names}.",
    not_served="We are sorry that we do not supply to the destination you named.",
    closing="If anything should be different, just reply to this message.",
    instead="If something else would do, just reply to this message.",
    reply="A short reply to this message is all we need.",
)
_DE = CoverWording(
    warm="Hallo {name},",
    formal="Guten Tag {name},",
    nobody="Guten Tag,",
    thanks="vielen Dank für Ihre Anfrage.",
    quoted=(
        "Unser Angebot {reference} umfasst die angefragte Position.",
        "Unser Angebot {reference} umfasst die {count} angefragten Positionen.",
    ),
    total="Die Gesamtsumme beträgt {total} zuzüglich Steuern.",
    total_with_freight="Die Gesamtsumme beträgt {total} einschließlich {freight} Fracht, zuzüglich Steuern.",
    open_price=(
        "Den Preis einer Position klären wir noch.",
        "Die Preise von {count} Positionen klären wir noch.",
    ),
    valid="Die Preise gelten bis zum {day}.",
    partly=(
        "Die eindeutige Position haben wir bereits kalkuliert.",
        "Die {count} eindeutigen Positionen haben wir bereits kalkuliert.",
    ),
    none_yet="Für ein Angebot brauchen wir noch ein paar Angaben von Ihnen.",
    ask=(
        "Damit das Angebot vollständig wird, bitten wir um eine Antwort:",
        "Damit das Angebot vollständig wird, bitten wir um einige Antworten:",
    ),
    ask_plainly="Damit das Angebot vollständig wird, brauchen wir noch einige Angaben von Ihnen.",
    not_offered=(
        "Eine Position Ihrer Liste führen wir nicht.",
        "{count} Positionen Ihrer Liste führen wir nicht.",
    ),
    not_offered_named="Nicht in unserem Sortiment: {names}.",
    not_served="Leider beliefern wir das genannte Ziel nicht.",
    closing="Wenn etwas anders sein soll, antworten Sie einfach auf diese Nachricht.",
    instead="Wenn ein anderer Artikel in Frage kommt, antworten Sie einfach auf diese Nachricht.",
    reply="Eine kurze Antwort auf diese Nachricht genügt.",
)
_FR = CoverWording(
    warm="Bonjour {name},",
    formal="Bonjour {name},",
    nobody="Bonjour,",
    thanks="Merci pour votre demande.",
    quoted=(
        "Notre devis {reference} couvre l'article demandé.",
        "Notre devis {reference} couvre les {count} articles demandés.",
    ),
    total="Le total s'élève à {total} hors taxes.",
    total_with_freight="Le total s'élève à {total} hors taxes, dont {freight} de port.",
    open_price=(
        "Le prix d'un article reste à préciser.",
        "Les prix de {count} articles restent à préciser.",
    ),
    valid="Les prix sont valables jusqu'au {day}.",
    partly=(
        "Nous avons déjà chiffré l'article qui est clair.",
        "Nous avons déjà chiffré les {count} articles clairs.",
    ),
    none_yet="Il nous manque encore quelques précisions pour établir un devis.",
    ask=(
        "Pour compléter le devis, une réponse de votre part nous manque :",
        "Pour compléter le devis, quelques réponses de votre part nous manquent :",
    ),
    ask_plainly="Pour compléter le devis, quelques précisions de votre part nous manquent encore.",
    not_offered=(
        "Un article de votre liste ne fait pas partie de notre gamme.",
        "{count} articles de votre liste ne font pas partie de notre gamme.",
    ),
    not_offered_named="Hors de notre gamme : {names}.",
    not_served="Nous regrettons de ne pas desservir la destination indiquée.",
    closing="Si quelque chose doit être modifié, répondez simplement à ce message.",
    instead="Si un autre article peut convenir, répondez simplement à ce message.",
    reply="Une courte réponse à ce message suffit.",
)
_ES = CoverWording(
    warm="Hola, {name}:",
    formal="Buenos días, {name}:",
    nobody="Buenos días:",
    thanks="Gracias por su solicitud.",
    quoted=(
        "Nuestra cotización {reference} incluye el artículo solicitado.",
        "Nuestra cotización {reference} incluye los {count} artículos solicitados.",
    ),
    total="El total es de {total}, impuestos no incluidos.",
    total_with_freight="El total es de {total}, con {freight} de portes e impuestos no incluidos.",
    open_price=(
        "El precio de un artículo está todavía por confirmar.",
        "Los precios de {count} artículos están todavía por confirmar.",
    ),
    valid="Los precios son válidos hasta el {day}.",
    partly=(
        "Ya hemos calculado el artículo que está claro.",
        "Ya hemos calculado los {count} artículos que están claros.",
    ),
    none_yet="Para cotizar necesitamos algunos datos más.",
    ask=(
        "Para completar la cotización necesitamos una respuesta:",
        "Para completar la cotización necesitamos algunas respuestas:",
    ),
    ask_plainly="Para completar la cotización necesitamos algunos datos más.",
    not_offered=(
        "Un artículo de su lista no está en nuestra gama.",
        "{count} artículos de su lista no están en nuestra gama.",
    ),
    not_offered_named="Fuera de nuestra gama: {names}.",
    not_served="Lamentamos no servir al destino indicado.",
    closing="Si algo debe ser distinto, basta con responder a este mensaje.",
    instead="Si otro artículo puede servir, basta con responder a este mensaje.",
    reply="Basta con una breve respuesta a este mensaje.",
)
_IT = CoverWording(
    warm="Ciao {name},",
    formal="Buongiorno {name},",
    nobody="Buongiorno,",
    thanks="grazie per la richiesta.",
    quoted=(
        "La nostra offerta {reference} comprende l'articolo richiesto.",
        "La nostra offerta {reference} comprende i {count} articoli richiesti.",
    ),
    total="Il totale è di {total}, imposte escluse.",
    total_with_freight="Il totale è di {total}, compreso il trasporto di {freight}, imposte escluse.",
    open_price=(
        "Il prezzo di un articolo è ancora da confermare.",
        "I prezzi di {count} articoli sono ancora da confermare.",
    ),
    valid="I prezzi sono validi fino al {day}.",
    partly=(
        "Abbiamo già calcolato l'articolo che è chiaro.",
        "Abbiamo già calcolato i {count} articoli che sono chiari.",
    ),
    none_yet="Per preparare l'offerta ci servono ancora alcune informazioni.",
    ask=(
        "Per completare l'offerta ci serve una risposta:",
        "Per completare l'offerta ci servono alcune risposte:",
    ),
    ask_plainly="Per completare l'offerta ci servono ancora alcune informazioni.",
    not_offered=(
        "Un articolo della vostra lista non è nella nostra gamma.",
        "{count} articoli della vostra lista non sono nella nostra gamma.",
    ),
    not_offered_named="Non nella nostra gamma: {names}.",
    not_served="Ci dispiace, non serviamo la destinazione indicata.",
    closing="Se qualcosa deve essere diverso, basta rispondere a questo messaggio.",
    instead="Se può andare bene un altro articolo, basta rispondere a questo messaggio.",
    reply="Basta una breve risposta a questo messaggio.",
)
_NL = CoverWording(
    warm="Hoi {name},",
    formal="Beste {name},",
    nobody="Goedendag,",
    thanks="Bedankt voor uw aanvraag.",
    quoted=(
        "Onze offerte {reference} bevat het gevraagde artikel.",
        "Onze offerte {reference} bevat de {count} gevraagde artikelen.",
    ),
    total="Het totaal bedraagt {total}, exclusief belastingen.",
    total_with_freight="Het totaal bedraagt {total} inclusief {freight} vracht, exclusief belastingen.",
    open_price=(
        "De prijs van één artikel zoeken wij nog uit.",
        "De prijzen van {count} artikelen zoeken wij nog uit.",
    ),
    valid="De prijzen gelden tot en met {day}.",
    partly=(
        "Het artikel dat duidelijk is, hebben wij al berekend.",
        "De {count} artikelen die duidelijk zijn, hebben wij al berekend.",
    ),
    none_yet="Voor een offerte hebben wij nog enkele gegevens nodig.",
    ask=(
        "Om de offerte af te maken hebben wij één antwoord nodig:",
        "Om de offerte af te maken hebben wij enkele antwoorden nodig:",
    ),
    ask_plainly="Om de offerte af te maken hebben wij nog enkele gegevens nodig.",
    not_offered=(
        "Eén artikel van uw lijst zit niet in ons assortiment.",
        "{count} artikelen van uw lijst zitten niet in ons assortiment.",
    ),
    not_offered_named="Niet in ons assortiment: {names}.",
    not_served="Helaas leveren wij niet op de genoemde bestemming.",
    closing="Moet er iets anders, antwoord dan gewoon op dit bericht.",
    instead="Is een ander artikel ook goed, antwoord dan gewoon op dit bericht.",
    reply="Een kort antwoord op dit bericht is genoeg.",
)
_BY_LANGUAGE = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "it": _IT, "nl": _NL}
LANGUAGES = tuple(_BY_LANGUAGE)


def wording_in(language: str) -> CoverWording:
    """The wording of a language (``de``); English where there is none."""
    return _BY_LANGUAGE.get(language, _EN)
