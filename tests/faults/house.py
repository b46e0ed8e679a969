"""A whole company in one process that dies where it is told: ``QD_FAULT=17:after`` is after the 17th durable act.

Takes in what lies in the folder, drafts it, approves every clear draft as a manager would, sends it, and ends. Run again,
it goes on from whatever the last process left.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from qd_core.backends.local.backend import LocalBackend
from qd_core.config import FolderLaneSettings
from qd_core.entry.lanes.folder import FolderLane
from qd_core.entry.serve.runtime import open_runtime
from qd_core.errors import ConflictError, RejectedError
from qd_core.model.review import ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.deliver import send_later
from qd_core.pipeline.resend import resume_deliveries
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import MailReceipt, OutgoingMail, TableName

BOSS = Actor("boss@small.example", frozenset({Role.REP, Role.MANAGER}))
ACTS = {
    "objects": ("put", "delete"),
    "records": ("put", "delete"),
    "queue": ("send", "receive", "acknowledge", "retry"),
    "claims": ("claim", "complete", "release"),
    "scheduler": ("at", "cancel", "done"),
    "audit": ("append",),
    "mailer": ("send",),
}


class Post:
    """A transport without keys, like SMTP: what it was given, it has sent, a line each."""

    idempotent = False

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, mail: OutgoingMail) -> MailReceipt:
        with self._path.open("a") as file:
            file.write(mail.key + "\n")
            file.flush()
            os.fsync(file.fileno())
        return MailReceipt(mail.key)


class Fault:
    """Counts durable acts, and kills the process at one of them."""

    def __init__(self, told: str) -> None:
        number, _, self.when = told.partition(":")
        self.number = int(number or 0)
        self.count = 0

    def wrap(self, act: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **kwargs: object) -> object:
            self.count += 1
            here = self.count == self.number
            if here and self.when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = act(*args, **kwargs)
            if here:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted


def arm(backend: LocalBackend, fault: Fault) -> None:
    for port, names in ACTS.items():
        target = getattr(backend, port)
        for name in names:
            setattr(target, name, fault.wrap(getattr(target, name)))


def approve_all(app: App) -> None:
    """What a manager does: every draft without an obstacle."""
    found = app.backend.records.find(TableName.DRAFTS, facets={"state": [ReviewState.QUEUED]}, limit=1000)
    for row in found:
        head, _ = drafts.load(app, row.key)
        if head.draft.cover is not None and not head.draft.partial:
            try:
                approve(app, row.key, BOSS, digest=head.digest)
            except (ConflictError, RejectedError):
                continue
            send_later(app, row.key)


def main() -> None:
    folder = Path(sys.argv[1])
    runtime = open_runtime(folder / "qd.toml", folder / "data")
    backend, app = runtime.backend, runtime.app
    backend.mailer = Post(folder / "sent.log")  # type: ignore[assignment]
    fault = Fault(os.environ.get("QD_FAULT", ""))
    arm(backend, fault)
    resume_deliveries(app)
    lane = FolderLane(app, FolderLaneSettings(path="inbox", settle_seconds=0), folder / "inbox")
    lane.look()
    lane.look()
    app.run_until_idle()
    approve_all(app)
    app.run_until_idle()
    runtime.close()


if __name__ == "__main__":
    main()
