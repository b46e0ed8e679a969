"""Lost answers, impatience, a blind search and several workers: one person, one deal, one file, one note."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from plugins.qd_crm_pipedrive.tests.conftest import PDF, RFQ, Shop, euros, everything, lines
from qd_core.errors import TransientError, UncertainError
from qd_core.testing import Accident, Reply
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.contracts import context_of

ONE_OF_EACH = {
    "deals": 1, "persons": 1, "organizations": 1, "products": 3, "lines": 3, "files": 1, "notes": 1,
}  # fmt: skip
CREATIONS = [
    "/persons",
    "/organizations",
    "/v2/products",
    "/v2/deals",
    "/products/bulk",
    "/v1/files",
    "/v1/notes",
]


@pytest.mark.parametrize("kind", ["lost", "late", "503", "500"])
@pytest.mark.parametrize("creation", CREATIONS)
def test_an_answer_that_was_lost_makes_nothing_twice(impatient: Shop, creation: str, kind: str) -> None:
    reply = Reply(int(kind), {"success": False}) if kind.isdigit() else None
    delay = 0.4 if kind == "late" else 0.0
    impatient.server.accidents.append(Accident("POST", creation, reply, carried_out=True, delay=delay))
    impatient.fake.store.lag = timedelta(days=1)
    assert impatient.patiently(lambda: everything(impatient.crm())) == 2
    assert impatient.server.accidents == []
    assert impatient.counted() == ONE_OF_EACH


def test_what_the_list_of_recent_things_does_not_show_is_found_by_search(shop: Shop) -> None:
    everything(shop.crm())
    shop.fake.later(timedelta(days=30))
    shop.context = context_of(shop.fake, shop.clock)  # the claims are lost, as when their table is restored
    everything(shop.crm())
    assert shop.counted() == ONE_OF_EACH


def test_nobody_makes_a_deal_while_the_outcome_is_not_known(shop: Shop) -> None:
    crm = shop.crm()
    contact = crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    shop.server.accidents.append(Accident("POST", "/deals", carried_out=True))
    with pytest.raises(UncertainError) as first:
        crm.create_deal(RFQ, contact, lines(1), euros("10.05"))
    assert first.value.retry_after == 120
    with pytest.raises(TransientError, match="another worker is at it, or its outcome is not known"):
        shop.crm().create_deal(RFQ, contact, lines(1), euros("10.05"))
    assert shop.counted()["deals"] == 1
    assert [call for call in shop.fake.calls if call == "POST /api/v2/deals"] == ["POST /api/v2/deals"]


def test_four_workers_at_once_make_one_of_each(shop: Shop) -> None:
    shop.fake.store.lag = timedelta(days=1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: shop.patiently(lambda: everything(shop.crm()), waits=True), range(4)))
    assert shop.counted() == ONE_OF_EACH


def test_one_worker_at_a_time_writes_the_lines(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = shop.crm().upsert_contact("bea@buyer.example", "Bea", "", "")
    real = PipedriveApi.add_all
    came: list[str] = []

    def add_all(api: PipedriveApi, path: str, bodies: list[dict[str, object]]) -> None:
        if not came:
            came.append("another worker, between our reading and our writing")
            with pytest.raises(TransientError, match="another worker is at it"):
                shop.crm().create_deal(RFQ, contact, lines(3), euros("30.15"))
        real(api, path, bodies)

    monkeypatch.setattr(PipedriveApi, "add_all", add_all)
    shop.crm().create_deal(RFQ, contact, lines(3), euros("30.15"))
    assert (len(came), shop.counted()["lines"]) == (1, 3)


def test_bulk_lines_half_written_are_completed(shop: Shop) -> None:
    shop.server.accidents.append(Accident("POST", "/bulk", carried_out=True))
    tries = shop.patiently(lambda: everything(shop.crm(), 150))
    (deal,) = shop.fake.store.things["deals"]
    assert tries == 2
    assert sorted(line["code"] for line in shop.lines(str(deal))) == sorted(f"BR-{n}" for n in range(1, 151))


def test_another_note_and_another_revision_of_the_file_are_others(shop: Shop) -> None:
    deal = everything(shop.crm())
    shop.crm().add_note(deal, "Quote Q-1 revision 2 approved.")
    shop.context.objects._content[PDF] = b"%PDF-1.7\n%%EOF2\n"  # type: ignore[attr-defined]
    shop.crm().attach_file(deal, PDF)
    counted = shop.counted()
    assert (counted["notes"], counted["files"]) == (2, 2)
    assert len({file["name"] for file in shop.fake.store.files}) == 2
