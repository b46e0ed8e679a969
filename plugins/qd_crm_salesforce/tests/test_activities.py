"""Files and tasks: each once, whatever is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from qd_core.errors import RejectedError, TransientError
from qd_core.plugin import Money
from qd_core.testing import Accident, Loopback, ManualClock, Reply, stored_object
from qd_crm_salesforce.adapter import SalesforceCrm
from qd_crm_salesforce.fake import FakeSalesforce

KEY = stored_object("quote.pdf")


@pytest.fixture
def deal(crm: SalesforceCrm) -> str:
    person = crm.upsert_contact("dana@acme.example", "Dana Field", "Acme Works", "acme.example")
    return crm.create_deal("01940000-0000-7000-8000-0000c0ffee01", person, [], Money(Decimal("1.00"), "EUR"))


def test_a_file_hangs_on_the_opportunity(crm: SalesforceCrm, deal: str, org: FakeSalesforce) -> None:
    crm.attach_file(deal, KEY)
    (link,) = org.all("ContentDocumentLink", LinkedEntityId=deal)
    assert link["content"].startswith(b"%PDF")
    assert link["Title"].startswith("quote ")
    assert org.all("ContentVersion")[0]["PathOnClient"] == "quote.pdf"


@pytest.mark.parametrize(
    "accident",
    [
        Accident("POST", "/ContentVersion", carried_out=True),
        Accident("POST", "/ContentVersion", Reply(503), carried_out=True),
        Accident("POST", "/Task", carried_out=True),
    ],
)
def test_a_lost_answer_makes_no_second_file_or_task(
    accident: Accident,
    adapter: Callable[..., SalesforceCrm],
    deal: str,
    org: FakeSalesforce,
    server: Loopback,
    clock: ManualClock,
) -> None:
    server.accidents.append(accident)
    for _ in range(3):
        try:
            adapter().attach_file(deal, KEY)
            adapter().add_note(deal, "Sent.")
        except TransientError as error:
            clock.forward(timedelta(seconds=error.retry_after or 0))
    assert server.accidents == []
    assert (len(org.all("ContentDocumentLink")), len(org.all("Task"))) == (1, 1)


@pytest.mark.parametrize(
    "act", [lambda crm, deal: crm.attach_file(deal, KEY), lambda crm, deal: crm.add_note(deal, "Sent.")]
)
def test_two_workers_at_once_make_one(
    act: Callable[[SalesforceCrm, str], None],
    adapter: Callable[..., SalesforceCrm],
    deal: str,
    org: FakeSalesforce,
    server: Loopback,
) -> None:
    """Both would have looked before either makes it."""
    server.accidents += [Accident("GET", "/query", delay=0.4, late=True)] * 2
    done: list[object] = []

    def worker() -> None:
        try:
            done.append(act(adapter(), deal))
        except TransientError as error:
            done.append(error)

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert len(org.all("ContentDocumentLink")) + len(org.all("Task")) == 1


def test_a_note_is_a_completed_task_and_comes_once(
    crm: SalesforceCrm, deal: str, org: FakeSalesforce
) -> None:
    text = 'Quote\'s "first" line 🙂 ' + "x" * 300 + "\nsecond line"
    for _ in range(2):
        crm.add_note(deal, text)
    crm.add_note(deal, "another")
    assert len(org.all("Task")) == 2
    task = org.all("Task")[0]
    assert (task["Status"], task["WhatId"]) == ("Completed", deal)
    assert len(task["Subject"].encode("utf-16-le")) // 2 <= 255
    assert task["Description"] == text


def test_a_long_note_is_cut(crm: SalesforceCrm, deal: str, org: FakeSalesforce) -> None:
    crm.add_note(deal, "🙂" * 40_000)
    assert org.all("Task")[0]["Description"].endswith("…")


def test_nothing_stored_is_for_a_person(crm: SalesforceCrm, deal: str) -> None:
    with pytest.raises(RejectedError, match="nothing is stored"):
        crm.attach_file(deal, stored_object("other.pdf"))
