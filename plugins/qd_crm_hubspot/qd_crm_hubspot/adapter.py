"""The CRM adapter and the tier look-up for HubSpot."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.errors import RejectedError
from qd_core.model.customer import Customer, Tier
from qd_core.model.mailboxes import company_domains
from qd_core.plugin import Check, CrmLine, Money, ProviderContext
from qd_crm_hubspot import account
from qd_crm_hubspot.api import HubSpot
from qd_crm_hubspot.contacts import Contacts, find_companies
from qd_crm_hubspot.deals import Deals
from qd_crm_hubspot.settings import HubSpotSettings
from qd_crm_hubspot.timeline import Timeline

__all__ = ["HubSpotCrm", "HubSpotTiers"]


class HubSpotCrm:
    """The four operations. Every one may be called again after any failure: it ends in the same state."""

    def __init__(self, settings: HubSpotSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._hubspot = HubSpot(settings, context)
        self._contacts = Contacts(self._hubspot, context)
        self._deals = Deals(settings, self._hubspot, context)
        self._timeline = Timeline(settings, self._hubspot, context)

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """HubSpot's id of the contact; its company is found or made by ``domain``, if that is a company's."""
        return self._contacts.upsert(email, name, company, domain)

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """HubSpot's id of the deal; a later revision changes its amount and its lines."""
        return self._deals.write(rfq_id, contact_id, line_items, total)

    def attach_file(self, deal_id: str, key: str) -> None:
        """The stored object, as a private file on a note of the deal."""
        self._timeline.attach(deal_id, key)

    def add_note(self, deal_id: str, text: str) -> None:
        """A note on the deal; the same text is one note."""
        self._timeline.add(deal_id, text)

    def refresh(self) -> None:
        """Renews the OAuth tokens; does nothing for a static token."""
        self._hubspot.tokens.refresh()

    def check(self) -> Sequence[Check]:
        """What is missing in the account."""
        return account.check(self._settings, self._hubspot)

    def setup(self) -> Sequence[Check]:
        """Creates the properties that are missing."""
        return account.setup(self._settings, self._hubspot)


class HubSpotTiers:
    """A customer's tier is a property of the company with the e-mail address's domain, or a parent of it."""

    def __init__(self, settings: HubSpotSettings, context: ProviderContext) -> None:
        self._property = settings.tier_property
        self._hubspot = HubSpot(settings, context)

    def tier_of(self, customer: Customer) -> Tier | None:
        """The tier of the company with the closest domain that HubSpot has. Raises RejectedError that names the
        companies where they contradict each other."""
        domains = company_domains(customer)
        if not domains:
            return None
        told = {
            tier: each.properties.get("name") or each.id
            for each in find_companies(self._hubspot, domains, (self._property, "name"))
            if (tier := (each.properties.get(self._property) or "").strip())
        }
        if len({tier.casefold() for tier in told}) > 1:
            named = ", ".join(f"{name} has {tier!r}" for tier, name in told.items())
            raise RejectedError(
                f"several companies in HubSpot have the domain {domains[0]}: {named}. "
                "Give them one tier, or merge them"
            )
        for tier, name in told.items():
            return Tier(name=tier, source="HubSpot", customer=name)
        return None
