"""A Google on this machine and an adapter that speaks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

import pytest

from qd_core.plugin import CrmLine, Money, ProviderContext
from qd_core.testing import Loopback, ManualClock, built_provider
from qd_crm_sheet.adapter import SheetCrm
from qd_crm_sheet.contracts import context_of, empty_tabs, serving, settings_of
from qd_crm_sheet.fake import FakeGoogle

RFQ = "01940000-0000-7000-8000-0000c0ffee01"


@dataclass
class Shop:
    """``context`` may be replaced before the adapter is made."""

    google: FakeGoogle
    server: Loopback
    context: ProviderContext
    clock: ManualClock

    def crm(self, **settings: object) -> SheetCrm:
        """Another process, with nothing in memory."""
        chosen = settings_of(self.google) | settings
        return cast(SheetCrm, built_provider("crm_adapter", "sheet", self.context, chosen))


@pytest.fixture
def shop(qd_clock: ManualClock) -> Iterator[Shop]:
    google = FakeGoogle(*empty_tabs(), clock=qd_clock.now)
    with serving(google) as server:
        yield Shop(google, server, context_of(google, qd_clock), qd_clock)


@pytest.fixture
def google(shop: Shop) -> FakeGoogle:
    return shop.google


@pytest.fixture
def crm(shop: Shop) -> SheetCrm:
    return shop.crm()


@pytest.fixture
def impatient(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Gives an answer up after a fifth of a second."""
    from qd_core.plugin import wire

    sent = wire.httpx_sender

    def hasty(client: Callable[[], object]) -> object:
        send = sent(client)  # type: ignore[arg-type]
        return lambda call: send(replace(call, read_timeout=0.2))

    monkeypatch.setattr("qd_core.plugin.rest.httpx_sender", hasty)
    return shop


def lines(count: int, price: str = "10.05", name: str = "Shelf bracket") -> list[CrmLine]:
    money = Money(Decimal(price), "EUR")
    return [
        CrmLine(f"BR-{number}", f"{name} {number}", Decimal("1"), "each", money, money)
        for number in range(1, count + 1)
    ]


def euros(text: str) -> Money:
    return Money(Decimal(text), "EUR")
