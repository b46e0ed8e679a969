"""Every word that the page adds of its own, in the languages that it speaks. Another language gets English."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Labels", "labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    """``page`` takes ``number`` and ``count``; ``as_requested`` takes ``text``."""

    quotation: str
    buyer: str
    date: str
    valid_until: str
    payment: str
    deliver_to: str
    wanted: str
    request: str
    item: str
    description: str
    quantity: str
    unit: str
    unit_price: str
    amount: str
    subtotal: str
    freight: str
    total: str
    on_request: str
    no_tax: str
    terms: str
    tax_id: str
    page: str
    draft: str
    as_requested: str


_LANGUAGES = {
    "en": Labels(
        quotation="Quotation",
        buyer="For",
        date="Date",
        valid_until="Valid until",
        payment="Payment",
        deliver_to="Deliver to",
        wanted="Requested date",
        request="Your request",
        item="Item",
        description="Description",
        quantity="Qty",
        unit="Unit",
        unit_price="Unit price",
        amount="Amount",
        subtotal="Subtotal",
        freight="Freight",
        total="Total",
        on_request="price on request",
        no_tax="Prices exclude tax.",
        terms="Terms",
        tax_id="Tax ID",
        page="Page {number} of {count}",
        draft="DRAFT",
        as_requested="you asked for {text}",
    ),
    "de": Labels(
        quotation="Angebot",
        buyer="Für",
        date="Datum",
        valid_until="Gültig bis",
        payment="Zahlung",
        deliver_to="Lieferort",
        wanted="Wunschtermin",
        request="Ihre Anfrage",
        item="Artikel",
        description="Bezeichnung",
        quantity="Menge",
        unit="Einheit",
        unit_price="Einzelpreis",
        amount="Betrag",
        subtotal="Zwischensumme",
        freight="Fracht",
        total="Gesamt",
        on_request="Preis auf Anfrage",
        no_tax="Alle Preise zuzüglich Umsatzsteuer.",
        terms="Bedingungen",
        tax_id="USt-IdNr.",
        page="Seite {number} von {count}",
        draft="ENTWURF",
        as_requested="angefragt: {text}",
    ),
    "fr": Labels(
        quotation="Devis",
        buyer="À l’attention de",
        date="Date",
        valid_until="Valable jusqu’au",
        payment="Paiement",
        deliver_to="Livraison à",
        wanted="Date souhaitée",
        request="Votre demande",
        item="Référence",
        description="Désignation",
        quantity="Qté",
        unit="Unité",
        unit_price="Prix unitaire",
        amount="Montant",
        subtotal="Sous-total",
        freight="Port",
        total="Total",
        on_request="prix sur demande",
        no_tax="Prix hors taxes.",
        terms="Conditions",
        tax_id="N° TVA",
        page="Page {number} sur {count}",
        draft="PROJET",
        as_requested="demandé : {text}",
    ),
    "es": Labels(
        quotation="Oferta",
        buyer="Para",
        date="Fecha",
        valid_until="Válida hasta",
        payment="Pago",
        deliver_to="Entrega en",
        wanted="Fecha solicitada",
        request="Su solicitud",
        item="Artículo",
        description="Descripción",
        quantity="Cant.",
        unit="Unidad",
        unit_price="Precio unitario",
        amount="Importe",
        subtotal="Subtotal",
        freight="Portes",
        total="Total",
        on_request="precio a consultar",
        no_tax="Precios sin impuestos.",
        terms="Condiciones",
        tax_id="NIF",
        page="Página {number} de {count}",
        draft="BORRADOR",
        as_requested="solicitado: {text}",
    ),
    "nl": Labels(
        quotation="Offerte",
        buyer="Voor",
        date="Datum",
        valid_until="Geldig tot en met",
        payment="Betaling",
        deliver_to="Leveren aan",
        wanted="Gewenste datum",
        request="Uw aanvraag",
        item="Artikel",
        description="Omschrijving",
        quantity="Aantal",
        unit="Eenheid",
        unit_price="Stukprijs",
        amount="Bedrag",
        subtotal="Subtotaal",
        freight="Vracht",
        total="Totaal",
        on_request="prijs op aanvraag",
        no_tax="Prijzen exclusief btw.",
        terms="Voorwaarden",
        tax_id="Btw-nr.",
        page="Pagina {number} van {count}",
        draft="CONCEPT",
        as_requested="gevraagd: {text}",
    ),
    "it": Labels(
        quotation="Offerta",
        buyer="Per",
        date="Data",
        valid_until="Valida fino al",
        payment="Pagamento",
        deliver_to="Consegna a",
        wanted="Data richiesta",
        request="Vostra richiesta",
        item="Articolo",
        description="Descrizione",
        quantity="Q.tà",
        unit="Unità",
        unit_price="Prezzo unitario",
        amount="Importo",
        subtotal="Subtotale",
        freight="Trasporto",
        total="Totale",
        on_request="prezzo su richiesta",
        no_tax="Prezzi al netto di imposte.",
        terms="Condizioni",
        tax_id="P. IVA",
        page="Pagina {number} di {count}",
        draft="BOZZA",
        as_requested="richiesto: {text}",
    ),
}


def labels(language: str) -> Labels:
    """The labels of a language (ISO 639-1)."""
    return _LANGUAGES.get(language, _LANGUAGES["en"])
