"""The application: the deployment, its providers and its machinery, and the steps that an RFQ goes through.

Every step is load, pure work, save (expected version), enqueue next. A step that finds its result already saved
enqueues the next again: save-then-crash loses nothing, and every consumer is idempotent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from qd_core.config import Deployment
from qd_core.errors import QdError, TransientError
from qd_core.model.event import Event, EventKind
from qd_core.model.review import DraftRecord
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.arrive import intake_step
from qd_core.pipeline.deliver import deliver_step
from qd_core.pipeline.dispatch import dispatch_step
from qd_core.pipeline.drafting import compose_step, price_step
from qd_core.pipeline.providers import Providers
from qd_core.pipeline.record import RfqRecord
from qd_core.plugin.protocols import Company
from qd_core.plugin.registry import Registry
from qd_core.ports import Backend, QueueMessage, QueueName, TableName

__all__ = ["App"]

log = logging.getLogger("qd")
_LONGEST_DELAY = 3600.0

_STEPS: dict[QueueName, Callable[[App, str], None]] = {
    QueueName.INTAKE: intake_step,
    QueueName.PRICER: price_step,
    QueueName.COMPOSER: compose_step,
    QueueName.EVENTS: dispatch_step,
    QueueName.DELIVERY: deliver_step,
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
            except Exception:  # an observer may never stop the pipeline
                log.exception("observer %s of %s failed", observer.installed.name, observer.installed.origin)

    def review_link(self, record: DraftRecord, person: str) -> str:
        """The address at which ``person`` opens the draft; signed and single-use where the entry signs links."""
        sign = self.sign_link or (lambda rfq_id, _: f"/rfq/{rfq_id}")
        return self.deployment.app.base_url.rstrip("/") + sign(record.rfq_id, person)

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

    def work(self, message: QueueMessage) -> None:
        """Does what one message asks for, then acknowledges it; what fails is tried again, then buried with the
        reason, visible on the audit trail."""
        try:
            _STEPS[message.queue](self, message.body)
        except TransientError as error:
            self._retry(message, error)
        except Exception as error:  # the message stays intact in the dead letters
            log.exception("%s failed on %s", message.queue, message.body)
            self._retry(message, error)
        else:
            self.backend.queue.acknowledge(message)

    def _retry(self, message: QueueMessage, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        self.tell(
            EventKind.FAILED, message.body, step=message.queue, attempt=str(message.attempt), reason=reason
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
