"""Deals and their lines: one an RFQ, exact, and as the last revision says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

import pytest

from qd_core.errors import QdError, RejectedError, TransientError, UncertainError
from qd_core.plugin import CrmLine, Money
from qd_core.testing import Accident, Loopback, ManualClock, Reply
from qd_crm_hubspot.adapter import HubSpotCrm
from qd_crm_hubspot.fake import FakeHubSpot

RFQ = "01940000-0000-7000-8000-0000c0ffee01"
LONG = "Zoë's “quoted” \u202egasket\x00 👩‍🔧 " * 20


def line(number: int, price: str = "10.05", quantity: str = "3", total: str = "30.15") -> CrmLine:
    money = Money(Decimal(price), "EUR")
    return CrmLine(
        f"SKU-{number}", f"Part {number}", Decimal(quantity), "each", money, Money(Decimal(total), "EUR")
    )


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def contact(crm: HubSpotCrm) -> str:
    return crm.upsert_contact("dana@acme.example", "Dana Field", "Acme Works", "acme.example")


def deals(account: FakeHubSpot) -> list[dict[str, str]]:
    return list(account.records["deals"].values())


def test_a_quote_becomes_a_deal(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1), line(2)], euros("60.30"))
    (kept,) = deals(account)
    assert kept["dealname"] == "Quote for Acme Works"
    assert (kept["amount"], kept["deal_currency_code"], kept["rfq_id"]) == ("60.30", "EUR", RFQ)
    assert (kept["pipeline"], kept["dealstage"]) == ("default", "qualifiedtobuy")
    assert account.linked("deals", deal, "contacts") == [person]
    assert len(account.linked("deals", deal, "companies")) == 1
    lines = account.lines_of(deal)
    assert [(each["hs_sku"], each["quantity"], each["price"]) for each in lines] == [
        ("SKU-1", "3", "10.05"),
        ("SKU-2", "3", "10.05"),
    ]
    assert lines[0]["description"] == "SKU-1: 3 each, 30.15 EUR"


def test_the_amount_of_a_line_is_right_to_the_cent(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    odd = line(1, price="0.3333", quantity="10", total="3.33")
    deal = crm.create_deal(RFQ, contact(crm), [odd], euros("3.33"))
    (kept,) = account.lines_of(deal)
    assert Decimal(kept["quantity"]) * Decimal(kept["price"]) == Decimal("3.33")
    assert "10 each" in kept["description"]


def test_a_revision_changes_amount_and_lines_and_nothing_of_the_peoples(
    crm: HubSpotCrm, account: FakeHubSpot
) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1), line(2), line(3)], euros("90.45"))
    account.records["deals"][deal] |= {"dealname": "Acme, big one", "dealstage": "contractsent"}
    by_hand = {"name": "Call-out", "hs_position_on_quote": "9"}
    account.records["line_items"]["7"] = by_hand
    account._link("line_items", "7", "deals", deal)
    assert crm.create_deal(RFQ, person, [line(8, total="30.15")], euros("30.15")) == deal
    kept = account.records["deals"][deal]
    assert (kept["dealname"], kept["dealstage"]) == ("Acme, big one", "contractsent")
    assert (kept["amount"], kept["rfq_line_count"]) == ("30.15", "1")
    assert [each["name"] for each in account.lines_of(deal)] == ["Part 8", "Call-out"]
    crm.create_deal(RFQ, person, [line(1), line(2)], euros("60.30"))
    assert [each["name"] for each in account.lines_of(deal)] == ["Part 1", "Part 2", "Call-out"]


def test_a_thousand_lines_go_in_batches(crm: HubSpotCrm, account: FakeHubSpot, server: Loopback) -> None:
    person = contact(crm)
    before = len(server.requests)
    deal = crm.create_deal(RFQ, person, [line(number) for number in range(1, 1001)], euros("30150.00"))
    assert len(server.requests) - before <= 25, "a call a line would take minutes"
    assert [each["hs_sku"] for each in account.lines_of(deal)] == [
        f"SKU-{number}" for number in range(1, 1001)
    ]
    crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert len(account.records["line_items"]) == 1


def test_long_and_odd_names_are_cut_to_fit(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    person = crm.upsert_contact("zoe@acme.example", LONG, LONG, "acme.example")
    odd = CrmLine(LONG, LONG, Decimal(1), "each", euros("1.00"), euros("1.00"))
    deal = crm.create_deal(RFQ, person, [odd], euros("1.00"))
    texts = [
        account.records["deals"][deal]["dealname"],
        account.lines_of(deal)[0]["name"],
        account.records["contacts"][person]["company"],
    ]
    for text in texts:
        assert len(text.encode("utf-16-le")) // 2 <= 255
        assert "Zoë's “quoted” gasket 👩‍🔧" in text
        assert text.endswith("…")


@pytest.mark.parametrize(
    "path", ["/deals", "/line_items/batch/upsert", "/contacts/batch/upsert", "/companies"]
)
def test_a_lost_answer_makes_no_second_of_anything(
    path: str, adapter: Callable[..., HubSpotCrm], account: FakeHubSpot, server: Loopback, clock: ManualClock
) -> None:
    server.accidents.append(Accident("POST", path, carried_out=True))
    for _ in range(4):  # the queue's tries, each in a process of its own
        crm = adapter()
        try:
            crm.create_deal(RFQ, contact(crm), [line(1), line(2)], euros("60.30"))
            break
        except TransientError as error:
            clock.forward(timedelta(seconds=error.retry_after or 1))
    assert [len(account.records[kind]) for kind in ("contacts", "companies", "deals", "line_items")] == [
        1,
        1,
        1,
        2,
    ]


def test_an_error_after_the_write_is_uncertain(
    crm: HubSpotCrm, account: FakeHubSpot, server: Loopback, clock: ManualClock
) -> None:
    person = contact(crm)
    server.accidents.append(Accident("POST", "/deals", Reply(503, {"message": "busy"}), carried_out=True))
    with pytest.raises(UncertainError) as lost:
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert lost.value.retry_after == 60
    with pytest.raises(TransientError, match="another worker"):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    clock.forward(timedelta(seconds=60))
    crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert len(deals(account)) == 1


def test_two_workers_at_once_make_one_deal(
    adapter: Callable[..., HubSpotCrm], account: FakeHubSpot, clock: ManualClock
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
    assert len(deals(account)) == 1
    assert len(account.records["line_items"]) == 2
    assert any(isinstance(each, str) for each in found)


def test_a_crash_half_way_through_fewer_lines_leaves_no_line_behind(
    crm: HubSpotCrm, account: FakeHubSpot, server: Loopback
) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1), line(2), line(3)], euros("90.45"))
    server.accidents.append(Accident("POST", "/line_items/batch/read", Reply(500)))
    with pytest.raises(TransientError):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert len(account.lines_of(deal)) == 1


def test_a_deal_that_somebody_deleted_is_for_a_person(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    person = contact(crm)
    deal = crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    del account.records["deals"][deal]
    with pytest.raises(RejectedError, match="deleted"):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))


# --- what HubSpot refuses -------------------------------------------------------------------------------------------


def _refusing(kind: str, properties: Mapping[str, str]) -> str | None:
    return "A purchase order number is required for deals over 10 EUR" if kind == "deals" else None


def test_the_customers_own_rule_is_told_in_its_words(
    crm: HubSpotCrm, account: FakeHubSpot, server: Loopback
) -> None:
    person = contact(crm)
    account.rule = _refusing
    with pytest.raises(RejectedError, match="HubSpot: A purchase order number is required"):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert len(server.calls("POST", "/deals")) == 1, "a refusal is never sent again"
    account.rule = None
    assert crm.create_deal(RFQ, person, [line(1)], euros("30.15")), "nor is the RFQ barred by it"


@pytest.mark.parametrize(
    ("total", "settings", "says"),
    [
        (Money(Decimal("1.00"), "CHF"), {}, "CHF was not one of the allowed options: EUR, USD"),
        (euros("1.00"), {"stage": "won"}, "won was not one of the allowed options: appointmentscheduled"),
    ],
)
def test_a_refusal_reads_as_a_sentence(
    adapter: Callable[..., HubSpotCrm], total: Money, settings: dict[str, str], says: str
) -> None:
    crm = adapter(**settings)
    person = contact(crm)
    with pytest.raises(RejectedError) as caught:
        crm.create_deal(RFQ, person, [], total)
    assert says in str(caught.value)
    assert "isValid" not in str(caught.value)
    assert "{" not in str(caught.value)


def test_an_account_that_was_not_set_up_says_what_to_do(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    person = contact(crm)
    del account.properties.known["deals", "rfq_id"]
    with pytest.raises(RejectedError, match="qd crm setup"):
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))


def test_a_negative_price_is_refused_as_a_whole(crm: HubSpotCrm, account: FakeHubSpot) -> None:
    credit = line(2, price="-1.00", quantity="1", total="-1.00")
    with pytest.raises(RejectedError, match="negative"):
        crm.create_deal(RFQ, contact(crm), [line(1), credit], euros("29.15"))


@pytest.mark.parametrize(
    ("reply", "after"),
    [
        (
            Reply(
                429, {"policyName": "TEN_SECONDLY_ROLLING", "message": "limit"}, headers={"retry-after": "3"}
            ),
            None,
        ),
        (Reply(429, {"policyName": "SECONDLY", "message": "limit"}), None),
        (Reply(429, {"policyName": "TEN_SECONDLY_ROLLING", "message": "limit"}), 10),
        (Reply(429, {"policyName": "DAILY", "message": "limit"}), 3600),
        (Reply(429, body=b"slow down", headers={"content-type": "text/plain"}), None),
        (Reply(423, {"message": "locked"}), None),
        (Reply(477, {"message": "moving"}, headers={"retry-after": "7200"}), 7200),
        (Reply(409, {"message": "Contact already exists", "category": "CONFLICT"}), None),
    ],
)
def test_limits_and_locks_are_waited_for(
    crm: HubSpotCrm, account: FakeHubSpot, server: Loopback, reply: Reply, after: float | None
) -> None:
    """A short wait is taken here; a longer one is the queue's."""
    person = contact(crm)
    server.accidents.append(Accident("POST", "/deals", reply))
    if after is None:
        assert crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    else:
        with pytest.raises(TransientError) as caught:
            crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
        assert caught.value.retry_after == after
        assert crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert len(deals(account)) == 1


