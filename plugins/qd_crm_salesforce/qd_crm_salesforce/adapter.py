"""The CRM adapter and the tier look-up for Salesforce."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.errors import RejectedError
from qd_core.model.customer import Customer, Tier
from qd_core.model.mailboxes import company_domains
from qd_core.plugin import Check, CrmLine, Money, ProviderContext
from qd_crm_salesforce import org
from qd_crm_salesforce.activities import Activities
from qd_crm_salesforce.api import Salesforce
from qd_crm_salesforce.opportunities import Opportunities
from qd_crm_salesforce.people import People, find_accounts
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["SalesforceCrm", "SalesforceTiers"]


class SalesforceCrm:
    """The four operations. Every one may be called again after any failure: it ends in the same state."""

    def __init__(self, settings: SalesforceSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._salesforce = Salesforce(settings, context)
        self._people = People(settings, self._salesforce, context)
        self._opportunities = Opportunities(settings, self._salesforce, context)
        self._activities = Activities(self._salesforce, context)

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """Salesforce's id of the contact; its account is found or made by ``domain``, if that is a company's."""
        return self._people.upsert(email, name, company, domain)

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """Salesforce's id of the opportunity; a later revision changes its total and its products."""
        return self._opportunities.write(rfq_id, contact_id, line_items, total)

    def attach_file(self, deal_id: str, key: str) -> None:
        """The stored object, among the files of the opportunity."""
        self._activities.attach(deal_id, key)

    def add_note(self, deal_id: str, text: str) -> None:
        """A completed task on the opportunity; the same text is one task."""
        self._activities.add(deal_id, text)

    def refresh(self) -> None:
        """Takes a new access token."""
        self._salesforce.tokens.refresh()

    def check(self) -> Sequence[Check]:
        """What is missing in the org."""
        return org.check(self._settings, self._salesforce)

    def setup(self) -> Sequence[Check]:
        """Creates the fields that are missing."""
        return org.setup(self._settings, self._salesforce)


class SalesforceTiers:
    """A customer's tier is a field of the account with the e-mail address's domain, or a parent of it."""

    def __init__(self, settings: SalesforceSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._salesforce = Salesforce(settings, context)

    def tier_of(self, customer: Customer) -> Tier | None:
        """The tier of the account with the closest domain that Salesforce has. Raises RejectedError that names the
        accounts where they contradict each other."""
        domains = company_domains(customer)
        if not domains:
            return None
        told = {
            tier: each.Name or each.Id
            for each in find_accounts(self._salesforce, self._settings, domains)
            if (tier := each.told(self._settings.tier_field))
        }
        if len({tier.casefold() for tier in told}) > 1:
            named = ", ".join(f"{name} has {tier!r}" for tier, name in told.items())
            raise RejectedError(
                f"several accounts in Salesforce have the domain {domains[0]}: {named}. "
                "Give them one tier, or merge them"
            )
        for tier, name in told.items():
            return Tier(name=tier, source="Salesforce", customer=name)
        return None
