"""Contracts of what speaks to the world: notifiers and CRM adapters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import CrmAdapter, CrmLine, Money, Notice, Notifier
from qd_core.testing.context import stored_object
from qd_core.testing.kinds.contract import Contract, answer, told

__all__ = ["CrmAdapterContract", "NotifierContract"]

RFQ_ID = "01940000-0000-7000-8000-0000c0ffee01"
OTHER_RFQ_ID = "01940000-0000-7000-8000-0000c0ffee02"
NAME = "Zoë “Quotes” O'Neil 🙂"
NOTICE = Notice(
    "draft.ready", RFQ_ID, ("rep@company.example",), "Draft ready", "A draft waits.", "https://qd.example/r/1"
)


class NotifierContract(Contract):
    """Fixture: ``notifier``."""

    kind = "notifier"

    @pytest.fixture
    def notifier(self, qd_context: ProviderContext) -> Notifier:
        """The notifier named by ``provider``."""
        return cast(Notifier, self.built(qd_context))

    @pytest.mark.parametrize("urgency", ["info", "reminder", "page"])
    def test_a_notice_is_taken(self, notifier: Notifier, urgency: str) -> None:
        _notify(notifier, replace(NOTICE, urgency=urgency))

    def test_line_breaks_in_a_subject_are_harmless(self, notifier: Notifier) -> None:
        _notify(notifier, replace(NOTICE, subject="Draft ready\r\nBcc: everybody@company.example"))

    def test_a_notice_for_nobody_is_no_crash(self, notifier: Notifier) -> None:
        _notify(notifier, replace(NOTICE, recipients=(), link="", text="", subject=NAME * 20))


def _notify(notifier: Notifier, notice: Notice) -> None:
    found: object = answer(notifier.notify, notice)
    assert found is None, f"notify returned {told(found)}: it returns nothing, and raises where it failed"


class CrmAdapterContract(Contract):
    """Fixtures: ``crm`` (an account with nothing in it) and ``stored_key`` (a stored PDF's object key)."""

    kind = "crm_adapter"

    @pytest.fixture
    def crm(self, qd_context: ProviderContext) -> CrmAdapter:
        """The adapter named by ``provider``."""
        return cast(CrmAdapter, self.built(qd_context))

    @pytest.fixture
    def stored_key(self) -> str:
        """The object that ``qd_context`` has stored."""
        return stored_object("quote.pdf")

    def test_the_same_contact_is_one(self, crm: CrmAdapter) -> None:
        first = _contact(crm)
        assert _contact(crm) == first, "the same e-mail address made a second contact"

    def test_the_same_rfq_is_one_deal_and_a_revision_updates_it(self, crm: CrmAdapter) -> None:
        contact = _contact(crm)
        first = _deal(crm, contact, _lines(2), "20.10")
        assert _deal(crm, contact, _lines(2), "20.10") == first, "the same RFQ made a second deal"
        assert _deal(crm, contact, _lines(3), "30.15") == first, "a later revision made a second deal"
        other = _deal(crm, contact, _lines(1), "10.05", rfq_id=OTHER_RFQ_ID)
        assert other != first, "another RFQ went into the same deal"

    def test_the_lines_are_left_alone(self, crm: CrmAdapter) -> None:
        lines = _lines(3)
        _deal(crm, _contact(crm), lines, "30.15")
        assert lines == _lines(3), "create_deal changed the list of line items that it was given"

    def test_a_contact_without_a_name_is_taken(self, crm: CrmAdapter) -> None:
        found = answer(crm.upsert_contact, "nameless@buyer.example", "", "", "buyer.example")
        assert found, "a contact without name and company got no id"

    def test_file_and_note_are_taken_twice_without_harm(self, crm: CrmAdapter, stored_key: str) -> None:
        deal = _deal(crm, _contact(crm), _lines(1), "10.05")
        for _ in range(2):
            answer(crm.attach_file, deal, stored_key)
            answer(crm.add_note, deal, '=HYPERLINK("https://evil.example") and\nmore lines')


def _contact(crm: CrmAdapter) -> str:
    found = answer(crm.upsert_contact, "zoe@buyer.example", NAME, "Buyer & Sons", "buyer.example")
    assert isinstance(found, str), f"upsert_contact returned {type(found).__name__}, not the contact's id"
    assert found, "upsert_contact returned an empty id"
    return found


def _deal(crm: CrmAdapter, contact: str, lines: list[CrmLine], total: str, rfq_id: str = RFQ_ID) -> str:
    found = answer(crm.create_deal, rfq_id, contact, lines, Money(Decimal(total), "EUR"))
    assert isinstance(found, str), f"create_deal returned {type(found).__name__}, not the deal's id"
    assert found, "create_deal returned an empty id"
    return found


def _lines(count: int) -> list[CrmLine]:
    price = Money(Decimal("10.05"), "EUR")
    return [
        CrmLine(f"SKU-{number}", f"{NAME} part {number}", Decimal(1), "each", price, price)
        for number in range(1, count + 1)
    ]
