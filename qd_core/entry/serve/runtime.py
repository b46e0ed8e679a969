"""The one process of a small company: folder, lock, application, workers."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from qd_core.backends.local.backend import LocalBackend
from qd_core.backends.local.folder_lock import FolderLock
from qd_core.config import Deployment
from qd_core.documents.watch import WatchedDocuments
from qd_core.entry.backend_choice import only_here
from qd_core.entry.document_files import DocumentFiles, KeptDocuments
from qd_core.entry.index_cache import use_kept_index
from qd_core.entry.lanes.lane import Lane
from qd_core.entry.lanes.open import open_lanes
from qd_core.entry.links import LinkSigner
from qd_core.entry.serve.archive import RESTORED
from qd_core.entry.serve.worker import Workers
from qd_core.entry.wiring import build_app, company_of, read_deployment
from qd_core.errors import ConfigError
from qd_core.pipeline.app import App
from qd_core.pipeline.resend import doubt_deliveries

__all__ = ["DEFAULT_DATA", "Runtime", "open_local", "open_runtime"]

DEFAULT_DATA = Path(".qd")


@dataclass(frozen=True)
class Runtime:
    """An opened folder; ``close`` gives it back."""

    app: App
    backend: LocalBackend
    documents: WatchedDocuments
    workers: Workers
    lock: FolderLock
    lanes: tuple[Lane, ...] = ()

    def start(self) -> None:
        """Starts the workers, then opens the lanes. Raises ConfigError when a lane cannot be opened."""
        self.workers.start()
        for lane in self.lanes:
            lane.start()

    def close(self) -> None:
        """Closes the lanes, stops the workers after the message they are at, then lets the folder go."""
        for lane in self.lanes:
            lane.stop()
        self.workers.stop()
        self.backend.close()
        self.lock.release()


def open_local(config: Path, data: Path) -> tuple[App, LocalBackend, WatchedDocuments]:
    """The application on the local back-end, without workers and without the lock: for commands that look or enqueue
    while the one process serves."""
    only_here()
    deployment = read_deployment(config)
    documents = WatchedDocuments(
        _documents_folder(deployment, config), prepare=lambda found: use_kept_index(found.catalog, data)
    )
    company = company_of(deployment, documents(), folder=config.parent)
    secrets = Path(os.environ["QD_SECRETS"]) if os.environ.get("QD_SECRETS") else data / "secrets.toml"
    backend = LocalBackend(data, smtp=deployment.smtp, secrets=secrets)
    kept = KeptDocuments(documents, DocumentFiles(documents.folder, backend.objects))
    app = build_app(deployment, backend, kept, company)
    signer = LinkSigner(backend.secrets)
    return replace(app, sign_link=signer.review_path), backend, documents


def open_runtime(config: Path, data: Path, *, workers: int = 2, address: str = "") -> Runtime:
    """Takes the folder for this process. ``address`` is where links in notices lead, unless ``base_url`` is set.

    Raises ConfigError when another process has the folder, or when anything selected is wrong.
    """
    lock = FolderLock(data)
    try:
        app, backend, documents = open_local(config, data)
        app = _at(app, address)
        app.registry.check()
        backend.queue.release_all()
        _after_restore(app, data)
        lanes = open_lanes(app, folder=config.parent)
        return Runtime(app, backend, documents, Workers(app, backend.queue, count=workers), lock, lanes)
    except BaseException:
        lock.release()
        raise


def _at(app: App, address: str) -> App:
    settings = app.deployment.app
    if not address or "base_url" in settings.model_fields_set:
        return app
    there = settings.model_copy(update={"base_url": address})
    return replace(app, deployment=app.deployment.model_copy(update={"app": there}))


def _after_restore(app: App, data: Path) -> None:
    """A folder that comes from a backup is treated with doubt, once."""
    mark = data / RESTORED
    if mark.is_file():
        doubt_deliveries(app, datetime.fromisoformat(json.loads(mark.read_text(encoding="utf-8"))["made_at"]))
        mark.unlink()


def _documents_folder(deployment: Deployment, config: Path) -> Path:
    if not deployment.documents:
        raise ConfigError(f'{config}: which documents? set documents = "…"', key="documents")
    return config.parent / deployment.documents
