"""Files and notes: each once, whatever is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from qd_core.errors import RejectedError, TransientError
from qd_core.plugin import Money
from qd_core.testing import Accident, Loopback, ManualClock, stored_object
from qd_crm_hubspot.adapter import HubSpotCrm
from qd_crm_hubspot.fake import FakeHubSpot

KEY = stored_object("quote.pdf")


@pytest.fixture
def deal(crm: HubSpotCrm) -> str:
    person = crm.upsert_contact("dana@acme.example", "Dana Field", "Acme Works", "acme.example")
    return crm.create_deal("01940000-0000-7000-8000-0000c0ffee01", person, [], Money(Decimal("1.00"), "EUR"))


def test_a_file_is_a_private_attachment_of_a_note(crm: HubSpotCrm, deal: str, account: FakeHubSpot) -> None:
    crm.attach_file(deal, KEY)
    ((file, (name, content)),) = account.files.items()
    assert content.startswith(b"%PDF")
    assert name.startswith(f"quote-{deal}-")
    (note,) = account.notes_of(deal)
    assert note["hs_attachment_ids"] == file
    assert "Quote attached: quote.pdf" in note["hs_note_body"]
    assert note["hs_timestamp"] == "2026-01-05T09:00:00Z"


@pytest.mark.parametrize("path", ["/files", "/notes"])
def test_a_lost_answer_makes_no_second_file_or_note(
    path: str,
    adapter: Callable[..., HubSpotCrm],
    deal: str,
    account: FakeHubSpot,
    server: Loopback,
    clock: ManualClock,
) -> None:
    server.accidents.append(Accident("POST", path, carried_out=True))
    with pytest.raises(TransientError) as lost:
        adapter().attach_file(deal, KEY)
    clock.forward(timedelta(seconds=lost.value.retry_after or 0))
    for _ in range(2):
        adapter().attach_file(deal, KEY)
    assert (len(account.files), len(account.notes_of(deal))) == (1, 1)


@pytest.mark.parametrize(
    ("look", "act"),
    [
        ("/search", lambda crm, deal: crm.attach_file(deal, KEY)),
        ("/associations/notes", lambda crm, deal: crm.attach_file(deal, KEY)),
        ("/associations/notes", lambda crm, deal: crm.add_note(deal, "Sent.")),
    ],
)
def test_two_workers_at_once_make_one_file_and_one_note(
    look: str,
    act: Callable[[HubSpotCrm, str], None],
    adapter: Callable[..., HubSpotCrm],
    deal: str,
    account: FakeHubSpot,
    server: Loopback,
) -> None:
    """Both would have looked before either makes it."""
    server.accidents += [Accident("GET", look, delay=0.4, late=True)] * 2
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
    assert len(account.notes_of(deal)) == 1
    assert len(account.files) <= 1


def test_a_note_is_text_and_comes_once(crm: HubSpotCrm, deal: str, account: FakeHubSpot) -> None:
    text = '<script>alert("x")</script> & "more"\nsecond line 🙂'
    for _ in range(2):
        crm.add_note(deal, text)
    crm.add_note(deal, "another")
    assert len(account.notes_of(deal)) == 2
    body = next(note["hs_note_body"] for note in account.notes_of(deal) if "more" in note["hs_note_body"])
    assert "<script" not in body
    assert "&amp; &quot;more&quot;<br>second line 🙂" in body


def test_a_long_note_is_cut(crm: HubSpotCrm, deal: str, account: FakeHubSpot) -> None:
    crm.add_note(deal, "<&>" * 100_000)
    (note,) = account.notes_of(deal)
    assert len(note["hs_note_body"]) <= 65_536


def test_the_same_note_found_in_the_account_is_not_added(
    crm: HubSpotCrm, deal: str, account: FakeHubSpot, server: Loopback, clock: ManualClock
) -> None:
    server.accidents.append(Accident("POST", "/notes", carried_out=True))
    with pytest.raises(TransientError):
        crm.add_note(deal, "Sent.")
    clock.forward(timedelta(minutes=1))
    crm.add_note(deal, "Sent.")
    assert len(account.notes_of(deal)) == 1


def test_nothing_stored_is_for_a_person(crm: HubSpotCrm, deal: str) -> None:
    with pytest.raises(RejectedError, match="nothing is stored"):
        crm.attach_file(deal, stored_object("other.pdf"))
