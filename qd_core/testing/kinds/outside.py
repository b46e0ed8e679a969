"""Contracts of what speaks to the world: notifiers and CRM adapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, cast

import pytest

from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import CrmAdapter, CrmLine, Money, Notice, Notifier
from qd_core.testing.context import stored_object
from qd_core.testing.kinds.contract import Contract, answer, assert_checks, told

__all__ = ["CrmAdapterContract", "Kept", "NotifierContract"]

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


Kept = Callable[[str], Sequence[object]]
"""What an account keeps for a deal, by the deal's id: its notes, or its files."""


class CrmAdapterContract(Contract):
    """Fixtures: ``crm`` (an account with nothing in it), ``stored_key`` (a stored PDF's object key), and ``notes`` and
    ``files``: functions that give what the account keeps for a deal, by its id. ``keeps_nothing = True`` says that it
    keeps neither, on purpose."""

    kind = "crm_adapter"
    keeps_nothing: ClassVar[bool] = False

    @pytest.fixture
    def crm(self, qd_context: ProviderContext) -> CrmAdapter:
        """The adapter named by ``provider``."""
        return cast(CrmAdapter, self.built(qd_context))

    @pytest.fixture
    def stored_key(self) -> str:
        """The object that ``qd_context`` has stored."""
        return stored_object("quote.pdf")

    @pytest.fixture
    def notes(self) -> Kept:
        """The deal's notes, as the account (the fake one of the test) keeps them."""
        return self._looked_up("notes")

    @pytest.fixture
    def files(self) -> Kept:
        """The deal's files, as the account keeps them."""
        return self._looked_up("files")

    def _looked_up(self, what: str) -> Kept:
        if not self.keeps_nothing:
            pytest.skip(f"give a fixture `{what}`: a function from a deal's id to its {what} in the account")
        return lambda _: ()

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

    def test_what_is_missing_is_said_with_what_to_do(self, crm: CrmAdapter) -> None:
        assert_checks(crm)

    def test_the_same_note_is_one_and_another_is_another(self, crm: CrmAdapter, notes: Kept) -> None:
        deal = _deal(crm, _contact(crm), _lines(1), "10.05", rfq_id=OTHER_RFQ_ID)
        for count, text in ((1, "Sent to Zoë."), (1, "Sent to Zoë."), (2, "Won.")):
            answer(crm.add_note, deal, text)
            made, wanted = len(notes(deal)), 0 if self.keeps_nothing else count
            assert made == wanted, f"after the note {text!r} the deal has {made} notes, not {wanted}"

    def test_the_same_file_is_one(self, crm: CrmAdapter, files: Kept, stored_key: str) -> None:
        deal = _deal(crm, _contact(crm), _lines(1), "10.05", rfq_id=OTHER_RFQ_ID)
        for _ in range(2):
            answer(crm.attach_file, deal, stored_key)
        made, wanted = len(files(deal)), 0 if self.keeps_nothing else 1
        assert made == wanted, f"one object, attached twice, makes {made} files, not {wanted}"


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
