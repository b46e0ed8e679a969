"""The application: the deployment, its providers and its machinery, and the steps that an RFQ goes through.

Every step is load, pure work, save (expected version), enqueue next. A step that finds its result already saved
enqueues the next again: save-then-crash loses nothing, and every consumer is idempotent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import cast

from qd_core.config import Deployment
from qd_core.errors import QdError, TransientError
from qd_core.model.event import Event, EventKind
from qd_core.model.review import DraftRecord
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.providers import Providers
from qd_core.pipeline.record import RfqRecord
from qd_core.plugin.protocols import Company
from qd_core.plugin.registry import Registry
from qd_core.ports import Backend, QueueMessage, QueueName, TableName

__all__ = ["App"]

log = logging.getLogger("qd")
_LONGEST_DELAY = 3600.0
_LONGEST_REASON = 4000
"""Characters: a document with a thousand problems is one failure, not a thousand."""

Step = Callable[["App", str], None]


def _step(module: str, name: str) -> Step:
    """A step that is imported when it is first done: a process that does one kind of work loads no other."""

    def do(app: App, body: str) -> None:
        cast("Step", getattr(import_module(f"qd_core.pipeline.{module}"), name))(app, body)

    return do


_STEPS: dict[QueueName, Step] = {
    QueueName.INTAKE: _step("arrive", "intake_step"),
    QueueName.PRICER: _step("drafting", "price_step"),
    QueueName.COMPOSER: _step("drafting", "compose_step"),
    QueueName.EVENTS: _step("dispatch", "dispatch_step"),
    QueueName.DELIVERY: _step("deliver", "deliver_step"),
}


@dataclass(frozen=True)
class App:
    """One deployment, wired. ``documents`` gives the company documents of the current version."""

    deployment: Deployment
    registry: Registry
    providers: Providers
    backend: Backend
    documents: Callable[[], CompanyDocuments]
    company: Company
    code_version: str
    sign_link: Callable[[str, str], str] | None = None

    def tell(self, kind: EventKind, rfq_id: str, *, actor: str = "system", **data: str) -> None:
        """Puts what happened on the audit trail, then on the bus, then before the observers."""
        event = Event(
            event_id=self.backend.ids.new(),
            kind=kind,
            rfq_id=rfq_id,
            at=self.backend.clock.now(),
            actor=actor,
            data={**data, "code_version": self.code_version},
        )
        body = event.model_dump_json()
        self.backend.audit.append(rfq_id, body)
        self.backend.events.publish(kind, body)
        for observer in self.registry.observers():
            try:
                observer.module.qd_event(event=event)
            except (Exception, SystemExit):  # an observer may never stop the pipeline
                log.exception("observer %s of %s failed", observer.installed.name, observer.installed.origin)

    def draft_page(self, rfq_id: str) -> str:
        """The draft's address for people who sign in."""
        return self.deployment.app.draft_page(rfq_id)

    def review_link(self, record: DraftRecord, person: str) -> str:
        """The address at which ``person`` opens the draft: signed and single-use where the entry signs links and there
        is a person to sign for."""
        if self.sign_link is None or not person:
            return self.draft_page(record.rfq_id)
        return self.deployment.app.base_url.rstrip("/") + self.sign_link(record.rfq_id, person)

    def record(self, rfq_id: str) -> tuple[RfqRecord, int]:
        """The RFQ and the version to expect when it is written. Raises QdError when there is none."""
        stored = self.backend.records.get(TableName.RFQS, rfq_id)
        if stored is None:
            raise QdError(f"there is no RFQ {rfq_id}")
        return RfqRecord.model_validate_json(stored.body), stored.version

    def draft(self, rfq_id: str) -> tuple[DraftRecord, int] | None:
        """The draft's head and the version to expect when it is written, once the RFQ has one."""
        stored = self.backend.records.get(TableName.DRAFTS, rfq_id)
        return (DraftRecord.model_validate_json(stored.body), stored.version) if stored else None

    def work(self, message: QueueMessage, *, acknowledge: bool = True) -> bool:
        """Does what one message asks for, acknowledges it and says True; what fails is tried again, then buried with
        the reason, visible on the audit trail. ``acknowledge`` is False where the caller's queue does that itself."""
        try:
            _STEPS[message.queue](self, message.body)
        except TransientError as error:
            log.warning("%s, attempt %s: %s", message.queue, message.attempt, error)
            self._retry(message, error)
            return False
        except Exception as error:  # the message stays intact in the dead letters
            log.exception("%s failed on RFQ %s, attempt %s", message.queue, _rfq_of(message), message.attempt)
            self._retry(message, error)
            return False
        if acknowledge:
            self.backend.queue.acknowledge(message)
        return True

    def _retry(self, message: QueueMessage, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
        self.tell(
            EventKind.FAILED,
            _rfq_of(message),
            step=message.queue,
            attempt=str(message.attempt),
            reason=reason,
        )
        wait = error.retry_after if isinstance(error, TransientError) else None
        delay = timedelta(seconds=min(wait or 0.0, _LONGEST_DELAY))
        self.backend.queue.retry(message, reason=reason, delay=delay)

    def run_until_idle(self) -> None:
        """Works off every queue: how one process does what Lambdas do side by side."""
        busy = True
        while busy:
            busy = False
            for queue in QueueName:
                if (message := self.backend.queue.receive(queue)) is not None:
                    self.work(message)
                    busy = True


def _rfq_of(message: QueueMessage) -> str:
    """The RFQ that a message is about: an event's body is the event, every other's is the id."""
    if message.queue is not QueueName.EVENTS:
        return message.body
    try:
        return Event.model_validate_json(message.body).rfq_id
    except ValueError:
        return ""  # what is no event belongs to no RFQ; the dead letters show it as it is
