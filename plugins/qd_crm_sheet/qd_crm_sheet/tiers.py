"""Tier look-up ``sheet``: a tab in which people keep domains, or whole addresses, and their tiers."""

from __future__ import annotations

from functools import cached_property

from qd_core.errors import RejectedError
from qd_core.model.customer import Customer, Tier, customer_keys, domain_key
from qd_core.plugin import ProviderContext
from qd_crm_sheet.google import SheetsApi
from qd_crm_sheet.settings import SheetSettings
from qd_crm_sheet.spreadsheet import Found, Spreadsheet
from qd_crm_sheet.tabs import tabs_of

__all__ = ["SheetTiers"]


class SheetTiers:
    """An address beats its domain, a domain its parents. The tab is read for every look-up: people edit it."""

    def __init__(self, settings: SheetSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._context = context
        self._tab = tabs_of(settings).get("tiers")

    def tier_of(self, customer: Customer) -> Tier | None:
        """The tier, None for a customer who is not in the tab. Raises RejectedError that names the rows where they
        contradict each other."""
        keys = customer_keys(customer)
        if self._tab is None or not keys:
            return None
        found = self._sheet.look(self._tab, "tier")
        for key in keys:
            rows = _rows_of(found, key)
            tiers = {tier.casefold(): tier for tier in rows.values()}
            if len(tiers) > 1:
                told = ", ".join(f"row {number} says {tier!r}" for number, tier in rows.items())
                raise RejectedError(
                    f"tab {self._tab.title!r} has several tiers for {key}: {told}. Keep one of them"
                )
            for tier in tiers.values():
                return Tier(name=tier, source="sheet", customer=key)
        return None

    @cached_property
    def _sheet(self) -> Spreadsheet:
        return Spreadsheet(SheetsApi(self._settings, self._context))


def _rows_of(found: Found, key: str) -> dict[int, str]:
    """The tiers of a key by row; a row without a tier counts as not there."""
    return {
        number: told["tier"]
        for number, told in found.values.items()
        if told["tier"] and key in {told["domain"].casefold(), domain_key(told["domain"])}
    }
