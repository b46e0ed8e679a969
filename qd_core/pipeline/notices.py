"""Notices: what people are told, by every notifier of the deployment, each once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, TransientError
from qd_core.model.event import EventKind
from qd_core.model.review import DraftRecord
from qd_core.pipeline.tell_once import told
from qd_core.plugin.protocols import Notice, Notifier

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["forward_alarm", "notify"]

_log = logging.getLogger("qd")

_LEASE = timedelta(seconds=45)
"""Longer than the function that tells may run (30 s), shorter than Lambda waits before it calls again (1 min): a copy
of an event that comes meanwhile is refused, and finds it told when it comes back."""


def notify(
    app: App, key: str, record: DraftRecord, *, kind: EventKind, to: tuple[str, ...], say: str, urgency: str
) -> None:
    """Every notifier, each once for ``key``. The first failure is raised after all were asked."""
    said = kind if urgency != "info" else EventKind.NOTIFIED
    if told(app, said, record.rfq_id, notice=key) is not None:
        return
    draft = record.draft
    who = draft.buyer.company or draft.buyer.name or draft.buyer.email or "an unknown buyer"
    notice = Notice(
        kind=kind,
        rfq_id=record.rfq_id,
        recipients=to,
        subject=f"{say}: {draft.reference} for {who}",
        text="\n".join(reason.detail for reason in draft.reasons),
        link=app.review_link(
            record, to[0] if len(to) == 1 else ""
        ),  # what several hold acts in nobody's name
        urgency=urgency,
        page=app.draft_page(record.rfq_id),
    )
    _everybody_once(app, key, notice)
    app.tell(said, record.rfq_id, to=", ".join(to), about=kind, notice=key)


def forward_alarm(app: App, key: str, *, subject: str, text: str) -> None:
    """An alarm about no RFQ, to where drafts are announced too, once for ``key``. By mail it comes of itself."""
    people = app.deployment.people
    to = tuple(filter(None, (people.on_call_rep,)))
    notice = Notice(
        kind="cost.alarm",
        rfq_id="",
        recipients=to,
        subject=subject,
        text=text,
        urgency="page",
        page=app.deployment.app.base_url,
    )
    _everybody_once(app, f"alarm/{key}", notice, but=("email",))


def _everybody_once(app: App, key: str, notice: Notice, *, but: Sequence[str] = ()) -> None:
    """Every notifier, each once for ``key``. The first failure is raised after all were asked."""
    failure: Exception | None = None
    for name, notifier in app.providers.notifiers:
        if name in but:
            continue
        try:
            _once(app, f"notify/{key}/{name}", notifier, notice)
        except Exception as error:  # noqa: BLE001 - one notifier's failure must not silence the others
            failure = failure or error
    if failure is not None:
        raise failure


def _once(app: App, claim: str, notifier: Notifier, notice: Notice) -> None:
    """Tells, unless it is told. Raises TransientError while another copy of the event is at it."""
    claims, owner = app.backend.claims, app.backend.ids.new()
    if not claims.claim(claim, owner, lease=_LEASE):
        if claims.result(claim) is None:
            raise TransientError(f"{claim}: another is telling it", retry_after=_LEASE.total_seconds())
        return
    try:
        notifier.notify(notice)
    except Exception:
        claims.release(claim, owner)
        raise
    try:
        claims.complete(claim, owner, "done")
    except (TransientError, ConflictError) as error:  # it is told: failing now would have it told again
        _log.warning("that %s was told is not noted: %s", claim, error)
