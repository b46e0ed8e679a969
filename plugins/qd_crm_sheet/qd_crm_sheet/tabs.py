"""The tabs that the plugin keeps: their columns, by the names in the first row."""

from __future__ import annotations

from dataclasses import dataclass

from qd_crm_sheet.settings import SheetSettings

__all__ = ["CONTACTS", "DEALS", "LINES", "TIERS", "Tab", "tabs_of"]

CONTACTS = ("email", "name", "company", "domain", "updated_at")
DEALS = ("rfq_id", "contact", "currency", "total", "lines", "quote", "notes", "created_at", "updated_at")
LINES = (
    "rfq_id",
    "position",
    "sku",
    "description",
    "quantity",
    "unit",
    "unit_price",
    "line_total",
    "currency",
)
TIERS = ("domain", "tier")


@dataclass(frozen=True, slots=True)
class Tab:
    """``key`` are the columns that say which row is which."""

    title: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def quoted(self) -> str:
        """The title as A1 notation wants it."""
        return "'" + self.title.replace("'", "''") + "'"


def tabs_of(settings: SheetSettings) -> dict[str, Tab]:
    """``contacts``, ``deals``, and ``lines`` and ``tiers`` where they are wanted."""
    tabs = {
        "contacts": Tab(settings.contacts_tab, CONTACTS, ("email",)),
        "deals": Tab(settings.deals_tab, DEALS, ("rfq_id",)),
        "lines": Tab(settings.lines_tab, LINES, ("rfq_id", "position")),
        "tiers": Tab(settings.tiers_tab, TIERS, ("domain",)),
    }
    return {name: tab for name, tab in tabs.items() if tab.title}
