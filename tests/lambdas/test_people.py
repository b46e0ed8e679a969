"""`dispatch`, `escalator`: people are told once, clocks run and stop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.entry.lambdas import dispatch, escalator, render_pdf
from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.model.event import EventKind
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.review import approve, reject
from qd_core.plugin.protocols import Notice
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import mail, take_in
from tests.lambdas.calls import CONTEXT, event, told
from tests.lambdas.people import REP, Crm, Told, drafted, event_of, struck


def test_the_rep_is_told_the_crm_knows_and_the_clock_runs(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = drafted(app)
    ready = event_of(backend, rfq_id, EventKind.READY)
    dispatch.handler(ready, CONTEXT)
    [notice] = slack.notices
    assert (notice.rfq_id, notice.recipients) == (rfq_id, ("rep@small.example",))
    assert set(crm.deals) == {rfq_id}
    [note] = crm.notes
    assert "please quote 20 BR-10" in note
    assert "BR-10" in note
    clock.forward(timedelta(hours=48))
    assert [call.name for call in backend.scheduler.due()] == [f"remind/{rfq_id}", f"escalate/{rfq_id}"]


def test_an_event_that_comes_twice_is_told_once(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm
) -> None:
    ready = event_of(backend, drafted(app), EventKind.READY)
    for _ in range(3):
        dispatch.handler(ready, CONTEXT)
    assert (len(slack.notices), len(crm.notes)) == (1, 1)


def test_a_notifier_that_fails_is_tried_again_and_on_the_trail(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm
) -> None:
    rfq_id = drafted(app)
    ready = event_of(backend, rfq_id, EventKind.READY)
    slack.failures = 1
    with pytest.raises(TransientError):
        dispatch.handler(ready, CONTEXT)
    assert told(app, rfq_id)[-1] == EventKind.FAILED
    dispatch.handler(ready, CONTEXT)
    assert len(slack.notices) == 1


def test_a_copy_that_comes_while_it_is_told_waits_and_finds_it_told(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = event_of(backend, drafted(app), EventKind.READY)

    class AtTheSameTime(Told):
        def notify(self, notice: Notice) -> None:
            monkeypatch.setitem(app.providers.__dict__, "notifiers", [("slack", slack)])
            with pytest.raises(TransientError, match="another is telling it"):
                dispatch.handler(ready, CONTEXT)
            super().notify(notice)

    first = AtTheSameTime()
    app.providers.__dict__["notifiers"] = [("slack", first)]
    dispatch.handler(ready, CONTEXT)
    dispatch.handler(ready, CONTEXT)
    assert (len(first.notices), len(slack.notices)) == (1, 0)


def test_what_a_process_was_telling_when_it_died_is_told_by_the_next_call(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    """Lambda calls again after a minute."""
    ready = event_of(backend, drafted(app), EventKind.READY)

    class Dies(Told):
        def notify(self, notice: Notice) -> None:
            raise KeyboardInterrupt

    app.providers.__dict__["notifiers"] = [("slack", Dies())]
    with pytest.raises(KeyboardInterrupt):
        dispatch.handler(ready, CONTEXT)
    app.providers.__dict__["notifiers"] = [("slack", slack)]
    clock.forward(timedelta(minutes=1))
    dispatch.handler(ready, CONTEXT)
    assert len(slack.notices) == 1


@pytest.mark.parametrize("refusal", [RejectedError("no such account"), TransientError("busy")])
def test_a_crm_that_refuses_keeps_nobody_from_being_told(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, refusal: Exception
) -> None:
    rfq_id = drafted(app)
    crm.refuses = refusal
    ready = event_of(backend, rfq_id, EventKind.READY)
    if isinstance(refusal, TransientError):
        with pytest.raises(TransientError):
            dispatch.handler(ready, CONTEXT)
    else:
        dispatch.handler(ready, CONTEXT)
        assert EventKind.CRM_FAILED in told(app, rfq_id)
    crm.refuses = None
    dispatch.handler(ready, CONTEXT)
    assert (len(slack.notices), len(crm.notes)) == (1, 1)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("please quote some BR-10", EventKind.CLARIFY),
        ("20 BR-10 and 3 lawn mowers, please quote", EventKind.OUT_OF_SCOPE),
    ],
)
def test_the_other_moves_are_told_too(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, body: str, kind: EventKind
) -> None:
    rfq_id = drafted(app, body)
    dispatch.handler(event_of(backend, rfq_id, kind), CONTEXT)
    assert [notice.kind for notice in slack.notices] == [kind]
    assert set(crm.deals) == {rfq_id}


def test_what_was_screened_out_rings_nobody(app: App, backend: MemoryBackend, slack: Told, crm: Crm) -> None:
    rfq_id = take_in(app, mail("please quote 20 BR-10", x_ses_spam_verdict="FAIL"))
    dispatch.handler(event_of(backend, rfq_id, EventKind.REJECT), CONTEXT)
    assert (slack.notices, crm.deals, backend.scheduler.due()) == ([], {}, [])


def test_an_event_after_the_decision_starts_no_clock(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = drafted(app)
    reject(app, rfq_id, REP, reason="a competitor")
    dispatch.handler(event_of(backend, rfq_id, EventKind.READY), CONTEXT)
    clock.forward(timedelta(hours=100))
    assert backend.scheduler.due() == []


def test_the_cost_alarm_goes_to_slack_once(app: App, slack: Told) -> None:
    for _ in range(2):
        dispatch.handler(event("sns_cost_alarm"), CONTEXT)
    [notice] = slack.notices
    assert (notice.subject, notice.urgency) == ("AWS Budgets: qd has exceeded your alert threshold", "page")
    assert "$20.31" in notice.text


def test_a_message_of_another_topic_is_refused(app: App, slack: Told) -> None:
    with pytest.raises(QdError, match="qd-textract-done"):
        dispatch.handler(event("sns_textract"), CONTEXT)
    with pytest.raises(QdError, match="neither EventBridge nor SNS"):
        dispatch.handler({"rfq_id": "x"}, CONTEXT)


# --- escalator ------------------------------------------------------------------------------------------------


def test_the_rep_is_reminded_then_the_lead_is_paged(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock
) -> None:
    rfq_id = drafted(app)
    dispatch.handler(event_of(backend, rfq_id, EventKind.READY), CONTEXT)
    slack.notices.clear()
    clock.forward(timedelta(hours=48))
    for payload in struck(backend) * 2:  # at least once
        escalator.handler(payload, CONTEXT)
    assert [(notice.urgency, notice.recipients) for notice in slack.notices] == [
        ("reminder", ("rep@small.example",)),
        ("page", ("lead@small.example",)),
    ]
    assert told(app, rfq_id).count(EventKind.REMINDED) == 1


@pytest.mark.parametrize("decide", ["approve", "reject"])
def test_a_decision_stops_the_clock_and_a_late_schedule_says_nothing(
    app: App, backend: MemoryBackend, slack: Told, crm: Crm, clock: ManualClock, decide: str
) -> None:
    rfq_id = drafted(app)
    dispatch.handler(event_of(backend, rfq_id, EventKind.READY), CONTEXT)
    clock.forward(timedelta(hours=24))
    late = struck(backend)
    if decide == "approve":
        approve(app, rfq_id, REP, digest=drafts.load(app, rfq_id)[0].digest)
        render_pdf.handler({"rfq_id": rfq_id}, CONTEXT)
    else:
        reject(app, rfq_id, REP, reason="a competitor")
    clock.forward(timedelta(hours=24))
    assert backend.scheduler.due() == []
    slack.notices.clear()
    for payload in late:
        escalator.handler(payload, CONTEXT)
    assert slack.notices == []


def test_a_schedule_of_an_erased_rfq_is_nobodys_business(app: App, slack: Told) -> None:
    escalator.handler(
        {"name": "remind/x", "body": "x 2026-03-03T09:00:00Z", "when": "2026-03-03T09:00:00+00:00"}, CONTEXT
    )
    with pytest.raises(QdError, match="its name and its body"):
        escalator.handler({"version": "0"}, CONTEXT)
