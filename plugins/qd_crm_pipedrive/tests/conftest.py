"""A Pipedrive on this machine and an adapter that speaks to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import cast

import pytest

from qd_core.errors import TransientError
from qd_core.model.customer import Customer, Tier
from qd_core.plugin import CrmLine, Money, ProviderContext, TierLookup
from qd_core.testing import Loopback, ManualClock, built_provider, stored_object
from qd_crm_pipedrive.adapter import PipedriveCrm
from qd_crm_pipedrive.contracts import context_of, serving, settings_of
from qd_crm_pipedrive.fake import FakePipedrive
from qd_crm_pipedrive.fake.store import Thing

RFQ = "01940000-0000-7000-8000-0000c0ffee01"
PDF = stored_object("quote.pdf")


@dataclass
class Shop:
    """``context`` may be replaced before the adapter is made; ``keys`` are those of the custom fields."""

    fake: FakePipedrive
    server: Loopback
    context: ProviderContext
    clock: ManualClock
    keys: dict[str, str] = field(default_factory=dict)

    def crm(self, **settings: object) -> PipedriveCrm:
        """Another process, with nothing in memory."""
        chosen = settings_of(self.fake) | settings
        return cast(PipedriveCrm, built_provider("crm_adapter", "pipedrive", self.context, chosen))

    def tier(self, email: str, **settings: object) -> Tier | None:
        """As the other provider of the plugin says it."""
        chosen = settings_of(self.fake) | settings
        lookup = cast(TierLookup, built_provider("tier_lookup", "pipedrive", self.context, chosen))
        return lookup.tier_of(Customer(email=email, domain=email.rpartition("@")[2]))

    def patiently(self, call: Callable[[], object], *, waits: bool = False) -> int:
        """As the queue does: again after a transient error, when its time has come. The number of tries. ``waits`` for
        real where others are at it: moving the clock would end their lease."""
        for tries in range(1, 500):
            try:
                call()
            except TransientError as error:
                if waits:
                    time.sleep(0.05)
                else:
                    self.clock.forward(timedelta(seconds=error.retry_after or 30))
            else:
                return tries
        raise AssertionError("never done")

    def lines(self, deal: str) -> list[Thing]:
        """The deal's products with their codes."""
        products = self.fake.store.things["products"]
        return [
            {**line, "code": products[line["product_id"]]["code"]}
            for line in self.fake.store.lines_of(int(deal))
        ]

    def counted(self) -> dict[str, int]:
        """How many of everything there are."""
        store = self.fake.store
        things = {kind: len(found) for kind, found in store.things.items()}
        return {**things, "lines": len(store.lines), "files": len(store.files), "notes": len(store.notes)}


@pytest.fixture
def bare(qd_clock: ManualClock) -> Iterator[Shop]:
    """An account without the custom fields."""
    fake = FakePipedrive(clock=qd_clock.now)
    with serving(fake) as server:
        yield Shop(fake, server, context_of(fake, qd_clock), qd_clock)


@pytest.fixture
def shop(bare: Shop) -> Shop:
    bare.keys = bare.fake.set_up()
    return bare


@pytest.fixture
def fake(shop: Shop) -> FakePipedrive:
    return shop.fake


@pytest.fixture
def crm(shop: Shop) -> PipedriveCrm:
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


def euros(text: str) -> Money:
    return Money(Decimal(text), "EUR")


def lines(count: int, price: str = "10.05", name: str = "Shelf bracket") -> list[CrmLine]:
    return [
        CrmLine(f"BR-{number}", f"{name} {number}", Decimal("1"), "each", euros(price), euros(price))
        for number in range(1, count + 1)
    ]


def everything(crm: PipedriveCrm, count: int = 3) -> str:
    """What the pipeline does with an approved quote."""
    contact = crm.upsert_contact("bea@buyer.example", "Bea Buyer", "Buyer & Sons", "buyer.example")
    deal = crm.create_deal(RFQ, contact, lines(count), euros(str(Decimal("10.05") * count)))
    crm.attach_file(deal, PDF)
    crm.add_note(deal, "Quote Q-1 revision 1 approved by rita@small.example and sent.")
    return deal
