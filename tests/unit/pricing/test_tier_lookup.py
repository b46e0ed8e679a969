"""The Customers table: who has which tier."""

from __future__ import annotations

import pytest

from qd_core.builtin.rules_document import RulesDocument, qd_tier_lookups
from qd_core.model.customer import Customer, Tier
from qd_core.plugin import NoSettings
from tests.unit.pricing import shop

ROWS = shop.customers(
    ("acme.example", "trade", "Acme"),
    ("Dana@Acme.example", "key account", "Acme, Dana"),
    ("lab.acme.example", "lab", "Acme Lab"),
    ("Müller.example", "trade", "Müller"),
    ("acme.example", "late", "a second row for the same key"),
)


def tier_of(email: str = "", domain: str = "") -> Tier | None:
    lookup = RulesDocument(NoSettings(), shop.context(shop.documents(customers=ROWS)))
    return lookup.tier_of(Customer(email=email, domain=domain))


@pytest.mark.parametrize(
    ("email", "domain", "tier"),
    [
        ("dana@acme.example", "acme.example", "key account"),
        ("DANA@ACME.EXAMPLE", "", "key account"),
        ("lee@acme.example", "acme.example", "trade"),
        ("lee@sales.acme.example", "", "trade"),
        ("lee@x.lab.acme.example", "", "lab"),
        ("", "ACME.example.", "trade"),
        ("lee@xn--mller-kva.example", "", "trade"),
        ("lee@müller.example", "", "trade"),
    ],
)
def test_the_closest_row_wins(email: str, domain: str, tier: str) -> None:
    found = tier_of(email, domain)
    assert found is not None
    assert (found.name, found.source) == (tier, "rules_document")
    assert found.citation is not None
    assert found.citation.document == "rules"


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("lee@notacme.example", ""),
        ("lee@example", ""),
        ("", ""),
        ("dana", ""),
        ("x@acme.example.evil.example", ""),
    ],
)
def test_a_stranger_has_no_tier(email: str, domain: str) -> None:
    assert tier_of(email, domain) is None


def test_the_provider_is_offered_under_the_plugins_name() -> None:
    assert [offer.name for offer in qd_tier_lookups()] == ["rules_document"]
