"""One message through the whole chain, with strangers' plugins, duplicates, screens and failures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from qd_core.model.event import EventKind
from qd_core.model.quote import Draft, Move
from qd_core.pipeline.app import App
from qd_core.pipeline.receive import receive
from qd_core.ports import QueueName
from tests.integration.small_company import mail, small_app, take_in

SITE = Path(__file__).parents[1] / "fixtures" / "site"
STAGES = ["base_price", "tier_discount", "volume_break", "regional"]


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(SITE))
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_fuel"]:
        del sys.modules[name]


def draft_of(app: App, rfq_id: str) -> Draft:
    found = app.draft(rfq_id)
    assert found is not None, [why for queue in QueueName for _, why in app.backend.queue.dead_letters(queue)]
    return found[0].draft


def kinds(app: App, rfq_id: str) -> list[str]:
    return [json.loads(body)["kind"] for body in app.backend.audit.trail(rfq_id)]


def test_a_mail_becomes_a_cited_draft(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    draft = draft_of(
        app, take_in(app, mail("please quote 120 BR-10 and 5 BR-12, delivered to Gary, Indiana."))
    )
    assert draft.move is Move.AUTO_DRAFT
    first, second = draft.lines
    assert [step.stage for step in first.steps] == STAGES
    assert first.unit_price == Decimal("3.37")  # 4.20 * 0.9 * 0.85 * 1.05 = 3.373650
    assert second.line_total == Decimal("23.65")  # 5 * 4.73 (4.725 rounded half up)
    assert draft.total == first.line_total + second.line_total + Decimal("45.00")
    assert {flag.code for flag in first.flags} == {"over_cap"}  # 1 - 0.9 * 0.85 = 23.5 %
    assert {flag.code for flag in second.flags} == {"below_margin"}
    assert draft.manager_approval
    assert all(gate.outcome != "fail" for gate in draft.gates)


def test_the_trail_tells_the_whole_story(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    assert kinds(app, rfq_id) == [
        EventKind.RECEIVED,
        EventKind.READ,
        EventKind.PRICED,
        EventKind.COMPOSED,
        EventKind.READY,
    ]


@pytest.mark.usefixtures("strangers")
def test_a_strangers_stage_and_gate_run_and_are_cited(tmp_path: Path) -> None:
    select = {
        "pricing_stages": [*STAGES, "fuel_surcharge", "bundle"],
        "guardrail_gates": ["citation", "fabricated_sku", "block_list", "discount_cap", "export_control"],
    }
    app = small_app(tmp_path, select=select)
    draft = draft_of(app, take_in(app, mail("please quote 10 BR-10, delivered to Lyon, France")))
    line = draft.lines[0]
    fuel = next(step for step in line.steps if step.stage == "fuel_surcharge")
    assert (fuel.citation.section.casefold(), fuel.citation.text) == ("fuel surcharge", "Brackets | 2%")
    assert line.unit_price == Decimal("3.86")  # 4.20 * 0.9 * 1.02 = 3.8556
    gate = next(gate for gate in draft.gates if gate.gate == "export_control")
    assert gate.outcome == "flag"
    assert draft.manager_approval


def test_the_same_request_again_is_linked_not_drafted(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    first = take_in(app, mail("please quote 20 BR-10"))
    second = take_in(app, mail("Please  quote 20  BR-10", message_id="<two@acme.example>"))
    assert app.draft(second) is None
    assert app.record(second)[0].duplicate_of == first
    assert EventKind.DUPLICATE in kinds(app, first)
    other = take_in(app, mail("please quote 21 BR-10"))
    assert app.draft(other) is not None


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        ("please quote 20 BR-10", {"auto_submitted": "auto-replied"}, "auto_reply"),
        ("please quote 20 BR-10", {"x_ses_spam_verdict": "FAIL"}, "spam"),
        ("The brackets you sent in May have rusted. What can we do?", {}, "not_a_request"),
    ],
)
def test_what_is_no_request_is_rejected_with_its_reason(
    tmp_path: Path, body: str, headers: dict[str, str], code: str
) -> None:
    app = small_app(tmp_path)
    draft = draft_of(app, take_in(app, mail(body, **headers)))
    assert draft.move is Move.REJECT
    assert [reason.code for reason in draft.reasons] == [code]
    assert not draft.lines
    assert draft.cover is None


def test_mail_that_failed_dmarc_never_earns_a_tier(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    headers = {"authentication_results": "mx.small.example; dmarc=fail header.from=acme.example"}
    draft = draft_of(app, take_in(app, mail("please quote 20 BR-10", **headers)))
    assert draft.tier.name == "new prospect"
    assert "unverified_sender" in {flag.code for flag in draft.lines[0].flags}
    assert draft.lines[0].unit_price == Decimal("4.20")


def test_a_place_that_is_not_served_gets_no_freight_and_no_total(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    draft = draft_of(app, take_in(app, mail("please quote 20 BR-10, delivered to Toronto, Canada")))
    assert draft.move is Move.OUT_OF_SCOPE
    assert draft.partial
    assert draft.total is None
    assert draft.charges == ()
    assert draft.subtotal == Decimal("75.60")


def test_an_unclear_line_asks_and_the_clear_ones_are_priced(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    draft = draft_of(app, take_in(app, mail("please quote 20 BR-10 and some RL-50")))
    assert draft.move is Move.CLARIFY
    assert draft.questions
    assert draft.subtotal == Decimal("75.60")
    assert draft.total is None
    assert EventKind.READY not in kinds(app, draft.rfq_id)


def test_two_places_with_different_freight_are_asked_about(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    body = "please quote 20 BR-10. Ship to Gary, Indiana. Delivery address: 12 Main Street, Springfield, IL 62701."
    draft = draft_of(app, take_in(app, mail(body)))
    assert draft.move is Move.CLARIFY
    assert "destination_unclear" in {reason.code for reason in draft.reasons}
    assert any("Gary" in question and "Springfield" in question for question in draft.questions)
    assert draft.charges == ()


def test_a_message_that_cannot_be_parsed_is_kept_and_shown(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    form = mail("x").model_copy(update={"lane": "form", "content": b"{broken", "name": "form.json"})
    rfq_id = take_in(app, form)
    draft = draft_of(app, rfq_id)
    assert draft.move is Move.REJECT
    assert draft.reasons[0].code == "unreadable"
    assert app.backend.objects.get(app.record(rfq_id)[0].rfq.raw_key) == b"{broken"


def test_a_step_that_is_done_twice_changes_nothing(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    before = draft_of(app, rfq_id)
    for queue in (QueueName.INTAKE, QueueName.PRICER, QueueName.COMPOSER):
        app.backend.queue.send(queue, rfq_id)
        app.run_until_idle()
    assert draft_of(app, rfq_id) == before


def test_a_crash_between_save_and_enqueue_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = small_app(tmp_path)
    send = type(app.backend.queue).send
    failing = {QueueName.PRICER: 1, QueueName.COMPOSER: 1}

    def flaky(self: object, queue: QueueName, body: str, **how: str) -> None:
        if failing.get(queue, 0):
            failing[queue] -= 1
            raise OSError("the machine stopped here")
        send(self, queue, body, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(type(app.backend.queue), "send", flaky)
    rfq_id = receive(app, mail("please quote 20 BR-10"))
    app.run_until_idle()
    assert draft_of(app, rfq_id).cover is not None
    assert not any(failing.values())
