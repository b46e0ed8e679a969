"""Quote Drafter: approved quotes become rows of a Google Sheet."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.plugin import CrmAdapter, Plugin, Provider, TierLookup, hookimpl
from qd_crm_sheet.adapter import SheetCrm
from qd_crm_sheet.settings import SheetSettings
from qd_crm_sheet.tiers import SheetTiers

plugin = Plugin(api=1, settings=SheetSettings)


@hookimpl
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Contacts, deals and lines in tabs of one spreadsheet."""
    yield plugin.provider("sheet", SheetCrm, summary="keeps contacts and deals in a Google Sheet")


@hookimpl
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    """The tab of tiers, by e-mail address and domain."""
    yield plugin.provider("sheet", SheetTiers, summary="the tiers tab of the Google Sheet")
