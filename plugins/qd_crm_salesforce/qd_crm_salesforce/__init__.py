"""The `salesforce` plugin: approved quotes become opportunities, and Salesforce's accounts tell the customer's tier."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.plugin import CrmAdapter, Plugin, Provider, TierLookup, hookimpl
from qd_crm_salesforce.adapter import SalesforceCrm, SalesforceTiers
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["plugin", "qd_crm_adapters", "qd_tier_lookups"]

plugin = Plugin(api=1, settings=SalesforceSettings)


@hookimpl
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Contacts, opportunities, files and tasks in Salesforce."""
    yield plugin.provider(
        "salesforce", SalesforceCrm, summary="keeps contacts and opportunities in Salesforce"
    )


@hookimpl
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    """Tiers of Salesforce's accounts."""
    yield plugin.provider(
        "salesforce", SalesforceTiers, summary="reads a customer's tier from its Salesforce account"
    )
