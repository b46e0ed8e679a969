"""Custom fields by the names that people see, `check` and the set-up; tiers by domain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugins.qd_crm_pipedrive.tests.conftest import RFQ, Shop, euros, everything
from qd_core.errors import RejectedError
from qd_core.testing import Accident, Reply


def test_set_up_adds_what_is_missing_once(bare: Shop) -> None:
    before = {check.name: check.ok for check in bare.crm(stage=3).check()}
    assert before == {
        "access": True,
        "deal field Quote Drafter RFQ": False,
        "organisation field Email domain": False,
        "organisation field Customer tier": False,
        "products": True,
        "stage 3": True,
    }
    assert not [call for call in bare.fake.calls if call.startswith("POST")]
    for _ in range(2):
        assert all(check.ok for check in bare.crm().setup())
    assert {kind: len(made) for kind, made in bare.fake.store.fields.items()} == {
        "dealFields": 1, "organizationFields": 2,
    }  # fmt: skip
    everything(bare.crm())


def test_a_field_that_is_missing_is_named(bare: Shop) -> None:
    with pytest.raises(
        RejectedError, match=r"organisation field 'Email domain' \(\[settings.pipedrive\] domain_field\)"
    ):
        bare.crm().upsert_contact("bea@buyer.example", "Bea", "", "buyer.example")
    contact = bare.crm().upsert_contact("bea@gmail.com", "Bea", "", "gmail.com")
    with pytest.raises(RejectedError, match=r"deal field 'Quote Drafter RFQ'.*run `qd crm setup`"):
        bare.crm().create_deal(RFQ, contact, [], euros("1.00"))


def test_a_field_of_another_type_or_twice_there_is_told(bare: Shop) -> None:
    store = bare.fake.store
    store.add_field("dealFields", "Quote Drafter RFQ", "double")
    one, two = (store.add_field("organizationFields", " email DOMAIN")["field_code"] for _ in range(2))
    checks = {check.name: check for check in bare.crm().check()}
    assert "is of type double" in checks["deal field Quote Drafter RFQ"].detail
    assert f"keys {one}, {two}" in checks["organisation field Email domain"].detail
    with pytest.raises(RejectedError, match="is of type double"):
        bare.crm().setup()
    assert {check.name: check.ok for check in bare.crm(domain_field=two).check()}[f"organisation field {two}"]


def test_check_says_what_to_do_without_access(bare: Shop) -> None:
    bare.fake.forbidden = "users/me"
    (check,) = bare.crm().check()
    assert (check.ok, "grant access again" in check.fix) == (False, True)
    bare.fake.forbidden = ""
    bare.server.accidents.append(Accident("GET", "/users/me", Reply(429, headers={"retry-after": "60"})))
    (check,) = bare.crm().check()
    assert check.fix == "try again later"
    assert not {check.name: check for check in bare.crm(stage=99).check()}["stage 99"].ok


@pytest.fixture
def known(shop: Shop) -> Shop:
    keys, store = shop.keys, shop.fake.store
    for name, domain, tier in [
        ("Acme", "ACME.example", "trade"),
        ("Acme East", "east.acme.example", "gold"),
        ("Bücher", "bücher.example", "partner"),
        ("No tier", "plain.example", None),
        ("Free mail", "gmail.com", "gold"),
    ]:
        store.add(
            "organizations", {"name": name, "custom_fields": {keys["domain"]: domain, keys["tier"]: tier}}
        )
    store.add("organizations", {"name": "acme.example", "custom_fields": {keys["tier"]: "acme.example"}})
    shop.fake.later(timedelta(days=9))
    return shop


@pytest.mark.parametrize(
    ("email", "tier"),
    [
        ("dana@acme.example", "trade"),
        ("dana@mail.acme.example", "trade"),
        ("dana@east.acme.example", "gold"),
        ("dana@plain.example", None),
        ("dana@gmail.com", None),
        ("dana@notacme.example", None),
        ("dana@example", None),
    ],
)
def test_the_closest_domain_counts(known: Shop, email: str, tier: str | None) -> None:
    found = known.tier(email)
    assert (found.name if found else None) == tier


def test_a_tier_of_a_moment_ago_and_an_option_count(known: Shop) -> None:
    keys, store = known.keys, known.fake.store
    store.options[keys["tier"]] = {17: {"id": 17, "label": "wholesale"}}
    store.add(
        "organizations", {"name": "New", "custom_fields": {keys["domain"]: "new.example", keys["tier"]: 17}}
    )
    found = known.tier("dana@new.example")
    assert found is not None
    assert (found.name, found.source, found.customer) == ("wholesale", "pipedrive", "new.example")


def test_organisations_that_contradict_each_other_are_named(known: Shop) -> None:
    keys, store = known.keys, known.fake.store
    for tier in ("Trade", "gold"):
        store.add(
            "organizations",
            {"name": "Twin", "custom_fields": {keys["domain"]: "acme.example", keys["tier"]: tier}},
        )
        if tier == "Trade":
            assert known.tier("dana@acme.example") is not None
    with pytest.raises(RejectedError, match=r"Acme .*'trade'.*Twin .*'gold'"):
        known.tier("dana@acme.example")


def test_without_a_field_no_tier_is_asked_for(known: Shop) -> None:
    assert known.tier("dana@acme.example", tier_field="") is None
    assert known.fake.calls == []