def test_a_locked_record_is_left_alone_for_two_seconds(
    crm: HubSpotCrm, server: Loopback, waits: list[float]
) -> None:
    person = contact(crm)
    server.accidents.append(
        Accident("POST", "/deals", Reply(423, {"message": "locked"}, headers={"retry-after": "0"}))
    )
    crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert waits == [2.0]


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (
            Reply(
                403, body=b"<html><h1>Attention Required!</h1></html>", headers={"content-type": "text/html"}
            ),
            "403: Attention Required!",
        ),
        (
            Reply(
                403,
                {
                    "category": "MISSING_SCOPES",
                    "message": "no",
                    "context": {"requiredGranularScopes": ["crm.objects.deals.write"]},
                },
            ),
            "lacks a scope (crm.objects.deals.write)",
        ),
        (Reply(302, headers={"location": "https://evil.example"}), "302"),
        (Reply(200, body=b"<html>maintenance"), "without what was expected"),
        (Reply(200, {"id": ""}), "without what was expected: id"),
    ],
)
def test_strange_answers_are_told(crm: HubSpotCrm, server: Loopback, reply: Reply, says: str) -> None:
    person = contact(crm)
    server.accidents.append(Accident("POST", "/deals", reply))
    with pytest.raises(QdError) as caught:
        crm.create_deal(RFQ, person, [line(1)], euros("30.15"))
    assert says in str(caught.value)
