"""Review: what a person may do with a draft. Every transition is a conditional write on the revision that was seen.

A core invariant, never a plugin: nothing is sent without an approval, and an approval is bound to one content.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qd_core.errors import ConflictError, RejectedError
from qd_core.model.event import EventKind
from qd_core.model.quote import Draft, Move
from qd_core.model.review import (
    OPEN_STATES,
    Approval,
    Delivery,
    DeliveryState,
    DraftRecord,
    Rejection,
    ReviewState,
)
from qd_core.pipeline import drafts
from qd_core.pipeline.clocks import expect_delivery, stop_clock
from qd_core.pipeline.gates import failed, run_gates
from qd_core.pipeline.tell_once import told
from qd_core.pipeline.validity import revalidated

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = [
    "Actor",
    "Role",
    "approve",
    "assert_open",
    "assign",
    "expire_if_past",
    "initial_state",
    "obstacles",
    "reject",
    "viewed",
]


class Role(StrEnum):
    """What a person may do: a manager approves what is over the cap or under the floor; a lead is paged."""

    REP = "rep"
    MANAGER = "manager"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; ``email`` is the person's name on the audit trail."""

    email: str
    roles: frozenset[Role]

    @property
    def may_approve_exceptions(self) -> bool:
        """Whether a flag for a manager's approval is theirs to settle."""
        return bool(self.roles & {Role.MANAGER, Role.ADMIN})


def obstacles(record: DraftRecord, actor: Actor, now: datetime, time_zone: str) -> tuple[str, ...]:
    """What stands in the way of approval, in words; empty when the draft may be approved by ``actor`` now."""
    draft = record.draft
    found = [] if record.state in OPEN_STATES else [f"the draft is {record.state}"]
    found += _open_lines(draft)
    found.extend(reason.detail for reason in draft.reasons if reason.code == "do_not_serve")
    found.extend(f"gate {gate.gate} fails: {gate.detail}" for gate in failed(draft.gates))
    if not draft.gates and draft.lines:
        found.append("the gates have not been run yet")
    if draft.valid_until and draft.valid_until < now.astimezone(ZoneInfo(time_zone)).date():
        found.append(f"the prices were valid until {draft.valid_until}")
    if not draft.buyer.email:
        found.append("no e-mail address of the buyer is known")
    if draft.manager_approval and not actor.may_approve_exceptions:
        found.append("a manager must approve this draft")
    return tuple(found)


def _open_lines(draft: Draft) -> list[str]:
    """The lines that are not ready to be sent, in words."""
    if not draft.lines:
        return ["there is no line to quote"]
    found = []
    for line in draft.lines:
        if line.problems:
            why = line.problem_detail or ", ".join(line.problems)
            found.append(f"line {line.position} is not clear: {why}")
        elif line.unit_price is None:
            found.append(f"line {line.position} has no price")
    if draft.total is None and not found:
        found.append("the total is open")
    return found


def viewed(app: App, rfq_id: str, actor: Actor) -> None:
    """Puts on the trail who looked."""
    app.tell(EventKind.VIEWED, rfq_id, actor=actor.email)


def approve(app: App, rfq_id: str, actor: Actor, *, digest: str) -> DraftRecord:
    """Approves exactly the content with ``digest``; the gates run once more before it counts.

    Raises ConflictError when the content has changed since it was seen, RejectedError with what stands in the way.
    The same approval again is no second one: the record comes back as it is.
    """
    record, version = drafts.load(app, rfq_id)
    if record.state is ReviewState.APPROVED and record.approval and record.approval.digest == digest:
        if (
            told(app, EventKind.APPROVED, rfq_id, digest=digest) is None
        ):  # the first click stopped right before it
            _tell_approved(app, rfq_id, record.approval)
        return record
    now = app.backend.clock.now()
    if record.digest != digest:
        raise ConflictError("the draft was changed since you looked at it: look at it again, then approve")
    if blocked := obstacles(record, actor, now, app.deployment.app.time_zone):
        raise RejectedError("cannot be approved: " + "; ".join(blocked))
    draft = revalidated(record.draft, now, app.documents().rules, app.deployment.app.time_zone)
    results = run_gates(
        draft,
        app.documents(),
        app.company,
        app.providers.guardrail_gates,
        cover=draft.cover.text if draft.cover else "",
        rep_text=record.typed_texts,
    )
    if blocking := failed(results):
        raise RejectedError(
            "cannot be approved: " + "; ".join(f"gate {gate.gate}: {gate.detail}" for gate in blocking)
        )
    approval = Approval(by=actor.email, at=now, revision=record.draft.revision, digest=digest)
    approved = record.model_copy(
        update={
            "draft": draft,
            "state": ReviewState.APPROVED,
            "approval": approval,
            "delivery": Delivery(state=DeliveryState.PENDING),
        }
    )
    expect_delivery(app, rfq_id)
    drafts.save(app, approved, expected=version)
    _tell_approved(app, rfq_id, approval)
    return approved


def _tell_approved(app: App, rfq_id: str, approval: Approval) -> None:
    facts = {"actor": approval.by, "revision": str(approval.revision), "digest": approval.digest}
    app.tell(EventKind.APPROVED, rfq_id, **facts)
    stop_clock(app, rfq_id)


def reject(app: App, rfq_id: str, actor: Actor, *, reason: str) -> DraftRecord:
    """Closes the draft with a reason. Raises RejectedError without one, ConflictError when it is no longer open."""
    if not reason.strip():
        raise RejectedError("a rejection needs a reason: the next person will ask")
    record, version = drafts.load(app, rfq_id)
    if record.state is ReviewState.REJECTED:
        return record
    assert_open(record)
    closed = record.model_copy(
        update={
            "state": ReviewState.REJECTED,
            "rejection": Rejection(by=actor.email, at=app.backend.clock.now(), reason=reason.strip()),
        }
    )
    drafts.save(app, closed, expected=version)
    app.tell(EventKind.REJECTED, rfq_id, actor=actor.email, reason=reason.strip())
    stop_clock(app, rfq_id)
    return closed


def assign(app: App, rfq_id: str, actor: Actor, *, to: str) -> DraftRecord:
    """Hands the draft to another person."""
    record, version = drafts.load(app, rfq_id)
    assigned = record.model_copy(update={"assignee": to})
    drafts.save(app, assigned, expected=version)
    app.tell(EventKind.ASSIGNED, rfq_id, actor=actor.email, to=to)
    return assigned


def expire_if_past(app: App, rfq_id: str) -> DraftRecord:
    """A draft past its validity becomes expired by the clock; anything else comes back as it is."""
    record, version = drafts.load(app, rfq_id)
    today = app.backend.clock.now().astimezone(ZoneInfo(app.deployment.app.time_zone)).date()
    until = record.draft.valid_until
    if record.state not in OPEN_STATES or until is None or until >= today:
        return record
    expired = record.model_copy(update={"state": ReviewState.EXPIRED})
    drafts.save(app, expired, expected=version)
    app.tell(EventKind.EXPIRED, rfq_id, valid_until=until.isoformat())
    return expired


def initial_state(move: Move) -> ReviewState:
    """Where a draft starts: a rejected RFQ waits for nobody."""
    return ReviewState.SCREENED if move is Move.REJECT else ReviewState.QUEUED


def assert_open(record: DraftRecord) -> None:
    """Raises ConflictError unless a person may still act on the draft."""
    if record.state not in OPEN_STATES:
        raise ConflictError(f"the draft is {record.state} already")
