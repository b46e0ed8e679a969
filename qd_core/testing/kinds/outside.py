"""Contracts of what speaks to the world: notifiers and CRM adapters."""

from __future__ import annotations

from decimal import Decimal

from qd_core.plugin.protocols import CrmAdapter, CrmLine, Money, Notice, Notifier

__all__ = ["CrmAdapterContract", "NotifierContract"]

RFQ_ID = "01940000-0000-7000-8000-0000c0ffee01"
OTHER_RFQ_ID = "01940000-0000-7000-8000-0000c0ffee02"
NAME = "Zoë “Quotes” O'Neil 🙂"


class NotifierContract:
    """Give a fixture ``notifier``."""

    def test_a_notice_is_taken(self, notifier: Notifier) -> None:
        notifier.notify(
            Notice(
                "draft.ready",
                RFQ_ID,
                ("rep@company.example",),
                "Draft ready",
                "A draft waits.",
                "https://qd.example/r/1",
            )
        )

    def test_line_breaks_in_a_subject_are_harmless(self, notifier: Notifier) -> None:
        subject = "Draft ready\r\nBcc: everybody@company.example"
        notifier.notify(
            Notice("draft.ready", RFQ_ID, ("rep@company.example",), subject, "text", urgency="page")
        )


class CrmAdapterContract:
    """Give a fixture ``crm`` (an account with nothing in it) and ``stored_key`` (a stored PDF's object key)."""

    def test_the_same_contact_is_one(self, crm: CrmAdapter) -> None:
        first = crm.upsert_contact("zoe@buyer.example", NAME, "Buyer & Sons", "buyer.example")
        assert first
        assert crm.upsert_contact("zoe@buyer.example", NAME, "Buyer & Sons", "buyer.example") == first

    def test_the_same_rfq_is_one_deal_and_a_revision_updates_it(self, crm: CrmAdapter) -> None:
        contact = crm.upsert_contact("zoe@buyer.example", NAME, "Buyer & Sons", "buyer.example")
        first = crm.create_deal(RFQ_ID, contact, _lines(2), Money(Decimal("20.10"), "EUR"))
        assert crm.create_deal(RFQ_ID, contact, _lines(2), Money(Decimal("20.10"), "EUR")) == first
        assert crm.create_deal(RFQ_ID, contact, _lines(3), Money(Decimal("30.15"), "EUR")) == first
        assert crm.create_deal(OTHER_RFQ_ID, contact, _lines(1), Money(Decimal("10.05"), "EUR")) != first

    def test_file_and_note_are_taken_twice_without_harm(self, crm: CrmAdapter, stored_key: str) -> None:
        contact = crm.upsert_contact("zoe@buyer.example", NAME, "Buyer & Sons", "buyer.example")
        deal = crm.create_deal(RFQ_ID, contact, _lines(1), Money(Decimal("10.05"), "EUR"))
        for _ in range(2):
            crm.attach_file(deal, stored_key)
            crm.add_note(deal, '=HYPERLINK("https://evil.example") and\nmore lines')


def _lines(count: int) -> list[CrmLine]:
    price = Money(Decimal("10.05"), "EUR")
    return [
        CrmLine(f"SKU-{number}", f"{NAME} part {number}", Decimal(1), "each", price, price)
        for number in range(1, count + 1)
    ]
