"""A request through the whole chain into HubSpot and Salesforce: tier, deal, revision, file and notes, each once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import qd_crm_hubspot.contracts as hubspot
import qd_crm_salesforce.contracts as salesforce
from qd_core.backends.local.backend import LocalBackend
from qd_core.model.review import DraftEdit, DraftRecord, LineEdit
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.drafts import load
from qd_core.pipeline.edit import edit
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.testing import Accident, Loopback
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, mail, small_app, take_in

REP = Actor("rep@small.example", frozenset({Role.REP}))


@dataclass
class Crm:
    """An account on this machine, and how to look into it. ``asks`` and ``notes`` are the ends of two paths."""

    name: str
    secret: dict[str, str]
    handle: Any
    settings: Callable[[str], dict[str, str]]
    deals: Callable[[], list[tuple[Decimal, str]]]
    lines: Callable[[], list[tuple[Decimal, Decimal]]]
    files: Callable[[], int]
    notes: Callable[[], list[str]]
    makes: tuple[str, str]


def _hubspot() -> Crm:
    account = hubspot.ready_account()
    company = {"name": "Acme Works", "domain": "acme.example", "customer_tier": "trade"}
    account.records["companies"]["1"] = company
    kept = account.records

    def lines() -> list[tuple[Decimal, Decimal]]:
        return [(Decimal(each["quantity"]), Decimal(each["price"])) for each in kept["line_items"].values()]

    return Crm(
        "hubspot", {"access_token": "pat-1"}, account.handle, lambda url: {"base_url": url},
        lambda: [(Decimal(each["amount"]), each["dealname"]) for each in kept["deals"].values()], lines,
        lambda: len(account.files), lambda: [each["hs_note_body"] for each in kept["notes"].values()],
        ("/deals", "/notes"),
    )  # fmt: skip


def _salesforce() -> Crm:
    org = salesforce.ready_org()
    for record in org.all("PricebookEntry"):
        del org.records["PricebookEntry"][record["Id"]]
    book = org.all("Pricebook2")[0]["Id"]
    for sku in ("BR-10", "BR-12", "RL-50"):
        org.add("PricebookEntry", Pricebook2Id=book, IsActive=True, CurrencyIsoCode="USD", ProductCode=sku)
    org.add("Account", Name="Acme Works", Email_Domain__c="acme.example", Tier__c="trade")

    def lines() -> list[tuple[Decimal, Decimal]]:
        return [
            (Decimal(each["Quantity"]), Decimal(each["UnitPrice"])) for each in org.all("OpportunityLineItem")
        ]

    return Crm(
        "salesforce", salesforce.CLIENT, org.handle, lambda url: {"domain": url},
        lambda: [(each["RFQ_Total__c"], each["Name"]) for each in org.all("Opportunity")], lines,
        lambda: len(org.all("ContentVersion")), lambda: [each["Description"] for each in org.all("Task")],
        ("/graph", "/Task"),
    )  # fmt: skip


@pytest.fixture(params=[_hubspot, _salesforce], ids=["hubspot", "salesforce"])
def crm(request: pytest.FixtureRequest) -> Crm:
    made: Crm = request.param()
    return made


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@contextmanager
def house(folder: Path, crm: Crm, clock: ManualClock, url: str) -> Iterator[App]:
    (folder / "secrets.toml").write_text(f"\"crm/{crm.name}/oauth\" = '{json.dumps(crm.secret)}'\n")
    (folder / "secrets.toml").chmod(0o600)
    backend = LocalBackend(folder, clock=clock)
    yield small_app(
        folder,
        backend=backend,
        select={"crm_adapter": crm.name},
        settings={crm.name: crm.settings(url)},
    )
    backend.close()


def sent(app: App, clock: ManualClock) -> DraftRecord:
    """Asked for, changed by a rep, approved, sent; whatever waits comes again until all is quiet."""
    record = load(app, take_in(app, mail("please quote 20 BR-10 and 2 RL-50")))[0]
    quiet(app, clock)
    change = DraftEdit(lines=(LineEdit(position=1, quantity=Decimal(30)),))
    changed = edit(app, record.rfq_id, REP, change, digest=record.digest)
    approve(app, record.rfq_id, REP, digest=changed.digest)
    send_later(app, record.rfq_id)
    quiet(app, clock)
    return load(app, record.rfq_id)[0]


def quiet(app: App, clock: ManualClock) -> None:
    for _ in range(6):
        app.run_until_idle()
        clock.forward(NOW.replace(hour=10) - NOW)


def test_a_quote_arrives_whole(crm: Crm, clock: ManualClock, tmp_path: Path) -> None:
    with Loopback(crm.handle) as server, house(tmp_path, crm, clock, server.url) as app:
        record = sent(app, clock)
        assert server.failures == []
    assert record.draft.tier.name == "trade", "the CRM knows the customer's tier"
    assert record.draft.tier.source == crm.name.title().replace("spot", "Spot")
    assert record.delivery.crm == "done", record.delivery.crm
    assert [amount for amount, _ in crm.deals()] == [record.draft.total]
    assert sum(quantity * price for quantity, price in crm.lines()) == sum(
        line.line_total for line in record.draft.lines if line.line_total is not None
    )
    assert len(crm.lines()) == 2
    assert crm.files() == 1
    assert sum("approved by rep@small.example" in note for note in crm.notes()) == 1


@pytest.mark.parametrize("what", [0, 1])
def test_a_lost_answer_changes_nothing_of_that(
    what: int, crm: Crm, clock: ManualClock, tmp_path: Path
) -> None:
    with Loopback(crm.handle) as server, house(tmp_path, crm, clock, server.url) as app:
        server.accidents.append(Accident("POST", crm.makes[what], carried_out=True))
        record = sent(app, clock)
        assert (server.failures, server.accidents) == ([], [])
    assert record.delivery.crm == "done", record.delivery.crm
    assert (len(crm.deals()), len(crm.lines()), crm.files()) == (1, 2, 1)
    assert len(set(crm.notes())) == len(crm.notes())
