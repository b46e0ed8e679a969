"""Replies: a buyer's answer in the thread of an open RFQ belongs to that RFQ, and is not drafted anew.

Every mail of ours carries the reference in its subject and in its Message-ID, so an answer brings it back in
``In-Reply-To``, ``References``, its subject or the quoted text. The reference's 48 random bits are the proof: whoever
has it was sent it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, QdError
from qd_core.model.event import Event, EventKind
from qd_core.model.review import OPEN_STATES
from qd_core.model.rfq import Rfq
from qd_core.pipeline import drafts
from qd_core.ports import TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App
    from qd_core.pipeline.record import RfqRecord

__all__ = ["answered_rfq", "note_reply", "references_in"]

_REFERENCE = re.compile(
    r"(?<![0-9A-Za-z])Q-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}(?![0-9A-Za-z])", re.IGNORECASE
)
_MOST = 10
_LONGEST = 200_000
_TRIES = 5


def references_in(rfq: Rfq) -> list[str]:
    """The references that a message names, the surest place first."""
    places = (rfq.in_reply_to, *rfq.references, rfq.subject, rfq.text[:_LONGEST], rfq.removed[:_LONGEST])
    found = (match.group().upper() for place in places for match in _REFERENCE.finditer(place))
    return list(dict.fromkeys(found))[:_MOST]


def answered_rfq(app: App, rfq: Rfq) -> str:
    """The open RFQ that ``rfq`` answers; empty where there is none."""
    for reference in references_in(rfq):
        for found in app.backend.records.find(
            TableName.DRAFTS, facets={"reference": [reference], "state": list(OPEN_STATES)}, limit=1
        ):
            if found.key != rfq.rfq_id:
                return found.key
    return ""


def note_reply(app: App, record: RfqRecord) -> None:
    """Puts the answer on the timeline of the RFQ it answers, once, and ends the waiting for it."""
    rfq, rfq_id = record.rfq, record.reply_to
    for body in app.backend.audit.trail(rfq_id):
        event = Event.model_validate_json(body)
        if event.kind is EventKind.REPLIED and event.data.get("arrival") == rfq.rfq_id:
            return
    now = app.backend.clock.now()  # not the mail's own Date: the reminder counts from when people could know
    for _ in range(_TRIES):
        try:
            head, version = drafts.load(app, rfq_id)
            changed = head.model_copy(update={"asked_at": None, "replied_at": now})
            drafts.save(app, changed, expected=version)
            break
        except ConflictError:
            continue  # a person saved meanwhile: theirs is kept, the answer is noted on top of it
        except QdError:
            break  # the draft was erased meanwhile: the answer still has its own record
    app.tell(
        EventKind.REPLIED,
        rfq_id,
        arrival=rfq.rfq_id,
        lane=rfq.lane,
        subject=rfq.subject,
        sender=rfq.buyer.email,
    )
