"""The covers that need no composer: the voice's ``Fallback cover``, and one built in for when that fails too."""

from __future__ import annotations

import re

from qd_core.config import AppSettings
from qd_core.model.localised import format_day, language_of
from qd_core.model.quote import Draft
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.protocols import Company

__all__ = ["built_in_cover", "fallback_cover"]

_PLACEHOLDER = re.compile(r"\{(\w{1,40})\}")
_BUILT_IN = {
    "en": "Thank you for your request. Please find our quotation {reference} attached.",
    "de": "Vielen Dank für Ihre Anfrage. Unser Angebot {reference} finden Sie anbei.",
    "fr": "Merci pour votre demande. Vous trouverez ci-joint notre devis {reference}.",
    "es": "Gracias por su solicitud. Adjuntamos nuestra cotización {reference}.",
    "it": "Grazie per la richiesta. In allegato la nostra offerta {reference}.",
    "nl": "Bedankt voor uw aanvraag. Bijgaand vindt u onze offerte {reference}.",
}


def fallback_cover(draft: Draft, documents: CompanyDocuments, company: Company, app: AppSettings) -> str:
    """The voice's template with ``{buyer_name}``, ``{company}``, ``{reference}`` and ``{valid_until}`` filled in; empty
    where the voice has none. Any other placeholder stays as it is written, for the rep to see."""
    values = {
        "buyer_name": _name(draft),
        "company": company.name or documents.catalog.company,
        "reference": draft.reference,
        "valid_until": format_day(draft.valid_until, app.locale) if draft.valid_until else "",
    }
    template = documents.voice.fallback_cover.strip()

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[1].lower(), found[0])
        return value[:-1] if value.endswith(".") and template[found.end() : found.end() + 1] == "." else value

    return _PLACEHOLDER.sub(filled, template)


def built_in_cover(draft: Draft, app: AppSettings) -> str:
    """Two sentences that name nothing but the quote's own number: no gate can object to them."""
    language = language_of(app.locale)
    return _BUILT_IN.get(language, _BUILT_IN["en"]).format(reference=draft.reference)


def _name(draft: Draft) -> str:
    """The buyer's name on one line; where there is none, the company's, or a neutral word."""
    for name in (draft.buyer.name, draft.buyer.company):
        if line := " ".join(name.split()):
            return line[:80]
    return "customer"
