"""What stands in Pipedrive after a quote, and after the next revision."""

from __future__ import annotations

import logging
from datetime import timedelta
from decimal import Decimal

import pytest

from plugins.qd_crm_pipedrive.tests.conftest import RFQ, Shop, euros, everything, lines
from qd_core.errors import RejectedError
from qd_core.plugin import CrmLine, Money
from qd_crm_pipedrive.adapter import PipedriveCrm
from qd_crm_pipedrive.fake import FakePipedrive

FREIGHT = "Freight and other charges"


def test_person_organisation_deal_lines_file_and_note(shop: Shop) -> None:
    deal = everything(shop.crm(stage=3, owner=7))
    store = shop.fake.store
    (person,) = store.things["persons"].values()
    (organization,) = store.things["organizations"].values()
    assert (person["name"], person["emails"][0]["value"]) == ("Bea Buyer", "bea@buyer.example")
    assert person["org_id"] == organization["id"]
    assert organization["name"] == "Buyer & Sons"
    assert organization["custom_fields"] == {shop.keys["domain"]: "buyer.example"}
    made = store.things["deals"][int(deal)]
    assert made["title"] == "Quote for Buyer & Sons"
    assert (made["person_id"], made["org_id"]) == (person["id"], organization["id"])
    assert (made["stage_id"], made["owner_id"], made["currency"]) == (3, 7, "EUR")
    assert made["custom_fields"] == {shop.keys["rfq"]: RFQ}
    assert shop.fake.value_of(deal) == Decimal("30.15")
    assert [(line["code"], line["item_price"], line["tax_method"]) for line in shop.lines(deal)] == [
        (f"BR-{number}", Decimal("10.05"), "none") for number in (1, 2, 3)
    ]
    (file,) = store.files
    assert file["name"].startswith("quote-")
    assert file["content"] == b"%PDF-1.7\n%%EOF\n"
    assert store.notes[0]["content"].startswith("Quote Q-1 revision 1 approved")


def test_a_later_revision_changes_the_same_deal_and_what_people_did_stays(shop: Shop) -> None:
    deal = everything(shop.crm())
    store = shop.fake.store
    store.things["deals"][int(deal)]["title"] = "Buyer & Sons, spring"
    by_hand = store.add("products", {"name": "Consulting", "code": "CONS"})
    (extra,) = store.add_lines(int(deal), [{"product_id": by_hand["id"], "item_price": 99, "quantity": 1}])
    first = shop.lines(deal)[0]
    first["tax"] = 19
    store.lines[first["id"]]["tax"] = 19
    revised = [*lines(1, "9.99", "Shelf bracket, blue"), *lines(2)[1:], *lines(4)[3:]]
    assert (
        shop.crm().create_deal(
            RFQ, str(store.things["deals"][int(deal)]["person_id"]), revised, euros("30.09")
        )
        == deal
    )
    found = {line["code"]: line for line in shop.lines(deal)}
    assert set(found) == {"BR-1", "BR-2", "BR-4", "CONS"}
    assert (found["BR-1"]["id"], found["BR-1"]["tax"], found["BR-1"]["item_price"]) == (
        first["id"],
        19,
        Decimal("9.99"),
    )
    assert "Shelf bracket, blue 1" in found["BR-1"]["comments"]
    assert found["CONS"]["id"] == extra["id"]
    assert store.things["deals"][int(deal)]["title"] == "Buyer & Sons, spring"
    assert shop.fake.value_of(deal) == Decimal("30.09")
    assert shop.counted()["deals"] == 1


def test_fewer_lines_take_the_others_away(shop: Shop) -> None:
    deal = everything(shop.crm(), 250)
    person = str(shop.fake.store.things["deals"][int(deal)]["person_id"])
    shop.crm().create_deal(RFQ, person, lines(2), euros("20.10"))
    assert [line["code"] for line in shop.lines(deal)] == ["BR-1", "BR-2"]


def test_lines_that_came_twice_are_taken_away(shop: Shop) -> None:
    deal = everything(shop.crm())
    copies = [
        {name: line[name] for name in ("product_id", "item_price", "quantity", "comments")}
        for line in shop.fake.store.lines_of(int(deal))
    ]
    shop.fake.store.add_lines(int(deal), copies)
    everything(shop.crm())
    assert [line["code"] for line in shop.lines(deal)] == ["BR-1", "BR-2", "BR-3"]
    assert shop.fake.value_of(deal) == Decimal("30.15")


def test_the_same_again_writes_no_line(shop: Shop) -> None:
    everything(shop.crm())
    before = len(shop.fake.calls)
    everything(shop.crm())
    written = [call for call in shop.fake.calls[before:] if not call.startswith("GET")]
    assert [call.partition("/deals")[0] for call in written] == ["PATCH /api/v2"], (
        "more than the deal's value"
    )


