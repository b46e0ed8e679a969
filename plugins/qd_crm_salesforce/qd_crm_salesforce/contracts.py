"""The shipped contracts over the stand-in for Salesforce: what `qd plugin test salesforce` runs."""

# ruff: noqa: S101 - contracts are tests
from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

import pytest

from qd_core.plugin import ProviderContext
from qd_core.testing import CrmAdapterContract, Loopback, ManualClock, TierLookupContract, provider_context
from qd_crm_salesforce.fake import FakeSalesforce
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = [
    "TestSalesforceCrm", "TestSalesforceTiers", "ready_org", "salesforce_context", "salesforce_settings",
]  # fmt: skip

CLIENT = {"client_id": "id", "client_secret": "s3cret"}


def ready_org() -> FakeSalesforce:
    """An org in which `qd crm setup` was run, with a price book of SKU-1 to SKU-9 in euros."""
    org = FakeSalesforce()
    org.schema.add("Contact", "QD_Email__c", key=True)
    org.schema.add("Account", "Email_Domain__c")
    org.schema.add("Account", "Tier__c")
    org.schema.add("Opportunity", "RFQ_Id__c", key=True)
    org.schema.add("Opportunity", "RFQ_Total__c", number=True)
    org.schema.add("OpportunityLineItem", "RFQ_Line_Id__c", key=True)
    book = org.add("Pricebook2", Name="Standard", IsStandard=True, IsActive=True)
    for number in range(1, 10):
        org.add(
            "PricebookEntry",
            Pricebook2Id=book,
            IsActive=True,
            CurrencyIsoCode="EUR",
            ProductCode=f"SKU-{number}",
        )
    return org


def salesforce_context(
    clock: ManualClock | None = None, secret: Mapping[str, str] | None = None
) -> ProviderContext:
    """One stored PDF, the client's credentials, and a client that reaches this machine."""
    import httpx

    context = provider_context(
        "salesforce",
        clock=clock,
        secrets={"crm/salesforce/oauth": json.dumps(dict(CLIENT if secret is None else secret))},
        objects={"quote.pdf": b"%PDF-1.7\n%%EOF\n"},
    )
    return replace(context, http=lambda: httpx.Client(timeout=5))


def salesforce_settings(url: str, **more: object) -> SalesforceSettings:
    """For an org at ``url``."""
    return SalesforceSettings.model_validate({"domain": url, **more})


class _OverLoopback:
    settings: ClassVar[Mapping[str, object]] = {}

    @pytest.fixture
    def org(self) -> Iterator[FakeSalesforce]:
        org = ready_org()
        with Loopback(org.handle) as server:
            type(self).settings = {"domain": server.url}
            yield org
            assert server.failures == []

    @pytest.fixture
    def qd_context(self, org: FakeSalesforce) -> ProviderContext:
        return salesforce_context()


class TestSalesforceCrm(_OverLoopback, CrmAdapterContract):
    provider = "salesforce"

    @pytest.fixture
    def notes(self, org: FakeSalesforce) -> Callable[[str], list[str]]:
        return lambda deal: [task["Subject"] for task in org.all("Task", WhatId=deal)]

    @pytest.fixture
    def files(self, org: FakeSalesforce) -> Callable[[str], list[str]]:
        return lambda deal: [link["Title"] for link in org.all("ContentDocumentLink", LinkedEntityId=deal)]


class TestSalesforceTiers(_OverLoopback, TierLookupContract):
    provider = "salesforce"

    @pytest.fixture
    def qd_context(self, org: FakeSalesforce) -> ProviderContext:
        org.add("Account", Name="Acme Works", Email_Domain__c="acme.example", Tier__c="trade")
        return salesforce_context()
