"""Tier look-up ``pipedrive``: a custom field of the organisation that has the customer's domain."""

from __future__ import annotations

from qd_core.errors import RejectedError
from qd_core.model.customer import Customer, Tier, customer_keys
from qd_core.plugin import ProviderContext
from qd_crm_pipedrive.account import Fields
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.contacts import organizations_of
from qd_crm_pipedrive.settings import PipedriveSettings
from qd_crm_pipedrive.wire import value_text

__all__ = ["PipedriveTiers"]


class PipedriveTiers:
    """A subdomain counts as its parent; a domain that many share is nobody's."""

    def __init__(self, settings: PipedriveSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._api = PipedriveApi(settings, context)
        self._fields = Fields(self._api, settings)

    def tier_of(self, customer: Customer) -> Tier | None:
        """The tier of the organisation with the closest domain that has one. Raises RejectedError that names the
        organisations where they contradict each other."""
        if not self._settings.tier_field:
            return None
        for domain in customer_keys(customer):
            if "@" in domain or "." not in domain or domain in self._settings.shared_domains:
                continue
            tiers = self._tiers(domain)
            if len({tier.casefold() for tier in tiers.values()}) > 1:
                told = ", ".join(f"{name} has {tier!r}" for name, tier in tiers.items())
                raise RejectedError(
                    f"several organisations in Pipedrive have the domain {domain}: {told}. Give them one "
                    "tier, or merge them"
                )
            for tier in tiers.values():
                return Tier(name=tier, source="pipedrive", customer=domain)
        return None

    def _tiers(self, domain: str) -> dict[str, str]:
        """By organisation."""
        key = self._fields.key("tier")
        found = organizations_of(self._api, self._fields.key("domain"), domain, key)
        tiers = {f"{each.name} ({each.id})": value_text(each.custom_fields.get(key)) for each in found}
        return {name: tier for name, tier in tiers.items() if tier}
