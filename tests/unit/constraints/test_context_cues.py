"""Cues for the rep, and the guess at a message's language."""

from __future__ import annotations

import pytest

from qd_core.reading.context import read_context
from qd_core.reading.language import guess_language
from tests.unit.constraints.constraint_company import documents, message


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Many thanks for your help", "mood", "friendly"),
        ("This is unacceptable, third time I ask", "mood", "angry"),
        ("Wir sind sehr enttäuscht", "mood", "angry"),
        ("Please quote 4 x A", "mood", None),
        ("first time buying from you", "returning_customer_cue", "new customer"),
        ("same as last time please", "returning_customer_cue", "returning customer"),
        ("Kundennummer 4711", "returning_customer_cue", "returning customer"),
        ("we have 40 employees", "company_size_cue", "40 employees"),
        ("Rahmenvertrag für 2026", "company_size_cue", "Rahmenvertrag"),
        ("for our hospital", "industry", "healthcare"),
        ("notre chantier", "industry", "construction"),
        ("4 x A", "industry", None),
    ],
)
def test_cue(text: str, field: str, value: str | None) -> None:
    found = getattr(read_context(message(text), documents("US")), field)
    assert (found.value if found else None) == value
    if found:
        assert text[found.source.start : found.source.end] == found.source.quote


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please quote 20 boxes, we need them by Friday", "en"),
        ("Bitte senden Sie uns ein Angebot für 20 Stück", "de"),
        ("Merci de nous faire parvenir un devis pour 20 pièces", "fr"),
        ("Necesitamos un presupuesto para 20 unidades, gracias", "es"),
        ("Graag een offerte voor 20 stuks, met vriendelijke groeten", "nl"),
        ("Vorremmo un preventivo per 20 pezzi, grazie", "it"),
        ("40 x A1", "en"),
        ("", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert guess_language(text) == language
