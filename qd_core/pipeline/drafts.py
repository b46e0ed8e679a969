"""The drafts' table: what is stored of one draft, what the queue page filters by, and earlier revisions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qd_core.errors import QdError
from qd_core.model.quote import Draft, MatchKind, Outcome
from qd_core.model.review import DraftEdit, DraftRecord, Revision
from qd_core.ports import Record, TableName

if TYPE_CHECKING:
    from datetime import datetime

    from qd_core.pipeline.app import App

__all__ = ["keep_revision", "load", "revision_keys", "revisions", "save", "says", "summary_of"]

_SAYS = 80


def load(app: App, rfq_id: str) -> tuple[DraftRecord, int]:
    """The head and the version to expect when it is written. Raises QdError when there is none."""
    stored = app.backend.records.get(TableName.DRAFTS, rfq_id)
    if stored is None:
        raise QdError(f"RFQ {rfq_id} has no draft")
    return DraftRecord.model_validate_json(stored.body), stored.version


def save(app: App, record: DraftRecord, *, expected: int) -> Record:
    """A conditional write of the head. Raises ConflictError when somebody else saved first."""
    draft = record.draft
    facets = {
        "reference": draft.reference,
        "state": record.state,
        "move": draft.move,
        "lane": draft.lane,
        "assignee": record.assignee,
        "delivery": record.delivery.state,
        "buyer": draft.buyer.email,
        "asked": "yes" if record.asked_at else "no",
    }
    return app.backend.records.put(
        TableName.DRAFTS,
        record.rfq_id,
        record.model_dump_json(),
        expected=expected,
        facets=facets,
        summary=summary_of(record),
    )


def summary_of(record: DraftRecord) -> str:
    """The JSON that a list shows of a draft; also what its search looks in."""
    draft = record.draft
    buyer = draft.buyer
    return json.dumps(
        {
            "reference": draft.reference,
            "buyer": buyer.name,
            "email": buyer.email,
            "company": buyer.company,
            "subject": draft.subject,
            "says": says(draft),
            "state": record.state,
            "move": draft.move,
            "lane": draft.lane,
            "received_at": draft.received_at.isoformat(),
            "lines": len(draft.lines),
            "skus": [line.sku for line in draft.lines if line.sku][:20],
            "currency": draft.currency,
            "total": str(draft.total) if draft.total is not None else None,
            "subtotal": str(draft.subtotal) if draft.subtotal is not None else None,
            "assignee": record.assignee,
            "manager": draft.manager_approval,
            "revision": draft.revision,
            "reasons": [reason.code for reason in draft.reasons],
            "delivery": record.delivery.state,
            "asked": record.asked_at is not None,
            "replied_at": record.replied_at.isoformat() if record.replied_at else None,
            "tier": draft.tier.name,
            "flags": sorted({flag.code for line in draft.lines for flag in line.flags}),
            "unpriced": sum(1 for line in draft.lines if line.unit_price is None),
            "unmatched": sum(1 for line in draft.lines if line.match is MatchKind.NONE),
            "questions": len(draft.questions),
            "failed_gates": [gate.gate for gate in draft.gates if gate.outcome is Outcome.FAIL],
            "valid_until": draft.valid_until.isoformat() if draft.valid_until else None,
        },
        ensure_ascii=False,
    )


def says(draft: Draft) -> str:
    """What a list shows of a request without a subject: its first words, or the file that its first line is from."""
    words = next((line.strip() for line in draft.text.splitlines() if line.strip()), "")
    if not words and draft.lines:
        words = draft.lines[0].request.name_or_sku.source.part
    return words[:_SAYS]


def keep_revision(
    app: App, record: DraftRecord, *, at: datetime, by: str, why: str, edit: DraftEdit | None
) -> None:
    """Keeps the revision that ``record`` holds now, before the next replaces it; once, however often it is asked."""
    number = record.draft.revision
    key = _key(record.rfq_id, number)
    if app.backend.records.get(TableName.DRAFTS, key) is None:
        body = Revision(number=number, at=at, by=by, why=why, draft=record.draft, edit=edit).model_dump_json()
        app.backend.records.put(TableName.DRAFTS, key, body, expected=0)


def revisions(app: App, record: DraftRecord) -> list[Revision]:
    """The kept revisions, oldest first."""
    stored = (
        app.backend.records.get(TableName.DRAFTS, _key(record.rfq_id, number))
        for number in range(1, record.draft.revision + 1)
    )
    return [Revision.model_validate_json(one.body) for one in stored if one is not None]


def revision_keys(record: DraftRecord) -> list[str]:
    """The keys under which revisions up to this one may be kept."""
    return [_key(record.rfq_id, number) for number in range(1, record.draft.revision + 1)]


def _key(rfq_id: str, number: int) -> str:
    return f"{rfq_id}/r{number:04d}"
