"""What the commands share: the configuration and documents of one call, wired on the in-memory back-end."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qd_core.backends.memory import MemoryBackend
from qd_core.config import Deployment
from qd_core.documents.load import load_documents
from qd_core.entry.index_cache import use_kept_index
from qd_core.entry.wiring import build_app, company_of, read_deployment
from qd_core.errors import ConfigError, QdError
from qd_core.model.quote import Draft
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.app import App
from qd_core.pipeline.receive import receive
from qd_core.ports import QueueName
from qd_core.reading.mail.sniff import inbound_from_file

__all__ = ["Session", "draft_file", "find_deployment", "open_session"]

MAX_MESSAGE_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True)
class Session:
    """One call's application. ``config`` is the qd.toml in use, None for the defaults."""

    app: App
    documents: CompanyDocuments
    config: Path | None


def find_deployment(docs: Path | None, config: Path | None) -> tuple[Deployment, Path | None]:
    """The deployment and its file: ``--config``, else ``$QD_CONFIG``, else a qd.toml in the documents' folder, its
    parent or the current folder, else the defaults."""
    named = config or (Path(os.environ["QD_CONFIG"]) if os.environ.get("QD_CONFIG") else None)
    if named is not None:
        return read_deployment(named), named
    folders = [docs, docs.resolve().parent] if docs is not None else []
    for folder in [*folders, Path()]:
        if (folder / "qd.toml").is_file():
            return read_deployment(folder / "qd.toml"), folder / "qd.toml"
    return Deployment(), None


def open_session(docs: Path | None, config: Path | None) -> Session:
    """Reads configuration and documents and checks the selection. Raises QdError."""
    deployment, path = find_deployment(docs, config)
    folder = docs or _documents_folder(deployment, path)
    documents = load_documents(folder)
    use_kept_index(documents.catalog)
    app_settings = deployment.app.model_copy(update={"dedupe_window_hours": 0})  # every file given is drafted
    deployment = deployment.model_copy(update={"app": app_settings})
    company = company_of(deployment, documents, folder=path.parent if path else None)
    app = build_app(deployment, MemoryBackend(), lambda: documents, company)
    return Session(app, documents, path)


def _documents_folder(deployment: Deployment, config: Path | None) -> Path:
    if config is not None and deployment.documents:
        return config.parent / deployment.documents
    raise ConfigError('which documents? give --docs DIR, or set documents = "…" in qd.toml', key="documents")


def draft_file(app: App, path: Path, *, received_at: datetime | None) -> Draft:
    """Runs the whole chain on one message file. Raises QdError when the chain could not end in a draft."""
    rfq_id = receive(app, inbound_from_file(path.name, path.read_bytes(), received_at))
    app.run_until_idle()
    found = app.draft(rfq_id)
    failed = next(
        (why for queue in QueueName for m, why in app.backend.queue.dead_letters(queue) if m.body == rfq_id),
        "",
    )
    if found is None or failed:
        raise QdError(f"{path}: could not be drafted: {failed or 'no draft came out'}")
    return found[0].draft