def test_a_thousand_lines_of_which_no_product_is_known(shop: Shop) -> None:
    crm = shop.crm()
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    many = lines(1000, name="🙂" * 300)
    tokens = shop.fake.budget
    shop.patiently(lambda: crm.create_deal(RFQ, contact, many, euros("10050.00")))
    (deal,) = shop.fake.store.things["deals"]
    assert [line["code"] for line in shop.lines(str(deal))] == [f"BR-{number}" for number in range(1, 1001)]
    assert shop.fake.value_of(str(deal)) == Decimal("10050.00")
    assert tokens - shop.fake.budget < 8000, "of the 30,000 that the smallest account has for a day"
    bulk = [call for call in shop.fake.calls if call.endswith("/bulk")]
    assert len(bulk) == 10
    before = len(shop.fake.calls)
    shop.patiently(lambda: shop.crm().create_deal(RFQ, contact, lines(1000, "11.00"), euros("11000.00")))
    assert len(shop.fake.calls) - before < 60, "a call for every line"
    assert shop.fake.value_of(str(deal)) == Decimal("11000.00")
    assert len(shop.lines(str(deal))) == 1000


def test_what_does_not_fit_into_one_call_goes_on_with_the_next(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    crm = shop.crm()
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    monkeypatch.setattr("qd_crm_pipedrive.adapter._SHARE", 0.005)
    tries = shop.patiently(lambda: crm.create_deal(RFQ, contact, lines(120), euros("1206.00")))
    assert tries > 1, "0.15 s are too long for this test to show anything"
    assert shop.counted()["lines"] == shop.counted()["products"] == 120


def test_the_value_is_the_total_to_the_cent_with_freight_and_rounded_lines(shop: Shop) -> None:
    crm = shop.crm()
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    items = [
        CrmLine("HOSE", "Hose", Decimal("2.75"), "m", euros("3.33"), euros("9.16")),
        CrmLine("NUT", "Nut", Decimal("1000"), "each", euros("0.0123"), euros("12.30")),
        CrmLine("BIG", "Press", Decimal("3"), "each", euros("9007199254740.99"), euros("27021597764222.97")),
    ]
    total = "27021597764289.43"
    deal = crm.create_deal(RFQ, contact, items, euros(total))
    found = {line["code"]: line for line in shop.lines(deal)}
    assert (found["HOSE"]["item_price"], found["HOSE"]["quantity"]) == (Decimal("9.16"), 1)
    assert "2.75 m at 3.33" in found["HOSE"]["comments"]
    assert (found["NUT"]["item_price"], found["NUT"]["quantity"]) == (Decimal("0.0123"), 1000)
    assert found[FREIGHT]["item_price"] == Decimal("45.00")
    sums = [Decimal(line["item_price"]) * Decimal(line["quantity"]) for line in found.values()]
    assert sum(sums) == shop.fake.value_of(deal) == Decimal(total)


def test_names_of_every_kind_come_through(shop: Shop) -> None:
    crm = shop.crm()
    name = 'Zoë “Quotes” O\'Neil 🙂 said "yes" \\ & <b>' + " long" * 60
    contact = crm.upsert_contact("Zoe@Buyer.example", name, "株式会社 " + "x" * 400, "buyer.example")
    money = euros("1.00")
    deal = crm.create_deal(RFQ, contact, [CrmLine("Ü <1> & 'q'", name, Decimal(1), "", money, money)], money)
    crm.add_note(deal, "<script>alert(1)</script>\nsecond & last 🙂")
    store = shop.fake.store
    person = store.things["persons"][int(contact)]
    assert person["name"].startswith('Zoë “Quotes” O\'Neil 🙂 said "yes"')
    assert person["name"].endswith("…")
    assert person["emails"][0]["value"] == "zoe@buyer.example"
    assert shop.lines(deal)[0]["code"] == "Ü <1> & 'q'"
    assert store.notes[0]["content"] == "&lt;script&gt;alert(1)&lt;/script&gt;<br />second &amp; last 🙂"


def test_a_contact_is_found_filled_in_and_never_overwritten(shop: Shop) -> None:
    store = shop.fake.store
    store.add("persons", {"name": "Beatrice Buyer", "emails": [{"value": "BEA@buyer.example"}]})
    shop.fake.later(timedelta(days=9))
    contact = shop.crm().upsert_contact("bea@buyer.example", "Bea", "Buyer", "buyer.example")
    (person,) = store.things["persons"].values()
    (organization,) = store.things["organizations"].values()
    assert (contact, person["name"], person["org_id"]) == (
        str(person["id"]),
        "Beatrice Buyer",
        organization["id"],
    )
    organization["name"] = "Buyer & Sons, Ltd."
    shop.crm().upsert_contact("bea@buyer.example", "Bea", "Buyer Inc", "buyer.example")
    assert organization["name"] == "Buyer & Sons, Ltd."
    nameless = shop.crm().upsert_contact("x@buyer.example", "", "", "buyer.example")
    assert store.things["persons"][int(nameless)]["name"] == "x@buyer.example"
    shop.crm().upsert_contact("x@buyer.example", "Max Buyer", "", "buyer.example")
    assert store.things["persons"][int(nameless)]["name"] == "Max Buyer"


def test_an_organisation_is_known_by_its_domain_alone(shop: Shop) -> None:
    store = shop.fake.store
    big = store.add("organizations", {"name": "BigCorp", "custom_fields": {shop.keys["tier"]: "gold"}})
    shop.fake.later(timedelta(days=9))
    shop.crm().upsert_contact("mallory@evil.example", "Mallory", "BigCorp", "evil.example")
    shop.crm().upsert_contact("bo@gmail.com", "Bo", "BigCorp", "gmail.com")
    assert big["custom_fields"] == {shop.keys["tier"]: "gold"}
    assert len(store.things["organizations"]) == 2
    assert shop.tier("mallory@evil.example") is None


def test_a_person_and_a_product_that_were_deleted_are_made_again_and_a_deal_is_not(shop: Shop) -> None:
    deal = everything(shop.crm(), 1)
    store = shop.fake.store
    (person,), (product,) = store.things["persons"], store.things["products"]
    shop.fake.delete("persons", person)
    shop.fake.delete("products", product)
    again = shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "buyer.example")
    assert again != str(person)
    shop.crm().create_deal(RFQ, again, lines(1, "11.00"), euros("11.00"))
    assert shop.lines(deal)[0]["product_id"] != product
    shop.fake.delete("deals", int(deal))
    with pytest.raises(RejectedError, match=f"deal {deal} is deleted in Pipedrive"):
        shop.crm().create_deal(RFQ, again, lines(1), euros("10.05"))


