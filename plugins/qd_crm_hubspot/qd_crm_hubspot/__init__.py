"""The `hubspot` plugin: approved quotes become HubSpot deals, and HubSpot's companies tell the customer's tier."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.plugin import CrmAdapter, Plugin, Provider, TierLookup, hookimpl
from qd_crm_hubspot.adapter import HubSpotCrm, HubSpotTiers
from qd_crm_hubspot.settings import HubSpotSettings

__all__ = ["plugin", "qd_crm_adapters", "qd_tier_lookups"]

plugin = Plugin(api=1, settings=HubSpotSettings)


@hookimpl
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Contacts, deals, files and notes in HubSpot."""
    yield plugin.provider("hubspot", HubSpotCrm, summary="keeps contacts and deals in HubSpot")


@hookimpl
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    """Tiers of HubSpot's companies."""
    yield plugin.provider("hubspot", HubSpotTiers, summary="reads a customer's tier from its HubSpot company")
