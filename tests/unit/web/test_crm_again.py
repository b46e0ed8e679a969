"""A CRM that refuses: the quote goes out, the page says why, and a person may tell the CRM again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qd_core.errors import RejectedError
from qd_core.model.review import DeliveryState
from qd_core.pipeline.app import App
from qd_core.plugin import CrmLine, Money
from tests.unit.web.conftest import Browser, now_of, waiting

REFUSAL = "HubSpot: CHF was not one of the allowed options: EUR, USD"


class Crm:
    """Refuses deals until it is mended."""

    def __init__(self) -> None:
        self.mended = False
        self.deals: set[str] = set()

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        return email

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        if not self.mended:
            raise RejectedError(REFUSAL)
        self.deals.add(rfq_id)
        return rfq_id

    def attach_file(self, deal_id: str, key: str) -> None: ...

    def add_note(self, deal_id: str, text: str) -> None: ...


@pytest.fixture
def crm(app: App) -> Crm:
    made = Crm()
    app.providers.__dict__["crm_adapter"] = ("acme", made)
    return made


def test_what_the_crm_refused_is_told_and_tried_again_when_it_is_mended(
    app: App, rep: Browser, crm: Crm
) -> None:
    record = waiting(app)
    rep.act(record, "approve")
    app.run_until_idle()
    assert now_of(app, record).delivery.state is DeliveryState.SENT
    page = rep.get(f"/rfq/{record.rfq_id}").text
    assert REFUSAL in page
    assert "Tell the CRM again" in page
    assert "What it has already is not made twice" in rep.get(f"/rfq/{record.rfq_id}/crm-again").text
    assert crm.deals == set()

    crm.mended = True
    assert [rep.act(record, "crm-again").status_code for _ in range(2)] == [303, 409]
    app.run_until_idle()
    assert crm.deals == {record.rfq_id}
    assert now_of(app, record).delivery.crm == "done"
    page = rep.get(f"/rfq/{record.rfq_id}").text
    assert "Tell the CRM again" not in page
    assert "The CRM is told again" in page


def test_what_is_still_refused_is_told_again(app: App, rep: Browser, crm: Crm) -> None:
    record = waiting(app)
    rep.act(record, "approve")
    app.run_until_idle()
    rep.act(record, "crm-again")
    app.run_until_idle()
    assert now_of(app, record).delivery.crm == REFUSAL


def test_a_crm_that_refused_nothing_is_not_told_again(app: App, rep: Browser) -> None:
    record = waiting(app)
    assert rep.act(record, "crm-again").status_code == 409
    rep.act(record, "approve")
    app.run_until_idle()
    assert rep.act(record, "crm-again").status_code == 409