def test_products_are_found_whatever_their_case_and_place(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qd_crm_pipedrive.catalogue._MOST_PAGES", 1)
    monkeypatch.setattr("qd_crm_pipedrive.api._PAGE", 2)
    store = shop.fake.store
    codes = ["A", "B", "C", "00123", "br-1", "BR-2"]
    ids = {code: store.add("products", {"name": code, "code": code})["id"] for code in codes}
    shop.fake.later(timedelta(days=9))
    late = store.add("products", {"name": "late", "code": "LATE"})["id"]
    crm = shop.crm()
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    wanted = ["A", "00123", "BR-1", "BR-2", "LATE"]
    items = [CrmLine(code, code, Decimal(1), "", euros("1.00"), euros("1.00")) for code in wanted]
    deal = crm.create_deal(RFQ, contact, items, euros("5.00"))
    found = [line["product_id"] for line in shop.lines(deal)]
    assert found == [ids["A"], ids["00123"], ids["br-1"], ids["BR-2"], late]


def test_another_value_in_pipedrive_is_logged(
    shop: Shop, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shop.fake.store.change
    monkeypatch.setattr(shop.fake.store, "change", lambda *told: {**real(*told), "value": Decimal("1.25")})
    crm = shop.crm()
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    with caplog.at_level(logging.WARNING):
        crm.create_deal(RFQ, contact, lines(1), euros("10.05"))
    assert "at 1.25, the quote is over 10.05" in caplog.text


def test_a_refusal_is_told_in_pipedrives_words(crm: PipedriveCrm) -> None:
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    money = Money(Decimal("1.00"), "EURO")
    with pytest.raises(RejectedError, match=r"Validation failed: currency.*ERR_SCHEMA"):
        crm.create_deal(RFQ, contact, [], money)


@pytest.mark.parametrize("contact", ["999999", "no-id"])
def test_a_contact_that_is_not_there_is_told(crm: PipedriveCrm, fake: FakePipedrive, contact: str) -> None:
    with pytest.raises(RejectedError):
        crm.create_deal(RFQ, contact, [], euros("1.00"))
    assert not fake.store.things["deals"]


def test_a_file_that_is_not_stored_is_told(crm: PipedriveCrm) -> None:
    with pytest.raises(RejectedError, match=r"nothing is stored under pdfs/other.pdf"):
        crm.attach_file("1", "pdfs/other.pdf")
