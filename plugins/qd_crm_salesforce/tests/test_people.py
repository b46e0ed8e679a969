"""Contacts, their accounts, and the tiers of those."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.errors import RejectedError
from qd_core.plugin import ProviderContext
from qd_core.testing import Loopback, customer
from qd_crm_salesforce.adapter import SalesforceCrm, SalesforceTiers
from qd_crm_salesforce.contracts import salesforce_settings
from qd_crm_salesforce.fake import FakeSalesforce


def test_a_contact_and_its_account(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    made = crm.upsert_contact(" Dana@Acme.example", "Dana van den Field", "Acme Works", "Acme.example")
    kept = org.records["Contact"][made]
    assert (kept["QD_Email__c"], kept["Email"]) == ("dana@acme.example", "dana@acme.example")
    assert (kept["FirstName"], kept["LastName"]) == ("Dana van den", "Field")
    (account,) = org.all("Account")
    assert (kept["AccountId"], account["Name"], account["Email_Domain__c"]) == (
        account["Id"],
        "Acme Works",
        "acme.example",
    )


def test_a_contact_that_the_org_has_already_becomes_ours(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    known = org.add("Contact", Email="Dana@Acme.example", LastName="Field", AccountId="001000000000777AAA")
    assert crm.upsert_contact("dana@acme.example", "", "Acme", "acme.example") == known
    kept = org.records["Contact"][known]
    assert (kept["QD_Email__c"], kept["LastName"], kept["AccountId"]) == (
        "dana@acme.example",
        "Field",
        "001000000000777AAA",
    )
    assert org.all("Account") == [], "its account is the org's own business"


def test_several_contacts_of_one_address_are_for_a_person(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    for name in ("Field", "Miller"):
        org.add("Contact", Email="sales@acme.example", LastName=name)
    with pytest.raises(RejectedError, match=r"2 contacts with the address sales@acme\.example: merge them"):
        crm.upsert_contact("sales@acme.example", "Dana Field", "", "")
    org.all("Contact")[0]["QD_Email__c"] = "sales@acme.example"
    assert crm.upsert_contact("sales@acme.example", "Dana Field", "", ""), "one of them is ours"


def test_a_contact_without_a_name_has_one_all_the_same(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    made = crm.upsert_contact("dana@acme.example", "", "", "")
    assert org.records["Contact"][made]["LastName"] == "dana"
    crm.upsert_contact("dana@acme.example", "Dana Field", "", "")
    crm.upsert_contact("dana@acme.example", "", "", "")
    assert org.records["Contact"][made]["LastName"] == "Field"


def test_odd_addresses_are_escaped(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    for _ in range(2):
        crm.upsert_contact("o'neil+a/b?c@acme.example", "Pat O'Neil", "", "")
    assert [each["QD_Email__c"] for each in org.all("Contact")] == ["o'neil+a/b?c@acme.example"]


@pytest.mark.parametrize("domain", ["gmail.com", "", "localhost"])
def test_no_account_is_made_of_a_public_mailbox(crm: SalesforceCrm, org: FakeSalesforce, domain: str) -> None:
    crm.upsert_contact("dana@mail.example", "Dana", "Acme", domain)
    assert org.all("Account") == []


def test_accounts_are_made_only_where_that_is_wished(
    adapter: Callable[..., SalesforceCrm], org: FakeSalesforce
) -> None:
    adapter(create_accounts=False).upsert_contact("dana@acme.example", "Dana", "Acme", "acme.example")
    assert org.all("Account") == []


def test_a_duplicate_rule_stops_the_account_and_not_the_quote(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    org.rule = lambda kind, _: (
        ("DUPLICATES_DETECTED", "Use one of these records?") if kind == "Account" else None
    )
    made = crm.upsert_contact("dana@acme.example", "Dana", "Acme", "acme.example")
    assert "AccountId" not in org.records["Contact"][made]


def test_a_duplicate_rule_that_stops_the_contact_is_for_a_person(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    org.rule = lambda kind, _: (
        ("DUPLICATES_DETECTED", "Use one of these records?") if kind == "Contact" else None
    )
    with pytest.raises(RejectedError, match=r"Use one of these records\?\. A duplicate rule"):
        crm.upsert_contact("dana@acme.example", "Dana", "Acme", "acme.example")


def test_two_accounts_of_a_domain_leave_the_contact_without_one(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    for name in ("Acme North", "Acme South"):
        org.add("Account", Name=name, Email_Domain__c="acme.example")
    made = crm.upsert_contact("dana@acme.example", "Dana", "Acme", "acme.example")
    assert "AccountId" not in org.records["Contact"][made]
    assert len(org.all("Account")) == 2


@pytest.fixture
def tiers(server: Loopback, context: ProviderContext) -> SalesforceTiers:
    return SalesforceTiers(salesforce_settings(server.url), context)


@pytest.mark.parametrize(
    ("told", "tier"),
    [(("gold",), "gold"), ((" gold ", None), "gold"), (("gold", "Gold"), "gold"), ((None,), None)],
)
def test_a_tier_is_the_accounts(
    tiers: SalesforceTiers, org: FakeSalesforce, told: tuple[str | None, ...], tier: str | None
) -> None:
    for number, each in enumerate(told):
        org.add("Account", Name=f"Acme {number}", Email_Domain__c="Acme.example", Tier__c=each)
    found = tiers.tier_of(customer("dana@acme.example"))
    assert (found.name if found else None) == tier
    if found:
        assert (found.source, found.customer[:5]) == ("Salesforce", "Acme ")


def test_accounts_that_disagree_are_for_a_person(tiers: SalesforceTiers, org: FakeSalesforce) -> None:
    for name, tier in (("Acme North", "gold"), ("Acme South", "trade")):
        org.add("Account", Name=name, Email_Domain__c="acme.example", Tier__c=tier)
    with pytest.raises(
        RejectedError, match=r"Acme North has 'gold', Acme South has 'trade'\. Give them one tier"
    ):
        tiers.tier_of(customer("dana@acme.example"))


def test_a_subdomain_counts_as_its_parent_unless_it_has_an_account_of_its_own(
    tiers: SalesforceTiers, org: FakeSalesforce, crm: SalesforceCrm
) -> None:
    parent = org.add("Account", Name="Acme", Email_Domain__c="acme.example", Tier__c="gold")
    found = tiers.tier_of(customer("dana@mail.eu.acme.example"))
    assert found is not None
    assert found.name == "gold"
    made = crm.upsert_contact("dana@mail.eu.acme.example", "Dana", "Acme", "mail.eu.acme.example")
    assert org.records["Contact"][made]["AccountId"] == parent
    org.add("Account", Name="Acme EU", Email_Domain__c="eu.acme.example", Tier__c="trade")
    found = tiers.tier_of(customer("dana@mail.eu.acme.example"))
    assert found is not None
    assert found.name == "trade"


def test_another_field_for_the_tier(server: Loopback, context: ProviderContext, org: FakeSalesforce) -> None:
    org.schema.add("Account", "Class__c")
    org.add("Account", Name="Acme", Email_Domain__c="acme.example", Class__c="A")
    found = SalesforceTiers(salesforce_settings(server.url, tier_field="Class__c"), context).tier_of(
        customer("dana@acme.example")
    )
    assert found is not None
    assert found.name == "A"


def test_a_domain_is_no_soql(tiers: SalesforceTiers, org: FakeSalesforce) -> None:
    org.add("Account", Name="Acme", Email_Domain__c="acme.example", Tier__c="gold")
    assert tiers.tier_of(customer("a@x.example'OR'Email_Domain__c'!='")) is None
