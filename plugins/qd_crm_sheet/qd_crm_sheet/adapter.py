"""Contacts, deals and line items in a Google Sheet: one row each, however often it is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from zoneinfo import ZoneInfo

from qd_core.errors import RejectedError
from qd_core.plugin import Check, CrmLine, Money, ProviderContext, alone, safe_text
from qd_crm_sheet.google import SheetsApi
from qd_crm_sheet.inspection import check_account, set_up
from qd_crm_sheet.rows import NO_LONGER, amount, gone_row, line_row, with_note
from qd_crm_sheet.settings import SheetSettings
from qd_crm_sheet.spreadsheet import Found, Row, Spreadsheet
from qd_crm_sheet.tabs import Tab, tabs_of

__all__ = ["SheetCrm"]


class SheetCrm:
    """The CRM adapter ``sheet``. A contact's id is its address, a deal's id the RFQ's.

    Every operation reads the keys, then appends or writes the row, and keeps other workers away meanwhile. What people
    have typed into a contact stays; a deal's own columns are ours.
    """

    def __init__(self, settings: SheetSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._context = context
        self._tabs = tabs_of(settings)

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """The address, lower case. Only what is still empty is filled in."""
        contact = email.strip().lower()
        told = {"name": name, "company": company, "domain": domain}
        with self._alone(f"contact/{contact}"):
            found = self._sheet.look(self._tabs["contacts"], *told)
            number = found.at(safe_text(contact))
            known = found.values[number] if number else {}
            row: Row = {key: safe_text(value) for key, value in told.items() if value and not known.get(key)}
            row |= {"email": safe_text(contact), "updated_at": self._now}
            if number is None:
                self._sheet.append(found, [row])
            elif len(row) > 2:
                self._sheet.update(found, {number: row})
        return contact

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """The RFQ's own id; a later revision writes the same rows. Raises RejectedError where a tab or a column is
        missing, before anything is written."""
        row: Row = {
            "rfq_id": rfq_id,
            "contact": safe_text(contact_id),
            "currency": total.currency,
            "total": amount(total.amount),
            "lines": len(line_items),
            "updated_at": self._now,
        }
        lines = {position: line_row(rfq_id, position, line) for position, line in enumerate(line_items, 1)}
        with self._alone(f"deal/{rfq_id}"):
            self._sheet.look(self._tabs["deals"])
            if "lines" in self._tabs:
                self._write_lines(self._tabs["lines"], rfq_id, lines)
            found = self._sheet.look(self._tabs["deals"])
            number = found.at(rfq_id)
            if number is None:
                self._sheet.append(found, [row | {"created_at": self._now}])
            else:
                self._sheet.update(found, {number: row})
        return rfq_id

    def attach_file(self, deal_id: str, key: str) -> None:
        """Writes the address of the draft's page, where the file is: an address of the file itself would expire."""
        with self._alone(f"deal/{deal_id}"):
            found, number = self._deal(deal_id, "quote")
            page = self._context.app.draft_page(deal_id)
            if found.values[number]["quote"] != page:
                self._write(found, number, deal_id, {"quote": page})

    def add_note(self, deal_id: str, text: str) -> None:
        """Adds a line to the deal's notes, once."""
        with self._alone(f"deal/{deal_id}"):
            found, number = self._deal(deal_id, "notes")
            notes = with_note(found.values[number]["notes"], text, self._now[:10])
            if notes is not None:
                self._write(found, number, deal_id, {"notes": notes})

    def check(self) -> Sequence[Check]:
        """Access, the tabs and their columns."""
        return check_account(self._api, self._sheet, self._tabs)

    def setup(self) -> Sequence[Check]:
        """Adds the tabs and columns that are missing."""
        with self._alone("setup"):
            set_up(self._api, self._tabs)
        return self.check()

    def _write_lines(self, tab: Tab, deal_id: str, lines: dict[int, Row]) -> None:
        found = self._sheet.look(tab, "description")
        there: set[int] = set()
        changed: dict[int, Row] = {}
        for (deal, position), numbers in found.rows.items():
            if deal != deal_id.casefold() or not position.isdigit():
                continue
            first, *copies = numbers  # a copy that somebody has made would count twice
            there.add(int(position))
            kept = lines.get(int(position))
            if kept is not None:
                changed[first] = kept
            else:
                copies.append(first)
            for number in copies:
                if found.values[number]["description"] != NO_LONGER:
                    changed[number] = gone_row(deal_id, int(position))
        if changed:
            self._sheet.update(found, changed)
        new = [row for position, row in lines.items() if position not in there]
        if new:
            self._sheet.append(found, new)

    def _deal(self, deal_id: str, column: str) -> tuple[Found, int]:
        found = self._sheet.look(self._tabs["deals"], column)
        number = found.at(deal_id)
        if number is None:
            raise RejectedError(
                f"tab {found.tab.title!r} has no row of deal {deal_id}: it was deleted, or its rfq_id was changed"
            )
        return found, number

    def _write(self, found: Found, number: int, deal_id: str, cells: Row) -> None:
        self._sheet.update(found, {number: {"rfq_id": deal_id, **cells, "updated_at": self._now}})

    def _alone(self, what: str) -> AbstractContextManager[None]:
        return alone(self._context.claims, f"sheet/{self._settings.spreadsheet}/{what}")

    @cached_property
    def _api(self) -> SheetsApi:
        return SheetsApi(self._settings, self._context)

    @cached_property
    def _sheet(self) -> Spreadsheet:
        return Spreadsheet(self._api)

    @property
    def _now(self) -> str:
        here = self._context.clock().astimezone(ZoneInfo(self._context.app.time_zone))
        return here.strftime("%Y-%m-%d %H:%M")
