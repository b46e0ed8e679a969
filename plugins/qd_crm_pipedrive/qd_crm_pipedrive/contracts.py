"""What the contracts of CRM adapters and tier look-ups need to know of ``pipedrive``: a Pipedrive on this machine."""

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
from qd_crm_pipedrive.fake import FakePipedrive
from qd_crm_pipedrive.settings import SECRET

__all__ = ["TestPipedriveCrm", "TestPipedriveTiers", "context_of", "serving", "settings_of"]


class TestPipedriveCrm(CrmAdapterContract):
    provider = "pipedrive"

    @pytest.fixture
    def pipedrive(self, qd_clock: ManualClock) -> Iterator[FakePipedrive]:
        fake = FakePipedrive(clock=qd_clock.now)
        fake.set_up()
        with serving(fake):
            yield fake

    @pytest.fixture
    def crm(self, pipedrive: FakePipedrive, qd_clock: ManualClock) -> CrmAdapter:
        context = context_of(pipedrive, qd_clock)
        return cast(CrmAdapter, built_provider("crm_adapter", "pipedrive", context, settings_of(pipedrive)))

    @pytest.fixture
    def notes(self, pipedrive: FakePipedrive) -> Callable[[str], Sequence[object]]:
        return lambda deal: [each for each in pipedrive.store.notes if each["deal_id"] == int(deal)]

    @pytest.fixture
    def files(self, pipedrive: FakePipedrive) -> Callable[[str], Sequence[object]]:
        return lambda deal: [each for each in pipedrive.store.files if each["deal_id"] == int(deal)]


class TestPipedriveTiers(TierLookupContract):
    provider = "pipedrive"

    @pytest.fixture
    def lookup(self, qd_clock: ManualClock) -> Iterator[TierLookup]:
        fake = FakePipedrive(clock=qd_clock.now)
        with serving(fake):
            keys = fake.set_up()
            for name, domain, tier in (("Acme", "acme.example", "trade"), ("Other", "other.example", "gold")):
                fields = {keys["domain"]: domain, keys["tier"]: tier}
                fake.store.add("organizations", {"name": name, "custom_fields": fields})
            context = context_of(fake, qd_clock)
            yield cast(TierLookup, built_provider("tier_lookup", "pipedrive", context, settings_of(fake)))


@contextmanager
def serving(fake: FakePipedrive) -> Iterator[Loopback]:
    """Pipedrive on this machine while the block runs."""
    with Loopback(fake.handle) as server:
        fake.account.url = server.url
        yield server
        assert server.failures == []


def settings_of(fake: FakePipedrive) -> dict[str, object]:
    """``[settings.pipedrive]`` for the fake."""
    return {"oauth_url": fake.account.url}


def context_of(fake: FakePipedrive, clock: ManualClock) -> ProviderContext:
    """A context with the app's tokens that speaks HTTP for real, and one stored object."""
    import httpx

    made = provider_context(
        "pipedrive",
        clock=clock,
        secrets={SECRET: fake.account.secret()},
        objects={"quote.pdf": b"%PDF-1.7\n%%EOF\n"},
    )
    return replace(made, http=lambda: httpx.Client(timeout=2.0))
