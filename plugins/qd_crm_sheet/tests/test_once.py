"""Lost answers, impatience, limits and two workers: one contact, one deal, one line, one note."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from plugins.qd_crm_sheet.tests.conftest import RFQ, Shop, euros, lines
from qd_core.errors import ConfigError, ReconnectError, RejectedError, TransientError, UncertainError
from qd_core.testing import Accident, Reply
from qd_crm_sheet.adapter import SheetCrm
from qd_crm_sheet.fake import FakeGoogle

LOST = Accident("POST", ":append", carried_out=True)
LATE = Accident("POST", ":append", carried_out=True, delay=0.5)
BROKEN = Accident("POST", ":append", Reply(503, {"error": {"message": "Try later."}}), carried_out=True)


def everything(crm: SheetCrm) -> None:
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "Buyer", "buyer.example")
    deal = crm.create_deal(RFQ, contact, lines(3), euros("30.15"))
    crm.attach_file(deal, "pdfs/quote.pdf")
    crm.add_note(deal, "approved and sent")


def counted(google: FakeGoogle) -> tuple[int, int, int, int]:
    deals = google.grid("Deals").records()
    notes = sum(len(row["notes"].split("\n")) for row in deals if row["notes"])
    return len(google.grid("Contacts").records()), len(deals), len(google.grid("Lines").records()), notes


def patiently(shop: Shop, call: Callable[[], None], *, waits: bool = False) -> int:
    """As the queue does: again after a transient error, when its time has come. The number of tries. ``waits`` for real
    where others are at it: moving the clock would end their lease."""
    for tries in range(1, 500):
        try:
            call()
        except TransientError as error:
            if waits:
                time.sleep(0.05)
            else:
                shop.clock.forward(timedelta(seconds=error.retry_after or 30))
        else:
            return tries
    raise AssertionError("never done")


@pytest.mark.parametrize("accident", [LOST, LATE, BROKEN], ids=["lost", "late", "503"])
@pytest.mark.parametrize("spared", range(3), ids=["contact", "lines", "deal"])
def test_an_answer_that_was_lost_makes_no_second_row(
    impatient: Shop, google: FakeGoogle, accident: Accident, spared: int
) -> None:
    appends = iter(range(100))

    def strike(method: str) -> None:
        if method.endswith("append") and next(appends) == spared - 1:
            impatient.server.accidents.append(accident)

    google.before = strike
    if not spared:
        impatient.server.accidents.append(accident)
    assert patiently(impatient, lambda: everything(impatient.crm())) == 2
    assert counted(google) == (1, 1, 3, 1)


def test_nobody_appends_while_the_outcome_is_not_known(impatient: Shop, google: FakeGoogle) -> None:
    impatient.server.accidents.append(LOST)
    with pytest.raises(UncertainError) as first:
        impatient.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    assert first.value.retry_after == 60
    with pytest.raises(TransientError, match="another worker is at it, or its outcome is not known"):
        impatient.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    impatient.clock.forward(timedelta(seconds=61))
    impatient.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    assert counted(google)[0] == 1


def test_two_workers_at_once_make_one_row(shop: Shop, google: FakeGoogle) -> None:
    def work(_: int) -> int:
        return patiently(shop, lambda: everything(shop.crm()), waits=True)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert counted(google) == (1, 1, 3, 1)


def test_the_same_again_changes_nothing(shop: Shop, google: FakeGoogle) -> None:
    for _ in range(3):
        everything(shop.crm())
    assert counted(google) == (1, 1, 3, 1)


def test_a_read_is_tried_again_at_once_and_a_write_is_not(shop: Shop) -> None:
    shop.crm().upsert_contact("bea@buyer.example", "", "", "")
    shop.server.accidents += [
        Accident("GET", ":batchGet", Reply(503)),
        Accident("POST", ":batchUpdate", Reply(503)),
    ]
    with pytest.raises(UncertainError):
        shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    assert len(shop.server.calls("POST", ":batchUpdate")) == 1


def test_the_quota_comes_back_with_the_next_minute(shop: Shop) -> None:
    told = {"error": {"message": "Quota exceeded for quota metric 'Read requests'"}}
    shop.server.accidents.append(Accident("GET", ":batchGet", Reply(429, told)))
    with pytest.raises(TransientError, match="asked too often: Quota exceeded") as raised:
        shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    assert raised.value.retry_after == 60
    shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")


def test_a_spreadsheet_that_is_not_shared_says_with_whom(shop: Shop, google: FakeGoogle) -> None:
    google.shared = False
    with pytest.raises(RejectedError, match=rf"does not have permission.*{google.account.address}"):
        shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")


def test_another_spreadsheet_is_not_there(shop: Shop) -> None:
    with pytest.raises(RejectedError, match=r"no spreadsheet 1Other_one.*\[settings.sheet\]"):
        shop.crm(spreadsheet="1Other_one").upsert_contact("bea@buyer.example", "Bea", "", "")


def test_one_token_serves_an_hour_and_another_follows(shop: Shop, google: FakeGoogle) -> None:
    crm = shop.crm()
    everything(crm)
    assert google.account.tokens_given == 1
    shop.clock.forward(timedelta(minutes=58, seconds=30))
    crm.add_note(RFQ, "still here")
    assert google.account.tokens_given == 2
    google.account.forget_tokens()
    crm.add_note(RFQ, "and here")
    assert google.account.tokens_given == 3


def test_a_deleted_key_needs_a_person(shop: Shop, google: FakeGoogle) -> None:
    google.account.key_deleted = True
    with pytest.raises(ReconnectError, match="qd/crm/sheet/oauth"):
        shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("{}", "client_email"),
        ("not json", "wrong shape"),
        ('{"client_email": "a@b", "private_key": "x"}', "PEM"),
    ],
)
def test_a_key_file_that_is_none_is_told_without_its_text(shop: Shop, stored: str, said: str) -> None:
    from qd_core.testing import provider_context
    from qd_crm_sheet.settings import SECRET

    shop.context = provider_context("sheet", clock=shop.clock, secrets={SECRET: stored})
    with pytest.raises(ConfigError, match=said) as raised:
        shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    assert SECRET in str(raised.value)
