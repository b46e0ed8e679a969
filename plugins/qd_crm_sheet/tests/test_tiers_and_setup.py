"""Tiers from a tab, what `check` says, and what the set-up adds."""

from __future__ import annotations

from typing import cast

import pytest

from plugins.qd_crm_sheet.tests.conftest import RFQ, Shop, euros, lines
from qd_core.errors import RejectedError
from qd_core.model.customer import Customer, Tier
from qd_core.plugin import Checkable, Installable, TierLookup
from qd_core.testing import Accident, Reply, built_provider, installed_plugin
from qd_crm_sheet.contracts import TestSheetCrm, TestSheetTiers, settings_of
from qd_crm_sheet.fake import FakeGoogle
from qd_crm_sheet.fake.grid import Grid
from qd_crm_sheet.tabs import DEALS

__all__ = ["TestSheetCrm", "TestSheetTiers"]


def tier(shop: Shop, email: str, **settings: object) -> Tier | None:
    lookup = built_provider("tier_lookup", "sheet", shop.context, settings_of(shop.google) | settings)
    return cast(TierLookup, lookup).tier_of(Customer(email=email, domain=email.rpartition("@")[2]))


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("dana@acme.example", "trade"),
        ("Dana@ACME.example", "trade"),
        ("dana@mail.eu.acme.example", "trade"),
        ("boss@acme.example", "gold"),
        ("max@bücher.example", "partner"),
        ("max@xn--bcher-kva.example", "partner"),
        ("dana@notacme.example", None),
        ("dana@example", None),
    ],
)
def test_the_closest_row_counts(shop: Shop, google: FakeGoogle, email: str, name: str | None) -> None:
    google.grid("tiers").cells += [
        ["ACME.example.", "trade"],
        ["boss@acme.example", "gold"],
        ["bücher.example", "partner"],
        ["", "lost"],
        ["later.example", ""],
    ]
    found = tier(shop, email)
    assert (found.name if found else None) == name


def test_rows_that_contradict_each_other_are_named(shop: Shop, google: FakeGoogle) -> None:
    google.grid("tiers").cells += [["acme.example", "trade"], ["acme.example", "Trade"]]
    assert tier(shop, "dana@acme.example") is not None
    google.grid("tiers").cells.append(["acme.example", "gold"])
    with pytest.raises(RejectedError, match=r"row 2 says 'trade'.*row 4 says 'gold'"):
        tier(shop, "dana@acme.example")


def test_without_a_tab_nobody_is_known_and_nothing_is_asked(shop: Shop, google: FakeGoogle) -> None:
    assert tier(shop, "dana@acme.example", tiers_tab="") is None
    assert google.calls == []


def test_set_up_adds_what_is_missing_and_no_more(shop: Shop, google: FakeGoogle) -> None:
    google.grids = [Grid("Sheet1"), Grid("Deals", [["Owner", "rfq_id", "total"], ["Bo", "old", 1.0]])]
    crm = shop.crm()
    assert isinstance(crm, Checkable)
    assert isinstance(crm, Installable)
    before = {check.name: check.ok for check in crm.check()}
    assert before == {
        "spreadsheet": True, "tab Contacts": False, "tab Deals": False, "tab Lines": False, "tab tiers": False,
    }  # fmt: skip
    for _ in range(2):
        assert all(check.ok for check in crm.setup())
    assert [grid.title for grid in google.grids] == ["Sheet1", "Deals", "Contacts", "Lines", "tiers"]
    assert google.grid("Deals").cells[0][:3] == ["Owner", "rfq_id", "total"]
    assert set(google.grid("Deals").cells[0]) == {"Owner", *DEALS}
    assert google.grid("Contacts").frozen == 1
    assert google.grid("Deals").cells[1][:3] == ["Bo", "old", 1.0]
    crm.create_deal(RFQ, "bea@buyer.example", lines(2), euros("20.10"))
    assert [row["rfq_id"] for row in google.grid("Deals").records()] == ["old", RFQ]


def test_check_changes_nothing_and_says_what_to_do(shop: Shop, google: FakeGoogle) -> None:
    google.grid("Deals").cells[0].remove("total")
    checks = {check.name: check for check in shop.crm().check()}
    assert not checks["tab Deals"].ok
    assert "total" in checks["tab Deals"].detail
    assert not [path for verb, path in google.calls if verb == "POST" and path != "/token"]
    google.shared = False
    (check,) = shop.crm().check()
    assert (check.ok, google.account.address in check.fix) == (False, True)
    google.shared = True
    shop.server.accidents.append(Accident("GET", google.spreadsheet, Reply(429)))
    (check,) = shop.crm().check()
    assert check.fix == "try again later"


def test_it_is_found_under_its_name() -> None:
    offered = installed_plugin("sheet").providers
    assert [each.name for each in offered["crm_adapter"] + offered["tier_lookup"]] == ["sheet", "sheet"]
