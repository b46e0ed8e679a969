"""`qd erase`: one buyer's data goes, on their request."""

from __future__ import annotations

import getpass
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.backend_choice import on_aws
from qd_core.entry.cli.serve import ConfigToServe, DataFolder, find_config
from qd_core.entry.serve.runtime import DEFAULT_DATA, open_local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qd_core.backends.local.backend import LocalBackend
    from qd_core.pipeline.app import App
    from qd_core.pipeline.erase import Erased

__all__ = ["erase"]


def erase(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The buyer's address.")],
    config: ConfigToServe = None,
    data: DataFolder = DEFAULT_DATA,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase everything that is kept of one buyer. The audit trail stays verifiable; this cannot be undone."""
    erased, mails = _on_aws(email, yes) if on_aws() else _here(email, find_config(config), data, yes)
    print(
        f"erased {len(erased.rfq_ids)} RFQs, {erased.objects} files, {erased.events} events' texts, {mails} mails"
    )
    sys.stderr.write("qd: backups and the CRM keep their own copies: erase there too\n")


def _on_aws(email: str, yes: bool) -> tuple[Erased, int]:
    from qd_core.backends.aws.backend import AwsBackend
    from qd_core.entry.aws import wire

    backend = AwsBackend()
    app = wire(backend)
    erased = _erased(app, email, yes)
    for rfq_id in erased.rfq_ids:
        backend.queue.forget(rfq_id)
    return erased, 0


def _here(email: str, config: Path, data: Path, yes: bool) -> tuple[Erased, int]:
    app, backend, _ = open_local(config, data)
    try:
        erased = _erased(app, email, yes)
        mails = _leftovers(backend, email, erased.rfq_ids)
        backend.database.scrub()
    finally:
        backend.close()
    return erased, mails


def _erased(app: App, email: str, yes: bool) -> Erased:
    from qd_core.model.quote import reference_of
    from qd_core.pipeline.erase import erase_buyer, rfqs_of

    found = rfqs_of(app, email)
    print(
        f"{len(found)} RFQs of {email}" + (f": {', '.join(map(reference_of, found[:20]))}" if found else "")
    )
    if found and not yes:
        typer.confirm("Erase them for good?", abort=True)
    return erase_buyer(app, email, actor=getpass.getuser())


def _leftovers(backend: LocalBackend, email: str, rfq_ids: Iterable[str]) -> int:
    """What only one machine has: queued messages, mails in the outbox, uploads that were never sent."""
    from qd_core.model.quote import reference_of

    marks = [email.lower().encode()]
    for rfq_id in rfq_ids:
        backend.queue.forget(rfq_id)
        marks.append(reference_of(rfq_id).lower().encode())
    mails = 0
    for path in backend.outbox.glob("*.eml"):
        if any(mark in path.read_bytes().lower() for mark in marks):
            path.unlink(missing_ok=True)
            mails += 1
    for sender in Path(backend.folder / "uploading").glob("*/sender.json"):
        if marks[0] in sender.read_bytes().lower():
            shutil.rmtree(sender.parent, ignore_errors=True)
    return mails
