"""The shipped contracts over the stand-in for HubSpot: what `qd plugin test hubspot` runs."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

import pytest

from qd_core.plugin import ProviderContext
from qd_core.testing import CrmAdapterContract, Loopback, ManualClock, TierLookupContract, provider_context
from qd_crm_hubspot.fake import FakeHubSpot
from qd_crm_hubspot.settings import HubSpotSettings

__all__ = ["TestHubSpotCrm", "TestHubSpotTiers", "hubspot_context", "hubspot_settings", "ready_account"]


def ready_account() -> FakeHubSpot:
    """An account in which `qd crm setup` was run."""
    account = FakeHubSpot()
    account.properties.add("deals", "rfq_id", unique=True)
    account.properties.add("deals", "rfq_line_count", "number")
    account.properties.add("line_items", "rfq_line", unique=True)
    account.properties.add("companies", "customer_tier")
    return account


def hubspot_context(clock: ManualClock | None = None) -> ProviderContext:
    """One stored PDF and a static token."""
    secrets = {"crm/hubspot/oauth": json.dumps({"access_token": "pat-1"})}
    return provider_context(
        "hubspot", clock=clock, secrets=secrets, objects={"quote.pdf": b"%PDF-1.7\n%%EOF\n"}
    )


def hubspot_settings(url: str, **more: str) -> HubSpotSettings:
    """For an account at ``url``."""
    return HubSpotSettings.model_validate({"base_url": url, **more})


class _OverLoopback:
    settings: ClassVar[Mapping[str, object]] = {}

    @pytest.fixture
    def account(self) -> Iterator[FakeHubSpot]:
        account = ready_account()
        with Loopback(account.handle) as server:
            type(self).settings = {"base_url": server.url}
            yield account
            assert server.failures == []

    @pytest.fixture
    def qd_context(self, account: FakeHubSpot) -> ProviderContext:
        return hubspot_context()


class TestHubSpotCrm(_OverLoopback, CrmAdapterContract):
    provider = "hubspot"

    @pytest.fixture
    def notes(self, account: FakeHubSpot) -> Callable[[str], list[str]]:
        return lambda deal: [note["hs_note_body"] for note in account.notes_of(deal)]

    @pytest.fixture
    def files(self, account: FakeHubSpot) -> Callable[[str], list[str]]:
        return lambda deal: [note["hs_attachment_ids"] for note in account.notes_of(deal)]


class TestHubSpotTiers(_OverLoopback, TierLookupContract):
    provider = "hubspot"

    @pytest.fixture
    def qd_context(self, account: FakeHubSpot) -> ProviderContext:
        company = {"name": "Acme Works", "domain": "acme.example", "customer_tier": "trade"}
        account.records["companies"]["77"] = company
        return hubspot_context()
