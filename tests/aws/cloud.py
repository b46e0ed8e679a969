"""Calls the functions as the services do: pollers delete what a function did not report, asynchronous calls are tried
three times, a message that was in work when its function died is shown again later."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import QUEUES
from qd_core.entry.lambdas import (
    composer,
    dispatch,
    drafter,
    escalator,
    intake_portal_presign,
    intake_ses_parser,
    intake_upload_parser,
    intake_webhook,
    pricer,
    render_pdf,
)
from qd_core.pipeline.app import App
from qd_core.plugin.protocols import CrmLine, Money, Notice
from qd_core.ports import QueueName
from tests.aws.emulator import EmulatorClock
from tests.aws.poller import batch
from tests.aws.trouble import Died, Trouble
from tests.lambdas.calls import CONTEXT

__all__ = ["TOLD", "Cloud", "Deals", "Notices"]

TOLD = "told"
"""The queue that stands where the rule of the bus calls `dispatch`."""
_WORKERS = {QueueName.INTAKE: drafter, QueueName.PRICER: pricer, QueueName.COMPOSER: composer}
_FUNCTIONS: dict[str, Any] = {
    "intake-webhook": intake_webhook,
    "intake-portal-presign": intake_portal_presign,
    "intake-ses-parser": intake_ses_parser,
    "intake-upload-parser": intake_upload_parser,
    "dispatch": dispatch,
    "escalator": escalator,
    "render-pdf": render_pdf,
}
_ATTEMPTS = 3


@dataclass
class Notices:
    """A notifier that remembers."""

    notices: list[Notice] = field(default_factory=list)

    def notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    def about(self, rfq_id: str) -> list[str]:
        """The kinds of what was told of one RFQ, in order."""
        return [str(notice.kind) for notice in self.notices if notice.rfq_id == rfq_id]


@dataclass
class Deals:
    """A CRM that finds what it made before by its key, as every adapter must."""

    deals: dict[str, Money] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        return email

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        self.deals[rfq_id] = total
        return rfq_id

    def attach_file(self, deal_id: str, key: str) -> None:
        if (deal_id, key) not in self.files:
            self.files.append((deal_id, key))

    def add_note(self, deal_id: str, text: str) -> None:
        if (deal_id, text) not in self.notes:
            self.notes.append((deal_id, text))


class Cloud:
    """``app`` is wired on a session of its own, which ``trouble`` stands before; ``aws`` looks on from another."""

    def __init__(self, app: App, aws: AwsBackend, clock: EmulatorClock) -> None:
        self.app, self.aws, self.clock = app, aws, clock
        self.notices, self.deals = Notices(), Deals()
        app.providers.__dict__["notifiers"] = [("slack", self.notices)]
        app.providers.__dict__["crm_adapter"] = ("crm", self.deals)
        self.trouble = Trouble(app.backend.aws, self.later)  # type: ignore[attr-defined]
        self.given_up: list[tuple[str, Any, str]] = []
        self._calls: deque[tuple[str, dict[str, Any], int]] = deque()
        self._looks = 0.0
        app.documents._now = lambda: self._looks  # type: ignore[attr-defined]  # a look at the bucket a call, always

    def later(self, function: str, event: dict[str, Any]) -> None:
        """An asynchronous call, as S3, SNS, the bus, Scheduler and functions make them."""
        self._calls.append((function, event, 1))

    def call(self, function: str, event: dict[str, Any]) -> Any:
        """One call now, with its answer or error."""
        return self.run_inside(function, lambda: _FUNCTIONS[function].handler(event, CONTEXT))

    def run_inside(self, function: str, act: Callable[[], Any]) -> Any:
        """``act`` as the work of a function."""
        self._looks += 60
        with self.trouble.inside(function):
            return act()

    def asking(self, function: str, event: dict[str, Any]) -> Any:
        """A call over a Function URL by somebody who tries again where the answer is an error of the server's."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self.call(function, event)
            except (Exception, Died):
                if attempt == _ATTEMPTS:
                    raise
        raise AssertionError

    def next_of(self, queue: QueueName, *, dies: bool = False) -> str:
        """Has the next message of a queue worked on, and says what it asks for; empty where none is shown. ``dies``: its
        function is never heard of again."""
        for raw in self._received(QUEUES[queue].name):
            if not dies:
                self._queued(queue, _WORKERS[queue], raw)
            return str(raw["Body"])
        return ""

    def settle(self, *, most_rounds: int = 12) -> None:
        """Everything that waits is done, given up, or dead; what hides is waited for."""
        for _ in range(most_rounds):
            while self._step():
                pass
            if not any(self.aws.queue.depth(name) for name in _WORKERS):
                return
            self.clock.forward(timedelta(seconds=max(one.visibility_seconds for one in QUEUES.values()) + 1))
        raise AssertionError("a message is shown again and again")

    def _step(self) -> bool:
        """One round of everything that can be done now; whether there was anything."""
        worked = False
        while self._calls:
            worked = True
            self._asynchronous(*self._calls.popleft())
        for queue, worker in _WORKERS.items():
            for raw in self._received(QUEUES[queue].name):
                worked = True
                self._queued(queue, worker, raw)
        for raw in self._received(TOLD):
            worked = True
            self.later("dispatch", json.loads(raw["Body"]))
            self._delete(TOLD, raw)
        return worked

    def _asynchronous(self, function: str, event: dict[str, Any], attempt: int) -> None:
        try:
            self.call(function, event)
        except (Exception, Died) as error:  # noqa: BLE001 - Lambda takes every error for one
            if attempt < _ATTEMPTS:
                self.clock.forward(timedelta(minutes=attempt))  # Lambda waits one minute, then two
                self._calls.append((function, event, attempt + 1))
            else:
                self.given_up.append((function, event, str(error)))

    def _queued(self, queue: QueueName, worker: Any, raw: dict[str, Any]) -> None:
        name = QUEUES[queue].name
        try:
            event = batch([raw], name)
            failed = self.run_inside(QUEUES[queue].consumer, lambda: worker.handler(event, CONTEXT))
        except (Exception, Died):  # noqa: BLE001 - the batch is shown again
            return
        if not failed["batchItemFailures"]:
            self._delete(name, raw)

    def _received(self, name: str) -> list[dict[str, Any]]:
        answer: Any = self.aws.aws.sqs.receive_message(
            QueueUrl=self._url(name),
            MaxNumberOfMessages=1,
            WaitTimeSeconds=0,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        return list(answer.get("Messages", []))

    def _delete(self, name: str, raw: dict[str, Any]) -> None:
        self.aws.aws.sqs.delete_message(QueueUrl=self._url(name), ReceiptHandle=raw["ReceiptHandle"])

    def _url(self, name: str) -> str:
        aws = self.aws.aws
        return aws.place.queue_url(aws.sqs.meta.endpoint_url, name)
