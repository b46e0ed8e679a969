"""`qd ingest`: files become RFQs on the data folder of `qd serve`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.options import ReceivedAt, parse_received_at
from qd_core.entry.cli.serve import ConfigToServe, DataFolder, find_config
from qd_core.entry.serve.runtime import DEFAULT_DATA, open_local
from qd_core.errors import RejectedError

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["ingest"]

Messages = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help=".eml, .txt, .json (a web form), .pdf, .docx, .xlsx, .csv …"),
]


def ingest(
    files: Messages,
    config: ConfigToServe = None,
    data: DataFolder = DEFAULT_DATA,
    received_at: ReceivedAt = None,
) -> None:
    """Take message files in, also while `qd serve` runs; prints each file's RFQ. `qd serve` reads and drafts them."""
    when = parse_received_at(received_at)
    app, backend, _ = open_local(find_config(config), data)
    failed = 0
    try:
        for path in files:
            try:
                print(f"{_one(app, path, when)}  {path}")
            except RejectedError as error:
                failed += 1
                sys.stderr.write(f"qd: {path}: {error}\n")
    finally:
        backend.close()
    if failed:
        raise typer.Exit(1)


def _one(app: App, path: Path, when: datetime | None) -> str:
    """The ``rfq_id`` of a file whose bytes are stored and queued."""
    from qd_core.entry.lanes.files import message_of, read_whole
    from qd_core.pipeline.arrive import take_in

    if not path.exists():
        raise RejectedError("there is no such file")
    content = read_whole(path.resolve())
    message, problem = message_of(path.name, content, when or app.backend.clock.now())
    rfq_id = take_in(app, message)
    if problem:
        sys.stderr.write(f"qd: {path}: {problem} Its bytes are kept.\n")
    return rfq_id
