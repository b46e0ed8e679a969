"""A whole company in one process that dies where it is told: ``QD_FAULT=17:after`` is after the 17th durable act.

Takes in what lies in the folder, drafts it, approves every clear draft as a manager would, sends it, and ends. Run again,
it goes on from whatever the last process left.

The program starts such processes: it has everything imported, forks one for each line that it reads (folder and fault,
as JSON), and answers with its exit status when it is dead. A run begins at once that way.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
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
from qd_core.pipeline.delivery_queue import resume_deliveries, send_later
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


def work(folder: Path, told: str) -> None:
    """One life of the company."""
    runtime = open_runtime(folder / "qd.toml", folder / "data")
    backend, app = runtime.backend, runtime.app
    backend.mailer = Post(folder / "sent.log")  # type: ignore[assignment]
    arm(backend, Fault(told))
    resume_deliveries(app)
    lane = FolderLane(app, FolderLaneSettings(path="inbox", settle_seconds=0), folder / "inbox")
    lane.look()
    lane.look()
    app.run_until_idle()
    approve_all(app)
    app.run_until_idle()
    runtime.close()


def live(folder: Path, told: str) -> int:
    """Runs `work` in a process of its own; its exit status, negative for a signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = 1
    try:
        work(folder, told)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, this process must never go on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        if code == 0:
            (folder / "imported.json").write_text(json.dumps(sorted(sys.modules)))
        os._exit(code)


def main() -> None:
    for line in sys.stdin:
        folder, told = json.loads(line)
        code = live(Path(folder), told)
        imported = Path(folder) / "imported.json"
        if imported.exists():  # what a run imports when it needs it, the next ones have from their birth
            for name in json.loads(imported.read_text()):
                if name not in sys.modules and name.partition(".")[0] not in {"__main__", "__mp_main__"}:
                    importlib.import_module(name)
            imported.unlink()
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
