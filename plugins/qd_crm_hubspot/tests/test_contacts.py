"""Contacts, their companies, and the tiers of those."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.errors import RejectedError
from qd_core.plugin import ProviderContext
from qd_core.testing import Loopback, customer
from qd_crm_hubspot.adapter import HubSpotCrm, HubSpotTiers
from qd_crm_hubspot.contracts import hubspot_settings
from qd_crm_hubspot.fake import FakeHubSpot


def test_a_contact_and_its_company(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    made = crm.upsert_contact(" Dana@Acme.example", "Dana van den Field", "Acme Works", "Acme.example")
    assert account.records["contacts"][made] == {
        "email": "dana@acme.example", "firstname": "Dana van den", "lastname": "Field", "company": "Acme Works",
    }  # fmt: skip
    (company,) = account.linked("contacts", made, "companies")
    assert account.records["companies"][company] == {"name": "Acme Works", "domain": "acme.example"}


def test_nothing_known_is_replaced_by_nothing(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    made = crm.upsert_contact("dana@acme.example", "Dana Field", "Acme Works", "acme.example")
    assert crm.upsert_contact("dana@acme.example", "", "", "acme.example") == made
    kept = account.records["contacts"][made]
    assert (kept["firstname"], kept["lastname"], kept["company"]) == ("Dana", "Field", "Acme Works")
    crm.upsert_contact("dana@acme.example", "Dana", "", "acme.example")
    assert (kept["firstname"], kept["lastname"]) == ("Dana", ""), "a name is one thing"


def test_every_property_of_ours_is_sent_each_time(crm: HubSpotCrm, server: Loopback) -> None:
    """HubSpot does not promise what a partial upsert by e-mail does to the others."""
    crm.upsert_contact("dana@acme.example", "Dana Field", "", "")
    (sent,) = server.calls("POST", "/contacts/batch/upsert")
    assert set(sent.data["inputs"][0]["properties"]) == {"email", "firstname", "lastname", "company"}  # type: ignore[index]


@pytest.mark.parametrize("domain", ["gmail.com", "GMX.de", "", "localhost", "a b.example"])
def test_no_company_is_made_of_a_public_mailbox(crm: HubSpotCrm, account: FakeHubSpot, domain: str) -> None:
    crm.upsert_contact(
        f"dana@{domain.replace(' ', '') or 'acme.example'}".replace("localhost", "localhost.example"),
        "Dana",
        "Acme",
        domain,
    )
    assert account.records["companies"] == {}


def test_a_company_is_one_while_the_search_does_not_show_it(
    adapter: Callable[..., HubSpotCrm], account: FakeHubSpot
) -> None:
    account.indexed = False
    for person in ("dana", "sam"):
        adapter().upsert_contact(f"{person}@acme.example", person, "Acme", "acme.example")
    assert len(account.records["companies"]) == 1
    account.records["companies"].clear()
    assert adapter().upsert_contact("kim@acme.example", "Kim", "", "acme.example"), (
        "a deleted company harms nobody"
    )


def test_a_bad_address_is_for_a_person(crm: HubSpotCrm) -> None:
    with pytest.raises(RejectedError, match=r"Email address .* is invalid"):
        crm.upsert_contact("dana@@acme", "Dana", "", "")


@pytest.fixture
def tiers(server: Loopback, context: ProviderContext) -> HubSpotTiers:
    return HubSpotTiers(hubspot_settings(server.url), context)


def company(account: FakeHubSpot, number: int, tier: str) -> None:
    known = {"name": f"Acme {number}", "domain": "acme.example", "customer_tier": tier}
    account.records["companies"][str(number)] = known


def test_a_tier_is_the_companys(tiers: HubSpotTiers, account: FakeHubSpot) -> None:
    company(account, 1, " gold ")
    found = tiers.tier_of(customer("dana@acme.example"))
    assert found is not None
    assert (found.name, found.source, found.customer) == ("gold", "HubSpot", "Acme 1")


@pytest.mark.parametrize(
    ("told", "tier"),
    [(("gold", "gold"), "gold"), (("gold", ""), "gold"), (("gold", "Gold "), "gold"), (("",), None)],
)
def test_companies_that_agree_give_it(
    tiers: HubSpotTiers, account: FakeHubSpot, told: tuple[str, ...], tier: str | None
) -> None:
    for number, each in enumerate(told):
        company(account, number, each)
    found = tiers.tier_of(customer("dana@acme.example"))
    assert (found.name if found else None) == tier


def test_companies_that_disagree_are_for_a_person(tiers: HubSpotTiers, account: FakeHubSpot) -> None:
    company(account, 1, "gold")
    company(account, 2, "trade")
    with pytest.raises(RejectedError, match=r"Acme 1 has 'gold', Acme 2 has 'trade'\. Give them one tier"):
        tiers.tier_of(customer("dana@acme.example"))


def test_a_subdomain_counts_as_its_parent_unless_it_has_a_company_of_its_own(
    tiers: HubSpotTiers, account: FakeHubSpot, crm: HubSpotCrm
) -> None:
    company(account, 1, "gold")
    found = tiers.tier_of(customer("dana@mail.eu.acme.example"))
    assert found is not None
    assert found.name == "gold"
    made = crm.upsert_contact("dana@mail.eu.acme.example", "Dana", "Acme", "mail.eu.acme.example")
    assert account.linked("contacts", made, "companies") == ["1"]
    account.records["companies"]["2"] = {
        "name": "Acme EU",
        "domain": "eu.acme.example",
        "customer_tier": "trade",
    }
    found = tiers.tier_of(customer("dana@mail.eu.acme.example"))
    assert found is not None
    assert found.name == "trade"


def test_a_public_mailbox_is_not_even_asked_about(tiers: HubSpotTiers, server: Loopback) -> None:
    assert tiers.tier_of(customer("dana@gmail.com")) is None
    assert server.requests == []
