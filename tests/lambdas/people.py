"""Who hears of things and what is set for later, for the functions that tell people and deliver."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qd_core.backends.memory import MemoryBackend
from qd_core.errors import TransientError
from qd_core.model.event import EventKind
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.plugin.protocols import CrmLine, Money, Notice
from tests.integration.small_company import mail, take_in
from tests.lambdas.calls import happened

__all__ = ["REP", "Crm", "Told", "approved", "drafted", "event_of", "struck"]

REP = Actor("rep@small.example", frozenset({Role.REP}))


@dataclass
class Told:
    """A notifier that remembers, and fails as often as it is told."""

    notices: list[Notice] = field(default_factory=list)
    failures: int = 0

    def notify(self, notice: Notice) -> None:
        if self.failures:
            self.failures -= 1
            raise TransientError("Slack asks to wait")
        self.notices.append(notice)


@dataclass
class Crm:
    """A CRM that remembers; ``refuses`` is what it answers instead."""

    deals: dict[str, Money] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    refuses: Exception | None = None

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        if self.refuses:
            raise self.refuses
        return email

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        self.deals[rfq_id] = total
        return f"deal of {rfq_id}"

    def attach_file(self, deal_id: str, key: str) -> None:
        self.files.append(key)

    def add_note(self, deal_id: str, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def drafted(app: App, body: str = "please quote 20 BR-10") -> str:
    return take_in(app, mail(body))


def event_of(backend: MemoryBackend, rfq_id: str, kind: EventKind) -> dict[str, Any]:
    bodies = [body for name, body in backend.events.published if name == kind]
    return happened(kind, next(body for body in bodies if json.loads(body)["rfq_id"] == rfq_id))


def struck(backend: MemoryBackend) -> list[dict[str, str]]:
    """The payloads of what is due, as the Scheduler of AWS sends them."""
    return [
        {"name": call.name, "body": call.body, "when": call.when.isoformat()}
        for call in backend.scheduler.due()
    ]


def approved(app: App) -> str:
    rfq_id = drafted(app)
    approve(app, rfq_id, REP, digest=drafts.load(app, rfq_id)[0].digest)
    return rfq_id
