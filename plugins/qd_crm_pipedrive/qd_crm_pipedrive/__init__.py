"""Quote Drafter: approved quotes become Pipedrive deals."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.plugin import CrmAdapter, Plugin, Provider, TierLookup, hookimpl
from qd_crm_pipedrive.adapter import PipedriveCrm
from qd_crm_pipedrive.settings import PipedriveSettings
from qd_crm_pipedrive.tiers import PipedriveTiers

plugin = Plugin(api=1, settings=PipedriveSettings)


@hookimpl
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Persons, organisations and deals."""
    yield plugin.provider("pipedrive", PipedriveCrm, summary="keeps contacts and deals in Pipedrive")


@hookimpl
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    """A custom field of the organisation."""
    yield plugin.provider("pipedrive", PipedriveTiers, summary="the tier of the organisation in Pipedrive")
