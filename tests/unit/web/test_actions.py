"""What happens when a rep clicks, clicks twice, or somebody else was faster."""

from __future__ import annotations

import email
import threading
from datetime import timedelta
from decimal import Decimal
from email.policy import default

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.entry.web.desk import Desk
from qd_core.errors import RejectedError, TransientError
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.review import DeliveryState, ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Role
from qd_core.ports import MailReceipt, OutgoingMail
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import take_in
from tests.unit.web.conftest import Browser, another_browser, now_of, outbox, signed_in, waiting


def sent(desk: Desk) -> list[str]:
    desk.app.run_until_idle()
    return [
        str(email.message_from_bytes(path.read_bytes(), policy=default)["Subject"]) for path in outbox(desk)
    ]


def test_two_clicks_send_one_mail(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    first = rep.act(record, "approve")
    second = rep.act(record, "approve")
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == f"/rfq/{record.rfq_id}?said=approved"
    assert len(sent(desk)) == 1
    assert now_of(app, record).delivery.state is DeliveryState.SENT


def test_many_clicks_at_the_same_moment_send_one_mail(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    token = rep.token(f"/rfq/{record.rfq_id}")
    cookies = dict(rep.client.cookies)

    def click() -> None:
        other = another_browser(desk)
        other.client.cookies.update(cookies)
        fields = {"form_token": token, "digest": record.digest}
        other.client.post(f"/rfq/{record.rfq_id}/approve", data=fields)

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent(desk)) == 1


def test_a_second_tab_that_shows_an_older_state_cannot_approve_it(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    assert rep.edit(record, **{"qty-1": "30"}).status_code == 303
    answer = rep.act(record, "approve")
    assert answer.status_code == 409
    assert "changed since you looked at it" in answer.text
    assert sent(desk) == []


def test_an_edit_makes_the_next_revision_and_shows_the_difference(app: App, rep: Browser) -> None:
    record = waiting(app)
    answer = rep.edit(record, **{"qty-1": "100", "why": "they phoned"})
    assert answer.headers["location"].endswith("?said=edited")
    now = now_of(app, record)
    assert (now.draft.revision, now.draft.lines[0].quantity, now.draft.total) == (2, 100, Decimal("321.00"))
    text = rep.get(f"/rfq/{record.rfq_id}").text
    assert "What changed, R1 to R2" in text
    assert "<del>20</del> <ins>100</ins>" in text
    assert "“they phoned”" in text


def test_what_was_typed_survives_when_somebody_else_saved_first(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app, "please quote 20 BR-10 and 10 BR-12")
    other = signed_in(desk, "ann@small.example", Role.REP)
    assert other.edit(record, **{"qty-1": "40", "why": "Ann knows"}).status_code == 303
    mine = {"qty-1": "20", "qty-2": "15", "cover": record.draft.cover.text if record.draft.cover else ""}
    answer = rep.edit(record, **mine)
    assert answer.status_code == 409
    assert "Changed by Ann" in answer.text
    assert "“Ann knows”" in answer.text
    assert 'name="qty-2" inputmode="decimal" autocomplete="off" value="15"' in answer.text
    assert 'name="qty-1" inputmode="decimal" autocomplete="off" value="40"' in answer.text  # hers stays
    now = now_of(app, record)
    assert rep.edit(now, **{"qty-1": "40", "qty-2": "15"}).status_code == 303
    lines = now_of(app, record).draft.lines
    assert [line.quantity for line in lines] == [40, 15]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"qty-1": "twenty"}, "write a number like 1,234.5"),
        ({"qty-1": "1.000.000"}, "write a number like"),
        ({"qty-1": "-3"}, "a quantity above zero is needed"),
        ({"qty-1": "NaN"}, "write a number like"),
        ({"qty-1": "1e99"}, "this number is too large"),
        ({"price-1": "3.00"}, "a price or discount of your own needs a reason"),
        ({"disc-1": "150", "reason-1": "x"}, "a discount is between 0 % and 100 %"),
        ({"sku-1": "XX-99"}, "XX-99 is not in the catalog"),
        ({"new-qty-1": "5"}, "which SKU?"),
        ({"valid_until": "tomorrow"}, "Some values cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_kept_and_explained(
    app: App, rep: Browser, fields: dict[str, str], words: str
) -> None:
    record = waiting(app)
    answer = rep.edit(record, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert all(f'value="{value}"' in answer.text for value in fields.values())
    assert now_of(app, record) == record


def test_a_typed_price_and_discount_are_cited_and_can_be_taken_back(app: App, rep: Browser) -> None:
    record = waiting(app)
    rep.edit(record, **{"price-1": "3.50", "disc-1": "10", "reason-1": "old customer"})
    now = now_of(app, record)
    assert now.draft.lines[0].unit_price == Decimal("3.15")
    text = rep.get(f"/rfq/{record.rfq_id}").text
    assert "Typed price" in text
    assert "Typed discount: old customer" in text
    rep.edit(now, **{"price-1": "", "disc-1": ""})
    assert now_of(app, record).draft.lines[0].unit_price == record.draft.lines[0].unit_price


def test_numbers_are_read_as_the_deployment_writes_them(desk: Desk, app: App) -> None:
    german = app.deployment.app.model_copy(update={"locale": "de_DE"})
    deployment = app.deployment.model_copy(update={"app": german})
    from dataclasses import replace

    other = Desk.open(replace(app, deployment=deployment), desk.backend, desk.documents)
    browser = another_browser(other)
    record = waiting(app)
    assert browser.edit(record, **{"qty-1": "1.200"}).status_code == 303
    now = now_of(app, record)
    assert now.draft.lines[0].quantity == 1200
    assert browser.edit(now, **{"qty-1": "1.2"}).status_code == 422
    other.pool.shutdown()


def test_saving_without_a_change_makes_no_revision(app: App, rep: Browser) -> None:
    record = waiting(app)
    assert (
        rep.edit(record, **{"qty-1": "20", "why": "nothing"}).headers["location"].endswith("said=unchanged")
    )
    assert now_of(app, record) == record


def test_a_line_can_be_added_and_one_removed(app: App, rep: Browser) -> None:
    record = waiting(app)
    rep.edit(record, **{"new-sku-1": "RL-50", "new-qty-1": "2", "remove-1": "1"})
    lines = now_of(app, record).draft.lines
    assert [(line.sku, line.quantity) for line in lines] == [("RL-50", 2)]


def test_a_candidate_is_one_click_away(app: App, rep: Browser) -> None:
    record = waiting(app, "please quote 20 shelf brackets")
    assert record.draft.lines[0].sku is None
    text = rep.get(f"/rfq/{record.rfq_id}").text
    assert 'name="sku-1" value="BR-12"' in text
    assert rep.edit(record, **{"sku-1": "BR-12", "why": "SKU of line 1 chosen"}).status_code == 303
    assert now_of(app, record).draft.lines[0].sku == "BR-12"


def test_a_cover_with_a_promise_is_marked_and_keeps_the_quote_at_home(
    desk: Desk, app: App, rep: Browser
) -> None:
    record = waiting(app)
    rep.edit(record, cover="Hi Dana, everything is in stock.")
    now = now_of(app, record)
    text = rep.get(f"/rfq/{record.rfq_id}").text
    assert 'class="offend"' in text
    assert ">in stock</mark>" in text
    assert rep.act(now, "approve").status_code == 422
    assert sent(desk) == []
    assert "Compose it anew" in text
    assert rep.edit(now, cover="", why="cover composed anew").status_code == 303
    again = now_of(app, record)
    assert again.draft.cover == record.draft.cover
    assert rep.act(again, "approve").status_code == 303


def test_only_a_manager_approves_what_is_over_a_limit(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app, "please quote 120 BR-10")
    text = rep.get(f"/rfq/{record.rfq_id}").text
    assert 'aria-disabled="true" aria-describedby="why">Approve' in text
    assert rep.act(record, "approve").status_code == 422
    boss = signed_in(desk, "boss@small.example", Role.MANAGER)
    assert boss.act(record, "approve").status_code == 303
    assert len(sent(desk)) == 1
    assert now_of(app, record).approval.by == "boss@small.example"


def test_a_rejection_needs_a_reason_and_closes_the_draft(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    assert rep.act(record, "reject", reason="  ").status_code == 422
    assert rep.act(record, "reject", reason="not our trade").status_code == 303
    assert rep.act(record, "reject", reason="not our trade").status_code == 303
    assert now_of(app, record).state is ReviewState.REJECTED
    assert rep.act(record, "approve").status_code in {409, 422}
    assert sent(desk) == []
    assert "not our trade" in rep.get(f"/rfq/{record.rfq_id}").text


def test_a_question_goes_out_once_in_the_buyers_thread(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app, "please quote some BR-10")
    text = rep.get(f"/rfq/{record.rfq_id}").text
    assert "How many" in text or "how many" in text
    for _ in range(2):
        rep.act(record, "ask", question="How many do you need?")
    [path] = outbox(desk)
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert message["In-Reply-To"] == "<one@acme.example>"
    assert record.draft.reference in message["Subject"]
    assert message.get_content().strip() == "How many do you need?"
    assert now_of(app, record).asked_at is not None
    assert "Brackets" in rep.get("/queue?tab=asked").text
    assert "Brackets" not in rep.get("/queue").text.partition("<table")[2]


def test_no_header_can_be_put_into_our_mail(desk: Desk, app: App, rep: Browser) -> None:
    evil = "=?utf-8?q?Hi=0D=0ABcc:_mallory@evil.example?="
    record = waiting(
        app,
        "please quote some BR-10",
        subject=evil,
        **{"from": "=?utf-8?q?Dana=0D=0ABcc:_x?= <dana@acme.example>"},
    )
    assert rep.act(record, "ask", question="How many?\nBcc: mallory@evil.example").status_code == 303
    [path] = outbox(desk)
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "dana@acme.example"


def test_a_question_promises_nothing_and_is_not_empty(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app, "please quote some BR-10")
    assert rep.act(record, "ask", question=" ").status_code == 422
    answer = rep.act(record, "ask", question="We guarantee delivery tomorrow. How many?")
    assert answer.status_code == 422
    assert "promises" in answer.text
    assert outbox(desk) == []


def test_a_draft_is_handed_to_somebody_who_exists(desk: Desk, app: App, rep: Browser) -> None:
    record = waiting(app)
    signed_in(desk, "ann@small.example", Role.REP)
    assert rep.act(record, "assign", to="ann@small.example").status_code == 303
    assert now_of(app, record).assignee == "ann@small.example"
    assert rep.act(record, "assign", to="mallory@evil.example").status_code == 422
    assert rep.act(record, "assign", to="").status_code == 303
    assert now_of(app, record).assignee == ""


def test_the_buyer_of_a_bare_file_is_named_by_a_person_and_priced_as_who_they_are(
    desk: Desk, app: App, rep: Browser
) -> None:
    content = b"sku,qty\nBR-10,20\n"
    message = InboundMessage(lane=Lane.UPLOAD, content=content, name="list.csv", media_type="text/csv")
    record = drafts.load(app, take_in(app, message))[0]
    assert "Who asks?" in rep.get(f"/rfq/{record.rfq_id}").text
    assert rep.act(record, "buyer", email="not an address").status_code == 422
    assert rep.act(record, "buyer", email="Dana@acme.example", name="Dana").status_code == 303
    now = now_of(app, record)
    assert (now.draft.buyer.email, now.draft.tier.name) == ("dana@acme.example", "trade")
    assert now.draft.lines[0].unit_price == Decimal("3.78")
    assert (
        rep.act(now, "buyer", email="other@acme.example").status_code == 422
    )  # a known buyer is not changed
    assert rep.act(now, "approve").status_code == 303
    assert len(sent(desk)) == 1


class Lost:
    """A transport whose answer never comes, once."""

    idempotent = False

    def __init__(self) -> None:
        self.sent: list[OutgoingMail] = []

    def send(self, mail: OutgoingMail) -> MailReceipt:
        self.sent.append(mail)
        if len(self.sent) == 1:
            raise KeyboardInterrupt
        return MailReceipt(str(len(self.sent)))


@pytest.fixture
def uncertain(
    desk: Desk, app: App, backend: LocalBackend, rep: Browser, clock: ManualClock
) -> tuple[Lost, drafts.DraftRecord]:
    transport = Lost()
    backend.mailer = transport
    record = waiting(app)
    rep.act(record, "approve")
    with pytest.raises(KeyboardInterrupt):
        app.run_until_idle()
    clock.forward(timedelta(minutes=20))
    app.run_until_idle()
    assert now_of(app, record).delivery.state is DeliveryState.FAILED
    return transport, record


def test_after_an_uncertain_delivery_a_person_sends_again_once(
    app: App, rep: Browser, uncertain: tuple[Lost, drafts.DraftRecord]
) -> None:
    transport, record = uncertain
    assert "not known" in rep.get(f"/rfq/{record.rfq_id}").text
    answers = [rep.act(record, "send-again").status_code for _ in range(2)]
    assert answers == [303, 409]
    app.run_until_idle()
    assert len(transport.sent) == 2
    assert now_of(app, record).delivery.state is DeliveryState.SENT
    assert rep.act(record, "send-again").status_code == 409


def test_or_notes_that_the_buyer_has_it(
    app: App, rep: Browser, uncertain: tuple[Lost, drafts.DraftRecord]
) -> None:
    transport, record = uncertain
    assert rep.act(record, "mark-sent").status_code == 303
    app.run_until_idle()
    assert len(transport.sent) == 1
    assert now_of(app, record).delivery.crm == "done"


def test_a_question_whose_mail_was_refused_can_be_sent_again(
    desk: Desk, app: App, backend: LocalBackend, rep: Browser
) -> None:
    record = waiting(app, "please quote some BR-10")
    real = backend.mailer

    class Refusing:
        idempotent = False

        def __init__(self, error: Exception) -> None:
            self.error = error

        def send(self, mail: OutgoingMail) -> MailReceipt:
            raise self.error

    for error in (TransientError("greylisted"), RejectedError("no such user")):
        backend.mailer = Refusing(error)
        answer = rep.act(record, "ask", question="How many?")
        assert answer.status_code == 422
        assert str(error) in answer.text
    backend.mailer = real
    assert rep.act(record, "ask", question="How many?").status_code == 303
    assert len(outbox(desk)) == 1
