"""An org on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from qd_core.plugin import ProviderContext, Rest
from qd_core.testing import Loopback, ManualClock
from qd_crm_salesforce.adapter import SalesforceCrm
from qd_crm_salesforce.contracts import ready_org, salesforce_context, salesforce_settings
from qd_crm_salesforce.fake import FakeSalesforce


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waits are noted, not slept."""
    slept: list[float] = []
    monkeypatch.setitem(Rest.__init__.__kwdefaults__, "sleep", slept.append)
    return slept


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def org() -> FakeSalesforce:
    return ready_org()


@pytest.fixture
def server(org: FakeSalesforce) -> Iterator[Loopback]:
    with Loopback(org.handle) as running:
        yield running
        assert running.failures == []


@pytest.fixture
def context(clock: ManualClock) -> ProviderContext:
    return salesforce_context(clock)


@pytest.fixture
def adapter(server: Loopback, context: ProviderContext) -> Callable[..., SalesforceCrm]:
    """Makes another worker on the same org and the same claims."""

    def make(**settings: object) -> SalesforceCrm:
        return SalesforceCrm(salesforce_settings(server.url, **settings), context)

    return make


@pytest.fixture
def crm(adapter: Callable[..., SalesforceCrm]) -> SalesforceCrm:
    return adapter()
