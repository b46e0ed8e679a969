"""What the contracts of CRM adapters and tier look-ups need to know of ``sheet``: a Google on this machine."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

import pytest

from qd_core.plugin import CrmAdapter, ProviderContext, TierLookup
from qd_core.testing import (
    CrmAdapterContract,
    Loopback,
    ManualClock,
    TierLookupContract,
    built_provider,
    provider_context,
)
from qd_crm_sheet.fake import FakeGoogle, Grid
from qd_crm_sheet.settings import SECRET
from qd_crm_sheet.tabs import CONTACTS, DEALS, LINES, TIERS

__all__ = ["TestSheetCrm", "TestSheetTiers", "context_of", "empty_tabs", "serving", "settings_of"]


class TestSheetCrm(CrmAdapterContract):
    provider = "sheet"

    @pytest.fixture
    def google(self, qd_clock: ManualClock) -> Iterator[FakeGoogle]:
        google = FakeGoogle(*empty_tabs(), clock=qd_clock.now)
        with serving(google):
            yield google

    @pytest.fixture
    def crm(self, google: FakeGoogle, qd_clock: ManualClock) -> CrmAdapter:
        context = context_of(google, qd_clock)
        return cast(CrmAdapter, built_provider("crm_adapter", "sheet", context, settings_of(google)))

    @pytest.fixture
    def notes(self, google: FakeGoogle) -> Callable[[str], Sequence[object]]:
        return lambda deal: _cell(google, deal, "notes")

    @pytest.fixture
    def files(self, google: FakeGoogle) -> Callable[[str], Sequence[object]]:
        return lambda deal: _cell(google, deal, "quote")


class TestSheetTiers(TierLookupContract):
    provider = "sheet"

    @pytest.fixture
    def lookup(self, qd_clock: ManualClock) -> Iterator[TierLookup]:
        tiers = Grid("tiers", [TIERS, ["acme.example", "trade"], ["other.example", "wholesale"]])
        google = FakeGoogle(tiers, clock=qd_clock.now)
        with serving(google):
            context = context_of(google, qd_clock)
            yield cast(TierLookup, built_provider("tier_lookup", "sheet", context, settings_of(google)))


def _cell(google: FakeGoogle, deal: str, column: str) -> Sequence[str]:
    """The lines of one cell of the deal's row."""
    (row,) = (row for row in google.grid("Deals").records() if row["rfq_id"] == deal)
    return [line for line in str(row[column]).split("\n") if line]


def empty_tabs() -> list[Grid]:
    """The tabs as the set-up leaves them."""
    tabs = {"Deals": DEALS, "Lines": LINES, "Contacts": CONTACTS, "tiers": TIERS}
    return [Grid(title, [columns], frozen=1) for title, columns in tabs.items()]


@contextmanager
def serving(google: FakeGoogle) -> Iterator[Loopback]:
    """Google on this machine while the block runs."""
    with Loopback(google.handle) as server:
        google.account.url = server.url
        yield server
        assert server.failures == []


def settings_of(google: FakeGoogle) -> dict[str, object]:
    """``[settings.sheet]`` for the fake."""
    return {"spreadsheet": google.spreadsheet, "endpoint": google.account.url}


def context_of(google: FakeGoogle, clock: ManualClock) -> ProviderContext:
    """A context with the account's key that speaks HTTP for real, and one stored object."""
    import httpx

    made = provider_context(
        "sheet",
        clock=clock,
        secrets={SECRET: google.account.key_file()},
        objects={"quote.pdf": b"%PDF-1.7\n%%EOF\n"},
    )
    return replace(made, http=lambda: httpx.Client(timeout=2.0))
