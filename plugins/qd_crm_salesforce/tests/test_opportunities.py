"""Opportunities and their products: one an RFQ, exact, and as the last revision says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

import pytest

from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.plugin import CrmLine, Money
from qd_core.testing import Accident, Loopback, ManualClock, Reply
from qd_crm_salesforce.adapter import SalesforceCrm
from qd_crm_salesforce.fake import FakeSalesforce

RFQ = "01940000-0000-7000-8000-0000c0ffee01"
LONG = "Zoë's “quoted” \\'gasket 👩‍🔧 " * 20


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def line(number: int, price: str = "10.05", quantity: str = "3", total: str = "30.15") -> CrmLine:
    return CrmLine(f"SKU-{number}", f"Part {number}", Decimal(quantity), "each", euros(price), euros(total))


def contact(crm: SalesforceCrm) -> str:
    return crm.upsert_contact("dana@acme.example", "Dana Field", "Acme Works", "acme.example")


def products(org: FakeSalesforce, deal: str) -> list[tuple[Decimal, Decimal]]:
    kept = org.all("OpportunityLineItem", OpportunityId=deal)
    return [(Decimal(each["Quantity"]), Decimal(each["UnitPrice"])) for each in kept]


def skus(org: FakeSalesforce, deal: str) -> list[str]:
    entries = org.records["PricebookEntry"]
    kept = org.all("OpportunityLineItem", OpportunityId=deal)
    return sorted(entries[each["PricebookEntryId"]]["ProductCode"] for each in kept)


def test_a_quote_becomes_an_opportunity(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1), line(2)], euros("60.30"))
    (kept,) = org.all("Opportunity")
    assert (kept["Name"], kept["StageName"], kept["CloseDate"]) == (
        "Quote for Acme Works",
        "Proposal/Price Quote",
        "2026-02-04",
    )
    assert (kept["RFQ_Id__c"], kept["RFQ_Total__c"], kept["CurrencyIsoCode"]) == (
        RFQ,
        Decimal("60.30"),
        "EUR",
    )
    assert (kept["ContactId"], kept["AccountId"]) == (person, org.all("Account")[0]["Id"])
    assert products(org, deal) == [(Decimal(3), Decimal("10.05"))] * 2
    assert org.all("OpportunityLineItem")[0]["Description"] == "1. SKU-1: 3 each, 30.15 EUR. Part 1"


@pytest.mark.parametrize(
    ("price", "quantity", "total"),
    [
        ("0.3333", "10", "3.33"),
        ("10.05", "1.255", "12.61"),
        ("10.00", "0.333", "3.33"),
        ("0.10", "3", "0.30"),
    ],
)
def test_amounts_are_right_to_the_cent(
    crm: SalesforceCrm, org: FakeSalesforce, price: str, quantity: str, total: str
) -> None:
    deal = crm.create_deal(RFQ, contact(crm), [line(1, price, quantity, total)], euros(total))
    ((kept, each),) = products(org, deal)
    assert kept * each == Decimal(total)
    assert f"{quantity} each, {total} EUR" in org.all("OpportunityLineItem")[0]["Description"]


def test_numbers_are_numbers_and_lose_nothing(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    crm.create_deal(RFQ, contact(crm), [], euros("12345678901234.56"))
    assert org.all("Opportunity")[0]["RFQ_Total__c"] == Decimal("12345678901234.56")


def test_a_revision_changes_total_and_products_and_nothing_of_the_peoples(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1), line(2), line(3)], euros("90.45"))
    org.records["Opportunity"][deal] |= {"Name": "Acme, big one", "StageName": "Closed Won"}
    org.add(
        "OpportunityLineItem",
        OpportunityId=deal,
        PricebookEntryId=org.all("PricebookEntry")[8]["Id"],
        Quantity=1,
        UnitPrice=5,
    )
    assert crm.create_deal(RFQ, person, [line(1, "11.00", "2", "22.00"), line(5)], euros("52.15")) == deal
    kept = org.records["Opportunity"][deal]
    assert (kept["Name"], kept["StageName"], kept["RFQ_Total__c"]) == (
        "Acme, big one",
        "Closed Won",
        Decimal("52.15"),
    )
    assert skus(org, deal) == ["SKU-1", "SKU-5", "SKU-9"]
    assert (Decimal(2), Decimal("11.00")) in products(org, deal)


def test_a_thousand_lines_go_in_graphs(crm: SalesforceCrm, org: FakeSalesforce, server: Loopback) -> None:
    org.page = 300
    person = contact(crm)
    lines = [line(1 + number % 9) for number in range(1000)]
    before = len(server.requests)
    deal = crm.create_deal(RFQ, person, lines, euros("30150.00"))
    assert len(server.requests) - before <= 15, "a call a line would eat the org's daily allowance"
    assert len(org.all("OpportunityLineItem")) == 1000
    crm.create_deal(RFQ, person, lines, euros("30150.00"))
    assert len(org.all("OpportunityLineItem")) == 1000
    crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert skus(org, deal) == ["SKU-1"]


def test_a_quote_that_cannot_be_written_changes_nothing(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    org.rule = lambda _, fields: (
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION", "No SKU-3 for this region")
        if "3. " in str(fields.get("Description"))
        else None
    )
    with pytest.raises(RejectedError, match="Salesforce: No SKU-3 for this region"):
        crm.create_deal(RFQ, person, [line(1, "9.00", "1", "9.00"), line(2), line(3)], euros("69.30"))
    assert org.records["Opportunity"][deal]["RFQ_Total__c"] == Decimal("30.15")
    assert products(org, deal) == [(Decimal(3), Decimal("10.05"))]


def test_long_and_odd_names_are_cut_to_fit(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    person = crm.upsert_contact("zoe@acme.example", LONG, LONG, "acme.example")
    odd = CrmLine("SKU-1", LONG, Decimal(1), "each", euros("1.00"), euros("1.00"))
    crm.create_deal(RFQ, person, [odd], euros("1.00"))
    assert org.all("Opportunity")[0]["Name"].startswith("Quote for Zoë's “quoted” \\'gasket 👩‍🔧")
    assert len(org.all("Contact")[0]["LastName"]) <= 80


# --- products -------------------------------------------------------------------------------------------------------


def test_skus_that_the_price_book_lacks_are_named_before_anything_is_written(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    person = contact(crm)
    org.all("PricebookEntry")[1]["IsActive"] = False
    with pytest.raises(RejectedError, match=r"no active entry in EUR for SKU-2, SKU-77\. .*stand_in_product"):
        crm.create_deal(RFQ, person, [line(1), line(2), line(77)], euros("90.45"))
    assert org.all("Opportunity") == []


def test_a_stand_in_product_takes_their_place(
    adapter: Callable[..., SalesforceCrm], org: FakeSalesforce
) -> None:
    crm = adapter(stand_in_product="sku-9")
    deal = crm.create_deal(RFQ, contact(crm), [line(1), line(77), line(78)], euros("90.45"))
    assert skus(org, deal) == ["SKU-1", "SKU-9", "SKU-9"]


def test_an_odd_sku_is_no_soql(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    evil = "x') OR (ProductCode != '"
    book = org.all("Pricebook2")[0]["Id"]
    org.add("PricebookEntry", Pricebook2Id=book, IsActive=True, CurrencyIsoCode="EUR", ProductCode=evil)
    odd = CrmLine(evil, "odd", Decimal(1), "", euros("1.00"), euros("1.00"))
    assert skus(org, crm.create_deal(RFQ, contact(crm), [odd], euros("1.00"))) == [evil]


def test_another_price_book(adapter: Callable[..., SalesforceCrm], org: FakeSalesforce) -> None:
    book = org.add("Pricebook2", Name="Trade", IsStandard=False, IsActive=True)
    org.add("PricebookEntry", Pricebook2Id=book, IsActive=True, CurrencyIsoCode="EUR", ProductCode="SKU-1")
    crm = adapter(price_book=book)
    crm.create_deal(RFQ, contact(crm), [line(1)], euros("30.15"))
    assert org.all("Opportunity")[0]["Pricebook2Id"] == book


def test_an_org_with_one_currency(adapter: Callable[..., SalesforceCrm], org: FakeSalesforce) -> None:
    for kind in ("Opportunity", "PricebookEntry"):
        del org.schema.fields[kind]["CurrencyIsoCode"]
        for record in org.all(kind):
            record.pop("CurrencyIsoCode", None)
    crm = adapter(currency="EUR")
    person = contact(crm)
    assert crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    with pytest.raises(RejectedError, match="the org's currency is EUR, the quote is in USD"):
        crm.create_deal("another", person, [], Money(Decimal("1.00"), "USD"))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("Pricebook2Id", "01s000000000999AAA", "price book"), ("CurrencyIsoCode", "USD", "is in USD")],
)
def test_what_people_changed_under_the_products_is_told(
    crm: SalesforceCrm, org: FakeSalesforce, field: str, value: str, says: str
) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    org.records["Opportunity"][deal][field] = value
    with pytest.raises(RejectedError, match=says):
        crm.create_deal(RFQ, person, [line(2)], euros("30.15"))


def test_an_opportunity_that_somebody_deleted_is_for_a_person(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    del org.records["Opportunity"][deal]
    with pytest.raises(RejectedError, match="deleted"):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))


# --- accidents ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accident",
    [
        Accident("PATCH", RFQ, carried_out=True),
        Accident("PATCH", RFQ),
        Accident("PATCH", RFQ, Reply(503), carried_out=True),
        Accident("POST", "/composite/graph", carried_out=True),
        Accident("POST", "/composite/graph", Reply(500), carried_out=True),
        Accident("POST", "/sobjects/Account", carried_out=True),
        Accident("PATCH", "dana@acme.example", carried_out=True),
        Accident("GET", "/query"),
    ],
)
def test_a_lost_answer_makes_no_second_of_anything(
    accident: Accident,
    adapter: Callable[..., SalesforceCrm],
    org: FakeSalesforce,
    server: Loopback,
    clock: ManualClock,
) -> None:
    server.accidents.append(accident)
    for _ in range(4):
        crm = adapter()
        try:
            crm.create_deal(RFQ, contact(crm), [line(1), line(2)], euros("60.30"))
            break
        except TransientError as error:
            clock.forward(timedelta(seconds=error.retry_after or 1))
    assert server.accidents == []
    kinds = ("Account", "Contact", "Opportunity", "OpportunityLineItem")
    assert [len(org.all(kind)) for kind in kinds] == [1, 1, 1, 2]


def test_two_workers_at_once_make_one_opportunity(
    adapter: Callable[..., SalesforceCrm], org: FakeSalesforce
) -> None:
    person = contact(adapter())
    gate = threading.Barrier(2)
    found: list[object] = []

    def worker() -> None:
        crm = adapter()
        gate.wait()
        try:
            found.append(crm.create_deal(RFQ, person, [line(1), line(2)], euros("60.30")))
        except TransientError as error:
            found.append(error)

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(org.all("Opportunity")), len(org.all("OpportunityLineItem"))) == (1, 2)
    assert any(isinstance(each, str) for each in found)


def refusal(code: str, message: str = "no") -> list[Mapping[str, object]]:
    return [{"errorCode": code, "message": message, "fields": []}]


@pytest.mark.parametrize(
    ("reply", "kind", "after"),
    [
        (Reply(403, refusal("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")), TransientError, 900),
        (Reply(403, refusal("INSUFFICIENT_ACCESS_OR_READONLY")), RejectedError, None),
        (Reply(403, body=b"<html>no</html>", headers={"content-type": "text/html"}), RejectedError, None),
        (Reply(429, headers={"retry-after": "120"}), TransientError, 120),
        (Reply(300, ["/services/data/v68.0/sobjects/Opportunity/006"]), RejectedError, None),
        (Reply(302, headers={"location": "https://login.example"}), RejectedError, None),
        (Reply(200, body=b"<html>maintenance"), TransientError, 30),
        (
            Reply(
                404,
                refusal(
                    "NOT_FOUND", "Provided external ID field does not exist or is not accessible: RFQ_Id__c"
                ),
            ),
            RejectedError,
            None,
        ),
    ],
)
def test_refusals_and_limits(
    crm: SalesforceCrm,
    org: FakeSalesforce,
    server: Loopback,
    reply: Reply,
    kind: type[QdError],
    after: float | None,
) -> None:
    person = contact(crm)
    server.accidents.append(Accident("PATCH", RFQ, reply))
    with pytest.raises(kind) as caught:
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert getattr(caught.value, "retry_after", None) == after
    assert len(server.calls("PATCH", RFQ)) == 1


@pytest.mark.parametrize("where", ["answer", "graph"])
def test_a_locked_row_is_tried_again(
    crm: SalesforceCrm, org: FakeSalesforce, server: Loopback, where: str
) -> None:
    person = contact(crm)
    errors = refusal("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")
    if where == "answer":
        server.accidents.append(Accident("PATCH", RFQ, Reply(400, errors)))
        assert crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
        return
    halted = {"httpStatusCode": 400, "body": refusal("PROCESSING_HALTED", "rolled back"), "referenceId": "n0"}
    parts = [halted, {"httpStatusCode": 400, "body": errors, "referenceId": "n1"}]
    graph = {"graphId": "g1", "isSuccessful": False, "graphResponse": {"compositeResponse": parts}}
    server.accidents.append(Accident("POST", "/graph", Reply(200, {"graphs": [graph]})))
    with pytest.raises(TransientError, match="exclusive access") as caught:
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert "rolled back" not in str(caught.value)
    assert crm.create_deal(RFQ, person, [line(1)], euros("30.15"))


def test_a_hint_says_what_to_do(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    person = contact(crm)
    del org.schema.fields["OpportunityLineItem"]["RFQ_Line_Id__c"]
    with pytest.raises(RejectedError, match="qd crm setup"):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
