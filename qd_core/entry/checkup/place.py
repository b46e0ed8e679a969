"""The deployment on this machine: configuration, providers, documents, data folder, secrets, mail."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from qd_core.backends.local.mailers import SmtpMailer
from qd_core.backends.local.secrets import FileSecrets, variable_of
from qd_core.backends.memory import MemoryBackend
from qd_core.config import Deployment
from qd_core.documents.load import load_documents
from qd_core.entry.checkup.finding import Finding, fine, lacking, wrong
from qd_core.entry.wiring import build_app, company_of
from qd_core.errors import QdError
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.kinds import KINDS

__all__ = ["data_folder", "deployed", "mail_server", "secrets_file"]

_LEAST_FREE = 500
"""Megabytes of disk under which it is time to act: a backup of a year's drafts is about that."""


def deployed(deployment: Deployment, folder: Path | None, config: Path | None) -> Iterator[Finding]:
    """The company documents in ``folder`` and the providers that the configuration selects."""
    if folder is None:
        fix = 'give --docs DIR, or set documents = "…" in qd.toml; `qd init DIR` writes some to begin with'
        yield lacking("documents", "none are named", fix)
        return
    documents, found = _documents(folder)
    yield found
    if documents is not None:
        yield _looked(
            "providers", lambda: _providers(deployment, documents, config), "qd config check says more"
        )


def _documents(folder: Path) -> tuple[CompanyDocuments | None, Finding]:
    try:
        documents = load_documents(folder)
    except QdError as error:
        return None, wrong("documents", str(error), f"mend them, then `qd docs check --docs {folder}`")
    catalog = documents.catalog
    name = f" of {catalog.company}" if catalog.company else ""
    return documents, fine("documents", f"{len(catalog):,} articles{name} in {catalog.currency}, in {folder}")


def _providers(deployment: Deployment, documents: CompanyDocuments, config: Path | None) -> str:
    company = company_of(deployment, documents, folder=config.parent if config else None)
    app = build_app(deployment, MemoryBackend(), lambda: documents, company)
    app.registry.check()
    return f"{sum(len(app.registry.selected(kind)) for kind in KINDS)} selected, each with the settings that it needs"


def data_folder(data: Path) -> Finding:
    """Whether `qd serve` can keep everything there."""
    there = next(path for path in (data.absolute(), *data.absolute().parents) if path.exists())
    if not there.is_dir():
        return wrong("data folder", f"{there} is a file", "move it away, or give --data DIR")
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        return wrong("data folder", f"{there} is not writable", f"chown -R $(id -un) {there}")
    if there != data.absolute():
        return lacking("data folder", f"{data} is not there yet", "`qd serve` makes it")
    return _room(data)


def _room(data: Path) -> Finding:
    free = shutil.disk_usage(data).free // 1024 // 1024
    said = f"{data}, {free:,} MB free"
    if free < _LEAST_FREE:
        return wrong("data folder", said, "make room: nothing can be stored on a full disk")
    if stat.S_IMODE(data.stat().st_mode) & 0o007:
        return lacking("data folder", f"{said}, open to everybody on this machine", f"chmod 700 {data}")
    return fine("data folder", said)


def secrets_file(deployment: Deployment, path: Path) -> Iterator[Finding]:
    """Whether the file is for its owner's eyes alone, and has what the configuration needs."""
    store = FileSecrets(path)
    needed = [("smtp/password", "smtp.user")] if deployment.smtp.host and deployment.smtp.user else []
    imap = deployment.lanes.imap
    needed += [("imap/password", "lanes.imap.user")] if imap.host and imap.user else []
    if path.is_file() or not needed:
        yield _looked("secrets", lambda: _mode(store, path), f"chmod 600 {path}")
    for name, key in needed:
        fix = f'a line "{name}" = "…" in {path} (mode 0600), or {variable_of(name)} in the environment'
        yield _looked(f"secret qd/{name}", partial(_is_set, store, name, key), fix)


def _is_set(store: FileSecrets, name: str, key: str) -> str:
    store.get(name)
    return f"is set ({key} needs it)"


def _mode(store: FileSecrets, path: Path) -> str:
    if not path.is_file():
        return "no secrets file, and nothing that needs one"
    store.check()
    return f"{path}, for its owner alone"


def mail_server(deployment: Deployment, path: Path, *, reach: bool) -> Finding:
    """Where approved quotes go; with ``reach`` the server is asked, and nothing is sent."""
    settings = deployment.smtp
    if not settings.host:
        return lacking("mail", "quotes go to the outbox folder, not to buyers", 'set host = "…" under [smtp]')
    said = f"{settings.host}:{settings.port} ({settings.security})"
    if not reach:
        return fine("mail", f"{said}, not asked: --reach connects and signs in")

    def ask() -> str:
        SmtpMailer(settings, FileSecrets(path)).reach()
        return f"{said} lets us in"

    return _looked(
        "mail", ask, f"check host, port, user and security under [smtp], and the way to {settings.host}"
    )


def _looked(name: str, look: Callable[[], str], fix: str) -> Finding:
    try:
        return fine(name, look())
    except QdError as error:
        return wrong(name, str(error), fix)
